"""The map of distances: each area by its share, and every known site."""

from collections import defaultdict

import numpy as np
import pandas as pd

from dashboard.analysis.pathway_words import plural
from dashboard.cards.access_choice import ACROSS, SIGNS, STRAIGHT, AccessChoice, spoken
from dashboard.cards.access_tables import map_table
from dashboard.cards.maps import bounds_of, geojson_url, legend, with_geography
from dashboard.cards.model import Card, LegendItem
from dashboard.figures.choropleth import choropleth
from dashboard.figures.colours import NO_FIGURE, classes
from dashboard.figures.map_labels import Bounds
from dashboard.figures.site_points import SITE_CHAR, SITE_COLOUR, Point, hover_text, site_trace
from dashboard.figures.template import Look
from dashboard.metadata import Indicator, Kind, Level, Polarity, Status

_MOST_LINES = 6


def map_card(choice: AccessChoice, look: Look) -> Card:
    """Where support is near: areas by their share, with every known site."""
    title = "Where is support near, and where are its places?"
    frame = with_geography(choice.dataset, _frame(choice), _level(choice))
    measure = _measure(choice)
    shown = classes(frame["value"], measure)
    bounds = bounds_of(frame)
    sites = _sites(choice, bounds)
    figure = choropleth(
        frame,
        shown,
        indicator=measure,
        geojson_url=geojson_url(choice.dataset, _level(choice)),
        bounds=bounds,
        look=look,
        points=[site_trace(sites, look)] if sites else [],
    )
    around = ", those in areas around included" if choice.parent else ""
    places = LegendItem(f"Place with {choice.support} ({len(sites)})", SITE_COLOUR, SITE_CHAR)
    return Card(
        id="map",
        title=title,
        sentence=(
            f"{plural(len(sites), 'known place')} on the map{around}. Colours: share of postcodes "
            f"within {choice.km} km of a known place, in a straight line, as far as it is known. "
            "Grey: not known at all."
        ),
        figure=figure,
        legend=(*_named(legend(shown)), places),
        make_table=lambda: map_table(choice),
        image_title=choice.card_title(title),
        source_line=choice.source(),
        notes=(
            STRAIGHT,
            ACROSS,
            SIGNS,
            "Boundaries are generalised from postcodes and are not for legal use.",
        ),
    )


def _named(items: tuple[LegendItem, ...]) -> tuple[LegendItem, ...]:
    """The legend of the colours, with "not known" in place of "no figure"."""
    return tuple(
        LegendItem(one.label.replace(NO_FIGURE, "Not known"), one.colour, one.symbol)
        for one in items
    )


def _level(choice: AccessChoice) -> str:
    return "districts" if choice.parent else "areas"


def _frame(choice: AccessChoice) -> pd.DataFrame:
    """What the map reads: values as printed, so that no colour contradicts a number."""
    shares = {code: choice.share(code) for code in choice.codes}
    missing = Status.NOT_AVAILABLE.value
    return pd.DataFrame(
        {
            "name": [choice.name(code) for code in shares],
            "value": [np.nan if one.percent is None else one.percent for one in shares.values()],
            "label": [one.text for one in shares.values()],
            "status": [missing if one.percent is None else "ok" for one in shares.values()],
            "note": [choice.unsure(code) for code in shares],
            "hover": [_hover(choice, code) for code in shares],
        },
        index=pd.Index(list(shares), name="area_code"),
    )


def _hover(choice: AccessChoice, code: str) -> str:
    """Areas' own names, which are the region's, and numbers: nothing that people have typed."""
    one = choice.share(code)
    lines = [f"<b>{choice.name(code)}</b>", f"Within {choice.km} km: {spoken(one)}"]
    if one.percent is not None:
        lines[1] += f" of postcodes<br>({one.count:,} of {one.total:,})"
    if why := choice.unsure(code):
        lines.append(why[:1].upper() + why[1:])
    return "<br>".join(lines)


def _sites(choice: AccessChoice, bounds: Bounds) -> list[Point]:
    """Known places on the map, each with the services there."""
    west, south, east, north = bounds
    frame = choice.found.sites
    frame = frame[frame["lon"].between(west, east) & frame["lat"].between(south, north)]
    names = choice.dataset.survey.services["service_name"]
    services: dict[tuple[str, float, float], list[str]] = defaultdict(list)
    for row in frame[["postcode", "lon", "lat", "service_id"]].itertuples(index=False):
        services[row.postcode, row.lon, row.lat].append(names[row.service_id] or row.service_id)
    return [
        Point(lon, lat, hover_text((postcode, *_few(there))))
        for (postcode, lon, lat), there in services.items()
    ]


def _few(names: list[str]) -> tuple[str, ...]:
    more = len(names) - _MOST_LINES
    return (*names[:_MOST_LINES], *((f"and {more} more",) if more > 0 else ()))


def _measure(choice: AccessChoice) -> Indicator:
    """How a share is written and coloured; made here because it is counted here."""
    return Indicator(
        id="postcodes_within",
        name=f"Postcodes within {choice.km} km of a place with support",
        short_name=f"Postcodes within {choice.km} km",
        domain="access",
        definition="Share of postcodes with a place in a straight line of so many kilometres.",
        unit="% of postcodes",
        unit_suffix="%",
        multiplier=100,
        decimals=0,
        polarity=Polarity.LOW_IS_WORSE,
        polarity_basis="editorial: further away means harder to reach",
        kind=Kind.PROPORTION,
        source="Survey of support; ONS Postcode Directory",
        publication="Survey of support",
        url="https://geoportal.statistics.gov.uk/",
        licence="Open Government Licence v3.0",
        released="",
        retrieved_from="counted here",
        source_indicator="none",
        levels=(Level.UPPER_TIER, Level.DISTRICT),
        collect=("Answer the survey of support.",),
        core=False,
    )
