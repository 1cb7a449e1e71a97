"""Two figures against each other: the room of the points, and lines that cross it."""

from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

from dashboard.figures.labels import nice_ticks, text_width
from dashboard.figures.palette import GREY, INK, MID_GREY
from dashboard.figures.point_labels import Box, label_sides
from dashboard.figures.template import Look
from dashboard.metadata.format import format_ticks, format_value, is_missing
from dashboard.metadata.models import Indicator


class Point(NamedTuple):
    """One area with both its values; without them it is not drawn."""

    code: str
    name: str
    x: float | None
    y: float | None


class Crossing(NamedTuple):
    """A benchmark's values on both indicators, drawn as a pair of lines."""

    name: str
    x: float | None
    y: float | None


class Plot(NamedTuple):
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


class LineName(NamedTuple):
    """The name of a benchmark line: its text, where it is fixed and the room it takes."""

    text: str
    box: Box
    place: dict[str, Any]


def axis_ticks(values: list[float], mark: float | None) -> list[float]:
    """Round numbers that cover some values and, if there is one, a line across them."""
    values = values if is_missing(mark) else [*values, mark]
    return nice_ticks(min(values), max(values), 5)


def value_axis(ticks: list[float], indicator: Indicator, look: Look) -> dict[str, Any]:
    """An axis from the first to the last of its printed numbers."""
    return {
        "range": [ticks[0], ticks[-1]],
        "tickvals": ticks,
        "ticktext": format_ticks(ticks, indicator),
        "showgrid": True,
        "ticklabelstandoff": look.font // 3,
    }


def cross_lines(
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


def line_names(
    mark: Crossing,
    indicators: tuple[Indicator, Indicator],
    held: list[Point],
    plot: Plot,
    look: Look,
) -> list[LineName]:
    """Name and value at the end of each benchmark line, clear of the other and of points."""
    names = []
    taken = _markers(held, plot, look)
    if not is_missing(mark.x):
        names.append(_upright_name(mark, indicators[0], plot, look))
        taken.append(_upright_line(mark, plot))
    if not is_missing(mark.y):
        taken += [name.box for name in names]
        names.append(_level_name(mark, indicators[1], taken, plot, look))
    return names


def name_sides(
    held: list[Point],
    marks: Crossing,
    lines: Sequence[LineName],
    plot: Plot,
    look: Look,
    more: Sequence[Box] = (),
) -> list[str]:
    """Where the name of each point stands: on the side where it covers least.

    ``more`` is what else is drawn and should not be covered.
    """
    obstacles = [*obstacles_of(held, marks, lines, plot, look), *more]
    return label_sides(
        [(plot.across(p.x), plot.up(p.y)) for p in held],
        [(text_width(p.name, look) / 2, look.line_height / 2) for p in held],
        obstacles,
        reach=look.marker * 0.8,
        size=(plot.width, plot.height),
    )


def obstacles_of(
    held: list[Point], marks: Crossing, lines: Sequence[LineName], plot: Plot, look: Look
) -> list[Box]:
    """What names should not cover: markers, the benchmark lines and their names."""
    obstacles = [*_markers(held, plot, look), *(name.box for name in lines)]
    if not is_missing(marks.x):
        obstacles.append(_upright_line(marks, plot))
    if not is_missing(marks.y):
        obstacles.append(Box.line(plot.width / 2, plot.up(marks.y), plot.width / 2, 1))
    return obstacles


def _markers(held: list[Point], plot: Plot, look: Look) -> list[Box]:
    reach = look.marker * 0.8
    return [Box(plot.across(p.x), plot.up(p.y), reach, reach) for p in held]


def _upright_line(mark: Crossing, plot: Plot) -> Box:
    return Box.line(plot.across(mark.x), plot.height / 2, 1, plot.height / 2)


def _upright_name(mark: Crossing, x: Indicator, plot: Plot, look: Look) -> LineName:
    """Over the upright line, as far to its middle as the edges of the plot allow."""
    text = f"{mark.name} {format_value(mark.x, x)}"
    half, across = text_width(text, look) / 2, plot.across(mark.x)
    middle = min(max(across, half), max(plot.width - half, half))
    box = Box(middle, plot.height + look.line_height / 2, half, look.line_height / 2)
    place = {"x": mark.x, "xshift": round(middle - across), "y": 1, "yref": "paper"}
    return LineName(text, box, {**place, "xanchor": "center", "yanchor": "bottom"})


def _level_name(
    mark: Crossing, y: Indicator, taken: Sequence[Box], plot: Plot, look: Look
) -> LineName:
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
            found.append((cost, LineName(text, box, {**place, "y": mark.y})))
    return min(found, key=lambda each: each[0])[1]


def line_annotation(name: LineName, look: Look) -> dict[str, Any]:
    """The name of a line as an annotation."""
    style = {"color": GREY, "size": look.font}
    text = escape(name.text, quote=False)
    return {**name.place, "text": text, "font": style, "showarrow": False}


def margin_text(
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
