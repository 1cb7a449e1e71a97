"""Need and support of the same areas: both figures, both places, and how far they differ."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis.need_index import NeedIndex, Recipe, need_index, sensitivity
from dashboard.analysis.pathway_words import plural
from dashboard.analysis.profile import compared
from dashboard.analysis.provision import AT_LEAST, CAPACITY, SERVICES, STARTS, Amount
from dashboard.analysis.summary import join
from dashboard.dataset import Dataset
from dashboard.metadata import Indicator, Kind, Level, Polarity, Status
from dashboard.metadata.format import within

INDEX = "need_index"

_MEASURE_UNITS = {
    CAPACITY: ("Room for families", "families a year per 1,000 children aged 0 to 17", 1),
    STARTS: ("Families that started", "families in 12 months per 1,000 children aged 0 to 17", 1),
    SERVICES: ("Running services", "services per 1,000 children aged 0 to 17", 3),
}

_MOST_DECIMALS = 4


# Compared by identity, so that one can be part of a cache key.
@dataclass(frozen=True, eq=False)
class Need:
    """Need of several areas: one indicator, or the index.

    Attributes:
        indicator: what it is and how it is written; for the index, an indicator made here.
        frame: one row per area, indexed by area code: name, value, lower_ci, upper_ci,
            status, note, reason, judgement, period_label.
        index: the need index, if that is what is shown.
        is_directed: whether it may be said which end is more need.
        low_first: whether low values are more need.
        period_label: as published.
    """

    indicator: Indicator
    frame: pd.DataFrame
    index: NeedIndex | None
    is_directed: bool
    low_first: bool
    period_label: str

    @property
    def has_intervals(self) -> bool:
        """Whether any area has a 95% interval."""
        return bool(self.frame["lower_ci"].notna().any())


def need_of(dataset: Dataset, codes: tuple[str, ...], indicator_id: str, recipe: Recipe) -> Need:
    """Need of some areas: the indicator, or the index where ``indicator_id`` is empty."""
    if not indicator_id:
        return _index_need(dataset, need_index(dataset, codes, recipe))
    one = compared(dataset, indicator_id, codes, "england")
    return Need(
        one.indicator,
        one.frame,
        None,
        not dataset.registry.why_not_need(one.indicator),
        one.indicator.polarity is Polarity.LOW_IS_WORSE,
        one.period_label,
    )


def _index_need(dataset: Dataset, index: NeedIndex) -> Need:
    held = index.value.notna()
    frame = pd.DataFrame(
        {
            "name": [dataset.area(code).short_name for code in index.value.index],
            "value": index.value,
            "lower_ci": np.nan,
            "upper_ci": np.nan,
            "status": np.where(held, Status.OK.value, Status.NOT_AVAILABLE.value),
            "note": [why_no_index(dataset, index, code) for code in index.value.index],
            "reason": "",
            "judgement": "",
            "period_label": "",
        }
    )
    periods = join(list(dict.fromkeys(one.period_label for one in index.standards)))
    return Need(index_indicator(len(index.recipe)), frame, index, True, False, periods)


def why_no_index(dataset: Dataset, index: NeedIndex, code: str) -> str:
    """Why an area has no index; empty where it has one."""
    if not index.recipe:
        return "no indicator has a weight"
    names = [within(dataset.indicator(one).short_name) for one in index.missing.get(code, ())]
    return f"no figure for {join(names)}" if names else ""


def index_indicator(count: int) -> Indicator:
    """The need index as something that charts and maps can write."""
    return _made(
        INDEX,
        "Need index",
        f"weighted mean of {plural(count, 'z-score')}; 0 is the mean of the areas measured against",
        2,
        Polarity.HIGH_IS_WORSE,
    )


def support_indicator(measure: str, rates: Sequence[float] = ()) -> Indicator:
    """A measure of support as something that charts and maps can write.

    Args:
        measure: capacity, starts or services.
        rates: the amounts to be written, NaN where there is none. Small ones get more decimals:
            no amount above zero may read as 0.
    """
    name, unit, usual = _MEASURE_UNITS[measure]
    above = [rate for rate in rates if rate > 0]
    decimals = usual
    while above and decimals < _MOST_DECIMALS and _is_coarse(above, decimals):
        decimals += 1
    return _made(measure, name, unit, decimals, Polarity.LOW_IS_WORSE)


def _is_coarse(amounts: Sequence[float], decimals: int) -> bool:
    """Whether the largest amount has one digit only, or half the smallest reads as nothing."""
    step = 10.0**-decimals
    return max(amounts) < 10 * step or min(amounts) < 2 * step


def _made(key: str, name: str, unit: str, decimals: int, polarity: Polarity) -> Indicator:
    """An indicator that is worked out here; it has no source of its own."""
    return Indicator.model_construct(
        id=key, name=name, short_name=name, domain="", definition=unit, unit=unit,
        decimals=decimals, polarity=polarity, polarity_basis="editorial", kind=Kind.INDEX,
        source="", publication="", url="", licence="", released="", retrieved_from="",
        source_indicator="", levels=(Level.UPPER_TIER,), collect=(), core=False,
    )  # fmt: skip


def place_span(low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Best and worst place that each area can have, if each value may lie anywhere in its range.

    Args:
        low: lower end by area; place 1 is the largest value.
        high: upper end by area, at least ``low``; may be infinite.
    """
    ahead = (low[None, :] > high[:, None]).sum(axis=1)
    behind = (high[None, :] < low[:, None]).sum(axis=1)
    return 1 + ahead, len(low) - behind


