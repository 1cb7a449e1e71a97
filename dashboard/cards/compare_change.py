"""From one period to another: which areas rose, and which fell."""

from collections import defaultdict
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.analysis.benchmarks import number_word
from dashboard.analysis.summary import capital, join
from dashboard.cards.compare_periods import AreaChange, Change, change
from dashboard.cards.compare_trends import strong_codes, with_country
from dashboard.cards.comparison import (
    area_cell,
    chosen_areas,
    chosen_indicators,
    comparison_notes,
    question,
)
from dashboard.cards.model import Card
from dashboard.cards.provenance import source_line, table_meta
from dashboard.cards.tables import number, plain
from dashboard.dataset import Dataset
from dashboard.exports.table import Cell, Column, Table
from dashboard.figures.indicator_panels import AreaLine, IndicatorPanel, indicator_panels
from dashboard.figures.series import Point
from dashboard.figures.slope import slope
from dashboard.figures.template import Look
from dashboard.metadata.format import format_difference, format_value, in_steps, short_period
from dashboard.view_state import View

_MOST_NAMED = 3
_ROSE, _FELL, _MIXED = "Rose in most areas", "Fell in most areas", "Mixed"


def change_card(dataset: Dataset, view: View, look: Look) -> Card:
    """Slopes between the latest period and an earlier one, never across a suspected break."""
    indicators, codes = chosen_indicators(dataset, view), chosen_areas(dataset, view)
    shown = with_country(dataset, codes)
    found = [change(dataset, one.id, shown) for one in indicators]
    strong = strong_codes(dataset, view, codes)
    periods = {_span(one) for one in found}
    many = f"{capital(number_word(len(indicators)))} indicators"
    return Card(
        id="change",
        title=question(indicators, "How much has it changed?"),
        sentence=_sentence(found, codes),
        make_table=lambda: _table(dataset, view, found, shown),
        figure=_slope(found[0], strong, look)
        if len(found) == 1 and found[0].first
        else indicator_panels([_panel(one) for one in found], look=look, strong=strong),
        indicators=tuple(one.id for one in indicators),
        image_title=f"{indicators[0].name if len(indicators) == 1 else many}, change",
        source_line=source_line(
            dataset, indicators, periods.pop() if len(periods) == 1 else "Periods as on the chart"
        ),
        notes=(
            "A difference between two periods can be chance; “Over time” has the test of trends.",
            *_reason_notes(found),
            *comparison_notes(dataset, indicators, codes),
        ),
        on_click="highlight",
    )


def _slope(one: Change, strong: Sequence[str], look: Look) -> go.Figure:
    rows = [(row.name, row.first, row.last) for row in one.rows.values()]
    frame = pd.DataFrame(rows, index=list(one.rows), columns=["name", "first", "last"])
    labels = one.first[1], one.last[1]
    return slope(frame, indicator=one.indicator, look=look, periods=labels, selected=strong)


def _panel(one: Change) -> IndicatorPanel:
    """Lines between the two periods, of the areas that have both values."""
    if one.first is None:
        return IndicatorPanel(one.indicator, [])
    days = [(end - pd.Timestamp(0)).days for end, _ in (one.first, one.last)]
    lines = [
        AreaLine(
            code,
            row.name,
            [
                Point(days[0], one.first[1], row.first, row.first_status),
                Point(days[1], one.last[1], row.last, row.last_status),
            ],
        )
        for code, row in one.held.items()
    ]
    return IndicatorPanel(one.indicator, lines)


def _span(one: Change) -> str:
    return f"{one.first[1]} to {one.last[1]}" if one.first else ""


def _of(one: Change, codes: Sequence[str]) -> list[AreaChange]:
    """The chosen areas that have both values."""
    held = one.held
    return [held[code] for code in codes if code in held]


