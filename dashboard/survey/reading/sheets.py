"""Opens a workbook and hands on its cells; nothing in it is run, and nothing is drawn."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old formats, and encrypted new ones
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAIN_PART = "xl/workbook.xml"
_MACROS = "xl/vbaProject.bin"
_MOST_BYTES = 60_000_000  # unpacked; a filled workbook has less than one million
_MOST_CELLS = 200_000


class RefusedBecause(StrEnum):
    """Why a file is not read at all."""

    NOT_A_WORKBOOK = "not a workbook"
    OTHER_TYPE = "another type of file"
    PASSWORD = "password"  # noqa: S105 - a reason, not a password
    MACROS = "macros"
    TOO_LARGE = "too large"


@dataclass(frozen=True)
class Refusal:
    """Why a file is not read, and what it seems to be."""

    because: RefusedBecause
    found: str


@dataclass(frozen=True)
class Content:
    """What a cell holds."""

    value: object
    is_formula: bool = False
    is_error: bool = False


@dataclass(frozen=True)
class Sheet:
    """The cells of a sheet that are not empty, by row and column, both from 1."""

    title: str
    cells: dict[tuple[int, int], Content]
    merged: tuple[str, ...] = ()
    by_row: dict[int, dict[int, Content]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Sort the cells into rows."""
        rows: dict[int, dict[int, Content]] = {}
        for (row, column), content in sorted(self.cells.items()):
            rows.setdefault(row, {})[column] = content
        object.__setattr__(self, "by_row", rows)


def cell_name(row: int, column: int) -> str:
    """Name of a cell, such as F7."""
    return f"{get_column_letter(column)}{row}"


def open_sheets(content: bytes) -> tuple[Sheet, ...] | Refusal:
    """The sheets of a workbook, or why they cannot be read."""
    refusal = _refusal(content)
    if refusal is not None:
        return refusal
    try:
        with warnings.catch_warnings():
            # Of parts that openpyxl leaves out, such as newer kinds of drop-downs.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), keep_links=False)
            return tuple(_sheets(book))
    # A damaged file can break the library anywhere; whatever it raises means that.
    except Exception as error:
        return Refusal(RefusedBecause.NOT_A_WORKBOOK, f"a damaged file ({type(error).__name__})")


def _sheets(book: Workbook) -> Iterator[Sheet]:
    for sheet in book.worksheets:
        merged = tuple(str(one) for one in sheet.merged_cells.ranges)
        yield Sheet(sheet.title, dict(_contents(sheet)), merged)


def _contents(sheet: Worksheet) -> Iterator[tuple[tuple[int, int], Content]]:
    for row in sheet.iter_rows():
        for cell in row:
            value = cell.value
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            is_formula = cell.data_type == "f"
            # Array formulas come as objects that know their text.
            shown = f"={getattr(value, 'text', '')}" if not isinstance(value, str) else value
            content = Content(shown if is_formula else value, is_formula, cell.data_type == "e")
            yield (cell.row, cell.column), content


def _refusal(content: bytes) -> Refusal | None:
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            return Refusal(RefusedBecause.PASSWORD, "a file that opens only with a password")
        return Refusal(RefusedBecause.OTHER_TYPE, "a file of an old Office format, such as .xls")
    if content.startswith(b"%PDF"):
        return Refusal(RefusedBecause.OTHER_TYPE, "a PDF")
    if not content:
        return Refusal(RefusedBecause.NOT_A_WORKBOOK, "an empty file")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _packed_refusal(archive)
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, NotImplementedError, ValueError):
        return Refusal(RefusedBecause.NOT_A_WORKBOOK, "something that is not an Excel file")


def _packed_refusal(archive: zipfile.ZipFile) -> Refusal | None:
    names = {one.filename for one in archive.infolist()}
    if _MAIN_PART not in names:
        kind = "an OpenDocument file" if "mimetype" in names else "a file of another program"
        kind = "a binary workbook (.xlsb)" if "xl/workbook.bin" in names else kind
        kind = "a Word document" if "word/document.xml" in names else kind
        return Refusal(RefusedBecause.OTHER_TYPE, kind)
    if _MACROS in names:
        return Refusal(RefusedBecause.MACROS, "a workbook with macros")
    if sum(one.file_size for one in archive.infolist()) > _MOST_BYTES:
        return Refusal(RefusedBecause.TOO_LARGE, "a file that unpacks to more than 60 MB")
    return _part_refusal(archive)


def _part_refusal(archive: zipfile.ZipFile) -> Refusal | None:
    cells = 0
    for one in archive.infolist():
        if not one.filename.endswith((".xml", ".rels")):
            continue
        part = archive.read(one)
        # No spreadsheet writes these; they are a way to make a reader run out of memory.
        if re.search(rb"<!(?:DOCTYPE|ENTITY)", part):
            return Refusal(RefusedBecause.NOT_A_WORKBOOK, "a file with definitions of its own")
        if one.filename.startswith("xl/worksheets/"):
            cells += len(re.findall(rb"<c[ >/]", part))
    if cells > _MOST_CELLS:
        return Refusal(
            RefusedBecause.TOO_LARGE, f"{cells:,} cells, empty ones with a look included"
        )
    return None
