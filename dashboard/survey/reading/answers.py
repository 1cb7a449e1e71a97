"""From the content of a cell to the answer to a question, by the kind of the question."""

from collections.abc import Callable
from datetime import date, datetime

from dashboard.metadata import Area
from dashboard.metadata.survey import Question, QuestionKind
from dashboard.survey.context import SurveyContext
from dashboard.survey.layout import SEVERAL
from dashboard.survey.reading.choices import (
    Find,
    as_text,
    finder,
    list_answers,
    pieces,
    special_answers,
)
from dashboard.survey.reading.quantities import read_date, read_number, read_postcodes
from dashboard.survey.reading.sheets import Content
from dashboard.survey.reading.understood import Amiss, Reading, Trouble, Understood
from dashboard.survey.wording import choices_in_words, in_words, listed, quoted
from dashboard.survey.words import clean, one_line, plain

_EVERYWHERE = {"all", "whole area", "all districts", "county wide", "countywide", "everywhere"}
_NOWHERE = {"no", "none", "nil"}
_SEVERAL_AREAS = "the names of councils of the region"


class AnswerReader:
    """Reads the cells of one workbook; remembers what it has looked up."""

    def __init__(self, context: SurveyContext, area: Area | None) -> None:
        """Keep what answers are read by; ``area`` is None while it is not known."""
        self.context = context
        self.area = area
        self._special = special_answers(context.questionnaire)
        self._finders: dict[str, Find] = {}

    def read(self, content: Content | None, question: Question, sheet: str, cell: str) -> Reading:
        """What a cell says to a question; nothing for an empty cell."""
        if content is None:
            return Reading(sheet, cell, question)
        understood = self._understood(content, question)
        return Reading(
            sheet,
            cell,
            question,
            written=content.value,
            answer=understood.answer,
            read_as=self._read_as(content.value, understood, question),
            amiss=understood.amiss,
        )

    def _understood(self, content: Content, question: Question) -> Understood:
        if content.is_formula:
            return Understood(amiss=(Amiss(Trouble.FORMULA, quoted(content.value), "a value"),))
        if content.is_error:
            return Understood(amiss=(Amiss(Trouble.ERROR, quoted(content.value), "a value"),))
        if isinstance(content.value, str):
            special = self._special_answer(content.value, question)
            if special is not None:
                return Understood(special)
        return self._by_kind(question.kind)(content.value, question)

    def _by_kind(self, kind: QuestionKind) -> Callable[[object, Question], Understood]:
        return {
            QuestionKind.TEXT: lambda value, _: Understood(one_line(_written(value)) or None),
            QuestionKind.LONG: lambda value, _: Understood(clean(_written(value)) or None),
            QuestionKind.ONE: self._one,
            QuestionKind.MANY: self._many,
            QuestionKind.AREAS: self._areas,
            QuestionKind.DISTRICTS: self._districts,
            QuestionKind.SITES: lambda value, _: read_postcodes(_written(value)),
            QuestionKind.NUMBER: read_number,
            QuestionKind.DATE: lambda value, _: read_date(value),
        }[kind]

    def _special_answer(self, text: str, question: Question) -> str | None:
        """A special answer, unless the list has an answer of that name."""
        if question.list and self._find(question)(text) is not None:
            return None
        return self._special.get(plain(text))

    def _find(self, question: Question) -> Find:
        if question.list not in self._finders:
            answers = list_answers(question, self.context.questionnaire)
            self._finders[question.list] = finder(answers)
        return self._finders[question.list]

    def _one(self, value: object, question: Question) -> Understood:
        text = as_text(value)
        found = self._find(question)(text)
        if found is not None:
            return Understood(found)
        expected = f"one of: {listed(choices_in_words(question, self.context))}"
        return Understood(amiss=(Amiss(Trouble.NOT_IN_LIST, quoted(text), expected),))

    def _many(self, value: object, question: Question) -> Understood:
        found = pieces(as_text(value), self._find(question))
        known = tuple(dict.fromkeys(one for _, one in found if one is not None))
        expected = f"any of: {listed(choices_in_words(question, self.context))}"
        amiss = [
            Amiss(Trouble.NOT_IN_LIST, quoted(text), self._beside(text) or expected)
            for text, one in found
            if one is None
        ]
        return Understood(known or None, tuple(amiss))

    def _beside(self, text: str) -> str:
        special = self._special.get(plain(text))
        label = self.context.questionnaire.special[special].label if special else ""
        return f"{label} only where nothing else is answered" if label else ""

    def _areas(self, value: object, _: Question) -> Understood:
        text = _written(value)
        if plain(text) in _NOWHERE:
            return Understood(None, always_note=True)
        others = [one for one in self.context.registry.members if one != self.area]
        if plain(text) in {"all", "all areas", "all councils", "whole region"}:
            return Understood(tuple(one.code for one in others), always_note=True)
        found = pieces(text, lambda part: _code(self.context.member(part)))
        own = self.area.code if self.area else ""
        known = tuple(dict.fromkeys(one for _, one in found if one not in (None, own)))
        amiss = [
            Amiss(Trouble.NOT_AN_AREA, quoted(part), _SEVERAL_AREAS)
            for part, one in found
            if one is None
        ]
        return Understood(known or None, tuple(amiss))

    def _districts(self, value: object, _: Question) -> Understood:
        text = _written(value)
        if plain(text) in _EVERYWHERE or (self.area and self.context.member(text) == self.area):
            return Understood(None, always_note=True)
        found = pieces(text, lambda part: _code(self.context.district(part)))
        own = self.context.districts_of(self.area.code) if self.area else ()
        codes = {one.code for one in own} or {one for _, one in found}
        known = tuple(dict.fromkeys(one for _, one in found if one is not None and one in codes))
        expected = f"any of: {listed(tuple(one.name for one in own))}" if own else "districts"
        amiss = [
            Amiss(
                Trouble.NOT_AN_AREA if one is None else Trouble.OTHER_DISTRICT,
                quoted(part),
                expected,
            )
            for part, one in found
            if one not in known
        ]
        return Understood(known or None, tuple(amiss))

    def _read_as(self, value: object, understood: Understood, question: Question) -> str:
        """The answer in words, where reading it has changed what is written."""
        words = in_words(understood.answer, question, self.context)
        if understood.always_note:
            return words or "empty"
        if understood.answer is None:
            return "" if understood.amiss else "empty"
        plainly_so = question.kind in {QuestionKind.NUMBER, QuestionKind.DATE}
        if plainly_so and isinstance(value, int | float | date | datetime):
            return ""
        if question.kind is QuestionKind.SITES:
            # A comma between postcodes is as good as a semicolon.
            value = SEVERAL.join(part.strip() for part in str(value).split(","))
        return "" if str(value) == words else words


def _written(value: object) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return as_text(value)


def _code(area: Area | None) -> str | None:
    return area.code if area else None
