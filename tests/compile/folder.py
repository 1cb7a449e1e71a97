"""A small data folder that keeps every rule, and ways to break it."""

import csv
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml

from dashboard.compile.pipeline import CompileError, check_sources, compile_dataset
from dashboard.compile.progress import Progress
from dashboard.compile.read import (
    ADJACENCY_COLUMNS,
    EXTENT_COLUMNS,
    NEIGHBOUR_COLUMNS,
    TILE_COLUMNS,
)
from dashboard.settings import PROJECT
from tests.compile.made_up import (
    ALPHA,
    BETA,
    CAVEAT,
    DELTA,
    DELTA_ALIAS,
    ENGLAND,
    GAMMA,
    LOWER,
    REGION,
    UPPER,
    borders,
    extents,
    figures,
    measures,
    region,
    rows_of,
    tiles,
)

POOR = "figures/poor_children.csv"
REFERRALS = "figures/referrals.csv"
REFERRALS_ELSEWHERE = "comparators/referrals.csv"
NEIGHBOURS = "neighbours.csv"
ADJACENCY = "geography/adjacency.csv"
TILES = "geography/tiles.csv"
EXTENTS = "geography/extents.csv"
MEASURES = "indicators/measures.yml"


@dataclass(frozen=True)
class Folder:
    """A data folder with somewhere to compile it to."""

    data: Path
    out: Path

    def compile(self) -> dict:
        return compile_dataset(self.data, self.out, Progress(quiet=True))

    def findings(self) -> list:
        """What is wrong with the folder; nothing is an empty list."""
        try:
            check_sources(self.data, Progress(quiet=True))
        except CompileError as error:
            return error.findings
        return []

    def run(self, *arguments: str, code: str = "") -> subprocess.CompletedProcess:
        """Compile in a process of its own, after running ``code`` there."""
        program = (
            f"import sys\n{code}\nfrom dashboard.compile.__main__ import main\nsys.exit(main())"
        )
        command = [sys.executable, "-c", program]
        folders = ["--data", str(self.data), "--out", str(self.out)]
        return subprocess.run(
            [*command, *folders, *arguments],
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
        )

    def rows(self, file: str) -> list[dict[str, str]]:
        with (self.data / file).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def write(self, file: str, rows: list[dict[str, str]]) -> None:
        path = self.data / file
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def change(self, file: str, row: int, /, **cells: str) -> None:
        """Overwrite cells of a row, counted as a spreadsheet does: the heading is row 1."""
        rows = self.rows(file)
        rows[row - 2] |= cells
        self.write(file, rows)

    def add(self, file: str, row: int, /, **cells: str) -> None:
        """Add a row at the end that is like another one but for some cells."""
        rows = self.rows(file)
        self.write(file, [*rows, rows[row - 2] | cells])

    def remove(self, file: str, row: int) -> None:
        rows = self.rows(file)
        del rows[row - 2]
        self.write(file, rows)

    def describe(self, indicator_id: str, **fields: object) -> None:
        """Change the description of an indicator."""
        path = self.data / MEASURES
        content = yaml.safe_load(path.read_text("utf-8"))
        for indicator in content["indicators"]:
            if indicator["id"] == indicator_id:
                indicator.update(fields)
        path.write_text(yaml.safe_dump(content, sort_keys=False), "utf-8")

    def replace(self, file: str, old: str, new: str) -> None:
        """Change the text of a file where it must occur."""
        text = (self.data / file).read_bytes().decode()
        if old not in text:
            raise ValueError(f"{old!r} is not in {file}")
        (self.data / file).write_bytes(text.replace(old, new).encode())


def make_folder(root: Path) -> Folder:
    """Write the folder. Row numbers of the figures files are in the order written here."""
    folder = Folder(root / "data", root / "compiled")
    folder.data.mkdir()
    _write_yaml(folder.data / "region.yml", region())
    _write_yaml(folder.data / "caveats.yml", [CAVEAT])
    methods = [{"id": "dfe", "name": "DfE", "description": "Alike.", "source": "DfE"}]
    adjacent = {"id": "adjacent", "name": "Next door", "description": "Near.", "source": "Map"}
    _write_yaml(folder.data / "neighbours.yml", [*methods, adjacent])
    (folder.data / "england_areas.csv").write_text(
        "code,name,type,valid_from,valid_to,aliases,predecessors\n"
        f"{DELTA},Deltaborough,metropolitan borough,,,{DELTA_ALIAS},\n",
        "utf-8",
    )
    _write_yaml(folder.data / MEASURES, measures())
    # 10% of 1,000 in the first year and 12.5% in the second, in rows 2 to 15.
    shares = (ENGLAND, REGION, ALPHA, BETA, GAMMA, UPPER, LOWER)
    folder.write(POOR, figures(shares, [("10", "100", "1000"), ("12.5", "125", "1000")]))
    # 400 and 500 per 10,000, in rows 2 to 11.
    rates = (ENGLAND, REGION, ALPHA, BETA, GAMMA)
    folder.write(REFERRALS, figures(rates, [("400", "40", "1000"), ("500", "50", "1000")]))
    folder.write(REFERRALS_ELSEWHERE, figures((DELTA,), [("300", "", ""), ("350", "", "")]))
    lists = [
        (ALPHA, "dfe", 1, DELTA, "Close"),
        (BETA, "dfe", 1, DELTA, ""),
        (BETA, "dfe", 3, ALPHA, ""),
    ]
    folder.write(NEIGHBOURS, rows_of(NEIGHBOUR_COLUMNS, lists))
    folder.write(ADJACENCY, rows_of(ADJACENCY_COLUMNS, borders()))
    folder.write(TILES, rows_of(TILE_COLUMNS, tiles()))
    folder.write(EXTENTS, rows_of(EXTENT_COLUMNS, extents()))
    return folder


def _write_yaml(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, sort_keys=False), "utf-8")
