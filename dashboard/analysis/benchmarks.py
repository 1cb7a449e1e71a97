"""What an area is compared with: England, the region, other areas together, similar areas.

A benchmark is always for exactly the same period as the area's figure. Where there is none,
the answer says why; nothing is carried over from another period.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from dashboard.metadata import Indicator, Kind

if TYPE_CHECKING:
    from dashboard.dataset import Dataset

ENGLAND = "england"
REGION = "region"
REST = "rest"
NEIGHBOURS = "neighbours"
AREAS = "areas"

_NUMBERS = ("value", "lower_ci", "upper_ci", "numerator", "denominator")
# Counts can be added up only where the value is a count over a count.
_COMBINABLE = (Kind.PROPORTION, Kind.RATE)
# Fewer do not stand for all: the middle of one area of eighteen is that one area.
_LEAST_SHARE = 0.5
# Longer lists of chosen areas are named by their number.
_MOST_NAMED = 3
_MOST_CHOSEN = 50
_NUMBER_WORDS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A value to compare with.

    Attributes:
        id: the choice, such as "england" or "neighbours:dfe_2025".
        name: what to call it in a sentence, such as "England" or "the other nine".
        value: in the indicator's units; None where there is none.
        lower: lower 95% limit where the benchmark is one area's figure, else None.
        upper: upper 95% limit, likewise.
        method: how the value came about, such as "published"; empty without a value.
        n: number of areas that the value rests on.
        reason: why there is no value; empty where there is one.
        missing: names of areas that belong to the benchmark but have no value.
    """

    id: str
    name: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    method: str = ""
    n: int = 0
    reason: str = ""
    missing: tuple[str, ...] = ()


class Group(NamedTuple):
    """The figures of some areas at one period, as arrays of shape (areas,); NaN for none."""

    codes: tuple[str, ...]
    value: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    numerator: np.ndarray
    denominator: np.ndarray


class Figures(NamedTuple):
    """The figures of every area at one period: row of each area in ``numbers``."""

    row: dict[str, int]
    numbers: np.ndarray

    def of(self, codes: Sequence[str]) -> Group:
        """The figures of some areas, in the order asked for."""
        rows = [self.row.get(code, -1) for code in codes]
        return Group(tuple(codes), *self.numbers[rows].T)


def benchmark(
    dataset: "Dataset",
    indicator_id: str,
    period_end: pd.Timestamp | None,
    area_code: str | None,
    choice: str,
) -> Benchmark:
    """The benchmark of one area for one indicator and period.

    Args:
        dataset: figures and metadata.
        indicator_id: which indicator.
        period_end: last day of the period; None for the indicator's default period.
        area_code: the area compared; needed for "rest" and "neighbours:<method>".
        choice: "england", "region", "rest", "neighbours:<method>" or "areas:CODE,CODE".

    Raises:
        ValueError: ``choice`` is not a benchmark of this dataset.
    """
    parsed = parse_choice(choice, dataset)
    return benchmarks(dataset, indicator_id, period_end, [area_code], parsed)[area_code]


def benchmarks(
    dataset: "Dataset",
    indicator_id: str,
    period_end: pd.Timestamp | None,
    area_codes: Sequence[str | None],
    choice: str,
) -> dict[str | None, Benchmark]:
    """The benchmark of each of several areas, reading the figures once.

    Args and rules as in ``benchmark``; ``choice`` must be a parsed one.
    """
    wanted = {code: _members_of(dataset, code, choice) for code in area_codes}
    figures = figures_at(dataset, indicator_id, period_end)
    indicator = dataset.indicator(indicator_id)
    made = {
        members: _make(dataset, indicator, figures.of(members), choice)
        for members in set(wanted.values())
        if members
    }
    return {
        area_code: made[members] if members else _without_members(dataset, area_code, choice)
        for area_code, members in wanted.items()
    }


def is_itself(dataset: "Dataset", area_code: str, choice: str) -> bool:
    """Whether a parsed choice would compare an area with nothing but itself."""
    return _members_of(dataset, area_code, choice) == (area_code,)


