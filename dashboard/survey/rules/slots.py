"""Does "asked, and there is none" fit the services that are listed?"""

from collections.abc import Callable, Iterator

from dashboard.survey.context import SurveyContext
from dashboard.survey.finding import Flaw, Severity, rule
from dashboard.survey.reading.tables import Row
from dashboard.survey.reading.understood import Reading
from dashboard.survey.reading.workbook import ReadWorkbook
from dashboard.survey.wording import listed, quoted

_GONE = {"ended"}
Slot = tuple[str, str]


@rule(Severity.STOP)
def slot_comes_once(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """Each level and family situation has one row."""
    seen: dict[Slot, Row] = {}
    for row in book.rows(book.slots):
        slot = slot_of(row)
        if slot is None:
            continue
        first = seen.setdefault(slot, row)
        if first is not row:
            found = f"a level and situation that row {first.number} has already"
            fix = "Clear one of the two rows."
            yield _flaw(row.readings["slot_level"], found, "each level and situation once", fix)


@rule(Severity.STOP)
def slot_is_known(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """Each row is about one level and one family situation of the questionnaire."""
    known = set(context.questionnaire.slots())
    for row in book.rows(book.slots):
        slot = slot_of(row)
        if slot is not None and slot not in known:
            reading = row.readings["slot_level"]
            fix = "Choose both from the lists of their cells."
            yield _flaw(reading, _named(slot, context), "a level and a situation", fix)


@rule(Severity.CHECK)
def every_slot_has_a_row(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """No level and family situation is missing from the sheet."""
    if book.slots is None or not book.slots.has_headings:
        return
    there = {slot_of(row) for row in book.slots.rows}
    for slot in context.questionnaire.slots():
        if slot not in there:
            fix = "Add the row; what is not answered counts as unknown."
            yield Flaw(book.slots.sheet, "", _named(slot, context), "no such row", "a row", fix)


@rule(Severity.CHECK)
def none_fits_services(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """Where there is said to be no support, no running service is listed."""
    running = _services_by_slot(book, lambda status: status == "running")
    for reading, slot in _answered(book, "none"):
        if slot in running:
            fix = f'Answer "Yes" for {_named(slot, context)}, or correct the service.'
            yield _flaw(reading, _listed(running[slot]), "no running service listed", fix)


@rule(Severity.CHECK)
def some_fits_services(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """Where there is said to be support, a service is listed."""
    there = _services_by_slot(book, lambda status: status not in _GONE)
    for reading, slot in _answered(book, "some"):
        if slot not in there:
            fix = f"List a service for {_named(slot, context)}, or correct the answer."
            yield _flaw(reading, "no service listed", "a service on the services sheet", fix)


@rule(Severity.NOTE)
def listed_support_is_answered(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """Where a running service is listed, the sheet says that there is support."""
    running = _services_by_slot(book, lambda status: status == "running")
    for row in book.rows(book.slots):
        reading, slot = row.readings.get("slot_answer"), slot_of(row)
        if reading and reading.answer is None and not reading.amiss and slot in running:
            fix = f'Answer "Yes" for {_named(slot, context)}.'
            yield _flaw(reading, f"nothing; {_listed(running[slot])}", "an answer", fix)


def slot_of(row: Row) -> Slot | None:
    """Level and family situation of a row; None if one of them is missing."""
    level, situation = row.text("slot_level"), row.text("slot_situation")
    return (level, situation) if level and situation else None


def _answered(book: ReadWorkbook, answer: str) -> Iterator[tuple[Reading, Slot]]:
    for row in book.rows(book.slots):
        slot = slot_of(row)
        if slot is not None and row.answer("slot_answer") == answer:
            yield row.readings["slot_answer"], slot


def _services_by_slot(
    book: ReadWorkbook, counts: Callable[[object], bool]
) -> dict[Slot, list[Row]]:
    found: dict[Slot, list[Row]] = {}
    for row in book.rows(book.services):
        situations = row.answer("situation")
        if counts(row.answer("status")) and isinstance(situations, tuple):
            for situation in situations:
                found.setdefault((row.text("level"), situation), []).append(row)
    return found


def _listed(rows: list[Row]) -> str:
    names = tuple(f"{quoted(row.text('service_name'))} (row {row.number})" for row in rows)
    return listed(names, "and")


def _named(slot: Slot, context: SurveyContext) -> str:
    questionnaire = context.questionnaire
    level, situation = slot
    return f"{questionnaire.label('level', level)}, {questionnaire.label('situation', situation)}"


def _flaw(reading: Reading, found: str, expected: str, fix: str) -> Flaw:
    return Flaw(reading.sheet, reading.cell, reading.question.label, found, expected, fix)


RULES = (
    slot_is_known,
    slot_comes_once,
    every_slot_has_a_row,
    none_fits_services,
    some_fits_services,
    listed_support_is_answered,
)
