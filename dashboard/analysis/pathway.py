"""The relationship support pathway, step by step: support, thin, none, or not known.

A step is one area, level and family situation. The rules, and why the thresholds are what
they are, are in docs/pathway.md. What was not answered is never called a gap: "none" needs
an area that was asked and said that there is none.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from dashboard.dataset import Dataset
from dashboard.dataset.survey import Survey

PROVISION, THIN, NONE, UNKNOWN = "provision", "thin", "none", "unknown"
# Only when a service is thought away: the area answered, and nothing else is listed.
LEFT_WITHOUT = "left_without"

ONE_PROVIDER, FUNDING, CAPACITY = "one_provider", "funding", "capacity"

CHILDREN = "children_0_17"
RUNNING = "running"
_KNOWN_ANSWERS = frozenset({"some", "none"})
_PER = 1000

Key = tuple[str, str, str]  # area code, level, situation


@dataclass(frozen=True)
class Thresholds:
    """Where support begins to be thin, and services to be alike. All are proposals.

    Attributes:
        min_capacity: families a year per 1,000 children aged 0 to 17; less is thin.
        months: funding that is known to end within so many months is thin.
        alike: how many services of one kind make a possible overlap.
    """

    min_capacity: float = 0.2
    months: int = 6
    alike: int = 2


class Listed(NamedTuple):
    """What the rules read of one service. NaN capacity and no date mean "not known"."""

    service_id: str
    name: str
    provider: str
    area_code: str
    level: str
    situations: tuple[str, ...]
    delivery: tuple[str, ...]
    districts: tuple[str, ...]
    other_areas: tuple[str, ...]
    status: str
    capacity: float
    funding_end: date | None
    funding_open: bool

    @property
    def is_running(self) -> bool:
        """Only running services count as support."""
        return self.status == RUNNING


@dataclass(frozen=True)
class Step:
    """One area, level and family situation, judged.

    Attributes:
        state: provision, thin, none, unknown or (with a service thought away) left_without.
        answer: what the area says of the step: some, none, dont_know, not_asked; "" if it
            was left empty and "no_response" if the area has not answered at all.
        running: services that count. ``not_running``: named, but not counted.
        thin: why the support is thin: one_provider, funding, capacity.
        capacity: families a year, all running services with a known one.
        capacity_unknown: how many running services have none.
        rate: capacity per 1,000 children; None where it is not judged.
        ends: the day on which the last money known ends; None if any has no known end.
        overlaps: delivery mode and the services alike in it.
        shared: provider and the areas in which it runs this step, this one included.
        from_elsewhere: running services of other areas that say that they serve this one.
        contradiction: the area answered "none" but lists a running service.
    """

    area_code: str
    level: str
    situation: str
    state: str = UNKNOWN
    answer: str = ""
    running: tuple[Listed, ...] = ()
    not_running: tuple[Listed, ...] = ()
    thin: tuple[str, ...] = ()
    capacity: float = 0.0
    capacity_unknown: int = 0
    rate: float | None = None
    ends: date | None = None
    overlaps: tuple[tuple[str, tuple[Listed, ...]], ...] = ()
    shared: tuple[tuple[str, tuple[str, ...]], ...] = ()
    from_elsewhere: tuple[Listed, ...] = ()
    contradiction: bool = False

    @property
    def key(self) -> Key:
        """Area code, level and situation."""
        return self.area_code, self.level, self.situation

    @property
    def has_support(self) -> bool:
        """Whether anything is running, thin or not."""
        return self.state in {PROVISION, THIN}

    @property
    def is_known(self) -> bool:
        """Whether it is known if there is support."""
        return self.state in {PROVISION, THIN, NONE}

    @property
    def providers(self) -> tuple[str, ...]:
        """Who runs the services, each once."""
        return tuple({provider_key(one.provider): one.provider for one in self.running}.values())


@dataclass(frozen=True)
class Grouped:
    """The services of a survey, sorted once for every question about them.

    Attributes:
        by_step: all services by area, level and situation, whatever their status.
        from_elsewhere: running services of other areas, by the area that they also serve.
        unplaced: running services by area for which level or situation is not known.
    """

    by_step: dict[Key, list[Listed]] = field(default_factory=lambda: defaultdict(list))
    from_elsewhere: dict[Key, list[Listed]] = field(default_factory=lambda: defaultdict(list))
    unplaced: dict[str, list[Listed]] = field(default_factory=lambda: defaultdict(list))


def provider_key(name: str) -> str:
    """A provider's name without what people write in different ways: case, "&", marks."""
    return " ".join(re.sub(r"[\W_]+", " ", name.replace("&", " and ")).casefold().split())


