"""Fast rows for a big Excel sheet.

The Excel library takes about 50 microseconds a cell, which is many seconds for a million
cells. It still makes the workbook with its headings and styles; only the rows of one
sheet are then written here, as the sheet's own XML (ECMA-376 part 1, 18.3.1).
"""

import io
import re
from collections.abc import Iterator
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from dashboard.exports.cell_values import LONGEST_TEXT

_CHUNK = 2000  # rows put together at a time, so that memory does not grow with the sheet

# Characters that XML 1.0 cannot hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def fill_sheet(workbook: bytes, number: int, frame: pd.DataFrame) -> bytes:
    """The workbook with the rows of a frame under the heading row of one sheet.

    Args:
        workbook: an xlsx file whose sheet holds a heading row and nothing else.
        number: which sheet, counted from 1.
        frame: numbers, and texts as categories; missing ones are left empty.
    """
    target = f"xl/worksheets/sheet{number}.xml"
    content = io.BytesIO()
    with ZipFile(io.BytesIO(workbook)) as old, ZipFile(content, "w", ZIP_DEFLATED) as new:
        for item in old.infolist():
            if item.filename != target:
                new.writestr(item, old.read(item), ZIP_DEFLATED)
                continue
            before, after = _open_up(old.read(item).decode(), frame)
            entry = ZipInfo(target, item.date_time)
            entry.compress_type = ZIP_DEFLATED
            with new.open(entry, "w") as sheet:
                sheet.write(before.encode())
                for part in _rows(frame):
                    sheet.write(part.encode())
                sheet.write(after.encode())
    return content.getvalue()


def _open_up(xml: str, frame: pd.DataFrame) -> tuple[str, str]:
    """The sheet's XML before and after where rows go, with its size put right."""
    last = f"{xl_col_to_name(frame.shape[1] - 1)}{len(frame) + 1}"
    xml = re.sub(r'<dimension ref="[^"]*"/>', f'<dimension ref="A1:{last}"/>', xml, count=1)
    before, mark, after = xml.partition("</sheetData>")
    return before, mark + after


def _rows(frame: pd.DataFrame) -> Iterator[str]:
    for start in range(0, len(frame), _CHUNK):
        part = frame.iloc[start : start + _CHUNK]
        numbers = range(start + 2, start + 2 + len(part))
        columns = [
            _cells(part[name], xl_col_to_name(index), numbers)
            for index, name in enumerate(part.columns)
        ]
        rows = zip(numbers, zip(*columns, strict=True), strict=True)
        yield "".join(f'<row r="{n}">{"".join(cells)}</row>' for n, cells in rows)


def _cells(column: pd.Series, letter: str, numbers: range) -> list[str]:
    if isinstance(column.dtype, pd.CategoricalDtype):
        bodies = ["", *(_text_body(str(text)) for text in column.cat.categories)]
        found = [bodies[code + 1] for code in column.cat.codes]
    else:
        found = [f"><v>{value!r}</v></c>" if value == value else "" for value in column.tolist()]  # noqa: PLR0124
    return [
        f'<c r="{letter}{n}"{body}' if body else "" for n, body in zip(numbers, found, strict=True)
    ]


def _text_body(text: str) -> str:
    clean = escape(_ILLEGAL.sub("", text[:LONGEST_TEXT]))
    return f' t="inlineStr"><is><t xml:space="preserve">{clean}</t></is></c>' if clean else ""
