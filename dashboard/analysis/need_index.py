"""One number for need from several indicators, and how much its order depends on the weights.

Each indicator becomes a z-score: how many standard deviations an area lies above the mean of
England's upper-tier areas, turned so that more is always greater need. The index is the
weighted mean of the z-scores. An area that lacks one of the figures has no index: it is never
filled in, and a mean of the others would be another index. Method and reasons are in
docs/need-index.md.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from dashboard.analysis.benchmarks import figures_at
from dashboard.analysis.rank import upper_tier_alive
from dashboard.dataset import Dataset
from dashboard.metadata import Indicator, Polarity

DRAWS = 2000
SEED = 20260901  # any number: the same draws everywhere, so that a picture can be made again
FIRST = 3  # "always among the first three"
# Fewer than this share of England's councils do not stand for England.
_LEAST_SHARE = 0.5
_LEAST_AREAS = 3
_DIGITS = 9

Recipe = tuple[tuple[str, float], ...]  # indicator id and weight


@dataclass(frozen=True)
class Standard:
    """What the values of one indicator are measured against.

    Attributes:
        mean, sd: of the areas (all of them, so the divisor is n); NaN where it cannot be used.
        n: areas with a value.
        is_england: England's upper-tier areas; else those of the region.
        sign: 1 where high means more need, -1 where low does.
        reason: why the indicator cannot be used; empty where it can.
    """

    indicator_id: str
    weight: float
    mean: float
    sd: float
    n: int
    is_england: bool
    sign: int
    period_label: str
    reason: str = ""


# Compared by identity, so that one can be part of a cache key.
@dataclass(frozen=True, eq=False)
class NeedIndex:
    """The index of several areas.

    Attributes:
        recipe: indicators with a weight above zero, as they were given.
        standards: one for each of them.
        figures: values by area (rows) and indicator, as published; NaN where there is none.
        scores: z-scores of the same shape; above zero is more need than the mean.
        value: the index by area; NaN for areas that lack a figure.
        missing: area -> indicators for which it has no figure; only areas that lack one.
        places: 1 = greatest need, ties share the best place; NaN without an index.
        n: areas with an index.
    """

    recipe: Recipe
    standards: tuple[Standard, ...]
    figures: pd.DataFrame
    scores: pd.DataFrame
    value: pd.Series
    missing: dict[str, tuple[str, ...]]
    places: pd.Series
    n: int


# Compared by identity, as above.
@dataclass(frozen=True, eq=False)
class Sensitivity:
    """Where areas come with other weights.

    Attributes:
        frame: by area with an index: place (of the recipe), least and most (over all draws),
            p5 and p95 (nine in ten draws lie between), out_least and out_most (each indicator
            left out in turn; NaN with only one), first (share of draws among the first
            ``FIRST``), last (share among the last ``FIRST``). Places: 1 = greatest need.
        draws: how many weightings were tried; 0 where there is only one indicator.
    """

    frame: pd.DataFrame
    draws: int


def usable(dataset: Dataset) -> tuple[Indicator, ...]:
    """Indicators that can be part of the index, in the order of the catalogue."""
    return tuple(
        one
        for one in dataset.registry.indicators.values()
        if not dataset.registry.why_not_need(one) and dataset.default_period(one.id) is not None
    )


def usual_recipe(dataset: Dataset) -> Recipe:
    """The recipe that the region proposes; empty if it proposes none."""
    return tuple((one.indicator, one.weight) for one in dataset.registry.region.need_index)


# A room turns the same few weights to and fro; an index is never changed once made.
@lru_cache(maxsize=64)
def need_index(dataset: Dataset, codes: tuple[str, ...], recipe: Recipe) -> NeedIndex:
    """The index of some areas.

    Args:
        dataset: figures and metadata.
        codes: areas; places are among them.
        recipe: indicators and weights; those of weight 0 are left out, and so are those that
            cannot be used, with the reason in their standard.

    Raises:
        KeyError: the recipe names an indicator that there is not.
    """
    standards = tuple(_standard(dataset, key, weight) for key, weight in recipe if weight > 0)
    used = [one for one in standards if not one.reason]
    figures, scores = _scores(dataset, codes, used)
    weights = np.array([one.weight for one in used])
    # NaN in any indicator makes the sum NaN: an area that lacks one has no index.
    value = pd.Series(
        scores.to_numpy(float) @ weights / weights.sum() if used else np.nan, figures.index
    )
    missing = {
        code: tuple(scores.columns[row])
        for code, row in zip(codes, scores.isna().to_numpy(), strict=True)
        if row.any()
    }
    return NeedIndex(
        recipe=tuple((one.indicator_id, one.weight) for one in used),
        standards=standards,
        figures=figures,
        scores=scores,
        value=value,
        missing=missing,
        # Rounded, so that equals that were added up in another order stay equals.
        places=value.round(_DIGITS).rank(method="min", ascending=False),
        n=int(value.notna().sum()),
    )


def _scores(
    dataset: Dataset, codes: tuple[str, ...], used: Sequence[Standard]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Figures and z-scores by area and indicator."""
    areas = pd.Index(codes)
    figures = pd.DataFrame(
        {
            one.indicator_id: dataset.at_period(one.indicator_id, None, codes)["value"].to_numpy(
                float
            )
            for one in used
        },
        index=areas,
    )
    scores = pd.DataFrame(
        {
            one.indicator_id: one.sign * (figures[one.indicator_id] - one.mean) / one.sd
            for one in used
        },
        index=areas,
    )
    return figures, scores


