"""The command line: what it says, writes and returns."""

import csv
import json
import shlex

import pytest

from dashboard.metadata.survey_files import answers_file, example_file
from dashboard.survey.__main__ import main
from dashboard.survey.layout import SERVICES, SLOTS, START
from tests.data_folder import order_runner
from tests.survey.filled import AREA, FIRST, GOOD_SERVICE, HEADINGS, Filled

CODE = "E10000007"


@pytest.fixture
def run(data, capsys):
    return order_runner(main, data, capsys)


@pytest.fixture
def good(book, tmp_path):
    path = tmp_path / "good.xlsx"
    path.write_bytes(book.content())
    return path


@pytest.fixture
def bad(book, tmp_path):
    book.put(SERVICES, FIRST, "status", "sometimes")
    book.put(SERVICES, FIRST, "capacity", "=1+1")
    path = tmp_path / "bad.xlsx"
    path.write_bytes(book.content())
    return path


def test_templates_are_made_and_never_written_over_unasked(run, tmp_path):
    out = tmp_path / "out"
    code, said = run("template", "derbyshire", "E06000015", "--out", out)
    assert code == 0
    names = sorted(path.name for path in out.iterdir())
    assert len(names) == 2
    assert all(name in said for name in names)
    first = out / names[0]
    first.write_bytes(b"filled in")
    code, said = run("template", "--all", "--out", out)
    assert code == 1
    assert first.read_bytes() == b"filled in"
    code, _ = run("template", "--all", "--out", out, "--replace")
    assert code == 0
    assert len(list(out.iterdir())) == 10
    assert first.read_bytes() != b"filled in"


@pytest.mark.parametrize(
    "arguments",
    [("template",), ("template", "Narnia"), ("check", "nowhere.xlsx"), ("remove",),
     ("remove", "Derby", "--examples"), ("remove", "Narnia"), ("polish",)],
)  # fmt: skip
def test_what_is_not_understood_is_usage(run, arguments):
    code, said = run(*arguments)
    assert code == 2
    assert "usage" in said


def test_checking_a_good_workbook_changes_nothing(run, good, data):
    code, said = run("check", good)
    assert code == 0
    assert "nothing to put right" in said
    assert not (data / "survey" / "answers").exists()


def test_checking_names_each_stop_and_writes_csv(run, bad, tmp_path):
    findings = tmp_path / "findings.csv"
    code, said = run("check", bad, "--csv", findings)
    assert code == 1
    assert "stop" in said
    assert "how to mend it" in said
    assert "\x1b" not in said
    with findings.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    stops = {row["rule"]: row for row in rows if row["severity"] == "stop"}
    assert set(stops) == {"answer_is_in_its_list", "cells_hold_no_formula"}
    assert {row["file"] for row in rows} == {"bad.xlsx"}
    assert stops["cells_hold_no_formula"]["sheet"] == SERVICES
    # No cell of the file can be run by a spreadsheet.
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())


def test_many_findings_are_cut_on_the_screen_and_whole_in_the_csv(run, book, tmp_path):
    for row in range(FIRST, FIRST + 200):
        book.put(SERVICES, row, "service_name", f"Service {row}")
        book.put(SERVICES, row, "level", f"sort {row}")
        book.put(SERVICES, row, "status", "sometimes")
    path, findings = tmp_path / "many.xlsx", tmp_path / "findings.csv"
    path.write_bytes(book.content())
    code, said = run("check", path, "--csv", findings)
    assert code == 1
    assert len(said.splitlines()) < 400
    assert "more: --csv FILE writes all of them" in said
    # Those that say the same are one block.
    assert said.count('"sometimes"') == 1
    assert "199 more" in " ".join(said.split())
    with findings.open(encoding="utf-8-sig", newline="") as file:
        rows = [row["rule"] for row in csv.DictReader(file) if row["found"].startswith('"sort')]
    assert rows.count("answer_is_in_its_list") == 200


def test_accepting_says_what_to_do_next(run, good, data):
    code, said = run("accept", good)
    assert code == 0
    assert "python -m dashboard.compile" in said
    held = json.loads(answers_file(data, "2026", CODE).read_text("utf-8"))
    assert held["area_code"] == CODE


def test_a_bad_workbook_is_not_accepted(run, bad, data):
    code, said = run("accept", bad)
    assert code == 1
    assert "Nothing has changed" in said
    assert not answers_file(data, "2026", CODE).exists()


def test_a_file_that_is_no_workbook_ends_in_a_sentence(run, tmp_path):
    path = tmp_path / "letter.xlsx"
    path.write_bytes(b"Dear all")
    code, said = run("check", path)
    assert code == 1
    assert "not an Excel file" in " ".join(said.split())
    assert "Traceback" not in said


def example(data, code: str, **changes: object) -> None:
    path = example_file(data, code)
    path.parent.mkdir(parents=True, exist_ok=True)
    answers = {"questionnaire": "q", "version": "1", "round": "2026", "area_code": code,
               "illustrative": True, "none": []} | changes  # fmt: skip
    path.write_text(json.dumps(answers), "utf-8")


