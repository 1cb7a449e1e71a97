"""Killed at random moments while accepting: the answers are the old or the new, whole."""

import json
import os
import subprocess
import sys
import threading

import pytest

from dashboard.settings import PROJECT
from dashboard.survey import accept, load_context, read_workbook
from dashboard.survey.layout import SERVICES
from tests.survey.filled import FIRST, Filled

KILLED = 50
CODE = "E10000007"

# One process loads what is needed; each child accepts without end until its alarm kills it.
PROGRAM = """
import json, os, random, signal, sys
from pathlib import Path
from dashboard.survey import check, load_context, read_workbook
from dashboard.survey.accept import store

data, times, *files = sys.argv[1:]
context = load_context(Path(data))
books = [read_workbook(Path(file), context) for file in files]
findings = [check(book, context) for book in books]
path = Path(data) / "survey/answers" / context.questionnaire.round / f"{books[0].area.code}.json"
chance = random.Random(7)
for _ in range(int(times)):
    child = os.fork()
    if child == 0:
        signal.setitimer(signal.ITIMER_REAL, chance.uniform(0.0005, 0.02))
        while True:
            for book, found in zip(books, findings):
                store(book, context, found)
    chance.random()
    _, status = os.waitpid(child, 0)
    text = path.read_text("utf-8")
    unfinished = len(list(path.parent.glob(".unfinished-*")))
    print(json.dumps([os.WTERMSIG(status), unfinished, text]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be copied")
def test_killed_fifty_times_the_answers_are_the_old_or_the_new(book, data, tmp_path):
    context = load_context(data)
    workbooks, whole = [], []
    for number, capacity in enumerate((111, 222)):
        book.put(SERVICES, FIRST, "capacity", capacity)
        book.service(FIRST + 1, service_name=None if number == 0 else "Only in the new")
        for question in ("organisation", "status", "level", "situation", "delivery"):
            value = book.cell(SERVICES, FIRST, question).value if number else None
            book.put(SERVICES, FIRST + 1, question, value)
        path = tmp_path / f"{capacity}.xlsx"
        path.write_bytes(book.content())
        workbooks.append(path)
        whole.append(essence(accept(read_workbook(path, context), context).path.read_text()))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(data), str(KILLED), *map(str, workbooks)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(seen) == KILLED
    assert all(signal for signal, _, _ in seen)
    assert all(essence(text) in whole for _, _, text in seen)
    # Whatever was left half-written is in nobody's way.
    last = accept(read_workbook(workbooks[0], context), context)
    assert essence(last.path.read_text()) == whole[0]
    assert not list(last.path.parent.glob(".unfinished-*"))
    assert not list(last.received.parent.glob(".unfinished-*"))


def test_killed_before_each_step_the_answers_are_the_old_or_the_new(book, data, dying):
    """At every single moment at which a file is touched, not only at random ones."""
    context = load_context(data)
    old = accept(read_workbook(book.content(), context), context)
    before = old.path.read_text()
    book.put(SERVICES, FIRST, "capacity", 222)
    read = read_workbook(book.content(), context)
    seen = set()
    for step in range(1, 100):
        dying.at(step, data / "survey")
        try:
            after = accept(read, context).path.read_text()
            break
        except KilledError:
            text = old.path.read_text()
            seen.add("old" if text == before else "new")
            if text != before:
                assert json.loads(text)["services"][0]["answers"]["capacity"] == 222
                assert (old.received.parent / json.loads(text)["file"]).read_bytes()
    assert "old" in seen
    assert step > 5
    assert json.loads(after)["services"][0]["answers"]["capacity"] == 222


def test_two_accepts_of_one_area_wait_for_each_other(book, data):
    context = load_context(data)
    content = book.content()
    waited = []

    def take(capacity: int) -> None:
        mine = Filled(content, context)
        mine.put(SERVICES, FIRST, "capacity", capacity)
        read = read_workbook(mine.content(), context, name=f"{capacity}.xlsx")
        accept(read, context, on_wait=lambda: waited.append(capacity))

    threads = [threading.Thread(target=take, args=(number,)) for number in range(100, 105)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    path = data / "survey/answers" / context.questionnaire.round / f"{CODE}.json"
    received = path.parents[2] / "received" / context.questionnaire.round / CODE
    assert len(list(received.glob("*.xlsx"))) == len(threads)
    assert len(essence(path.read_text())["services"]) == 1


def essence(text: str) -> dict:
    """All that does not tell when it was accepted."""
    said = json.loads(text)
    return {key: said[key] for key in said if key not in {"accepted_at", "file"}}


class KilledError(BaseException):
    """Stands for the end of a process."""


class Dying:
    """Ends what is going on at the nth time that it touches a folder."""

    def __init__(self) -> None:
        self.folder, self.left = "", 0
        sys.addaudithook(self._watch)

    def at(self, step: int, folder: object) -> None:
        self.folder, self.left = str(folder), step

    def _watch(self, event: str, arguments: tuple) -> None:
        if self.left <= 0 or event not in {"open", "os.rename", "os.remove", "os.chmod"}:
            return
        if any(
            str(one).startswith(self.folder)
            for one in arguments
            if isinstance(one, str | os.PathLike)
        ):
            self.left -= 1
            if self.left == 0:
                raise KilledError


@pytest.fixture(scope="module")
def dying():
    """One for all tests: an audit hook stays until the process ends."""
    one = Dying()
    yield one
    one.left = 0
