"""Read tables as text, so that whatever is wrong can be named by file, row and column.

Forgiving of what spreadsheet programs do to a file: a byte order mark, Windows line ends,
spaces around cells, blank lines, empty columns at the right, columns in another order.
Nothing is turned into a number or a date here.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.compile.fingerprint import input_files

FIGURE_COLUMNS = (
    "area_code",
    "area_name",
    "period_label",
    "period_start",
    "period_end",
    "value",
    "lower_ci",
    "upper_ci",
    "numerator",
    "denominator",
    "status",
    "note",
)
NEIGHBOUR_COLUMNS = ("area_code", "method", "rank", "neighbour_code", "closeness")
ADJACENCY_COLUMNS = ("area_code", "neighbour_code", "shared_border_km", "level")
TILE_COLUMNS = ("area_code", "level", "column", "row")
EXTENT_COLUMNS = ("area_code", "level", "lon", "lat", "room_km", "west", "south", "east", "north")

FIGURES = "figures"
COMPARATORS = "comparators"
NEIGHBOURS_FILE = "neighbours.csv"
ADJACENCY_FILE = "geography/adjacency.csv"
TILES_FILE = "geography/tiles.csv"
EXTENTS_FILE = "geography/extents.csv"


@dataclass(frozen=True)
class Table:
    """One file as text.

    Attributes:
        file: path below the data folder, with forward slashes.
        columns: the headings it must have.
        header: the headings it has, trimmed and in lower case.
        rows: trimmed cells of each row that is not blank.
        numbers: the spreadsheet row of each of ``rows``; the heading is row 1.
        problem: why the file could not be read; empty if it could.
    """

    file: str
    columns: tuple[str, ...]
    header: tuple[str, ...] = ()
    rows: tuple[list[str], ...] = ()
    numbers: tuple[int, ...] = ()
    problem: str = ""

    @property
    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Spreadsheet row and cells by heading, of the rows that fit a sound table."""
        if self.is_sound:
            for number, row in zip(self.numbers, self.rows, strict=True):
                if len(row) == len(self.header):
                    yield number, dict(zip(self.header, row, strict=True))

    @property
    def is_sound(self) -> bool:
        """Whether it could be read and has exactly the headings it must have, once each."""
        return not self.problem and sorted(self.header) == sorted(self.columns)

    @property
    def stem(self) -> str:
        """File name without folder and ending; the indicator id of a figures file."""
        return Path(self.file).stem

    @property
    def folder(self) -> str:
        """Name of the folder below the data folder; empty for the data folder itself."""
        return self.file.rpartition("/")[0]


@dataclass(frozen=True)
class Sources:
    """All tables of a data folder. A file that is not there is a table with a problem.

    Attributes:
        figures: figures of the region and comparators, one table each.
        neighbours: published lists of comparable areas.
        adjacency: who borders whom.
        tiles: column and row of each area in the tile map.
        extents: where each area lies on the map.
    """

    figures: tuple[Table, ...]
    neighbours: Table
    adjacency: Table
    tiles: Table
    extents: Table

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table."""
        return (*self.figures, self.neighbours, self.adjacency, self.tiles, self.extents)

    @property
    def n_rows(self) -> int:
        """Rows of figures, all files together."""
        return sum(len(table.rows) for table in self.figures)


def read_sources(data_dir: Path) -> Sources:
    """Read every table of a data folder, whatever state it is in."""

    def read(file: str, columns: tuple[str, ...]) -> Table:
        return read_table(data_dir / file, file=file, columns=columns)

    figures = input_files(data_dir, f"{FIGURES}/*.csv", f"{COMPARATORS}/*.csv")
    return Sources(
        figures=tuple(
            read(path.relative_to(data_dir).as_posix(), FIGURE_COLUMNS) for path in figures
        ),
        neighbours=read(NEIGHBOURS_FILE, NEIGHBOUR_COLUMNS),
        adjacency=read(ADJACENCY_FILE, ADJACENCY_COLUMNS),
        tiles=read(TILES_FILE, TILE_COLUMNS),
        extents=read(EXTENTS_FILE, EXTENT_COLUMNS),
    )


def read_table(path: Path, *, file: str, columns: tuple[str, ...]) -> Table:
    """Read one CSV file as trimmed text.

    Args:
        path: the file.
        file: the name it goes by in findings.
        columns: the headings it must have; checked by the rules, not here.

    Returns:
        The table. A file that cannot be read is a table with a ``problem``.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        # Strict, because a quotation mark that is never closed would otherwise swallow the
        # rest of the file without a word.
        records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except FileNotFoundError:
        return Table(file, columns, problem="there is no such file")
    except UnicodeDecodeError as error:
        return Table(file, columns, problem=f"byte {error.start + 1:,} is not UTF-8 text")
    except OSError as error:
        return Table(file, columns, problem=f"cannot be opened: {error.strerror}")
    except csv.Error as error:
        return Table(file, columns, problem=f"not well-formed CSV: {error}")

    header = tuple(name.strip().lower() for name in records[0]) if records else ()
    written = len(header)
    while header and not header[-1]:
        header = header[:-1]
    rows, numbers = [], []
    for number, record in enumerate(records[1:], start=2):
        cells = [cell.strip() for cell in record]
        if not any(cells):
            continue
        # Empty columns at the right are cut where the heading has them too; elsewhere an
        # extra cell means that the others may have shifted.
        if len(cells) == written and not any(cells[len(header) :]):
            cells = cells[: len(header)]
        rows.append(cells)
        numbers.append(number)
    return Table(file, columns, header, tuple(rows), tuple(numbers))
