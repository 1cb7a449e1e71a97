"""Observations as lines over time that never bridge a gap."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard.figures.rows import column
from dashboard.metadata.models import Status

# Two periods further apart than this many usual steps have a period missing between them.
_BREAK = 1.6


class Point(NamedTuple):
    """One period of a series: day number, label, value or None, and status."""

    day: int
    label: str
    value: float | None
    status: str

    @property
    def provisional(self) -> bool:
        """Whether the value may still be revised."""
        return self.status == Status.PROVISIONAL and self.value is not None


class Timeline(NamedTuple):
    """The periods a chart covers, oldest first, and the usual step between them."""

    days: tuple[int, ...]
    labels: tuple[str, ...]
    step: float

    def share(self, day: int) -> float:
        """How far along the timeline a day is, 0 to 1; a single period is in the middle."""
        first, last = self.days[0], self.days[-1]
        return 0.5 if first == last else (day - first) / (last - first)


def read_series(frame: pd.DataFrame, codes: Iterable[str]) -> dict[str, list[Point]]:
    """Points of each area, oldest first; areas without rows have none.

    Args:
        frame: observations of one indicator: ``area_code``, ``period_end``,
            ``period_label``, ``value``, and ``status`` if known.
        codes: areas to read.
    """
    series: dict[str, list[Point]] = {code: [] for code in codes}
    part = frame[frame["area_code"].isin(list(series))]
    days = part["period_end"].to_numpy("datetime64[D]").astype(np.int64).tolist()
    columns = (
        part["area_code"].tolist(),
        days,
        column(part, "period_label", ""),
        column(part, "value"),
        column(part, "status", Status.OK.value),
    )
    for code, *point in zip(*columns, strict=True):
        series[code].append(Point(*point))
    return {code: sorted(points) for code, points in series.items()}


def timeline(series: Mapping[str, list[Point]]) -> Timeline | None:
    """All periods in which any of the series has a value; None when there are none."""
    labels = {p.day: p.label for points in series.values() for p in points if p.value is not None}
    if not labels:
        return None
    days = tuple(sorted(labels))
    gaps = [after - before for before, after in pairwise(days)]
    # The usual step is a short one: a gap must not pass for it where periods are few.
    step = float(np.quantile(gaps, 0.25, method="lower")) if gaps else 1.0
    return Timeline(days, tuple(labels[day] for day in days), step)


def runs(points: list[Point], time: Timeline) -> list[list[Point]]:
    """Stretches of consecutive periods with values.

    A missing or suppressed period ends a stretch, and so does a period that nobody has
    figures for.
    """
    held = {p.day: p for p in points if p.value is not None}
    stretches: list[list[Point]] = []
    previous = None
    for day in time.days:
        point = held.get(day)
        if point is None:
            previous = None
        elif previous is not None and day - previous <= _BREAK * time.step:
            stretches[-1].append(point)
            previous = day
        else:
            stretches.append([point])
            previous = day
    return stretches


def last_point(points: list[Point]) -> Point | None:
    """The newest point with a value."""
    return next((p for p in reversed(points) if p.value is not None), None)
