"""Need and support on one map: areas shaded by need, the support of each on a disc."""

from collections.abc import Sequence
from html import escape
from math import cos, hypot, radians
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.choropleth import area_trace, class_of_row, geo_layout
from dashboard.figures.colours import Classes
from dashboard.figures.labels import text_width, widest
from dashboard.figures.map_labels import KM_PER_DEGREE, Bounds, pixels_per_km
from dashboard.figures.palette import INK, MISSING, ORANGE, WHITE
from dashboard.figures.point_labels import Box
from dashboard.figures.rows import column, read_rows
from dashboard.figures.template import Look, build_figure, empty_figure
from dashboard.metadata.models import Indicator

LESS, MORE, UNKNOWN = "less", "more", "unknown"
DISCS = {LESS: ORANGE, MORE: WHITE, UNKNOWN: MISSING}

_PADDING, _TIGHT = 8, 2
_SMALL = 11  # pixels of text on discs where there is little room
_TURNS = 40  # of pushing discs apart; a handful is enough for ten areas


class _Disc(NamedTuple):
    """Support of one area: where it is printed, in degrees, and how; ring in its need's colour."""

    code: str
    ring: str
    lon: float
    lat: float
    text: str
    kind: str
    hover: str
    name: str


def need_map(
    frame: pd.DataFrame,
    classes: Classes,
    *,
    indicator: Indicator,
    geojson_url: str,
    bounds: Bounds,
    look: Look,
    selected: Sequence[str] = (),
) -> go.Figure:
    """Every area of the frame, with its support printed on a disc.

    All discs are of one size, so that no area hides its neighbour; colour tells less than the
    middle from more. A disc covers a city, so each has a ring in the colour of its area. Values
    of need are in the colours and the table. Areas are named where there is room.

    Args:
        frame: as ``rows`` describes, with ``lon``, ``lat`` (degrees), ``support_text``
            (printed), ``support_kind`` (a key of ``DISCS``) and ``support_hover``.
        classes: colours of need.
        indicator: how need is written.
        geojson_url: where the browser finds the boundaries.
        bounds: west, south, east, north in degrees.
        look: sizes.
        selected: codes outlined strongly.
    """
    if frame.empty:
        return empty_figure(look)
    rows = read_rows(frame)
    areas = area_trace(rows, classes, indicator, geojson_url, look, selected=selected)
    rings = [classes.colours[class_of_row(row, classes)] for row in rows]
    layout = {"height": look.map_height, "geo": geo_layout(bounds)}
    return build_figure([areas, *_traces(_discs(frame, rings), bounds, look)], layout, look)


def _discs(frame: pd.DataFrame, rings: Sequence[str]) -> list[_Disc]:
    names = ("lon", "lat", "support_text", "support_kind", "support_hover", "name")
    columns = (column(frame, name) for name in names)
    rows = zip(map(str, frame.index), rings, *columns, strict=True)
    return [disc for disc in map(_Disc._make, rows) if None not in (disc.lon, disc.lat)]