# Surveys are compared by identity and never change.
@lru_cache(maxsize=4)
def grouped(survey: Survey) -> Grouped:
    """The services of a survey by step."""
    found = Grouped()
    for one in _listed(survey):
        if one.is_running and not (one.level and one.situations):
            found.unplaced[one.area_code].append(one)
        for situation in one.situations:
            found.by_step[one.area_code, one.level, situation].append(one)
            for other in one.other_areas if one.is_running else ():
                if other != one.area_code:
                    found.from_elsewhere[other, one.level, situation].append(one)
    return found


def _listed(survey: Survey) -> Iterable[Listed]:
    frame = survey.services
    if frame.empty:
        return
    names = ("service_name", "organisation", "area_code", "level", "situation", "delivery",
             "districts", "other_areas", "status", "capacity", "funding_end",
             "funding_open")  # fmt: skip
    columns = [frame[name].tolist() for name in names]
    for service_id, *row in zip(frame.index, *columns, strict=True):
        *rest, end, open_end = row
        yield Listed(service_id, *rest, None if pd.isna(end) else end.date(), open_end == "yes")


def pathway_of(
    survey: Survey,
    codes: Sequence[str],
    children: Mapping[str, float],
    as_of: date,
    thresholds: Thresholds,
    without: str = "",
) -> dict[Key, Step]:
    """Judge every step of every area.

    Args:
        survey: answers.
        codes: areas, in the order in which they are named.
        children: number of children aged 0 to 17 by area code; areas may be absent.
        as_of: the day from which funding is looked ahead.
        thresholds: see there.
        without: id of a service to think away; "" for none.

    Returns:
        A step for every area, level and situation, by those three.
    """
    services = grouped(survey)
    limit = (pd.Timestamp(as_of) + pd.DateOffset(months=thresholds.months)).date()
    found: dict[Key, Step] = {}
    for level, situation in survey.questionnaire.slots():
        keys = [(code, level, situation) for code in codes]
        running = {
            key: tuple(
                one
                for one in services.by_step.get(key, ())
                if one.is_running and one.service_id != without
            )
            for key in keys
        }
        shared = _shared_providers(running)
        for key in keys:
            count = children.get(key[0], math.nan)
            listed = _facts(key, services, running[key], thresholds, shared)
            thin = _thin(listed, count, limit, thresholds)
            answer = _answer(survey, key)
            found[key] = Step(
                *key,
                state=_state(running[key], answer, services, key, thin),
                answer=answer,
                thin=thin,
                rate=_rate(listed, count),
                contradiction=bool(running[key]) and answer == "none",
                **listed,
            )
    return found


def _answer(survey: Survey, key: Key) -> str:
    if key[0] not in survey.responses:
        return "no_response"
    return survey.none_answers.get(key, "")


def _state(
    running: tuple[Listed, ...], answer: str, services: Grouped, key: Key, thin: tuple[str, ...]
) -> str:
    if running:
        return THIN if thin else PROVISION
    if any(one.is_running for one in services.by_step.get(key, ())):
        # Only the service that is thought away. Without an answer, there may be others.
        return LEFT_WITHOUT if answer in _KNOWN_ANSWERS else UNKNOWN
    return NONE if answer == "none" else UNKNOWN


