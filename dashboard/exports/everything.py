"""The whole dataset as one file, for people who bring their own tools.

CSV and Parquet are tidy: one heading, one row per observation, with what is needed to
read it beside it. The workbook has the same rows, and further sheets that say what the
indicators, areas and caveats are.
"""

import io
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

import numpy as np
import pandas as pd

from dashboard.dataset import Dataset
from dashboard.exports.many_rows import fill_sheet
from dashboard.exports.workbook import XLSX, add_about, add_list, new_workbook, write_heading
from dashboard.metadata import Status
from dashboard.metadata.spreadsheet_text import harmless

# Above this many rows a workbook is slow to open, and Excel stops at 1,048,576. It then
# holds the region and what it is compared with; CSV and Parquet always hold everything.
MOST_ROWS = 200_000

# Said once per indicator on a sheet of the workbook, rather than in every row.
_ON_SHEETS = ("unit", "source", "publication", "released", "dataset_version")

_INDICATOR_FIELDS = (
    "id",
    "name",
    "domain",
    "definition",
    "unit",
    "multiplier",
    "decimals",
    "polarity_basis",
    "kind",
    "source",
    "publication",
    "url",
    "licence",
    "released",
    "released_note",
    "next_release",
    "retrieved_from",
    "source_indicator",
    "comparability",
    "why_it_matters",
    "core",
    "headline",
)

_COLUMNS = (
    ("indicator_id, indicator", "key and name of the indicator"),
    ("area_code, area, area_level", "official code, name and level of the area"),
    ("period_label, period_start, period_end", "the period in words, its first and last day"),
    ("value", "as published, in the indicator's unit; empty where there is none"),
    ("lower_ci, upper_ci", "95% interval around the value"),
    ("interval_method", "published, or how the interval was worked out"),
    ("numerator, denominator", "the counts behind the value, where published"),
    ("status", "why there is, or is not, a value"),
    ("note", "what else to know about one value"),
    ("source_kind, submitted_by", "published, or submitted, and by which council"),
    ("edition", "release of the source that the row was taken from"),
)


@lru_cache(maxsize=3)
def whole(dataset: Dataset, kind: str) -> tuple[bytes, str]:
    """Every observation as a file, made once per dataset and kind.

    Args:
        dataset: the compiled dataset.
        kind: csv, xlsx or parquet.

    Returns:
        The content and its media type.

    Raises:
        KeyError: no such kind.
    """
    write, mimetype = _KINDS[kind]
    return write(dataset), mimetype


def tidy(dataset: Dataset) -> pd.DataFrame:
    """The observations with names, units, sources and the dataset version beside them.

    Returns:
        One row per observation in the order of the dataset; text columns are categories
        of text that is safe in a spreadsheet, dates are ISO text.
    """
    held = dataset.observations
    indicators, areas = dataset.registry.indicators, dataset.registry.areas

    def said(field: str) -> pd.Series:
        return _texts(held["indicator_id"], lambda key: getattr(indicators[key], field))

    frame = pd.DataFrame(
        {
            "indicator_id": _texts(held["indicator_id"]),
            "indicator": said("name"),
            "area_code": _texts(held["area_code"]),
            "area": _texts(held["area_code"], lambda code: areas[code].name),
            "area_level": _texts(held["area_code"], lambda code: areas[code].level.value),
        }
    )
    for name in held.columns.difference(frame.columns, sort=False):
        numeric = pd.api.types.is_numeric_dtype(held[name])
        frame[name] = held[name] if numeric else _texts(held[name])
    for field in ("unit", "source", "publication", "released"):
        frame[field] = said(field)
    version = pd.Categorical.from_codes(np.zeros(len(held), dtype="int8"), [dataset.version])
    return frame.assign(dataset_version=version)


def _texts(column: pd.Series, say: Callable[[str], str] = str) -> pd.Series:
    """A column as texts that are safe in files.

    Each different text is made once, not once per row: a tenth of the time and memory.

    Args:
        column: texts or dates.
        say: what to write for a value.
    """
    codes, found = pd.factorize(column)
    if isinstance(found, pd.DatetimeIndex):
        found = found.strftime("%Y-%m-%d")
    texts = [harmless(str(say(one))) for one in found]
    place = {text: index for index, text in enumerate(dict.fromkeys(texts))}
    # Missing values have code -1, which is the last place.
    places = np.array([*(place[text] for text in texts), -1])[codes]
    return pd.Series(pd.Categorical.from_codes(places, list(place)), index=column.index)


