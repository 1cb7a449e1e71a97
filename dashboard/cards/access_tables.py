"""Tables of distances: counts, shares and what is not known, each with its denominator."""

import math
from collections.abc import Callable, Iterable

from dashboard.analysis.access import KM, PARTS, Share
from dashboard.analysis.summary import capital
from dashboard.cards.access_choice import DISTANCES, WHY, AccessChoice, spoken
from dashboard.exports.table import Cell, Column, Table

_MOST_ROWS = 200


def _columns(choice: AccessChoice, parts: Iterable[str]) -> tuple[Column, ...]:
    columns = [Column(capital(choice.units[:-1]))]
    for part in parts:
        of = "" if part == "all" else f"{part} "
        columns.append(Column(capital(f"{of}postcodes"), numeric=True))
        for name in DISTANCES:
            columns += [
                Column(capital(f"{of}known within {name}"), numeric=True),
                Column(capital(f"{of}share within {name}"), numeric=True),
            ]
    return tuple(columns)


def _numbers(choice: AccessChoice, code: str, part: str) -> list[Cell]:
    """Postcodes, then count and share within each distance."""
    total = choice.rows[code][f"{part}_postcodes"]
    cells = [Cell(total, f"{total:,}")]
    for km in KM:
        one = choice.share(code, km, part)
        cells += [_count(one), share_cell(one)]
    return cells


def _count(one: Share) -> Cell:
    if one.percent is None:
        return Cell(None, one.text, spoken(one) if one.total else "no postcodes")
    return Cell(one.count, f"{one.count:,}" if one.is_known else f"≥ {one.count:,}")


def share_cell(one: Share) -> Cell:
    """A share: the full number for files where it is known, the sign for people."""
    if not one.total:
        return Cell(None, one.text, "no postcodes of this kind")
    most = math.ceil(100 * one.most / one.total)
    note = "" if one.is_known else f"not known; at most {most}%"
    detail = "" if one.is_known or one.percent is None else f"at most {most}%"
    # A floor is no figure to reckon with: files hold its text.
    value = 100 * one.count / one.total if one.is_known else one.text
    return Cell(value, one.text, note if one.percent is None else "", detail=detail)


def _area(choice: AccessChoice, code: str) -> Cell:
    below = choice.dataset.registry.districts_of(code)
    href = choice.view.change(by="districts", area=code).href if below else ""
    return Cell.of(choice.name(code), href=href)


def _table(choice: AccessChoice, caption: str, columns: tuple, make: Callable) -> Table:
    rows = tuple(make(code) for code in choice.codes)
    return Table(f"{caption}, {choice.where}", columns, rows, choice.meta())


def reach_table(choice: AccessChoice) -> Table:
    """All postcodes, within each distance."""
    columns = (*_columns(choice, ("all",)), Column("Sites here", numeric=True), Column("Not known"))
    return _table(
        choice,
        f"Postcodes near a place with {choice.support}, in a straight line",
        columns,
        lambda code: (
            _area(choice, code),
            *_numbers(choice, code, "all"),
            sites_cell(choice, code),
            Cell.of(capital(choice.unsure(code)) or "–"),
        ),
    )


def sites_cell(choice: AccessChoice, code: str) -> Cell:
    """How many known sites an area has; never 0 where it has not said."""
    count = choice.rows[code]["sites"]
    own = code if code in choice.dataset.member_codes else choice.parent
    if own in choice.found.unsure:
        return Cell(count or None, f"≥ {count}" if count else "?", "not all sites are known")
    return Cell(count, f"{count}")


def rural_table(choice: AccessChoice) -> Table:
    """Urban and rural postcodes."""
    return _table(
        choice,
        f"Urban and rural postcodes near a place with {choice.support}, in a straight line",
        _columns(choice, PARTS[1:]),
        lambda code: (
            _area(choice, code),
            *(cell for part in PARTS[1:] for cell in _numbers(choice, code, part)),
        ),
    )


def map_table(choice: AccessChoice) -> Table:
    """What the map shows: the share within the chosen distance, and the sites."""
    columns = (
        Column(capital(choice.units[:-1])),
        Column(f"Share within {choice.km} km", numeric=True),
        Column(f"Known within {choice.km} km", numeric=True),
        Column("Postcodes", numeric=True),
        Column("Sites here", numeric=True),
    )

    def row(code: str) -> tuple[Cell, ...]:
        one = choice.share(code)
        return (
            _area(choice, code),
            share_cell(one),
            _count(one),
            Cell(one.total, f"{one.total:,}"),
            sites_cell(choice, code),
        )

    caption = f"Postcodes within {choice.km} km of a place with {choice.support}, straight line"
    return _table(choice, caption, columns, row)


def services_table(choice: AccessChoice) -> Table:
    """Running services that cannot be measured, and why."""
    frame = choice.dataset.survey.services
    found = choice.found.unmeasured
    rows = [
        (
            Cell.of(frame.at[one.service_id, "service_name"] or one.service_id),
            Cell.of(choice.name(one.area_code)),
            Cell.of(capital(WHY[one.why])),
        )
        for one in found[:_MOST_ROWS]
    ]
    cut = f". The first {_MOST_ROWS} of {len(found)}" if len(found) > _MOST_ROWS else ""
    return Table(
        f"Running services without a distance: {choice.support}{cut}",
        (Column("Service"), Column("Area"), Column("Why")),
        tuple(rows),
        choice.meta(),
    )
