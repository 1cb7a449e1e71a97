"""What has been chosen on the page about gaps, put together once for all its cards."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd

from dashboard.analysis.pathway import Key, Step, Thresholds, pathway
from dashboard.analysis.pathway_words import amount, day
from dashboard.analysis.profile import Compared, compared
from dashboard.cards.survey_labels import response_sentence, survey_meta, survey_source
from dashboard.dataset import Dataset
from dashboard.exports.table import Cell
from dashboard.metadata.format import format_value, within
from dashboard.metadata.survey import Questionnaire
from dashboard.view_state import View

_A_CELL = "~cell~"  # in the place of a step's name

_VERDICTS = {
    "worse": "worse than England",
    "better": "better than England",
    "similar": "similar to England",
    "higher": "higher than England",
    "lower": "lower than England",
}


# A figure without a test: only which side of England's it lies on.
_UNTESTED = {
    1: {"word": "above", "shape": "△"},
    0: {"word": "same", "shape": "○"},
    -1: {"word": "below", "shape": "▽"},
    None: {"word": "not compared", "shape": "·"},
}


@dataclass(frozen=True)
class Choice:
    """The view with what it means: thresholds, steps, areas in order, need.

    Attributes:
        steps: as chosen. ``usual``: the same with no service thought away.
        codes: areas in the order shown.
        levels, situations: those shown, all unless some are chosen.
        need: the chosen indicator for all areas, against England.
    """

    dataset: Dataset
    view: View
    as_of: date
    thresholds: Thresholds
    steps: dict[Key, Step]
    usual: dict[Key, Step]
    codes: tuple[str, ...]
    levels: tuple[str, ...]
    situations: tuple[str, ...]
    need: Compared

    @property
    def questionnaire(self) -> Questionnaire:
        """What was asked."""
        return self.dataset.survey.questionnaire

    @cached_property
    def slots(self) -> tuple[tuple[str, str], ...]:
        """The level and situation of each column."""
        return tuple((one, other) for one in self.levels for other in self.situations)

    @property
    def has_all_levels(self) -> bool:
        """Whether every level is shown."""
        return len(self.levels) == len(self.questionnaire.items("level"))

    @property
    def has_some_levels(self) -> bool:
        """Whether several levels are chosen, but not all: then any of them may do."""
        return len(self.levels) > 1 and not self.has_all_levels

    @cached_property
    def by_need(self) -> tuple[str, ...]:
        """Areas by the need indicator, greatest first (highest first if it has no direction)."""
        ranked = self.need.ranked
        values = -self.need.frame["value"] if ranked.reason else ranked.places
        return tuple(values.sort_values(kind="stable", na_position="last").index)

    @property
    def area_code(self) -> str:
        """The area to show in depth: the one chosen, else the first shown."""
        chosen = self.view.area
        return chosen if chosen in self.dataset.member_codes else self.codes[0]

    def name(self, code: str) -> str:
        """Short name of an area."""
        return self.dataset.area(code).short_name

    def level_label(self, level: str) -> str:
        """A level in words."""
        return self.questionnaire.label("level", level)

    def situation_label(self, situation: str) -> str:
        """A family situation in words."""
        return self.questionnaire.label("situation", situation)

    def href(self, step: Step) -> str:
        """The address that opens the explanation of a step."""
        before, after = self._around_cell
        return f"{before}{':'.join(step.key)}{after}#cell"

    @cached_property
    def _around_cell(self) -> tuple[str, str]:
        """The address before and after the name of a step: a page holds hundreds of them."""
        tab = "" if self.view.view == "shared" else self.view.view
        before, _, after = self.view.change(view=tab, cell=_A_CELL).href.partition(_A_CELL)
        return before, after

    def responses(self) -> str:
        """How far areas have answered."""
        return responses(self.dataset, self.dataset.member_codes)

    def rules(self) -> str:
        """The thresholds in words."""
        limits = self.thresholds
        return (
            f"Support is thin with only one provider, with all funding known to end within "
            f"{limits.months} months of {day(self.as_of)}, or with a known capacity under "
            f"{amount(limits.min_capacity)} families a year per 1,000 children aged 0 to 17. "
            f"{limits.alike} or more services alike are a possible overlap."
        )

    def rules_in_short(self) -> str:
        """What is thin and what is none, in one line."""
        limits = self.thresholds
        months = f"{limits.months} month{'' if limits.months == 1 else 's'}"
        return (
            f"Thin: one provider, funding ending within {months}, or under "
            f"{amount(limits.min_capacity)} families a year per 1,000 children; "
            "none: answered none."
        )

    def need_words(self, code: str) -> str:
        """An area's need figure, and how it compares: "23.1%, worse than England"."""
        row = self.need.rows[code]
        value = format_value(row["value"], self.need.indicator, row["status"])
        verdict = _VERDICTS.get(row["judgement"])
        return f"{value}, {verdict}" if verdict else value

    def need_cell(self, code: str) -> Cell:
        """An area's need figure, judged against England."""
        row = self.need.rows[code]
        missing = pd.isna(row["value"])
        value = None if missing else float(row["value"])
        text = format_value(row["value"], self.need.indicator, row["status"])
        extra = {}
        if row["judgement"] == "not_tested":
            extra = _UNTESTED[None if pd.isna(row["difference"]) else np.sign(row["difference"])]
        return Cell(value, text, row["note"] or row["reason"], judgement=row["judgement"], **extra)

    @property
    def need_name(self) -> str:
        """The need indicator within a sentence, with England's figure."""
        one, mark = self.need.indicator, self.need.benchmark
        name = within(one.short_name)
        return name if mark.value is None else f"{name}; England {format_value(mark.value, one)}"

    @property
    def need_heading(self) -> str:
        """Heading of the need column."""
        return f"Need: {self.need.indicator.short_name}"

    def source(self) -> str:
        """Source line of a card that shows answers and need."""
        one = self.need.indicator
        survey = survey_source(self.dataset, self.dataset.member_codes)
        return f"{survey} Need: {one.source}, {one.publication}, {self.need.period_label}."

    def meta(self) -> tuple[tuple[str, str], ...]:
        """Rows that travel with every file."""
        one = self.need.indicator
        return (
            *_meta(self.dataset, self.dataset.member_codes),
            ("As of", day(self.as_of)),
            ("Rules", self.rules()),
            ("Unknown", "not answered, or answered “don't know” or “not asked”: never a gap"),
            ("Need", f"{one.name}, {one.unit}, {self.need.period_label}, against England"),
            ("Source of need", f"{one.source}, {one.publication}. {one.licence}"),
            ("View", self.view.href),
        )


