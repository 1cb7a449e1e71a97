"""Files as people get them: saved through the browser and read with other code than wrote them."""

import csv
import html
import re
from pathlib import Path
from typing import NamedTuple

import openpyxl
from playwright.sync_api import Locator, Page

from tests.browser.screen import ScreenCell, ScreenTable

_NUMBER = re.compile(r"[-−+]?£?\d[\d,]*(?:\.(\d+))?")


class FileTable(NamedTuple):
    """A table in a file: what stands above it, its headings and its rows."""

    about: dict[str, str]
    headings: list[str]
    rows: list[list[str | float]]


def save(page: Page, trigger: Locator) -> Path:
    """Press what starts a download, and wait for the file."""
    with page.expect_download() as download:
        trigger.click()
    return download.value.path()


def save_csv(page: Page, title: str) -> FileTable:
    """The CSV of the card with a title."""
    path = save(page, page.get_by_role("link", name=f"Download as CSV: {title}"))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "Excel needs the mark to read UTF-8"
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    gap = lines.index([])
    rows = [[_number_or_text(cell) for cell in line] for line in lines[gap + 2 :]]
    return FileTable(dict(lines[:gap]), lines[gap + 1], rows)


def save_workbook(page: Page, title: str) -> FileTable:
    """The workbook of the card with a title."""
    path = save(page, page.get_by_role("link", name=f"Download as Excel: {title}"))
    with path.open("rb") as file:
        book = openpyxl.load_workbook(file)
    lines = list(book["Figures"].iter_rows(values_only=True))
    about = {row[0]: str(row[1]) for row in book["About"].iter_rows(values_only=True)}
    if "Note" in about:
        assert lines.pop(0)[0] == about["Note"], "what is made up says so on the first sheet"
    names, *rows = lines
    return FileTable(about, list(names), [["" if c is None else c for c in row] for row in rows])


def save_svg(page: Page, box: Locator) -> tuple[str, str]:
    """The picture of a card: the file as it is, and the words in it."""
    content = save(page, box.get_by_role("button", name="Picture (SVG)")).read_text("utf-8")
    words = html.unescape(re.sub(r"<[^>]+>", " ", content))
    return content, " ".join(words.split())


def assert_same(shown: ScreenTable, held: FileTable) -> None:
    """The file holds what the screen says, cell by cell, in the same order."""
    assert len(held.rows) == len(shown.rows) > 0
    for heading in shown.headings:
        index = held.headings.index(heading)
        words = held.headings.index(f"{heading}: judgement") if _has(held, heading) else index
        for cell, row in zip(shown.column(heading), held.rows, strict=True):
            assert _agree(cell, row[index]), (heading, cell, row)
            assert cell.word in {"", "no figure", row[words]}, (heading, cell, row)


def _has(held: FileTable, heading: str) -> bool:
    return f"{heading}: judgement" in held.headings


def _agree(cell: ScreenCell, value: str | float) -> bool:
    """A number agrees when it rounds to what is printed, words when they are the same."""
    printed = _NUMBER.search(cell.text)
    if isinstance(value, str) or printed is None:
        return str(value) == cell.text or (not cell.text and bool(cell.word))
    decimals = len(printed[1] or "")
    number = float(printed[0].replace("−", "-").replace(",", "").replace("£", ""))
    return abs(number - value) <= 0.5001 * 10**-decimals


def _number_or_text(text: str) -> str | float:
    try:
        return float(text)
    except ValueError:
        return text
