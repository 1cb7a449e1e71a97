"""Excel workbooks: how every one of them is set up, and its plain sheets."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.exports.cell_values import LONGEST_TEXT, Value, file_value

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_NARROWEST, _WIDEST = 8, 60  # column widths, in characters
_LONGEST_HEADER = 240  # of a printed page; Excel allows 255 characters


def new_workbook(content: io.BytesIO, written: datetime) -> xlsxwriter.Workbook:
    """An empty workbook in which text stays text, whatever it looks like.

    Args:
        content: where the finished file goes.
        written: the creation date that the file gives for itself. Never the time of
            writing, so that the same figures give the same bytes.
    """
    settings = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(content, settings)
    book.set_properties({"created": written})
    return book


def write_heading(
    sheet: Worksheet, names: Sequence[str], bold: Format, rows: int, label: str = ""
) -> int:
    """The heading row: bold, in view while scrolling, with filters over ``rows`` rows.

    Args:
        sheet: the sheet.
        names: the headings.
        bold: how they are written.
        rows: how many rows will follow.
        label: what everyone must know about the sheet, such as that its answers are made up;
            written above the headings, where filters leave it, and on every printed page.

    Returns:
        Number of the first row below the headings.
    """
    top = 1 if label else 0
    if label:
        sheet.write_string(0, 0, label)
        sheet.set_header("&L" + label[:_LONGEST_HEADER].replace("&", "&&"))
    for column, name in enumerate(names):
        sheet.write_string(top, column, name, bold)
    sheet.freeze_panes(top + 1, 1)
    sheet.autofilter(top, 0, top + max(rows, 1), len(names) - 1)
    return top + 1


def write_value(
    sheet: Worksheet, row: int, column: int, value: Value, look: Format | None = None
) -> None:
    """One cell; nothing for no value."""
    if isinstance(value, str):
        sheet.write_string(row, column, value[:LONGEST_TEXT], look)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, look)
    elif value is not None:
        sheet.write_number(row, column, value, look)


def set_widths(sheet: Worksheet, names: Sequence[str], texts: Iterable[Sequence[str]]) -> None:
    """Columns as wide as their longest text, within reason.

    Args:
        sheet: the sheet.
        names: headings; they wrap, so only their longest word needs room.
        texts: for each row, its cells as shown.
    """
    widths = [max([*map(len, name.split()), _NARROWEST - 2]) + 2 for name in names]
    for row in texts:
        widths = [max(width, len(text)) for width, text in zip(widths, row, strict=True)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width + 1, _WIDEST))


def add_list(
    book: xlsxwriter.Workbook,
    title: str,
    names: Sequence[str],
    rows: Sequence[Sequence[object]],
    label: str = "",
) -> None:
    """A sheet with a heading and rows of raw values; ``label`` as in ``write_heading``."""
    sheet = book.add_worksheet(title)
    first = write_heading(sheet, names, book.add_format({"bold": True}), len(rows), label)
    dates = book.add_format({"num_format": "yyyy-mm-dd"})
    values = [[file_value(value) for value in row] for row in rows]
    for number, row in enumerate(values, start=first):
        for column, value in enumerate(row):
            look = dates if isinstance(value, date) else None
            write_value(sheet, number, column, value, look)
    set_widths(sheet, names, [["" if v is None else str(v) for v in row] for row in values])


def add_about(book: xlsxwriter.Workbook, pairs: Iterable[tuple[str, str]]) -> None:
    """The sheet that says what the file is: labels and texts."""
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("About")
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    for row, (label, text) in enumerate(pairs):
        write_value(sheet, row, 0, file_value(label), bold)
        write_value(sheet, row, 1, file_value(text), wrapped)
