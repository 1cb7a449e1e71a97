"""What stands out in the region: the largest tested differences and the worst trends.

Only tested findings with an agreed direction of need can stand out. Where differences may
be recording practice or a break in the series, the finding says so, and no trend is claimed.
"""

from dataclasses import dataclass
from functools import lru_cache

from dashboard.analysis.profile import area_trends, compared
from dashboard.dataset import Dataset
from dashboard.metadata import Indicator, Polarity
from dashboard.metadata.format import format_value, short_period

MOST = 5
MOST_TRENDS = 2


@dataclass(frozen=True)
class Standout:
    """One finding.

    Attributes:
        sentence: in plain English.
        indicator_id: which indicator.
        area_code: which area.
        size: relative size of the difference or change, for ordering.
        card: the card that shows it on the indicator's page.
        is_doubtful: the difference may be recording practice, a local threshold or a break in
            the series.
    """

    sentence: str
    indicator_id: str
    area_code: str
    size: float
    is_doubtful: bool = False
    card: str = "ranking"


@lru_cache(maxsize=16)
def standouts(dataset: Dataset, choice: str) -> tuple[Standout, ...]:
    """At most five findings: differences first, those least open to doubt leading; then trends.

    The size of a difference is relative to the benchmark, so that indicators in
    different units can be put in one order. At most one finding per indicator.
    """
    asked = [i for i in dataset.registry.indicators.values() if _has_direction(i)]
    trends = _first_of_each_indicator([t for i in asked for t in _worst_trends(dataset, i)])
    differences = [d for i in asked for d in _largest_difference(dataset, i, choice)]
    worst = sorted(trends, key=lambda s: -s.size)[:MOST_TRENDS]
    named = {trend.indicator_id for trend in worst}
    ordered = sorted(differences, key=lambda s: (s.is_doubtful, -s.size))
    large = [d for d in ordered if d.indicator_id not in named]
    return (*large[: MOST - len(worst)], *worst)


def _has_direction(indicator: Indicator) -> bool:
    return indicator.core and indicator.polarity is not Polarity.NEUTRAL


def _largest_difference(dataset: Dataset, indicator: Indicator, choice: str) -> list[Standout]:
    """The area that is furthest on the side of more need, if tested.

    Where the difference may not be real, the sentence says why.
    """
    one = compared(dataset, indicator.id, dataset.member_codes, choice)
    needier = "higher" if indicator.polarity is Polarity.HIGH_IS_WORSE else "lower"
    found = one.frame[(one.frame["outcome"] == needier) & (one.frame["benchmark"] > 0)]
    if found.empty:
        return []
    relative = (found["difference"] / found["benchmark"]).abs()
    code = relative.idxmax()
    row, mark = found.loc[code], one.benchmarks[code]
    caution = one.caution(code)
    sentence = (
        f"{indicator.short_name}: {row['name']} {format_value(row['value'], indicator)}, "
        f"significantly {needier} than {mark.name} ({format_value(mark.value, indicator)}), "
        f"{short_period(one.period_label)}" + (f". Caution: {caution}" if caution else "")
    )
    return [Standout(sentence, indicator.id, code, float(relative[code]), bool(caution))]


def _worst_trends(dataset: Dataset, indicator: Indicator) -> list[Standout]:
    """Areas that are getting worse by the trend test, over the five periods tested."""
    found = []
    for code, trend in area_trends(dataset, indicator.id, dataset.member_codes).items():
        if trend.judgement != "getting_worse" or trend.last_value is None:
            continue
        change = trend.tested_change or 0.0
        first = trend.last_value - change
        sentence = (
            f"{indicator.short_name}: getting worse in {dataset.area(code).short_name}, from "
            f"{format_value(first, indicator)} ({short_period(trend.tested_from)}) to "
            f"{format_value(trend.last_value, indicator)} ({short_period(trend.last_label)})"
        )
        size = abs(change / first) if first else 0.0
        found.append(Standout(sentence, indicator.id, code, size, card="trends"))
    return found


def _first_of_each_indicator(found: list[Standout]) -> list[Standout]:
    best: dict[str, Standout] = {}
    for item in sorted(found, key=lambda s: -s.size):
        best.setdefault(item.indicator_id, item)
    return list(best.values())
