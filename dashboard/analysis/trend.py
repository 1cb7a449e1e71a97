"""Has a figure been rising or falling? The 5-point test of English public health profiles.

The last five comparable periods get a weighted straight line. A trend is reported when the
chi-square statistic of its slope is significant at p < 0.002 and the slope keeps its sign
whichever single point is left out, so that one odd year cannot make a trend.

The slope is that of the weighted least squares line through (x, y), x = 1 to 5, and
chi-square = slope^2 * sum(w * (x - weighted mean of x)^2), on 1 degree of freedom, with

* proportions whose interval was worked out here from counts: y = share, w = n / (p * (1 - p)),
  p the pooled share. This is the Cochran-Armitage test: Armitage P (1955), Biometrics
  11:375-386; the same as ``prop.trend.test`` in R;
* everything else with a 95% interval: y = value, w = 1 / se^2, se = (upper - lower) / 3.92.

Source: OHID Fingertips technical guidance, "Trend markers", and the published code of
Fingertips, whose threshold is chi-square > 9.5495. One difference: for proportions its code
takes the signs from unweighted slopes of the log odds, which do not exist for a count of 0;
here they come from the weighted line of the test itself.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from scipy.special import chdtrc

from dashboard.analysis.intervals import WILSON
from dashboard.metadata import Indicator, Kind, Polarity

POINTS = 5
SIGNIFICANCE = 0.002
# How the data mark a period that cannot be compared with those before it.
BREAK_NOTE = "Series break suspected"

# Yearly periods differ by leap days, pay weeks and school terms; half a year is a gap.
_STEP_TOLERANCE_DAYS = 45
# Shorter steps than about a year would take seasons for trends.
_SHORTEST_STEP_DAYS = 320
# Width of a 95% interval in standard errors, 2 x 1.96 as in the source.
_WIDTH_IN_SE = 3.92

Outcome = Literal["rising", "falling", "no_clear_trend", "not_tested"]

_WORDS = {
    Polarity.HIGH_IS_WORSE: {"rising": "getting_worse", "falling": "getting_better"},
    Polarity.LOW_IS_WORSE: {"rising": "getting_better", "falling": "getting_worse"},
    Polarity.NEUTRAL: {},
}


@dataclass(frozen=True, slots=True)
class Trend:
    """What has happened over time in one area.

    Attributes:
        outcome: "rising", "falling", "no_clear_trend" or "not_tested".
        judgement: the outcome in terms of need ("getting_worse", "getting_better"), where
            polarity and caveats allow it; else the outcome.
        first_label: first comparable period with a value; empty if there is none.
        last_label: last period with a value.
        first_value: value of the first comparable period; None if there is none.
        last_value: value of the last period.
        change: last minus first value in the indicator's units; None without two points.
        n_points: number of comparable periods with a value.
        reason: why not tested, or why there is no clear trend; else empty.
        tested_from: label of the first of the five periods tested; empty if not tested.
        tested_change: last minus first value of the five periods tested, which can differ in
            sign from ``change``; None if not tested.
        chi_square: test statistic on 1 degree of freedom; None if not tested.
        p_value: its probability where nothing changes; None if not tested.
    """

    outcome: Outcome
    judgement: str
    first_label: str
    last_label: str
    first_value: float | None
    last_value: float | None
    change: float | None
    n_points: int
    reason: str
    tested_from: str = ""
    tested_change: float | None = None
    chi_square: float | None = None
    p_value: float | None = None


class _Columns(NamedTuple):
    """One or many series as arrays of shape (periods,)."""

    value: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    numerator: np.ndarray
    denominator: np.ndarray
    start: np.ndarray
    end: np.ndarray
    label: np.ndarray
    broken: np.ndarray
    method: np.ndarray

    def part(self, rows: slice | np.ndarray) -> "_Columns":
        return _Columns(*(column[rows] for column in self))


class _Untestable(Exception):
    """The test does not apply; the message says why."""


def trend(series: pd.DataFrame, indicator: Indicator, *, blocks_judgement: bool = False) -> Trend:
    """Assess the series of one area.

    Args:
        series: one row per period, oldest first: value, lower_ci, upper_ci, numerator,
            denominator, note, period_label, period_start, period_end and, where known,
            interval_method.
        indicator: kind of statistic and polarity.
        blocks_judgement: True where a caveat forbids "getting worse" and "getting better".
    """
    return _assess(_columns(series), indicator, blocks_judgement)


def trends(
    frame: pd.DataFrame, indicator: Indicator, *, blocks_judgement: bool = False
) -> dict[str, Trend]:
    """Assess every area of a frame at once, several times faster than one by one.

    Args:
        frame: as for ``trend``, with area_code; sorted by area_code and period_end, as
            ``Dataset.of_indicator`` returns it.
        indicator: kind of statistic and polarity.
        blocks_judgement: as for ``trend``.
    """
    if frame.empty:
        return {}
    codes = frame["area_code"].to_numpy(object)
    starts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]])
    stops = np.r_[starts[1:], len(codes)]
    columns = _columns(frame)
    return {
        codes[a]: _assess(columns.part(slice(a, b)), indicator, blocks_judgement)
        for a, b in zip(starts, stops, strict=True)
    }


def weighted_slopes(y: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, float]:
    """Slopes of the weighted line through equally spaced points, and its chi-square.

    Args:
        y: values in order of time, shape (n,), n at least 3.
        weight: 1 / variance of each value, shape (n,), all above 0.

    Returns:
        Slopes per period, shape (n + 1,): of all points, then without each point in turn;
        and the chi-square statistic of the first, on 1 degree of freedom.
    """
    x = np.arange(len(y)) - (len(y) - 1) / 2
    y = y - y.mean()  # centred, so that the sums below do not cancel
    parts = weight * np.array([np.ones(len(y)), x, y, x * x, x * y])
    totals = parts.sum(axis=1, keepdims=True)
    w, wx, wy, wxx, wxy = np.concatenate([totals, totals - parts], axis=1)
    spread = wxx - wx**2 / w
    slopes = (wxy - wx * wy / w) / spread
    return slopes, float(slopes[0] ** 2 * spread[0])


def _columns(frame: pd.DataFrame) -> _Columns:
    """Take the arrays out of a frame once; pandas access is what costs time here."""
    names = ("value", "lower_ci", "upper_ci", "numerator", "denominator")
    numbers = [frame[name].to_numpy(float) for name in names]
    start, end = (
        frame[name].to_numpy().astype("datetime64[D]") for name in ("period_start", "period_end")
    )
    known = "interval_method" in frame
    return _Columns(
        *numbers,
        start=np.where(np.isnat(start), end, start),
        end=end,
        label=frame["period_label"].to_numpy(object),
        broken=np.array([isinstance(n, str) and n.startswith(BREAK_NOTE) for n in frame["note"]]),
        method=frame["interval_method"].to_numpy(object) if known else np.full(len(frame), None),
    )


def _assess(columns: _Columns, indicator: Indicator, blocks_judgement: bool) -> Trend:
    """Trend of one series."""
    redefined = indicator.comparable_from is not None
    if redefined:
        columns = columns.part(columns.start >= np.datetime64(indicator.comparable_from))
    breaks = np.flatnonzero(columns.broken)
    broken = int(breaks[-1]) if len(breaks) else -1
    has_value = ~np.isnan(columns.value)
    shown = np.flatnonzero(has_value)
    comparable = shown[shown > broken]
    since = " since the measure was redefined" if redefined else ""
    if broken >= 0:
        since = f" since the suspected break in {columns.label[broken]}"
    tested: dict[str, object] = {}
    try:
        five = columns.part(_points(columns, shown, comparable, since))
        slopes, chi_square = weighted_slopes(*_values_and_weights(five, indicator.kind))
    except _Untestable as why:
        outcome, reason = "not_tested", str(why)
    else:
        p_value = float(chdtrc(1, chi_square))
        outcome, reason = _verdict(slopes, p_value)
        tested = {
            "tested_from": str(five.label[0]),
            "tested_change": float(five.value[-1] - five.value[0]),
            "chi_square": chi_square,
            "p_value": p_value,
        }
    first = comparable[0] if len(comparable) else None
    last = shown[-1] if len(shown) else None
    many = len(comparable) > 1
    return Trend(
        outcome=outcome,
        judgement=outcome if blocks_judgement else _WORDS[indicator.polarity].get(outcome, outcome),
        first_label="" if first is None else str(columns.label[first]),
        last_label="" if last is None else str(columns.label[last]),
        first_value=None if first is None else float(columns.value[first]),
        last_value=None if last is None else float(columns.value[last]),
        change=float(columns.value[last] - columns.value[first]) if many else None,
        n_points=len(comparable),
        reason=reason,
        **tested,
    )


def _verdict(slopes: np.ndarray, p_value: float) -> tuple[Outcome, str]:
    """Outcome of the test, with the reason where there is no clear trend."""
    if p_value >= SIGNIFICANCE:
        return "no_clear_trend", "the change over the last five periods may be chance"
    signs = np.sign(slopes)
    if signs[0] == 0 or (signs != signs[0]).any():
        return "no_clear_trend", "the direction depends on a single period"
    return ("rising" if slopes[0] > 0 else "falling"), ""


def _points(columns: _Columns, shown: np.ndarray, comparable: np.ndarray, since: str) -> np.ndarray:
    """Rows of the last five comparable periods, evenly spaced.

    ``since`` says why earlier periods are not comparable.

    Raises:
        _Untestable: there are no such five periods.
    """
    if not len(shown):
        raise _Untestable("no values")
    separate = _not_overlapping(columns.start, columns.end, comparable)
    overlapping = len(separate) < len(comparable)
    if len(separate) < POINTS:
        found = f"{len(separate)} {'period' if len(separate) == 1 else 'periods'}"
        if overlapping:
            raise _Untestable(
                f"periods overlap: only {len(separate)} of {len(comparable)} are separate, "
                f"{POINTS} needed"
            )
        raise _Untestable(f"too few points{since}: {found}, {POINTS} needed")
    points = separate[-POINTS:]
    if not overlapping:
        inside = np.arange(points[0], points[-1] + 1)
        empty = inside[np.isnan(columns.value[inside])]
        if len(empty):
            raise _Untestable(f"gap: no value for {columns.label[empty[-1]]}")
    steps = np.diff(columns.end[points]).astype(int)
    if steps.max() - steps.min() > _STEP_TOLERANCE_DAYS:
        before = points[int(steps.argmax())]
        after = points[int(steps.argmax()) + 1]
        raise _Untestable(
            f"gap: nothing published between {columns.label[before]} and {columns.label[after]}"
        )
    if steps.min() < _SHORTEST_STEP_DAYS:
        raise _Untestable("periods are less than a year apart, so seasons would look like trends")
    return points


def _not_overlapping(start: np.ndarray, end: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Rows whose periods do not overlap, chosen from the newest backwards."""
    if (end[rows[:-1]] < start[rows[1:]]).all():
        return rows
    kept = [rows[-1]]
    for row in rows[-2::-1]:
        if end[row] < start[kept[-1]]:
            kept.append(row)
    return np.array(kept[::-1], dtype=int)


