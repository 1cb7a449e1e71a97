"""One indicator or one area, put together: values, benchmark, judgement and place."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pandas as pd

from dashboard.analysis.benchmarks import Benchmark, benchmarks, is_itself
from dashboard.analysis.compare import NO_BENCHMARK, THE_BENCHMARK, compare_frame
from dashboard.analysis.rank import Ranked, rank
from dashboard.analysis.trend import BREAK_NOTE, Trend, trends
from dashboard.dataset import Dataset
from dashboard.metadata import Indicator
from dashboard.metadata.format import within

_HELD = ["value", "lower_ci", "upper_ci", "interval_method", "numerator", "denominator",
         "status", "note", "period_label"]  # fmt: skip
_ROW = ("name", "value", "lower_ci", "upper_ci", "status", "note", "outcome", "judgement",
        "difference", "reason", "benchmark", "place")  # fmt: skip


# Compared by identity, so that one can be part of a cache key.
@dataclass(frozen=True, eq=False)
class Compared:
    """One indicator at one period for several areas, each against its benchmark.

    Attributes:
        indicator: what is measured.
        frame: one row per area asked for, indexed by area code: value, lower_ci,
            upper_ci, interval_method, numerator, denominator, status, note and
            period_label, with name (short), outcome, judgement, difference, reason,
            benchmark (value) and place (1 = greatest need, NaN if unranked). The judgement
            is empty for an area that is the benchmark itself.
        benchmarks: the benchmark of each area.
        ranked: places and the number of areas with data.
        period_label: as published.
        period_end: last day of the period; None if no figures are held.
        cautions: caveats, in a few words each, that forbid calling a difference worse.
    """

    indicator: Indicator
    frame: pd.DataFrame
    benchmarks: dict[str, Benchmark]
    ranked: Ranked
    period_label: str
    period_end: pd.Timestamp | None
    cautions: tuple[str, ...] = ()

    @property
    def benchmark(self) -> Benchmark:
        """A benchmark to name; the same for all areas unless it differs from area to area."""
        return next(iter(self.benchmarks.values()))

    @property
    def is_common(self) -> bool:
        """Whether all areas share one benchmark."""
        return len({(b.id, b.name, b.value) for b in self.benchmarks.values()}) == 1

    @cached_property
    def rows(self) -> dict[str, dict[str, Any]]:
        """By area code, as plain values: a row of a frame takes far longer to get."""
        columns = [self.frame[name].tolist() for name in _ROW]
        return {
            code: dict(zip(_ROW, row, strict=True))
            for code, *row in zip(self.frame.index, *columns, strict=True)
        }

    @property
    def broken(self) -> dict[str, str]:
        """Areas whose figure may not be comparable with their earlier ones: code and note."""
        notes = self.with_value["note"]
        return {c: note for c, note in notes.items() if is_break(note)}

    def caution(self, code: str) -> str:
        """Why a difference of one area may not be real, in a few words; empty if it may be."""
        broken = is_break(self.rows[code]["note"])
        return "; ".join([*(["series break suspected"] if broken else []), *self.cautions])

    @cached_property
    def with_value(self) -> pd.DataFrame:
        """The areas that have a value."""
        return self.frame[self.frame["value"].notna()]


def is_break(note: object) -> bool:
    """Whether a figure is marked as not comparable with those before it."""
    return isinstance(note, str) and note.startswith(BREAK_NOTE)


def blocks_judgement(dataset: Dataset, indicator: Indicator) -> bool:
    """Whether a caveat says that differences may be recording practice."""
    return dataset.registry.blocks_judgement(indicator)


# A room looks at the same few comparisons again and again; frames are never written to.
@lru_cache(maxsize=2048)
def compared(
    dataset: Dataset,
    indicator_id: str,
    codes: tuple[str, ...],
    choice: str,
    period_end: pd.Timestamp | None = None,
) -> Compared:
    """Values of several areas at one period, compared with a benchmark and ranked.

    Args:
        dataset: figures and metadata.
        indicator_id: which indicator.
        codes: areas, in the order wanted.
        choice: benchmark, as in ``analysis.benchmarks``.
        period_end: last day of the period; None for the latest.
    """
    indicator = dataset.indicator(indicator_id)
    end = period_end if period_end is not None else dataset.default_period(indicator_id)
    rows = dataset.at_period(indicator_id, end, codes)[_HELD]
    found = benchmarks(dataset, indicator_id, end, list(codes), choice)
    marks = [found[code] for code in codes]
    values = pd.Series([mark.value for mark in marks], rows.index, dtype=float)
    reasons = pd.Series([mark.reason or NO_BENCHMARK for mark in marks], rows.index, dtype=object)
    frame = compare_frame(
        rows,
        values,
        indicator,
        blocks_judgement=blocks_judgement(dataset, indicator),
        missing_reason=reasons,
    )
    itself = [code for code in codes if is_itself(dataset, code, choice)]
    for code in frame.index[frame["value"].notna()].intersection(itself):
        frame.loc[code, ["outcome", "judgement", "reason"]] = "not_tested", "", THE_BENCHMARK
    ranked = rank(frame["value"], indicator.polarity)
    areas = [dataset.area(code) for code in codes]
    frame = frame.assign(
        name=np.array([area.short_name for area in areas], dtype=object),
        benchmark=values,
        place=ranked.places,
    ).copy()  # in few blocks, for many such frames are kept
    label = dataset.period_label(indicator_id, end)
    cautions = tuple(
        within(caveat.short)
        for caveat in dataset.registry.caveats_of(indicator)
        if caveat.blocks_judgement
    )
    return Compared(indicator, frame, found, ranked, label, end, cautions)


@lru_cache(maxsize=2048)
def area_trends(
    dataset: Dataset,
    indicator_id: str,
    codes: tuple[str, ...],
    until: pd.Timestamp | None = None,
) -> dict[str, Trend]:
    """The trend of each area that has figures, up to a period (by its last day) or the latest."""
    indicator = dataset.indicator(indicator_id)
    frame = dataset.of_indicator(indicator_id)
    if until is not None:
        frame = frame[frame["period_end"] <= until]
    return trends(
        frame[frame["area_code"].isin(set(codes))],
        indicator,
        blocks_judgement=dataset.registry.blocks_trend(indicator),
    )
