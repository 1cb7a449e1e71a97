"""Which services fit a choice, how many each further choice would leave, and where they are.

A choice is some values of some facets. Within a facet any of its values will do; all facets
must fit. A service whose answer is not known ("don't know", "not asked", left empty) neither
fits a facet nor is ruled out by it: it is counted apart, as one that cannot be judged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard.analysis.answers_held import held
from dashboard.dataset.survey import BLANK, Survey
from dashboard.metadata.survey import Questionnaire

AREA, ENDING = "area", "ending"
# Name of each facet in the address, and the question that it reads.
ANSWERS = {
    "tier": "level",
    "situation": "situation",
    "stage": "stage",
    "audience": "audience",
    "delivery": "delivery",
    "status": "status",
    "programme": "programme",
}
FACETS = (AREA, *ANSWERS, ENDING)
MONTHS = ("6", "12")

Chosen = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Facet:
    """One property of all services.

    Attributes:
        values: what it can be.
        holds: one row per value, one column per service: whether the service has the value.
        open: the same: whether it is not known if the service has the value.
        known: one per service: whether the property is known.
    """

    values: tuple[str, ...]
    holds: np.ndarray
    open: np.ndarray
    known: np.ndarray

    def fits(self, chosen: Sequence[str]) -> np.ndarray:
        """Whether each service has any of the values; all fit when none is chosen."""
        if not chosen:
            return np.ones(len(self.known), dtype=bool)
        return self.holds[self._places(chosen)].any(axis=0)

    def unclear(self, chosen: Sequence[str]) -> np.ndarray:
        """Whether each service has none of the values, but may have one."""
        return self.open[self._places(chosen)].any(axis=0) & ~self.fits(chosen)

    def _places(self, chosen: Sequence[str]) -> list[int]:
        return [place for place, value in enumerate(self.values) if value in chosen]


@dataclass(frozen=True, eq=False)
class Found:
    """What a choice leaves.

    Attributes:
        fits: one per service: whether it has all that is chosen.
        unjudged: whether it would, were it not for answers that are not known.
        reasons: for how many unjudged services each chosen facet is not known.
        counts: for each facet and value, how many services have it among those that fit all
            other facets.
        unknown: for each facet, of how many among those it is not known.
        without: for each chosen facet, how many services would fit if it were not chosen.
    """

    fits: np.ndarray
    unjudged: np.ndarray
    reasons: dict[str, int]
    counts: dict[str, dict[str, int]]
    unknown: dict[str, int]
    without: dict[str, int]
    but_area: np.ndarray
    unjudged_but_area: np.ndarray

    @cached_property
    def total(self) -> int:
        """How many services fit."""
        return int(self.fits.sum())

    @cached_property
    def cannot_tell(self) -> int:
        """How many cannot be judged."""
        return int(self.unjudged.sum())


def facets(
    services: pd.DataFrame, questionnaire: Questionnaire, codes: Sequence[str], as_of: date
) -> dict[str, Facet]:
    """The facets of services, by name.

    Args:
        services: as ``Survey.services``.
        questionnaire: what could be answered.
        codes: the areas that can be chosen.
        as_of: the day from which the end of funding is looked ahead.
    """
    found = {AREA: _area_facet(services, codes)}
    for name, question in ANSWERS.items():
        found[name] = Facet(*held(services, questionnaire, question))
    found[ENDING] = _ending_facet(services, as_of)
    return found


def _area_facet(services: pd.DataFrame, codes: Sequence[str]) -> Facet:
    areas = services["area_code"].to_numpy(dtype=object)
    holds = np.array([areas == code for code in codes]).reshape(len(codes), len(areas))
    return Facet(tuple(codes), holds, np.zeros_like(holds), np.ones(len(areas), dtype=bool))


def _ending_facet(services: pd.DataFrame, as_of: date) -> Facet:
    """Funding that ends within so many months of the day, or has ended already.

    Funding without an end date is known not to end; without a date or that answer it is not
    known.
    """
    ends = services["funding_end"]
    limits = [pd.Timestamp(as_of) + pd.DateOffset(months=int(months)) for months in MONTHS]
    holds = np.array([(ends <= limit).to_numpy() for limit in limits])
    known = (ends.notna() | (services["funding_open"] == "yes")).to_numpy()
    return Facet(MONTHS, holds, np.repeat(~known[np.newaxis, :], len(MONTHS), axis=0), known)


def choose(found: Mapping[str, Facet], chosen: Chosen) -> Found:
    """The services that fit, those that cannot be judged, and the counts of further choices."""
    fits = {name: facet.fits(chosen.get(name, ())) for name, facet in found.items()}
    unclear = {name: found[name].unclear(chosen[name]) for name in found if chosen.get(name)}
    # Fits or may fit: nothing known speaks against it.
    may = {name: mask | unclear[name] if name in unclear else mask for name, mask in fits.items()}
    all_fit = _every(fits.values())
    unjudged = _every(may.values()) & ~all_fit
    others = {name: _every(mask for other, mask in fits.items() if other != name) for name in fits}
    may_but_area = _every(mask for name, mask in may.items() if name != AREA)
    return Found(
        fits=all_fit,
        unjudged=unjudged,
        reasons={
            name: int((unjudged & mask).sum())
            for name, mask in unclear.items()
            if (unjudged & mask).any()
        },
        counts={
            name: dict(
                zip(facet.values, (facet.holds & others[name]).sum(axis=1).tolist(), strict=True)
            )
            for name, facet in found.items()
        },
        unknown={name: int((others[name] & ~f.known).sum()) for name, f in found.items()},
        without={name: int(others[name].sum()) for name in found if chosen.get(name)},
        but_area=others[AREA],
        unjudged_but_area=may_but_area & ~others[AREA],
    )


def _every(masks) -> np.ndarray:
    return np.logical_and.reduce(list(masks))


class Whereabouts(NamedTuple):
    """Where each service takes place; one per service in each.

    Attributes:
        placed: at one or more known postcodes.
        wide: online, by phone or across the area: it was left without a postcode, as asked.
        unknown: nobody has said where, or the postcode cannot be found.
    """

    placed: np.ndarray
    wide: np.ndarray
    unknown: np.ndarray


def whereabouts(survey: Survey) -> Whereabouts:
    """Which services can be drawn on a map, and which have no place to draw."""
    services = survey.services
    placed = services.index.isin(survey.sites["service_id"])
    wide = ~placed & (services["said_sites"] == BLANK).to_numpy()
    return Whereabouts(placed, wide, ~placed & ~wide)


class Place(NamedTuple):
    """Services that are drawn as one point.

    Attributes:
        lon, lat: degrees; the middle of its postcodes.
        services: each once, by their numbers.
        postcodes: each once.
    """

    lon: float
    lat: float
    services: tuple[int, ...]
    postcodes: tuple[str, ...]


def group_sites(
    sites: Sequence[tuple[int, str, float, float]], square: tuple[float, float] | None = None
) -> list[Place]:
    """Sites by postcode, or by squares where there are more than a map can hold.

    Args:
        sites: number of the service, postcode, longitude and latitude in degrees.
        square: width and height of a square in degrees; None to group by postcode.
    """
    groups: dict[object, list[tuple[int, str, float, float]]] = {}
    for site in sites:
        _, postcode, lon, lat = site
        key = (lon // square[0], lat // square[1]) if square else postcode
        groups.setdefault(key, []).append(site)
    return [
        Place(
            sum(site[2] for site in group) / len(group),
            sum(site[3] for site in group) / len(group),
            tuple(dict.fromkeys(site[0] for site in group)),
            tuple(dict.fromkeys(site[1] for site in group)),
        )
        for group in groups.values()
    ]
