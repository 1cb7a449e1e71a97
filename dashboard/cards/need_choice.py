"""What has been chosen on the page about need and support, put together once for all its cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from dashboard.analysis.need_index import Recipe, usual_recipe
from dashboard.analysis.need_support import Need, need_of, side_by_side, support_indicator
from dashboard.analysis.pathway_words import amount, day
from dashboard.analysis.provision import CAPACITY, Amount, Slice, provision
from dashboard.analysis.summary import join
from dashboard.cards.gaps_choice import need_id, responses
from dashboard.cards.model import Link
from dashboard.cards.need_words import amount_text, amount_why, slice_title, slice_words
from dashboard.cards.survey_labels import ILLUSTRATIVE, made_up, survey_meta, survey_source
from dashboard.dataset import Dataset
from dashboard.exports.table import Cell
from dashboard.metadata import Indicator
from dashboard.metadata.format import format_value, within
from dashboard.view_state import View

# Questions of the slice, with the list of answers and the field of the view of each.
DIMENSIONS = {
    "level": "tier",
    "situation": "situation",
    "stage": "stage",
    "audience": "audience",
    "delivery": "delivery",
}


@dataclass(frozen=True)
class NeedChoice:
    """The view with what it means.

    Attributes:
        recipe: indicators and weights of the index, whether it is shown or not.
        need: the chosen indicator or the index, for all areas of the region.
        measure: capacity, starts or services. ``support``: the same as an indicator.
        chosen: the slice of the pathway.
        amounts: what each area has of it.
    """

    dataset: Dataset
    view: View
    as_of: date
    recipe: Recipe
    need: Need
    measure: str
    support: Indicator
    chosen: Slice
    amounts: dict[str, Amount]

    @property
    def codes(self) -> tuple[str, ...]:
        """Areas in the region's own order."""
        return self.dataset.member_codes

    @cached_property
    def beside(self) -> pd.DataFrame:
        """Areas with both figures, placed; see ``side_by_side``."""
        return side_by_side(self.dataset, self.need, self.amounts)

    @property
    def label(self) -> str:
        """Said before anything about support while any of the answers is made up."""
        return f"{ILLUSTRATIVE}. " if made_up(self.dataset.survey, self.codes) else ""

    @property
    def selected(self) -> tuple[str, ...]:
        """The area that stands out, if one is chosen."""
        return (self.view.area,) if self.view.area in self.codes else ()

    @property
    def is_index(self) -> bool:
        """Whether need is the index."""
        return self.need.index is not None

    def name(self, code: str) -> str:
        """Short name of an area."""
        return self.dataset.area(code).short_name

    def need_value(self, code: str) -> float | None:
        """Need of an area; None without a figure."""
        value = self.need.frame["value"][code]
        return None if pd.isna(value) else float(value)

    def need_text(self, code: str) -> str:
        """Need of an area as printed."""
        row = self.need.frame.loc[code]
        return format_value(row["value"], self.need.indicator, row["status"])

    def need_why(self, code: str) -> str:
        """Why an area has no figure for need; empty if it has one."""
        row = self.need.frame.loc[code]
        return "" if pd.notna(row["value"]) else str(row["note"] or "no figure for need")

    def why_not_shown(self, code: str) -> str:
        """Why an area cannot be placed beside others; empty if it can."""
        amount = self.amounts[code]
        support = "" if amount.is_known else f"support: {amount_why(amount, self.measure)}"
        need = self.need_why(code)
        return "; ".join(filter(None, (f"need: {need}" if need else "", support)))

    def amount_cell(self, code: str) -> Cell:
        """Support of an area, with how it is known."""
        one = self.amounts[code]
        value = one.rate if one.is_known else None
        return Cell(value, amount_text(one, self.support), detail=amount_why(one, self.measure))

    @cached_property
    def slice_words(self) -> str:
        """The slice in words; "all support on the pathway" if nothing is left out."""
        words = slice_words(self.dataset.survey.questionnaire, self.chosen)
        return words or "all support on the pathway"

    @cached_property
    def slice_title(self) -> str:
        """The slice as it is named on an axis; empty if nothing is left out."""
        return slice_title(self.dataset.survey.questionnaire, self.chosen)

    @property
    def support_title(self) -> str:
        """Support within a title: "support", or "support (specialist; separating)"."""
        return f"support ({self.slice_title})" if self.slice_title else "support"

    @property
    def slice_note(self) -> tuple[str, ...]:
        """The whole slice, where a title only counts its answers."""
        is_short = self.slice_title and self.slice_title != self.slice_words
        return (f"Support shown: {self.slice_words}.",) if is_short else ()

    @property
    def need_words(self) -> str:
        """What need is, within a sentence."""
        return within(self.need.indicator.short_name)

    @property
    def support_words(self) -> str:
        """What support is, within a sentence, with its slice."""
        return f"{within(self.support.short_name)} ({self.slice_words})"

    def source_indicators(self) -> tuple[Indicator, ...]:
        """The published indicators behind need."""
        if self.need.index is None:
            return (self.need.indicator,)
        return tuple(self.dataset.indicator(key) for key, _ in self.need.index.recipe)

    def indicator_ids(self) -> tuple[str, ...]:
        """Their ids, for what a card explains."""
        return tuple(one.id for one in self.source_indicators())

    def source(self) -> str:
        """Source line of a card that shows answers and need."""
        names = [name for one in self.source_indicators() for name in one.source.split("; ")]
        period = f", {self.need.period_label}" if self.need.period_label else ""
        need = f" Need: {'; '.join(dict.fromkeys(names))}{period}." if names else ""
        return f"{survey_source(self.dataset, self.codes)}{need}"

    def recipe_words(self) -> str:
        """The recipe with its weights: "children in low-income families 1; …"."""
        return "; ".join(
            f"{within(self.dataset.indicator(key).short_name)} {amount(weight)}"
            for key, weight in (self.recipe if self.need.index is None else self.need.index.recipe)
        )

    def meta(self) -> tuple[tuple[str, str], ...]:
        """Rows that travel with every file."""
        need = self.need.indicator
        index = (("Recipe: indicator and weight", self.recipe_words()),) if self.is_index else ()
        return (
            *survey_meta(self.dataset, self.codes),
            ("As of", day(self.as_of)),
            ("Need", f"{need.name}, {need.unit}, {self.need.period_label}"),
            *index,
            *(
                ("Source of need", f"{one.name}: {one.source}, {one.publication}. {one.licence}")
                for one in self.source_indicators()
            ),
            ("Support", f"{self.support.name}, {self.support.unit}: {self.slice_words}"),
            ("What counts", WHAT_COUNTS),
            ("View", self.view.href),
        )

    def responses(self) -> str:
        """How far areas have answered."""
        return responses(self.dataset, self.codes)

    def gaps_link(self) -> Link:
        """The same slice on the page about gaps, which says who next door has it."""
        view, order = self.view, "" if self.is_index else self.need.indicator.id
        kept = view.go(
            "gaps",
            tier=view.tier,
            situation=view.situation,
            indicators=(order,) if order else (),
            order=order,
        )
        return Link("Where there is none, and who next door has it (Gaps)", kept.href)


