"""How much of each area is near something: one bar to 100%, split by distance.

The darkest part is nearest. What is only possibly near is hatched; what is known to be
further away is left white.
"""

from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

import plotly.graph_objects as go

from dashboard.figures.labels import line_count, text_width, widest, wrap_to
from dashboard.figures.palette import GREY, INK, LIGHT_GREY, SEQUENTIAL, WHITE
from dashboard.figures.panels import Texts
from dashboard.figures.template import Look, build_figure, empty_figure

# Nearest first.
REACH_COLOURS = SEQUENTIAL[3][::-1]
HATCH = "/"
_FULL = 100
_GAP = "\N{NO-BREAK SPACE}"


class ReachRow(NamedTuple):
    """One bar.

    Attributes:
        code: given back when the bar is clicked.
        name: printed beside it; over it on a phone.
        within: percent within each distance, nearest first, each including those before.
        most: percent that could be within the last distance, whatever is not known.
        texts: what is printed for each distance.
        hover: safe to show as plotly text.
    """

    code: str
    name: str
    within: tuple[float, ...]
    most: float
    texts: tuple[str, ...]
    hover: str


class _Sheet(NamedTuple):
    """Sizes: everything shares one axis, on which a bar is 100 long."""

    left: int
    column: float
    row: int
    head: int
    names: list[str]


def reach_bars(
    rows: Sequence[ReachRow],
    headings: Sequence[str],
    *,
    look: Look,
    chosen: int,
    selected: Sequence[str] = (),
) -> go.Figure:
    """Draw the rows from the top, with a column of printed values for each distance.

    Args:
        rows: as they are shown; each with as many values as there are headings (up to three).
        headings: of the columns, such as "2 km".
        look: sizes.
        chosen: place of the column that is printed bold.
        selected: codes whose names are bold.
    """
    if not rows:
        return empty_figure(look)
    sheet = _sheet(rows, headings, look)
    texts = Texts.empty(look)
    head = -0.5 * sheet.row - sheet.head * 0.4
    for column, heading in enumerate(headings):
        _write(texts, sheet, column, head, heading, bold=column == chosen)
    for place, row in enumerate(rows):
        middle = _middle(place, sheet, look)
        _write_name(texts, sheet, place, look, bold=row.code in selected)
        for column, text in enumerate(row.texts):
            _write(texts, sheet, column, middle, text, bold=column == chosen)
    bottom = (len(rows) - 0.5) * sheet.row
    layout = {
        "height": round(bottom + 0.5 * sheet.row + sheet.head),
        "margin": {"l": sheet.left, "r": 2, "t": 0, "b": 0},
        "xaxis": {"visible": False, "range": [0, _FULL + sheet.column * len(headings)]},
        "yaxis": {"visible": False, "range": [bottom, -0.5 * sheet.row - sheet.head]},
        "bargap": 0,
    }
    return build_figure([_bars(rows, sheet, look), texts.trace()], layout, look)


def _sheet(rows: Sequence[ReachRow], headings: Sequence[str], look: Look) -> _Sheet:
    room = look.px if look.narrow else look.px * 0.3
    names = [wrap_to(escape(row.name, quote=False), room, look) for row in rows]
    left = 0 if look.narrow else widest(names, look) + look.font
    printed = max(text_width(text, look) for row in rows for text in (*row.texts, *headings))
    pixels = printed * 1.15 + look.font  # bold text is wider
    bar = max(look.px - left - pixels * len(headings), 40)
    lines = max(map(line_count, names))
    row = round(look.line_height * (2.6 if look.narrow else 1.5))
    return _Sheet(
        left=left,
        column=_FULL * pixels / bar,
        row=max(row, round(lines * look.line_height * 1.1)),
        head=round(look.line_height * 1.4),
        names=names,
    )


def _middle(place: int, sheet: _Sheet, look: Look) -> float:
    """Where a bar lies: on a phone under its name."""
    return place * sheet.row + (sheet.row * 0.2 if look.narrow else 0)


def _write_name(texts: Texts, sheet: _Sheet, place: int, look: Look, *, bold: bool) -> None:
    """Print a name beside its bar; over it on a phone."""
    name = f"<b>{sheet.names[place]}</b>" if bold else sheet.names[place]
    if look.narrow:
        texts.add(0, (place - 0.22) * sheet.row, name, "middle right", INK)
    else:
        name = name.replace("<br>", f"{_GAP}<br>")
        texts.add(0, place * sheet.row, f"{name}{_GAP}", "middle left", INK)


def _write(texts: Texts, sheet: _Sheet, column: int, y: float, text: str, *, bold: bool) -> None:
    """Print in a column, with its right edge at the column's."""
    x = _FULL + sheet.column * (column + 1)
    said = escape(text, quote=False)
    texts.add(x, y, f"<b>{said}</b>" if bold else said, "middle left", INK)


def _bars(rows: Sequence[ReachRow], sheet: _Sheet, look: Look) -> dict[str, Any]:
    """All parts of all bars as one trace: each begins where the one before ends."""
    parts = []
    for place, row in enumerate(rows):
        middle = _middle(place, sheet, look)
        ends = [*row.within, max(row.most, *row.within), _FULL]
        fills = [*REACH_COLOURS[: len(row.within)], WHITE, WHITE]
        for number, (end, fill) in enumerate(zip(ends, fills, strict=True)):
            start = ends[number - 1] if number else 0
            hatched = number == len(row.within)
            if end > start:
                parts.append((start, end - start, middle, fill, HATCH if hatched else "", row))
    return {
        "type": "bar",
        "orientation": "h",
        "base": [round(start, 2) for start, *_ in parts],
        "x": [round(length, 2) for _, length, *_ in parts],
        "y": [middle for _, _, middle, *_ in parts],
        "width": sheet.row * (0.45 if look.narrow else 0.64),
        "marker": {
            "color": [fill for *_, fill, _, _ in parts],
            "line": {
                "width": 1,
                "color": [
                    GREY if shape or fill != WHITE else LIGHT_GREY for *_, fill, shape, _ in parts
                ],
            },
            "pattern": {
                "fillmode": "overlay",
                "shape": [shape for *_, shape, _ in parts],
                "fgcolor": GREY,
                "size": look.font * 0.6,
                "solidity": 0.2,
            },
        },
        "customdata": [row.code for *_, row in parts],
        "hovertext": [row.hover for *_, row in parts],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
