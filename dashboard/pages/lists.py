"""The lists that lead to one indicator or one area."""

from collections import Counter
from collections.abc import Sequence

from dashboard.analysis.benchmarks import number_word
from dashboard.analysis.summary import capital, join
from dashboard.cards.catalogue import list_card, nothing_found, nouns
from dashboard.cards.coverage import stamp
from dashboard.cards.model import Body, Card, Control
from dashboard.cards.provenance import table_meta
from dashboard.cards.tables import number
from dashboard.dataset import Dataset
from dashboard.exports.table import Cell, Column, Table
from dashboard.figures.template import Look
from dashboard.metadata import Area
from dashboard.view_state import View

# Shown beside each area where it is held, to say how many children live there.
_CHILDREN = "children_0_17"


def indicators(view: View, dataset: Dataset, look: Look) -> Body:
    """Every indicator, with a search."""
    view = view.change(domain="")
    nothing = nothing_found(dataset, view)
    return Body(
        title="Indicators",
        description="Every indicator in the dataset, by topic, with the latest period held.",
        intro="Choose an indicator to see where it is high or low, and what has happened.",
        controls=(search_control(view),),
        sections=(list_card(dataset, view),),
        notices=(nothing,) if nothing else (),
    )


def search_control(view: View) -> Control:
    """Words to look for among the indicators."""
    return Control(
        "q",
        "Find by name, meaning, topic or publisher",
        "text",
        (),
        view.q,
    )


def areas(view: View, dataset: Dataset, look: Look) -> Body:
    """The areas that work together, and their districts."""
    region = dataset.registry.region
    return Body(
        title="Areas",
        description=f"{capital(region.partnership)} and the districts in them.",
        intro="Choose an area to see what stands out there, and which areas are like it.",
        sections=(_members_card(dataset, view), _districts_card(dataset, view)),
    )


def _members_card(dataset: Dataset, view: View) -> Card:
    registry = dataset.registry
    heading, children = _children(dataset, dataset.member_codes)
    rows = tuple(
        (
            _area(dataset, view, area),
            Cell.of(capital(area.type)),
            _district_count(dataset, area),
            *cells,
        )
        for area, cells in zip(registry.members, children, strict=True)
    )
    columns = (Column("Area"), Column("Type"), Column("Districts", numeric=True), *heading)
    return Card(
        id="areas",
        title=capital(registry.region.partnership),
        sentence=_kinds(registry.members),
        make_table=lambda: Table("Areas", columns, rows, _meta(dataset, view, heading)),
        indicators=(_CHILDREN,) if heading else (),
        source_line=stamp(dataset),
    )


def _kinds(members: Sequence[Area]) -> str:
    """How many areas there are of each type: "Six unitary authorities and four counties."."""
    types = Counter(area.type for area in members)
    said = [f"{number_word(n)} {nouns(n, kind)}" for kind, n in types.most_common()]
    return f"{capital(join(said))}."


def _area(dataset: Dataset, view: View, area: Area) -> Cell:
    """Name and link of an area; since when, where it replaced another."""
    detail = ""
    if area.valid_from and area.predecessors:
        before = join([dataset.area(code).name for code in area.predecessors])
        day = f"{area.valid_from.day} {area.valid_from:%B %Y}"
        detail = f"since {day}; before that part of {before}"
    return Cell.of(area.name, href=view.go("area", area.code).href, detail=detail)


def _district_count(dataset: Dataset, area: Area) -> Cell:
    count = len(dataset.registry.districts_of(area.code))
    return Cell(count, str(count) if count else "none")


def _districts_card(dataset: Dataset, view: View) -> Card:
    registry = dataset.registry
    pairs = [(area, m) for m in registry.members for area in registry.districts_of(m.code)]
    heading, children = _children(dataset, [area.code for area, _ in pairs])
    rows = tuple(
        (
            _area(dataset, view, area),
            Cell.of(member.name, href=view.go("area", member.code).href),
            *cells,
        )
        for (area, member), cells in zip(pairs, children, strict=True)
    )
    columns = (Column("District"), Column("County"), *heading)
    return Card(
        id="districts",
        title="Districts, county by county",
        sentence=_where_districts_are(dataset),
        make_table=lambda: Table(
            "Districts by county", columns, rows, _meta(dataset, view, heading)
        ),
        indicators=(_CHILDREN,) if heading else (),
        source_line=stamp(dataset),
    )


def _where_districts_are(dataset: Dataset) -> str:
    registry = dataset.registry
    counts = {area.name: len(registry.districts_of(area.code)) for area in registry.members}
    total, split = sum(counts.values()), sum(n > 0 for n in counts.values())
    if not total:
        return "No area here has districts."
    counties = f"{number_word(split)} {nouns(split, 'county')}"
    said = f"{capital(number_word(total))} {nouns(total, 'district')} in {counties}."
    whole = [name for name, n in counts.items() if not n]
    return f"{said} There are no districts in {join(whole)}." if whole else said


def _children(
    dataset: Dataset, codes: Sequence[str]
) -> tuple[tuple[Column, ...], list[tuple[Cell, ...]]]:
    """How many children live in each area: a column and its cells; neither if not held."""
    nothing: list[tuple[Cell, ...]] = [()] * len(codes)
    if _CHILDREN not in dataset.registry.indicators:
        return (), nothing
    held = dataset.at_period(_CHILDREN, None, codes)
    if not held["value"].notna().any():
        return (), nothing
    indicator = dataset.indicator(_CHILDREN)
    period = dataset.period_label(indicator.id, dataset.default_period(indicator.id))
    cells = [
        (number(row["value"], indicator, row["status"], row["note"]),)
        for row in held.to_dict("records")
    ]
    return (Column(f"{indicator.short_name}, {period}", numeric=True),), cells


def _meta(dataset: Dataset, view: View, heading: tuple[Column, ...]) -> tuple[tuple[str, str], ...]:
    return table_meta(dataset, view, [dataset.indicator(_CHILDREN)] if heading else ())