WHAT_COUNTS = (
    "Running services only, each counted once in its area. “At least” means that some of the "
    "amount, or of the pathway, is not known. Zero means that the area was asked about every step "
    "and answered none. What is not known is never zero."
)


def choice_of(view: View, dataset: Dataset, as_of: date) -> NeedChoice:
    """Read a view."""
    recipe = recipe_of(view, dataset)
    chosen = Slice(**{name: getattr(view, field) for name, field in DIMENSIONS.items()})
    measure = view.measure or CAPACITY
    amounts = provision(dataset, as_of, measure, chosen)
    return NeedChoice(
        dataset=dataset,
        view=view,
        as_of=as_of,
        recipe=recipe,
        need=need_of(dataset, dataset.member_codes, indicator_id(view, dataset), recipe),
        measure=measure,
        support=support_indicator(measure, [one.rate for one in amounts.values()]),
        chosen=chosen,
        amounts=amounts,
    )


def recipe_of(view: View, dataset: Dataset) -> Recipe:
    """The weights in the address, else the recipe that the region proposes."""
    pairs = (pair.split(":") for pair in view.weights)
    return tuple((key, float(weight)) for key, weight in pairs) or usual_recipe(dataset)


def indicator_id(view: View, dataset: Dataset) -> str:
    """The indicator that stands for need; empty for the index, which needs a recipe."""
    if view.view == "index" or (not view.indicators and recipe_of(view, dataset)):
        return ""
    return need_id(view, dataset)


def weights_of(recipe: Sequence[tuple[str, float]]) -> tuple[str, ...]:
    """A recipe as it stands in the address."""
    return tuple(f"{key}:{weight:g}" for key, weight in recipe)


def named(choice: NeedChoice, codes: Sequence[str]) -> str:
    """Names of some areas within a sentence; "no area" for none."""
    return join([choice.name(code) for code in codes]) or "no area"
