"""The answered survey as CSV and as a workbook, read back with other code."""

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from dashboard.cards.survey_labels import ILLUSTRATIVE
from dashboard.dataset.survey import Survey
from dashboard.exports.__main__ import main
from dashboard.exports.survey_files import FILES, survey_file
from dashboard.settings import settings
from tests.pages import small_survey
from tests.pages.small_region import COUNTY, NEW, TOWN, dataset

DATASET = dataset()


def made(**answers):
    """The small region, with one more service in the county."""
    full, part = DATASET.survey.record.responses
    more = (*full.services, small_survey.service("s09", **answers))
    responses = (full.model_copy(update={"services": more}), part)
    record = DATASET.survey.record.model_copy(update={"responses": responses})
    return replace(DATASET, survey=Survey(record))


def read_csv(data, name):
    content, mimetype = survey_file(data, name)
    assert mimetype.startswith("text/csv")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def workbook(data):
    return openpyxl.load_workbook(io.BytesIO(survey_file(data, "survey.xlsx")[0]))


def sheet(book, title):
    _label, names, *rows = book[title].iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_each_service_is_one_row_with_every_question():
    rows = read_csv(DATASET, "services.csv")
    assert [row["Service id"] for row in rows] == list(DATASET.survey.by_service)
    for question in DATASET.survey.questionnaire.questions:
        assert f"{question.label}: said" in rows[0]


@pytest.mark.parametrize(
    ("given", "value", "said"),
    [
        (None, "", "Left empty"),
        ("dont_know", "", "Don't know"),
        ("not_asked", "", "Not asked"),
        ("hidden", "", "Hidden, because the number is small"),
        (0.0, "0", "Answered"),
        (120.0, "120", "Answered"),
    ],
)
def test_no_answer_is_an_empty_cell_with_its_reason_beside_it(given, value, said):
    row = read_csv(made(started=given), "services.csv")[2]
    assert (row["Started last year (families)"], row["Started last year: said"]) == (value, said)


def test_the_workbook_puts_the_reason_in_the_place_of_the_answer():
    book = workbook(made(started="dont_know", capacity=12.5))
    row = sheet(book, "Services")[2]
    assert row["Started last year (families)"] == "[Don't know]"
    assert row["Capacity a year (families a year)"] == 12.5


def test_unknown_is_never_none():
    rows = read_csv(DATASET, "asked-and-none.csv")
    slots = DATASET.survey.questionnaire.slots()
    assert len(rows) == len(DATASET.member_codes) * len(slots)
    answers = {
        code: {row["Is there support"] for row in rows if row["Area code"] == code}
        for code in (COUNTY, TOWN, NEW)
    }
    assert answers == {COUNTY: {"yes", "no"}, TOWN: {"unknown"}, NEW: {"unknown"}}
    reasons = {row["Answer"] for row in rows if row["Area code"] == TOWN}
    assert reasons == {"Left empty", "Don't know"}
    assert {row["Answer"] for row in rows if row["Area code"] == NEW} == {"Area has not answered"}


def test_the_workbook_says_first_what_it_is_and_who_has_answered():
    book = workbook(DATASET)
    assert book.sheetnames == ["About", "Who has answered", "Services", "Asked and none", "Places"]
    about = dict(book["About"].iter_rows(values_only=True))
    assert about["Note"].startswith(ILLUSTRATIVE)
    for title in book.sheetnames[1:4]:
        assert book[title]["A1"].value == about["Note"]
    assert book["Places"]["A1"].value == "Public list, to be confirmed by councils"
    assert about["Round"] == DATASET.survey.questionnaire.round
    assert about["Questionnaire version"] == DATASET.survey.questionnaire.version
    assert about["Dataset version"] == DATASET.version
    states = {row["Area code"]: row["State"] for row in sheet(book, "Who has answered")}
    assert states == {COUNTY: "answered", TOWN: "partly answered", NEW: "not answered yet"}
    assert [row["Name"] for row in sheet(book, "Places")] == ["Dale hub"]


def test_made_up_answers_say_so_in_every_row():
    for name in ("services.csv", "asked-and-none.csv"):
        for row in read_csv(DATASET, name):
            expected = "" if row["Area code"] == NEW else ILLUSTRATIVE
            assert row["Kind of answers"] == expected


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "-2+3", "\t=1"])
def test_text_is_never_a_formula(text):
    data = made(what_works=text)
    assert read_csv(data, "services.csv")[2]["What works"] == f"'{text}"
    book = workbook(data)
    cells = [cell for row in book["Services"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert f"'{text}" in {cell.value for cell in cells}


def test_the_same_answers_give_the_same_files():
    for name in FILES:
        assert survey_file(dataset(), name) == survey_file(dataset(), name), name


def test_the_command_writes_every_file(dataset, compiled_dir, tmp_path, monkeypatch):
    monkeypatch.setenv("NEEDS_COMPILED_DIR", str(compiled_dir))
    settings.cache_clear()
    try:
        assert main(["--out", str(tmp_path / "out")]) == 0
    finally:
        settings.cache_clear()
    assert {path.name for path in (tmp_path / "out").iterdir()} == set(FILES)
    held = (tmp_path / "out" / "services.csv").read_bytes()
    assert held == survey_file(dataset, "services.csv")[0]


@pytest.mark.parametrize("name", FILES)
def test_each_file_can_be_downloaded(client, dataset, name):
    response = client.get(f"/download/survey/{name}")
    assert response.status_code == 200
    assert dataset.version in response.headers["Content-Disposition"]
    assert response.data == survey_file(dataset, name)[0]


def test_no_other_file_can(client):
    assert client.get("/download/survey/answers.csv").status_code == 404
