"""Places on a map: one dot for each, however many services it has."""

from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

from dashboard.figures.palette import INK, ORANGE
from dashboard.figures.template import Look

SITE_COLOUR = ORANGE
SITE_SYMBOL = "●"


class Site(NamedTuple):
    """A place with what is said about it, in plain text; lines are escaped when drawn."""

    lon: float
    lat: float
    lines: tuple[str, ...]


def site_trace(sites: Sequence[Site], look: Look) -> dict[str, Any]:
    """The sites as one trace of small dots with an edge that shows on every area colour."""
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lon": [site.lon for site in sites],
        "lat": [site.lat for site in sites],
        "marker": {
            "size": look.marker * 0.8,
            "color": SITE_COLOUR,
            "opacity": 1,
            "line": {"color": INK, "width": look.line * 0.5},
        },
        "text": ["<br>".join(escape(line, quote=False) for line in site.lines) for site in sites],
        "hovertemplate": "%{text}<extra></extra>",
    }