def figures_at(dataset: "Dataset", indicator_id: str, period_end: pd.Timestamp | None) -> Figures:
    """The figures of all areas for exactly one period, by first and last day.

    Two periods can end on one day, such as a quarter and a year; the region's own period
    decides which is meant, and figures for the other are left out rather than compared.

    Read straight from the columns: this is asked for each indicator of a page.
    """
    end = period_end if period_end is not None else dataset.default_period(indicator_id)
    frame, periods = dataset.of_indicator(indicator_id), dataset.periods(indicator_id)
    rows = np.array([], dtype=int)
    if end is not None:
        day = pd.Timestamp(end).to_datetime64()
        wanted = frame["period_end"].to_numpy() == day
        starts = periods["period_start"].to_numpy()[periods["period_end"].to_numpy() == day]
        if len(starts):
            wanted &= frame["period_start"].to_numpy() == starts[-1]
        rows = np.flatnonzero(wanted)
    codes = frame["area_code"].array.take(rows)
    numbers = np.full((len(rows) + 1, len(_NUMBERS)), np.nan)  # the last row is for no figure
    for place, name in enumerate(_NUMBERS):
        numbers[:-1, place] = frame[name].to_numpy()[rows]
    return Figures({code: row for row, code in enumerate(codes)}, numbers)


def parse_choice(text: str, dataset: "Dataset") -> str:
    """Check a benchmark choice, such as one from an address, and tidy it.

    Returns:
        The choice in its usual form: keyword in lower case, area codes in upper case and
        without repeats.

    Raises:
        ValueError: with a plain sentence that says what is wrong.
    """
    keyword, _, detail = text.strip().partition(":")
    keyword, detail = keyword.strip().lower(), detail.strip()
    if keyword in {ENGLAND, REGION, REST} and not detail:
        return keyword
    if keyword == NEIGHBOURS:
        if detail in _methods(dataset):
            return f"{NEIGHBOURS}:{detail}"
        raise ValueError("There is no list of similar areas by that name.")
    if keyword == AREAS:
        codes = list(dict.fromkeys(c.strip().upper() for c in detail.split(",") if c.strip()))
        if not codes:
            raise ValueError("No areas were given to compare with.")
        if len(codes) > _MOST_CHOSEN:
            raise ValueError(f"At most {_MOST_CHOSEN} areas can be compared with at once.")
        if any(code not in dataset.registry.areas for code in codes):
            raise ValueError("At least one of the areas to compare with is not known.")
        return f"{AREAS}:{','.join(codes)}"
    raise ValueError("That is not something to compare with.")


def describe_choices(dataset: "Dataset", area_code: str | None) -> list[tuple[str, str]]:
    """The benchmarks on offer for an area (None: for each member), as (id, label)."""
    region = dataset.registry.region
    members = region.members
    offered = [(ENGLAND, _name(dataset, region.country_code)), (REGION, region.name)]
    offered = [
        item
        for item, code in zip(offered, (region.country_code, region.region_code), strict=True)
        if code != area_code
    ]
    if area_code is None or area_code in members:
        without = "each area" if area_code is None else _name(dataset, area_code)
        others = number_word(len(members) - 1)
        offered.append((REST, f"The other {others} ({region.name} without {without})"))
    asked = members if area_code is None else (area_code,)
    for method, name in _methods(dataset).items():
        if any(dataset.neighbours(code, method) for code in asked):
            offered.append((f"{NEIGHBOURS}:{method}", f"Median of {name}"))
    return offered


def number_word(number: int) -> str:
    """Small whole numbers as words up to twelve, others as digits."""
    return _NUMBER_WORDS[number] if 0 <= number < len(_NUMBER_WORDS) else f"{number:,}"


def _methods(dataset: "Dataset") -> dict[str, str]:
    """Id and name of each neighbour method with lists in the dataset."""
    described = dataset.registry.neighbour_methods
    listed = dataset.neighbour_table["method"].unique()
    ids = [m for m in described if m in listed] + [m for m in listed if m not in described]
    return {m: _method_name(dataset, m) for m in ids}


def _members_of(dataset: "Dataset", area_code: str | None, choice: str) -> tuple[str, ...]:
    """Codes of the areas that make up a benchmark; empty where it makes no sense."""
    region = dataset.registry.region
    keyword, _, detail = choice.partition(":")
    if keyword == ENGLAND:
        return (region.country_code,)
    if keyword == REGION:
        # The region contains the area, as England does. That is the usual convention, and
        # "rest" is there for those who want the area left out.
        return (region.region_code,)
    if keyword == AREAS:
        return tuple(detail.split(","))
    if area_code is None:
        return ()
    if keyword == REST:
        known = area_code in region.members
        return tuple(c for c in region.members if c != area_code) if known else ()
    return dataset.neighbours(area_code, detail)