def side_by_side(dataset: Dataset, need: Need, amounts: Mapping[str, Amount]) -> pd.DataFrame:
    """Areas that have both figures, placed on each among themselves, largest lag first.

    Returns:
        Indexed by area code: name, need, need_place (1 = greatest), need_best and need_worst
        (places that intervals or other weights allow; NaN where nothing says how sure the
        value is), support, support_place (1 = most), support_best and support_worst (a "least"
        amount may be any larger one), gap (support_place - need_place: places by which support
        lags need), gap_low and gap_high. Empty where it may not be said which end is more need.
    """
    codes = tuple(
        code for code, amount in amounts.items()
        if amount.is_known and pd.notna(need.frame["value"].get(code, math.nan))
    )  # fmt: skip
    if not need.is_directed or not codes:
        return pd.DataFrame()
    sign = -1 if need.low_first else 1
    rows = need.frame.loc[list(codes)]
    value = sign * rows["value"].to_numpy(float)
    rate = np.array([amounts[code].rate for code in codes]).round(9)
    most = np.where([amounts[code].state == AT_LEAST for code in codes], np.inf, rate)
    need_best, need_worst = _need_span(dataset, need, codes, sign)
    support_best, support_worst = place_span(rate, most)
    frame = pd.DataFrame(
        {
            "name": rows["name"],
            "need": rows["value"],
            "need_place": _place(value),
            "need_best": need_best,
            "need_worst": need_worst,
            "support": rate,
            "support_place": _place(rate),
            "support_best": support_best,
            "support_worst": support_worst,
        }
    )
    frame["gap"] = frame["support_place"] - frame["need_place"]
    # Where nothing says how sure need is, the range is that of support alone.
    frame["gap_low"] = frame["support_best"] - frame["need_worst"].fillna(frame["need_place"])
    frame["gap_high"] = frame["support_worst"] - frame["need_best"].fillna(frame["need_place"])
    return frame.sort_values(["gap", "need_place"], ascending=[False, True], kind="stable")


def _place(values: np.ndarray) -> np.ndarray:
    """Places, 1 for the largest; equals share the best."""
    values = values.round(9)
    return 1 + (values[None, :] > values[:, None]).sum(axis=1)


def _need_span(
    dataset: Dataset, need: Need, codes: tuple[str, ...], sign: int
) -> tuple[np.ndarray, np.ndarray]:
    """Places for need: nine in ten weightings of the index, or all that intervals allow."""
    if need.index is not None:
        found = sensitivity(need_index(dataset, codes, need.index.recipe)).frame
        return found["p5"].to_numpy(float), found["p95"].to_numpy(float)
    rows = need.frame.loc[list(codes)]
    ends = np.sort(sign * rows[["lower_ci", "upper_ci"]].to_numpy(float), axis=1)
    if np.isnan(ends).any():
        nowhere = np.full(len(codes), np.nan)
        return nowhere, nowhere
    best, worst = place_span(ends[:, 0], ends[:, 1])
    return best.astype(float), worst.astype(float)
