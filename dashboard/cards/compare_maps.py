"""A small map for each indicator, each with classes of its own."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from dashboard.analysis.benchmarks import number_word
from dashboard.analysis.profile import Compared, compared
from dashboard.analysis.summary import capital, extremes, join
from dashboard.cards.comparison import LATEST, chosen_indicators, question, wide_table
from dashboard.cards.maps import bounds_of, geojson_url, with_geography
from dashboard.cards.maps import legend as map_legend
from dashboard.cards.model import Card, LegendItem
from dashboard.cards.provenance import notes, source_line
from dashboard.dataset import Dataset
from dashboard.figures.colours import NO_FIGURE, Classes, classes
from dashboard.figures.legend import legend_items
from dashboard.figures.palette import WHITE, contrast
from dashboard.figures.small_multiple_maps import (
    MapPanel,
    small_multiple_choropleths,
    small_multiple_tiles,
)
from dashboard.figures.template import Look
from dashboard.metadata import Indicator
from dashboard.metadata.format import in_steps, short_period, unbroken
from dashboard.view_state import View

_MOST_NAMED = 3
_DISTRICT_COLUMNS = 2


class _Mapped(NamedTuple):
    """One map: its figures, its level and its classes."""

    one: Compared
    level: str
    classes: Classes


def maps_card(dataset: Dataset, view: View, look: Look) -> Card:
    """Where each chosen indicator is high and low, over the whole region."""
    mapped = [_mapped(dataset, view, one) for one in chosen_indicators(dataset, view)]
    found = [each.one for each in mapped]
    indicators = [one.indicator for one in found]
    codes = tuple(dict.fromkeys(code for one in found for code in one.frame.index))
    many = f"{capital(number_word(len(found)))} indicators"
    what = indicators[0].name if len(found) == 1 else many
    return Card(
        id="maps",
        title=question(indicators, "Where is it high, and where low?"),
        sentence=_sentence(found),
        make_table=lambda: wide_table(
            dataset, view, found, codes, f"{what}, latest period", judged=False
        ),
        figure=_figure(dataset, view, mapped, look),
        legend=_legend(mapped),
        indicators=tuple(one.id for one in indicators),
        image_title=f"{what} on the map",
        source_line=source_line(dataset, indicators, LATEST),
        notes=(
            *_ranges(mapped),
            *_level_note(view, mapped),
            _shape_note(view),
            *notes(dataset, indicators),
        ),
        on_click="highlight",
    )


def _mapped(dataset: Dataset, view: View, indicator: Indicator) -> _Mapped:
    """The indicator by district where that is asked for and published, else by member."""
    local = view.level == "districts" and dataset.has_districts(indicator.id)
    codes = dataset.local_codes if local else dataset.member_codes
    one = compared(dataset, indicator.id, codes, view.benchmark_choice())
    shown = classes(one.frame["value"], indicator)
    return _Mapped(one, "districts" if local else "areas", shown)


def _figure(dataset: Dataset, view: View, mapped: Sequence[_Mapped], look: Look) -> go.Figure:
    panels = [
        MapPanel(
            _title(each),
            each.one.indicator,
            with_geography(dataset, each.one.frame, each.level),
            each.classes,
        )
        for each in mapped
    ]
    selected = [view.area] if view.area else []
    if view.map == "tiles":
        # Three times as many tiles need maps of twice the width to be read.
        columns = 1 if look.narrow else min(_DISTRICT_COLUMNS, len(panels))
        wide = any(each.level == "districts" for each in mapped)
        return small_multiple_tiles(
            panels, look=look, selected=selected, columns=columns if wide else None
        )
    figure = small_multiple_choropleths(
        panels,
        geojson_url=geojson_url(dataset, "areas"),
        bounds=bounds_of(panels[0].frame),
        look=look,
        selected=selected,
    )
    # Maps of both levels can stand side by side, each with its own boundaries.
    for each, trace in zip(mapped, figure.data, strict=False):
        trace.geojson = geojson_url(dataset, each.level)
    return figure


def _title(each: _Mapped) -> str:
    """Indicator, period, and the palest and darkest class in words."""
    one = each.one
    ranges = [unbroken(label) for _, label, _ in legend_items(each.classes) if label != NO_FIGURE]
    period = f", {unbroken(short_period(one.period_label))}" if one.period_label else ""
    name = f"{one.indicator.short_name}{period}"
    if not ranges:
        return f"{name}: no figures"
    if len(ranges) == 1:
        return f"{name}: {ranges[0]}"
    return f"{name}: palest {ranges[0]}, darkest {ranges[-1]}"


def _legend(mapped: Sequence[_Mapped]) -> tuple[LegendItem, ...]:
    """The colours of one map, or from pale to dark where each map has ranges of its own."""
    if len(mapped) == 1:
        return map_legend(mapped[0].classes)
    ranges = [one.colour for each in mapped for one in each.classes.items[1:]]
    missing = [each.classes.items[0] for each in mapped if each.classes.items[0].count]
    items = []
    if ranges:
        pale_first = sorted(set(ranges), key=lambda colour: contrast(colour, WHITE))
        items = [
            LegendItem("low on its map", pale_first[0]),
            LegendItem("high on its map", pale_first[-1]),
        ]
    if missing:
        items.append(LegendItem(NO_FIGURE, missing[0].colour))
    return tuple(items)


def _ranges(mapped: Sequence[_Mapped]) -> tuple[str, ...]:
    """The classes of each map in words, palest first; one map has a legend instead."""
    if len(mapped) == 1:
        return ()
    return tuple(
        f"{each.one.indicator.short_name}, pale to dark: "
        + "; ".join(f"{label} ({count})" for _, label, count in legend_items(each.classes))
        + "."
        for each in mapped
    )


def _level_note(view: View, mapped: Sequence[_Mapped]) -> tuple[str, ...]:
    whole = [each.one.indicator.short_name for each in mapped if each.level == "areas"]
    if view.level != "districts" or not whole:
        return ()
    return (f"No district figures are published for: {'; '.join(whole)}. Larger areas are shown.",)


def _shape_note(view: View) -> str:
    if view.map == "tiles":
        return "Each area is one equal square in roughly its place; size says nothing."
    return "Boundaries are generalised from postcodes and are not for legal use."


def _sentence(found: Sequence[Compared]) -> str:
    """Who is highest and lowest: with figures for one map, how often for several."""
    held = [one for one in found if not one.with_value.empty]
    if not held:
        return "No area on these maps has a figure."
    if len(found) == 1:
        return extremes(found[0])
    parts = [_often(held, highest=True), _often(held, highest=False)]
    return f"{capital('; '.join(part for part in parts if part))}."


def _often(held: Sequence[Compared], *, highest: bool) -> str:
    """The areas that are highest, or lowest, on most maps."""
    counts: Counter[str] = Counter()
    for one in held:
        frame = one.with_value
        steps = frame["value"].map(lambda v, d=one.indicator.decimals: in_steps(v, d))
        counts.update(frame["name"][steps == (steps.max() if highest else steps.min())])
    most = max(counts.values())
    names = [name for name, count in counts.items() if count == most]
    who = join(names) if len(names) <= _MOST_NAMED else f"{number_word(len(names))} areas"
    side = "highest" if highest else "lowest"
    return f"{side} most often: {who} ({number_word(most)} of {number_word(len(held))} maps)"