@lru_cache(maxsize=1024)
def _measured(dataset: Dataset, indicator_id: str) -> tuple[float, float, int, bool]:
    """Mean, standard deviation and number of the areas to measure against; whether England's."""
    end = dataset.default_period(indicator_id)
    if end is None:
        return math.nan, math.nan, 0, False
    figures = figures_at(dataset, indicator_id, end)

    def held(codes: Sequence[str]) -> np.ndarray:
        values = figures.of(codes).value
        return values[~np.isnan(values)]

    councils = upper_tier_alive(dataset, end)
    england = held(councils)
    is_england = len(england) >= _LEAST_SHARE * len(councils) and len(england) > len(
        held(dataset.member_codes)
    )
    values = england if is_england else held(dataset.member_codes)
    if len(values) < _LEAST_AREAS:
        return math.nan, math.nan, len(values), is_england
    return float(values.mean()), float(values.std()), len(values), is_england


def _standard(dataset: Dataset, indicator_id: str, weight: float) -> Standard:
    indicator = dataset.indicator(indicator_id)
    mean, sd, n, is_england = _measured(dataset, indicator_id)
    reason = dataset.registry.why_not_need(indicator)
    if not reason and math.isnan(mean):
        reason = f"only {n} areas have a figure"
    elif not reason and not sd > 0:
        reason = "all areas have the same figure"
    return Standard(
        indicator_id,
        weight,
        mean,
        sd,
        n,
        is_england,
        -1 if indicator.polarity is Polarity.LOW_IS_WORSE else 1,
        dataset.period_label(indicator_id, dataset.default_period(indicator_id)),
        reason,
    )


@lru_cache(maxsize=64)
def sensitivity(index: NeedIndex, draws: int = DRAWS, seed: int = SEED) -> Sensitivity:
    """How the order changes with other weights, and without each indicator in turn.

    Weights are drawn evenly from all that there are (a flat Dirichlet distribution), whatever
    the recipe's own, so the ranges say what the choice of weights can do, not how likely an
    order is. Places are exact for each draw; ties share the best place.
    """
    held = index.value.dropna().index
    scores = index.scores.loc[held].to_numpy(float)
    frame = pd.DataFrame({"place": index.places[held]}, index=held)
    count = scores.shape[1]
    if count < 2 or frame.empty:  # noqa: PLR2004 -- one indicator has only one weighting
        same = dict.fromkeys(("least", "most", "p5", "p95"), frame["place"])
        share = {
            "first": (frame["place"] <= FIRST).astype(float),
            "last": (frame["place"] > len(frame) - FIRST).astype(float),
        }
        return Sensitivity(frame.assign(**same, out_least=np.nan, out_most=np.nan, **share), 0)
    weights = np.random.default_rng(seed).dirichlet(np.ones(count), size=draws)
    drawn = _places(weights @ scores.T)
    own = np.array([weight for _, weight in index.recipe])
    without = _places(_left_out(own) @ scores.T)
    p5, p95 = np.percentile(drawn, (5, 95), axis=0, method="nearest")
    return Sensitivity(
        frame.assign(
            least=drawn.min(axis=0),
            most=drawn.max(axis=0),
            p5=p5,
            p95=p95,
            out_least=without.min(axis=0),
            out_most=without.max(axis=0),
            first=(drawn <= FIRST).mean(axis=0),
            last=(drawn > len(held) - FIRST).mean(axis=0),
        ),
        draws,
    )


def _left_out(weights: np.ndarray) -> np.ndarray:
    """The weights with each indicator left out in turn, one row each, adding up to 1."""
    kept = np.where(np.eye(len(weights), dtype=bool), 0.0, weights)
    return kept / kept.sum(axis=1, keepdims=True)


def _places(values: np.ndarray) -> np.ndarray:
    """Places in each row, 1 for the largest: one more than the number that is larger."""
    values = values.round(_DIGITS)
    return 1 + (values[:, None, :] > values[:, :, None]).sum(axis=2)


def always(found: Sensitivity, share: str) -> tuple[str, ...]:
    """Areas among the first (or last) in every draw and with any one indicator left out.

    Args:
        found: the places.
        share: "first" or "last".
    """
    frame = found.frame
    if share == "first":
        out = frame["out_most"].fillna(frame["place"]) <= FIRST
    else:
        out = frame["out_least"].fillna(frame["place"]) > len(frame) - FIRST
    sure = frame[(frame[share] >= 1) & out & _inside(frame, share)]
    return tuple(sure.sort_values("place", kind="stable").index)


def _inside(frame: pd.DataFrame, share: str) -> pd.Series:
    """Whether the recipe's own place is among them too."""
    place = frame["place"]
    return place <= FIRST if share == "first" else place > len(frame) - FIRST


def with_weight(recipe: Iterable[tuple[str, float]], indicator_id: str, weight: float) -> Recipe:
    """The recipe with one weight changed, added at the end, or (with 0) taken out."""
    weights = dict(recipe)
    weights[indicator_id] = weight
    return tuple((key, value) for key, value in weights.items() if value > 0)
