"""What has been chosen on the service map, put together once for all its cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain

import numpy as np

from dashboard.analysis.pathway import UNKNOWN, Thresholds, pathway
from dashboard.analysis.pathway_words import are, day, plural
from dashboard.analysis.profile import Compared, compared
from dashboard.analysis.services import (
    ANSWERS,
    AREA,
    ENDING,
    FACETS,
    Facet,
    Found,
    Whereabouts,
    choose,
    facets,
    whereabouts,
)
from dashboard.analysis.summary import join
from dashboard.cards.gaps_choice import need_id
from dashboard.cards.survey_labels import response_sentence, survey_meta, survey_source
from dashboard.dataset import Dataset
from dashboard.metadata.format import within
from dashboard.metadata.survey import Questionnaire
from dashboard.view_state import View

LABELS = {
    AREA: "Area",
    "tier": "Level of support",
    "situation": "Family situation",
    "stage": "Stage of conflict",
    "audience": "Made for",
    "delivery": "How it is delivered",
    "status": "Is it running",
    "programme": "Programme",
    ENDING: "Funding ends",
}
# Within a sentence, of a service: "the level is not known for 3".
_NOUNS = {
    "tier": "the level",
    "situation": "the family situation",
    "stage": "the stage of conflict",
    "audience": "whom it is made for",
    "delivery": "how it is delivered",
    "status": "whether it is running",
    "programme": "the programme",
    ENDING: "the end of funding",
}


@dataclass(frozen=True)
class ServiceChoice:
    """The view with what it leaves of the services.

    Attributes:
        area: code of the chosen area; "" for the whole region.
        chosen: values by facet, only those chosen.
        found: which services fit, and the counts of further choices.
        where: which of all services have places.
        need: the indicator that shades the areas, against England.
    """

    dataset: Dataset
    view: View
    as_of: date
    area: str
    chosen: dict[str, tuple[str, ...]]
    found: Found
    where: Whereabouts
    need: Compared

    @property
    def questionnaire(self) -> Questionnaire:
        """What was asked."""
        return self.dataset.survey.questionnaire

    @property
    def codes(self) -> tuple[str, ...]:
        """The areas whose services are looked at."""
        return (self.area,) if self.area else self.dataset.member_codes

    @property
    def has_public_places(self) -> bool:
        """Whether the public list is shown."""
        return self.view.layer == "public"

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """Services that fit, then those that cannot be judged, by their place in the survey."""
        found = (np.flatnonzero(mask).tolist() for mask in (self.found.fits, self.found.unjudged))
        return tuple(chain(*found))

    def name(self, code: str) -> str:
        """Short name of an area."""
        return self.dataset.area(code).short_name

    def label(self, facet: str, value: str) -> str:
        """A value of a facet in words."""
        if facet == AREA:
            return self.name(value)
        if facet == ENDING:
            return f"within {value} months"
        listed = self.questionnaire.question(ANSWERS[facet]).list
        return self.questionnaire.label(listed, value)

    def said(self, facet: str) -> str:
        """What is chosen of a facet: "Level of support: Universal or Targeted"."""
        values = [self.label(facet, value) for value in self.chosen[facet]]
        return f"{LABELS[facet]}: {_either(values)}"

    def titled(self, title: str, *, without: str = "") -> str:
        """A title with what is chosen: "Where services are: specialist, separating".

        It stands above the card and in its picture, which may travel without the filters.
        """
        parts = [self._in_title(name) for name in self.chosen if name != without]
        return f"{title}: {', '.join(parts)}" if parts else title

    def _in_title(self, facet: str) -> str:
        words = [self.label(facet, one) for one in self.chosen[facet]]
        if facet not in {AREA, "programme"}:  # names
            words = [within(one) for one in words]
        return f"funding ends {_either(words)}" if facet == ENDING else _either(words)

    def loosened(self, *names: str) -> View:
        """The view without what is chosen of some facets."""
        empty = {name: View.__dataclass_fields__[name].default for name in names}
        return self.view.change(**empty, count="")

    def responses(self) -> str:
        """How far the areas that are looked at have answered."""
        return _responses(self.dataset, self.codes)

    def counted(self) -> str:
        """How many services fit, and how many of them have a place on the map."""
        fits, where = self.found.fits, self.where
        placed, wide = int((fits & where.placed).sum()), int((fits & where.wide).sum())
        unknown = int((fits & where.unknown).sum())
        total = len(fits)
        if not self.chosen:
            who = f"{plural(total, 'service')} {are(total)} listed"
        else:
            count = f"{self.found.total:,}" if self.found.total else "Not one"
            verb = "fits" if self.found.total <= 1 else "fit"
            who = f"{count} of {plural(total, 'service')} {verb} what is chosen"
        if not self.found.total:
            return f"{who}."
        parts = [f"{placed:,} at places on the map"] if placed else []
        parts += [f"{wide:,} online or area-wide, not on the map"] if wide else []
        parts += [f"{unknown:,} of which it is not known where"] if unknown else []
        return f"{who}: {join(parts)}."

    def not_judged(self) -> str:
        """What could not be judged and why; empty if all could be."""
        count = self.found.cannot_tell
        if not count:
            return ""
        why = [
            f"{_NOUNS[name]} is not known for {number:,}"
            for name, number in self.found.reasons.items()
        ]
        return (
            f"{plural(count, 'more service')} cannot be judged: {join(why)}. "
            f"{'It is' if count == 1 else 'They are'} at the end of the list."
        )

    @cached_property
    def open_steps(self) -> dict[str, int]:
        """By area: levels and situations chosen of which it is not known if there is support."""
        steps = pathway(self.dataset, self.as_of, Thresholds())
        return {
            code: sum(steps[code, *slot].state == UNKNOWN for slot in self.slots)
            for code in self.dataset.member_codes
        }

    @cached_property
    def slots(self) -> tuple[tuple[str, str], ...]:
        """The levels and situations chosen; all of them where neither is."""
        levels, situations = self.view.tier, self.view.situation
        return tuple(
            (level, situation)
            for level, situation in self.questionnaire.slots()
            if (not levels or level in levels) and (not situations or situation in situations)
        )

    def unsaid(self, codes: Sequence[str]) -> str:
        """Areas that list nothing that fits and have not said that there is none."""
        steps, survey = len(self.slots), self.dataset.survey
        quiet = [
            code
            for code in codes
            if code in survey.responses and not count_in(self.dataset, code, self.found.but_area)
        ]
        none = [self.name(code) for code in quiet if self.open_steps[code] == steps]
        part = [self.name(code) for code in quiet if 0 < self.open_steps[code] < steps]
        what = self._asked()
        said = []
        if none:
            said.append(
                f"{join(none)} {_has(none)} no answer for {what} (don't know, not asked or left "
                "empty), so it is not known whether there is any."
            )
        if part:
            said.append(f"{join(part)} {_has(part)} answers for only part of {what}.")
        return " ".join(said)

    def _asked(self) -> str:
        """Levels and situations chosen, within a sentence: "specialist support (separating)"."""
        parts = {
            name: _either([within(self.label(name, one)) for one in self.chosen[name]])
            for name in ("tier", "situation")
            if name in self.chosen
        }
        support = f"{parts['tier']} support" if "tier" in parts else "support"
        who = f" ({parts['situation']})" if "situation" in parts else ""
        return support + who if parts else "the levels and situations asked about"

    def source(self) -> str:
        """Source line of a card that shows answers alone."""
        return survey_source(self.dataset, self.codes)

    def source_with_need(self) -> str:
        """Source line of a card that shows answers and need."""
        one = self.need.indicator
        parts = [self.source(), f"Need: {one.source}, {one.publication}, {self.need.period_label}."]
        return " ".join(parts)

    def meta(self) -> tuple[tuple[str, str], ...]:
        """Rows that travel with every file."""
        chosen = "; ".join(self.said(name) for name in self.chosen) or "nothing: all services"
        return (
            *_meta(self.dataset, self.codes),
            ("Chosen", chosen),
            ("Counted", self.counted()),
            *((("Not judged", said),) if (said := self.not_judged()) else ()),
            *((("Not answered for", said),) if (said := self.unsaid(self.codes)) else ()),
            ("As of", day(self.as_of)),
            ("View", self.view.href),
        )


def _either(words: Sequence[str]) -> str:
    """Words of which any will do: "a, b or c"."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def _has(names: Sequence[str]) -> str:
    return "has" if len(names) == 1 else "have"


