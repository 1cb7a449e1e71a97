"""Chosen areas over time, for one indicator or several."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import pandas as pd
import plotly.graph_objects as go

from dashboard.analysis.benchmarks import number_word
from dashboard.analysis.profile import area_trends
from dashboard.analysis.summary import capital, change_over_time, join, trend_counts
from dashboard.analysis.trend import Trend
from dashboard.cards.comparison import (
    chosen_areas,
    chosen_indicators,
    comparison_notes,
    most_often,
    question,
)
from dashboard.cards.model import Card
from dashboard.cards.provenance import source_line, table_meta
from dashboard.cards.tables import number, series_table
from dashboard.dataset import Dataset
from dashboard.exports.table import Cell, Column, Table
from dashboard.figures.indicator_panels import (
    AreaLine,
    IndicatorPanel,
    indicator_panels,
)
from dashboard.figures.series import Point, read_series
from dashboard.figures.template import Look
from dashboard.figures.trend_lines import TrendLine, trend_lines
from dashboard.metadata import Indicator
from dashboard.view_state import View

# More cells than this make a page slow; then only the newest periods are in the table.
_MOST_CELLS = 1200
_FEWEST_PERIODS = 2


def trends_card(dataset: Dataset, view: View, look: Look) -> Card:
    """Lines of the chosen areas and the country, in one chart or a panel per indicator."""
    indicators, codes = chosen_indicators(dataset, view), chosen_areas(dataset, view)
    shown = with_country(dataset, codes)
    former = [
        code
        for code in dict.fromkeys(p for code in codes for p in dataset.area(code).predecessors)
        if code not in shown
    ]
    strong = strong_codes(dataset, view, codes)
    one = indicators[0] if len(indicators) == 1 else None
    what = one.name if one else f"{capital(number_word(len(indicators)))} indicators"
    table, cut = _table(dataset, view, indicators, (*shown, *former))
    return Card(
        id="trends",
        title=question(indicators, "What has happened over time?"),
        sentence=_sentence(dataset, view, indicators, codes),
        make_table=lambda: table,
        figure=_one(dataset, one, shown, former, strong, look)
        if one
        else _several(dataset, indicators, shown, former, strong, look),
        indicators=tuple(one.id for one in indicators),
        image_title=f"{what}, over time",
        source_line=source_line(dataset, indicators, "All periods held"),
        notes=(*_former_note(dataset, former), *cut, *comparison_notes(dataset, indicators, codes)),
        on_click="highlight",
    )


def with_country(dataset: Dataset, codes: Sequence[str]) -> tuple[str, ...]:
    """The areas and, last, the country where it is not among them."""
    return tuple(dict.fromkeys([*codes, dataset.registry.region.country_code]))


def strong_codes(dataset: Dataset, view: View, codes: Sequence[str]) -> list[str]:
    """The lines in colour: all where there are few, else the highlighted one and the country."""
    country = dataset.registry.region.country_code
    if len(with_country(dataset, codes)) <= 4:  # noqa: PLR2004 - as many as there are colours
        return list(with_country(dataset, codes))
    return [*([view.area] if view.area in codes else []), country]


def _one(
    dataset: Dataset,
    indicator: Indicator,
    shown: Sequence[str],
    former: Sequence[str],
    strong: Sequence[str],
    look: Look,
) -> go.Figure:
    """One big chart with every line named."""
    frame = dataset.of_indicator(indicator.id)
    rest = [code for code in shown if code not in strong]
    lines = [
        *(TrendLine(code, dataset.area(code).short_name) for code in strong),
        *(TrendLine(code, dataset.area(code).short_name, "solid") for code in rest),
        *(TrendLine(code, _former_name(dataset, code), "dash") for code in former),
    ]
    wanted = frame[frame["area_code"].isin({line.code for line in lines})]
    return trend_lines(wanted, indicator=indicator, look=look, lines=lines)


def _former_name(dataset: Dataset, code: str) -> str:
    name = dataset.area(code).short_name
    return name if "former" in name else f"{name} (former)"


def _several(
    dataset: Dataset,
    indicators: Sequence[Indicator],
    shown: Sequence[str],
    former: Sequence[str],
    strong: Sequence[str],
    look: Look,
) -> go.Figure:
    """A panel per indicator."""
    panels = []
    for indicator in indicators:
        series = _series(dataset, indicator.id, (*shown, *former))
        lines = [
            *(AreaLine(code, dataset.area(code).short_name, series[code]) for code in shown),
            *(AreaLine(c, _former_name(dataset, c), series[c], former=True) for c in former),
        ]
        panels.append(IndicatorPanel(indicator, lines))
    return indicator_panels(panels, look=look, strong=strong)


# Ticking another indicator leaves the others as they are; series are never changed.
@lru_cache(maxsize=256)
def _series(dataset: Dataset, indicator_id: str, codes: tuple[str, ...]) -> dict[str, list[Point]]:
    return read_series(dataset.of_indicator(indicator_id), codes)


def _sentence(
    dataset: Dataset, view: View, indicators: Sequence[Indicator], codes: tuple[str, ...]
) -> str:
    """What the trend tests say: counts for one indicator, areas that stand out for several."""
    found = {one.id: area_trends(dataset, one.id, codes) for one in indicators}
    if not any(found.values()):
        return "None of the chosen areas has figures over time for what is chosen here."
    if len(indicators) == 1:
        one, trends = indicators[0], found[indicators[0].id]
        said = trend_counts(trends)
        if view.area in codes:
            name = dataset.area(view.area).short_name
            said += f" {change_over_time(name, trends.get(view.area), one)}"
        return said
    return _several_sentence(dataset, found, codes)


def _several_sentence(
    dataset: Dataset, found: dict[str, dict[str, Trend]], codes: Sequence[str]
) -> str:
    words = [
        (dataset.area(code).short_name, each[code].judgement)
        for each in found.values()
        for code in codes
        if code in each
    ]
    parts = [
        most_often(Counter(name for name, word in words if word == key), len(found), said)
        for key, said in (
            ("getting_worse", "most often getting worse"),
            ("getting_better", "most often getting better"),
        )
    ]
    said = "; ".join(part for part in parts if part)
    tested = sum(word != "not_tested" for _, word in words)
    share = f"{tested} of {len(codes) * len(found)} trends could be tested"
    if not said:
        return f"No area is getting clearly worse or better; {share} (5-point test)."
    return f"{capital(said)}. {share[:1].upper()}{share[1:]} (5-point test)."


def _former_note(dataset: Dataset, former: Sequence[str]) -> tuple[str, ...]:
    if not former:
        return ()
    names = join([dataset.area(code).name for code in former])
    return (f"Dashed: {names}, before it was replaced; the lines are not joined.",)


def _table(
    dataset: Dataset, view: View, indicators: Sequence[Indicator], codes: Sequence[str]
) -> tuple[Table, tuple[str, ...]]:
    """Indicators and periods down, areas across; and a note where old periods are left out."""
    if len(indicators) == 1:
        one = indicators[0]
        caption = f"{one.name}, {one.unit}, all periods"
        return series_table(dataset, view, one, codes, caption), ()
    room = max(_FEWEST_PERIODS, _MOST_CELLS // (len(codes) * len(indicators)))
    held = [_rows(dataset, one.id, tuple(codes)) for one in indicators]
    rows = [row for each in held for row in each[:room]]
    cut = any(len(each) > room for each in held)
    note = (
        f"The table and its files hold the newest {number_word(room)} periods of each indicator; "
        "choose fewer indicators or areas for all of them.",
    )
    columns = (
        Column("Indicator"),
        Column("Period"),
        *(Column(dataset.area(code).short_name, numeric=True) for code in codes),
    )
    caption = f"{capital(number_word(len(indicators)))} indicators over time"
    meta = table_meta(dataset, view, indicators)
    return Table(caption, columns, tuple(rows), meta), note if cut else ()


@lru_cache(maxsize=256)
def _rows(dataset: Dataset, indicator_id: str, codes: tuple[str, ...]) -> list[tuple[Cell, ...]]:
    """One row for each period of an indicator, newest first."""
    indicator, frame = dataset.indicator(indicator_id), dataset.of_indicator(indicator_id)
    frame = frame[frame["area_code"].isin(set(codes))]
    names = ("period_end", "period_label", "area_code", "value", "status", "note")
    held: dict[pd.Timestamp, dict[str, tuple]] = {}
    labels = {}
    for end, label, code, *figure in zip(*(frame[name].tolist() for name in names), strict=True):
        held.setdefault(end, {})[code] = tuple(figure)
        labels[end] = label
    absent = Cell(None, "[x]", "no figure is held for this area and period")
    return [
        (
            Cell.of(indicator.short_name),
            Cell.of(labels[end]),
            *(
                number(held[end][code][0], indicator, *held[end][code][1:])
                if code in held[end]
                else absent
                for code in codes
            ),
        )
        for end in sorted(held, reverse=True)
    ]
