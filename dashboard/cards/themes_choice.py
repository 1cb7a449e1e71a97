"""What has been chosen on the page about themes, put together once for all its cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import pandas as pd

from dashboard.analysis.hidden_names import hide_names
from dashboard.analysis.pathway_words import plural
from dashboard.analysis.summary import join
from dashboard.analysis.themes import (
    BARRIERS,
    GAPS,
    NO_THEME,
    WORKS,
    Slice,
    area_states,
    coded,
    in_slice,
    is_asked_of_areas,
    left_out,
    response_rates,
    totals,
)
from dashboard.cards.survey_labels import (
    ILLUSTRATIVE,
    banner,
    made_up,
    survey_meta,
    survey_source,
    title_with_label,
)
from dashboard.dataset import Dataset
from dashboard.metadata.survey import ThemeCode
from dashboard.view_state import View

KIND_LABELS = {BARRIERS: "What gets in the way", WORKS: "What works", GAPS: "Gaps seen"}
_MOST_NAMED = 3  # areas in the first words of a card; the strip above names them all
WITHHELD = "[withheld until checked: may name a person]"


@dataclass(frozen=True)
class Choice:
    """The view with what it means.

    Attributes:
        view: with the area taken out while names are hidden, so that no link or file names it.
        part: which answers are looked at.
        frame: those answers, as ``analysis.themes.coded`` makes them.
    """

    dataset: Dataset
    view: View
    part: Slice
    frame: pd.DataFrame

    @property
    def codes(self) -> tuple[str, ...]:
        """Areas in the region's own order."""
        return self.dataset.member_codes

    @property
    def is_anonymous(self) -> bool:
        """Whether names of areas and services are hidden."""
        return self.view.anonymous == "1"

    @property
    def themes(self) -> tuple[ThemeCode, ...]:
        """The codebook."""
        return self.dataset.survey.record.themes

    @cached_property
    def _names(self) -> dict[str, str]:
        return {theme.id: theme.name for theme in self.themes} | {NO_THEME: "No theme"}

    def theme_name(self, theme: str) -> str:
        """A theme in words."""
        return self._names.get(theme, theme)

    def area_name(self, code: str) -> str:
        """Short name of an area."""
        return self.dataset.area(code).short_name

    def service_name(self, service_id: str) -> str:
        """Name of the service that an answer is about; the whole area without one."""
        if not service_id:
            return "the area as a whole"
        found = self.dataset.survey.by_service.get(service_id)
        name = found[1].answers.get("service_name") if found else None
        return name if isinstance(name, str) else service_id

    def question_label(self, question: str) -> str:
        """What was asked, as people read it."""
        try:
            return self.dataset.survey.questionnaire.question(question).ask
        except KeyError:
            return question

    def words(self, text: str) -> str:
        """What people wrote, without names while they are hidden."""
        return hide_names(text, self.dataset) if self.is_anonymous else text

    def href(self, theme: str, area: str = "", kind: str | None = None) -> str:
        """The address that opens the answers of a theme, and an area if named."""
        tab = self.view.view if kind is None else kind
        return self.view.change(theme=theme, area=area, view=tab).href + "#own-words"

    @cached_property
    def whole(self) -> pd.DataFrame:
        """Each theme over all areas."""
        return totals(self.frame)

    @cached_property
    def rates(self) -> pd.DataFrame:
        """How far each area has written, and is coded."""
        return response_rates(self.dataset.survey, self.part, "area_code", self.codes)

    @property
    def is_level_ignored(self) -> bool:
        """Whether levels or situations are chosen of what is asked of areas as a whole."""
        return bool(self.view.tier or self.view.situation) and not self.part.is_about_services

    @cached_property
    def left_out(self) -> pd.DataFrame:
        """Answers that the chosen levels and situations leave out."""
        return left_out(self.dataset.survey, self.part)

    @cached_property
    def states(self) -> dict[str, str]:
        """Whether each area wrote anything."""
        return area_states(self.dataset.survey, self.part, self.codes)

    def left_out_words(self, found: pd.DataFrame) -> str:
        """How many answers the chosen levels and situations leave out; "" if none."""
        whole = int((found["service_id"] == "").sum())
        parts = (
            (whole, "about an area as a whole"),
            (len(found) - whole, "about other services"),
        )
        said = [f"{plural(count, 'answer')} {text}" for count, text in parts if count]
        return f"Left out by level or family situation: {join(said)}." if said else ""

    @cached_property
    def responses(self) -> str:
        """How many areas wrote, how much, and how far that is coded; said before any count."""
        rates = self.rates
        answered = sum(code in self.dataset.survey.responses for code in self.codes)
        writing = int((rates["answers"] > 0).sum())
        total = {name: int(rates[name].sum()) for name in rates}
        made_up_by = f" ({total['made_up']:,} by illustrative coders)" if total["made_up"] else ""
        about = " about services of this choice" if self.part.is_about_services else ""
        text = (
            f"{answered} of {plural(len(self.codes), 'area')} answered, {writing} in own words"
            f"{about}: {plural(total['answers'], 'answer')} to "
            f"{plural(total['asked'], 'question')}. Themes: {total['confirmed']:,} confirmed by a "
            f"person{made_up_by}, {total['suggested']:,} only suggested, {total['uncoded']:,} "
            f"without any. {self.left_out_words(self.left_out)}"
        )
        return text.rstrip()

    def codes_of(self, found: pd.DataFrame, area: str = "") -> tuple[str, ...]:
        """Areas that the answers on a card are from; ``area`` if the card is about one.

        All of them while names are hidden, so that no label tells whose answers are shown.
        """
        shown = {area} if area else set(found["area_code"])
        if self.is_anonymous or not shown:
            return self.codes
        return tuple(code for code in self.codes if code in shown)

    def labelled(self, sentence: str, codes: Sequence[str] = ()) -> str:
        """A card's sentence, which first says if answers are made up: links lead past the strip.

        ``codes`` are the areas whose answers the card shows; all without any.
        """
        codes = codes or self.codes
        found = made_up(self.dataset.survey, codes)
        if not found:
            return sentence
        whose = "" if len(found) == len(codes) else f" {self._made_up_whose(found)}"
        return f"{ILLUSTRATIVE}.{whose} {sentence}"

    def _made_up_whose(self, found: Sequence[str]) -> str:
        if self.is_anonymous or len(found) > _MOST_NAMED:
            return f"Answers of {len(found)} of {plural(len(self.codes), 'area')} are made up."
        return f"Answers of {join([self.area_name(code) for code in found])} are made up."

    def made_up_mark(self, code: str) -> str:
        """Said beside an area with made-up answers where others have answers of their own."""
        survey = self.dataset.survey
        is_mixed = len(survey.illustrative_codes) < len(survey.responses)
        return "illustrative" if is_mixed and code in survey.illustrative_codes else ""

    def source(self, codes: Sequence[str] = ()) -> str:
        """Source line of a card about areas; about all without any."""
        return survey_source(self.dataset, codes or self.codes)

    def image_title(self, title: str, codes: Sequence[str] = ()) -> str:
        """A card's title as it travels without its page."""
        return title_with_label(self.dataset, codes or self.codes, title)

    def meta(self, codes: Sequence[str] = ()) -> tuple[tuple[str, str], ...]:
        """Rows that travel with every file about areas; about all without any."""
        rows = _survey_meta(self.dataset, tuple(codes or self.codes))
        if self.is_anonymous:
            # The usual note names the areas whose answers are made up.
            rows = tuple((k, ILLUSTRATIVE if k == "Note" else text) for k, text in rows)
        hidden = ("Names", "areas, services and providers are hidden")
        return (
            *rows,
            ("Own words", self.responses),
            ("Confirmed", "a person has decided; suggested: only proposed by the machine"),
            *((hidden,) if self.is_anonymous else ()),
            ("View", self.view.href),
        )

    def banner(self) -> str:
        """The strip above a page with made-up answers; names no area while names are hidden."""
        text = banner(self.dataset, self.codes)
        if not (text and self.is_anonymous):
            return text
        whose = self._made_up_whose(made_up(self.dataset.survey, self.codes))
        return f"{ILLUSTRATIVE}. {whose} They go when an area's own answers are accepted."


# Counting the answers of thousands of services takes longer than all else on the page.
@lru_cache(maxsize=8)
def _survey_meta(dataset: Dataset, codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return survey_meta(dataset, codes)


def choice_of(view: View, dataset: Dataset) -> Choice:
    """Read a view."""
    if view.anonymous:
        view = view.change(area="", sort="")
    elif view.area not in ("", *dataset.member_codes):
        view = view.change(area="")
    part = Slice(view.view, view.tier, view.situation)
    if is_asked_of_areas(dataset.survey, view.view):
        part = Slice(view.view)
    return Choice(dataset, view, part, in_slice(coded(dataset.survey), part))


def ordered(choice: Choice, found: Sequence[str], order: dict[str, int]) -> tuple[str, ...]:
    """Themes of the codebook and any others found: most answers first, NO_THEME last."""
    known = [theme.id for theme in choice.themes]
    others = [one for one in found if one not in known and one != NO_THEME]
    ranked = sorted([*known, *others], key=lambda one: -order.get(one, 0))
    return (*ranked, *([NO_THEME] if NO_THEME in found else []))
