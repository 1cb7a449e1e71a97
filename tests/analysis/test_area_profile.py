"""One area on many indicators."""

import pandas as pd
import pytest

from dashboard.analysis.area_profile import (
    area_standouts,
    available,
    changes,
    peers_of,
    positions,
    profile_frame,
)
from dashboard.analysis.trend import BREAK_NOTE
from dashboard.metadata import Caveat, Level, Polarity

from .conftest import DISTRICT, ENGLAND, make_dataset, make_indicator, member

LEICESTER, AMBER_VALLEY = "E06000016", "E07000032"
DESCRIBED = (
    make_indicator(id="homes", short_name="Homes", unit_suffix="%"),
    make_indicator(id="work", short_name="Work", unit_suffix="%", polarity=Polarity.LOW_IS_WORSE),
    make_indicator(id="births", short_name="Births", unit_suffix="%", polarity=Polarity.NEUTRAL),
    make_indicator(id="empty", short_name="Empty", levels=(Level.DISTRICT,)),
)


def figure(key, code, value, half=1.0, **more):
    limits = {} if half is None else {"lower_ci": value - half, "upper_ci": value + half}
    return {"indicator_id": key, "area_code": code, "value": value, **limits, **more}


@pytest.fixture
def small():
    rows = [
        *(figure("homes", member(n), value) for n, value in enumerate((30.0, 20.0, 10.0, 40.0), 1)),
        figure("homes", ENGLAND, 20.0),
        figure("homes", member(1), 50.0, year=2024),
        figure("work", member(1), 60.0),
        figure("work", ENGLAND, 50.0),
        figure("births", member(1), 5.0),
        figure("births", ENGLAND, 3.0),
    ]
    data = make_dataset(rows, members=4)
    data.registry.indicators.clear()
    data.registry.indicators.update({one.id: one for one in DESCRIBED})
    return data


def test_one_row_for_every_indicator_with_the_range_of_the_peers(small):
    frame = profile_frame(small, member(1), DESCRIBED, "england")
    assert list(frame.index) == ["homes", "work", "births", "empty"]
    homes = frame.loc["homes"]
    assert (homes["value"], homes["benchmark"], homes["difference"]) == (30, 20, 10)
    assert (homes["lowest"], homes["highest"]) == (10, 40)
    assert (homes["lower_quartile"], homes["upper_quartile"]) == (17.5, 32.5)
    assert (homes["place"], homes["ranked"]) == (2, 4)
    assert homes["period_label"] == "Year ending March 2025"
    assert frame["judgement"].tolist() == ["worse", "better", "higher", "no_value"]


def test_an_indicator_without_a_figure_is_there_with_its_reason(small):
    empty = profile_frame(small, member(1), DESCRIBED, "england").loc["empty"]
    assert pd.isna(empty["value"])
    assert empty["status"] == "not_available"
    assert empty["benchmark_reason"] == (
        "England has no figure in this dataset for this indicator and period"
    )


def test_worse_comes_first_then_better_then_what_is_not_judged(small):
    told = area_standouts(small, member(1), DESCRIBED, "england")
    assert told[:2] == [
        (
            "homes",
            "Homes: 30.0%, significantly higher than England (20.0%) (more need), to Mar 2025",
        ),
        ("work", "Work: 60.0%, significantly higher than England (50.0%) (less need), to Mar 2025"),
    ]
    assert all("need" not in text for _, text in told[2:])
    assert area_standouts(small, member(2), DESCRIBED, "england") == []


def test_what_may_not_be_real_comes_with_a_caution(small):
    noted = DESCRIBED[0].model_copy(update={"caveats": ("recording",)})
    small.registry.indicators["homes"] = noted
    small.registry.caveats["recording"] = Caveat(
        key="recording", short="Recording differs", text="It differs.", blocks_judgement=True
    )
    ((_, text),) = area_standouts(small, member(1), [noted], "england")
    assert text.endswith("to Mar 2025. Caution: recording differs")
    rows = [
        figure("homes", member(1), 30.0, note=f"{BREAK_NOTE}: odd"),
        figure("homes", ENGLAND, 20),
    ]
    broken = make_dataset(rows, members=2)
    broken.registry.indicators.clear()
    broken.registry.indicators["homes"] = DESCRIBED[0]
    ((_, text),) = area_standouts(broken, member(1), DESCRIBED[:1], "england")
    assert text.endswith("to Mar 2025. Caution: series break suspected")


def test_the_largest_first_and_no_more_than_asked_for(small):
    more = make_indicator(id="worse", short_name="Worse", unit_suffix="%")
    small.registry.indicators["worse"] = more
    rows = [figure("worse", member(1), 90.0), figure("worse", ENGLAND, 10.0)]
    extra = make_dataset(rows).observations
    data = type(small).from_frames(
        small.registry,
        pd.concat([small.observations, extra], ignore_index=True),
        small.neighbour_table,
    )
    told = area_standouts(data, member(1), [*DESCRIBED, more], "england")
    assert [key for key, _ in told[:2]] == ["worse", "homes"]
    told = area_standouts(data, member(1), [*DESCRIBED, more], "england", most=1)
    assert [key for key, _ in told] == ["worse"]


def test_changes_are_of_the_indicators_with_figures(small):
    told = changes(small, member(1), DESCRIBED)
    assert set(told) == {"homes", "work", "births"}
    assert told["homes"].change == -20


def test_peers_are_of_the_same_level(small):
    assert peers_of(small, member(2)) == small.member_codes
    assert peers_of(small, DISTRICT) == small.local_codes
    assert DISTRICT in small.local_codes
    assert member(1) not in small.local_codes  # it has a district


def test_only_councils_of_the_upper_tier_have_a_place_in_england(small, dataset):
    assert positions(small, DISTRICT, DESCRIBED) == {}
    key = "child_low_income_bhc"
    told = positions(dataset, LEICESTER, [dataset.indicator(key)])
    assert told[key].text == "8th highest of 153"


def test_a_district_is_offered_what_is_published_for_districts(dataset):
    offered = available(dataset, AMBER_VALLEY)
    assert {Level.DISTRICT in one.levels for one in offered} == {True}
    assert "child_low_income_bhc" in {one.id for one in offered}
    assert "cin_rate" not in {one.id for one in offered}


def test_a_unitary_is_offered_everything_in_the_order_of_the_catalogue(dataset):
    offered = available(dataset, LEICESTER)
    assert {one.id for one in offered} == set(dataset.registry.indicators)
    order = [dataset.registry.domains[one.domain].order for one in offered]
    assert order == sorted(order)
