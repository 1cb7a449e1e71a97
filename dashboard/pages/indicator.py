"""One indicator in full: ranked bars, map, trends and tables."""

from dashboard.analysis.profile import Compared, area_trends, compared
from dashboard.analysis.rank import position_in_england
from dashboard.analysis.summary import (
    against_benchmark,
    change_over_time,
    extremes,
    one_against_benchmark,
)
from dashboard.cards.looks import pair_width
from dashboard.cards.maps import map_card
from dashboard.cards.model import Body, Control, Link, Option
from dashboard.cards.ranking import ranking_card
from dashboard.cards.series import trends_card
from dashboard.dataset import Dataset
from dashboard.figures.template import Look
from dashboard.metadata import Indicator, Level
from dashboard.pages.choices import (
    benchmark_control,
    indicator_options,
    map_control,
    peers_controls,
    period_control,
)
from dashboard.view_state import View


def body(view: View, dataset: Dataset, look: Look) -> Body:
    """The page."""
    indicator = dataset.indicator(view.subject)
    view, notices = _possible(view, dataset, indicator)
    domain = dataset.registry.domains[indicator.domain]
    codes = dataset.local_codes if view.level == "districts" else dataset.member_codes
    one = compared(dataset, indicator.id, codes, view.benchmark_choice(), view.period_end())
    ranking = ranking_card(dataset, view, one, look, width=pair_width(view, look))
    return Body(
        title=indicator.name,
        description=indicator.definition,
        intro=f"{indicator.definition} {dataset.registry.direction_of(indicator)}.",
        lead=tuple(Link(text, "") for text in _findings(dataset, view, one)),
        controls=_controls(view, dataset, indicator),
        sections=(
            ranking,
            map_card(dataset, view, one, look, ranking),
            trends_card(dataset, view, indicator, look, _trend_codes(dataset, view, one)),
        ),
        notices=notices,
        crumbs=(
            Link("Indicators", view.go("indicators").href),
            Link(domain.name, view.go("region", domain=domain.id).href),
        ),
    )


def _possible(view: View, dataset: Dataset, indicator: Indicator) -> tuple[View, tuple[str, ...]]:
    """The view with what this indicator cannot show taken back, and why."""
    notices = []
    if view.level == "districts" and not dataset.has_districts(indicator.id):
        notices.append(
            "No district figures are published for this indicator; the upper-tier areas are shown."
        )
        view = view.change(level="areas")
    if view.level == "areas" and _only_local(dataset, indicator) and not view.period:
        notices.append(
            "This indicator is published for districts and unitary authorities only, so the "
            "counties have no figure of their own."
        )
    periods = dataset.periods(indicator.id)
    if view.period and view.period_end() not in set(periods["period_end"]):
        notices.append(
            f"There is no period ending {view.period} for this indicator; the latest is shown."
        )
        view = view.change(period="")
    return view, tuple(notices)


def _only_local(dataset: Dataset, indicator: Indicator) -> bool:
    return (
        dataset.has_districts(indicator.id) and Level.UPPER_TIER not in indicator.levels
    ) or _counties_never(dataset, indicator)


def _counties_never(dataset: Dataset, indicator: Indicator) -> bool:
    """Whether no council with districts has a figure in the latest period."""
    counties = [c.code for c in dataset.registry.members if dataset.registry.districts_of(c.code)]
    if not counties or not dataset.has_districts(indicator.id):
        return False
    return bool(dataset.at_period(indicator.id, None, counties)["value"].isna().all())


def _trend_codes(dataset: Dataset, view: View, one: Compared) -> tuple[str, ...]:
    """Members; at district level the districts of one county, for 35 lines cannot be read.

    The county of the highlighted area, else of the district with the greatest need.
    """
    if view.level == "areas":
        return dataset.member_codes
    code = view.area or (_neediest(one) if not one.with_value.empty else one.frame.index[0])
    county = code if code in dataset.member_codes else dataset.area(code).parent
    return tuple(a.code for a in dataset.registry.districts_of(county or "")) or (code,)


def _findings(dataset: Dataset, view: View, one: Compared) -> list[str]:
    """The answer in a few lines: who is highest, is it different, what has happened."""
    held = one.with_value
    if held.empty:
        return [extremes(one)]
    code = view.area if view.area in one.frame.index else _neediest(one)
    trends = area_trends(dataset, one.indicator.id, (code,), view.period_end())
    name = dataset.area(code).short_name
    return [
        extremes(one),
        against_benchmark(one),
        one_against_benchmark(one, code),
        change_over_time(name, trends.get(code), one.indicator),
        *_in_england(dataset, one, code),
    ]


def _in_england(dataset: Dataset, one: Compared, code: str) -> list[str]:
    """Where the area stands among all English councils, where figures for them are held."""
    position = position_in_england(dataset, one.indicator.id, one.period_end, code)
    if position.place is None:
        return []
    name = dataset.area(code).short_name
    return [
        f"In England, {name} is the {position.text} upper-tier councils with a figure "
        f"({one.period_label})."
    ]


def _neediest(one: Compared) -> str:
    places = one.frame["place"]
    return places.idxmin() if places.notna().any() else one.frame["value"].idxmax()


def _controls(view: View, dataset: Dataset, indicator: Indicator) -> tuple[Control, ...]:
    codes = dataset.local_codes if view.level == "districts" else dataset.member_codes
    levels = [Option("areas", "Upper-tier areas")]
    if dataset.has_districts(indicator.id):
        levels.append(Option("districts", "Districts and unitaries"))
    return (
        Control("subject", "Indicator", "select", indicator_options(dataset), indicator.id),
        period_control(dataset, view, indicator),
        benchmark_control(dataset, view),
        *peers_controls(dataset, view),
        Control(
            "area",
            "Highlight",
            "select",
            (
                Option("", "No area"),
                *(Option(code, dataset.area(code).short_name) for code in codes),
            ),
            view.area if view.area in codes else "",
        ),
        Control("level", "Areas", "radio", tuple(levels), view.level),
        map_control(view),
        Control(
            "colour",
            "Colour by",
            "radio",
            (Option("value", "Value"), Option("comparison", "Comparison")),
            view.colour,
        ),
    )
