"""Frames as tables: the twin of each chart, for the page and for files."""

from collections.abc import Sequence

import pandas as pd

from dashboard.analysis.profile import Compared
from dashboard.analysis.trend import Trend
from dashboard.cards.provenance import table_meta
from dashboard.dataset import Dataset
from dashboard.exports.table import Cell, Column, Table
from dashboard.metadata import Indicator
from dashboard.metadata.format import format_difference, format_value
from dashboard.view_state import View


def number(value: float | None, indicator: Indicator, status: str = "", note: str = "") -> Cell:
    """A value as a cell: the full number for files, the printed one for people."""
    text = format_value(value, indicator, status or None)
    return Cell(None if value is None or pd.isna(value) else float(value), text, note)


def plain(value: float | None, text: str) -> Cell:
    """A number with its own wording; empty when there is none."""
    missing = value is None or pd.isna(value)
    return Cell(None if missing else float(value), "" if missing else text)


def trend_cell(trend: Trend | None) -> Cell:
    """What the trend test says, and why where it says nothing."""
    if trend is None:
        return Cell.of("not tested", detail="no figures over time")
    if trend.judgement in {"getting_worse", "getting_better"}:
        words = f"{trend.outcome}, {trend.judgement.replace('_', ' ')}"
    else:
        words = trend.outcome.replace("_", " ")
    return Cell.of(words, detail=trend.reason)


def compared_table(
    compared: Compared,
    dataset: Dataset,
    view: View,
    *,
    trends: dict[str, Trend] | None = None,
    extra: Sequence[str] = (),
) -> Table:
    """Areas at one period: value, interval, benchmark, difference, judgement, place, trend.

    Args:
        compared: the areas.
        dataset: for names and provenance.
        view: for links and the address kept in files.
        trends: trend of each area, if there is a column for it.
        extra: codes of comparators appended below, without judgement.
    """
    indicator = compared.indicator
    columns = [
        Column("Area"),
        Column("Value", numeric=True),
        Column("Lower 95% limit", numeric=True),
        Column("Upper 95% limit", numeric=True),
        Column("Benchmark", numeric=True),
        Column("Difference", numeric=True),
        Column("Comparison"),
        Column("Place", numeric=True),
    ]
    if trends is not None:
        columns.append(Column("Trend"))
    ordered = compared.frame.sort_values("value", ascending=False, na_position="last")
    rows = [
        _compared_row(dataset, code, row, compared, view, trends) for code, row in _rows(ordered)
    ]
    if extra:
        others = dataset.at_period(indicator.id, compared.period_end, extra)
        rows += [_plain_row(dataset, code, row, indicator, trends) for code, row in _rows(others)]
    name = compared.benchmark.name if compared.is_common else "each area's own benchmark"
    caption = f"{indicator.name}, {indicator.unit}, {compared.period_label}, against {name}"
    return Table(
        caption,
        tuple(columns),
        tuple(rows),
        (
            ("Place", compared.ranked.reason or f"1 = greatest need, of {compared.ranked.n} areas"),
            *table_meta(dataset, view, [indicator], compared.period_label),
        ),
    )


def _rows(frame: pd.DataFrame) -> list[tuple[str, dict]]:
    return list(zip(frame.index, frame.to_dict("records"), strict=True))


def profile_link(dataset: Dataset, view: View, code: str) -> str:
    """Address of an area's profile; empty for areas outside the region, which have none."""
    here = code in dataset.member_codes or code in dataset.local_codes
    return view.go("area", code).href if here else ""


def _compared_row(
    dataset: Dataset,
    code: str,
    row: dict,
    compared: Compared,
    view: View,
    trends: dict[str, Trend] | None,
) -> tuple[Cell, ...]:
    indicator, ranked = compared.indicator, compared.ranked
    mark = compared.benchmarks[code]
    place = row["place"]
    cells = [
        Cell.of(row["name"], href=profile_link(dataset, view, code)),
        number(row["value"], indicator, row["status"], row["note"]),
        number_or_blank(row["lower_ci"], indicator),
        number_or_blank(row["upper_ci"], indicator),
        Cell(mark.value, format_value(mark.value, indicator), mark.reason or mark.method),
        plain(row["difference"], format_difference(row["difference"], indicator)),
        Cell(None, "", row["reason"], judgement=row["judgement"]),
        plain(place, f"{place:.0f} of {ranked.n}")
        if pd.notna(place)
        else Cell(None, "not ranked" if ranked.reason else "", ranked.reason),
    ]
    if trends is not None:
        cells.append(trend_cell(trends.get(code)))
    return tuple(cells)


def number_or_blank(value: float | None, indicator: Indicator) -> Cell:
    """A limit or count; blank where there is none, because none was ever due."""
    return plain(value, format_value(value, indicator))


def _plain_row(
    dataset: Dataset, code: str, row: dict, indicator: Indicator, trends: dict | None
) -> tuple[Cell, ...]:
    blank = Cell()
    cells = [
        Cell.of(dataset.area(code).name),
        number(row["value"], indicator, row["status"], row["note"]),
        number_or_blank(row["lower_ci"], indicator),
        number_or_blank(row["upper_ci"], indicator),
        *[blank] * 4,
    ]
    if trends is not None:
        cells.append(trend_cell(trends.get(code)))
    return tuple(cells)


def series_table(
    dataset: Dataset, view: View, indicator: Indicator, codes: Sequence[str], caption: str
) -> Table:
    """Periods down, areas across; every period that any of the areas has a row for."""
    frame = dataset.of_indicator(indicator.id)
    frame = frame[frame["area_code"].isin(set(codes))]
    held = {
        (row.area_code, row.period_end): row
        for row in frame[
            ["area_code", "period_end", "value", "status", "note"]
        ].itertuples(index=False)
    }  # fmt: skip
    periods = frame.drop_duplicates("period_end").sort_values("period_end", ascending=False)
    rows = []
    for end, label in zip(periods["period_end"], periods["period_label"], strict=True):
        cells = [Cell.of(label)]
        for code in codes:
            row = held.get((code, end))
            cells.append(
                Cell(None, "[x]", "no figure is held for this area and period")
                if row is None
                else number(row.value, indicator, row.status, row.note)
            )
        rows.append(tuple(cells))
    names = [Column(dataset.area(code).short_name, numeric=True) for code in codes]
    meta = table_meta(dataset, view, [indicator])
    return Table(caption, (Column("Period"), *names), tuple(rows), meta)
