"""Map of one area with the numbered places where a service takes place."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import plotly.graph_objects as go

from dashboard.figures.choropleth import geo_layout
from dashboard.figures.map_labels import Bounds
from dashboard.figures.palette import INK, ORANGE, PALE_GREY, PALEST_BLUE, WHITE
from dashboard.figures.template import Look, build_figure

SERVED, NOT_NAMED, SITE = PALEST_BLUE, PALE_GREY, ORANGE

_HEIGHT, _HEIGHT_PRESENTED = 360, 520
_DOT = 1.7  # of the font: a circle that holds two figures


class Part(NamedTuple):
    """A district, or a whole council; ``is_served`` if the service is there for it."""

    code: str
    name: str
    is_served: bool


class SitePoint(NamedTuple):
    """A place: its number in the table, its postcode, and where it is in degrees."""

    number: int
    postcode: str
    lon: float
    lat: float


def service_sites(
    parts: Sequence[Part],
    points: Sequence[SitePoint],
    *,
    geojson_url: str,
    bounds: Bounds,
    look: Look,
) -> go.Figure:
    """Draw the parts of an area, those served darker, with a numbered circle for each place.

    Args:
        parts: districts of the area; the area itself where it has none.
        points: places, in the order of their numbers.
        geojson_url: where the browser finds the boundaries; parts have ``code`` in their
            properties.
        bounds: west, south, east, north of the area in degrees; widened to hold every place.
        look: sizes.
    """
    traces = [_area(parts, geojson_url, look), _places(points, look)]
    layout = {
        "height": _HEIGHT_PRESENTED if look.present else _HEIGHT,
        "geo": geo_layout(_with_points(bounds, points)),
    }
    return build_figure(traces, layout, look)


def _area(parts: Sequence[Part], geojson_url: str, look: Look) -> dict[str, Any]:
    return {
        "type": "choropleth",
        "locations": [one.code for one in parts],
        "z": [int(one.is_served) for one in parts],
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[0, NOT_NAMED], [1, SERVED]],
        "showscale": False,
        "geojson": geojson_url,
        "featureidkey": "properties.code",
        "marker": {"line": {"color": WHITE, "width": look.line}},
        "text": [one.name for one in parts],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _places(points: Sequence[SitePoint], look: Look) -> dict[str, Any]:
    return {
        "type": "scattergeo",
        "lon": [one.lon for one in points],
        "lat": [one.lat for one in points],
        "mode": "markers+text",
        "marker": {
            "size": round(look.font * _DOT),
            "color": SITE,
            "opacity": 1,
            "line": {"color": INK, "width": 1},
        },
        "text": [str(one.number) for one in points],
        "textfont": {"color": INK, "size": look.font},
        "textposition": "middle center",
        "customdata": [one.postcode for one in points],
        "hovertemplate": "%{text}: %{customdata}<extra></extra>",
    }


def _with_points(bounds: Bounds, points: Sequence[SitePoint]) -> Bounds:
    """Bounds that hold every place as well: a service may use one across the border."""
    west, south, east, north = bounds
    lons, lats = [one.lon for one in points], [one.lat for one in points]
    return min(west, *lons), min(south, *lats), max(east, *lons), max(north, *lats)
