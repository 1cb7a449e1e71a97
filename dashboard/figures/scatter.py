"""Two indicators against each other, every point labelled, no cause implied."""

from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.labels import line_count, nice_ticks, text_width, widest, wrap_to
from dashboard.figures.palette import DARK_BLUE, GREY, INK, MID_GREY
from dashboard.figures.point_labels import Box, label_sides
from dashboard.figures.rows import column
from dashboard.figures.template import Look, build_figure, empty_figure
from dashboard.metadata.format import format_ticks, format_value, is_missing, unit_words
from dashboard.metadata.models import Indicator


class Crossing(NamedTuple):
    """A benchmark's values on both indicators, drawn as a pair of lines."""

    name: str
    x: float | None
    y: float | None


class _Point(NamedTuple):
    code: str
    name: str
    x: float | None
    y: float | None


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
    points = [_Point(str(code), *rest) for code, *rest in zip(frame.index, *columns, strict=True)]
    held = [p for p in points if p.x is not None and p.y is not None]
    if not held:
        return empty_figure(look, "No area has figures for both indicators")
    absent = [p.name for p in points if p not in held]
    marks = benchmark or Crossing("", None, None)
    x_ticks = _ticks([p.x for p in held], marks.x)
    y_ticks = _ticks([p.y for p in held], marks.y)
    left = widest(format_ticks(y_ticks, y), look) + look.font
    head = wrap_to(f"\u2191 {y.short_name} ({unit_words(y) or y.unit})", look.px, look)
    foot = wrap_to(f"{x.short_name} ({unit_words(x) or x.unit}) \u2192", look.px - left, look)
    note = wrap_to(f"Not shown, no figure: {', '.join(absent)}", look.px, look) if absent else ""
    lines = line_count(foot) + (line_count(note) if absent else 0)
    top = (line_count(head) + 1) * look.line_height
    bottom = round((lines + 2.2) * look.line_height)
    height = round(look.chart_height * 1.15) + (look.line_height * 4 if look.narrow else 0)
    size = (look.px - left - look.font * 2, height - top - bottom)
    traces = [*_cross(marks, x_ticks, y_ticks, look), _points(held, x, y, selected, look)]
    placed = {"x_ticks": x_ticks, "y_ticks": y_ticks, "selected": selected}
    traces.append(_labels(held, marks, size, look, **placed))
    layout = {
        "height": height,
        "margin": {"l": left, "r": look.font * 2, "t": top, "b": bottom},
        "xaxis": _axis(x_ticks, x, look),
        "yaxis": _axis(y_ticks, y, look),
        "annotations": [
            _margin_text(head, "left", 1, top - look.font // 3, -left, "top"),
            _margin_text(foot, "right", 0, -round(look.line_height * 1.7), 0, "top"),
            *([_margin_text(note, "left", 0, -bottom, -left, "bottom")] if absent else []),
            *_cross_names(marks, x, y, look),
        ],
    }
    return build_figure(traces, layout, look)


def _ticks(values: list[float], mark: float | None) -> list[float]:
    values = values if is_missing(mark) else [*values, mark]
    return nice_ticks(min(values), max(values), 5)


def _axis(ticks: list[float], indicator: Indicator, look: Look) -> dict[str, Any]:
    return {
        "range": [ticks[0], ticks[-1]],
        "tickvals": ticks,
        "ticktext": format_ticks(ticks, indicator),
        "showgrid": True,
        "ticklabelstandoff": look.font // 3,
    }


def _sizes(held: list[_Point], selected: Sequence[str], look: Look) -> list[float]:
    return [look.marker * (1.6 if p.code in selected else 1) for p in held]


def _points(
    held: list[_Point], x: Indicator, y: Indicator, selected: Sequence[str], look: Look
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
    held: list[_Point],
    marks: Crossing,
    size: tuple[float, float],
    look: Look,
    *,
    x_ticks: list[float],
    y_ticks: list[float],
    selected: Sequence[str],
) -> dict[str, Any]:
    """Names beside their points, each on the side where it covers least."""
    width, height = size
    across, up = width / (x_ticks[-1] - x_ticks[0]), height / (y_ticks[-1] - y_ticks[0])
    spots = [((p.x - x_ticks[0]) * across, (p.y - y_ticks[0]) * up) for p in held]
    reach = look.marker * 0.8
    obstacles = [Box(cx, cy, reach, reach) for cx, cy in spots]
    if not is_missing(marks.x):
        place = (marks.x - x_ticks[0]) * across
        obstacles.append(Box.line(place, height / 2, 1, height / 2))
    if not is_missing(marks.y):
        level = (marks.y - y_ticks[0]) * up
        name = text_width(f"{marks.name} 00.0%", look) / 2
        obstacles.append(Box.line(width / 2, level, width / 2, 1))
        half = look.line_height / 2
        obstacles.append(Box(width - name, level + half, name, half))
    halves = [(text_width(p.name, look) / 2, look.line_height / 2) for p in held]
    sides = label_sides(spots, halves, obstacles, reach=reach, size=size)
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


def _cross(
    mark: Crossing, x_ticks: list[float], y_ticks: list[float], look: Look
) -> list[dict[str, Any]]:
    """Benchmark lines across the plot."""
    lines = []
    if not is_missing(mark.x):
        lines.append(((mark.x, mark.x), (y_ticks[0], y_ticks[-1])))
    if not is_missing(mark.y):
        lines.append(((x_ticks[0], x_ticks[-1]), (mark.y, mark.y)))
    style = {"color": MID_GREY, "width": look.line * 0.75, "dash": "dash"}
    return [
        {"type": "scatter", "mode": "lines", "x": a, "y": b, "line": style, "hoverinfo": "skip"}
        for a, b in lines
    ]


def _cross_names(mark: Crossing, x: Indicator, y: Indicator, look: Look) -> list[dict[str, Any]]:
    """Name and value at the end of each benchmark line."""
    notes = []
    style = {"color": GREY, "size": look.font}
    if not is_missing(mark.x):
        text = escape(f"{mark.name} {format_value(mark.x, x)}", quote=False)
        place = {"x": mark.x, "y": 1, "yref": "paper", "yanchor": "bottom"}
        notes.append({**place, "text": text, "font": style, "showarrow": False})
    if not is_missing(mark.y):
        text = escape(f"{mark.name} {format_value(mark.y, y)}", quote=False)
        place = {"x": 1, "xref": "paper", "xanchor": "right", "y": mark.y, "yanchor": "bottom"}
        notes.append({**place, "text": text, "font": style, "showarrow": False})
    return notes


def _margin_text(
    text: str, side: str, y: float, up: float, right: float, anchor: str
) -> dict[str, Any]:
    """Axis titles and notes in the margins; ``up`` and ``right`` are pixels."""
    return {
        "x": 0 if side == "left" else 1,
        "xref": "paper",
        "xanchor": side,
        "xshift": right,
        "y": y,
        "yref": "paper",
        "yanchor": anchor,
        "yshift": up,
        "align": side,
        "text": text,
        "font": {"color": INK},
        "showarrow": False,
    }