def _facts(
    key: Key,
    services: Grouped,
    running: tuple[Listed, ...],
    thresholds: Thresholds,
    shared: dict[str, tuple[str, ...]],
) -> dict:
    """What is listed for a step, before it is judged."""
    known = [one.capacity for one in running if not math.isnan(one.capacity)]
    ends = [one.funding_end for one in running]
    providers = {provider_key(one.provider): one.provider for one in running}
    return {
        "running": running,
        "not_running": tuple(o for o in services.by_step.get(key, ()) if not o.is_running),
        "capacity": math.fsum(known),
        "capacity_unknown": len(running) - len(known),
        "ends": max(ends) if ends and None not in ends else None,
        "overlaps": _overlaps(running, thresholds.alike),
        "shared": tuple(
            (name, shared[own]) for own, name in providers.items() if len(shared.get(own, ())) > 1
        ),
        "from_elsewhere": tuple(services.from_elsewhere.get(key, ())),
    }


def _thin(listed: dict, children: float, limit: date, thresholds: Thresholds) -> tuple[str, ...]:
    if not listed["running"]:
        return ()
    rate = _rate(listed, children)
    least = thresholds.min_capacity
    reasons = {
        ONE_PROVIDER: _is_one_provider(listed["running"]),
        FUNDING: listed["ends"] is not None and listed["ends"] <= limit,
        # Exactly the threshold is enough, also when a division does not come out even.
        CAPACITY: rate is not None and rate < least and not math.isclose(rate, least),
    }
    return tuple(reason for reason, holds in reasons.items() if holds)


def _is_one_provider(running: tuple[Listed, ...]) -> bool:
    """Whether all depends on one provider; several services of unknown providers may not."""
    providers = {provider_key(one.provider) for one in running}
    return len(running) == 1 or (len(providers) == 1 and "" not in providers)


def _rate(listed: dict, children: float) -> float | None:
    """Capacity per 1,000 children; None unless all of it is known."""
    if not listed["running"] or listed["capacity_unknown"] or not children > 0:
        return None
    return _PER * listed["capacity"] / children


def _overlaps(
    running: tuple[Listed, ...], alike: int
) -> tuple[tuple[str, tuple[Listed, ...]], ...]:
    modes: dict[str, list[Listed]] = defaultdict(list)
    for one in running:
        for mode in one.delivery:
            modes[mode].append(one)
    return tuple((mode, tuple(same)) for mode, same in modes.items() if len(same) >= alike)


def _shared_providers(running: Mapping[Key, tuple[Listed, ...]]) -> dict[str, tuple[str, ...]]:
    """Areas in which each provider runs one step."""
    areas: dict[str, dict[str, None]] = defaultdict(dict)
    for (code, _, _), services in running.items():
        for one in services:
            areas[provider_key(one.provider)][code] = None
    return {name: tuple(codes) for name, codes in areas.items() if name}


def combined_state(steps: Iterable[Step]) -> str:
    """The state of several levels taken together: any of them will do.

    None only if every one of them is none: one unknown level leaves the whole unknown.
    """
    states = {step.state for step in steps}
    for state in (PROVISION, THIN, UNKNOWN, LEFT_WITHOUT, NONE):
        if state in states:
            return state
    return UNKNOWN


# A room moves a threshold to and fro; steps are never changed once made.
@lru_cache(maxsize=32)
def pathway(
    dataset: Dataset, as_of: date, thresholds: Thresholds, without: str = ""
) -> dict[Key, Step]:
    """Every step of every area of the region; see ``pathway_of``."""
    codes = dataset.member_codes
    children: dict[str, float] = {}
    if CHILDREN in dataset.registry.indicators:
        children = dataset.at_period(CHILDREN, None, codes)["value"].dropna().to_dict()
    return pathway_of(dataset.survey, codes, children, as_of, thresholds, without)