def _values_and_weights(five: _Columns, kind: Kind) -> tuple[np.ndarray, np.ndarray]:
    """Values and inverse variances of the five points.

    Raises:
        _Untestable: there are neither counts nor intervals for all five.
    """
    counted = (five.denominator > 0) & (five.numerator >= 0) & (five.numerator <= five.denominator)
    # Counts behind a published interval may be weighted survey counts: then the interval says
    # how sure the figure is, the counts do not. No interval although there are counts means
    # that the figure is modelled or perturbed.
    own = all(method in {None, WILSON} for method in five.method)
    if kind == Kind.PROPORTION and own and counted.all():
        n, share = five.denominator, five.numerator / five.denominator
        pooled = five.numerator.sum() / n.sum()
        if pooled in {0, 1}:
            return share, n  # nothing varies: slope and chi-square are 0 for any weight
        return share, n / (pooled * (1 - pooled))
    width = five.upper - five.lower
    given = np.isfinite(width)
    if not given.any():
        modelled = counted.all() and not own
        raise _Untestable(
            "no published interval, and none is calculated for this figure"
            if modelled
            else "no counts or intervals published"
        )
    if not given.all():
        absent = five.label[~given]
        raise _Untestable(f"no interval for {absent[-1]}")
    if (width <= 0).any():
        raise _Untestable("an interval has no width")
    return five.value, (_WIDTH_IN_SE / width) ** 2