def _sentence(found: Sequence[Change], codes: Sequence[str]) -> str:
    """Who changed most for one indicator; in how many areas it rose for several."""
    held = [(one, rows) for one in found if (rows := _of(one, codes))]
    if not held:
        return "No chosen area has two periods that can be compared."
    if len(found) == 1:
        return _one_sentence(*held[0])
    said: dict[str, list[str]] = {_ROSE: [], _FELL: [], _MIXED: []}
    for one, rows in held:
        up, down = _directions(one, rows)
        words = _ROSE if 2 * up > len(rows) else _FELL if 2 * down > len(rows) else _MIXED
        count = {_ROSE: up, _FELL: down}.get(words)
        share = f" ({count} of {len(rows)})" if count else ""
        said[words].append(f"{one.indicator.short_name}{share}")
    return " ".join(f"{words}: {'; '.join(names)}." for words, names in said.items() if names)


def _directions(one: Change, rows: Sequence[AreaChange]) -> tuple[int, int]:
    """How many areas rose and how many fell, as printed."""
    decimals = one.indicator.decimals
    steps = [in_steps(row.last, decimals) - in_steps(row.first, decimals) for row in rows]
    return sum(step > 0 for step in steps), sum(step < 0 for step in steps)


def _one_sentence(one: Change, rows: Sequence[AreaChange]) -> str:
    up, down = _directions(one, rows)
    counts = {"rose": up, "fell": down, "did not change": len(rows) - up - down}
    said = [f"{words} in {number_word(count)}" for words, count in counts.items() if count]
    of = "area" if len(rows) == 1 else "areas"
    span = f"From {one.first[1]} to {one.last[1]}"
    opening = f"{span} it {join(said)} of the {number_word(len(rows))} {of} with both figures"
    ends = []
    if up:
        ends.append(f"largest rise in {_named(one, max(rows, key=lambda row: row.change))}")
    if down:
        ends.append(f"largest fall in {_named(one, min(rows, key=lambda row: row.change))}")
    return f"{'; '.join([opening, *ends])}."


def _named(one: Change, row: AreaChange) -> str:
    first, last = (format_value(value, one.indicator) for value in (row.first, row.last))
    return f"{row.name} ({first} to {last})"


def _reason_notes(found: Sequence[Change]) -> tuple[str, ...]:
    """Why some areas have no line, each reason with its areas."""
    notes = []
    for one in found:
        name = one.indicator.short_name
        if one.first is None:
            only = f" ({one.last[1]})" if one.last else ""
            notes.append(f"{name}: no two periods to compare{only}.")
            continue
        absent = defaultdict(list)
        for row in one.rows.values():
            if row.change is None:
                absent[row.reason].append(row.name)
        for reason, names in absent.items():
            who = join(names) if len(names) <= _MOST_NAMED else f"{number_word(len(names))} areas"
            notes.append(f"{name}: no line for {who}: {reason}.")
    return tuple(notes)


def _table(dataset: Dataset, view: View, found: Sequence[Change], codes: Sequence[str]) -> Table:
    """Areas down; first value, latest value and change of each indicator across."""
    columns = [Column("Area")]
    for one in found:
        name = one.indicator.short_name
        first = short_period(one.first[1]) if one.first else "earlier"
        last = short_period(one.last[1]) if one.last else "latest"
        columns += [Column(f"{name}, {words}", numeric=True) for words in (first, last, "change")]
    rows = tuple(
        (
            area_cell(dataset, view, code),
            *(cell for one in found for cell in _cells(one, one.rows[code])),
        )
        for code in codes
    )
    meta = table_meta(dataset, view, [one.indicator for one in found])
    return Table("Change between two periods", tuple(columns), rows, meta)


def _cells(one: Change, row: AreaChange) -> tuple[Cell, ...]:
    indicator = one.indicator
    why = row.reason if row.first is None else ""
    return (
        number(row.first, indicator, row.first_status, why),
        number(row.last, indicator, row.last_status),
        plain(row.change, format_difference(row.change, indicator))
        if row.change is not None
        else Cell(None, "", row.reason),
    )
