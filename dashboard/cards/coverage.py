"""Which figures are held and which are missing, area by area."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from dashboard.analysis.benchmarks import number_word
from dashboard.analysis.summary import capital, join
from dashboard.cards.model import Card, LegendItem
from dashboard.cards.provenance import table_meta
from dashboard.dataset import Dataset
from dashboard.exports.table import Cell, Column, Table
from dashboard.figures.palette import INK
from dashboard.metadata import Indicator, Status
from dashboard.view_state import View

# Filled where there is a value, so that gaps stand out without colour.
_SHAPES = {
    Status.OK: "●",
    Status.PROVISIONAL: "◐",
    Status.SUPPRESSED: "◇",
    Status.NOT_AVAILABLE: "○",
    Status.NOT_APPLICABLE: "–",
    Status.NEGLIGIBLE: "▽",
}
# How many areas the sentence names.
_MOST_NAMED = 3


class Latest(NamedTuple):
    """What is held of one indicator at its latest period.

    Attributes:
        period: label of the period; empty where there is no figure at all.
        status: by area code. An area without a row is "not available".
        note: why there is no figure, by area code; often empty.
    """

    period: str
    status: dict[str, Status]
    note: dict[str, str]

    def missing(self, codes: Sequence[str]) -> list[str]:
        """The areas without a value."""
        return [code for code in codes if not self.status[code].has_value]


# Worked out once for a dataset: the same answers serve every search.
@lru_cache(maxsize=2)
def latest(dataset: Dataset) -> Mapping[str, Latest]:
    """What is held of each indicator, for members, comparators and the lower tier."""
    codes = list(
        dict.fromkeys([*dataset.member_codes, *dataset.comparator_codes, *dataset.local_codes])
    )
    return {one: _latest(dataset, one, codes) for one in dataset.registry.indicators}


def _latest(dataset: Dataset, indicator_id: str, codes: Sequence[str]) -> Latest:
    end = dataset.default_period(indicator_id)
    rows = dataset.at_period(indicator_id, end, codes)
    return Latest(
        dataset.period_label(indicator_id, end),
        {code: Status(status) for code, status in rows["status"].items()},
        rows["note"].fillna("").to_dict(),
    )


def count_held(dataset: Dataset, indicator_id: str, codes: Sequence[str]) -> int:
    """Number of areas with a value at the latest period of an indicator."""
    return len(codes) - len(latest(dataset)[indicator_id].missing(codes))


def coverage_card(
    dataset: Dataset, view: View, indicators: Sequence[Indicator], nothing: str
) -> Card:
    """Indicators down, areas across: is there a figure for the latest period, and if not, why.

    Args:
        dataset: the figures.
        view: for links and the address kept in files.
        indicators: the rows.
        nothing: what to say where there are no rows.
    """
    codes = [*dataset.member_codes, *reversed(dataset.comparator_codes)]
    columns = (
        Column("Indicator"),
        Column("Areas missing", numeric=True),
        *(Column(dataset.area(code).short_name) for code in codes),
    )
    rows = [_row(dataset, view, one, codes) for one in indicators]
    if rows:
        rows.append(_total_row(dataset, indicators, codes))
    return Card(
        id="coverage",
        title="Which figures are missing?",
        sentence=_sentence(dataset, indicators) if rows else nothing,
        make_table=lambda: Table(
            "Whether there is a figure for the latest period of each indicator",
            columns,
            tuple(rows),
            table_meta(dataset, view, ()),
        ),
        legend=tuple(
            LegendItem(f"{_mark(status)}: {status.label}", INK, shape)
            for status, shape in _SHAPES.items()
        ),
        notes=(
            "The latest period is the newest one in which at least one area has a figure. "
            "“Areas missing” counts the member areas only.",
        ),
        source_line=stamp(dataset),
    )


def _mark(status: Status) -> str:
    """The word or symbol beside a shape."""
    return status.symbol or "yes"


def _row(
    dataset: Dataset, view: View, indicator: Indicator, codes: Sequence[str]
) -> tuple[Cell, ...]:
    held = latest(dataset)[indicator.id]
    missing = len(held.missing(dataset.member_codes))
    return (
        Cell.of(
            indicator.short_name,
            href=view.go("indicator", indicator.id).href,
            detail=held.period,
        ),
        Cell(missing, str(missing)),
        *(_cell(held.status[code], held.note[code]) for code in codes),
    )


def _cell(status: Status, note: str) -> Cell:
    text = f"{_SHAPES[status]} {_mark(status)}"
    return Cell(status.label, text, "" if status is Status.OK else note or status.label)


def _total_row(
    dataset: Dataset, indicators: Sequence[Indicator], codes: Sequence[str]
) -> tuple[Cell, ...]:
    """How many of the indicators each area lacks."""
    counts = _gaps(dataset, indicators, codes)
    every = sum(counts[code] for code in dataset.member_codes)
    return (
        Cell.of("Indicators missing"),
        Cell(every, str(every)),
        *(Cell(counts[code], str(counts[code])) for code in codes),
    )


def _gaps(dataset: Dataset, indicators: Sequence[Indicator], codes: Sequence[str]) -> Counter[str]:
    """Number of the indicators for which each area has no value."""
    held = latest(dataset)
    return Counter(code for one in indicators for code in held[one.id].missing(codes))


def _sentence(dataset: Dataset, indicators: Sequence[Indicator]) -> str:
    """How complete the table is, and where most gaps are."""
    held, codes = latest(dataset), dataset.member_codes
    total = len(indicators)
    full = sum(not held[one.id].missing(codes) for one in indicators)
    areas = f"all {number_word(len(codes))} areas"
    if full == total:
        return f"There is a figure for {areas} on every indicator shown ({total:,})."
    worst = _gaps(dataset, indicators, codes).most_common(_MOST_NAMED)
    named = [f"{dataset.area(code).short_name} ({count})" for code, count in worst]
    return (
        f"{full} of {total} {'indicator' if total == 1 else 'indicators'} "
        f"{'has' if full == 1 else 'have'} a figure for {areas}. Most gaps: {join(named)}."
    )


def symbols_card(dataset: Dataset, view: View) -> Card:
    """What stands in place of a figure, and why."""
    rows = tuple(
        (Cell.of(status.symbol), Cell.of(capital(status.label)), Cell.of(_has_value(status)))
        for status in Status
        if status.symbol
    )
    columns = (Column("Symbol"), Column("Meaning"), Column("Is there a figure?"))
    return Card(
        id="symbols",
        title="What the symbols mean",
        sentence="A missing figure is never shown as zero. A symbol says why it is missing.",
        make_table=lambda: Table("Symbols", columns, rows, table_meta(dataset, view, ())),
        source_line=stamp(dataset),
    )


def _has_value(status: Status) -> str:
    return "yes, and it may still change" if status.has_value else "no"


def stamp(dataset: Dataset) -> str:
    """Which dataset a list was made from."""
    date = dataset.compiled_at[:10]
    return f"Dataset {dataset.version}{f', compiled {date}' if date else ''}."
