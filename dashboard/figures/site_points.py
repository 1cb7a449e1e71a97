"""Places on a map as dots; one look for every map that shows where services are."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, NamedTuple

from dashboard.figures.palette import INK, ORANGE
from dashboard.figures.template import Look

SITE_COLOUR = ORANGE
SITE_CHAR = "●"


class Point(NamedTuple):
    """Something drawn at a place.

    Attributes:
        lon, lat: degrees.
        text: what is said on hover, safe to show.
        weight: how many services; larger markers stand for more.
        href: where a click on it leads.
    """

    lon: float
    lat: float
    text: str
    weight: int = 1
    href: str = ""


def hover_text(lines: Iterable[str]) -> str:
    """Lines of plain text as what is said on hover; what people typed is never markup."""
    return "<br>".join(escape(line, quote=False) for line in lines)


def point_trace(points: Sequence[Point], marker: dict[str, Any], note: str = "") -> dict[str, Any]:
    """The points as one trace; ``note`` is said on hover of each of them."""
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lon": [point.lon for point in points],
        "lat": [point.lat for point in points],
        "marker": marker,
        "text": [point.text for point in points],
        "hovertemplate": "%{text}" + (f"<br>{note}" if note else "") + "<extra></extra>",
    }


def site_marker(look: Look, size: float | list[float]) -> dict[str, Any]:
    """A dot with an edge that shows on every area colour; size in pixels."""
    line = {"color": INK, "width": look.line * 0.5}
    return {"symbol": "circle", "size": size, "color": SITE_COLOUR, "opacity": 1, "line": line}


def site_trace(points: Sequence[Point], look: Look) -> dict[str, Any]:
    """The sites as small dots of one size."""
    return point_trace(points, site_marker(look, look.marker * 0.8))
