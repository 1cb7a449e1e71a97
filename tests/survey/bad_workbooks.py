"""Ways to get a workbook wrong: each breaks one rule in a place that is known."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dashboard.survey.layout import AREA as AREA_LABEL
from dashboard.survey.layout import PLACES, ROUND, SERVICES, SLOTS, START, VERSION, Stamp
from tests.survey.bad_files import (
    OLD_OFFICE,
    archive,
    damaged,
    damaged_inside,
    far_cell,
    long_cell,
    many_rows,
    with_part,
)
from tests.survey.filled import FIRST, GOOD_SERVICE, HEADINGS, Filled

NEXT = FIRST + 1
Broken = bytes | str | None  # a file, or the cell that is wrong


@dataclass(frozen=True)
class Case:
    """What is done to a good workbook, and what must be said of it.

    Attributes:
        spoil: does it; returns the cell, such as F7, or the bytes of another file.
        rule: the rule that must name it.
        sheet: where.
        says: words of the finding: of what is found or expected.
    """

    name: str
    rule: str
    sheet: str
    says: str
    spoil: Callable[[Filled], Broken]


def _service(**answers: object) -> Callable[[Filled], str]:
    """Change one answer of the first service."""
    ((question, value),) = answers.items()
    return lambda book: book.put(SERVICES, FIRST, question, value)


def _second(book: Filled, wrong: str, **changes: object) -> str:
    """Add a service that is like the first but for some answers."""
    book.service(NEXT, **GOOD_SERVICE | changes)
    return book.cell(SERVICES, NEXT, wrong).coordinate


def _start(**answers: object) -> Callable[[Filled], str]:
    ((question, value),) = answers.items()
    return lambda book: book.start(question, value)


def _plain_day(book: Filled) -> str:
    """A number in a cell that is no longer one for dates."""
    cell = book.start_cell("answered_on")
    cell.number_format, cell.value = "General", 46_281
    return cell.coordinate


def _stamp(**changes: str) -> Callable[[Filled], str]:
    def spoil(book: Filled) -> str:
        asked = book.context.questionnaire
        said = {"questionnaire": asked.id, "version": asked.version, "round": asked.round,
                "area_code": "E10000007"} | changes  # fmt: skip
        book.sheet(START)["A1"].value = Stamp(**said).text()
        return ""

    return spoil


def _area_outside(book: Filled) -> str:
    _stamp(area_code="E09000001")(book)
    return book.say(AREA_LABEL, "Derbyshire")


def _heading(question: str, text: str | None) -> Callable[[Filled], str]:
    def spoil(book: Filled) -> str:
        cell = book.cell(SERVICES, HEADINGS, question)
        cell.value = text
        return cell.coordinate

    return spoil


def _without_column(question: str) -> Callable[[Filled], str]:
    def spoil(book: Filled) -> str:
        book.sheet(SERVICES).delete_cols(book.column(SERVICES, question))
        return ""

    return spoil


def _without_sheet(name: str) -> Callable[[Filled], str]:
    def spoil(book: Filled) -> str:
        del book.book[name]
        return ""

    return spoil


def _extra_sheet(book: Filled) -> str:
    book.book.create_sheet("Our notes")["A1"].value = "Ask about Chesterfield"
    return ""


def _copied_sheet(book: Filled) -> str:
    book.book.copy_worksheet(book.sheet(SERVICES)).title = "Services Copy"
    return ""


def _hidden_row(book: Filled) -> str:
    book.sheet(SERVICES).row_dimensions[FIRST].hidden = True
    return book.cell(SERVICES, FIRST, "ref").coordinate


def _hidden_sheet(book: Filled) -> str:
    book.sheet(SERVICES).sheet_state = "hidden"
    return ""


def _empty_headings(book: Filled) -> str:
    for cell in book.sheet(SERVICES)[HEADINGS]:
        cell.value = None
    return ""


def _merged(book: Filled) -> str:
    book.sheet(SERVICES).merge_cells("C3:C5")
    return "C3:C5"


def _beside(book: Filled) -> str:
    cell = book.sheet(SERVICES).cell(FIRST, book.sheet(SERVICES).max_column + 2)
    cell.value = "see e-mail"
    return cell.coordinate


def _no_round(book: Filled) -> str:
    book.forget_stamp()
    book.say(ROUND, None)
    return ""


def _no_area(book: Filled) -> str:
    book.forget_stamp()
    return book.say(AREA_LABEL, "Derbyshyre")


def _ref(value: str) -> Callable[[Filled], str]:
    return lambda book: book.put(SERVICES, FIRST, "ref", value)


def _ref_twice(book: Filled) -> str:
    book.put(SERVICES, FIRST, "ref", "s04")
    _second(book, "ref", service_name="Another")
    return book.put(SERVICES, NEXT, "ref", "S04")


def _slot_twice(book: Filled) -> str:
    row = FIRST + len(book.context.questionnaire.slots())
    book.put(SLOTS, row, "slot_situation", "Together")
    return book.put(SLOTS, row, "slot_level", "Universal")


def _slot_unknown(book: Filled) -> str:
    return book.put(SLOTS, FIRST, "slot_level", "Don't know")


def _slot_missing(book: Filled) -> str:
    book.sheet(SLOTS).delete_rows(FIRST)
    return ""


def _slot(level: str, situation: str, answer: object) -> Callable[[Filled], str]:
    return lambda book: book.slot(level, situation, answer)


def _place(question: str, value: object) -> Callable[[Filled], str]:
    return lambda book: book.put(PLACES, FIRST, question, value)


def _added(wrong: str, **answers: object) -> Callable[[Filled], str]:
    def spoil(book: Filled) -> str:
        row = book.free_place_row()
        for question, value in answers.items():
            book.put(PLACES, row, question, value)
        return book.cell(PLACES, row, wrong).coordinate

    return spoil


def _place_twice(book: Filled) -> str:
    known = book.cell(PLACES, FIRST, "place_id").value
    return book.put(PLACES, FIRST + 1, "place_id", known)


def _confirmed_though_changed(book: Filled) -> str:
    book.put(PLACES, FIRST, "place_name", "Quite another name")
    return book.put(PLACES, FIRST, "place_action", "Confirmed")


def _renamed_place(book: Filled) -> str:
    book.put(PLACES, FIRST, "place_name", "Quite another name")
    return book.cell(PLACES, FIRST, "place_action").coordinate


_TOWARDS_DERBY = {"service_name": "Another", "other_areas": None, "sites": "DE24 8UZ"}


CASES = (
    # The file
    Case("text file", "file_is_a_workbook", "", "not an Excel file", lambda _: b"a,b\n1,2\n"),
    Case("empty file", "file_is_a_workbook", "", "empty", lambda _: b""),
    Case("damaged file", "file_is_a_workbook", "", "not an Excel file", damaged),
    Case("damaged inside", "file_is_a_workbook", "", "damaged", damaged_inside),
    Case("broken inside", "file_is_a_workbook", "", "damaged",
         archive(xl__workbook_dot_xml=b"<workbook")),
    Case("own definitions", "file_is_a_workbook", "", "definitions",
         archive(xl__workbook_dot_xml=b"<!DOCTYPE a [<!ENTITY b 'c'>]><workbook/>")),
    Case("PDF", "file_is_xlsx", "", "PDF", lambda _: b"%PDF-1.7 ..."),
    Case("old Excel", "file_is_xlsx", "", ".xls", lambda _: OLD_OFFICE),
    Case("OpenDocument", "file_is_xlsx", "", "OpenDocument", archive(mimetype=b"ods")),
    Case("Word", "file_is_xlsx", "", "Word", archive(word__document_dot_xml=b"<a/>")),
    Case("password", "file_has_no_password", "", "password",
         lambda _: OLD_OFFICE + "EncryptedPackage".encode("utf-16-le")),
    Case("macros", "file_has_no_macros", "", "macros", with_part("xl/vbaProject.bin", b"x")),
    Case("too many cells", "file_is_not_too_large", "", "cells",
         with_part("xl/worksheets/sheet99.xml", b'<c r="A1"/>' * 200_001)),
    Case("too many rows", "file_is_not_too_large", "", "rows on the sheet Services", many_rows),
    Case("cell of megabytes", "file_is_not_too_large", "", "Services!",
         lambda book: long_cell(book.content())),
    Case("merged over the sheet", "file_is_not_too_large", "", "merged",
         with_part("xl/worksheets/sheet99.xml", b'<mergeCell ref="A1:XFD1048576"/>')),
    # Sheets and headings
    Case("no services", "sheets_are_there", SERVICES, "no such sheet", _without_sheet(SERVICES)),
    Case("no slots", "sheets_are_there", SLOTS, "no such sheet", _without_sheet(SLOTS)),
    Case("no places", "places_are_there", PLACES, "no such sheet", _without_sheet(PLACES)),
    Case("own sheet", "other_sheets_are_not_read", "Our notes", "not read", _extra_sheet),
    Case("copied sheet", "copied_sheets_are_not_read", "Services Copy", "not read", _copied_sheet),
    Case("no headings", "headings_are_there", SERVICES, "no row of headings", _empty_headings),
    Case("needed heading gone", "headings_are_there", SERVICES, "no such heading",
         _without_column("level")),
    Case("heading gone", "optional_headings_are_there", SERVICES, "no such heading",
         _without_column("barriers")),
    Case("unknown heading", "headings_are_known", SERVICES, "Capacity a year",
         _heading("capacity", "Capacty a yeer")),
    Case("heading twice", "headings_come_once", SERVICES, "Service",
         _heading("capacity", "Service")),
    Case("heading reworded", "headings_are_read_as", SERVICES, "Capacity a year",
         _heading("capacity", "annual capacity")),
    Case("merged", "cells_are_not_merged", SERVICES, "merged", _merged),
    Case("far from the table", "cells_lie_in_the_table", SERVICES, '"x"', far_cell),
    Case("beside the table", "cells_lie_in_the_table", SERVICES, "see e-mail", _beside),
    Case("hidden row", "hidden_answers_are_read", SERVICES, "hidden row", _hidden_row),
    Case("hidden sheet", "hidden_answers_are_read", SERVICES, "hidden sheet", _hidden_sheet),
    # Whose it is
    Case("other survey", "questionnaire_is_this_one", START, "swimming",
         _stamp(questionnaire="swimming")),
    Case("other round", "round_is_this_one", START, "1999", _stamp(round="1999")),
    Case("other round in words", "round_is_this_one", START, "1999",
         lambda book: book.say(ROUND, 1999)),
    Case("other version", "version_is_this_one", START, "0.1",
         lambda book: book.say(VERSION, "0.1")),
    Case("no round", "workbook_says_what_it_is", START, "no round", _no_round),
    Case("unknown area", "area_is_known", START, "Derbyshyre", _no_area),
    Case("area outside", "area_is_known", START, "E09000001", _area_outside),
    Case("two areas", "area_is_the_one_said", START, "Leicester",
         lambda book: book.say(AREA_LABEL, "Leicester")),
    # Answers
    Case("needed answer open", "required_answers_are_given", SERVICES, "nothing",
         _service(level=None)),
    Case("no date of filling in", "required_answers_are_given", START, "nothing",
         _start(answered_on=None)),
    Case("not in list", "answer_is_in_its_list", SERVICES, "sometimes",
         _service(status="sometimes")),
    Case("one of several not in list", "answer_is_in_its_list", SERVICES, "pigeon",
         _service(delivery="In person; pigeon")),
    Case("unsure and sure", "answer_is_in_its_list", SERVICES, "only where nothing else",
         _service(delivery="In person; Don't know")),
    Case("no number", "number_is_a_number", SERVICES, "lots", _service(capacity="lots")),
    Case("range", "number_is_a_number", SERVICES, "20-30", _service(capacity="20-30")),
    Case("negative", "number_is_in_range", SERVICES, "-3", _service(capacity=-3)),
    Case("too many", "number_is_in_range", SERVICES, "2000", _service(sessions=2000)),
    Case("part of a family", "number_is_in_range", SERVICES, "whole", _service(capacity=20.5)),
    Case("no day", "date_is_a_day", SERVICES, "soon", _service(funding_end="soon")),
    Case("month only", "date_is_a_day", SERVICES, "March 2027",
         _service(funding_end="March 2027")),
    Case("impossible day", "date_is_in_the_calendar", SERVICES, "31/02/2027",
         _service(funding_end="31/02/2027")),
    Case("far future", "date_is_not_far_off", SERVICES, "2207",
         _service(funding_end=date(2207, 3, 31))),
    Case("far past", "date_is_not_far_off", SERVICES, "1927",
         _service(funding_end=date(1927, 3, 31))),
    Case("year alone", "date_is_not_far_off", SERVICES, '"2027"', _service(funding_end=2027)),
    Case("negative day", "date_is_not_far_off", SERVICES, '"-3"', _service(funding_end=-3)),
    Case("day as a number", "answers_are_read_as", START, '"46281"', _plain_day),
    Case("filled in long ago", "filled_in_during_the_round", START, "2019",
         _start(answered_on=date(2019, 9, 1))),
    Case("filled in tomorrow", "filled_in_by_today", START, "16 October 2026",
         _start(answered_on=date(2026, 10, 16))),
    Case("very large", "number_is_usual", SERVICES, "5,000", _service(capacity=90_000)),
    Case("programme without its name", "follow_up_is_answered", SERVICES, "Another programme",
         lambda book: (_service(programme="Another programme")(book),
                       book.cell(SERVICES, FIRST, "programme_other").coordinate)[1]),
    Case("neither end nor none", "follow_up_is_answered", SERVICES, "Funding agreed until",
         lambda book: (_service(funding_end=None)(book),
                       book.cell(SERVICES, FIRST, "funding_open").coordinate)[1]),
    Case("unknown area served", "area_named_is_known", SERVICES, "Narnia",
         _service(other_areas="Derby; Narnia")),
    Case("unknown district", "area_named_is_known", SERVICES, "Narnia",
         _service(districts="Narnia")),
    Case("other area's district", "district_is_of_this_area", SERVICES, "Ashfield",
         _service(districts="Bolsover; Ashfield")),
    Case("not asked for", "answer_was_asked", SERVICES, "Yes", _service(funding_open="Yes")),
    Case("not asked for, either", "answer_was_asked", SERVICES, "Another programme",
         _service(programme_other="Ours")),
    Case("formula", "cells_hold_no_formula", SERVICES, "=40+2", _service(capacity="=40+2")),
    Case("formula in text", "cells_hold_no_formula", START, "=", _start(gaps_seen="=A1")),
    Case("error", "cells_hold_no_error", SERVICES, "#REF!", _service(capacity="#REF!")),
    Case("synonym", "answers_are_read_as", SERVICES, "Running now", _service(status="live")),
    # Services
    Case("no name", "service_has_a_name", SERVICES, "nothing", _service(service_name=None)),
    Case("name not known", "service_has_a_name", SERVICES, "know",
         _service(service_name="Don't know")),
    Case("service twice", "service_comes_once", SERVICES, f"row {FIRST}",
         lambda book: _second(book, "service_name", organisation="RELATE  peak")),
    Case("service at two levels", "service_has_several_levels", SERVICES, "two services",
         lambda book: _second(book, "service_name", level="Universal")),
    Case("odd reference", "reference_is_plain", SERVICES, "our best!", _ref("our best!")),
    Case("reference twice", "reference_comes_once", SERVICES, "S04", _ref_twice),
    Case("reference of another area", "reference_is_of_this_area", SERVICES,
         "belongs to Leicester", _ref("E06000016-s01")),
    Case("reference never given out", "reference_was_given_out", SERVICES, "s77", _ref("s77")),
    Case("running without money", "funding_has_not_run_out", SERVICES, "31 August 2026",
         _service(funding_end=date(2026, 8, 31))),
    Case("more in than fit", "started_fits_capacity", SERVICES, "at most 0",
         lambda book: (_service(capacity=0)(book),
                       book.cell(SERVICES, FIRST, "started").coordinate)[1]),
    Case("out but not in", "completed_has_started", SERVICES, "70 completed",
         _service(started=None)),
    Case("more out than in", "completed_is_not_more_than_started", SERVICES, "at most 90",
         _service(completed=91)),
    Case("no postcode", "postcode_is_well_formed", SERVICES, "Town hall",
         _service(sites="Town hall")),
    Case("misspelt postcode", "postcode_is_well_formed", SERVICES, "S41 7J",
         _service(sites="S41 7JD, S41 7J")),
    Case("place of a service by phone", "places_are_of_services_in_person", SERVICES, "Telephone",
         lambda book: (_service(delivery="Online with a person; Telephone")(book),
                       book.cell(SERVICES, FIRST, "sites").coordinate)[1]),
    Case("postcode far away", "postcode_is_in_the_region", SERVICES, "SW1A 1AA",
         _service(sites="SW1A 1AA")),
    Case("postcode next door", "postcode_is_in_the_area", SERVICES, "Derby",
         lambda book: _second(book, "sites", **_TOWARDS_DERBY)),
    # Levels and situations
    Case("slot not known", "slot_is_known", SLOTS, "Don't know", _slot_unknown),
    Case("slot twice", "slot_comes_once", SLOTS, "already", _slot_twice),
    Case("slot gone", "every_slot_has_a_row", SLOTS, "no such row", _slot_missing),
    Case("none, yet listed", "none_fits_services", SLOTS, "Arguing less",
         _slot("targeted", "together", "No, we asked and there is none")),
    Case("some, yet not listed", "some_fits_services", SLOTS, "no service",
         _slot("specialist", "separated", "Yes, it is on the services sheet")),
    Case("listed, yet open", "listed_support_is_answered", SLOTS, "Arguing less",
         _slot("targeted", "together", None)),
    # Places
    Case("unknown place", "place_is_known", PLACES, "place_999", _place("place_id", "place_999")),
    Case("place twice", "place_comes_once", PLACES, f"row {FIRST}", _place_twice),
    Case("added without postcode", "added_place_has_name_and_postcode", PLACES, "postcode",
         _added("place_postcode", place_name="New hub", place_action="Added")),
    Case("added without name", "added_place_has_name_and_postcode", PLACES, "name",
         _added("place_name", place_postcode="S41 7JD")),
    Case("two postcodes", "place_has_one_postcode", PLACES, "S41 7JD",
         _place("place_postcode", "S41 7JD, DE24 8UZ")),
    Case("confirmed without id", "place_without_id_is_added", PLACES, "Confirmed",
         _added("place_action", place_name="Hub", place_postcode="S41 7JD",
                place_action="Confirmed")),
    Case("confirmed though changed", "confirmed_place_is_unchanged", PLACES, "Corrected",
         _confirmed_though_changed),
    Case("corrected though unchanged", "corrected_place_is_changed", PLACES, "nothing changed",
         _place("place_action", "Corrected")),
    Case("changed", "places_are_read_as", PLACES, "Corrected", _renamed_place),
    # Text
    Case("too long", "text_is_not_too_long", SERVICES, "4,000", _service(barriers="a" * 4001)),
    Case("long name", "text_is_not_too_long", SERVICES, "200", _service(service_name="a" * 201)),
    Case("e-mail", "text_holds_no_email", SERVICES, "jo@derby.gov.uk",
         _service(barriers="Write to jo@derby.gov.uk first.")),
    Case("telephone", "text_holds_no_phone_number", SERVICES, "01629 580000",
         _service(description="Ring 01629 580000.")),
    Case("person", "text_names_nobody", START, "Mrs Oakes", _start(gaps_seen="Mrs Oakes left.")),
    Case("person by first name", "text_names_nobody", SERVICES, "Sarah Oakes",
         _service(what_works="Thanks to Sarah Oakes it runs.")),
    Case("text like a formula", "text_stays_text", SERVICES, "@home",
         _service(service_name="@home")),
)  # fmt: skip