def _without_members(dataset: "Dataset", area_code: str | None, choice: str) -> Benchmark:
    """The answer where a choice names no areas, with the reason."""
    keyword, _, method = choice.partition(":")
    name = "the other areas" if keyword == REST else _method_name(dataset, method)
    if area_code is None:
        reason = "choose one area first: this benchmark differs from area to area"
    elif keyword == REST:
        partnership = dataset.registry.region.partnership
        reason = f"{_name(dataset, area_code)} is not one of {partnership}"
    else:
        reason = f"no list of {name} is published for {_name(dataset, area_code)}"
    return Benchmark(choice, name, None, reason=reason)


def _make(dataset: "Dataset", indicator: Indicator, group: Group, choice: str) -> Benchmark:
    """One benchmark from the rows of its areas."""
    keyword = choice.partition(":")[0]
    if len(group.codes) == 1:
        return _published(dataset, group, choice)
    has_value = ~np.isnan(group.value)
    n, name = int(has_value.sum()), _group_name(dataset, group.codes, choice)
    missing = tuple(
        _name(dataset, code) for code, has in zip(group.codes, has_value, strict=True) if not has
    )
    made = Benchmark(choice, name, None, n=n, missing=missing)
    if n == 0:
        return replace(made, reason=f"none of {name} has a figure for this period")
    if keyword in {NEIGHBOURS, REST} and n < len(group.codes) * _LEAST_SHARE:
        words = f"only {number_word(n)} of {name} {'has' if n == 1 else 'have'} a figure"
        return replace(made, reason=f"{words} for this period")
    combined = None if keyword == NEIGHBOURS else _combined(dataset, indicator, group)
    if combined is not None:
        return replace(made, value=combined, method=f"combined from the counts of {name}")
    method = f"median of {number_word(n)} {'area' if n == 1 else 'areas'}"
    if missing:
        method += f", {number_word(len(missing))} without data"
    return replace(
        made,
        name=_median_name(name, choice, n, len(group.codes)),
        value=float(np.median(group.value[has_value])),
        method=method,
    )


def _published(dataset: "Dataset", group: Group, choice: str) -> Benchmark:
    """The figure of a single area, as published."""
    name, value = _name(dataset, group.codes[0]), group.value[0]
    if np.isnan(value):
        reason = f"{name} has no figure in this dataset for this indicator and period"
        return Benchmark(choice, name, None, reason=reason, missing=(name,))
    lower, upper = (None if np.isnan(x[0]) else float(x[0]) for x in (group.lower, group.upper))
    return Benchmark(choice, name, float(value), lower, upper, "published", 1)


def _combined(dataset: "Dataset", indicator: Indicator, group: Group) -> float | None:
    """Sum of numerators over sum of denominators, if every area has both; else None."""
    if indicator.kind not in _COMBINABLE:
        return None
    # A county and one of its own districts would be counted twice.
    if len({dataset.area(code).level for code in group.codes}) > 1:
        return None
    total = group.numerator.sum() / group.denominator.sum() * indicator.multiplier
    known = np.isfinite(group.value).all() and (group.denominator > 0).all()
    return float(total) if known and np.isfinite(total) else None


def _group_name(dataset: "Dataset", codes: Sequence[str], choice: str) -> str:
    """What to call several areas together."""
    keyword, _, method = choice.partition(":")
    if keyword == REST:
        return f"the other {number_word(len(codes))}"
    if keyword == NEIGHBOURS:
        return f"the {number_word(len(codes))} {_method_name(dataset, method)}"
    if len(codes) <= _MOST_NAMED:
        names = [_name(dataset, code) for code in codes]
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return f"the {number_word(len(codes))} chosen areas"


def _median_name(group_name: str, choice: str, n: int, total: int) -> str:
    """Name of a median, which always says how many areas it rests on."""
    if choice == REST:
        return f"the median of the other {number_word(n)} with data"
    return f"the median of {group_name if n == total else f'{number_word(n)} of {group_name}'}"


def _method_name(dataset: "Dataset", method: str) -> str:
    """Name of a neighbour method; its id where it is not described."""
    described = dataset.registry.neighbour_methods.get(method)
    return described.name if described else f"{method} areas"


def _name(dataset: "Dataset", code: str) -> str:
    """Short name of an area; its code where the area is not described."""
    area = dataset.registry.areas.get(code)
    return area.short_name if area else code
