"""The workbook that is sent out: complete, without formulas, the same every time."""

import csv
import io
import re
import shutil
import zipfile

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from openpyxl import load_workbook

from dashboard.metadata.spreadsheet_text import looks_like_formula
from dashboard.metadata.survey import AreaAnswers, QuestionKind, ServiceAnswers
from dashboard.metadata.survey_files import answers_file
from dashboard.survey import load_context, read_workbook
from dashboard.survey.layout import (
    LAST,
    LISTS,
    PLACES,
    SERVICES,
    SLOTS,
    START,
    read_stamp,
)
from dashboard.survey.pilot import pilot_report, write_pilot_report
from dashboard.survey.template import make_workbook, workbook_name
from dashboard.survey.wording import choices_in_words
from tests.survey.filled import AREA, FIRST, HEADINGS, Filled

CODE = "E10000007"


@pytest.fixture(scope="module")
def opened(blank):
    """Opened with warnings as errors, as everywhere in these tests."""
    return load_workbook(io.BytesIO(blank))


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def test_the_sheets_are_in_order_and_the_lists_out_of_sight(opened):
    assert opened.sheetnames == [START, SERVICES, SLOTS, PLACES, LAST, LISTS]
    assert [one.title for one in opened if one.sheet_state != "visible"] == [LISTS]


def test_every_question_has_its_column_with_a_note(opened, context):
    cells = {cell.value: cell for cell in opened[SERVICES][HEADINGS]}
    assert list(cells) == ["Ref", *(one.label for one in context.questionnaire.questions)]
    for question in context.questionnaire.questions:
        note = cells[question.label].comment.text
        assert question.ask in note
        assert question.help.strip() in note
        for item in context.questionnaire.items(question.list) if question.list else ():
            assert item.label in note


def test_every_list_can_be_chosen_from(opened, context):
    """Drop-downs hold all answers in order, special ones last; long ones too."""
    rules = {
        str(rule.sqref).split(":")[0]: rule
        for rule in opened[SERVICES].data_validations.dataValidation
    }
    columns = {cell.value: cell.column_letter for cell in opened[SERVICES][HEADINGS]}
    for question in context.questionnaire.questions:
        rule = rules[f"{columns[question.label]}{FIRST}"]
        assert len(rule.prompt) <= 255
        assert len(rule.promptTitle) <= 32
        if question.list:
            first, last = re.fullmatch(
                rf"{LISTS}!\$(\w+\$\d+):\$(\w+\$\d+)", rule.formula1
            ).groups()
            cells = opened[LISTS][f"{first}:{last}".replace("$", "")]
            assert tuple(row[0].value for row in cells) == choices_in_words(question, context)
        # Several answers can be typed where several are asked for.
        assert bool(rule.showErrorMessage) == (question.kind is not QuestionKind.MANY)


def test_headings_and_names_stay_in_view(opened):
    assert opened[SERVICES].freeze_panes == f"C{FIRST}"


def test_the_hidden_line_says_what_it_is(opened, context):
    stamp = read_stamp(opened[START]["A1"].value)
    asked = context.questionnaire
    assert opened[START].row_dimensions[1].hidden
    assert (stamp.questionnaire, stamp.version, stamp.round) == (
        asked.id, asked.version, asked.round,
    )  # fmt: skip
    assert stamp.area_code == CODE


def test_the_first_sheet_has_changes_and_the_areas_name(opened, context):
    texts = " ".join(str(cell.value) for row in opened[START].iter_rows() for cell in row)
    assert AREA in texts
    for change in context.questionnaire.changes:
        assert all(note in texts for note in change.notes)


def test_the_areas_places_are_filled_in_with_rows_to_add(opened, context):
    rows = list(opened[PLACES].iter_rows(min_row=FIRST, max_col=4, values_only=True))
    listed = [(one.place_id, one.name, one.type, one.postcode) for one in context.places_of(CODE)]
    assert rows[: len(listed)] == listed
    assert len(rows) >= len(listed) + 10


def test_it_is_the_same_every_time(blank, context):
    assert make_workbook(context, context.member(AREA)) == blank


def test_areas_have_their_own_names(context):
    names = {workbook_name(context, area) for area in context.registry.members}
    assert len(names) == len(context.registry.members)


def test_a_pilot_has_room_for_comments(context):
    content = make_workbook(context, context.member(AREA), pilot=True)
    book = Filled(content, context).fill()
    headings = [cell.value for cell in book.sheet(SERVICES)[HEADINGS]]
    for question in context.questionnaire.questions:
        assert headings[headings.index(question.label) + 1] == f"Comment: {question.label}"
    book.sheet(SERVICES).cell(FIRST, book.column(SERVICES, "level") + 1).value = "Which is it?"
    book.sheet(START).cell(book.start_cell("gaps_seen").row, 4).value = "Too wide"
    read = read_workbook(book.content(), context)
    reports = {one.question.id: one for one in pilot_report([read], context)}
    assert reports["level"].comments == [(AREA, "Which is it?")]
    assert reports["gaps_seen"].comments == [(AREA, "Too wide")]


# Text that a spreadsheet might run, and text of any kind.
risky = st.builds(lambda start, rest: start + rest, st.sampled_from("=+-@＝"), st.text(max_size=20))
texts = st.one_of(
    risky, st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30)
)


@given(name=risky, words=texts)
@effort(max_examples=15)
def test_no_text_becomes_a_formula(data_once, name, words):
    """Not in a template that repeats last round, nor in a report of comments."""
    clean = "".join(sign for sign in name if sign.isprintable())
    words = "".join(sign for sign in words if sign.isprintable())
    answers = {"service_name": clean, "organisation": words, "barriers": clean + words}
    last = AreaAnswers(
        questionnaire="q", version="0", round="1999", area_code=CODE,
        services=(ServiceAnswers(key="s01", answers=answers),),
    )  # fmt: skip
    path = answers_file(data_once, "1999", CODE)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(last.model_dump_json(), "utf-8")
    context = load_context(data_once)
    content = make_workbook(context, context.member(AREA), pilot=True)
    sheets = [text for name, text in parts(content).items() if "worksheets/sheet" in name]
    assert not any(re.search(r"<f[ >/]", text) for text in sheets)
    book = Filled(content, context).fill()
    assert book.sheet(LAST)[f"B{FIRST}"].value == clean
    book.sheet(SERVICES).cell(FIRST, 3).value = clean
    book.sheet(SERVICES).cell(FIRST, 3).data_type = "s"
    report = data_once / "report.csv"
    write_pilot_report(pilot_report([read_workbook(book.content(), context)], context), report)
    with report.open(encoding="utf-8-sig", newline="") as file:
        assert not any(looks_like_formula(cell) for row in csv.reader(file) for cell in row)


@pytest.fixture(scope="module")
def data_once(sources, tmp_path_factory):
    return shutil.copytree(sources, tmp_path_factory.mktemp("formulas") / "data")
