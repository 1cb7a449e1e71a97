"""What people write, and what it is read as; everything changed is listed."""

from datetime import datetime, time

import pytest

from dashboard.survey import check, read_workbook
from dashboard.survey.finding import Severity
from dashboard.survey.layout import AREA as AREA_LABEL
from dashboard.survey.layout import PLACES, SERVICES, SLOTS, START
from dashboard.survey.places import judged_places
from dashboard.survey.wording import in_words
from tests.survey.filled import FIRST, HEADINGS

READ = [
    ("status", "  running   NOW ", "running"),
    ("status", "active", "running"),
    ("status", "not_started", "starting"),
    ("status", "dk", "dont_know"),
    ("status", "?", "dont_know"),
    ("sector", "n/a", "not_asked"),
    ("one_parent_ok", True, "yes"),
    ("level", "Tier 2", "targeted"),
    ("situation", "together, separating", ("together", "separating")),
    ("situation", "Couples and co-parenting", ("together", "separated")),
    ("situation", "Together/Separated\nexpecting", ("together", "separated", "expecting")),
    ("situation", "together; Together", ("together",)),
    ("situation", "Don't know", "dont_know"),
    ("stage", "Frequent, intense or unresolved", ("frequent",)),
    ("stage", "Emerging, frequent, intense or unresolved", ("emerging", "frequent")),
    ("audience", "Parents in work (evenings, weekends), dads", ("in_work", "fathers")),
    ("programme", "me you & baby too", "me_you_baby"),
    ("programme", "Schoolchildren and their Families", "schoolchildren_families"),
    ("delivery", "face to face + helpline", ("in_person", "phone")),
    ("format", "1:1; group", ("one_to_one", "group")),
    ("format", time(1, 1), ("one_to_one",)),
    ("format", datetime(2026, 1, 1), ("one_to_one",)),
    ("districts", "E07000037, bolsover district council", ("E07000037", "E07000033")),
    ("districts", "Whole area", None),
    ("districts", "Derbyshire", None),
    ("other_areas", "Derby City Council and North Northants", ("E06000015", "E06000061")),
    ("other_areas", "Leicester, E10000018", ("E06000016", "E10000018")),
    ("other_areas", "no", None),
    ("sites", "s417jd", ("S41 7JD",)),
    ("sites", "S41  7JD / de24 8uz", ("S41 7JD", "DE24 8UZ")),
    ("sites", "Town hall, 1 High Street, S41 7JD; The hub, de24 8uz", ("S41 7JD", "DE24 8UZ")),
    ("sites", "DE2 48UZ", ("DE24 8UZ",)),
    ("sites", "S41 7JD, S41 7J", ("S41 7JD",)),
    ("sites", "Town hall", None),
    ("sites", "The hub S41 7JD", ("S41 7JD",)),
    ("sites", "S41 7JD; " * 1_000, None),
    ("delivery", "in person, " * 1_000, None),
    ("capacity", "1,200", 1200.0),
    ("capacity", "about 20", 20.0),
    ("capacity", "approx. 20 families", 20.0),
    ("capacity", "~20 per year", 20.0),
    ("waiting_weeks", "6 weeks", 6.0),
    ("waiting_weeks", "1 week", 1.0),
    ("trained_fte", "2.5 fte", 2.5),
    ("capacity", "20-30", None),
    ("capacity", "twenty or so", None),
    ("funding_end", "31/03/2027", "2027-03-31"),
    ("funding_end", "31.3.27", "2027-03-31"),
    ("funding_end", "31st March 2027", "2027-03-31"),
    ("funding_end", "Wednesday 31 Mar 2027", "2027-03-31"),
    ("funding_end", "March 31, 2027", "2027-03-31"),
    ("funding_end", "2027-03-31", "2027-03-31"),
    ("funding_end", "tbc", "not_asked"),
    ("funding_end", "March 2027", None),
    ("organisation", " Relate \n Peak ", "Relate Peak"),
    ("description", " one\r\ntwo ", "one\ntwo"),
]


@pytest.mark.parametrize(("question", "written", "answer"), READ)
def test_what_is_written_is_understood(question, written, answer, book, context):
    cell = book.put(SERVICES, FIRST, question, written)
    read = read_workbook(book.content(), context)
    reading = read.services.rows[0].readings[question]
    assert reading.cell == cell
    assert reading.answer == answer
    # Nothing is changed, left out or turned down in silence.
    at_cell = [one for one in check(read, context) if (one.sheet, one.cell) == (SERVICES, cell)]
    assert bool(at_cell) == (written != in_words(answer, reading.question, context))
    if at_cell and not reading.amiss:
        assert "answers_are_read_as" in {one.rule for one in at_cell}


def test_a_day_that_lost_its_look_is_still_a_day(book, context):
    cell = book.put(SERVICES, FIRST, "funding_end", 46477)
    book.sheet(SERVICES)[cell].number_format = "General"
    reading = read_workbook(book.content(), context).services.rows[0].readings["funding_end"]
    assert reading.answer == "2027-03-31"
    assert reading.read_as == "31 March 2027"


