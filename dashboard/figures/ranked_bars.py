"""Areas in order of their value: bars from zero, or dots where zero means nothing."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.bar_marks import BAR_KINDS, bar_trace, dot_trace, value_extent
from dashboard.figures.benchmark_lines import (
    BenchmarkLine,
    Ruler,
    head_notes,
    head_shapes,
    heads_height,
    place_heads,
)
from dashboard.figures.labels import line_count, nice_ticks, text_width, widest, wrap_to
from dashboard.figures.palette import GREY
from dashboard.figures.panels import row_names
from dashboard.figures.rows import Row, hover_text, judged_label, read_rows, split_rows
from dashboard.figures.template import Look, build_figure, empty_figure
from dashboard.metadata.format import format_ticks, format_value, is_missing
from dashboard.metadata.models import Indicator

_LABEL_SHARE = 0.45  # of the width beside the names


def ranked_bars(
    frame: pd.DataFrame,
    *,
    indicator: Indicator,
    look: Look,
    benchmarks: Sequence[BenchmarkLine] = (),
    selected: Sequence[str] = (),
) -> go.Figure:
    """Highest value on top, with intervals, printed values and benchmark lines.

    Areas without a figure are listed underneath with the reason.

    Args:
        frame: as ``rows`` describes; coloured by ``judgement`` where it is given.
        indicator: how values are written; its kind decides between bars and dots.
        look: sizes.
        benchmarks: lines with their names; missing values are left out.
        selected: codes whose names are printed bold.
    """
    if frame.empty:
        return empty_figure(look)
    held, missing = split_rows(read_rows(frame))
    held.sort(key=lambda row: row.value, reverse=True)
    lines = [line for line in benchmarks if not is_missing(line.value)]
    bars = indicator.kind in BAR_KINDS
    low, high = value_extent(held, [line.value for line in lines], from_zero=bars)
    names = [wrap_to(row.name, look.px * 0.34, look) for row in [*held, *missing]]
    left = widest(names, look) + look.font
    labels = _labels(held, indicator, look, look.px - left)
    right = widest(labels, look) + look.font
    scale = max(look.px - left - right, 60) / (high - low)
    ruler = Ruler(low, scale, left, look.px - left)
    heads = place_heads(lines, indicator, ruler, look)
    places = row_places(names, len(held), look)
    bottom = places[-1] + 0.5  # half a row of air under the last name
    margin = {"l": left, "r": right, "t": heads_height(heads, look), "b": look.font // 2}
    if not bars and held:
        margin["b"] += look.line_height
    draw = bar_trace if bars else dot_trace
    traces = [draw(held, indicator, look), _value_column(labels, high, look)]
    traces.append(row_names(low, places, _bold(names, [*held, *missing], selected)))
    if missing:
        traces.append(_reasons(missing, places[len(held) :], indicator, look, low, ruler.right))
    layout = {
        "height": round(look.row * (bottom + 0.5)) + margin["t"] + margin["b"],
        "margin": margin,
        "xaxis": {"visible": False, "range": [low, high]}
        if bars or not held
        else _value_axis(low, high, indicator, look),
        "yaxis": {
            "range": [bottom, -0.5],
            "tickvals": list(range(len(held))),
            "showticklabels": False,
            "showgrid": not bars,
        },
        "bargap": 0.3,
        "shapes": head_shapes(heads, len(held) - 0.5, look),
        "annotations": head_notes(heads, ruler, look),
    }
    return build_figure(traces, layout, look)


def _labels(held: list[Row], indicator: Indicator, look: Look, room: float) -> list[str]:
    """Values with shape and word of their judgement; no word if bars would lose half the room."""
    labels = [judged_label(row, indicator) for row in held]
    if widest(labels, look) <= room * _LABEL_SHARE:
        return labels
    return [judged_label(row, indicator, word=False) for row in held]


def row_places(names: Sequence[str], held: int, look: Look) -> list[float]:
    """Places of the rows from the top, in rows; rows without a bar are only as high as their text.

    Args:
        names: as printed, those with a value first.
        held: how many have a value.
        look: sizes.
    """
    places: list[float] = list(range(held))
    edge = held - 0.5
    for name in names[held:]:
        height = look.line_height * (line_count(name) + 0.25) / look.row
        places.append(edge + height / 2)
        edge += height
    return places


def _bold(names: list[str], rows: list[Row], selected: Sequence[str]) -> list[str]:
    return [
        f"<b>{name}</b>" if row.code in selected else name
        for name, row in zip(names, rows, strict=True)
    ]


def _value_axis(low: float, high: float, indicator: Indicator, look: Look) -> dict[str, Any]:
    """Printed ticks, so that nobody takes the left end for zero."""
    room = max(2, look.px // (text_width(format_value(high, indicator), look) * 3))
    ticks = nice_ticks(low, high, min(5, room))
    ticks = [tick for tick in ticks if low <= tick <= high]
    return {
        "range": [low, high],
        "tickvals": ticks,
        "ticktext": format_ticks(ticks, indicator),
        "showgrid": True,
    }


def _value_column(texts: list[str], high: float, look: Look) -> dict[str, Any]:
    """Printed values stand in a column of their own, clear of bars and intervals.

    As a text trace: plotly draws annotations several times more slowly.
    """
    return {
        "type": "scatter",
        "mode": "text",
        "x": [high] * len(texts),
        "y": list(range(len(texts))),
        "text": texts,
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _reasons(
    missing: list[Row],
    places: Sequence[float],
    indicator: Indicator,
    look: Look,
    low: float,
    width: float,
) -> dict[str, Any]:
    """Symbol and words in place of a bar; shortened to the symbol's words if narrow."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [low] * len(missing),
        "y": list(places),
        "text": [wrap_to(row.why_missing, width, look) for row in missing],
        "textposition": "middle right",
        "textfont": {"color": GREY},
        "cliponaxis": False,
        "hovertext": [hover_text(row, indicator) for row in missing],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
