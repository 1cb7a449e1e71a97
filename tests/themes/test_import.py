"""Importing: what a coder decided, in place of what the same coder had decided before."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from dashboard.metadata.coding import ILLUSTRATIVE, Coding, Role, text_hash
from dashboard.metadata.survey_files import CODING, example_file
from dashboard.settings import PROJECT
from dashboard.themes import (
    NotImportedError,
    import_coding,
    load_coding_context,
    make_coding_workbook,
)
from dashboard.themes import read_coding_workbook as read
from dashboard.themes.importing import coding_file
from dashboard.themes.layout import CODE, START
from tests.themes.coding_book import CODER, FIRST, FilledCoding, decisions

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
KILLED = 50


def take(book: FilledCoding, context, *, now=NOON, **said):
    return import_coding(read(book.content(), context, **said), context, now=now)


def themes_of(context, text_id: str, role: Role = Role.FIRST) -> tuple[str, ...] | None:
    found = decisions(context).get((text_id, role))
    return found.themes if found else None


def write(context, *codings: Coding) -> None:
    (context.data_dir / CODING).write_bytes(coding_file(codings))


def test_what_is_imported_is_what_was_chosen(book, own):
    book.put(FIRST, "Theme 1", "Fathers")
    book.put(FIRST, "Theme 2", "Online access")
    book.put(FIRST, "Note", "=Look")
    book.cell(FIRST, "Note").data_type = "s"
    book.put(FIRST + 1, "No theme fits", "Yes")
    done = take(book, own)
    assert (done.coded, done.taken_back, done.set_aside) == (2, 0, 0)
    first, second = book.text_id(FIRST), book.text_id(FIRST + 1)
    held = decisions(own)
    assert set(held) == {(first, Role.FIRST), (second, Role.FIRST)}
    assert held[first, Role.FIRST] == Coding(
        first, text_hash(own.texts[first].text), Role.FIRST, CODER,
        ("fathers", "digital"), "=Look", "2026-11-20",
    )  # fmt: skip
    assert held[second, Role.FIRST].themes == ()
    now = load_coding_context(own.data_dir)
    assert now.texts[first].confirmed == ("fathers", "digital")
    assert now.texts[second].confirmed == ()


@pytest.mark.parametrize(
    ("written", "themes"),
    [
        ("fathers", ("fathers",)),
        ("  FATHERS. ", ("fathers",)),
        ("one_parent", ("one_parent",)),
        ("One parent will not take part", ("one_parent",)),
        ("time,  work & childcare", ("time_childcare",)),
        ("Fathers; digital", ("fathers", "digital")),
        ("Fathers, Staff and training and Online access", ("fathers", "workforce", "digital")),
        ("Fathers; fathers", ("fathers",)),
    ],
)
def test_themes_are_read_forgivingly(book, own, written, themes):
    book.put(FIRST, "Theme 1", written)
    take(book, own)
    assert themes_of(own, book.text_id(FIRST)) == themes


@pytest.mark.parametrize("written", ["Yes", "y", "x", "X", 1, True])
def test_that_no_theme_fits_is_read_forgivingly(book, own, written):
    book.put(FIRST, "No theme fits", written)
    take(book, own)
    assert themes_of(own, book.text_id(FIRST)) == ()


def test_no_beside_no_theme_fits_and_an_empty_row_decide_nothing(book, own):
    book.put(FIRST, "No theme fits", "No")
    assert take(book, own).coded == 0
    assert decisions(own) == {}


def test_sheets_columns_and_rows_are_found_wherever_they_stand(book, own):
    book.put(FIRST, "Theme 1", "Fathers")
    text_id = book.text_id(FIRST)
    sheet = book.book[CODE]
    sheet.title = "coding"
    sheet.insert_rows(1, 2)
    sheet.insert_cols(1, 1)
    sheet.move_range("B5:N5", rows=200)
    assert take(book, own).coded == 1
    assert themes_of(own, text_id) == ("fathers",)


def test_only_what_the_workbook_is_about_changes(book, second_book, own):
    ids = [book.text_id(FIRST + number) for number in range(4)]
    texts = [own.texts[one].text for one in ids]
    other = Coding("E10000007/gaps_seen", "0" * 16, Role.FIRST, "Third Person", ("funding",))
    mine = [
        Coding(one, text_hash(text), Role.FIRST, CODER, ("waiting",), "", "2026-11-01")
        for one, text in zip(ids[:3], texts[:3], strict=True)
    ]
    write(own, other, *mine)
    book.put(FIRST, "Theme 1", "Fathers")  # another theme
    book.put(FIRST + 1, "Theme 1", "Waiting and places")  # the same as before
    book.book[CODE].delete_rows(FIRST + 2)  # not in this workbook
    done = take(book, own)
    second_book.put(FIRST, "Theme 1", "Stigma and trust in services")
    take(second_book, own)
    assert done.taken_back == 0
    held = decisions(own)
    assert held[other.text_id, Role.FIRST] == other
    assert held[ids[0], Role.FIRST].themes == ("fathers",)
    assert held[ids[0], Role.FIRST].coded_on == "2026-11-20"
    assert held[ids[1], Role.FIRST] == mine[1]
    assert held[ids[2], Role.FIRST] == mine[2]
    assert held[ids[0], Role.SECOND].themes == ("stigma",)
    assert len(held) == 5


def test_an_emptied_row_takes_back_what_the_same_coder_decided(book, own):
    text_id = book.text_id(FIRST)
    book.put(FIRST, "Theme 1", "Fathers")
    take(book, own)
    now = load_coding_context(own.data_dir)
    fresh = FilledCoding(make_coding_workbook(now, coder=CODER))
    assert fresh.cell(FIRST, "Decided so far").value == "Fathers"
    fresh.put(FIRST, "Theme 1", None)
    # Another coder's empty row takes nothing back.
    assert take(fresh, own, coder="Somebody else").taken_back == 0
    assert themes_of(own, text_id) == ("fathers",)
    done = take(fresh, own)
    assert done.taken_back == 1
    assert decisions(own) == {}
    (finding,) = [one for one in done.findings if one.rule == "decision_is_taken_back"]
    assert (finding.severity, finding.expected) == ("check", "before: Fathers")


def test_a_row_that_was_empty_all_along_takes_nothing_back(book, own):
    book.put(FIRST, "Theme 1", "Fathers")
    take(book, own)
    book.put(FIRST, "Theme 1", None)
    book.put(FIRST + 1, "Theme 1", "Online access")
    done = take(book, own)
    assert (done.coded, done.taken_back) == (1, 0)
    assert themes_of(own, book.text_id(FIRST)) == ("fathers",)
    (finding,) = [one for one in done.findings if one.severity == "check"]
    assert (finding.rule, finding.expected) == ("decision_is_kept", "before: Fathers")


def test_importing_twice_changes_nothing(book, own):
    book.put(FIRST, "Theme 1", "Fathers")
    take(book, own)
    before = (own.data_dir / CODING).read_bytes()
    take(book, own, now=LATER)
    assert (own.data_dir / CODING).read_bytes() == before


def test_a_changed_answer_is_set_aside_and_never_taken_for_the_one_that_was_read(book, data):
    ids = [book.text_id(FIRST + number) for number in range(3)]
    assert ids[0] == "E06000015/gaps_seen"
    for number in range(3):
        book.put(FIRST + number, "Theme 1", "Fathers")
    path = example_file(data, "E06000015")
    answers = json.loads(path.read_text("utf-8"))
    answers["answers"] |= {"gaps_seen": "Nothing.", "area_barriers": None}
    path.write_text(json.dumps(answers), "utf-8")
    own = load_coding_context(data)
    done = take(book, own)
    assert (done.coded, done.set_aside) == (1, 2)
    assert set(decisions(own)) == {(ids[2], Role.FIRST)}
    checks = {one.rule: one for one in done.findings if one.severity == "check"}
    assert checks["answer_has_not_changed"].cell == book.cell(FIRST, "Answer").coordinate
    assert checks["answer_is_in_use"].cell == book.cell(FIRST + 1, "Text").coordinate


def test_line_ends_and_spaces_of_another_program_are_not_a_change(book, own):
    cell = book.cell(FIRST, "Answer")
    cell.value = cell.value.replace(". ", ".\r\n") + "  "
    book.put(FIRST, "Theme 1", "Fathers")
    assert take(book, own).coded == 1


def test_made_up_decisions_give_way_and_those_of_people_do_not(book, own):
    text_id = book.text_id(FIRST)
    digest = text_hash(own.texts[text_id].text)
    write(own, Coding(text_id, digest, Role.FIRST, f"Coder A {ILLUSTRATIVE}", ("waiting",)))
    book.put(FIRST, "Theme 1", "Fathers")
    done = take(book, own)
    assert themes_of(own, text_id) == ("fathers",)
    assert "illustrative_decisions_give_way" in {one.rule for one in done.findings}
    with pytest.raises(NotImportedError):
        take(book, own, coder="Somebody else")
    assert decisions(own)[text_id, Role.FIRST].coder == CODER


def test_who_codes_can_be_said_on_import(book, own):
    book.put(FIRST, "Theme 1", "Fathers")
    book.book.remove(book.book[START])
    with pytest.raises(NotImportedError) as refused:
        take(book, own)
    assert [one.question for one in refused.value.findings if one.severity == "stop"] == [
        "Coder", "Coding",
    ]  # fmt: skip
    take(book, own, coder="  Anna   B ", role=Role.SECOND)
    (one,) = decisions(own).values()
    assert (one.coder, one.role) == ("Anna B", Role.SECOND)


def test_agreement_follows_from_two_workbooks(book, second_book, own):
    for row, (mine, other) in enumerate(
        [("Fathers", "Fathers"), ("Fathers", "Online access"), (None, "Fathers")], start=FIRST
    ):
        book.put(row, "Theme 1", mine)
        second_book.put(row, "Theme 1", other)
    take(book, own)
    take(second_book, own)
    overall, *each = load_coding_context(own.data_dir).compiled.agreement
    assert (overall.answers, overall.same) == (2, 1)
    found = {one.theme: one for one in each}
    # Both; only the first: agreement 0.5, chance 0.5.
    assert (found["fathers"].same, found["fathers"].kappa) == (1, 0.0)
    assert found["waiting"].kappa is None


def test_a_workbook_made_for_a_coder_comes_back_as_it_went_out(book, own):
    book.put(FIRST, "Theme 1", "Fathers; Online access; Early help for all parents; Stigma"
             " and trust in services")  # fmt: skip
    take(book, own)
    before = (own.data_dir / CODING).read_bytes()
    now = load_coding_context(own.data_dir)
    again = FilledCoding(make_coding_workbook(now, coder=CODER))
    assert take(again, now, now=LATER).coded == 1
    assert (own.data_dir / CODING).read_bytes() == before


# The child imports two workbooks in turn without end until its alarm kills it.
PROGRAM = """
import os, random, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from dashboard.metadata.survey_files import CODING
from dashboard.themes import import_coding, load_coding_context, read_coding_workbook

