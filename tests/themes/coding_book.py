"""A coding workbook filled in with openpyxl, as a coder would, cell by cell."""

import io

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from dashboard.metadata.coding import Coding, load_codings
from dashboard.themes.layout import CODE, START

CODER = "First Person"
HEADINGS, FIRST = 2, 3  # rows as a spreadsheet counts them


class FilledCoding:
    """The workbook while it is being coded; cells are named by row and heading."""

    def __init__(self, content: bytes) -> None:
        self.book: Workbook = load_workbook(io.BytesIO(content))

    @property
    def headings(self) -> list[str]:
        return [cell.value for cell in self.book[CODE][HEADINGS]]

    def cell(self, row: int, heading: str) -> Cell:
        return self.book[CODE].cell(row, self.headings.index(heading) + 1)

    def text_id(self, row: int) -> str:
        return self.cell(row, "Text").value

    def put(self, row: int, heading: str, value: object) -> str:
        """Write into a cell; returns its name, such as J3."""
        cell = self.cell(row, heading)
        cell.value = value
        return cell.coordinate

    def start_cell(self, label: str) -> Cell:
        sheet = self.book[START]
        row = next(row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value == label)
        return sheet.cell(row, 2)

    def content(self) -> bytes:
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()


def decisions(context) -> dict[tuple[str, str], Coding]:
    """What the file of decisions holds now, by text id and role."""
    found = load_codings(context.data_dir, context.themes)
    return {(one.text_id, one.role): one for one in found}
