"""Which services a slice of support has to measure distances to, and what it leaves unknown.

Only running services with a place that is known can be measured. Services without one, and
areas that have not answered, are named, because they may have sites that nobody knows of here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from dashboard.analysis.pathway import RUNNING, grouped
from dashboard.analysis.provision import Slice, answers_by_part, belongs
from dashboard.dataset.survey import ANSWERED, Survey

# Why a service cannot be measured.
AWAY, NO_PLACE, ELSEWHERE, UNCLEAR = "away", "no_place", "elsewhere", "unclear"


class Unmeasured(NamedTuple):
    """A running service that the distances leave out, in whole or in part, and why.

    ``why`` is "away" (not at a place: online, by phone, self-guided), "no_place" (in person,
    or that is not answered, and no place is given), "elsewhere" (a place that is not among the
    region's postcodes) or "unclear" (not answered whether it runs or belongs to the slice).
    """

    service_id: str
    area_code: str
    why: str

    @property
    def may_be_near(self) -> bool:
        """Whether it may have a site that nobody knows of here."""
        return self.why != AWAY


@dataclass(frozen=True)
class Offer:
    """The part of the survey that a slice asks for.

    Attributes:
        sites: rows of ``Survey.sites`` of the services that are measured.
        unmeasured: running services left out, by area and in the order answered.
        not_answered: areas that have not answered for the slice: how many of its steps (level
            and situation) are not known, of how many. An area without a response knows none.
            Areas are asked whether there is any support at a step, not whether there is any of
            one kind: an area that lists only other kinds has not answered for this one.
    """

    sites: pd.DataFrame
    unmeasured: tuple[Unmeasured, ...]
    not_answered: dict[str, tuple[int, int]]

    @property
    def services(self) -> tuple[str, ...]:
        """Ids of the services that are measured."""
        return tuple(dict.fromkeys(self.sites["service_id"]))

    @property
    def unsure(self) -> tuple[str, ...]:
        """Areas in which there may be sites that are not known."""
        lost = (one.area_code for one in self.unmeasured if one.may_be_near)
        return tuple(dict.fromkeys([*self.not_answered, *lost]))


@lru_cache(maxsize=64)
def offer(survey: Survey, codes: tuple[str, ...], wanted: Slice) -> Offer:
    """What a slice of the survey has to measure, and what it leaves unknown.

    Args:
        survey: answers.
        codes: every area of the region.
        wanted: the slice; a service is in it with any one of the chosen answers of each part.
    """
    measured: list[str] = []
    unmeasured: list[Unmeasured] = []
    having: set[str] = set()
    located = survey.sites.groupby("service_id")["postcode"].nunique().to_dict()
    for service in _services(survey):
        is_in = _belongs(service, wanted)
        if is_in is False:
            continue
        if is_in:
            having.add(service.area_code)
        found = located.get(service.service_id, 0)
        if is_in and found:
            measured.append(service.service_id)
        why = _why(service, found, is_in=is_in)
        if why and (is_in or why != AWAY):
            unmeasured.append(Unmeasured(service.service_id, service.area_code, why))
    sites = survey.sites[survey.sites["service_id"].isin(measured)].reset_index(drop=True)
    return Offer(sites, tuple(unmeasured), _not_answered(survey, codes, wanted, having))


class _Service(NamedTuple):
    """What is read of one service; ``has`` and ``open`` as ``provision.belongs`` reads them."""

    service_id: str
    area_code: str
    status: str
    said_status: str
    sites: tuple[str, ...]
    has: tuple[frozenset[str], ...]
    open: tuple[frozenset[str], ...]
    is_at_place: bool  # or not known to be anything else


# Surveys are compared by identity and never change.
@lru_cache(maxsize=4)
def _services(survey: Survey) -> tuple[_Service, ...]:
    frame = survey.services
    if frame.empty:
        return ()
    parts = zip(*answers_by_part(frame, survey.questionnaire), strict=True)
    at_place = map(survey.questionnaire.is_at_place, frame["delivery"])
    facts = zip(
        *(frame[name].tolist() for name in ("area_code", "status", "said_status", "sites")),
        strict=True,
    )
    return tuple(
        _Service(service_id, *fact, *zip(*part, strict=True), how)
        for service_id, fact, part, how in zip(frame.index, facts, parts, at_place, strict=True)
    )


def _belongs(service: _Service, wanted: Slice) -> bool | None:
    """Whether a service is running and in the slice; None where that is not answered."""
    unclear = service.said_status != ANSWERED
    if not unclear and service.status != RUNNING:
        return False
    inside = belongs(wanted, service.has, service.open)
    return None if unclear and inside else inside


def _why(service: _Service, found: int, *, is_in: bool | None) -> str:
    """Why a service is left out; empty if all of it is measured."""
    # A postcode of a service that nobody can have in person is an office.
    if not service.is_at_place:
        return AWAY
    if not service.sites:
        return NO_PLACE if is_in else UNCLEAR
    if not is_in:
        return UNCLEAR
    return ELSEWHERE if found < len(set(service.sites)) else ""


def _not_answered(
    survey: Survey, codes: Sequence[str], wanted: Slice, having: set[str]
) -> dict[str, tuple[int, int]]:
    """Steps of the slice that are not known; ``having`` are areas with a service in it."""
    slots = [
        (level, situation)
        for level, situation in survey.questionnaire.slots()
        if (not wanted.level or level in wanted.level)
        and (not wanted.situation or situation in wanted.situation)
    ]
    by_step = grouped(survey).by_step

    def is_open(code: str, slot: tuple[str, str]) -> bool:
        if any(one.is_running for one in by_step.get((code, *slot), ())):
            return code not in having
        return survey.none_answers.get((code, *slot)) != "none"

    unknown = {code: sum(is_open(code, slot) for slot in slots) for code in codes}
    return {
        code: (count, len(slots))
        for code, count in unknown.items()
        if count or code not in survey.responses
    }
