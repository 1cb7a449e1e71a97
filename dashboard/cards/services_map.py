"""The map of services, and the same by area as a table."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd

from dashboard.analysis.pathway_words import plural
from dashboard.analysis.services import AREA, Place, group_sites
from dashboard.cards.looks import half
from dashboard.cards.maps import bounds_of, geojson_url, legend
from dashboard.cards.model import Card, LegendItem, Link
from dashboard.cards.service_link import service_href
from dashboard.cards.services_choice import ServiceChoice, count_in, response_states
from dashboard.cards.services_sites import CLOSED, PUBLIC_LIST, sites_table
from dashboard.cards.survey_labels import title_with_label
from dashboard.dataset import Dataset
from dashboard.exports.table import Cell, Column, Table
from dashboard.figures.colours import Classes, classes
from dashboard.figures.service_map import (
    CONFIRMED_CHAR,
    PLACE_COLOUR,
    PUBLIC_CHAR,
    service_map,
    square,
)
from dashboard.figures.site_points import SITE_CHAR, SITE_COLOUR, Point, hover_text
from dashboard.figures.template import Look
from dashboard.metadata.format import format_value, short_period, within

NOT_ANSWERED = "not answered yet"
_PARTLY = "answered in part"
_NOT_KNOWN, _NOT_ALL_KNOWN = "? not known", "? not all known"
_KINDS = ("public", "confirmed")
# More postcodes than these are drawn together where their markers would cover each other.
MOST_POINTS = 300
_MOST_NAMES = 6
_MOST_LETTERS = 60


def map_card(choice: ServiceChoice, look: Look) -> Card:
    """Areas shaded by need, with the places of the services that fit."""
    dataset, one = choice.dataset, choice.need
    look = half(look)
    shades = classes(one.frame["value"], one.indicator)
    geography = dataset.geography("areas")
    bounds = bounds_of(geography.loc[list(choice.codes)])
    places = _group(choice, square(bounds, look))
    public, confirmed = _public(choice, "public"), _public(choice, "confirmed")
    title = choice.titled("Where services are")
    return Card(
        id="service-map",
        title=title,
        sentence=choice.counted(),
        make_table=lambda: sites_table(choice),
        make_file=lambda: sites_table(choice, in_file=True),
        figure=service_map(
            one.frame.assign(hover=[_hover(choice, code) for code in one.frame.index]),
            shades,
            indicator=one.indicator,
            geojson_url=geojson_url(dataset, "areas"),
            bounds=bounds,
            look=look,
            sites=[_site(choice, place) for place in places],
            public=public,
            public_note=PUBLIC_LIST,
            confirmed=confirmed,
            selected=(choice.area,) if choice.area else (),
        ),
        legend=_legend(choice, shades, places, len(public), len(confirmed)),
        indicators=(one.indicator.id,),
        image_title=title_with_label(dataset, choice.codes, title),
        source_line=choice.source_with_need(),
        notes=_notes(choice, places),
        links=(Link("Show the whole region", choice.loosened("area").href),) if choice.area else (),
        width="half",
        on_click="highlight",
    )


def _group(choice: ServiceChoice, marker: tuple[float, float]) -> list[Place]:
    """The sites of the services that fit, as points."""
    numbers, rows = _sites(choice.dataset)
    shown = [rows[place] for place in np.flatnonzero(choice.found.fits[numbers])]
    many = len({row[1] for row in shown}) > MOST_POINTS
    return group_sites(shown, marker if many else None)


@lru_cache(maxsize=4)
def _sites(dataset: Dataset) -> tuple[np.ndarray, list[tuple[int, str, float, float]]]:
    """Number of the service of each site; and the sites as ``group_sites`` reads them."""
    sites = dataset.survey.sites
    numbers = dataset.survey.services.index.get_indexer(sites["service_id"])
    columns = (sites[name].tolist() for name in ("postcode", "lon", "lat"))
    return numbers, list(zip(numbers.tolist(), *columns, strict=True))


def _site(choice: ServiceChoice, place: Place) -> Point:
    known = _known(choice.dataset)
    lines = [known[number][0] for number in place.services[:_MOST_NAMES]]
    left = len(place.services) - _MOST_NAMES
    lines += [f"and {plural(left, 'more service')}"] if left > 0 else []
    where = place.postcodes[0]
    near = len(place.postcodes) - 1
    where += f" and {plural(near, 'postcode')} near it" if near else ""
    text = "<br>".join([f"<b>{hover_text([where])}</b>", *lines])
    href = _leads_to(choice, place.services)
    return Point(round(place.lon, 4), round(place.lat, 4), text, len(place.services), href)


def _leads_to(choice: ServiceChoice, services: Sequence[int]) -> str:
    """The page of a service that stands alone; else the list of the area's services."""
    first = services[0]
    if len(services) == 1:
        return service_href(choice.view, choice.dataset.survey.services.index[first])
    home = _known(choice.dataset)[first][1]
    return f"{choice.view.change(area=home, count='').href}#service-list"


