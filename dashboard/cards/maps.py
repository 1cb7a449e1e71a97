"""Maps of one indicator, geographic or as equal tiles."""

import pandas as pd

from dashboard.analysis.profile import Compared
from dashboard.analysis.summary import against_benchmark, extremes
from dashboard.cards.looks import pair_width
from dashboard.cards.model import Card, LegendItem
from dashboard.cards.provenance import source_line
from dashboard.cards.tables import compared_table
from dashboard.dataset import Dataset
from dashboard.figures.choropleth import choropleth
from dashboard.figures.colours import Classes, classes, classes_by_judgement
from dashboard.figures.legend import legend_items
from dashboard.figures.template import Look
from dashboard.figures.tiles import tiles
from dashboard.view_state import View

_BOUNDARIES = {"areas": "upper_tier", "districts": "districts"}
# Air around the region, as a share of its width and height.
_MARGIN = 0.02


def geojson_url(dataset: Dataset, level: str) -> str:
    """Where the browser finds the boundaries; the version makes new ones be fetched."""
    return f"/assets/boundaries/{_BOUNDARIES[level]}.json?v={dataset.version}"


def bounds_of(geography: pd.DataFrame) -> tuple[float, float, float, float]:
    """West, south, east and north of some areas, with a little air."""
    west, south = geography["west"].min(), geography["south"].min()
    east, north = geography["east"].max(), geography["north"].max()
    across, up = (east - west) * _MARGIN, (north - south) * _MARGIN
    return float(west - across), float(south - up), float(east + across), float(north + up)


def map_card(
    dataset: Dataset, view: View, one: Compared, look: Look, twin: Card | None = None
) -> Card:
    """Where the high and low values are: each area in the colour of its class.

    ``twin`` is another card of the page that has the same table.
    """
    shown, selected = map_classes(one, view), [view.area] if view.area else []
    # On a map an empty judgement would look like no figure.
    judged = one.frame.replace({"judgement": {"": "not_tested"}})
    frame = with_geography(dataset, judged, view.level)
    if view.map == "tiles":
        figure = tiles(frame, shown, indicator=one.indicator, look=look, selected=selected)
    else:
        figure = choropleth(
            frame,
            shown,
            indicator=one.indicator,
            geojson_url=geojson_url(dataset, view.level),
            bounds=bounds_of(frame),
            look=look,
            selected=selected,
        )
    indicator = one.indicator
    return Card(
        id="map",
        title="Where is it high, and where low?",
        sentence=against_benchmark(one) if view.colour == "comparison" else extremes(one),
        figure=figure,
        legend=legend(shown),
        make_table=lambda: twin.table if twin else compared_table(one, dataset, view),
        indicators=(indicator.id,),
        image_title=f"{indicator.name}, {one.period_label}",
        source_line=source_line(dataset, [indicator], one.period_label),
        notes=_map_notes(view),
        width=pair_width(view, look),
        on_click="highlight",
    )


def map_classes(one: Compared, view: View) -> Classes:
    """Classes of values, or of comparisons with the benchmark."""
    if view.colour == "comparison":
        return classes_by_judgement(one.frame["judgement"].replace("", "not_tested"))
    return classes(one.frame["value"], one.indicator)


def legend(shown: Classes) -> tuple[LegendItem, ...]:
    """The legend, from the classes that painted the map."""
    return tuple(
        LegendItem(f"{label} ({count})", colour) for colour, label, count in legend_items(shown)
    )


def with_geography(dataset: Dataset, frame: pd.DataFrame, level: str) -> pd.DataFrame:
    """The frame with tile, label point and bounding box of each area."""
    return frame.join(dataset.geography(level))


def _map_notes(view: View) -> tuple[str, ...]:
    if view.map == "tiles":
        return ("Each area is one equal square in roughly its place; size says nothing.",)
    return ("Boundaries are generalised from postcodes and are not for legal use.",)
