"""Two periods of an indicator that can be compared."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from dashboard.analysis.trend import BREAK_NOTE
from dashboard.dataset import Dataset
from dashboard.metadata import Indicator, Status
from dashboard.metadata.format import is_missing

BACK = 5  # periods between the two, where there are as many
_ONE_ONLY = "no two periods to compare"

Period = tuple[pd.Timestamp, str]  # last day and label


class AreaChange(NamedTuple):
    """One area at two periods; ``reason`` says why there is no change.

    ``first`` is None where it may not be compared with ``last``.
    """

    name: str
    first: float | None
    last: float | None
    first_status: str
    last_status: str
    reason: str

    @property
    def change(self) -> float | None:
        """Last minus first value; None without both."""
        if self.first is None or self.last is None:
            return None
        return self.last - self.first


class Change(NamedTuple):
    """One indicator at two periods.

    Attributes:
        indicator: what is measured.
        first: first period; None where no area has two that can be compared.
        last: latest period; None where there is none.
        rows: by area code, in the order asked.
    """

    indicator: Indicator
    first: Period | None
    last: Period | None
    rows: dict[str, AreaChange]

    @property
    def held(self) -> dict[str, AreaChange]:
        """The areas that have both values."""
        return {code: row for code, row in self.rows.items() if row.change is not None}


@lru_cache(maxsize=256)
def change(dataset: Dataset, indicator_id: str, codes: tuple[str, ...]) -> Change:
    """The latest period and the one five before, or the first that can be compared.

    No change crosses a redefinition or a suspected series break: where the period flagged is
    the first one or lies after it, that area has no change, with the reason.
    """
    indicator = dataset.indicator(indicator_id)
    pairs = _periods(dataset, indicator_id)
    names = [dataset.area(code).short_name for code in codes]
    last = pairs[-1] if pairs else None
    now = _figures(dataset, indicator_id, last, codes)
    breaks = _breaks(dataset, indicator_id, codes)
    for first in pairs[-1 - BACK : -1] if len(pairs) > BACK else pairs[:-1]:
        then = _figures(dataset, indicator_id, first, codes)
        rows = {
            code: _between(name, start, end, first, breaks.get(code))
            for code, name, start, end in zip(codes, names, then, now, strict=True)
        }
        if any(row.change is not None for row in rows.values()):
            return Change(indicator, first, last, rows)
    absent = Status.NOT_AVAILABLE.value
    single = {
        code: AreaChange(name, None, value, absent, status, _ONE_ONLY)
        for code, name, (value, status) in zip(codes, names, now, strict=True)
    }
    return Change(indicator, None, last, single)


def _periods(dataset: Dataset, indicator_id: str) -> list[Period]:
    """Periods up to the latest of the members, oldest first.

    None from before the measure was redefined: those may not be compared with later ones.
    """
    periods = dataset.periods(indicator_id)
    redefined = dataset.indicator(indicator_id).comparable_from
    if redefined is not None:
        starts = periods["period_start"].fillna(periods["period_end"])
        periods = periods[starts >= pd.Timestamp(redefined)]
    end = dataset.default_period(indicator_id)
    pairs = zip(periods["period_end"], periods["period_label"], strict=True)
    return [pair for pair in pairs if end is not None and pair[0] <= end]


def _figures(
    dataset: Dataset, indicator_id: str, period: Period | None, codes: Sequence[str]
) -> list[tuple[float | None, str]]:
    """Value and status of each area at one period."""
    if period is None:
        return [(None, Status.NOT_AVAILABLE.value)] * len(codes)
    rows = dataset.at_period(indicator_id, period[0], codes)
    values = [None if is_missing(value) else value for value in rows["value"].tolist()]
    return list(zip(values, rows["status"].tolist(), strict=True))


def _breaks(dataset: Dataset, indicator_id: str, codes: Sequence[str]) -> dict[str, Period]:
    """The newest suspected break of each area that has one."""
    frame = dataset.of_indicator(indicator_id)
    flagged = frame[frame["note"].str.startswith(BREAK_NOTE, na=False)]
    columns = (flagged[name].tolist() for name in ("area_code", "period_end", "period_label"))
    wanted = set(codes)
    # Rows of an area are in the order of their periods, so the newest is kept.
    return {code: (end, label) for code, end, label in zip(*columns, strict=True) if code in wanted}


def _between(
    name: str,
    then: tuple[float | None, str],
    now: tuple[float | None, str],
    first: Period,
    broken: Period | None,
) -> AreaChange:
    """Values of two periods; without the first where a break lies between them."""
    value, status = then
    if broken is not None and broken[0] >= first[0]:
        reason = f"series break suspected in {broken[1]}"
        return AreaChange(name, None, now[0], status, now[1], reason)
    reason = f"no figure for {first[1]}" if value is None else ""
    reason = "no latest figure" if now[0] is None else reason
    return AreaChange(name, value, now[0], status, now[1], reason)