def choice_of(view: View, dataset: Dataset, as_of: date) -> Choice:
    """Read a view."""
    usual = Thresholds()
    thresholds = Thresholds(
        min_capacity=float(view.min_capacity or usual.min_capacity),
        months=int(float(view.months or usual.months)),
        alike=int(float(view.alike or usual.alike)),
    )
    questionnaire = dataset.survey.questionnaire
    need = compared(dataset, need_id(view, dataset), dataset.member_codes, "england")
    chosen = Choice(
        dataset=dataset,
        view=view,
        as_of=as_of,
        thresholds=thresholds,
        steps=pathway(dataset, as_of, thresholds, view.without),
        usual=pathway(dataset, as_of, thresholds),
        codes=dataset.member_codes,
        levels=_in_order(questionnaire, "level", view.tier),
        situations=_in_order(questionnaire, "situation", view.situation),
        need=need,
    )
    return replace(chosen, codes=chosen.by_need) if view.order else chosen


def need_id(view: View, dataset: Dataset) -> str:
    """The need indicator: the one chosen, else the first headline one, else the first."""
    headline = [one.id for one in dataset.registry.headline()]
    return next(iter((*view.indicators, *headline, *dataset.registry.indicators)))


def _in_order(questionnaire: Questionnaire, name: str, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """What is chosen of a list, or all of it, in the list's own order."""
    ids = tuple(item.id for item in questionnaire.items(name))
    return tuple(one for one in ids if one in chosen) if chosen else ids


# Counting the answers of thousands of services takes longer than all else on the page.
@lru_cache(maxsize=8)
def responses(dataset: Dataset, codes: tuple[str, ...]) -> str:
    """How far areas have answered."""
    return response_sentence(dataset, codes)


@lru_cache(maxsize=8)
def _meta(dataset: Dataset, codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return survey_meta(dataset, codes)