data, times, *files = sys.argv[1:]
context = load_coding_context(Path(data))
context.texts
books = [read_coding_workbook(Path(file), context) for file in files]
path = Path(data) / CODING
chance = random.Random(7)
for _ in range(int(times)):
    child = os.fork()
    if child == 0:
        signal.setitimer(signal.ITIMER_REAL, chance.uniform(0.0005, 0.02))
        while True:
            for book in books:
                import_coding(book, context, now=datetime(2026, 11, 20, tzinfo=UTC))
    chance.random()
    _, status = os.waitpid(child, 0)
    print(os.WTERMSIG(status), path.read_bytes().hex())
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be copied")
def test_killed_fifty_times_the_decisions_are_the_old_or_the_new(book, own, tmp_path):
    whole, paths = set(), []
    for theme in ("Fathers", "Online access"):
        for row in range(FIRST, FIRST + len(own.texts)):
            book.put(row, "Theme 1", theme)
        take(book, own)
        paths.append(tmp_path / f"{theme}.xlsx")
        paths[-1].write_bytes(book.content())
        whole.add((own.data_dir / CODING).read_bytes())
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(own.data_dir), str(KILLED), *map(str, paths)],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen = [line.split() for line in done.stdout.splitlines()]
    assert len(seen) == KILLED
    assert all(int(signal) for signal, _ in seen)
    assert {bytes.fromhex(text) for _, text in seen} <= whole
    take(book, own, now=LATER)
    assert not list((own.data_dir / "survey").glob(".unfinished-*"))
