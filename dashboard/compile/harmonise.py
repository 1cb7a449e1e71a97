"""Bring all figures into one table: current codes, typed columns, one row per figure.

Cells that cannot be understood become empty in the typed columns; the text as written stays
beside them, and the rules name it. Nothing is guessed.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from dashboard.compile.read import FIGURE_COLUMNS, Table
from dashboard.metadata.models import Area, Indicator, Registry, Status

NUMERIC = ("value", "lower_ci", "upper_ci", "numerator", "denominator")
DATES = ("period_start", "period_end")
# Columns whose precision as written matters to a rule.
WRITTEN = ("value", "lower_ci", "upper_ci")

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)

# Plain, with thousands commas, or with an exponent as spreadsheets write very small numbers.
_NUMBER = re.compile(
    r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<digits>\d+))?(?:[eE](?P<exponent>[+-]?\d{1,2}))?"
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Rows:
    """All figures, as written and as understood, row by row the same.

    Attributes:
        texts: the cells as written, with file and row.
        frame: indicator_id, folder, area_code (current codes), area_name, period_label,
            status and note as text; DATES as dates; NUMERIC as numbers; <column>_digits,
            decimals as written, for WRITTEN.
    """

    texts: pd.DataFrame
    frame: pd.DataFrame


def aliases_of(registry: Registry) -> dict[str, str]:
    """Other codes used by sources -> the code in use here."""
    return {alias: area.code for area in registry.areas.values() for alias in area.aliases}


def combine(tables: Sequence[Table], aliases: dict[str, str]) -> Rows:
    """Put the rows of all figures files under each other and give them types.

    Rows with too many or too few cells, and files without the right headings, are left out:
    their cells cannot be told apart. Rules name them.

    Args:
        tables: figures files.
        aliases: other code -> code in use; applied to area_code.
    """

    def current(code: str) -> str:
        return aliases.get(code, code)

    texts = _texts(tables)
    path = texts["file"].str.removesuffix(".csv").str.rsplit("/", n=1, expand=True)
    path = path.reindex(columns=[0, 1])
    columns: dict[str, object] = {
        "indicator_id": path[1].astype("category"),
        "folder": path[0].astype("category"),
        "area_code": pd.Categorical(each_once(texts["area_code"], current)),
        "area_name": texts["area_name"],
        "period_label": texts["period_label"].astype("category"),
        "status": texts["status"].astype("category"),
        "note": texts["note"],
    }
    for name in DATES:
        columns[name] = each_once(texts[name], as_date).astype("datetime64[us]")
    for name in NUMERIC:
        columns[name] = each_once(texts[name], as_number).astype(float)
    for name in WRITTEN:
        columns[f"{name}_digits"] = each_once(texts[name], digits_written).astype(int)
    return Rows(texts, pd.DataFrame(columns, index=texts.index))


def with_descriptions(rows: Rows, registry: Registry) -> Rows:
    """Add what the metadata says about the area and the indicator of each row.

    Adds to the frame: level, valid_from and valid_to of the area; kind, multiplier, decimals
    and rolling of the indicator; has_value of the status. Unknown areas, indicators and
    statuses get empty text, NaN, no date or False, so that the rules about them stay silent.
    """

    def of_area(get: Callable[[Area], object], default: object) -> np.ndarray:
        found = {code: get(area) for code, area in registry.areas.items()}
        return _spread(rows.frame["area_code"], found, default)

    def of_indicator(get: Callable[[Indicator], object], default: object) -> np.ndarray:
        found = {key: get(indicator) for key, indicator in registry.indicators.items()}
        return _spread(rows.frame["indicator_id"], found, default)

    with_value = {status.value: status.has_value for status in Status}
    frame = rows.frame.assign(
        level=of_area(lambda area: area.level.value, ""),
        valid_from=of_area(lambda area: area.valid_from, None).astype("datetime64[us]"),
        valid_to=of_area(lambda area: area.valid_to, None).astype("datetime64[us]"),
        kind=of_indicator(lambda indicator: indicator.kind.value, ""),
        multiplier=of_indicator(lambda indicator: indicator.multiplier, np.nan).astype(float),
        decimals=of_indicator(lambda indicator: indicator.decimals, np.nan).astype(float),
        rolling=of_indicator(lambda indicator: indicator.rolling_periods, False).astype(bool),
        has_value=_spread(rows.frame["status"], with_value, False).astype(bool),
    )
    return Rows(rows.texts, frame)


def as_number(text: str) -> float:
    """The number a cell holds; NaN when empty or not a number ("nan" and "inf" are not)."""
    return float(text.replace(",", "")) if _NUMBER.fullmatch(text) else np.nan


def digits_written(text: str) -> int:
    """Decimals a number is written with: 2 for "12.50", 0 for "12" and for empty cells."""
    match = _NUMBER.fullmatch(text)
    if not match:
        return 0
    return max(len(match["digits"] or "") - int(match["exponent"] or 0), 0)


def as_date(text: str) -> date | None:
    """The date a cell holds, written as 2024-03-31; None when empty or anything else."""
    if not _DATE.fullmatch(text):
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


def each_once(texts: pd.Series, understand: Callable[[str], object]) -> np.ndarray:
    """Apply a function to every cell, working each different text out only once."""
    codes, different = pd.factorize(texts)
    # The extra entry keeps the type "object" and answers for no rows at all.
    answers = np.array([*(understand(text) for text in different), None], dtype=object)
    return answers[codes]


def _texts(tables: Sequence[Table]) -> pd.DataFrame:
    columns: dict[str, list[str]] = {name: [] for name in FIGURE_COLUMNS}
    files: list[str] = []
    numbers: list[int] = []
    for table in tables:
        if not table.is_sound:
            continue
        width = len(table.header)
        whole = [
            (number, row)
            for number, row in zip(table.numbers, table.rows, strict=True)
            if len(row) == width
        ]
        cells = zip(*(row for _, row in whole), strict=True)
        for name, column in zip(table.header, cells, strict=False):
            columns[name].extend(column)
        files.extend([table.file] * len(whole))
        numbers.extend(number for number, _ in whole)
    text = {name: pd.array(column, dtype="str") for name, column in columns.items()}
    file = pd.array(files, dtype="str")
    return pd.DataFrame({"file": file, "row": np.array(numbers, dtype=int), **text})


def _spread(keys: pd.Series, lookup: dict, default: object) -> np.ndarray:
    """Look up each category once and give every row its answer, as an object array."""
    answers = np.empty(len(keys.cat.categories), dtype=object)
    for position, key in enumerate(keys.cat.categories):
        answers[position] = lookup.get(key, default)
    return answers[keys.cat.codes.to_numpy()]
