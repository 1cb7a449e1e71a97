"""Two indicators against each other, every point labelled, no cause implied."""

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.crossing import (
    Crossing,
    LineName,
    Plot,
    Point,
    axis_ticks,
    cross_lines,
    line_annotation,
    line_names,
    margin_text,
    name_sides,
    value_axis,
)
from dashboard.figures.labels import line_count, widest, wrap_to
from dashboard.figures.palette import DARK_BLUE, MID_GREY
from dashboard.figures.rows import column
from dashboard.figures.template import Look, build_figure, empty_figure
from dashboard.metadata.format import format_ticks, format_value, unit_words
from dashboard.metadata.models import Indicator


def scatter(
    frame: pd.DataFrame,
    *,
    x: Indicator,
    y: Indicator,
    look: Look,
    benchmark: Crossing | None = None,
    selected: Sequence[str] = (),
) -> go.Figure:
    """A point per area with its name; no trend line, for ten areas prove none.

    Areas that lack either value are named underneath.

    Args:
        frame: one row per area, indexed by code: ``name``, ``x``, ``y``.
        x: indicator across.
        y: indicator up.
        look: sizes.
        benchmark: where its lines cross.
        selected: codes drawn strongly.
    """
    columns = (column(frame, "name", ""), column(frame, "x"), column(frame, "y"))
    points = [Point(str(code), *rest) for code, *rest in zip(frame.index, *columns, strict=True)]
    held = [p for p in points if p.x is not None and p.y is not None]
    if not held:
        return empty_figure(look, "No area has figures for both indicators")
    absent = [p.name for p in points if p not in held]
    marks = benchmark or Crossing("", None, None)
    x_ticks = axis_ticks([p.x for p in held], marks.x)
    y_ticks = axis_ticks([p.y for p in held], marks.y)
    left = widest(format_ticks(y_ticks, y), look) + look.font
    head = wrap_to(f"\u2191 {y.short_name} ({unit_words(y) or y.unit})", look.px, look)
    foot = wrap_to(f"{x.short_name} ({unit_words(x) or x.unit}) \u2192", look.px - left, look)
    note = wrap_to(f"Not shown, no figure: {', '.join(absent)}", look.px, look) if absent else ""
    lines = line_count(foot) + (line_count(note) if absent else 0)
    # Room for the name of the upright line, clear of the axis title over it.
    top = round((line_count(head) + 1.7) * look.line_height)
    bottom = round((lines + 2.2) * look.line_height)
    # Height keeps names apart that a phone's width cannot.
    height = round(look.chart_height * 1.15) + (look.line_height * 12 if look.narrow else 0)
    right = look.font * 2
    plot = Plot(look.px - left - right, height - top - bottom, x_ticks, y_ticks)
    traces = [*cross_lines(marks, x_ticks, y_ticks, look), _points(held, x, y, selected, look)]
    names = line_names(marks, (x, y), held, plot, look)
    traces.append(_labels(held, marks, names, plot, look, selected))
    layout = {
        "height": height,
        "margin": {"l": left, "r": right, "t": top, "b": bottom},
        "xaxis": value_axis(x_ticks, x, look),
        "yaxis": value_axis(y_ticks, y, look),
        "annotations": [
            margin_text(head, "left", 1, top - look.font // 3, -left, "top"),
            margin_text(foot, "right", 0, -round(look.line_height * 1.7), 0, "top"),
            *([margin_text(note, "left", 0, -bottom, -left, "bottom")] if absent else []),
            *(line_annotation(name, look) for name in names),
        ],
    }
    return build_figure(traces, layout, look)


def _sizes(held: list[Point], selected: Sequence[str], look: Look) -> list[float]:
    return [look.marker * (1.6 if p.code in selected else 1) for p in held]


def _points(
    held: list[Point], x: Indicator, y: Indicator, selected: Sequence[str], look: Look
) -> dict[str, Any]:
    hover = [
        f"<b>{escape(p.name, quote=False)}</b>"
        f"<br>{escape(x.short_name, quote=False)}: {format_value(p.x, x)}"
        f"<br>{escape(y.short_name, quote=False)}: {format_value(p.y, y)}"
        for p in held
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [p.x for p in held],
        "y": [p.y for p in held],
        "marker": {
            "size": _sizes(held, selected, look),
            "symbol": ["diamond" if p.code in selected else "circle" for p in held],
            "color": [DARK_BLUE if p.code in selected or not selected else MID_GREY for p in held],
            "opacity": 1,
        },
        "cliponaxis": False,
        "customdata": [p.code for p in held],
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _labels(
    held: list[Point],
    marks: Crossing,
    lines: Sequence[LineName],
    plot: Plot,
    look: Look,
    selected: Sequence[str],
) -> dict[str, Any]:
    """Names beside their points, each on the side where it covers least."""
    sides = name_sides(held, marks, lines, plot, look)
    names = [escape(p.name, quote=False) for p in held]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [p.x for p in held],
        "y": [p.y for p in held],
        # An invisible marker keeps the text clear of the visible one.
        "marker": {"size": [size * 1.2 for size in _sizes(held, selected, look)], "opacity": 0},
        "text": [
            f"<b>{name}</b>" if p.code in selected else name
            for p, name in zip(held, names, strict=True)
        ],
        "textposition": sides,
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
