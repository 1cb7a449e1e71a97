"""What the dataset holds, as lists to search: indicators, sources, caveats, similar areas."""

from collections.abc import Sequence
from datetime import date

from dashboard.cards.coverage import count_held, latest, stamp
from dashboard.cards.model import Card
from dashboard.cards.provenance import table_meta
from dashboard.dataset import Dataset
from dashboard.exports.table import Cell, Column, Table
from dashboard.metadata import Indicator
from dashboard.view_state import View


def in_order(dataset: Dataset) -> tuple[Indicator, ...]:
    """All indicators by topic, in the order of the catalogue."""
    registry = dataset.registry
    topics = sorted(registry.domains.values(), key=lambda one: one.order)
    return tuple(one for topic in topics for one in registry.in_domain(topic.id))


def chosen(dataset: Dataset, view: View) -> tuple[Indicator, ...]:
    """The indicators of the chosen topic, or of all, in which every word of the search occurs.

    Words are looked for in name, definition, source, publication and topic, as they are
    typed, whether in capitals or not.
    """
    words = view.q.casefold().split()
    topics = {view.domain} & set(dataset.registry.domains) or set(dataset.registry.domains)
    return tuple(
        one for one in in_order(dataset) if one.domain in topics and _has(dataset, one, words)
    )


def _has(dataset: Dataset, indicator: Indicator, words: Sequence[str]) -> bool:
    topic = dataset.registry.domains[indicator.domain]
    text = " ".join(
        [
            indicator.name,
            indicator.short_name,
            indicator.definition,
            indicator.source,
            indicator.publication,
            topic.name,
            topic.group.label,
        ]
    ).casefold()
    return all(word in text for word in words)


def nouns(number: int, noun: str) -> str:
    """A noun in the number that goes with it: "district", "counties"."""
    if number == 1:
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 indicator", "75 indicators"."""
    return f"{number:,} {nouns(number, noun)}"


def found(dataset: Dataset, view: View, indicators: Sequence[Indicator]) -> str:
    """How many indicators are listed, and of how many."""
    if not indicators:
        return nothing_found(dataset, view) or "There are no indicators to show."
    if view.q:
        total = len(dataset.registry.indicators)
        verb = "matches" if len(indicators) == 1 else "match"
        return f"{len(indicators)} of {counted(total, 'indicator')} {verb} {_asked(dataset, view)}."
    topics = counted(len({one.domain for one in indicators}), "topic")
    publishers = counted(len({one.source for one in indicators}), "publisher")
    return f"{counted(len(indicators), 'indicator')} on {topics}, from {publishers}."


def nothing_found(dataset: Dataset, view: View) -> str:
    """Why a list is empty, and what to try; empty where the search found something."""
    if not view.q or chosen(dataset, view):
        return ""
    return f"Nothing matches {_asked(dataset, view)}. Try fewer words, or clear the search."


def _asked(dataset: Dataset, view: View) -> str:
    """The search and the topic as people see them; typed text can hold unseen characters."""
    words = "".join(sign if sign.isprintable() else " " for sign in view.q)
    topic = dataset.registry.domains.get(view.domain)
    return f"“{' '.join(words.split())}”" + (f" under “{topic.name}”" if topic else "")


def list_card(dataset: Dataset, view: View) -> Card:
    """Every indicator in one list, each leading to its page."""
    indicators = chosen(dataset, view)
    columns = (
        Column("Indicator"),
        Column("Topic"),
        Column("Latest period"),
        Column("Areas with a figure", numeric=True),
        Column("Unit"),
        Column("Direction"),
    )
    rows = tuple(
        (
            _name(view, one),
            _topic(dataset, one),
            Cell.of(latest(dataset)[one.id].period),
            _areas_held(dataset, one),
            Cell.of(one.unit),
            Cell.of(dataset.registry.direction_of(one)),
        )
        for one in indicators
    )
    return Card(
        id="indicators",
        title="All indicators",
        sentence=found(dataset, view, indicators),
        make_table=lambda: Table(
            "Indicators by topic", columns, rows, table_meta(dataset, view, ())
        ),
        source_line=stamp(dataset),
    )


def _name(view: View, indicator: Indicator) -> Cell:
    detail = "Headline indicator" if indicator.headline is not None else ""
    return Cell.of(indicator.name, href=view.go("indicator", indicator.id).href, detail=detail)


def _topic(dataset: Dataset, indicator: Indicator) -> Cell:
    topic = dataset.registry.domains[indicator.domain]
    return Cell.of(topic.name, detail=topic.group.label)


def _areas_held(dataset: Dataset, indicator: Indicator) -> Cell:
    members = dataset.member_codes
    detail = ""
    if dataset.has_districts(indicator.id):
        local = dataset.local_codes
        detail = f"{count_held(dataset, indicator.id, local)} of {len(local)} at district level"
    held = count_held(dataset, indicator.id, members)
    return Cell.of(f"{held} of {len(members)}", detail=detail)


