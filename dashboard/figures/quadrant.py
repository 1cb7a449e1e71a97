"""Need across, support up: four quarters, each named in words, every point labelled."""

from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.crossing import (
    Crossing,
    Plot,
    Point,
    axis_ticks,
    cross_lines,
    line_annotation,
    line_names,
    margin_text,
    obstacles_of,
    value_axis,
)
from dashboard.figures.labels import BOLD, line_count, text_width, widest, wrap_bold, wrap_to
from dashboard.figures.name_places import Place, Scene, name_places
from dashboard.figures.palette import DARK_BLUE, FAINT_ORANGE, GREY, ORANGE
from dashboard.figures.point_labels import Box
from dashboard.figures.rows import column
from dashboard.figures.template import NARROW, Look, build_figure, empty_figure
from dashboard.metadata.format import format_interval, format_ticks, format_value, unit_words
from dashboard.metadata.models import Indicator

_PICTURE = 1144  # pixels across a chart in a picture that is downloaded

WHOLE, AT_LEAST, NOTHING = "whole", "at_least", "nothing"


class MarkStyle(NamedTuple):
    """How sure an amount is, as a marker: plotly's symbol, the same as a character, colour."""

    symbol: str
    char: str
    colour: str


MARKS = {
    WHOLE: MarkStyle("circle", "●", DARK_BLUE),
    AT_LEAST: MarkStyle("triangle-up-open", "△", DARK_BLUE),
    NOTHING: MarkStyle("diamond", "◆", ORANGE),
}


class Corners(NamedTuple):
    """What each quarter means, in words."""

    top_left: str
    top_right: str
    bottom_left: str
    bottom_right: str


def quadrant(  # noqa: PLR0913
    frame: pd.DataFrame,
    *,
    x: Indicator,
    y: Indicator,
    look: Look,
    middle: Crossing,
    corners: Corners,
    reverse: bool = False,
    tinted: bool = True,
    selected: Sequence[str] = (),
    kind: str = "",
) -> go.Figure:
    """A point per area; areas that lack either value are named underneath with the reason.

    Args:
        frame: one row per area, indexed by code: ``name``, ``x``, ``y``, ``x_low``,
            ``x_high`` (interval, may be missing), ``mark`` (a key of ``MARKS``) and
            ``reason`` (why there is no point).
        x: what need is; across.
        y: what support is; up, from zero.
        look: sizes.
        middle: where the lines between the quarters cross.
        corners: words for the quarters.
        reverse: low values of need to the right.
        tinted: the lower right quarter, with most need and least support, is tinted.
        selected: codes drawn larger, with their names bold.
        kind: which support is shown, where that is not all; named on its axis.
    """
    rows = _rows(frame)
    held = [row for row in rows if row["x"] is not None and row["y"] is not None]
    if not held:
        return empty_figure(look, "No area has figures for both need and support")
    x_ticks, y_ticks = _ticks(held, middle, reverse=reverse)
    absent = [row for row in rows if row not in held]
    # Without a middle there are no quarters to name.
    corners = Corners("", "", "", "") if middle.x is None else corners
    around = _around(_across(x, reverse), _upward(y, kind), corners, absent,
                     format_ticks(y_ticks, y), look)  # fmt: skip
    room = _room(around, x_ticks, y_ticks, look)
    points = [Point(row["code"], row["name"], row["x"], row["y"]) for row in held]
    lines = line_names(middle, (x, y), points, room, look)
    names = _names(held, points, selected, look, _scenes(held, points, middle, (x, y), room, look))
    traces = [
        *cross_lines(middle, x_ticks, y_ticks, look),
        _points(held, x, y, selected, look),
    ]
    layout = {
        "height": round(room.height) + around.top + around.bottom,
        "margin": {"l": around.left, "r": around.right, "t": around.top, "b": around.bottom},
        "xaxis": value_axis(x_ticks, x, look),
        "yaxis": value_axis(y_ticks, y, look),
        "shapes": [_tint(middle, x_ticks, y_ticks)] if tinted else [],
        "annotations": [
            *around.notes(look),
            *(line_annotation(name, look) for name in lines),
            *names,
        ],
    }
    return build_figure(traces, layout, look)


