"""Map of equal tiles: each area one square, in roughly its place."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.choropleth import class_of_row, map_label
from dashboard.figures.colours import Classes, ColourClass
from dashboard.figures.labels import EM, line_count
from dashboard.figures.palette import INK
from dashboard.figures.rows import Row, column, hover_text, read_rows, wrap_text
from dashboard.figures.template import Look, build_figure, empty_figure
from dashboard.metadata.models import Indicator

_TILE = 0.96  # side of a tile, of the distance between two
# Names may come closer to the edge of a tile than labels to each other.
_TIGHT = 0.9
# Side of a tile, in font sizes, that holds most names of English districts.
_NAME_WIDTH = 6.6
# Share of the names that must fit for any to be printed.
_MOST = 0.6


class Tile(NamedTuple):
    """One area: centre in tiles from the top left corner, class, text and hover text."""

    code: str
    x: float
    y: float
    item: ColourClass
    text: str
    hover: str


def tiles(
    frame: pd.DataFrame,
    classes: Classes,
    *,
    indicator: Indicator,
    look: Look,
    selected: Sequence[str] = (),
) -> go.Figure:
    """Draw one tile per area with its name and value.

    Args:
        frame: as ``rows`` describes, with columns ``column`` and ``row`` (integers from
            0; row 0 is north).
        classes: colours, as for the choropleth.
        indicator: how values are written.
        look: sizes.
        selected: codes outlined strongly.
    """
    if frame.empty:
        return empty_figure(look)
    width, height = grid_size(frame)
    # Tiles may stand taller than a map: names are worth some scrolling.
    side = min(look.px / width, max(look.map_height / height, look.font * _NAME_WIDTH))
    placed = make_tiles(frame, classes, indicator, look, side=side)
    layout = {
        "height": round(side * height),
        "xaxis": {"visible": False, "range": [0, width]},
        "yaxis": {
            "visible": False,
            "range": [height, 0],
            "scaleanchor": "x",
            "constrain": "domain",
        },
        "bargap": 0,
    }
    return build_figure([tile_trace(placed, look, selected)], layout, look)


def grid_size(frame: pd.DataFrame) -> tuple[int, int]:
    """Columns and rows of tiles."""
    return int(frame["column"].max()) + 1, int(frame["row"].max()) + 1


def make_tiles(
    frame: pd.DataFrame,
    classes: Classes,
    indicator: Indicator,
    look: Look,
    *,
    side: float,
    at: tuple[float, float] = (0.0, 0.0),
    brief: bool = False,
) -> list[Tile]:
    """The areas of a frame as tiles.

    Args:
        frame: as for ``tiles``.
        classes: colours.
        indicator: how values are written.
        look: sizes.
        side: expected side of a tile in pixels, to fit the text.
        at: left and top corner of the map, in tiles.
        brief: short hover text.
    """
    rows = read_rows(frame)
    places = zip(column(frame, "column", 0), column(frame, "row", 0), strict=True)
    texts = _tile_texts(rows, classes, indicator, look, side * _TILE)
    return [
        Tile(
            row.code,
            round(at[0] + across + 0.5, 3),
            round(at[1] + down + 0.5, 3),
            classes.items[class_of_row(row, classes)],
            text,
            hover_text(row, indicator, brief=brief),
        )
        for row, text, (across, down) in zip(rows, texts, places, strict=True)
    ]


def tile_trace(placed: Sequence[Tile], look: Look, selected: Sequence[str]) -> dict[str, Any]:
    """All tiles as one bar trace: squares that scale, with text, hover and click."""
    outlined = [tile.code in selected for tile in placed]
    line = {"color": INK, "width": [look.line * 2 if yes else 0 for yes in outlined]}
    return {
        "type": "bar",
        "x": [tile.x for tile in placed],
        "y": [_TILE] * len(placed),
        "base": [round(tile.y - _TILE / 2, 3) for tile in placed],
        "width": _TILE,
        "marker": {
            "color": [tile.item.colour for tile in placed],
            "line": line if any(outlined) else {"width": 0},
        },
        "text": [tile.text for tile in placed],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "insidetextfont": {
            "size": look.font,
            "color": [tile.item.text_colour for tile in placed],
        },
        "customdata": [tile.code for tile in placed],
        "hovertext": [tile.hover for tile in placed],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _tile_texts(
    rows: list[Row], classes: Classes, indicator: Indicator, look: Look, side: float
) -> list[str]:
    """Name above value; the value alone where the name does not fit, or hardly any does."""
    characters = max(4, int(side / (look.font * EM * _TIGHT)))
    lines = side / look.line_height

    def wrapped(text: str) -> str:
        return wrap_text(text, characters).replace("\n", "<br>")

    texts = [(wrapped(row.name), wrapped(map_label(row, classes, indicator))) for row in rows]
    fits = [line_count(name) + line_count(value) <= lines for name, value in texts]
    worthwhile = sum(fits) >= _MOST * len(rows)
    return [
        f"{name}<br><b>{value}</b>" if fit and worthwhile else f"<b>{value}</b>"
        for (name, value), fit in zip(texts, fits, strict=True)
    ]
