"""The workbook to code in: everything a coder needs, and nothing that runs."""

import io
import json
import zipfile
from dataclasses import replace

from openpyxl import load_workbook

from dashboard.metadata.coding import Role
from dashboard.themes import import_coding, load_coding_context, make_coding_workbook
from dashboard.themes import read_coding_workbook as read
from dashboard.themes.layout import CODE, CODEBOOK, START
from tests.themes.coding_book import CODER, FIRST, FilledCoding


def test_there_is_one_row_for_each_answer_with_all_that_is_known_of_it(book, context):
    assert book.book.sheetnames[:3] == [START, CODE, CODEBOOK]
    rows = [FIRST + number for number in range(len(context.texts))]
    assert [book.text_id(row) for row in rows] == list(context.texts)
    assert [book.cell(row, "Answer").value for row in rows] == [
        one.text for one in context.texts.values()
    ]
    row = next(row for row in rows if book.text_id(row) == "E06000015-s05/barriers")
    assert book.cell(row, "Area").value == "Derby"
    assert book.cell(row, "Service").value == context.service_name("E06000015-s05")
    assert book.cell(row, "Question").value == "What gets in the way"
    assert book.cell(row, "Suggested").value.startswith("Waiting and places")
    assert book.cell(row, "Theme 1").value is None
    assert book.cell(FIRST, "Service").value is None


def test_themes_are_chosen_from_the_codebook(book, context):
    names = [one.name for one in context.themes]
    for heading in ("Theme 1", "Theme 2", "Theme 3"):
        letter = book.cell(FIRST, heading).column_letter
        (rule,) = [
            one
            for one in book.book[CODE].data_validations.dataValidation
            if str(one.sqref).startswith(f"{letter}{FIRST}:")
        ]
        sheet, cells = rule.formula1.lstrip("=").split("!")
        listed = [row[0].value for row in book.book[sheet.strip("'")][cells.replace("$", "")]]
        assert listed == names
    codebook = list(book.book[CODEBOOK].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in codebook] == names
    assert [row[4] for row in codebook] == [one.id for one in context.themes]


def test_made_up_answers_are_called_so(book):
    said = [cell.value for row in book.book[START].iter_rows() for cell in row if cell.value]
    assert any(text.startswith("Illustrative, not real services") for text in said)


def test_suggestions_can_be_left_out(context):
    book = FilledCoding(make_coding_workbook(context, suggestions=False))
    assert "Suggested" not in book.headings
    assert "Keyphrases" not in book.headings
    assert read(book.content(), context, coder="A").rows


def test_the_same_answers_give_the_same_bytes(context, blank):
    assert make_coding_workbook(context, coder=CODER) == blank


def test_an_answer_that_looks_like_a_formula_is_text_all_the_way(data):
    formulas = ["=1+1", "+44 is dear", "@SUM(A1)", "-2"]
    path = data / "survey/example/E06000017.json"
    answers = json.loads(path.read_text("utf-8"))
    for service, text in zip(answers["services"], formulas, strict=False):
        service["answers"] |= {"barriers": text, "what_works": text}
    path.write_text(json.dumps(answers), "utf-8")
    own = load_coding_context(data)
    content = make_coding_workbook(own)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not [name for name in sheets if b"<f>" in archive.read(name)]
    book = FilledCoding(content)
    row = next(n for n in range(FIRST, 99) if book.text_id(n) == "E06000017-s01/barriers")
    assert (book.cell(row, "Answer").value, book.cell(row, "Answer").data_type) == ("=1+1", "s")
    book.put(row, "Theme 1", "Fathers")
    # As a program that saves text as it finds it.
    done = import_coding(read(content_of(book), own, coder="A"), own)
    assert done.coded == 1


def content_of(book: FilledCoding) -> bytes:
    """Saved with every text as text; openpyxl would make formulas of some."""
    for line in book.book[CODE].iter_rows(min_row=FIRST):
        for cell in line:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    return book.content()


def test_earlier_decisions_of_the_same_coder_are_filled_in_and_no_others(book, own):
    book.put(FIRST, "Theme 1", "Fathers")
    book.put(FIRST, "Theme 2", "Online access; Travel and distance; Short or uncertain funding")
    book.put(FIRST, "Note", "Look again.")
    book.put(FIRST + 1, "No theme fits", "yes")
    import_coding(read(book.content(), own), own)
    now = load_coding_context(own.data_dir)
    again = FilledCoding(make_coding_workbook(now, coder=CODER.upper()))
    assert again.cell(FIRST, "Theme 1").value == "Fathers"
    assert again.cell(FIRST, "Theme 2").value == "Online access"
    # Whatever goes beyond three stands in the last.
    assert again.cell(FIRST, "Theme 3").value == "Travel and distance; Short or uncertain funding"
    assert again.cell(FIRST, "Note").value == "Look again."
    assert again.cell(FIRST + 1, "No theme fits").value == "Yes"
    for other in (
        make_coding_workbook(now, coder="Somebody else"),
        make_coding_workbook(now, coder=CODER, role=Role.SECOND),
        make_coding_workbook(now),
    ):
        assert FilledCoding(other).cell(FIRST, "Theme 1").value is None
        assert FilledCoding(other).cell(FIRST + 1, "No theme fits").value is None


def test_a_service_without_a_name_is_called_by_its_key(context):
    assert context.service_name("E06000015-s01") == "Antenatal relationship sessions"
    nothing = replace(context, responses=())
    assert nothing.service_name("E06000015-s01") == ""


def test_it_opens_without_a_warning(blank):
    load_workbook(io.BytesIO(blank))
