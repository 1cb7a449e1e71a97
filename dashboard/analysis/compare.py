"""Is an area higher than, similar to or lower than a benchmark?

The convention of English public health profiles (Fingertips): the benchmark is taken as a
fixed value, and the area differs from it when that value lies outside the area's 95%
interval. The benchmark's own interval is not used. With several areas on one page some
differences will be chance: about 1 in 20 where nothing differs at all.

Source: OHID Fingertips technical guidance on comparing an area with a benchmark by
confidence interval ("single overlap").
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from dashboard.metadata import Indicator, Kind, Polarity, Status

Outcome = Literal["higher", "similar", "lower", "not_tested", "no_value"]
Judgement = Literal["worse", "better", "similar", "higher", "lower", "not_tested", "no_value"]

NO_BENCHMARK = "no benchmark value for this period"
NO_INTERVAL = "not tested: no published interval"
NO_INTERVAL_CALCULATED = "not tested: no published interval, and none is calculated for this figure"
THE_BENCHMARK = "the benchmark itself"
COUNT_NOT_COMPARED = "not compared: a count reflects the size of the area"

# outcome -> judgement word, for each direction of need
_WORDS = {
    Polarity.HIGH_IS_WORSE: {"higher": "worse", "lower": "better"},
    Polarity.LOW_IS_WORSE: {"higher": "better", "lower": "worse"},
    Polarity.NEUTRAL: {},
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One area against one benchmark.

    Attributes:
        outcome: where the area lies, without any judgement.
        judgement: the outcome in terms of need, where polarity and caveats allow it.
        difference: area minus benchmark in the indicator's units; None without both values.
        reason: why there was no test; empty where there was one.
    """

    outcome: Outcome
    judgement: Judgement
    difference: float | None
    reason: str


def judge(outcome: str, polarity: Polarity, *, blocks_judgement: bool = False) -> str:
    """Turn higher or lower into worse or better, only where that is known and fair.

    Args:
        outcome: as in ``Comparison.outcome``.
        polarity: which direction means more need.
        blocks_judgement: True where a caveat says that differences may be recording practice.
    """
    if blocks_judgement:
        return outcome
    return _WORDS[polarity].get(outcome, outcome)


def difference_unit(indicator: Indicator) -> str:
    """Unit of a difference: "percentage points" for percentages, else the indicator's unit."""
    if indicator.kind == Kind.PROPORTION and indicator.multiplier == 100:  # noqa: PLR2004
        return "percentage points"
    return indicator.unit


def compare(  # noqa: PLR0913 - the cells of one row and one benchmark, spelled out
    value: float | None,
    lower: float | None,
    upper: float | None,
    benchmark_value: float | None,
    polarity: Polarity,
    *,
    kind: Kind | None = None,
    blocks_judgement: bool = False,
    status: str = Status.NOT_AVAILABLE,
    missing_reason: str = NO_BENCHMARK,
) -> Comparison:
    """Compare one value with one benchmark, by the same rules as ``compare_frame``.

    Args:
        value: the area's value; None or NaN if it has none.
        lower: lower 95% limit; None or NaN if there is none.
        upper: upper 95% limit, likewise.
        benchmark_value: what to compare with; None or NaN if there is none.
        polarity: which direction means more need.
        kind: kind of statistic; counts are not compared.
        blocks_judgement: True where a caveat forbids "worse" and "better".
        status: status of the row; explains a missing value.
        missing_reason: why there is no benchmark value.
    """
    cells = (_as_floats([cell]) for cell in (value, lower, upper, benchmark_value))
    arrays = _Arrays(*cells, kind == Kind.COUNT)
    reason = _reasons(arrays, [status], missing_reason, NO_INTERVAL)[0]
    outcome, difference = arrays.outcome[0], arrays.difference[0]
    return Comparison(
        outcome,
        judge(outcome, polarity, blocks_judgement=blocks_judgement),
        None if np.isnan(difference) else float(difference),
        reason,
    )


