"""Need and support on one map: areas shaded by need, a disc on each for its support."""

from collections.abc import Sequence
from html import escape
from math import sqrt
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.choropleth import area_trace, geo_layout
from dashboard.figures.colours import Classes
from dashboard.figures.labels import text_width
from dashboard.figures.map_labels import Bounds
from dashboard.figures.palette import INK, PALE_GREY, WHITE
from dashboard.figures.rows import column, read_rows
from dashboard.figures.template import Look, build_figure, empty_figure
from dashboard.metadata.models import Indicator

_PADDING = 8
_LARGEST = 3.2  # diameter of the largest disc, in those of the smallest


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
    """Every area of the frame, with its support printed on a disc whose area grows with it.

    Args:
        frame: as ``rows`` describes, with ``lon``, ``lat`` (degrees); ``support`` (per 1,000
            children, NaN where not known), ``support_text`` (printed) and ``support_hover``.
            Support that is not known is printed on a grey disc.
        classes: colours of need.
        indicator: how need is written.
        geojson_url: where the browser finds the boundaries.
        bounds: west, south, east, north in degrees.
        look: sizes.
        selected: codes outlined strongly.
    """
    if frame.empty:
        return empty_figure(look)
    # Values of need are in the colours and the table; two numbers on each area would not fit.
    areas = area_trace(read_rows(frame), classes, indicator, geojson_url, look, selected=selected)
    layout = {"height": look.map_height, "geo": geo_layout(bounds)}
    return build_figure([areas, _discs(frame, look)], layout, look)


def _discs(frame: pd.DataFrame, look: Look) -> dict[str, Any]:
    rows = [
        row
        for row in zip(
            map(str, frame.index),
            column(frame, "lon"),
            column(frame, "lat"),
            column(frame, "support"),
            column(frame, "support_text", ""),
            column(frame, "support_hover", ""),
            strict=True,
        )
        if row[1] is not None and row[2] is not None
    ]
    # Large discs first, so that a small one beside them stays on top.
    rows.sort(key=lambda row: -(row[3] or 0))
    most = max((row[3] or 0 for row in rows), default=0)
    least = look.line_height * 1.3
    return {
        "type": "scattergeo",
        "mode": "markers+text",
        "lon": [row[1] for row in rows],
        "lat": [row[2] for row in rows],
        "text": [escape(row[4], quote=False) for row in rows],
        "textfont": {"size": look.font, "color": INK},
        "marker": {
            "size": [_diameter(row[3], row[4], most, least, look) for row in rows],
            "color": [PALE_GREY if row[3] is None else WHITE for row in rows],
            "opacity": 1,
            "line": {"color": INK, "width": look.line * 0.75},
        },
        "customdata": [row[0] for row in rows],
        "hovertext": [row[5] for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _diameter(value: float | None, text: str, most: float, least: float, look: Look) -> float:
    """Area in proportion to the value, but never smaller than what is printed on it."""
    share = sqrt(value / most) if value and most else 0
    return round(max(least * _LARGEST * share, least, text_width(text, look) + _PADDING), 1)
