"""Where a service can be had: its places on a map, or words where there is no place."""

import pandas as pd

from dashboard.analysis.pathway_words import plural
from dashboard.analysis.summary import join
from dashboard.analysis.survey_answers import Told, area_name, told
from dashboard.cards.maps import bounds_of, geojson_url
from dashboard.cards.model import Card, LegendItem
from dashboard.cards.survey_labels import survey_meta, survey_source, title_with_label
from dashboard.dataset import Dataset
from dashboard.exports.table import Cell, Column, Table
from dashboard.figures.service_sites import NOT_NAMED, SERVED, SITE, Part, SitePoint, service_sites
from dashboard.figures.site_points import SITE_CHAR
from dashboard.figures.template import Look
from dashboard.metadata.format import within

_IN_PERSON = "in_person"
_OFFICE = (
    "Only places where parents can go are drawn, never a head office. Position is that of the "
    "postcode."
)


def where_card(dataset: Dataset, service_id: str, look: Look) -> Card:
    """The places of a service; no map where it names none."""
    code = dataset.survey.by_service[service_id][0].area_code
    answers = told(dataset, service_id)
    sites = dataset.survey.sites
    sites = sites[sites["service_id"] == service_id].reset_index(drop=True)
    title = "Where parents can have it"
    lost = tuple(one for one in answers["sites"].items if one not in set(sites["postcode"]))
    unplaced = (
        (
            "Not on the map, because the postcode is not in the table of postcodes, or the "
            f"service is not in person: {join(lost)}.",
        )
        if lost
        else ()
    )
    parts = _parts(dataset, code, answers["districts"])
    return Card(
        id="where",
        title=title,
        sentence=" ".join(
            [_places(answers, len(answers["sites"].items)), _reach(dataset, code, answers)]
        ),
        make_table=lambda: (
            _table(dataset, code, sites, lost)
            if answers["sites"].items
            else _without_places(dataset, code, answers)
        ),
        figure=_figure(dataset, parts, sites, look) if len(sites) else None,
        legend=_legend(parts) if len(sites) else (),
        image_title=title_with_label(dataset, (code,), f"{_name(answers)}: {within(title)}"),
        source_line=survey_source(dataset, (code,)),
        notes=(_OFFICE, *unplaced) if len(sites) else unplaced,
        width="half",
    )


def _name(answers: dict[str, Told]) -> str:
    one = answers["service_name"]
    return one.text if one.is_answered else "Service without a name"


def place_words(dataset: Dataset, service_id: str) -> str:
    """How and at how many places, in a sentence."""
    answers = told(dataset, service_id)
    return _places(answers, len(answers["sites"].items))


def _places(answers: dict[str, Told], count: int) -> str:
    ways = answers["delivery"]
    how = (
        f"How it is delivered: {join([within(text) for text in ways.names])}"
        if ways.is_answered
        else f"How it is delivered is not known ({within(ways.text)})"
    )
    if count:
        return f"{how}; {plural(count, 'place')} named."
    if answers["sites"].said in {"dont_know", "not_asked"}:
        return f"{how}; where it takes place is not known ({within(answers['sites'].text)})."
    if ways.is_answered and _IN_PERSON in ways.items:
        return f"{how}; no place is named, so it is not on a map."
    return f"{how}; there is no place to go to, so it is not on a map."


def _reach(dataset: Dataset, code: str, answers: dict[str, Told]) -> str:
    """Which districts and other areas it serves."""
    area = dataset.area(code).name
    districts, others = answers["districts"], answers["other_areas"]
    if districts.is_answered:
        said = f"It serves {join(districts.names)}"
    elif districts.said == "blank":
        said = f"It serves the whole of {area}"
    else:
        said = f"Which parts of {area} it serves is not known ({within(districts.text)})"
    if others.is_answered:
        said += f", and other areas: {join(others.names)}"
    return f"{said}."


def _parts(dataset: Dataset, code: str, districts: Told) -> tuple[Part, ...]:
    """The districts of an area, or the area itself; all served where none is named."""
    inside = [one.code for one in dataset.registry.districts_of(code)] or [code]
    named = set(districts.items)
    whole = districts.said == "blank"
    return tuple(
        Part(one, area_name(dataset, one), whole or one in named or code in named) for one in inside
    )


def _legend(parts: tuple[Part, ...]) -> tuple[LegendItem, ...]:
    kinds = {one.is_served for one in parts}
    return (
        LegendItem("place, with its number in the table", SITE, SITE_CHAR),
        *((LegendItem("served", SERVED),) if True in kinds else ()),
        *((LegendItem("in the area, not named as served", NOT_NAMED),) if False in kinds else ()),
    )


def _figure(dataset: Dataset, parts: tuple[Part, ...], sites: pd.DataFrame, look: Look) -> object:
    shapes = dataset.geography("districts").loc[[one.code for one in parts]]
    points = [
        SitePoint(number, one.postcode, one.lon, one.lat)
        for number, one in enumerate(sites.itertuples(), start=1)
    ]
    return service_sites(
        parts,
        points,
        geojson_url=geojson_url(dataset, "districts"),
        bounds=bounds_of(shapes),
        look=look,
    )


def _without_places(dataset: Dataset, code: str, answers: dict[str, Told]) -> Table:
    """What is known instead: how it is delivered, and for whom."""
    rows = [
        (Cell.of(answers[key].question.label), Cell.of(answers[key].text))
        for key in ("delivery", "sites", "districts", "other_areas")
    ]
    columns = (Column("Question"), Column("Answer"))
    return Table("No place is named", columns, tuple(rows), survey_meta(dataset, (code,)))


def _table(dataset: Dataset, code: str, sites: pd.DataFrame, lost: tuple[str, ...]) -> Table:
    listed = {
        (one.postcode, one.area_code): one.name
        for one in dataset.survey.places.itertuples()
        if one.state != "closed"
    }
    rows = [
        (
            Cell(number, str(number)),
            Cell.of(one.postcode),
            Cell.of(area_name(dataset, one.district_code)),
            Cell.of(listed.get((one.postcode, code), "none of that postcode")),
        )
        for number, one in enumerate(sites.itertuples(), start=1)
    ]
    rows += [
        (Cell.of("–"), Cell.of(one), Cell.of("not known"), Cell.of("not known")) for one in lost
    ]
    columns = ("Number", "Postcode", "District or council", "Place of the public list there")
    return Table(
        "Places that the service names",
        tuple(Column(name) for name in columns),
        tuple(rows),
        survey_meta(dataset, (code,)),
    )