def test_the_list_tells_real_from_made_up_and_asked_from_answered(run, good, data):
    example(data, CODE)
    example(data, "E06000015")
    run("accept", good)
    code, said = run("list")
    assert code == 0
    lines = {line.split("  ")[0]: line.split() for line in said.splitlines() if "  " in line}
    assert {"answered", "real"} <= set(lines[AREA])
    assert {"partly", "illustrative"} <= set(lines["Derby"])
    assert "asked" in lines["Leicester"]
    assert len([name for name in lines if name in said]) >= 10
    assert "1 of 10 areas answered in full, 0 in part" in said


def test_removing_an_area_brings_back_what_was_there_and_can_be_undone(run, good, data):
    example(data, CODE)
    run("accept", good)
    path = answers_file(data, "2026", CODE)
    before = json.loads(path.read_text("utf-8"))
    code, said = run("remove", "derbyshire")
    assert code == 1
    assert "--yes" in said
    assert path.exists()
    code, said = run("remove", "derbyshire", "--yes")
    assert code == 0
    assert not path.exists()
    assert "illustrative" in said
    assert list((data / "survey/received/2026" / CODE).glob("*.xlsx"))
    undo = said.split("dashboard.survey accept ")[1].splitlines()[0]
    assert run("accept", *shlex.split(undo))[0] == 0
    assert json.loads(path.read_text("utf-8"))["services"] == before["services"]
    code, _ = run("remove", "derbyshire", "--round", "1999", "--yes")
    assert code == 1


def test_examples_are_removed_all_at_once_and_real_answers_stay(run, good, data):
    example(data, CODE)
    example(data, "E06000015")
    run("accept", good)
    code, _ = run("remove", "--examples")
    assert code == 1
    code, said = run("remove", "--examples", "--yes")
    assert code == 0
    assert "To undo" in said
    assert not list((data / "survey/example").glob("*.json"))
    assert answers_file(data, "2026", CODE).exists()
    assert "0 are shown with illustrative" in run("list")[1]
    assert run("remove", "--examples", "--yes")[0] == 0


def test_a_pilot_is_counted_question_by_question(run, tmp_path, context):
    out = tmp_path / "out"
    run("template", AREA, "--pilot", "--out", out)
    (template,) = out.iterdir()
    book = Filled(template.read_bytes(), context).fill()
    book.service(
        FIRST + 1,
        service_name="Second", organisation="Trust", status="live", level="Don't know",
        situation="Together", delivery="carrier pigeon", programme="Another programme",
    )  # fmt: skip
    headings = [cell.value for cell in book.sheet(SERVICES)[HEADINGS]]
    comment = headings.index("Comment: Is it running") + 1
    book.sheet(SERVICES).cell(FIRST + 1, comment).value = "=What counts as running?"
    book.sheet(SERVICES).cell(FIRST + 1, comment).data_type = "s"
    returned = tmp_path / "returned.xlsx"
    returned.write_bytes(book.content())
    report = tmp_path / "pilot.csv"
    code, said = run("pilot", returned, "--csv", report)
    assert code == 0
    assert "What counts as running?" in said
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = {(row["sheet"], row["question"]): row for row in csv.DictReader(file)}
    status, level = rows[SERVICES, "status"], rows[SERVICES, "level"]
    assert (status["asked"], status["answered"], status["misread"]) == ("2", "2", "1")
    assert not status["comments"].startswith("=")
    assert (level["answered"], level["dont_know"]) == ("1", "1")
    assert rows[SERVICES, "delivery"]["misread"] == "1"
    assert rows[SERVICES, "sector"]["empty"] == "1"
    assert rows[SERVICES, "programme"]["other"] == "1"
    # Asked only of the one without an end date, and of the one with another programme.
    assert rows[SERVICES, "funding_open"]["asked"] == "1"
    assert rows[SERVICES, "programme_other"]["asked"] == "1"
    assert rows[SLOTS, "slot_answer"]["answered"] == "15"
    assert rows[START, "answered_on"]["answered"] == "1"


def test_made_up_answers_never_stand_over_real_ones_of_an_earlier_round(run, good, data):
    example(data, CODE)
    run("accept", good)
    questions = data / "survey/questionnaire.yml"
    text = questions.read_text("utf-8")
    questions.write_text(text.replace('round: "2026"', 'round: "2027"'), "utf-8")
    code, said = run("list")
    line = next(line.split() for line in said.splitlines() if line.startswith(AREA + " "))
    assert "asked" in line
    assert "illustrative" not in line
    # What is taken away of the round before can be put back, by what the command says.
    code, said = run("remove", AREA, "--round", "2026", "--yes")
    assert code == 0
    assert 'round: "2026"' in said
    questions.write_text(text, "utf-8")
    undo = said.split("dashboard.survey accept ")[1].splitlines()[0]
    assert run("accept", *shlex.split(undo))[0] == 0


def test_accepting_again_says_what_has_changed(run, good, book, tmp_path):
    _, said = run("accept", good)
    assert "hanged" not in said.split("No other area has changed")[1]
    book.put(SERVICES, FIRST, "capacity", 60)
    book.service(FIRST + 1, **GOOD_SERVICE | {"service_name": "Second group", "level": "Universal"})
    path = tmp_path / "second.xlsx"
    path.write_bytes(book.content())
    _, said = run("accept", path)
    assert "Added: 1 service: Second group" in said
    assert "Changed: 1 service: Arguing less (Capacity a year)" in said
    _, said = run("accept", good)
    assert "No longer listed: 1 service: Second group" in said