def service_choice(view: View, dataset: Dataset, as_of: date) -> ServiceChoice:
    """Read a view."""
    area = view.area if view.area in dataset.member_codes else ""
    if view.area and not area:
        area = dataset.area(view.area).parent  # answers are given for councils, not districts
        area = area if area in dataset.member_codes else ""
    held = {name: getattr(view, name) for name in FACETS} | {AREA: area}
    chosen = {
        name: value if isinstance(value, tuple) else (value,)
        for name, value in held.items()
        if value
    }
    found = choose(_facets(dataset, as_of), chosen)
    need = compared(dataset, need_id(view, dataset), dataset.member_codes, "england")
    where = _whereabouts(dataset)
    return ServiceChoice(dataset, view, as_of, area, chosen, found, where, need)


# Datasets never change; reading the answers of thousands of services takes longer than all else.
@lru_cache(maxsize=4)
def _facets(dataset: Dataset, as_of: date) -> dict[str, Facet]:
    survey = dataset.survey
    return facets(survey.services, survey.questionnaire, dataset.member_codes, as_of)


@lru_cache(maxsize=4)
def _whereabouts(dataset: Dataset) -> Whereabouts:
    return whereabouts(dataset.survey)


@lru_cache(maxsize=64)
def _responses(dataset: Dataset, codes: tuple[str, ...]) -> str:
    return response_sentence(dataset, codes)


@lru_cache(maxsize=64)
def _meta(dataset: Dataset, codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return survey_meta(dataset, codes)


def count_in(dataset: Dataset, code: str, mask: np.ndarray) -> int:
    """How many of the services of an area are in a mask."""
    return int((mask & _in_area(dataset, code)).sum())


@lru_cache(maxsize=64)
def _in_area(dataset: Dataset, code: str) -> np.ndarray:
    return (dataset.survey.services["area_code"] == code).to_numpy()


@lru_cache(maxsize=4)
def response_states(dataset: Dataset) -> dict[str, str]:
    """By area: answered, partly, or asked (not answered yet)."""
    return dataset.survey.tracker(dataset.member_codes)["state"].to_dict()
