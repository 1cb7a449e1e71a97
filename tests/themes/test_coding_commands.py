"""The command line: what it says, writes and returns."""

import csv
import json

import pytest

from dashboard.metadata.survey_files import CODING, THEMES, example_file
from dashboard.themes.__main__ import main
from tests.data_folder import order_runner
from tests.themes.coding_book import FIRST, FilledCoding


@pytest.fixture
def run(data, capsys):
    return order_runner(main, data, capsys)


def test_from_export_to_agreement(run, data, tmp_path):
    for coder, option, theme in (("Ann", (), "Fathers"), ("Bo", ("--second",), "Online access")):
        path = tmp_path / f"{coder}.xlsx"
        code, said = run("export", "--out", path, "--coder", coder, *option, "--no-suggestions")
        assert code == 0
        assert str(path) in said
        book = FilledCoding(path.read_bytes())
        book.put(FIRST, "Theme 1", "Fathers")
        book.put(FIRST + 1, "Theme 1", theme)
        path.write_bytes(book.content())
        code, said = run("import", path)
        assert code == 0
        assert f"2 answers coded by {coder}" in said
        assert "python -m dashboard.compile" in said
    code, said = run("list")
    assert code == 0
    assert "2 coded by a first coder, 2 by a second, 2 by both" in said
    assert "Illustrative, not real services" in said
    line = next(line for line in said.splitlines() if line.startswith("Fathers"))
    assert line.split()[-3:] == ["2", "1", "0.00"]
    line = next(line for line in said.splitlines() if line.startswith("Waiting"))
    assert line.endswith("not defined")


def test_a_workbook_that_may_hold_decisions_is_not_written_over(run, tmp_path):
    path = tmp_path / "coding.xlsx"
    path.write_bytes(b"coded")
    code, said = run("export", "--out", path)
    assert code == 1
    assert "Nothing was written" in said
    assert path.read_bytes() == b"coded"
    assert run("export", "--out", path, "--replace")[0] == 0
    assert path.read_bytes() != b"coded"


def test_a_wrong_workbook_says_why_and_changes_nothing(run, data, tmp_path):
    path, findings = tmp_path / "coding.xlsx", tmp_path / "findings.csv"
    run("export", "--out", path, "--coder", "Ann")
    book = FilledCoding(path.read_bytes())
    cell = book.put(FIRST, "Theme 1", "=1+1")
    path.write_bytes(book.content())
    code, said = run("import", path, "--csv", findings)
    assert code == 1
    assert "Not imported. Nothing has changed." in said
    assert f"Code!{cell}" in said
    with findings.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (rows[0]["rule"], rows[0]["cell"]) == ("cells_hold_no_formula", cell)
    assert not (data / CODING).exists()


def test_orders_that_cannot_be_carried_out(run, data, tmp_path):
    assert run("import", tmp_path / "none.xlsx")[0] == 2
    assert run("import", tmp_path / "none.xlsx", "--first", "--second")[0] == 2
    assert run("lists")[0] == 2
    for path in (data / "survey/example").iterdir():
        path.unlink()
    code, said = run("export", "--out", tmp_path / "coding.xlsx")
    assert (code, said.strip()) == (1, "There are no answers to code.")
    (data / THEMES).write_text("themes: []\n", "utf-8")
    code, said = run("list")
    assert code == 2
    assert "there is no codebook" in said
    (data / THEMES).write_text("themes: [{id: A}]\n", "utf-8")
    code, said = run("list")
    assert code == 1
    assert "themes.yml" in said


def test_what_may_name_a_person_is_marked_before_it_is_shared(run, data, tmp_path):
    path = example_file(data, "E06000015")
    answers = json.loads(path.read_text("utf-8"))
    answers["services"][4]["answers"]["barriers"] = "Priya told us to ring 01632 960123."
    path.write_text(json.dumps(answers), "utf-8")
    key = answers["services"][4]["key"]
    out = tmp_path / "coding.xlsx"
    code, said = run("export", "--out", out)
    assert code == 0
    assert f"E06000015-{key}/barriers (telephone number, possible name)" in said
    book = FilledCoding(out.read_bytes())
    rows = range(FIRST, book.book["Code"].max_row + 1)
    row = next(row for row in rows if book.text_id(row) == f"E06000015-{key}/barriers")
    assert book.cell(row, "Look before sharing").value == "telephone number; possible name"
    assert book.headings[book.headings.index("Answer") + 1] == "Look before sharing"
