"""Journeys on the page about themes, with answers that somebody has coded, and hostile ones."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.cards.survey_labels import ILLUSTRATIVE
from dashboard.cards.themes_choice import WITHHELD
from dashboard.dataset import Dataset
from dashboard.metadata.coding import COLUMNS, free_texts, text_hash
from dashboard.metadata.survey_files import CODING
from dashboard.settings import PROJECT, Settings
from tests.browser import files
from tests.browser.conftest import _fail_for, _serve, _watch
from tests.browser.screen import (
    back,
    card,
    choose,
    follow,
    here,
    lead,
    read_table,
    settle,
)

TABLE = "Themes by area"
EXAMPLES = Path("survey") / "example"
RUTLAND, DERBY = "E06000017", "E06000015"
FORMULA = '=HYPERLINK("https://evil.example","Free bus")'
SCRIPT = "<script>document.title = 'bus'</script><b>No bus</b>"
PERSONAL = "Ring Alex Example on 01632 960 123 about the bus."


@pytest.fixture(scope="module")
def coded_dir(app, dataset, tmp_path_factory) -> Path:
    """The example answers, changed: Rutland's are hostile, Derby's coded, Leicester's missing."""
    folder = tmp_path_factory.mktemp("coded")
    data, compiled = folder / "data", folder / "compiled"
    shutil.copytree(PROJECT / "data", data, ignore=shutil.ignore_patterns("compiled"))
    (data / EXAMPLES / "E06000016.json").unlink()
    _rewrite(data / EXAMPLES / f"{RUTLAND}.json")
    _code(data / CODING, dataset)
    subprocess.run(
        [sys.executable, "-m", "dashboard.compile"],
        cwd=PROJECT,
        env=os.environ | {"NEEDS_COMPILED_DIR": str(compiled), "NEEDS_DATA_DIR": str(data)},
        check=True,
        capture_output=True,
    )
    return compiled


def _rewrite(path: Path) -> None:
    answers = json.loads(path.read_text("utf-8"))
    answers["answers"] |= {"gaps_seen": FORMULA, "area_barriers": SCRIPT, "area_works": PERSONAL}
    path.write_text(json.dumps(answers), "utf-8")


