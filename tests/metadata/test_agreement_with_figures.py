"""What the metadata says about the figures is true of the figures."""

from itertools import pairwise

import pytest

from dashboard.metadata import Indicator, Kind, Registry
from tests.metadata.data_files import figures, indicator_ids, with_value


@pytest.fixture(params=indicator_ids())
def indicator(request: pytest.FixtureRequest, registry: Registry) -> Indicator:
    """Each indicator in turn."""
    return registry.indicators[request.param]


def ever_filled(indicator: Indicator, *columns: str) -> bool:
    """Whether any row with a value has something in all of these columns."""
    return any(all(row[column] for column in columns) for row in with_value(indicator.id))


def test_levels_are_those_of_the_figures(indicator, registry):
    levels = {registry.areas[row["area_code"]].level for row in figures(indicator.id)}
    assert levels == set(indicator.levels)


def test_missing_england_figure_is_said(indicator, registry):
    shown = {row["area_code"] for row in with_value(indicator.id)}
    missing = registry.region.country_code not in shown
    assert ("england_not_available" in indicator.caveats) == missing


def test_missing_counties_are_said(indicator, registry):
    counties = {m.code for m in registry.members if registry.districts_of(m.code)}
    some = counties & {row["area_code"] for row in with_value(indicator.id)}
    assert ("districts_and_cities_only" in indicator.caveats) == (not some)


def test_former_county_comes_with_its_caveat(indicator, registry):
    former = {area.code for area in registry.ancestors()}
    shown = former & {row["area_code"] for row in figures(indicator.id)}
    assert ("northamptonshire_split" in indicator.caveats) == bool(shown)


def test_differences_that_cannot_be_tested_are_said(indicator):
    limits = ever_filled(indicator, "lower_ci", "upper_ci")
    counts = ever_filled(indicator, "numerator", "denominator")
    untestable = indicator.kind is not Kind.COUNT and not limits and not counts
    assert ("unpublished_counts" in indicator.caveats) == untestable


def test_provisional_figures_are_said(indicator):
    marked = any(row["status"] == "provisional" for row in figures(indicator.id))
    assert "provisional" in indicator.caveats or not marked


def test_figures_outside_the_life_of_an_area_are_explained(indicator, registry):
    outside = set()
    for row in with_value(indicator.id):
        area = registry.areas[row["area_code"]]
        before = area.valid_from and row["period_end"] < area.valid_from
        after = area.valid_to and row["period_start"] > area.valid_to
        if before or after:
            outside.add(area.code)
    assert set(indicator.outside_lifetime) == outside


def test_overlapping_periods_are_declared(indicator):
    periods = sorted({(r["period_start"], r["period_end"]) for r in figures(indicator.id)})
    overlap = any(later[0] <= earlier[1] for earlier, later in pairwise(periods))
    assert indicator.rolling_periods == overlap


@pytest.mark.parametrize("indicator", indicator_ids(comparable_from=...), indirect=True)
def test_a_change_of_definition_lies_between_two_periods(indicator):
    periods = {(r["period_start"], r["period_end"]) for r in figures(indicator.id)}
    assert any(end < indicator.comparable_from for _, end in periods)
    assert any(start == indicator.comparable_from for start, _ in periods)
    assert "definition_changed" in indicator.caveats


@pytest.mark.parametrize("indicator", indicator_ids(headline=...), indirect=True)
def test_headlines_have_a_newest_figure_for_every_member_and_england(indicator, registry):
    newest = max(row["period_end"] for row in with_value(indicator.id))
    shown = {r["area_code"] for r in with_value(indicator.id) if r["period_end"] == newest}
    wanted = {*registry.region.members, registry.region.region_code, registry.region.country_code}
    assert wanted - shown == set()
