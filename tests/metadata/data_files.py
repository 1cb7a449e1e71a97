"""The project's own metadata files, as the tests parametrise over them."""

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parents[2] / "data"
DOMAIN_FILES = sorted((DATA / "indicators").glob("*.yml"))


@cache
def content(path: Path) -> Any:
    """A YAML file as plain lists and dictionaries, read without the project's own loader."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def indicator_ids(**wanted: Any) -> list[str]:
    """Ids of the indicators whose fields are as wanted, in the order of the files.

    A field that is wanted as ``...`` must be there with any value.
    """
    return [
        item["id"]
        for path in DOMAIN_FILES
        for item in content(path)["indicators"]
        if all(item.get(k) == v or (v is ... and k in item) for k, v in wanted.items())
    ]


@cache
def figures(indicator_id: str) -> tuple[dict[str, Any], ...]:
    """Rows of an indicator's figures with dates as dates; empty cells stay empty text."""
    with (DATA / "figures" / f"{indicator_id}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for column in ("period_start", "period_end"):
            row[column] = date.fromisoformat(row[column])
    return tuple(rows)


def with_value(indicator_id: str) -> list[dict[str, Any]]:
    """The rows that have a value."""
    return [row for row in figures(indicator_id) if row["value"]]
