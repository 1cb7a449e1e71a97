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


class _Plot(NamedTuple):
    """The room of the points: its size in pixels, and the values at its edges."""

    width: float
    height: float
    x_ticks: list[float]
    y_ticks: list[float]

    def across(self, x: float) -> float:
        """Pixels from the left edge."""
        first, last = self.x_ticks[0], self.x_ticks[-1]
        return (x - first) / (last - first) * self.width

    def up(self, y: float) -> float:
        """Pixels from the lower edge."""
        first, last = self.y_ticks[0], self.y_ticks[-1]
        return (y - first) / (last - first) * self.height


class _LineName(NamedTuple):
    """The name of a benchmark line: its text, where it is fixed and the room it takes."""

    text: str
    box: Box
    place: dict[str, Any]


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
    # Room for the name of the upright line, clear of the axis title over it.
    top = round((line_count(head) + 1.7) * look.line_height)
    bottom = round((lines + 2.2) * look.line_height)
    # Height keeps names apart that a phone's width cannot.
    height = round(look.chart_height * 1.15) + (look.line_height * 12 if look.narrow else 0)
    right = look.font * 2
    plot = _Plot(look.px - left - right, height - top - bottom, x_ticks, y_ticks)
    traces = [*_cross(marks, x_ticks, y_ticks, look), _points(held, x, y, selected, look)]
    names = _line_names(marks, (x, y), held, plot, look)
    traces.append(_labels(held, marks, names, plot, look, selected))
    layout = {
        "height": height,
        "margin": {"l": left, "r": right, "t": top, "b": bottom},
        "xaxis": _axis(x_ticks, x, look),
        "yaxis": _axis(y_ticks, y, look),
        "annotations": [
            _margin_text(head, "left", 1, top - look.font // 3, -left, "top"),
            _margin_text(foot, "right", 0, -round(look.line_height * 1.7), 0, "top"),
            *([_margin_text(note, "left", 0, -bottom, -left, "bottom")] if absent else []),
            *(_line_annotation(name, look) for name in names),
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
    lines: Sequence[_LineName],
    plot: _Plot,
    look: Look,
    selected: Sequence[str],
) -> dict[str, Any]:
    """Names beside their points, each on the side where it covers least."""
    width, height = plot.width, plot.height
    reach = look.marker * 0.8
    spots = [(plot.across(p.x), plot.up(p.y)) for p in held]
    obstacles = [*(Box(*spot, reach, reach) for spot in spots), *(name.box for name in lines)]
    if not is_missing(marks.x):
        obstacles.append(_upright_line(marks, plot))
    if not is_missing(marks.y):
        obstacles.append(Box.line(width / 2, plot.up(marks.y), width / 2, 1))
    halves = [(text_width(p.name, look) / 2, look.line_height / 2) for p in held]
    sides = label_sides(spots, halves, obstacles, reach=reach, size=(width, height))
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


def _line_names(
    mark: Crossing,
    indicators: tuple[Indicator, Indicator],
    held: list[_Point],
    plot: _Plot,
    look: Look,
) -> list[_LineName]:
    """Name and value at the end of each benchmark line, clear of the other and of points."""
    reach = look.marker * 0.8
    names = []
    taken = [Box(plot.across(p.x), plot.up(p.y), reach, reach) for p in held]
    if not is_missing(mark.x):
        names.append(_upright_name(mark, indicators[0], plot, look))
        taken.append(_upright_line(mark, plot))
    if not is_missing(mark.y):
        taken += [name.box for name in names]
        names.append(_level_name(mark, indicators[1], taken, plot, look))
    return names


def _upright_line(mark: Crossing, plot: _Plot) -> Box:
    return Box.line(plot.across(mark.x), plot.height / 2, 1, plot.height / 2)


def _upright_name(mark: Crossing, x: Indicator, plot: _Plot, look: Look) -> _LineName:
    """Over the upright line, as far to its middle as the edges of the plot allow."""
    text = f"{mark.name} {format_value(mark.x, x)}"
    half, across = text_width(text, look) / 2, plot.across(mark.x)
    middle = min(max(across, half), max(plot.width - half, half))
    box = Box(middle, plot.height + look.line_height / 2, half, look.line_height / 2)
    place = {"x": mark.x, "xshift": round(middle - across), "y": 1, "yref": "paper"}
    return _LineName(text, box, {**place, "xanchor": "center", "yanchor": "bottom"})


def _level_name(
    mark: Crossing, y: Indicator, taken: Sequence[Box], plot: _Plot, look: Look
) -> _LineName:
    """At the end of the level line where it covers least: first choice right, over the line."""
    text = f"{mark.name} {format_value(mark.y, y)}"
    half, high = text_width(text, look) / 2, look.line_height / 2
    level = plot.up(mark.y)
    ends = {"right": plot.width - half, "left": half}
    sides = {"bottom": level + high, "top": level - high}  # which edge of the text is fixed
    found = []
    for anchor, middle in sides.items():
        for end, across in ends.items():
            box = Box(across, middle, half, high)
            cost = sum(box.overlap(other) for other in taken) + box.outside(plot.width, plot.height)
            place = {"x": int(end == "right"), "xref": "paper", "xanchor": end, "yanchor": anchor}
            found.append((cost, _LineName(text, box, {**place, "y": mark.y})))
    return min(found, key=lambda each: each[0])[1]


def _line_annotation(name: _LineName, look: Look) -> dict[str, Any]:
    style = {"color": GREY, "size": look.font}
    text = escape(name.text, quote=False)
    return {**name.place, "text": text, "font": style, "showarrow": False}


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
