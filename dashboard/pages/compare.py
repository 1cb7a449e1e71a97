"""Any indicators for any areas, side by side."""

from collections.abc import Callable

from dashboard.cards.compare_bars import bars_card
from dashboard.cards.compare_change import change_card
from dashboard.cards.compare_maps import maps_card
from dashboard.cards.compare_scatter import scatter_card
from dashboard.cards.compare_trends import trends_card
from dashboard.cards.comparison import chosen_areas, chosen_indicators
from dashboard.cards.model import Body, Card, Control, Link, Option, Prose
from dashboard.dataset import Dataset
from dashboard.figures.template import Look
from dashboard.metadata import Level
from dashboard.pages.choices import (
    benchmark_control,
    indicator_options,
    map_control,
    peers_controls,
)
from dashboard.view_state import MAX_AREAS, MAX_INDICATORS, View

_TABS = {
    "": "Side by side",
    "maps": "Maps",
    "trends": "Over time",
    "change": "Change",
    "scatter": "Two together",
}
# The parts of the page that compare with a benchmark.
_JUDGED = frozenset({"", "scatter"})


def body(view: View, dataset: Dataset, look: Look) -> Body:
    """The page, with the part that the address asks for."""
    return Body(
        title="Compare",
        description="Any indicators for any areas, side by side, on maps, over time or in pairs.",
        intro=(
            "Choose indicators and areas. Each figure is the latest published for its indicator, "
            "so periods can differ; they are printed with it."
        ),
        controls=_controls(view, dataset),
        tabs=tuple(
            Link(text, view.change(view=name).href, current=name == view.view)
            for name, text in _TABS.items()
        ),
        sections=_SECTIONS[view.view](view, dataset, look),
    )


def _scatter(view: View, dataset: Dataset, look: Look) -> tuple[Card | Prose, ...]:
    indicators = chosen_indicators(dataset, view)
    if len(indicators) > 1:
        return (scatter_card(dataset, view, look),)
    return (
        Prose(
            "scatter-needs-two",
            "Choose a second indicator",
            f"Only “{indicators[0].name}” is chosen. This chart sets two indicators against "
            "each other: tick another one under “Choose indicators”.",
        ),
    )


_SECTIONS: dict[str, Callable[[View, Dataset, Look], tuple[Card | Prose, ...]]] = {
    "": lambda view, dataset, look: (bars_card(dataset, view, look),),
    "maps": lambda view, dataset, look: (maps_card(dataset, view, look),),
    "trends": lambda view, dataset, look: (trends_card(dataset, view, look),),
    "change": lambda view, dataset, look: (change_card(dataset, view, look),),
    "scatter": _scatter,
}


def _controls(view: View, dataset: Dataset) -> tuple[Control, ...]:
    is_map = view.view == "maps"
    return (
        _indicators_control(view, dataset),
        *(() if is_map else (_areas_control(view, dataset),)),
        *(
            (benchmark_control(dataset, view), *peers_controls(dataset, view))
            if view.view in _JUDGED
            else ()
        ),
        _highlight_control(view, dataset),
        *(_map_controls(view) if is_map else ()),
    )


def _indicators_control(view: View, dataset: Dataset) -> Control:
    return Control(
        "indicators",
        "Choose indicators",
        "picker",
        indicator_options(dataset),
        tuple(one.id for one in chosen_indicators(dataset, view)),
        f"Up to {MAX_INDICATORS}. With none ticked, the first headline indicators are shown.",
        MAX_INDICATORS,
    )


def _areas_control(view: View, dataset: Dataset) -> Control:
    return Control(
        "areas",
        "Choose areas",
        "picker",
        _area_options(dataset),
        chosen_areas(dataset, view),
        f"Up to {MAX_AREAS}. With none ticked, {dataset.registry.region.partnership} are shown.",
        MAX_AREAS,
    )


def _area_options(dataset: Dataset) -> tuple[Option, ...]:
    """Members, what they are compared with, districts, then other councils of today."""
    registry = dataset.registry
    members = dataset.member_codes
    comparators = dataset.comparator_codes
    districts = [area for code in members for area in registry.districts_of(code)]
    listed = {*members, *comparators, *(area.code for area in districts)}
    others = sorted(
        (
            area
            for area in registry.areas.values()
            if area.level is Level.UPPER_TIER and area.valid_to is None and area.code not in listed
        ),
        key=lambda area: area.name,
    )
    return (
        *(Option(area.code, area.short_name, registry.region.name) for area in registry.members),
        *(Option(code, dataset.area(code).short_name, "To compare with") for code in comparators),
        *(
            Option(one.code, one.short_name, f"District of {dataset.area(one.parent).short_name}")
            for one in districts
        ),
        *(
            Option(one.code, one.short_name, f"Before {one.valid_to.year + 1}")
            for one in registry.ancestors()
            if one.valid_to
        ),
        *(Option(one.code, one.short_name, one.type.capitalize()) for one in others),
    )


def _highlight_control(view: View, dataset: Dataset) -> Control:
    """Which area stands out; of those on the charts."""
    codes = {
        "maps": dataset.local_codes if view.level == "districts" else dataset.member_codes
    }.get(view.view, chosen_areas(dataset, view))
    here = {*dataset.member_codes, *dataset.local_codes}
    return Control(
        "area",
        "Highlight",
        "select",
        (
            Option("", "No area"),
            *(Option(code, dataset.area(code).short_name) for code in codes if code in here),
        ),
        view.area if view.area in codes else "",
    )


def _map_controls(view: View) -> tuple[Control, ...]:
    levels = (
        Option("areas", "Upper-tier areas"),
        Option("districts", "Districts and unitaries, where published"),
    )
    return (
        Control("level", "Areas", "radio", levels, view.level),
        map_control(view),
    )