def _code(path: Path, dataset: Dataset) -> None:
    """Every answer of Derby is about travel, says a coder."""
    texts = free_texts(dataset.survey.record.responses, dataset.survey.questionnaire)
    lines = [",".join(COLUMNS)] + [
        f"{one.text_id},{text_hash(one.text)},first,Coder A,travel,,2026-11-02"
        for one in texts
        if one.area_code == DERBY
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


@pytest.fixture(scope="module")
def coded(coded_dir) -> Dataset:
    return Dataset.load(coded_dir)


@pytest.fixture(scope="module")
def coded_address(app, coded_dir):
    from dashboard.web.server import create_app  # noqa: PLC0415

    yield from _serve(create_app(Settings(compiled_dir=coded_dir)).server)


@pytest.fixture
def page(contexts, coded_address, size, request) -> Iterator[Page]:
    """A fresh page on these answers, as strict as that of other tests."""
    problems: list[str] = []
    page = contexts(size).new_page()
    _watch(page, coded_address, problems)
    yield page
    page.close()
    _fail_for(problems, request)


@pytest.fixture
def open_coded(page, coded_address) -> Callable[[str], Page]:
    """Open an address of the app with these answers."""

    def open_(address: str) -> Page:
        page.goto(coded_address + address)
        return settle(page)

    return open_


def test_who_answered_comes_first_and_a_number_opens_the_answers(page, open_coded, coded):
    open_coded("/themes")
    assert lead(page)[0].startswith("9 of 10 areas answered, 9 in own words:")
    row = read_table(card(page, TABLE)).row("Travel and distance")
    count = sum(one.area_code == DERBY for one in coded.survey.record.texts)
    assert (row["Derby"].text, row["Derby"].word) == (str(count), "confirmed")
    assert (row["Leicester"].text, row["Leicester"].word) == ("?", "no reply")
    assert row["Derbyshire"].word == "suggested"
    link = card(page, TABLE).get_by_role("row", name="Travel and distance")
    follow(page, link.get_by_role("cell").nth(1).get_by_role("link"))
    assert here(page) == f"/themes?area={DERBY}&theme=travel"
    answers = read_table(card(page, "The answers: Travel and distance, Derby"))
    assert len(answers.rows) == count
    assert {cell.text for cell in answers.column("Coded")} == {"confirmed by Coder A"}
    assert {cell.text for cell in answers.column("Area")} == {"Derby"}
    back(page)
    expect(card(page, "The answers")).to_have_count(0)


def test_what_is_suggested_is_drawn_as_an_outline(page, open_coded):
    open_coded("/themes")
    style = (
        "(cell) => [getComputedStyle(cell).outlineStyle, getComputedStyle(cell).backgroundColor]"
    )
    table = card(page, TABLE)
    outline, empty = table.locator("td.is-suggested").first.evaluate(style)
    solid, filled = table.locator("td[class*=is-confirmed]").first.evaluate(style)
    assert (outline, empty) == ("dashed", "rgb(255, 255, 255)")
    assert solid == "none"
    assert filled != empty


def test_the_names_of_areas_and_services_can_be_hidden(page, open_coded):
    open_coded("/themes?theme=travel")
    assert "Area" in read_table(card(page, "In their words")).headings
    follow(page, page.get_by_role("link", name="Hide area and service"))
    assert here(page) == "/themes?theme=travel&anonymous=1"
    assert read_table(card(page, "In their words")).headings == ["Quote", "Question"]
    held = files.save_csv(page, "In their words")
    assert held.headings == ["Quote", "Question"]
    main = page.locator("main").inner_text()
    for name in ("Derby", "Rutland", "Nottingham"):
        assert name not in main
        assert name not in str(held)
    choose(page, "Names of areas and services", "Shown")
    assert here(page) == "/themes?theme=travel"


def test_hostile_answers_are_shown_as_they_were_typed_and_do_nothing(page, open_coded):
    open_coded(f"/themes?area={RUTLAND}")
    box = card(page, "The answers: All themes, Rutland")
    texts = [row[0].text for row in read_table(box).rows]
    assert SCRIPT in texts
    assert FORMULA in texts
    assert box.locator("script, b").count() == 0
    expect(page).to_have_title("Themes – Needs and services – East Midlands")
    held = files.save_workbook(page, "The answers: All themes, Rutland")
    assert f"'{FORMULA}" in [row[0] for row in held.rows]
    listed = files.save_csv(page, "The answers: All themes, Rutland")
    assert f"'{FORMULA}" in [row[0] for row in listed.rows]


def test_an_answer_that_may_name_a_person_is_withheld_on_screen_and_in_files(page, open_coded):
    open_coded(f"/themes?area={RUTLAND}")
    box = card(page, "The answers: All themes, Rutland")
    expect(box).to_contain_text(WITHHELD)
    expect(box).to_contain_text("look before sharing")
    assert "Alex" not in page.content()
    held = files.save_csv(page, "The answers: All themes, Rutland")
    assert WITHHELD in [row[0] for row in held.rows]
    assert "Alex" not in str(held)


def test_made_up_answers_are_labelled(page, open_coded):
    open_coded("/themes?theme=travel")
    expect(page.locator(".banner")).to_contain_text(ILLUSTRATIVE)
    for line in page.locator(".source-line").all():
        expect(line).to_contain_text(ILLUSTRATIVE)


@pytest.mark.size("projector")
def test_the_first_rows_are_on_a_projector_s_first_screen(page, open_coded):
    open_coded("/themes?present=1")
    rows = page.locator("#themes tbody tr")
    expect(rows.nth(1)).to_be_in_viewport(ratio=1)


@pytest.mark.size("phone")
def test_a_phone_lists_under_a_theme_only_the_areas_that_wrote_of_it(page, open_coded):
    open_coded("/themes")
    table = card(page, TABLE)
    expect(table.locator("td.is-suggested").first).to_be_visible()
    expect(table.locator("td.is-no_answer[data-label='Derby']").first).to_be_hidden()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("() => document.documentElement.scrollHeight") < 10_000
