"""Places: within the group of areas, and within England.

Place 1 is the greatest need. Equal values share the best place ("competition ranking":
1, 2, 2, 4), so that no order is made up between equals.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from dashboard.analysis.benchmarks import figures_at
from dashboard.metadata import Kind, Level, Polarity

if TYPE_CHECKING:
    from dashboard.dataset import Dataset

NEUTRAL_NOT_RANKED = "not ranked: neither higher nor lower is better"
NOTHING_TO_RANK = "not ranked: no area has a value"
REST_NOT_HELD = "figures for the rest of England are not held for this indicator and period"

# A tenth of fewer than ten areas is not a group of areas.
_FEWEST_FOR_DECILES = 10


@dataclass(frozen=True, slots=True)
class Ranked:
    """Places of a group of areas.

    Attributes:
        places: by area, 1 = greatest need; NaN without a value or when not ranked.
        n: number of areas with a value, to say "of n with data".
        reason: why there are no places; empty where there are.
    """

    places: pd.Series
    n: int
    reason: str


@dataclass(frozen=True, slots=True)
class Position:
    """Where an area stands among English upper-tier councils.

    Attributes:
        decile: 1 = the tenth with the greatest need, or with the highest values when the
            indicator is neutral; None when it cannot be given.
        place: 1 = the first in that order, ties share the best place.
        n: number of councils with a value, this one included.
        order: "highest" or "lowest": which end of the values comes first.
        reason: why there is no position; empty where there is one.
        from_end: place counted from the other end; None when it cannot be given.
    """

    decile: int | None
    place: int | None
    n: int
    order: Literal["highest", "lowest"]
    reason: str
    from_end: int | None = None

    @property
    def text(self) -> str:
        """In words, such as "12th highest of 151"; the reason where there is no position.

        Counted from the nearer end, for nobody can picture the 147th highest.
        """
        if self.place is None or self.from_end is None:
            return self.reason
        place, order = self.place, self.order
        if self.from_end < place:
            place, order = self.from_end, "lowest" if order == "highest" else "highest"
        words = f"{order} of {self.n}"
        return words if place == 1 else f"{ordinal(place)} {words}"


def rank(values: pd.Series, polarity: Polarity) -> Ranked:
    """Rank areas by need.

    Args:
        values: one value per area, indexed by area; NaN where there is none.
        polarity: which direction means more need; neutral indicators are never ranked.
    """
    n = int(values.notna().sum())
    if polarity is Polarity.NEUTRAL or n == 0:
        nowhere = pd.Series(np.nan, index=values.index)
        return Ranked(nowhere, n, NOTHING_TO_RANK if n == 0 else NEUTRAL_NOT_RANKED)
    places = values.rank(method="min", ascending=polarity is Polarity.LOW_IS_WORSE)
    return Ranked(places, n, "")


def position_in_england(
    dataset: "Dataset", indicator_id: str, period_end: pd.Timestamp | None, area_code: str
) -> Position:
    """Place and decile of an upper-tier council among all that existed and have a value.

    Councils count when they existed on the last day of the period and have a value for
    exactly the same period. The order starts at the greatest need, or at the highest value
    for a neutral indicator. Deciles split the places evenly, so equal values share a decile.

    Args:
        dataset: with the figures of councils outside the region, where they are held.
        indicator_id: which indicator.
        period_end: last day of the period; None for the indicator's default period.
        area_code: an upper-tier council.
    """
    lowest_first = dataset.indicator(indicator_id).polarity is Polarity.LOW_IS_WORSE
    order = "lowest" if lowest_first else "highest"
    end = period_end if period_end is not None else dataset.default_period(indicator_id)
    alive = [] if end is None else upper_tier_alive(dataset, end)
    reason = _why_no_position(dataset, indicator_id, area_code, alive)
    if reason:
        return Position(None, None, 0, order, reason)

    figures = figures_at(dataset, indicator_id, end)
    all_values = dict(zip(alive, figures.of(alive).value, strict=True))
    held = {code: value for code, value in all_values.items() if not np.isnan(value)}
    region = {*dataset.registry.region.members, *(a.code for a in dataset.registry.ancestors())}
    if not held.keys() - region:
        return Position(None, None, len(held), order, REST_NOT_HELD)
    if area_code not in held:
        return Position(None, None, len(held), order, "no value for this period")

    values, own, n = np.array(list(held.values())), held[area_code], len(held)
    ahead, behind = int((values > own).sum()), int((values < own).sum())
    if lowest_first:
        ahead, behind = behind, ahead
    place = ahead + 1
    decile = (place - 1) * 10 // n + 1 if n >= _FEWEST_FOR_DECILES else None
    return Position(decile, place, n, order, "", behind + 1)


def _why_no_position(
    dataset: "Dataset", indicator_id: str, area_code: str, alive: list[str]
) -> str:
    """Why an area cannot have a position in England, whatever the figures; empty if it can."""
    area = dataset.area(area_code)
    if area.level is not Level.UPPER_TIER:
        return "only upper-tier councils have a position in England"
    if dataset.indicator(indicator_id).kind is Kind.COUNT:
        return "no position: a count reflects the size of the area"
    if not alive:
        return "no figures are held for this indicator"
    if area_code not in alive:
        return f"{area.short_name} did not exist at the time"
    return ""


def ordinal(number: int) -> str:
    """A positive whole number as an ordinal, such as 1st, 12th or 103rd."""
    teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def upper_tier_alive(dataset: "Dataset", end: pd.Timestamp) -> list[str]:
    """Codes of the upper-tier councils that existed on a day."""
    day = end.date()
    return [
        area.code
        for area in dataset.registry.areas.values()
        if area.level is Level.UPPER_TIER
        and (area.valid_from is None or area.valid_from <= day)
        and (area.valid_to is None or day <= area.valid_to)
    ]