@lru_cache(maxsize=4)
def _known(dataset: Dataset) -> list[tuple[str, str]]:
    """Name, safe to show, and area of every service."""
    services = dataset.survey.services
    columns = zip(services["service_name"], services.index, services["area_code"], strict=True)
    return [(hover_text([_short(name or key)]), code) for name, key, code in columns]


def _short(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - 1] + "…"


def _public(choice: ServiceChoice, kind: str) -> list[Point]:
    """Open places of the list in the areas looked at; none unless asked for."""
    if not choice.has_public_places:
        return []
    found = _public_points(choice.dataset)
    return [point for code in choice.codes for point in found.get((code, kind), ())]


@lru_cache(maxsize=4)
def _public_points(dataset: Dataset) -> dict[tuple[str, str], list[Point]]:
    """By area and by "public" (nobody has confirmed them) or "confirmed"."""
    found: dict[tuple[str, str], list[Point]] = {}
    for place in dataset.survey.places.itertuples():
        if place.state == CLOSED:
            continue
        lines = [f"<b>{hover_text([place.name])}</b>", hover_text([place.type])]
        lines += [] if place.state == "public" else [f"{place.state} by the council"]
        point = Point(round(place.lon, 4), round(place.lat, 4), "<br>".join(lines))
        kind = "public" if place.state == "public" else "confirmed"
        found.setdefault((place.area_code, kind), []).append(point)
    return found


def public_count(dataset: Dataset, codes: Sequence[str]) -> int:
    """How many open places of the list there are in some areas, confirmed or not."""
    found = _public_points(dataset)
    return sum(len(found.get((code, kind), ())) for code in codes for kind in _KINDS)


def _hover(choice: ServiceChoice, code: str) -> str:
    need = choice.need
    row = need.rows[code]
    value = format_value(row["value"], need.indicator, row["status"])
    lines = [
        f"<b>{hover_text([choice.name(code)])}</b>",
        hover_text([f"{need.indicator.short_name}: {value}"]),
        _fitting(choice, code),
    ]
    return "<br>".join(lines)


def _fitting(choice: ServiceChoice, code: str) -> str:
    cell = _count_cell(choice, code)
    if cell.value is None:
        return f"Services: {cell.text}"
    said = f"{plural(int(cell.value), 'service')} of those chosen"
    return f"{said} ({cell.detail})" if cell.detail else said


def _is_silent(choice: ServiceChoice, code: str) -> bool:
    return response_states(choice.dataset).get(code) == "asked"


def _legend(
    choice: ServiceChoice, shades: Classes, places: Sequence[Place], public: int, confirmed: int
) -> tuple[LegendItem, ...]:
    sites = len({postcode for place in places for postcode in place.postcodes})
    items = [LegendItem(f"place where services are given ({sites:,})", SITE_COLOUR, SITE_CHAR)]
    hub = "family hub or children's centre"
    if choice.has_public_places:
        words = f"{hub}: {PUBLIC_LIST} ({public:,})"
        items.append(LegendItem(words, PLACE_COLOUR, PUBLIC_CHAR))
    if confirmed:
        words = f"{hub}, confirmed by the council ({confirmed:,})"
        items.append(LegendItem(words, PLACE_COLOUR, CONFIRMED_CHAR))
    first, *rest = legend(shades)
    named = replace(first, label=f"{choice.need.indicator.short_name}: {first.label}")
    return (*items, named, *rest)


def _notes(choice: ServiceChoice, places: Sequence[Place]) -> tuple[str, ...]:
    if choice.view.is_presented:
        return ()
    larger = "A larger circle stands for more services."
    if any(len(place.postcodes) > 1 for place in places):
        larger += " Postcodes too close to be told apart are one circle."
    one = choice.need
    return (
        f"Shading: {one.indicator.name}, {one.period_label}. {larger}",
        "Press an area to see its services alone, and a place to open its service; a place of "
        "several services leads to the list of the area's.",
        "Boundaries are generalised from postcodes and are not for legal use.",
    )


