"""Map of areas coloured by class."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.colours import Classes
from dashboard.figures.map_labels import Bounds, MapLabel, label_trace, place_labels
from dashboard.figures.palette import INK, WHITE
from dashboard.figures.rows import Row, column, hover_text, judged_label, read_rows, value_label
from dashboard.figures.template import Look, build_figure, empty_figure
from dashboard.metadata.format import is_missing
from dashboard.metadata.models import Indicator


def choropleth(  # noqa: PLR0913
    frame: pd.DataFrame,
    classes: Classes,
    *,
    indicator: Indicator,
    geojson_url: str,
    bounds: Bounds,
    look: Look,
    selected: Sequence[str] = (),
    points: Sequence[dict[str, Any]] = (),
) -> go.Figure:
    """Draw every area of the frame, those without a figure in grey, in one trace.

    Args:
        frame: as ``rows`` describes; optional columns ``lon``, ``lat`` (degrees) say where
            a value is printed, and ``room_km`` the radius of the largest circle around
            that point inside the area: where it cannot hold the value, the value gets a
            disc in the area's colour.
        classes: colours, made from ``value`` or from ``judgement`` of the same frame.
        indicator: how values are written.
        geojson_url: where the browser finds the boundaries; areas have ``code`` in their
            properties.
        bounds: west, south, east, north in degrees.
        look: sizes.
        selected: codes outlined strongly.
        points: traces drawn over the areas and under the values, such as sites. Values that
            would need a disc, which would hide them, are then left out.
    """
    if frame.empty:
        return empty_figure(look)
    rows = read_rows(frame)
    traces = [area_trace(rows, classes, indicator, geojson_url, look, selected=selected), *points]
    labels = place_labels(_labels(frame, rows, classes, indicator, selected), bounds, look)
    labels = [label for label in labels if not (points and label.disc)]
    if labels:
        traces.append(label_trace(labels, look))
    layout = {"height": look.map_height, "geo": geo_layout(bounds)}
    return build_figure(traces, layout, look)


def class_of_row(row: Row, classes: Classes) -> int:
    """Class of a row: by judgement when the classes are judgements, else by value."""
    if is_missing(row.value):
        return 0
    return classes.class_of(row.judgement if classes.by_judgement else row.value)


def area_trace(  # noqa: PLR0913
    rows: list[Row],
    classes: Classes,
    indicator: Indicator,
    geojson_url: str,
    look: Look,
    *,
    selected: Sequence[str] = (),
    geo: str = "geo",
    small: bool = False,
) -> dict[str, Any]:
    """The choropleth trace; z is the number of the class, so colours cannot drift.

    Selected areas come last: areas are painted in order, and a neighbour painted later
    would cover half of their outline. ``small`` maps have thinner outlines and short hover
    text.
    """
    rows = sorted(rows, key=lambda row: row.code in selected)
    last = len(classes.items)
    stops = [
        [edge / last, colour]
        for number, colour in enumerate(classes.colours)
        for edge in (number, number + 1)
    ]
    outline = [row.code in selected for row in rows]
    thick, thin = (look.line, look.line * 0.5) if small else (look.line * 2, look.line * 0.75)
    return {
        "type": "choropleth",
        "geo": geo,
        "locations": [row.code for row in rows],
        "z": [class_of_row(row, classes) for row in rows],
        "zmin": -0.5,
        "zmax": last - 0.5,
        "colorscale": stops,
        "showscale": False,
        "geojson": geojson_url,
        "featureidkey": "properties.code",
        "marker": {
            "line": {
                "color": [INK if chosen else WHITE for chosen in outline],
                "width": [thick if chosen else thin for chosen in outline],
            }
        },
        "text": [hover_text(row, indicator, brief=small) for row in rows],
        "hovertemplate": "%{text}<extra></extra>",
    }


def geo_layout(bounds: Bounds) -> dict[str, Any]:
    """An empty map in fixed bounds; Mercator keeps shapes as people know them."""
    west, south, east, north = bounds
    return {
        "visible": False,
        "projection": {"type": "mercator"},
        "lonaxis": {"range": [west, east]},
        "lataxis": {"range": [south, north]},
        "bgcolor": WHITE,
    }


def _labels(
    frame: pd.DataFrame,
    rows: list[Row],
    classes: Classes,
    indicator: Indicator,
    selected: Sequence[str],
) -> list[MapLabel]:
    """Values of the rows that have a place for one; high classes matter most."""
    places = zip(
        rows, column(frame, "lon"), column(frame, "lat"), column(frame, "room_km"), strict=True
    )
    labels = []
    for row, lon, lat, room in places:
        if lon is None or lat is None:
            continue
        number = class_of_row(row, classes)
        item = classes.items[number]
        text = map_label(row, classes, indicator)
        chosen = row.code in selected
        labels.append(MapLabel(text, item.colour, item.text_colour, lon, lat, room, number, chosen))
    return labels


def map_label(row: Row, classes: Classes, indicator: Indicator) -> str:
    """What is printed on an area: its value, with the shape of the judgement it is coloured by."""
    if classes.by_judgement:
        return judged_label(row, indicator, word=False)
    return value_label(row, indicator)
