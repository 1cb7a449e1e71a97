"""Two periods side by side: who rose, who fell."""

from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.end_labels import EndLabel, LineStyle, end_label_traces, line_styles, signed
from dashboard.figures.labels import line_count, nice_ticks, widest, wrap_to
from dashboard.figures.palette import DARK_BLUE, GREY, INK
from dashboard.figures.rows import column
from dashboard.figures.template import Look, build_figure, empty_figure
from dashboard.metadata.format import format_difference, format_value, short_period
from dashboard.metadata.models import Indicator

_REACH = 0.06  # from a line's end to its label, of the distance between the periods


class _Slope(NamedTuple):
    code: str
    name: str
    first: float | None
    last: float | None


def slope(
    frame: pd.DataFrame,
    *,
    indicator: Indicator,
    look: Look,
    periods: tuple[str, str],
    selected: Sequence[str] = (),
) -> go.Figure:
    """A line per area from its first to its last value, labelled at both ends.

    Areas without a figure in both periods are named underneath.

    Args:
        frame: one row per area, indexed by code: ``name``, ``first``, ``last``.
        indicator: how values are written.
        look: sizes.
        periods: labels of the two periods.
        selected: up to four codes in colour, the others grey; none colours all alike.
    """
    columns = (column(frame, "name", ""), column(frame, "first"), column(frame, "last"))
    rows = [_Slope(str(code), *rest) for code, *rest in zip(frame.index, *columns, strict=True)]
    held = [row for row in rows if row.first is not None and row.last is not None]
    if not held:
        return empty_figure(look, "No area has a figure in both periods")
    absent = [row.name for row in rows if row not in held]
    strong = [row.code for row in held if row.code in selected]
    styles = line_styles([row.code for row in held], strong)
    if not strong:
        styles = dict.fromkeys(styles, LineStyle(DARK_BLUE, "", "circle"))
    values = [value for row in held for value in (row.first, row.last)]
    ticks = nice_ticks(min(values), max(values), 6)
    low, high = ticks[0], ticks[-1]
    firsts = [format_value(row.first, indicator) for row in held]
    lasts = [f"{format_value(row.last, indicator)} {row.name}" for row in held]
    if not look.narrow:  # on a phone the name at the other end has to do
        firsts = [f"{row.name} {text}" for row, text in zip(held, firsts, strict=True)]
    left = widest(firsts, look) + look.font * 2
    right = widest(lasts, look) + look.font * 2
    note = wrap_to(f"No figure in both periods: {', '.join(absent)}", look.px, look)
    below = (line_count(note) + 1) * look.line_height if absent else look.font
    heads = [wrap_to(short_period(label), look.font * 6, look) for label in periods]
    top = round((max(map(line_count, heads)) + 0.7) * look.line_height)
    height = max(look.chart_height, len(held) * look.line_height + top + below)
    shared = {"low": low, "high": high, "plot_height": height - top - below, "look": look}
    traces = [_line_trace(row, styles[row.code], indicator, look) for row in held]
    left_ends = _ends(held, firsts, styles, [row.first for row in held])
    right_ends = _ends(held, lasts, styles, [row.last for row in held])
    traces += end_label_traces(left_ends, x=0, reach=-_REACH, **shared)
    traces += end_label_traces(right_ends, x=1, reach=1 + _REACH, **shared)
    layout = {
        "height": height,
        "margin": {"l": left, "r": right, "t": top, "b": below},
        "xaxis": {"visible": False, "range": [-_REACH, 1 + _REACH]},
        "yaxis": {"visible": False, "range": [low, high]},
        "shapes": [_upright(x, look) for x in (0, 1)],
        "annotations": [*_heads(heads, look), *([_note(note, left, below)] if absent else [])],
    }
    return build_figure(traces, layout, look)


def _ends(
    held: list[_Slope],
    texts: list[str],
    styles: dict[str, LineStyle],
    values: Sequence[float],
) -> list[EndLabel]:
    return [
        EndLabel(signed(styles[row.code], escape(text, quote=False)), value)
        for row, text, value in zip(held, texts, values, strict=True)
    ]


def _line_trace(row: _Slope, style: LineStyle, indicator: Indicator, look: Look) -> dict[str, Any]:
    change = format_difference(row.last - row.first, indicator)
    values = f"{format_value(row.first, indicator)} to {format_value(row.last, indicator)}"
    text = escape(f"{row.name}: {values} ({change})", quote=False)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": row.name,
        "x": [0, 1],
        "y": [row.first, row.last],
        "line": {"color": style.colour, "width": look.line},
        "marker": {"size": look.marker * 0.8, "symbol": style.symbol, "color": style.colour},
        "hovertext": [text, text],
        "hoverinfo": "text",
    }


def _upright(x: float, look: Look) -> dict[str, Any]:
    style = {"color": GREY, "width": 1}
    return {"type": "line", "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 1, "line": style}


def _heads(texts: Sequence[str], look: Look) -> list[dict[str, Any]]:
    """The two periods above their uprights."""
    return [
        {
            "x": x,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "yshift": look.font // 3,
            "text": f"<b>{text}</b>",
            "showarrow": False,
        }
        for x, text in enumerate(texts)
    ]


def _note(text: str, left: int, below: int) -> dict[str, Any]:
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": -left,
        "y": 0,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": -below,
        "align": "left",
        "font": {"color": INK},
        "text": escape(text, quote=False).replace("&lt;br&gt;", "<br>"),
        "showarrow": False,
    }
