"""Do the rows of the services sheet make sense together?"""

import re
from collections.abc import Iterator

from dashboard.metadata.survey import QuestionKind
from dashboard.survey.context import SurveyContext
from dashboard.survey.finding import Flaw, Severity, rule
from dashboard.survey.keys import area_of_reference, clean_reference, identity_of
from dashboard.survey.reading.tables import Row
from dashboard.survey.reading.understood import Reading, Trouble
from dashboard.survey.reading.workbook import ReadWorkbook
from dashboard.survey.wording import day_in_words, in_words, plain_number, quoted

_KEY = re.compile(r"[a-z0-9-]+")


@rule(Severity.STOP)
def service_has_a_name(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """Every row with answers names its service."""
    for row in book.rows(book.services):
        reading = row.readings.get("service_name")
        if reading is None or reading.amiss:
            continue
        if reading.answer is None or reading.text in context.questionnaire.special:
            fix = "Write what parents or referrers call it, or clear the row."
            yield _flaw(reading, quoted(reading.written), "the name of a service", fix)


@rule(Severity.STOP)
def service_comes_once(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """A service of one provider has one row for each level of support."""
    for reading, row, first in _repeated(book):
        if row.answer("level") == first.answer("level"):
            found = f"{quoted(reading.text)}, which is in row {first.number} already"
            fix = "Put the answers into one row and clear the other."
            yield _flaw(reading, found, "each service once", fix)


@rule(Severity.NOTE)
def service_has_several_levels(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """A service has several rows only if it is quite different at several levels."""
    for reading, row, first in _repeated(book):
        if row.answer("level") != first.answer("level"):
            found = f"{quoted(reading.text)}, as in row {first.number}, at another level"
            yield _flaw(reading, found, "read as two services", "Nothing to do if that is right.")


@rule(Severity.STOP)
def reference_is_plain(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """A reference is small letters, digits and hyphens, as in the workbook it came from."""
    for row in book.rows(book.services):
        reading = row.readings.get("ref")
        if reading and reading.answer and not _KEY.fullmatch(clean_reference(reading.text)):
            fix = "Leave it empty for a new service; else copy it from last round."
            yield _flaw(reading, quoted(reading.written), "a reference such as s07", fix)


@rule(Severity.STOP)
def reference_comes_once(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """No two rows have the same reference."""
    seen: dict[str, Reading] = {}
    for row in book.rows(book.services):
        reading = row.readings.get("ref")
        if reading is None or not reading.answer:
            continue
        first = seen.setdefault(clean_reference(reading.text), reading)
        if first is not reading:
            found = f"{quoted(reading.written)}, which {first.cell} has already"
            fix = "Leave the reference empty in the row of the new service."
            yield _flaw(reading, found, "each reference once", fix)


@rule(Severity.STOP)
def reference_is_of_this_area(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """A reference that names an area names the one that answers."""
    for row in book.rows(book.services):
        reading = row.readings.get("ref")
        code = area_of_reference(reading.text) if reading else ""
        if code and book.area is not None and code != book.area.code:
            area = context.registry.areas.get(code)
            owner = area.name if area else "another area"
            found = f"{quoted(reading.written)}, which belongs to {owner}"
            fix = "Leave it empty for a new service; find out whose row it is."
            yield _flaw(reading, found, f"a reference of {book.area.name}", fix)


@rule(Severity.CHECK)
def reference_was_given_out(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """A reference is one that the area's earlier answers have."""
    named = [row for row in book.rows(book.services) if row.text("ref")]
    if book.area is None or not named:
        return
    earlier = (context.accepted(book.area.code), context.last_round(book.area.code))
    known = {one.key for answers in earlier if answers is not None for one in answers.services}
    for row in named:
        reading = row.readings["ref"]
        key = clean_reference(reading.text)
        if _KEY.fullmatch(key) and key not in known:
            fix = "Leave it empty for a new service; else copy it from last round."
            yield _flaw(reading, quoted(reading.written), "a reference given out before", fix)


@rule(Severity.CHECK)
def funding_has_not_run_out(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """A service that is running has money agreed beyond the day on which the round opened."""
    opens = context.questionnaire.round_opens.isoformat()
    for row in book.rows(book.services):
        until = row.text("funding_end")
        if row.answer("status") == "running" and until[:1].isdigit() and until < opens:
            found = f"{day_in_words(until)}, for a service that is running"
            expected = f"a day after {day_in_words(opens)}"
            fix = "Correct the day, or say that the service has ended or has no end date."
            yield _flaw(row.readings["funding_end"], found, expected, fix)


@rule(Severity.CHECK)
def started_fits_capacity(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """No more families start a service in a year than it can take."""
    for row in book.rows(book.services):
        started, capacity = row.answer("started"), row.answer("capacity")
        if isinstance(started, float) and isinstance(capacity, float) and started > capacity:
            expected = f"at most {plain_number(capacity)}, the capacity a year"
            fix = "Correct one of the two; leave them if more were taken than planned."
            yield _flaw(row.readings["started"], plain_number(started), expected, fix)


@rule(Severity.CHECK)
def completed_has_started(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """Where families completed a service, it is said how many started."""
    for row in book.rows(book.services):
        started, completed = row.readings.get("started"), row.answer("completed")
        if started is None or started.amiss or isinstance(started.answer, float):
            continue
        if isinstance(completed, float) and completed > 0:
            found = f"{quoted(started.written)}, though {plain_number(completed)} completed"
            fix = "Give the number that started, if it is known."
            yield _flaw(started, found, "the number that started", fix)


@rule(Severity.STOP)
def completed_is_not_more_than_started(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """No more families complete a service than start it."""
    for row in book.rows(book.services):
        started, completed = row.answer("started"), row.answer("completed")
        if isinstance(started, float) and isinstance(completed, float) and completed > started:
            expected = f"at most {plain_number(started)}, the number that started"
            fix = "Count those who completed among those who started in the same year."
            yield _flaw(row.readings["completed"], plain_number(completed), expected, fix)


@rule(Severity.STOP)
def postcode_is_well_formed(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """A postcode is written as postcodes are; other words are not one."""
    for reading in book.readings():
        for one in reading.amiss:
            if one.trouble is Trouble.NOT_A_POSTCODE:
                fix = "Put a semicolon between postcodes; leave it empty if there is none."
                yield _flaw(reading, one.found, one.expected, fix)


@rule(Severity.CHECK)
def places_are_of_services_in_person(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """Postcodes are given only for a service that parents can have in person there."""
    for row in book.rows(book.services):
        reading = row.readings.get("sites")
        delivery = row.answer("delivery")
        placed = reading is not None and isinstance(reading.answer, tuple)
        if placed and not context.questionnaire.is_at_place(delivery):
            ways = in_words(delivery, context.questionnaire.question("delivery"), context)
            found = f"{quoted(reading.written)}, for a service that is {quoted(ways)} only"
            fix = (
                "It is not drawn on a map. Delete it if it is an office; add In person to how it "
                "is delivered if parents go there."
            )
            yield _flaw(reading, found, "no postcode, or a service in person", fix)


@rule(Severity.CHECK)
def postcode_is_in_the_region(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """A postcode is one of the region's; a service outside it, or a new postcode, is not."""
    if not context.knows_postcodes:
        return
    named = list(_postcodes(book))
    known = context.districts_by_postcode(code for _, code in named)
    for reading, code in named:
        if code not in known:
            fix = "Correct it; leave it if it is new or outside. It will not be on the map."
            yield _flaw(reading, quoted(code), "a postcode in the region", fix)


@rule(Severity.CHECK)
def postcode_is_in_the_area(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """A postcode lies in the area that answers, or in another that the service serves."""
    if book.area is None:
        return
    rows = {id(one): row for row in book.rows(book.services) for one in row.readings.values()}
    named = list(_postcodes(book))
    known = context.districts_by_postcode(code for _, code in named)
    for reading, code in named:
        member = context.member_of(known[code]) if code in known else book.area.code
        row = rows.get(id(reading))
        others = row.answer("other_areas") if row else None
        if member != book.area.code and member not in (others or ()):
            name = context.registry.areas[member].name
            fix = "Leave it if parents of this area go there; else correct it."
            found = f"{quoted(code)}, which is in {name}"
            yield _flaw(reading, found, f"a postcode in {book.area.name}", fix)


@rule(Severity.NOTE)
def postcodes_can_be_looked_up(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """There is a table of postcodes; without it nobody knows whether they exist."""
    if not context.knows_postcodes and any(_postcodes(book)):
        expected = "data/geography/postcodes.parquet"
        fix = "Make it with python -m dashboard.geography.postcode_table, and check again."
        yield Flaw("", "", "", "no table of postcodes", expected, fix)


def _repeated(book: ReadWorkbook) -> Iterator[tuple[Reading, Row, Row]]:
    """Services that have come before under the same name and provider."""
    seen: dict[tuple[str, str], list[Row]] = {}
    for row in book.rows(book.services):
        if not row.text("service_name"):
            continue
        earlier = seen.setdefault(identity_of(row.answer), [])
        if earlier:
            level = row.answer("level")
            alike = [one for one in earlier if one.answer("level") == level]
            yield row.readings["service_name"], row, (alike or earlier)[0]
        earlier.append(row)


def _postcodes(book: ReadWorkbook) -> Iterator[tuple[Reading, str]]:
    for reading in book.readings():
        if reading.question.kind is QuestionKind.SITES and isinstance(reading.answer, tuple):
            for code in reading.answer:
                yield reading, code


def _flaw(reading: Reading, found: str, expected: str, fix: str) -> Flaw:
    return Flaw(reading.sheet, reading.cell, reading.question.label, found, expected, fix)


RULES = (
    service_has_a_name,
    service_comes_once,
    service_has_several_levels,
    reference_is_plain,
    reference_comes_once,
    reference_is_of_this_area,
    reference_was_given_out,
    funding_has_not_run_out,
    started_fits_capacity,
    completed_has_started,
    completed_is_not_more_than_started,
    postcode_is_well_formed,
    places_are_of_services_in_person,
    postcode_is_in_the_region,
    postcode_is_in_the_area,
    postcodes_can_be_looked_up,
)
