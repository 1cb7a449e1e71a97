"""Several maps in one figure: indicators, or periods of one indicator."""

from collections.abc import Sequence
from html import escape
from math import ceil
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.choropleth import area_trace, geo_layout
from dashboard.figures.colours import Classes
from dashboard.figures.labels import line_count, wrap_bold
from dashboard.figures.map_labels import Bounds
from dashboard.figures.panels import default_columns
from dashboard.figures.rows import read_rows
from dashboard.figures.template import Look, build_figure, empty_figure
from dashboard.figures.tiles import grid_size, make_tiles, tile_trace
from dashboard.metadata.models import Indicator


class MapPanel(NamedTuple):
    """One map. Maps of one indicator share classes made from all their values."""

    title: str
    indicator: Indicator
    frame: pd.DataFrame
    classes: Classes


class _Sheet(NamedTuple):
    """Places of the maps: rows and columns, and pixels of a map and its title."""

    columns: int
    rows: int
    width: float
    height: float
    title: float
    gap: float

    @property
    def total(self) -> int:
        return round(self.rows * (self.title + self.height + self.gap))

    def top(self, number: int) -> float:
        """Pixels from the top of the figure to the top of a map's title."""
        return (number // self.columns) * (self.title + self.height + self.gap)

    def left(self, number: int) -> float:
        return (number % self.columns) * (self.width + self.gap)


def small_multiple_tiles(
    maps: Sequence[MapPanel],
    *,
    look: Look,
    selected: Sequence[str] = (),
    columns: int | None = None,
) -> go.Figure:
    """Tile maps in one coordinate system; cheap to draw, twelve at a time.

    Args:
        maps: each frame as for ``tiles``.
        look: sizes.
        selected: codes outlined strongly.
        columns: maps in a row; None chooses by width.
    """
    if not maps or maps[0].frame.empty:
        return empty_figure(look)
    sizes = [grid_size(one.frame) for one in maps]
    wide, high = max(w for w, _ in sizes), max(h for _, h in sizes)
    sheet = _sheet(maps, look, columns, ratio=high / wide)
    side = min(sheet.width / wide, sheet.height / high)
    placed = []
    for number, one in enumerate(maps):
        at = (sheet.left(number) / side, (sheet.top(number) + sheet.title) / side)
        placed += make_tiles(
            one.frame, one.classes, one.indicator, look, side=side, at=at, brief=True
        )
    titles = {
        "type": "scatter",
        "mode": "text",
        "x": [round(sheet.left(i) / side, 3) for i in range(len(maps))],
        "y": [round((sheet.top(i) + sheet.title) / side, 3) for i in range(len(maps))],
        "text": [_title(one, sheet, look) for one in maps],
        "textposition": "top right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    span = (sheet.columns * (sheet.width + sheet.gap) - sheet.gap) / side
    layout = {
        "height": sheet.total,
        "xaxis": {"visible": False, "range": [0, span]},
        "yaxis": {
            "visible": False,
            "range": [sheet.total / side, 0],
            "scaleanchor": "x",
            "constrain": "domain",
        },
        "bargap": 0,
    }
    return build_figure([tile_trace(placed, look, selected), titles], layout, look)


def small_multiple_choropleths(
    maps: Sequence[MapPanel],
    *,
    geojson_url: str,
    bounds: Bounds,
    look: Look,
    selected: Sequence[str] = (),
    columns: int | None = None,
) -> go.Figure:
    """Geographic maps, each a subplot: slower to draw than tiles, and without labels.

    Args:
        maps: each frame as for ``choropleth``.
        geojson_url: boundaries, shared by all maps.
        bounds: west, south, east, north in degrees.
        look: sizes.
        selected: codes outlined strongly.
        columns: maps in a row; None chooses by width.
    """
    if not maps or maps[0].frame.empty:
        return empty_figure(look)
    sheet = _sheet(maps, look, columns, ratio=1.1)
    whole = (sheet.columns * (sheet.width + sheet.gap) - sheet.gap, sheet.total)
    layout: dict[str, Any] = {"height": sheet.total, "annotations": []}
    traces = []
    for number, one in enumerate(maps):
        geo = f"geo{number + 1}" if number else "geo"
        left, top = sheet.left(number), sheet.top(number) + sheet.title
        layout[geo] = {
            **geo_layout(bounds),
            "domain": {
                "x": [left / whole[0], min(1.0, (left + sheet.width) / whole[0])],
                "y": [max(0.0, 1 - (top + sheet.height) / whole[1]), 1 - top / whole[1]],
            },
        }
        layout["annotations"].append(
            {
                "x": left / whole[0],
                "xref": "paper",
                "xanchor": "left",
                "y": 1 - top / whole[1],
                "yref": "paper",
                "yanchor": "bottom",
                "align": "left",
                "text": _title(one, sheet, look),
                "showarrow": False,
            }
        )
        rows = read_rows(one.frame)
        traces.append(
            area_trace(
                rows,
                one.classes,
                one.indicator,
                geojson_url,
                look,
                selected=selected,
                geo=geo,
                small=True,
            )
        )
    return build_figure(traces, layout, look)


def _sheet(maps: Sequence[MapPanel], look: Look, columns: int | None, *, ratio: float) -> _Sheet:
    """Sizes from the expected width; ``ratio`` is height over width of a map."""
    columns = columns or default_columns(look, len(maps), narrow=1, normal=4)
    gap = look.font * 1.5
    width = (look.px - (columns - 1) * gap) / columns
    lines = max(line_count(wrap_bold(one.title, width, look)) for one in maps)
    title = (lines + 0.3) * look.line_height
    height = min(width * ratio, look.map_height)
    return _Sheet(columns, ceil(len(maps) / columns), width, height, title, gap)


def _title(one: MapPanel, sheet: _Sheet, look: Look) -> str:
    text = escape(wrap_bold(one.title, sheet.width, look), quote=False)
    return f"<b>{text.replace('&lt;br&gt;', '<br>')}</b>"