def compare_frame(
    frame: pd.DataFrame,
    benchmark_values: float | pd.Series | None,
    indicator: Indicator,
    *,
    blocks_judgement: bool = False,
    missing_reason: str | pd.Series = NO_BENCHMARK,
) -> pd.DataFrame:
    """Compare many areas with one benchmark, or each with its own.

    Args:
        frame: value, lower_ci, upper_ci, numerator, denominator, status; indexed by area code
            (as ``Dataset.at_period`` returns it) or with a column area_code.
        benchmark_values: one value for all; a Series by area code; None if there is none.
        indicator: polarity and kind of statistic.
        blocks_judgement: True where any caveat of the indicator blocks judgement.
        missing_reason: why there is no benchmark; one text, or a Series by area code.

    Returns:
        The frame with outcome, judgement, difference (NaN without both values) and reason
        (empty where tested).
    """
    codes = frame.get("area_code", frame.index)
    columns = ("value", "lower_ci", "upper_ci")
    arrays = _Arrays(
        *(frame[name].to_numpy(float) for name in columns),
        np.broadcast_to(_as_floats(_by_area(benchmark_values, codes)), len(frame)),
        indicator.kind == Kind.COUNT,
    )
    # Counts without an interval mean that none may be calculated: modelled or perturbed.
    counted = frame["numerator"].notna().to_numpy() & frame["denominator"].notna().to_numpy()
    reasons = _reasons(
        arrays,
        frame["status"].tolist(),
        _by_area(missing_reason, codes),
        np.where(counted, NO_INTERVAL_CALCULATED, NO_INTERVAL),
    )
    words = {
        word: judge(word, indicator.polarity, blocks_judgement=blocks_judgement)
        for word in ("higher", "similar", "lower", "not_tested", "no_value")
    }
    return frame.assign(
        outcome=arrays.outcome,
        judgement=np.array([words[word] for word in arrays.outcome], dtype=object),
        difference=arrays.difference,
        reason=reasons,
    )


class _Arrays:
    """Outcome and difference of n areas from float arrays of shape (n,); NaN is missing."""

    def __init__(
        self,
        value: np.ndarray,
        lower: np.ndarray,
        upper: np.ndarray,
        benchmark: np.ndarray,
        is_count: bool,
    ) -> None:
        self.no_value = np.isnan(value)
        self.no_benchmark = np.isnan(benchmark)
        self.is_count = is_count
        untested = self.no_benchmark | np.isnan(lower) | np.isnan(upper) | is_count
        # A benchmark exactly on a limit is not outside it, so it is similar.
        self.outcome = np.select(
            [self.no_value, untested, benchmark < lower, benchmark > upper],
            ["no_value", "not_tested", "higher", "lower"],
            "similar",
        ).astype(object)
        self.difference = np.full(len(value), np.nan) if is_count else value - benchmark


def _reasons(
    arrays: _Arrays,
    statuses: list[str],
    missing_reason: str | np.ndarray,
    interval_reason: str | np.ndarray,
) -> np.ndarray:
    """Why there was no test, area by area; shape (n,), empty where there was one."""
    no_interval = COUNT_NOT_COMPARED if arrays.is_count else interval_reason
    reasons = np.where(arrays.no_benchmark, missing_reason, no_interval).astype(object)
    reasons[arrays.outcome == "no_value"] = ""
    for place in np.flatnonzero(arrays.no_value):
        reasons[place] = f"no value: {_status_words(statuses[place])}"
    tested = np.isin(arrays.outcome.astype(str), ("higher", "similar", "lower"))
    reasons[tested] = ""
    return reasons


def _status_words(status: str) -> str:
    """The status in plain words; a status that should carry a value says not available."""
    known = Status(status)
    return (Status.NOT_AVAILABLE if known.has_value else known).label


def _as_floats(cells: object) -> np.ndarray:
    """Numbers as float64, None as NaN."""
    return np.asarray(cells, dtype=float)


def _by_area(values: object, codes: pd.Index | pd.Series) -> object:
    """Line a Series up with the areas; one value for all stays as it is."""
    return values.reindex(codes).to_numpy() if isinstance(values, pd.Series) else values
