"""How much support an area says it has, for any slice of the pathway, per 1,000 children.

Only running services count. What is not known is never taken for nothing: a sum that leaves
something out is "at least" so much, and zero needs an area that was asked about every step of
the slice and answered none. The rules are in docs/need-index.md.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from dashboard.analysis.answers_held import held
from dashboard.analysis.pathway import (
    CHILDREN,
    RUNNING,
    UNKNOWN,
    Key,
    Step,
    Thresholds,
    pathway,
)
from dashboard.dataset import Dataset
from dashboard.dataset.survey import Survey
from dashboard.metadata.survey import Questionnaire

CAPACITY, STARTS, SERVICES = "capacity", "starts", "services"
# What an amount is: a whole sum, a sum that leaves something out, asked and none, or not known.
WHOLE, AT_LEAST, NOTHING, NOT_KNOWN = "whole", "at_least", "nothing", "not_known"
# Why an amount is not known.
NO_RESPONSE, NO_AMOUNT, NOT_PLACED, NOT_LISTED, STEPS_OPEN, NO_CHILDREN = (
    "no_response", "no_amount", "not_placed", "not_listed", "steps_open", "no_children",
)  # fmt: skip

_COLUMNS = {CAPACITY: "capacity", STARTS: "started"}
_PER = 1000


class Slice(NamedTuple):
    """A part of the pathway: ids of the answers wanted; an empty tuple is all of them."""

    level: tuple[str, ...] = ()
    situation: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    delivery: tuple[str, ...] = ()


EVERYTHING = Slice()


@dataclass(frozen=True)
class Amount:
    """What one area has of a slice.

    Attributes:
        state: whole, at_least, nothing or not_known.
        value: families a year, or services; NaN where it is not known.
        rate: the same per 1,000 children aged 0 to 17; NaN where it is not known.
        services: running services that are in the slice.
        unstated: those of them whose amount is not known.
        not_placed: running services for which it is not known whether they are in the slice.
        steps: levels and situations of the slice. ``steps_open``: those of them for which it
            is not known whether there is support.
        reason: why the amount is not known; empty where it is.
    """

    area_code: str
    state: str
    value: float
    rate: float
    services: int
    unstated: int
    not_placed: int
    steps: int
    steps_open: int
    reason: str = ""

    @property
    def is_known(self) -> bool:
        """Whether there is a number, even if only a least one."""
        return self.state != NOT_KNOWN


class _Service(NamedTuple):
    """A running service: its answers by question, and its amounts (NaN if not known).

    ``has`` and ``open`` hold for each part of a slice the answers that it has, and those of
    which that is not known.
    """

    has: tuple[frozenset[str], ...]
    open: tuple[frozenset[str], ...]
    capacity: float
    started: float


# Surveys are compared by identity and never change.
@lru_cache(maxsize=4)
def _running(survey: Survey) -> dict[str, list[_Service]]:
    """Running services by area."""
    found: dict[str, list[_Service]] = defaultdict(list)
    frame = survey.services
    if frame.empty:
        return found
    frame = frame[frame["status"] == RUNNING]
    parts = zip(*answers_by_part(frame, survey.questionnaire), strict=True)
    rows = zip(
        frame["area_code"].tolist(),
        parts,
        frame["capacity"].tolist(),
        frame["started"].tolist(),
        strict=True,
    )
    for code, answers, capacity, started in rows:
        found[code].append(_Service(*zip(*answers, strict=True), capacity, started))
    return found


def answers_by_part(
    services: pd.DataFrame, questionnaire: Questionnaire
) -> list[list[tuple[frozenset[str], frozenset[str]]]]:
    """For each part of a slice and each service: what it has, and what is not known."""
    return [held(services, questionnaire, name).by_service() for name in Slice._fields]


def belongs(
    wanted: Slice, has: Sequence[frozenset[str]], unknown: Sequence[frozenset[str]]
) -> bool | None:
    """Whether a service with such answers is in a slice; None if that is not known."""
    inside: bool | None = True
    for chosen, having, may_have in zip(wanted, has, unknown, strict=True):
        if not chosen or not having.isdisjoint(chosen):
            continue
        if may_have.isdisjoint(chosen):
            return False
        inside = None
    return inside


def provision_of(
    survey: Survey,
    steps: Mapping[Key, Step],
    codes: Sequence[str],
    children: Mapping[str, float],
    *,
    measure: str,
    chosen: Slice,
) -> dict[str, Amount]:
    """What each area has of a slice of the pathway.

    Args:
        survey: answers.
        steps: every step of the areas, judged; see ``pathway``.
        codes: areas.
        children: number of children aged 0 to 17 by area code; areas may be absent.
        measure: capacity, starts or services.
        chosen: the slice.

    Returns:
        An amount for every area, in the order of ``codes``.
    """
    slots = [
        (level, situation)
        for level, situation in survey.questionnaire.slots()
        if (not chosen.level or level in chosen.level)
        and (not chosen.situation or situation in chosen.situation)
    ]
    running = _running(survey)
    return {
        code: _amount(
            code,
            [_side(one, chosen, measure) for one in running.get(code, ())],
            [steps[code, *slot] for slot in slots],
            children.get(code, math.nan),
            has_answered=code in survey.responses,
        )
        for code in codes
    }


def _side(one: _Service, chosen: Slice, measure: str) -> tuple[bool | None, float]:
    """Whether a service is in the slice (None if that is not known), and its amount."""
    inside = belongs(chosen, one.has, one.open)
    return inside, 1.0 if measure == SERVICES else getattr(one, _COLUMNS[measure])


def _amount(
    code: str,
    sides: Sequence[tuple[bool | None, float]],
    steps: Sequence[Step],
    children: float,
    *,
    has_answered: bool,
) -> Amount:
    inside = [amount for side, amount in sides if side]
    known = [amount for amount in inside if not math.isnan(amount)]
    not_placed = sum(side is None for side, _ in sides)
    steps_open = sum(step.state == UNKNOWN for step in steps)
    counts = {
        "services": len(inside),
        "unstated": len(inside) - len(known),
        "not_placed": not_placed,
        "steps": len(steps),
        "steps_open": steps_open,
    }
    value = math.fsum(known)
    if known:
        is_whole = not (counts["unstated"] or not_placed or steps_open)
        state, reason = (WHOLE if is_whole else AT_LEAST), ""
    else:
        reason = _why_not_known(counts, steps, has_answered=has_answered)
        state = NOT_KNOWN if reason else NOTHING
    if not reason and not children > 0:
        state, reason = NOT_KNOWN, NO_CHILDREN
    nan = state == NOT_KNOWN
    rate = math.nan if nan else _PER * value / children
    return Amount(
        code, state, value if known or not nan else math.nan, rate, **counts, reason=reason
    )


def _why_not_known(counts: Mapping[str, int], steps: Sequence[Step], *, has_answered: bool) -> str:
    """Why no running service with an amount is not the same as none; empty where it is."""
    reasons = {
        NO_RESPONSE: not has_answered,
        NO_AMOUNT: counts["services"] > 0,
        NOT_PLACED: counts["not_placed"] > 0,
        STEPS_OPEN: counts["steps_open"] > 0,
        # There is support at these steps, of another kind: nobody asked about this kind alone.
        NOT_LISTED: any(step.running for step in steps),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


# A room looks at the same few slices again and again; amounts are never changed once made.
@lru_cache(maxsize=64)
def provision(
    dataset: Dataset, as_of: date, measure: str = CAPACITY, chosen: Slice = EVERYTHING
) -> dict[str, Amount]:
    """What each area of the region has of a slice; see ``provision_of``."""
    codes = dataset.member_codes
    children: dict[str, float] = {}
    if CHILDREN in dataset.registry.indicators:
        children = dataset.at_period(CHILDREN, None, codes)["value"].dropna().to_dict()
    steps = pathway(dataset, as_of, Thresholds())
    return provision_of(dataset.survey, steps, codes, children, measure=measure, chosen=chosen)