def _traces(discs: list[_Disc], bounds: Bounds, look: Look) -> list[dict[str, Any]]:
    """Rings, and the discs with their texts above them."""
    # On a phone a disc of the usual size would cover whole areas.
    font = _SMALL if look.narrow else look.font
    room = widest([disc.text for disc in discs], look) * font / look.font
    size = max(room + (_TIGHT if look.narrow else _PADDING), font * 2)
    ring = size + look.line * (3 if look.narrow else 6)
    up = pixels_per_km(bounds, look) * KM_PER_DEGREE
    across = up * cos(radians((bounds[1] + bounds[3]) / 2))
    spots = apart([(disc.lon * across, disc.lat * up) for disc in discs], ring + 2)
    place = {
        "type": "scattergeo",
        "lon": [round(x / across, 4) for x, _ in spots],
        "lat": [round(y / up, 4) for _, y in spots],
    }
    names = (
        []
        if look.narrow
        else _names(discs, spots, ring / 2, (bounds[0] * across, bounds[2] * across), look)
    )
    return [
        {
            **place,
            "mode": "markers",
            "marker": {
                "size": ring,
                "color": [disc.ring for disc in discs],
                "opacity": 1,
                "line": {"color": WHITE, "width": look.line * 0.75},
            },
            "hoverinfo": "skip",
        },
        {
            **place,
            "mode": "markers+text",
            "text": [escape(disc.text, quote=False) for disc in discs],
            "textfont": {"size": font, "color": INK},
            "marker": {
                "size": size,
                "color": [DISCS[disc.kind] for disc in discs],
                "opacity": 1,
                "line": {"width": 0},
            },
            "customdata": [disc.code for disc in discs],
            "hovertext": [disc.hover for disc in discs],
            "hovertemplate": "%{hovertext}<extra></extra>",
        },
        *([_name_trace(names, (across, up), look)] if names else []),
    ]


def _names(
    discs: list[_Disc],
    spots: Sequence[tuple[float, float]],
    reach: float,
    edges: tuple[float, float],
    look: Look,
) -> list[tuple[str, float, float]]:
    """Names under, over or beside their discs, in pixels; those without room are left out."""
    taken = [Box(*spot, reach, reach) for spot in spots]
    names = []
    for disc, (x, y) in zip(discs, spots, strict=True):
        half, high = text_width(disc.name, look) / 2, look.line_height / 2
        off = reach + high + 2
        aside = reach + half + 4
        places = [(0, -off), (0, off), (aside, 0), (-aside, 0)]
        places += [(right, up) for up in (-off, off) for right in (-half * 0.8, half * 0.8)]
        for right, above in places:
            box = Box(x + right, y + above, half, high)
            # Whatever lies beyond the bounds of the map is cut off.
            is_in = edges[0] + half <= box.x <= edges[1] - half
            if is_in and not any(box.overlap(other) for other in taken):
                taken.append(box)
                names.append((disc.name, box.x, box.y))
                break
    return names


def _name_trace(
    names: Sequence[tuple[str, float, float]], scale: tuple[float, float], look: Look
) -> dict[str, Any]:
    """Names with a white edge around the letters, so that they can be read on any colour."""
    edge = look.font // 7
    shadow = ", ".join(
        f"{x}px {y}px 1px {WHITE}" for x in (-edge, 0, edge) for y in (-edge, 0, edge) if x or y
    )
    return {
        "type": "scattergeo",
        "mode": "text",
        "lon": [round(x / scale[0], 4) for _, x, _ in names],
        "lat": [round(y / scale[1], 4) for _, _, y in names],
        "text": [escape(name, quote=False) for name, _, _ in names],
        "textfont": {"size": look.font, "color": INK, "shadow": shadow},
        "hoverinfo": "skip",
    }


def apart(spots: Sequence[tuple[float, float]], gap: float) -> list[tuple[float, float]]:
    """Push points away from each other, both by the same, until all are ``gap`` apart.

    Points in the same place go left and right. Where there is no room for all, they are as far
    apart as a number of turns makes them.
    """
    moved = [list(spot) for spot in spots]
    for _ in range(_TURNS):
        pairs = [(i, j) for i in range(len(moved)) for j in range(i)]
        close = [(i, j) for i, j in pairs if _distance(moved[i], moved[j]) < gap - 0.5]
        for i, j in close:
            distance = _distance(moved[i], moved[j])
            step = (gap - distance) / 2
            if step <= 0:
                continue
            right = (moved[i][0] - moved[j][0]) / distance if distance else 1.0
            up = (moved[i][1] - moved[j][1]) / distance if distance else 0.0
            for one, sign in ((moved[i], 1), (moved[j], -1)):
                one[0] += sign * step * right
                one[1] += sign * step * up
        if not close:
            break
    return [(x, y) for x, y in moved]


def _distance(one: Sequence[float], other: Sequence[float]) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])