def test_a_workbook_filled_in_by_the_book_has_nothing_to_note(book, context):
    assert check(read_workbook(book.content(), context), context) == ()


def test_headings_are_found_in_any_order_case_and_wording(book, context):
    before = read_workbook(book.content(), context)
    sheet = book.sheet(SERVICES)
    sheet.insert_rows(1, 2)
    top = HEADINGS + 2
    last = sheet.max_column
    for row in sheet.iter_rows(min_row=top):
        contents = [(cell.value, cell.number_format) for cell in row][:last]
        for cell, (value, number_format) in zip(row, reversed(contents), strict=True):
            cell.value = value
            cell.number_format = number_format
    texts = {cell.value: cell for cell in sheet[top]}
    texts["Service"].value = " NAME of  service: "
    texts["Capacity a year"].value = "capacity"
    texts["Is it running"].value = "Is it running at the moment?"
    book.book.move_sheet(SERVICES, 2)
    sheet.title = "services "
    after = read_workbook(book.content(), context)
    rows = [
        [{key: one.answer for key, one in row.readings.items()} for row in read.services.rows]
        for read in (before, after)
    ]
    assert rows[0] == rows[1]
    renamed = [one for one in check(after, context) if one.rule == "headings_are_read_as"]
    assert len(renamed) == 3


@pytest.mark.parametrize("name", ["derbyshire", "E10000007", "Derbyshire County Council"])
def test_without_the_hidden_line_the_first_sheet_says_the_area(name, book, context):
    book.forget_stamp()
    book.say(AREA_LABEL, name)
    read = read_workbook(book.content(), context)
    assert read.area.code == "E10000007"
    assert not [one for one in check(read, context) if one.severity is Severity.STOP]


def test_a_workbook_that_says_no_area_is_read_for_the_one_given(book, context):
    book.forget_stamp()
    book.say(AREA_LABEL, None)
    assert read_workbook(book.content(), context).area is None
    assert read_workbook(book.content(), context, area="derbyshire").area.name == "Derbyshire"


def test_rows_after_a_gap_are_read(book, context):
    book.service(FIRST + 200, service_name="Later", organisation="Someone")
    rows = read_workbook(book.content(), context).services.rows
    assert [row.number for row in rows] == [FIRST, FIRST + 200]


def test_every_filled_cell_is_read_or_named(book, context):
    """Nothing that somebody wrote is lost without a word."""
    sheet = book.sheet(SERVICES)
    sheet.cell(FIRST, sheet.max_column + 3).value = "beside"
    book.service(FIRST + 1, service_name="Odd", status="sometimes", capacity="lots", sites="here")
    read = read_workbook(book.content(), context)
    findings = {(one.sheet, one.cell) for one in check(read, context)}
    answered = {(one.sheet, one.cell) for one in read.readings() if one.answer is not None}
    for row in sheet.iter_rows(min_row=FIRST):
        for cell in row:
            if cell.value is not None:
                assert (SERVICES, cell.coordinate) in findings | answered


def test_places_are_read_by_what_was_done_to_them(book, context):
    first, second, third, fourth = context.places_of("E10000007")[:4]
    book.put(PLACES, FIRST, "place_action", "yes")
    book.put(PLACES, FIRST + 1, "place_name", "A better name")
    book.put(PLACES, FIRST + 2, "place_action", "shut")
    row = book.free_place_row()
    book.put(PLACES, row, "place_name", "New hub")
    book.put(PLACES, row, "place_type", "family hub")
    book.put(PLACES, row, "place_postcode", "s417jd")
    read = read_workbook(book.content(), context)
    said = [place for _, place in judged_places(read, context)]
    assert [one.action for one in said] == ["confirmed", "corrected", "closed", "added"]
    assert [one.place_id for one in said] == [first.place_id, second.place_id, third.place_id, ""]
    assert said[1].name == "A better name"
    assert said[1].postcode == second.postcode
    assert said[3].postcode == "S41 7JD"
    assert fourth.place_id not in {one.place_id for one in said}
    notes = [one for one in check(read, context) if one.rule == "places_are_read_as"]
    assert {one.place for one in notes} == {f"{PLACES}!E{FIRST + 1}", f"{PLACES}!E{row}"}


def test_what_nobody_answered_stays_unanswered(blank, context):
    read = read_workbook(blank, context)
    assert read.services.rows == ()
    assert {row.answer("slot_answer") for row in read.slots.rows} == {None}


def test_unsure_is_never_read_as_no(book, context):
    book.slot("universal", "together", "not sure")
    book.slot("universal", "separated", "n/a")
    rows = read_workbook(book.content(), context).slots.rows
    said = {
        (row.text("slot_level"), row.text("slot_situation")): row.answer("slot_answer")
        for row in rows
    }
    assert said["universal", "together"] == "dont_know"
    assert said["universal", "separated"] == "not_asked"


def test_a_finding_names_sheets_as_they_are_called(book, context):
    assert START in book.book.sheetnames
    book.sheet(SLOTS).title = "None"
    cell = book.sheet("None").cell(FIRST, 3)
    cell.value = "perhaps"
    found = check(read_workbook(book.content(), context), context)
    assert "None!C3" in {one.place for one in found}
