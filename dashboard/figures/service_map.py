"""Map of areas shaded by need, with the places where services are given on top."""

from collections.abc import Sequence
from math import cos, radians
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.choropleth import area_trace, geo_layout
from dashboard.figures.colours import Classes
from dashboard.figures.map_labels import Bounds
from dashboard.figures.palette import INK, WHITE
from dashboard.figures.rows import read_rows
from dashboard.figures.site_points import Point, point_trace, site_marker
from dashboard.figures.template import Look, build_figure
from dashboard.metadata.models import Indicator

# The symbols as characters, for the legend.
PUBLIC_CHAR, CONFIRMED_CHAR = "◇", "◆"
PLACE_COLOUR = INK
_PRESENTED_HEIGHT = 520
_SIZE = 0.65  # of the usual marker: a city must not vanish under its places
# How far beside a marker still points to it, in pixels. Usually 20, which leaves no room to point
# to a city among its places.
_REACH = 3
_LARGEST = 2.4  # times the usual marker, however many services a point stands for
# How far apart markers are drawn where there are too many, in diameters.
_ROOM = 1.3


def service_map(  # noqa: PLR0913
    frame: pd.DataFrame,
    classes: Classes,
    *,
    indicator: Indicator,
    geojson_url: str,
    bounds: Bounds,
    look: Look,
    sites: Sequence[Point],
    public: Sequence[Point] = (),
    public_note: str = "",
    confirmed: Sequence[Point] = (),
    selected: Sequence[str] = (),
) -> go.Figure:
    """Areas, places of two kinds, then sites: always four traces, so that a change is small.

    Args:
        frame: areas, as ``rows`` describes.
        classes: colours, made from ``value`` of the same frame.
        indicator: how values are written.
        geojson_url: where the browser finds the boundaries.
        bounds: west, south, east, north in degrees.
        look: sizes.
        sites: where services are given.
        public: places of the public list that nobody has confirmed.
        public_note: said on hover of each of them.
        confirmed: places that the area has confirmed, corrected or added.
        selected: codes outlined strongly.
    """
    rows = read_rows(frame)
    traces = [
        area_trace(rows, classes, indicator, geojson_url, look, selected=selected),
        _places(public, WHITE, look, public_note),
        _places(confirmed, PLACE_COLOUR, look),
        _sites(sites, look),
    ]
    layout = {
        "height": map_height(look),
        "geo": geo_layout(bounds),
        "uirevision": "services",
        "hoverdistance": _REACH,
    }
    return build_figure(traces, layout, look)


def map_height(look: Look) -> int:
    """Height of the map in pixels: all of it is on a projector's first screen."""
    return _PRESENTED_HEIGHT if look.present else look.map_height


def square(bounds: Bounds, look: Look) -> tuple[float, float]:
    """Width and height in degrees of what one marker covers on the map."""
    up = (bounds[3] - bounds[1]) / map_height(look) * _SIZE * look.marker * _ROOM
    return up / cos(radians((bounds[1] + bounds[3]) / 2)), up


def marker_size(weight: int, look: Look) -> float:
    """Diameter of a site's marker in pixels: its area grows with the number of services."""
    return round(_SIZE * look.marker * min(_LARGEST, 1 + 0.25 * (weight - 1) ** 0.5), 1)


def _sites(points: Sequence[Point], look: Look) -> dict[str, Any]:
    marker = site_marker(look, [marker_size(point.weight, look) for point in points])
    return {**point_trace(points, marker), "customdata": [point.href for point in points]}


def _places(points: Sequence[Point], fill: str, look: Look, note: str = "") -> dict[str, Any]:
    edge = WHITE if fill == PLACE_COLOUR else PLACE_COLOUR
    marker = {
        "symbol": "diamond",
        "size": look.marker * 0.6,
        "color": fill,
        "opacity": 1,
        "line": {"color": edge, "width": look.line * 0.6},
    }
    return point_trace(points, marker, note)
