"""95% confidence intervals for figures that are published without one.

Used once, when the dataset is compiled, so that every chart, table and test reads the same
interval. A published interval is never replaced.
"""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import chdtri, ndtri

from dashboard.metadata import Kind

CONFIDENCE = 0.95
PUBLISHED = "published"
WILSON = "Wilson"
BYAR = "Byar"
EXACT_POISSON = "exact Poisson"
NO_METHOD = ""

# Below this numerator Byar's approximation is too rough; the same limit as in the R package
# PHEindicatormethods.
EXACT_BELOW = 10

_TAIL = (1 - CONFIDENCE) / 2
_Z = float(ndtri(1 - _TAIL))

Limits = tuple[np.ndarray, np.ndarray]


def wilson(numerator: ArrayLike, denominator: ArrayLike) -> Limits:
    """95% limits of a proportion by Wilson's score method.

    Args:
        numerator: count with the characteristic, shape (n,); 0 to denominator.
        denominator: count of all, shape (n,); above 0.

    Returns:
        Lower and upper limit as shares between 0 and 1, shape (n,) each.

    Source:
        Wilson EB (1927), J Am Stat Assoc 22:209-212; recommended by Newcombe (1998),
        Stat Med 17:857-872, and used in the PHE (now OHID) technical guide on
        confidence intervals.
    """
    x = np.asarray(numerator, dtype=float)
    n = np.asarray(denominator, dtype=float)
    z2 = _Z**2
    centre = 2 * x + z2
    half_width = _Z * np.sqrt(z2 + 4 * x * (1 - x / n))
    scale = 2 * (n + z2)
    return np.clip((centre - half_width) / scale, 0, 1), np.clip(
        (centre + half_width) / scale, 0, 1
    )


def byar(count: ArrayLike) -> Limits:
    """95% limits of an event count by Byar's approximation to the Poisson limits.

    Args:
        count: number of events, shape (n,); above 0. Meant for counts of 10 or more.

    Returns:
        Lower and upper limit as counts, shape (n,) each.

    Source:
        Breslow NE, Day NE (1987), Statistical Methods in Cancer Research, volume II, IARC;
        PHE (now OHID) technical guide on confidence intervals.
    """
    x = np.asarray(count, dtype=float)
    above = x + 1
    lower = x * (1 - 1 / (9 * x) - _Z / (3 * np.sqrt(x))) ** 3
    upper = above * (1 - 1 / (9 * above) + _Z / (3 * np.sqrt(above))) ** 3
    return lower, upper


def exact_poisson(count: ArrayLike) -> Limits:
    """95% limits of an event count from the Poisson distribution itself.

    Args:
        count: number of events, shape (n,); 0 or more.

    Returns:
        Lower and upper limit as counts, shape (n,) each; the lower limit of 0 events is 0.

    Source:
        Garwood F (1936), Biometrika 28:437-442, by quantiles of the chi-square distribution.
    """
    x = np.asarray(count, dtype=float)
    # chdtri takes the upper tail. It has no answer for 0 degrees of freedom, so 0 is set here.
    lower = np.where(x > 0, chdtri(np.where(x > 0, 2 * x, 1), 1 - _TAIL) / 2, 0.0)
    upper = chdtri(2 * x + 2, _TAIL) / 2
    return lower, upper


def with_intervals(
    frame: pd.DataFrame, kind: Kind, multiplier: float, *, allowed: bool = True
) -> pd.DataFrame:
    """Fill in missing 95% intervals and say where each interval comes from.

    A published interval (both limits) is kept. Otherwise a row with a value, a numerator and
    a denominator gets Wilson limits when it is a proportion, and Byar's limits, or exact
    Poisson limits under 10 events, when it is a rate. Every other row is left without: no
    value, no counts, a denominator of 0, more cases than people, a single published limit, or
    another kind of statistic.

    Args:
        frame: value, lower_ci, upper_ci, numerator, denominator; one row per figure.
        kind: kind of statistic of the indicator.
        multiplier: 100 for percentages, 10,000 for rates per 10,000.
        allowed: False for modelled or perturbed figures, whose counts do not carry the
            uncertainty of the figure; then only published intervals remain.

    Returns:
        A copy with lower_ci and upper_ci in the units of the value, and interval_method:
        "published", "Wilson", "Byar", "exact Poisson" or "" where there is no interval.
    """
    columns = ("value", "lower_ci", "upper_ci", "numerator", "denominator")
    value, lower, upper, count, base = (frame[name].to_numpy(float, copy=True) for name in columns)
    method = np.full(len(frame), NO_METHOD, dtype=object)
    method[np.isfinite(lower) & np.isfinite(upper)] = PUBLISHED

    open_rows = np.isnan(lower) & np.isnan(upper) & np.isfinite(value)
    counted = open_rows & np.isfinite(count) & np.isfinite(base) & (count >= 0) & (base > 0)
    if not allowed:
        counted[:] = False

    if kind == Kind.PROPORTION:
        chosen = counted & (count <= base)
        low, high = wilson(count[chosen], base[chosen])
        lower[chosen], upper[chosen], method[chosen] = low * multiplier, high * multiplier, WILSON
    elif kind == Kind.RATE:
        for chosen, limits, label in (
            (counted & (count < EXACT_BELOW), exact_poisson, EXACT_POISSON),
            (counted & (count >= EXACT_BELOW), byar, BYAR),
        ):
            low, high = limits(count[chosen])
            scale = multiplier / base[chosen]
            lower[chosen], upper[chosen], method[chosen] = low * scale, high * scale, label

    return frame.assign(
        lower_ci=lower, upper_ci=upper, interval_method=pd.array(method, dtype="str")
    )