class _Around(NamedTuple):
    """Texts around the room of the points, broken to fit, and the space they take in pixels."""

    head: str
    foot: str
    note: str
    words: Corners
    left: int
    right: int
    top: int
    bottom: int

    def notes(self, look: Look) -> list[dict[str, Any]]:
        """All of them; words at the corners stand outside, so that they cover no point."""
        line, words = look.line_height, self.words
        over, under = round(line * 1.3), -round(line * 1.6)
        foot = under - round(line * (0.2 + _lines(words.bottom_left, words.bottom_right)))
        return [
            margin_text(self.head, "left", 1, self.top - look.font // 3, -self.left, "top"),
            *_corner(words.top_left, "left", 1, over, "bottom"),
            *_corner(words.top_right, "right", 1, over, "bottom"),
            *_corner(words.bottom_left, "left", 0, under, "top"),
            *_corner(words.bottom_right, "right", 0, under, "top"),
            margin_text(self.foot, "right", 0, foot, 0, "top"),
            *(
                [margin_text(self.note, "left", 0, -self.bottom, -self.left, "bottom")]
                if self.note
                else []
            ),
        ]


def _around(
    across: str,
    upward: str,
    corners: Corners,
    absent: Sequence[dict],
    numbers: list[str],
    look: Look,
) -> _Around:
    left, right = widest(numbers, look) + look.font, look.font * 2
    room = look.px - left - right
    head = wrap_to(f"\u2191 {upward}", look.px, look)
    foot = wrap_to(f"{across} \u2192", room, look)
    note = _absent(absent, look)
    words = Corners(*(wrap_bold(text, room * 0.46, look) for text in corners))
    above = _lines(words.top_left, words.top_right)
    below = _lines(words.bottom_left, words.bottom_right) + line_count(foot)
    below += line_count(note) + 0.4 if note else 0
    top, bottom = (round(look.line_height * lines) for lines in
                   (line_count(head) + above + 1.9, below + 2.2))  # fmt: skip
    return _Around(head, foot, note, words, left, right, top, bottom)


def _room(around: _Around, x_ticks: list[float], y_ticks: list[float], look: Look) -> Plot:
    """What is left for the points."""
    # On a projector all of it must be on the first screen, below what has to be said first.
    height = round(look.chart_height * (0.7 if look.present else 1.2))
    # Height keeps names apart that a phone's width cannot.
    height += look.line_height * 12 if look.narrow else 0
    wide = look.px - around.left - around.right
    # A long list of areas that are not shown makes the chart taller, not the room smaller.
    high = max(height - around.top - around.bottom, look.line_height * 8)
    return Plot(wide, high, x_ticks, y_ticks)


def _lines(*texts: str) -> int:
    return max(map(line_count, texts))


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    names = ("name", "x", "y", "x_low", "x_high", "mark", "reason")
    columns = [column(frame, name) for name in names]
    return [
        {"code": str(code), **dict(zip(names, row, strict=True))}
        for code, *row in zip(frame.index, *columns, strict=True)
    ]


def _ticks(
    held: Sequence[dict], middle: Crossing, *, reverse: bool
) -> tuple[list[float], list[float]]:
    """Numbers on the axes: room for all points and intervals across, and for zero up."""
    across = [v for row in held for v in (row["x"], row["x_low"], row["x_high"]) if v is not None]
    x_ticks = axis_ticks(across, middle.x)
    y_ticks = axis_ticks([0, *(row["y"] for row in held)], middle.y)
    return x_ticks[::-1] if reverse else x_ticks, y_ticks


def _across(x: Indicator, reverse: bool) -> str:
    """Title of the axis across; a reversed one says so."""
    title = f"{x.short_name} ({unit_words(x) or x.unit})"
    return f"{title}, lower to the right" if reverse else title


def _upward(y: Indicator, kind: str) -> str:
    """Title of the axis upward, with the kind of support."""
    name = f"{y.short_name}: {kind}" if kind else y.short_name
    return f"{name} ({unit_words(y) or y.unit})"


def _absent(rows: Sequence[dict], look: Look) -> str:
    """Areas without a point and why, those with one reason together."""
    reasons: dict[str, list[str]] = {}
    for row in rows:
        reasons.setdefault(row["reason"] or "no figure", []).append(row["name"])
    said = "; ".join(f"{', '.join(names)} ({why})" for why, names in reasons.items())
    return wrap_to(f"Not shown: {escape(said, quote=False)}", look.px, look) if said else ""


def _tint(middle: Crossing, x_ticks: list[float], y_ticks: list[float]) -> dict[str, Any]:
    """The quarter with most need and least support; its words say the same."""
    return {
        "type": "rect",
        "layer": "below",
        "x0": middle.x,
        "x1": x_ticks[-1],
        "y0": y_ticks[0],
        "y1": middle.y,
        "fillcolor": FAINT_ORANGE,
        "line": {"width": 0},
    }


def _corner(text: str, side: str, y: float, up: float, anchor: str) -> list[dict[str, Any]]:
    """Words at a corner, outside the room of the points so that they cover none."""
    if not text:
        return []
    return [{**margin_text(f"<b>{text}</b>", side, y, up, 0, anchor), "font": {"color": GREY}}]


def _intervals(held: Sequence[dict], room: Plot) -> list[Box]:
    """Where intervals are drawn, so that names keep clear of them."""
    ends = [
        (room.across(row["x_low"]), room.across(row["x_high"]), room.up(row["y"]))
        for row in held
        if row["x_low"] is not None and row["x_high"] is not None
    ]
    return [Box((low + high) / 2, up, abs(high - low) / 2, 2) for low, high, up in ends]


def _points(
    held: Sequence[dict], x: Indicator, y: Indicator, selected: Sequence[str], look: Look
) -> dict[str, Any]:
    marks = [MARKS[row["mark"] or WHOLE] for row in held]
    spans = [(row["x_low"], row["x_high"]) for row in held]
    known = [low is not None and high is not None for low, high in spans]
    above = [s[1] - r["x"] if k else 0 for s, r, k in zip(spans, held, known, strict=True)]
    below = [r["x"] - s[0] if k else 0 for s, r, k in zip(spans, held, known, strict=True)]
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [row["x"] for row in held],
        "y": [row["y"] for row in held],
        "marker": {
            "size": [look.marker * (1.6 if row["code"] in selected else 1.15) for row in held],
            "symbol": [mark.symbol for mark in marks],
            "color": [mark.colour for mark in marks],
            "line": {"width": look.line, "color": [mark.colour for mark in marks]},
            "opacity": 1,
        },
        "cliponaxis": False,
        "customdata": [row["code"] for row in held],
        "hovertext": [_hover(row, x, y) for row in held],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    if any(known):
        trace["error_x"] = {
            "type": "data",
            "symmetric": False,
            "array": above,
            "arrayminus": below,
            "color": GREY,
            "thickness": look.line * 0.6,
            "width": 0,
        }
    return trace


def _hover(row: dict, x: Indicator, y: Indicator) -> str:
    interval = format_interval(row["x_low"], row["x_high"], x)
    least = "at least " if row["mark"] == AT_LEAST else ""
    return "<br>".join(
        [
            f"<b>{escape(row['name'], quote=False)}</b>",
            f"{escape(x.short_name, quote=False)}: {format_value(row['x'], x)}"
            + (f" (95% interval {interval})" if interval else ""),
            f"{escape(y.short_name, quote=False)}: {least}{format_value(row['y'], y)}",
        ]
    )


def _scenes(
    held: Sequence[dict],
    points: list[Point],
    middle: Crossing,
    indicators: tuple[Indicator, Indicator],
    room: Plot,
    look: Look,
) -> list[Scene]:
    """The points and what is drawn around them, at each width that the chart may have."""
    scenes = []
    for px, weight in _widths(look):
        plot = room._replace(width=room.width + px - look.px)
        lines = line_names(middle, indicators, points, plot, look)
        drawn = [*obstacles_of(points, middle, lines, plot, look), *_intervals(held, plot)]
        spots = [(plot.across(point.x), plot.up(point.y)) for point in points]
        scenes.append(Scene(spots, drawn, (plot.width, plot.height), weight))
    return scenes


def _widths(look: Look) -> tuple[tuple[int, float], ...]:
    """Widths in pixels that charts have on usual screens and in pictures, and their weights."""
    if look.present:
        return (look.px, 1.0), (_PICTURE, 0.2)
    if look.narrow:
        return (look.px, 1.0), (round(look.px * 1.2), 0.5), (NARROW - 20, 0.3), (_PICTURE, 0.2)
    return (look.px, 1.0), (_PICTURE, 1.0), (1280, 1.0), (1500, 0.5), (1840, 1.0)


def _names(
    held: Sequence[dict],
    points: list[Point],
    selected: Sequence[str],
    look: Look,
    scenes: list[Scene],
) -> list[dict[str, Any]]:
    """Names beside their points; where there is no room, further off with a line."""
    halves = [
        (text_width(one.name, look) / 2 * (BOLD if one.code in selected else 1), look.font * 0.62)
        for one in points
    ]
    reach = look.marker * 0.8
    places = name_places(scenes, halves, reach=reach)
    return [
        _name(point, place, half[0], reach, is_bold=point.code in selected)
        for point, place, half in zip(points, places, halves, strict=True)
    ]


def _name(
    point: Point, place: Place, half: float, reach: float, *, is_bold: bool
) -> dict[str, Any]:
    text = escape(point.name, quote=False)
    name = {
        "name": point.code,
        "x": point.x,
        "y": point.y,
        "text": f"<b>{text}</b>" if is_bold else text,
        "yanchor": "middle",
    }
    if place.is_far:
        line = {"arrowhead": 0, "arrowwidth": 1, "arrowcolor": GREY, "standoff": round(reach)}
        where = {"ax": round(place.right), "ay": -round(place.up), "xanchor": "center"}
        return {**name, **line, **where, "showarrow": True}
    # Fixed at the edge towards the point: how wide the text is, is only estimated.
    side = 0 if abs(place.right) < half else 1 if place.right > 0 else -1
    return {
        **name,
        "xanchor": {0: "center", 1: "left", -1: "right"}[side],
        "xshift": round(place.right - side * half),
        "yshift": round(place.up),
        "showarrow": False,
    }