def catalogue_card(dataset: Dataset, view: View) -> Card:
    """What each indicator measures, how to read it and where it comes from."""
    indicators = chosen(dataset, view)
    columns = tuple(
        Column(name)
        for name in (
            "Indicator",
            "What it measures",
            "Direction",
            "Source",
            "Released",
            "Latest period",
            "Take care",
        )
    )
    return Card(
        id="catalogue",
        title="What is in the dataset",
        sentence=found(dataset, view, indicators),
        make_table=lambda: Table(
            "Catalogue of indicators",
            columns,
            tuple(_catalogue_row(dataset, view, one) for one in indicators),
            table_meta(dataset, view, ()),
        ),
        notes=(
            "Direction says which way means more need. “Editorial” means that we decided it; "
            "“source” means that the publisher did. Where figures may show recording or local "
            "practice, neither is judged.",
        ),
        source_line=stamp(dataset),
    )


def _catalogue_row(dataset: Dataset, view: View, indicator: Indicator) -> tuple[Cell, ...]:
    registry = dataset.registry
    address = view.go("indicator", indicator.id).href
    districts = "also for districts" if dataset.has_districts(indicator.id) else "not for districts"
    return (
        Cell.of(indicator.name, href=address, detail=registry.domains[indicator.domain].name),
        Cell.of(indicator.definition, detail=f"Unit: {indicator.unit}"),
        Cell.of(registry.direction_of(indicator), detail=indicator.polarity_basis),
        _publication(indicator),
        _when(indicator.released, indicator.released_note),
        Cell.of(latest(dataset)[indicator.id].period, detail=districts),
        Cell.of("; ".join(one.short for one in registry.caveats_of(indicator))),
    )


def _publication(indicator: Indicator) -> Cell:
    """The publication as a link; files hold its address, which cannot be followed there."""
    address = str(indicator.url)
    return Cell(
        f"{indicator.source}: {indicator.publication} ({address})",
        indicator.publication,
        href=address,
        detail=indicator.source,
    )


def _when(released: str, note: str = "") -> Cell:
    """A release day or month in words; files keep the ISO form of the metadata."""
    is_month = released.count("-") == 1
    try:
        day = date.fromisoformat(f"{released}-01" if is_month else released)
    except ValueError:
        return Cell.of(released or "not known", note=note)
    month = f"{day:%B %Y}"
    return Cell(released, month if is_month else f"{day.day} {month}", note)


def sources_card(dataset: Dataset, view: View) -> Card:
    """Each publication once: what was taken from it, when it came out, its licence."""
    groups: dict[tuple[str, str], list[Indicator]] = {}
    for one in in_order(dataset):
        groups.setdefault((one.source, one.publication), []).append(one)
    columns = (
        Column("Publication"),
        Column("Publisher"),
        Column("Indicators", numeric=True),
        Column("Oldest release"),
        Column("Newest release"),
        Column("Licence"),
    )
    rows = tuple(_source_row(groups[key]) for key in sorted(groups))
    publishers = len({publisher for publisher, _ in groups})
    return Card(
        id="sources",
        title="Where the figures come from",
        sentence=f"{counted(len(groups), 'publication')} by {counted(publishers, 'publisher')}.",
        make_table=lambda: Table(
            "Publications and licences", columns, rows, table_meta(dataset, view, ())
        ),
        source_line=stamp(dataset),
    )


def _source_row(indicators: Sequence[Indicator]) -> tuple[Cell, ...]:
    one = indicators[0]
    # ISO dates and months sort as text.
    dates = sorted(i.released for i in indicators if i.released) or [""]
    address = str(one.url)
    return (
        Cell(f"{one.publication} ({address})", one.publication, href=address),
        Cell.of(one.source),
        Cell(len(indicators), str(len(indicators))),
        _when(dates[0]),
        _when(dates[-1]),
        Cell.of("; ".join(dict.fromkeys(i.licence for i in indicators))),
    )


def caveats_card(dataset: Dataset, view: View) -> Card:
    """The warnings that travel with indicators, and how many carry each."""
    indicators = dataset.registry.indicators.values()
    rows = []
    for caveat in dataset.registry.caveats.values():
        carried = sum(caveat.key in one.caveats for one in indicators)
        over_time = "yes, but not over time" if caveat.blocks_trend else "yes"
        judged = "no" if caveat.blocks_judgement else over_time
        rows.append(
            (
                Cell.of(caveat.short),
                Cell.of(caveat.text),
                Cell.of(judged),
                Cell(carried, str(carried)),
            )
        )
    columns = (
        Column("Warning"),
        Column("What it means"),
        Column("Called better or worse"),
        Column("Indicators", numeric=True),
    )
    return Card(
        id="caveats",
        title="Known problems with some indicators",
        sentence="Each warning shows beside every chart of the indicators that it applies to.",
        make_table=lambda: Table("Warnings", columns, tuple(rows), table_meta(dataset, view, ())),
        source_line=stamp(dataset),
    )


def similar_areas_card(dataset: Dataset, view: View) -> Card:
    """How similar areas are chosen, and by whom."""
    rows = tuple(
        (
            Cell.of(one.name),
            Cell.of(one.description),
            Cell.of(one.source, href=one.url, detail=one.publication),
        )
        for one in dataset.registry.neighbour_methods.values()
    )
    columns = (Column("Kind of similar area"), Column("How they are chosen"), Column("Source"))
    return Card(
        id="similar-areas",
        title="How similar areas are chosen",
        sentence="An area can be compared with the middle value of areas like it.",
        make_table=lambda: Table(
            "Kinds of similar area", columns, rows, table_meta(dataset, view, ())
        ),
        source_line=stamp(dataset),
    )
