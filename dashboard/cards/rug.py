"""The overview table ("tartan rug"): areas across, indicators down, judged cell by cell."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import pandas as pd

from dashboard.analysis.profile import Compared, compared
from dashboard.analysis.summary import capital
from dashboard.cards.model import Card, LegendItem
from dashboard.cards.provenance import source_line, table_meta
from dashboard.cards.tables import number
from dashboard.dataset import Dataset
from dashboard.exports.table import Cell, Column, Table
from dashboard.figures.palette import JUDGEMENT_STYLE
from dashboard.metadata import Indicator, Polarity
from dashboard.metadata.format import short_period
from dashboard.view_state import View


def rug_card(
    dataset: Dataset, view: View, indicators: Sequence[Indicator], title: str, sentence: str
) -> Card:
    """The rug of some indicators at their latest period, against the chosen benchmark.

    ``view.sort`` orders the indicators by one area's place (greatest need first);
    ``view.order`` orders the areas by one indicator (greatest need, or highest, first).
    """
    found = [
        compared(dataset, one.id, dataset.member_codes, view.benchmark_choice())
        for one in indicators
    ]
    members = _ordered_members(dataset, view)
    shown = (*dataset.comparator_codes, *members)
    columns = (
        Column("Indicator", href=view.change(sort="").href, sorted=not view.sort),
        *(
            Column(
                dataset.area(code).short_name,
                numeric=True,
                href=view.change(sort=code).href,
                sorted=view.sort == code,
            )
            for code in shown
        ),
    )
    rows = [_row(dataset, view, one, shown) for one in _ordered(dataset, found, view)]
    table = Table(
        f"{title}. Latest period of each indicator.",
        columns,
        tuple(rows),
        table_meta(dataset, view, indicators),
    )
    return Card(
        id="rug",
        title=title,
        sentence=sentence,
        make_table=lambda: table,
        legend=_judgement_legend(found),
        indicators=tuple(one.id for one in indicators),
        source_line=source_line(dataset, indicators, "Latest period of each indicator"),
    )


# What the shapes and words mean, in the order of the legend.
_MEANING = {
    "worse": "worse than the benchmark: more need",
    "similar": "similar: the difference may be chance",
    "better": "better than the benchmark: less need",
    "higher": "higher, not judged",
    "lower": "lower, not judged",
    "not_tested": "▽ ○: above, below or the same, but not tested",
    "no_value": "no figure: the symbols are explained under Help, the reasons are in the files",
}

_SHAPES = {"not_tested": "△"}
# A count, or a figure without a benchmark.
_NOT_COMPARED = {"shape": "·", "word": "not compared"}


def _judgement_legend(found: Sequence[Compared]) -> tuple[LegendItem, ...]:
    """The judgements that the rug holds."""
    present = {word for one in found for word in one.frame["judgement"]}
    meaning = dict(_MEANING)
    if any(_untested(row) == _NOT_COMPARED for one in found for row in one.rows.values()):
        meaning["not_tested"] += "; · not compared"
    return tuple(
        LegendItem(text, JUDGEMENT_STYLE[key].fill, _SHAPES.get(key, JUDGEMENT_STYLE[key].char))
        for key, text in meaning.items()
        if key in present
    )


def _ordered_members(dataset: Dataset, view: View) -> list[str]:
    """Areas by geography (the region's own order), or by one indicator."""
    codes = list(dataset.member_codes)
    if not view.order:
        return codes
    one = compared(dataset, view.order, dataset.member_codes, "region")
    values = one.ranked.places if not one.ranked.reason else -one.frame["value"]
    return list(values.sort_values(kind="stable", na_position="last").index)


def _ordered(dataset: Dataset, found: list[Compared], view: View) -> list[Compared]:
    """Indicators as given, or by the place of one column; unranked ones last."""
    if not view.sort:
        return found
    places = {one.indicator.id: _place(dataset, one, view.sort) for one in found}
    return sorted(found, key=lambda one: places[one.indicator.id])


def _place(dataset: Dataset, one: Compared, code: str) -> float:
    """Place of a member; for a comparator, the place it would take among the members."""
    if one.ranked.reason:
        return float("inf")
    if code in one.rows:
        place = one.rows[code]["place"]
        return float("inf") if pd.isna(place) else float(place)
    value = dataset.at_period(one.indicator.id, one.period_end, [code])["value"].iloc[0]
    if pd.isna(value):
        return float("inf")
    values = one.frame["value"]
    low_is_worse = one.indicator.polarity is Polarity.LOW_IS_WORSE
    needier = values < value if low_is_worse else values > value
    return 1 + int(needier.sum())


def _row(dataset: Dataset, view: View, one: Compared, codes: Sequence[str]) -> tuple[Cell, ...]:
    indicator = one.indicator
    name = Cell.of(
        indicator.short_name,
        href=view.go("indicator", indicator.id).href,
        detail=f"{indicator.unit}, {short_period(one.period_label)}{_not_tested(one)}",
    )
    cells = _cells(dataset, one)
    return (name, *(cells[code] for code in codes))


# The same cells are shown in another order whenever a column is chosen to sort by.
@lru_cache(maxsize=1024)
def _cells(dataset: Dataset, one: Compared) -> dict[str, Cell]:
    """By area: country and region as they are, members judged against the benchmark."""
    indicator = one.indicator
    others = dataset.at_period(indicator.id, one.period_end, dataset.comparator_codes)
    found = {
        code: number(row["value"], indicator, row["status"], row["note"])
        for code, row in zip(others.index, others.to_dict("records"), strict=True)
    }
    for code, row in one.rows.items():
        why = [row["note"], row["reason"]] if pd.notna(row["value"]) else [row["note"]]
        said = [text.removesuffix(".") for text in why if text] or [row["reason"]]
        note = ". ".join([said[0], *map(capital, said[1:])])
        cell = number(row["value"], indicator, row["status"], note)
        detail = "series break?" if code in one.broken else ""
        found[code] = replace(cell, judgement=row["judgement"], detail=detail, **_untested(row))
    return found


def _not_tested(one: Compared) -> str:
    """Said once beside the name where no difference of the row was tested."""
    tested = one.frame["outcome"].isin(["higher", "similar", "lower"]).any()
    return "" if tested else ". Differences not tested"


def _untested(row: dict) -> dict[str, str]:
    """Shape and word for a value that was not tested: only which side it lies on."""
    if row["judgement"] != "not_tested":
        return {}
    if pd.isna(row["difference"]):
        return _NOT_COMPARED
    gap = row["difference"]
    return {
        "word": "above" if gap > 0 else "below" if gap < 0 else "same",
        "shape": _SHAPES["not_tested"] if gap > 0 else "▽" if gap < 0 else "○",
    }