def area_card(choice: ServiceChoice) -> Card:
    """How many services fit in each area, beside its need."""
    title = choice.titled("By area", without=AREA)
    return Card(
        id="service-areas",
        title=title,
        sentence=_by_area_sentence(choice),
        make_table=lambda: _area_table(choice),
        image_title=title_with_label(choice.dataset, choice.dataset.member_codes, title),
        source_line=choice.source_with_need(),
        width="half",
    )


def _by_area_sentence(choice: ServiceChoice) -> str:
    codes = choice.dataset.member_codes
    silent = [choice.name(code) for code in codes if _is_silent(choice, code)]
    counts = {c: count_in(choice.dataset, c, choice.found.but_area) for c in codes}
    having = sum(count > 0 for count in counts.values())
    but_area = [name for name in choice.chosen if name != AREA]
    which = "the other filters" if AREA in choice.chosen else "what is chosen"
    what = f"a service that fits {which}" if but_area else "a service"
    said = f"{having} of {plural(len(codes), 'area')} {'lists' if having == 1 else 'list'} {what}."
    quiet = f"{plural(len(silent), 'area')} not answered yet." if silent else ""
    return " ".join(filter(None, [said, quiet, choice.unsaid(codes)]))


def _area_table(choice: ServiceChoice) -> Table:
    found, where = choice.found, choice.where
    is_unclear = bool(found.unjudged_but_area.any())
    columns = [
        Column("Area"),
        Column("Need", numeric=True),
        Column("Services", numeric=True),
        Column("At places", numeric=True),
        Column("Online, area-wide", numeric=True),
        *([Column("Cannot be judged", numeric=True)] if is_unclear else []),
        *([Column("Public list", numeric=True)] if choice.has_public_places else []),
    ]
    rows = []
    for code in choice.dataset.member_codes:
        row = choice.need.rows[code]
        need = format_value(row["value"], choice.need.indicator, row["status"])
        is_missing = pd.isna(row["value"])
        masks = [found.but_area & where.placed, found.but_area & where.wide]
        masks += [found.unjudged_but_area] if is_unclear else []
        is_chosen = code == choice.area
        href = choice.view.change(area="" if is_chosen else code, count="").href
        partly = _PARTLY if response_states(choice.dataset).get(code) == "partly" else ""
        detail = ", ".join(filter(None, ["chosen" if is_chosen else "", partly]))
        places = public_count(choice.dataset, (code,))
        rows.append(
            (
                Cell.of(choice.name(code), href=href, detail=detail),
                Cell(None if is_missing else float(row["value"]), need, row["note"]),
                _count_cell(choice, code),
                *(_number(choice, code, mask) for mask in masks),
                *([Cell(places, f"{places:,}")] if choice.has_public_places else []),
            )
        )
    meta = (*choice.meta(), *_need_meta(choice))
    need = f"{choice.need.indicator.short_name}, {short_period(choice.need.period_label)}"
    caption = f"Services that fit what is chosen. Need: {within(need)}"
    return Table(caption, tuple(columns), tuple(rows), meta)


def _count_cell(choice: ServiceChoice, code: str) -> Cell:
    """Services of an area; no answer is never a nought."""
    if _is_silent(choice, code):
        return Cell(None, NOT_ANSWERED)
    count = count_in(choice.dataset, code, choice.found.but_area)
    unknown, steps = choice.open_steps[code], len(choice.slots)
    if not count and unknown:
        return Cell(None, _NOT_KNOWN if unknown == steps else _NOT_ALL_KNOWN)
    # For all levels and situations, "answered in part" beside the area says it.
    is_part = unknown and steps < len(choice.questionnaire.slots())
    return Cell(count, f"{count:,}", detail="not all known" if is_part else "")


def _number(choice: ServiceChoice, code: str, mask: np.ndarray) -> Cell:
    all_of_them = _count_cell(choice, code)
    count = count_in(choice.dataset, code, mask)
    if all_of_them.value is None and not count:
        return Cell(None, "–", all_of_them.text)
    return Cell(count, f"{count:,}")


def _need_meta(choice: ServiceChoice) -> tuple[tuple[str, str], ...]:
    one = choice.need.indicator
    return (
        ("Need", f"{one.name}, {one.unit}, {choice.need.period_label}"),
        ("Source of need", f"{one.source}, {one.publication}. {one.licence}"),
    )
