"""What is wrong with a coding workbook is named by sheet, cell, reason and fix."""

import pytest

from dashboard.metadata.coding import Coding, Role, text_hash
from dashboard.metadata.survey_files import CODING
from dashboard.themes import NotImportedError, import_coding
from dashboard.themes import read_coding_workbook as read
from dashboard.themes.importing import coding_file
from dashboard.themes.layout import CODE, START
from tests.themes.coding_book import CODER, FIRST, HEADINGS, FilledCoding, decisions


def two_coders(book: FilledCoding, own) -> None:
    text_id = book.text_id(FIRST)
    digest = text_hash(own.texts[text_id].text)
    coding = Coding(text_id, digest, Role.FIRST, "Third Person", ("waiting",))
    (own.data_dir / CODING).write_bytes(coding_file([coding]))
    book.put(FIRST, "Theme 1", "Fathers")


def same_coder_twice(book: FilledCoding, own) -> None:
    two_coders(book, own)
    book.start_cell("Coder").value = "third person"
    book.start_cell("Coding").value = "Second"


def no_such_theme(book: FilledCoding, own) -> None:
    book.put(FIRST, "Theme 2", "Fathers; Unicorns")


def theme_and_none(book: FilledCoding, own) -> None:
    book.put(FIRST, "Theme 1", "Fathers")
    book.put(FIRST, "No theme fits", "Yes")


def formula(book: FilledCoding, own) -> None:
    book.put(FIRST, "Theme 1", '="Fathers"')


def error(book: FilledCoding, own) -> None:
    cell = book.cell(FIRST, "Theme 1")
    cell.value, cell.data_type = "#REF!", "e"


def row_twice(book: FilledCoding, own) -> None:
    book.put(FIRST + 1, "Text", book.text_id(FIRST))


def nobody(book: FilledCoding, own) -> None:
    book.start_cell("Coder").value = None


def no_role(book: FilledCoding, own) -> None:
    book.start_cell("Coding").value = "perhaps"


def no_theme_heading(book: FilledCoding, own) -> None:
    book.put(HEADINGS, "Theme 1", "Something")


def heading_twice(book: FilledCoding, own) -> None:
    book.put(HEADINGS, "Theme 2", "Theme 1")


def reworded_heading(book: FilledCoding, own) -> None:
    book.put(FIRST, "Theme 2", "Fathers")
    book.put(HEADINGS, "Theme 2", "2nd idea")


def no_sheet(book: FilledCoding, own) -> None:
    book.book[CODE].title = "Sheet9"


def merged(book: FilledCoding, own) -> None:
    book.book[CODE].merge_cells("A3:A4")


WRONG = [
    (two_coders, "answer_is_coded_by_one_person", CODE, "Theme 1"),
    (same_coder_twice, "coders_are_two_people", CODE, "Theme 1"),
    (no_such_theme, "answer_is_in_its_list", CODE, "Theme 2"),
    (theme_and_none, "theme_or_none_fits", CODE, "No theme fits"),
    (formula, "cells_hold_no_formula", CODE, "Theme 1"),
    (error, "cells_hold_no_error", CODE, "Theme 1"),
    (row_twice, "answer_comes_once", CODE, "Text"),
    (nobody, "coder_is_named", START, "Coder"),
    (no_role, "answer_is_in_its_list", START, "Coding"),
    (no_theme_heading, "headings_are_there", CODE, "Theme 1"),
    (heading_twice, "headings_come_once", CODE, "Theme 1"),
    (reworded_heading, "headings_are_known", CODE, "2nd idea"),
    (no_sheet, "sheet_of_answers_is_there", CODE, ""),
    (merged, "cells_are_not_merged", CODE, ""),
]


@pytest.mark.parametrize(
    ("spoil", "rule", "sheet", "question"), WRONG, ids=[one[0].__name__ for one in WRONG]
)
def test_what_is_wrong_is_named_and_nothing_changes(spoil, rule, sheet, question, book, own):
    headings = book.headings
    spoil(book, own)
    before = decisions(own)
    with pytest.raises(NotImportedError) as refused:
        import_coding(read(book.content(), own), own)
    stops = [one for one in refused.value.findings if one.severity == "stop"]
    (found,) = [one for one in stops if (one.rule, one.question) == (rule, question)]
    assert found.sheet == sheet
    assert found.found
    assert found.expected
    assert found.fix
    if rule.startswith(("answer", "theme", "coders", "cells_hold")) and sheet == CODE:
        column = headings.index(question) + 1
        row = FIRST + 1 if spoil is row_twice else FIRST
        assert found.cell == book.book[CODE].cell(row, column).coordinate
    assert decisions(own) == before


@pytest.mark.parametrize("content", [b"", b"nonsense", b"%PDF-1.7", b"PK\x03\x04"])
def test_a_file_that_is_no_workbook_is_refused(content, own):
    with pytest.raises(NotImportedError) as refused:
        import_coding(read(content, own), own)
    (found,) = refused.value.findings
    assert (found.rule, found.severity) == ("file_can_be_read", "stop")


def test_what_was_changed_in_reading_is_named(book, own):
    cell = book.put(FIRST, "Theme 1", "fathers")
    found = import_coding(read(book.content(), own), own).findings
    (note,) = [one for one in found if one.rule == "answers_are_read_as"]
    assert (note.severity, note.sheet, note.cell) == ("note", CODE, cell)
    assert note.expected == 'read as "Fathers"'


def test_what_is_missing_or_stands_beside_the_table_is_named(book, own):
    sheet = book.book[CODE]
    sheet.delete_cols(book.headings.index("Theme 3") + 1)
    stray = sheet.cell(FIRST, 20, "Fathers?").coordinate
    found = {one.rule: one for one in import_coding(read(book.content(), own), own).findings}
    assert found["optional_headings_are_there"].question == "Theme 3"
    assert found["cells_lie_in_the_table"].cell == stray


def test_columns_that_only_tell_something_can_be_taken_out(book, own):
    for heading in ("Suggested", "Keyphrases", "Area", "Service", "Question"):
        book.book[CODE].delete_cols(book.headings.index(heading) + 1)
    book.put(FIRST, "Theme 1", "Fathers")
    done = import_coding(read(book.content(), own), own)
    assert done.coded == 1
    assert {one.rule for one in done.findings} == {"rows_are_coded"}


def test_rows_that_are_not_coded_yet_are_only_counted(book, own):
    book.put(FIRST, "Theme 1", "Fathers")
    (note,) = import_coding(read(book.content(), own), own).findings
    assert (note.rule, note.severity) == ("rows_are_coded", "note")
    assert note.found == f"{len(own.texts) - 1} of {len(own.texts)} rows empty"


def test_stops_come_before_checks_and_notes(book, own):
    book.put(FIRST, "Theme 1", "Unicorns")
    book.put(FIRST + 1, "Text", "no/such")
    with pytest.raises(NotImportedError) as refused:
        import_coding(read(book.content(), own), own)
    severities = [one.severity.value for one in refused.value.findings]
    assert severities == sorted(severities, key=["stop", "check", "note"].index)
    assert set(severities) == {"stop", "check", "note"}


def test_the_name_is_compared_however_it_is_written(book, own):
    book.put(FIRST, "Theme 1", "Fathers")
    import_coding(read(book.content(), own), own)
    book.put(FIRST, "Theme 1", "Online access")
    import_coding(read(book.content(), own, coder=f" {CODER.upper()} "), own)
    assert decisions(own)[book.text_id(FIRST), Role.FIRST].themes == ("digital",)