def _csv(dataset: Dataset) -> bytes:
    content = io.BytesIO()
    tidy(dataset).to_csv(content, index=False, lineterminator="\r\n", encoding="utf-8-sig")
    return content.getvalue()


def _parquet(dataset: Dataset) -> bytes:
    frame = tidy(dataset)
    days = {name: pd.to_datetime(frame[name]) for name in ("period_start", "period_end")}
    content = io.BytesIO()
    frame.assign(**days).to_parquet(content, index=False)
    return content.getvalue()


def _xlsx(dataset: Dataset) -> bytes:
    frame = tidy(dataset).drop(columns=list(_ON_SHEETS))
    total = len(frame)
    if total > MOST_ROWS:
        frame = frame[frame["area_code"].isin(_regional_codes(dataset))]
    content = io.BytesIO()
    with new_workbook(content, written(dataset)) as book:
        sheet = book.add_worksheet("Figures")
        names = list(frame.columns)
        write_heading(sheet, names, book.add_format({"bold": True}), len(frame))
        sheet.set_column(0, len(names) - 1, 16)
        add_list(book, "Indicators", *_indicators(dataset))
        add_list(book, "Areas", *_areas(dataset))
        add_list(book, "Caveats", *_caveats(dataset))
        add_about(book, _about(dataset, len(frame), total))
    return fill_sheet(content.getvalue(), 1, frame)


def _regional_codes(dataset: Dataset) -> set[str]:
    ancestors = (area.code for area in dataset.registry.ancestors())
    here = {*dataset.member_codes, *dataset.local_codes, *ancestors}
    return here | set(dataset.comparator_codes)


def written(dataset: Dataset) -> datetime:
    """When the dataset was compiled; a workbook of the same dataset has the same bytes."""
    try:
        return datetime.fromisoformat(dataset.compiled_at).replace(tzinfo=None)
    except ValueError:
        return datetime(2000, 1, 1)


def _indicators(dataset: Dataset) -> tuple[list[str], list[list[object]]]:
    registry = dataset.registry
    rows = []
    for one in registry.indicators.values():
        domain = registry.domains[one.domain]
        caveats = "; ".join(caveat.short for caveat in registry.caveats_of(one))
        steps = " ".join(f"{n}. {step}" for n, step in enumerate(one.collect, start=1))
        values = [getattr(one, field) for field in _INDICATOR_FIELDS]
        rows.append([*values, registry.direction_of(one), domain.group.label, caveats, steps])
    return [*_INDICATOR_FIELDS, "direction", "group", "caveats", "how to collect it"], rows


def _areas(dataset: Dataset) -> tuple[list[str], list[list[object]]]:
    areas = dataset.registry.areas
    fields = ["code", "name", "level", "type", "parent", "valid_from", "valid_to"]
    rows = [
        [*(getattr(area, field) for field in fields), ", ".join(area.predecessors)]
        for area in areas.values()
    ]
    return [*fields, "predecessors"], rows


def _caveats(dataset: Dataset) -> tuple[list[str], list[list[object]]]:
    rows = [[one.key, one.short, one.text] for one in dataset.registry.caveats.values()]
    return ["key", "short", "text"], rows


def _about(dataset: Dataset, rows: int, total: int) -> list[tuple[str, str]]:
    region = dataset.registry.region
    held = f"{rows:,} observations"
    if rows < total:
        held += (
            f" of {total:,}: {region.name} and what it is compared with. "
            "The CSV and Parquet files hold them all."
        )
    return [
        ("Dataset", f"Needs and services, {region.name}"),
        ("Dataset version", dataset.version),
        ("Compiled", dataset.compiled_at),
        ("Sheet Figures", held),
        ("Licence", "Each indicator's licence and source are on the sheet Indicators."),
        *((f"Column {names}", meaning) for names, meaning in _COLUMNS),
        *((f"Status {one.value}", one.label) for one in Status),
    ]


_KINDS: dict[str, tuple[Callable[[Dataset], bytes], str]] = {
    "csv": (_csv, "text/csv; charset=utf-8"),
    "xlsx": (_xlsx, XLSX),
    "parquet": (_parquet, "application/vnd.apache.parquet"),
}
