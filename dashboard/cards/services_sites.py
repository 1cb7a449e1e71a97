"""The service map as a table: every place drawn on it, with what is there."""

from collections.abc import Sequence

import numpy as np

from dashboard.analysis.summary import join
from dashboard.analysis.survey_answers import area_name
from dashboard.cards.service_link import service_href
from dashboard.cards.services_choice import ServiceChoice
from dashboard.exports.table import Cell, Column, Table

PUBLIC_LIST = "public list, to be confirmed by councils"
CLOSED = "closed"
# More rows than these are for the file.
MOST_ROWS = 500
_SITES = "Places where services are given"
_PUBLIC = "Family hubs and children's centres"


def sites_table(choice: ServiceChoice, *, in_file: bool = False) -> Table:
    """One row for each postcode with services that fit, then the public list where it is shown."""
    sites, public = _site_rows(choice), _public_rows(choice)
    rows = [*sites, *public]
    shown = rows if in_file else rows[:MOST_ROWS]
    names = ["Postcode", "Services", "Area", "District"]
    if choice.has_public_places:
        names = ["Postcode", "Services, or name of the place", "Area", "District", "Kind", "State"]
    groups = [*[_SITES] * len(sites), *[_PUBLIC] * len(public)]
    return Table(
        _caption(len(shown), len(rows)),
        tuple(Column(name) for name in names),
        tuple(shown),
        choice.meta(),
        groups=tuple(groups[: len(shown)]) if choice.has_public_places else (),
    )


def _caption(shown: int, total: int) -> str:
    count = "Places on the map" if shown == total else f"The first {shown:,} of {total:,} places"
    return f"{count}. “By area” has the need that shades the map."


def _site_rows(choice: ServiceChoice) -> list[tuple[Cell, ...]]:
    dataset, services = choice.dataset, choice.dataset.survey.services
    sites = dataset.survey.sites
    numbers = services.index.get_indexer(sites["service_id"])
    sites = sites[choice.found.fits[numbers]].drop_duplicates(["service_id", "postcode"])
    names = services["service_name"].to_dict()
    order = {code: place for place, code in enumerate(dataset.member_codes)}
    found = []
    for postcode, here in sites.groupby("postcode", sort=True):
        codes = sorted(here["area_code"].unique(), key=lambda code: order.get(code, len(order)))
        links = [(names[key] or key, service_href(choice.view, key)) for key in here["service_id"]]
        row = (
            Cell.of(str(postcode)),
            _linked(links),
            Cell.of(join([choice.name(code) for code in codes])),
            Cell.of(_district(choice, here["district_code"].iloc[0])),
        )
        row += (Cell.of("–"), Cell.of("answered in the survey")) if choice.has_public_places else ()
        found.append((order.get(codes[0], len(order)), row))
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]


def _linked(links: Sequence[tuple[str, str]]) -> Cell:
    return Cell.of("; ".join(text for text, _ in links), links=tuple(links))


def _public_rows(choice: ServiceChoice) -> list[tuple[Cell, ...]]:
    """Open places of the list, in the areas that are looked at."""
    if not choice.has_public_places:
        return []
    places = choice.dataset.survey.places
    places = places[places["area_code"].isin(choice.codes) & (places["state"] != CLOSED)]
    # As the areas are ordered, like the rest of the page.
    order = np.argsort([choice.codes.index(code) for code in places["area_code"]], kind="stable")
    return [
        (
            Cell.of(one.postcode),
            Cell.of(one.name),
            Cell.of(choice.name(one.area_code)),
            Cell.of(_district(choice, one.district_code)),
            Cell.of(one.type),
            Cell.of(PUBLIC_LIST if one.state == "public" else f"{one.state} by the council"),
        )
        for one in places.iloc[order].itertuples()
    ]


def _district(choice: ServiceChoice, code: str) -> str:
    return area_name(choice.dataset, code)
