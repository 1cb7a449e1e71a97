"""One area on many indicators: where it stands, what stands out, what has changed."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from dashboard.analysis.profile import Compared, area_trends, compared
from dashboard.analysis.rank import Position, position_in_england
from dashboard.analysis.trend import Trend
from dashboard.dataset import Dataset
from dashboard.metadata import Indicator, Level
from dashboard.metadata.format import format_value, short_period

# What the profile of an area takes over from each comparison.
_KEPT = ("value", "lower_ci", "upper_ci", "status", "note", "benchmark",
         "difference", "outcome", "judgement", "reason", "place")  # fmt: skip

_SPREAD = ("lowest", "lower_quartile", "upper_quartile", "highest")
_NO_SPREAD = (np.nan,) * len(_SPREAD)


def peers_of(dataset: Dataset, code: str) -> tuple[str, ...]:
    """The areas that an area is seen among: members, or the region's lower tier."""
    is_member = code in dataset.member_codes
    return dataset.member_codes if is_member else dataset.local_codes


def profile_frame(
    dataset: Dataset, code: str, indicators: Sequence[Indicator], choice: str
) -> pd.DataFrame:
    """One row per indicator for one area, each at its latest period.

    Args:
        dataset: figures and metadata.
        code: the area.
        indicators: in the order wanted; those the area can have no figure for included.
        choice: benchmark, as in ``analysis.benchmarks``.

    Returns:
        Indexed by indicator id: value, lower_ci, upper_ci, status, note, benchmark,
        benchmark_name, benchmark_reason, difference, outcome, judgement, reason, place,
        ranked (number with data), lowest, lower_quartile, upper_quartile and highest (of
        the area and its peers), period_label, domain.
    """
    rows = {}
    peers = peers_of(dataset, code)
    for indicator in indicators:
        one = compared(dataset, indicator.id, peers, choice)
        mark = one.benchmarks[code]
        values = one.with_value["value"].to_numpy()
        spread = np.quantile(values, (0, 0.25, 0.75, 1)) if len(values) else _NO_SPREAD
        rows[indicator.id] = {
            **{name: one.rows[code][name] for name in _KEPT},
            "benchmark_name": mark.name,
            "benchmark_reason": mark.reason,
            "ranked": one.ranked.n,
            **dict(zip(_SPREAD, spread, strict=True)),
            "period_label": one.period_label,
            "domain": indicator.domain,
        }
    return pd.DataFrame.from_dict(rows, orient="index")


def area_standouts(
    dataset: Dataset, code: str, indicators: Sequence[Indicator], choice: str, most: int = 5
) -> list[tuple[str, str]]:
    """What stands out in one area, by tested difference from the benchmark.

    Returns:
        At most ``most`` pairs of indicator id and sentence: what is worse, then what is
        better, then what is higher or lower without a judgement; the largest relative
        difference first within each.
    """
    order = {"worse": 0, "better": 1, "higher": 2, "lower": 2}
    found = []
    peers = peers_of(dataset, code)
    for indicator in indicators:
        one = compared(dataset, indicator.id, peers, choice)
        row = one.rows[code]
        if row["judgement"] in order and row["benchmark"]:
            size = abs(row["difference"] / row["benchmark"])
            found.append((order[row["judgement"]], -size, indicator.id, _sentence(one, code)))
    return [(key, text) for *_, key, text in sorted(found)[:most]]


def _sentence(one: Compared, code: str) -> str:
    row, mark, indicator = one.rows[code], one.benchmarks[code], one.indicator
    meaning = {"worse": " (more need)", "better": " (less need)"}.get(row["judgement"], "")
    caution = one.caution(code)
    return (
        f"{indicator.short_name}: {format_value(row['value'], indicator)}, significantly "
        f"{row['outcome']} than {mark.name} ({format_value(mark.value, indicator)}){meaning}, "
        f"{short_period(one.period_label)}" + (f". Caution: {caution}" if caution else "")
    )


def changes(dataset: Dataset, code: str, indicators: Sequence[Indicator]) -> dict[str, Trend]:
    """The trend of one area in each indicator that has figures for it."""
    peers = peers_of(dataset, code)
    found = {i.id: area_trends(dataset, i.id, peers).get(code) for i in indicators}
    return {key: trend for key, trend in found.items() if trend is not None}


def positions(dataset: Dataset, code: str, indicators: Sequence[Indicator]) -> dict[str, Position]:
    """Where the area stands in England, for each indicator; reasons where it cannot be said."""
    if dataset.area(code).level is not Level.UPPER_TIER:
        return {}
    return {i.id: position_in_england(dataset, i.id, None, code) for i in indicators}


def available(dataset: Dataset, code: str) -> tuple[Indicator, ...]:
    """The indicators that can have figures for an area's level, in catalogue order."""
    registry = dataset.registry
    level = dataset.area(code).level
    domains = sorted(registry.domains.values(), key=lambda d: d.order)
    return tuple(
        indicator
        for domain in domains
        for indicator in registry.in_domain(domain.id)
        if level in indicator.levels or (level is Level.UPPER_TIER and code in dataset.local_codes)
    )
