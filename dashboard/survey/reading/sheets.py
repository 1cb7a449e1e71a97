"""Opens a workbook and hands on its cells; nothing in it is run, and nothing is drawn."""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.survey.reading.packed import Refusal, RefusedBecause, packed_refusal

_LONGEST_CELL = 32_767  # characters; no spreadsheet holds more in a cell


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
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
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
    try:
        refusal = packed_refusal(content)
        if refusal is not None:
            return refusal
        with warnings.catch_warnings():
            # Of parts that openpyxl leaves out, such as newer kinds of drop-downs.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), keep_links=False)
            sheets = tuple(_sheets(book))
    # A damaged file can break the library anywhere; whatever it raises means that.
    except Exception:
        return Refusal(RefusedBecause.NOT_A_WORKBOOK, "a damaged file")
    return _long_cell(sheets) or sheets


def _sheets(book: Workbook) -> Iterator[Sheet]:
    for sheet in book.worksheets:
        merged = tuple(str(one) for one in sheet.merged_cells.ranges)
        hidden_rows = frozenset(row for row, look in sheet.row_dimensions.items() if look.hidden)
        hidden = sheet.sheet_state != "visible"
        yield Sheet(sheet.title, dict(_contents(sheet)), merged, hidden, hidden_rows)


def _contents(sheet: Worksheet) -> Iterator[tuple[tuple[int, int], Content]]:
    # Only the cells that are stored: the public way walks the whole rectangle, which one stray
    # cell in the last row makes millions of cells large.
    for cell in sheet._cells.values():
        value = cell.value
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        is_formula = cell.data_type == "f"
        # Array formulas come as objects that know their text.
        shown = f"={getattr(value, 'text', '')}" if not isinstance(value, str) else value
        content = Content(shown if is_formula else value, is_formula, cell.data_type == "e")
        yield (cell.row, cell.column), content


def _long_cell(sheets: tuple[Sheet, ...]) -> Refusal | None:
    """Why a sheet is not read on: a cell longer than a spreadsheet can hold."""
    for sheet in sheets:
        for (row, column), content in sheet.cells.items():
            if isinstance(content.value, str) and len(content.value) > _LONGEST_CELL:
                where = f"{sheet.title}!{cell_name(row, column)}"
                found = f"{len(content.value):,} characters in the cell {where}"
                return Refusal(RefusedBecause.TOO_LARGE, found)
    return None
