"""How near support is: bars by distance, town and country, a map, and what is left out."""

from collections.abc import Iterable
from datetime import date
from html import escape

from dashboard.analysis.access import KM, PARTS, Share, share
from dashboard.analysis.pathway_words import plural
from dashboard.analysis.summary import capital, join
from dashboard.cards.access_choice import (
    ACROSS,
    DISTANCES,
    DISTRICTS,
    NOT_PEOPLE,
    RURAL,
    SIGNS,
    STRAIGHT,
    USUAL_KM,
    AccessChoice,
    access_choice,
    counties,
    district_parent,
    finding,
    spoken,
)
from dashboard.cards.access_map import map_card
from dashboard.cards.access_tables import reach_table, rural_table, services_table
from dashboard.cards.model import Card, Control, LegendItem, Option
from dashboard.cards.need_words import some_steps
from dashboard.dataset import Dataset
from dashboard.figures.palette import GREY
from dashboard.figures.reach_bars import REACH_COLOURS, ReachRow, reach_bars
from dashboard.figures.template import Look
from dashboard.view_state import View


def access_cards(view: View, dataset: Dataset, look: Look, as_of: date) -> tuple[Card, ...]:
    """Shares within 2, 5 and 10 km; the same in town and country; a map; services left out."""
    choice = access_choice(view, dataset, as_of)
    return (
        _reach_card(choice, look),
        map_card(choice, look),
        _rural_card(choice, look),
        _services_card(choice),
    )


def _reach_card(choice: AccessChoice, look: Look) -> Card:
    title = "How near is support?"
    rows = [_bar(choice, code, choice.name(code), "all") for code in choice.codes]
    return Card(
        id="near",
        title=title,
        sentence=finding(choice),
        figure=reach_bars(
            rows,
            DISTANCES,
            look=look,
            chosen=KM.index(choice.km),
            selected=[choice.view.area] if choice.view.area else [],
        ),
        legend=_legend(),
        make_table=lambda: reach_table(choice),
        image_title=choice.card_title(title),
        source_line=choice.source(),
        notes=(STRAIGHT, NOT_PEOPLE, ACROSS, SIGNS, choice.left_out()),
    )


def _legend() -> tuple[LegendItem, ...]:
    return (
        *(
            LegendItem(f"Within {name}", colour)
            for name, colour in zip(DISTANCES, REACH_COLOURS, strict=True)
        ),
        LegendItem(f"May be within {DISTANCES[-1]}: not known", GREY, "▨"),
        LegendItem("Further away", GREY, "□"),
    )


def _bar(choice: AccessChoice, code: str, name: str, part: str) -> ReachRow:
    shares = [choice.share(code, km, part) for km in KM]
    last = shares[-1]
    return ReachRow(
        code,
        name,
        tuple(100 * one.count / one.total if one.total else 0.0 for one in shares),
        100 * last.most / last.total if last.total else 100.0,
        tuple(one.text for one in shares),
        _hover(choice, code, name, shares),
    )


def _hover(choice: AccessChoice, code: str, name: str, shares: Iterable[Share]) -> str:
    lines = [f"<b>{escape(name, quote=False)}</b>"]
    for km, one in zip(KM, shares, strict=True):
        lines.append(
            f"Within {km} km: {spoken(one)} of postcodes ({one.count:,} of {one.total:,})"
            if one.percent is not None
            else f"Within {km} km: {spoken(one)}"
        )
    if why := choice.unsure(code, KM[-1]):
        lines.append(escape(capital(why), quote=False))
    return "<br>".join(lines)


def _rural_card(choice: AccessChoice, look: Look) -> Card:
    title = "Is it as near in the country as in town?"
    rows = [
        _bar(choice, code, f"{choice.name(code)}: {part}", part)
        for code in choice.codes
        for part in PARTS[1:]
        if choice.rows[code][f"{part}_postcodes"]
    ]
    return Card(
        id="rural",
        title=title,
        sentence=_rural_sentence(choice),
        figure=reach_bars(rows, DISTANCES, look=look, chosen=KM.index(choice.km)),
        legend=_legend(),
        make_table=lambda: rural_table(choice),
        image_title=choice.card_title(title),
        source_line=choice.source(),
        notes=(RURAL, STRAIGHT, NOT_PEOPLE, SIGNS),
    )


def _rural_sentence(choice: AccessChoice) -> str:
    """Postcodes of all rows together, in town and in the country."""
    totals = choice.frame.sum(numeric_only=True)
    said = []
    for part in PARTS[1:]:
        names = (f"{part}_within_{choice.km}", f"{part}_most_{choice.km}", f"{part}_postcodes")
        count, most, total = (int(totals[name]) for name in names)
        said.append((part, share(count, most, total), total))
    words = join([f"{spoken(one)} of {total:,} {part} postcodes" for part, one, total in said])
    without = [c for c in choice.codes if not choice.rows[c]["rural_postcodes"]]
    all_urban = (
        f" No rural postcodes: {join([choice.name(c) for c in without])}." if without else ""
    )
    return f"Within {choice.km} km, in a straight line: {words}, taken together.{all_urban}"


def _services_card(choice: AccessChoice) -> Card:
    title = "Which services cannot be measured?"
    return Card(
        id="left-out",
        title=title,
        sentence=f"{choice.left_out()} {capital(_silent(choice))}",
        make_table=lambda: services_table(choice),
        image_title=choice.card_title(title),
        source_line=choice.source(),
        notes=(
            "A service without a place is not far away: online and phone support can be had "
            "anywhere. It only has no distance.",
        ),
    )


def _silent(choice: AccessChoice) -> str:
    """Areas that have not said all there is."""
    found = choice.found.not_answered
    if not found:
        return "All areas have answered for this support."
    parts = [
        f"{choice.name(code)} ({some_steps(unknown, of)})" for code, (unknown, of) in found.items()
    ]
    return (
        f"{plural(len(found), 'area')} may have more places, because it is not known for every "
        f"step (level and family situation) whether there is such support: {join(parts)}."
    )


def access_controls(view: View, dataset: Dataset) -> tuple[Control, ...]:
    """Distance, and areas or districts; the slice of support has controls of its own."""
    parent = district_parent(view, dataset)
    return (
        Control(
            "km", "Distance, straight line", "radio",
            tuple(Option(str(km), f"{km} km") for km in KM), view.km or str(USUAL_KM),
        ),
        Control(
            "by", "Show", "radio",
            (Option("areas", "All areas"), Option(DISTRICTS, "Districts of one area")),
            DISTRICTS if parent else "areas",
        ),
        *((_county_control(dataset, parent),) if parent else ()),
    )  # fmt: skip


def _county_control(dataset: Dataset, parent: str) -> Control:
    codes = dict.fromkeys((*counties(dataset), parent))
    options = tuple(Option(code, dataset.area(code).short_name) for code in codes)
    return Control("area", "Districts of", "select", options, parent)
