"""Do answers about places fit the public list?"""

from collections.abc import Iterator

from dashboard.survey.context import SurveyContext
from dashboard.survey.finding import Flaw, Severity, rule
from dashboard.survey.places import ADDED, CONFIRMED, CORRECTED, differs, judged_places
from dashboard.survey.reading.tables import Row
from dashboard.survey.reading.workbook import ReadWorkbook
from dashboard.survey.wording import quoted

_FROM_LIST = "Copy the place id from a fresh workbook; leave it empty for a place that you add."


@rule(Severity.STOP)
def place_is_known(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """A place id is one of the public list, and of this area."""
    if book.area is None:
        return
    known = {one.place_id for one in context.places_of(book.area.code)}
    for row in book.rows(book.places):
        if row.text("place_id") and row.text("place_id") not in known:
            found = quoted(row.text("place_id"))
            expected = f"a place id of {book.area.name}"
            yield _flaw(row, "place_id", found, expected, _FROM_LIST)


@rule(Severity.STOP)
def place_comes_once(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """Each place of the public list has one row."""
    seen: dict[str, Row] = {}
    for row in book.rows(book.places):
        place_id = row.text("place_id")
        if place_id and seen.setdefault(place_id, row) is not row:
            found = f"{quoted(place_id)}, which is in row {seen[place_id].number} already"
            yield _flaw(row, "place_id", found, "each place once", "Clear one of the two rows.")


@rule(Severity.STOP)
def added_place_has_name_and_postcode(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """A place that is added has a name and a postcode."""
    for row in book.rows(book.places):
        if row.text("place_id"):
            continue
        for wanted in ("place_name", "place_postcode"):
            reading = row.readings.get(wanted)
            if reading is not None and reading.answer is None and not reading.amiss:
                fix = "Write it, or clear the row."
                yield _flaw(row, wanted, "nothing", reading.question.label.lower(), fix)


@rule(Severity.STOP)
def place_has_one_postcode(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """A place has one postcode."""
    for row in book.rows(book.places):
        codes = row.answer("place_postcode")
        if isinstance(codes, tuple) and len(codes) > 1:
            fix = "Give each place a row of its own."
            yield _flaw(row, "place_postcode", quoted(", ".join(codes)), "one postcode", fix)


@rule(Severity.CHECK)
def place_without_id_is_added(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """A place without an id is one that is added."""
    for row in book.rows(book.places):
        action = row.answer("place_action")
        if not row.text("place_id") and action not in (None, ADDED):
            found = quoted(row.readings["place_action"].written)
            yield _flaw(row, "place_action", found, "Added; it is read so", _FROM_LIST)


@rule(Severity.CHECK)
def confirmed_place_is_unchanged(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """A place that is confirmed has the name, kind and postcode of the public list."""
    for row, place in judged_places(book, context):
        if row.answer("place_action") == CONFIRMED and place.action != CONFIRMED:
            found = "Confirmed, with another name, kind or postcode"
            fix = "It is read as corrected. Answer so, or write back what was there."
            yield _flaw(row, "place_action", found, "Corrected", fix)


@rule(Severity.CHECK)
def corrected_place_is_changed(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """A place that is corrected has another name, kind or postcode than the public list."""
    listed = {one.place_id: one for one in context.places}
    for row in book.rows(book.places):
        place = listed.get(row.text("place_id"))
        if row.answer("place_action") == CORRECTED and place and not differs(row, place):
            found = "Corrected, with nothing changed"
            fix = "Write over what is wrong, or answer Confirmed."
            yield _flaw(row, "place_action", found, "a change to name, kind or postcode", fix)


@rule(Severity.NOTE)
def places_are_read_as(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """A place that was written or changed without an answer is named with what it was read as."""
    for row, place in judged_places(book, context):
        if row.answer("place_action") is None:
            label = context.questionnaire.label("place_action", place.action)
            fix = "Nothing to do if that is right."
            yield _flaw(row, "place_action", "nothing", f'read as "{label}"', fix)


def _flaw(row: Row, question_id: str, found: str, expected: str, fix: str) -> Flaw:
    reading = row.readings.get(question_id) or next(iter(row.readings.values()))
    return Flaw(reading.sheet, reading.cell, reading.question.label, found, expected, fix)


RULES = (
    place_is_known,
    place_comes_once,
    added_place_has_name_and_postcode,
    place_has_one_postcode,
    place_without_id_is_added,
    confirmed_place_is_unchanged,
    corrected_place_is_changed,
    places_are_read_as,
)
