"""One table as a file: what is on the screen, with where it comes from.

Everything that a cell says on screen is kept: its judgement and small print become
columns of their own beside it, and notes are gathered in a last column.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime

from xlsxwriter.format import Format

from dashboard.exports.cell_values import Value, file_value
from dashboard.exports.table import Cell, Table
from dashboard.exports.workbook import (
    add_about,
    new_workbook,
    set_widths,
    write_heading,
    write_value,
)
from dashboard.metadata.spreadsheet_text import harmless

# The word for a judgement where it is not simply its key.
_WORDS = {"no_value": "no figure"}

_MARK = re.compile(r"\[[a-z]+\]")

# A table does not know when it was made; its dataset version is among its metadata.
_WRITTEN = datetime(2000, 1, 1)

# A value as files hold it, and as the screen shows it ("" where it is shown as it is).
Pair = tuple[Value, str]


def csv_bytes(table: Table) -> bytes:
    """The table as CSV: label and text rows, a blank row, the heading, the rows.

    UTF-8 with a byte order mark, because Excel takes it for another encoding without.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([harmless(label), harmless(words)] for label, words in _about(table))
    writer.writerow([])
    names, lines = _lines(table)
    writer.writerow(names)
    writer.writerows(["" if value is None else value for value, _ in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(table: Table) -> bytes:
    """The table as a workbook: sheet "Figures", and "About" with where it comes from.

    A note among its metadata, such as that answers are made up, stands above the figures too.
    """
    names, lines = _lines(table)
    content = io.BytesIO()
    with new_workbook(content, _WRITTEN) as book:
        sheet = book.add_worksheet("Figures")
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        note = harmless(dict(table.meta).get("Note", ""))
        first = write_heading(sheet, names, heading, len(lines), note)
        look = _number_formats(book.add_format)
        for row, line in enumerate(lines, start=first):
            for column, (value, shown) in enumerate(line):
                write_value(sheet, row, column, value, look(value, shown))
        set_widths(sheet, names, [[shown or str(v or "") for v, shown in line] for line in lines])
        add_about(book, _about(table))
    return content.getvalue()


def _about(table: Table) -> list[tuple[str, str]]:
    return [("Table", table.caption), *table.meta]


def _lines(table: Table) -> tuple[list[str], list[list[Pair]]]:
    """Headings and rows, with a column for each kind of thing that cells say."""
    names: list[str] = []
    columns: list[list[Pair]] = []
    for index, column in enumerate(table.columns):
        cells = [row[index] for row in table.rows]
        names.append(column.name)
        columns.append([_main(cell) for cell in cells])
        for title, say in (("judgement", _judgement), ("detail", lambda cell: cell.detail)):
            texts = [say(cell) for cell in cells]
            if any(texts):
                names.append(f"{column.name}: {title}")
                columns.append([_text(text) for text in texts])
    if table.groups:
        names.append("Section")
        columns.append([_text(group) for group in table.groups])
    notes = [_notes(table, row) for row in table.rows]
    if any(notes):
        names.append("Notes")
        columns.append([_text(note) for note in notes])
    rows = [list(row) for row in zip(*columns, strict=True)]
    return _distinct([harmless(name) for name in names]), rows


def _main(cell: Cell) -> Pair:
    value = file_value(cell.value)
    return _text(cell.text) if value is None else (value, cell.text)


def _text(text: str) -> Pair:
    return harmless(text) or None, ""


def _judgement(cell: Cell) -> str:
    """The judgement that the screen shows beside a value; none where it is the value."""
    if isinstance(cell.value, str):
        return ""
    return cell.word or _WORDS.get(cell.judgement, cell.judgement.replace("_", " "))


def _notes(table: Table, row: tuple[Cell, ...]) -> str:
    """The notes of a row, each after the name of its column."""
    pairs = zip(table.columns, row, strict=True)
    return "; ".join(f"{column.name}: {note}" for column, cell in pairs if (note := _note(cell)))


def _note(cell: Cell) -> str:
    """A cell's note, with the mark that the screen prints after a number, such as [p]."""
    is_number = not isinstance(file_value(cell.value), str | date | None)
    marks = _MARK.findall(cell.text) if is_number else []
    return " ".join([*marks, cell.note]).strip()


def _distinct(names: list[str]) -> list[str]:
    """Headings that differ from each other, as readers of files expect."""
    seen: Counter[str] = Counter()
    result = []
    for name in names:
        seen[name] += 1
        result.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return result


def _number_formats(add: Callable[[dict], Format]) -> Callable[[Value, str], Format | None]:
    """Formats with the decimals and thousands of the text on screen, made once each."""
    made: dict[str, Format] = {}

    def look(value: Value, shown: str) -> Format | None:
        if value is None or isinstance(value, str):
            return None
        number = re.search(r"\d[\d,]*(?:\.(\d+))?", shown)
        if isinstance(value, date):
            pattern = "yyyy-mm-dd"
        elif number is None:
            return None
        else:
            pattern = ("#,##0" if "," in number[0] else "0") + (
                "." + "0" * len(number[1]) if number[1] else ""
            )
        if pattern not in made:
            made[pattern] = add({"num_format": pattern})
        return made[pattern]

    return look
