"""Values printed on a map, none on top of another."""

from collections.abc import Sequence
from math import cos, hypot, inf, radians, sqrt
from typing import Any, NamedTuple

from dashboard.figures.labels import text_width
from dashboard.figures.palette import INK, WHITE
from dashboard.figures.template import Look

Bounds = tuple[float, float, float, float]

KM_PER_DEGREE = 111.2  # along a meridian
_PADDING = 6
# Two discs may overlap by this share of their distance before one is left out.
_TOLERANCE = 0.8
# Directions in which a label may move aside, and how far of the way to the edge of its circle.
_ASIDE = [
    (x * share, y * share) for share in (0.5, 1) for x, y in ((-1, 0), (1, 0), (0, 1), (0, -1))
]


class MapLabel(NamedTuple):
    """A value and where it may be printed.

    Attributes:
        text: the value.
        colour: fill of its area.
        text_colour: text on that fill.
        lon: degrees.
        lat: degrees.
        room_km: radius of the largest circle around the point inside the area; None where
            there is room enough.
        weight: which labels matter most where there is no room for all; 0 for areas
            without a figure, which get no disc.
        selected: whether its area is outlined, so its disc must be too.
        disc: diameter in pixels of the disc it is printed on, 0 for none.
    """

    text: str
    colour: str
    text_colour: str
    lon: float
    lat: float
    room_km: float | None
    weight: int
    selected: bool = False
    disc: int = 0


class _Box(NamedTuple):
    """Space taken on the drawn map, in pixels."""

    x: float
    y: float
    half_width: float
    half_height: float

    @property
    def round(self) -> bool:
        return self.half_width == self.half_height


def place_labels(labels: Sequence[MapLabel], bounds: Bounds, look: Look) -> list[MapLabel]:
    """Choose a place for each label; those without a free place are left out.

    Where the value does not fit inside its area it gets a disc in the area's colour. Discs
    come first, because small areas are hard to see by colour alone; larger areas move
    their label aside if there is room.
    """
    scale = pixels_per_km(bounds, look)
    flatten = cos(radians((bounds[1] + bounds[3]) / 2))
    sized = [_with_disc(label, scale, look) for label in labels]
    taken: list[_Box] = []
    placed = []
    for label in sorted(sized, key=_importance):
        x = label.lon * KM_PER_DEGREE * flatten * scale
        y = label.lat * KM_PER_DEGREE * scale
        for right, up in _shifts(label, scale, look):
            box = _box(label, x + right, y + up, look)
            if not any(_touch(box, other) for other in taken):
                taken.append(box)
                lon = label.lon + right / scale / KM_PER_DEGREE / flatten
                placed.append(label._replace(lon=lon, lat=label.lat + up / scale / KM_PER_DEGREE))
                break
    return placed


def _importance(label: MapLabel) -> tuple[bool, bool, bool, int]:
    """Sort key: with a figure, selected, on a disc, then by weight."""
    return (not label.weight, not label.selected, not label.disc, -label.weight)


def _with_disc(label: MapLabel, scale: float, look: Look) -> MapLabel:
    """The label with a disc if its area cannot hold it."""
    width = text_width(label.text, look) + _PADDING
    fits = label.room_km is None or 2 * label.room_km * scale >= width
    return label._replace(disc=0 if fits else width)


def _shifts(label: MapLabel, scale: float, look: Look) -> list[tuple[float, float]]:
    """Ways to move a label, in pixels, best first: it stays in the circle inside its area."""
    if label.disc:
        return [(0, 0)] if label.weight else []
    half_width, half_height = text_width(label.text, look) / 2, look.line_height / 2
    radius = inf if label.room_km is None else label.room_km * scale
    across = min(sqrt(max(radius**2 - half_height**2, 0)) - half_width, 2 * half_width)
    down = min(sqrt(max(radius**2 - half_width**2, 0)) - half_height, 2 * half_height)
    return [(0, 0), *((x * max(across, 0), y * max(down, 0)) for x, y in _ASIDE)]


def _box(label: MapLabel, x: float, y: float, look: Look) -> _Box:
    """Space a label takes at a place."""
    width = label.disc or text_width(label.text, look) + _PADDING
    height = label.disc or look.line_height
    return _Box(x, y, width / 2, height / 2)


def label_trace(labels: Sequence[MapLabel], look: Look) -> dict[str, Any]:
    """The values and their discs as one trace above the areas."""
    return {
        "type": "scattergeo",
        "mode": "markers+text",
        "lon": [label.lon for label in labels],
        "lat": [label.lat for label in labels],
        "text": [label.text for label in labels],
        "textfont": {"size": look.font, "color": [label.text_colour for label in labels]},
        "marker": {
            "size": [label.disc for label in labels],
            "color": [label.colour for label in labels],
            "opacity": 1,
            "line": {
                "color": [INK if label.selected else WHITE for label in labels],
                "width": [look.line * (2 if label.selected else 0.75) for label in labels],
            },
        },
        "hoverinfo": "skip",
    }


def pixels_per_km(bounds: Bounds, look: Look) -> float:
    """Scale of the drawn map: it fills the height or the width, whichever is tighter."""
    west, south, east, north = bounds
    across = (east - west) * KM_PER_DEGREE * cos(radians((south + north) / 2))
    return min(look.map_height / ((north - south) * KM_PER_DEGREE), look.px / across)


def _touch(one: _Box, other: _Box) -> bool:
    """Whether two labels overlap: discs by distance, else by their boxes."""
    apart_x, apart_y = abs(one.x - other.x), abs(one.y - other.y)
    reach_x, reach_y = one.half_width + other.half_width, one.half_height + other.half_height
    if one.round and other.round:
        return hypot(apart_x, apart_y) < reach_x * _TOLERANCE
    return apart_x < reach_x and apart_y < reach_y
