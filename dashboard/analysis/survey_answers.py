"""Answers of the survey in words; where there is none, why not."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dashboard.dataset import Dataset
from dashboard.dataset.survey import ANSWERED, BLANK, HIDDEN, NOT_DUE, is_asked, said
from dashboard.metadata.survey import (
    Answer,
    ListItem,
    Question,
    QuestionKind,
    Questionnaire,
    ServiceAnswers,
)

_WHY_NONE = {
    BLANK: "Left empty",
    HIDDEN: "Hidden, because the number is small",
    NOT_DUE: "Does not apply",
}

Value = str | float | date | None


@dataclass(frozen=True)
class Told:
    """What is known of one question about one service.

    Attributes:
        said: answered, blank, hidden, not_due, or a special answer (dont_know, not_asked).
        items: the answers chosen of a list, areas, districts or postcodes; by id.
        names: the same in words.
        value: the number, day or text; several answers as one text. None without an answer.
        text: the answer in words; if there is none, why.
    """

    question: Question
    said: str
    items: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    value: Value = None
    text: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether the answer says something."""
        return self.said == ANSWERED


def all_told(
    questionnaire: Questionnaire, one: ServiceAnswers, name_of: Callable[[str], str]
) -> dict[str, Told]:
    """Every question about a service, by id, in the order of the questionnaire.

    ``name_of`` gives the name of an area or district by its code.
    """
    return {q.id: _told(questionnaire, one, q, name_of) for q in questionnaire.questions}


# Services are compared by identity through their dataset, and never change.
@lru_cache(maxsize=512)
def told(dataset: Dataset, service_id: str) -> dict[str, Told]:
    """``all_told`` of a service by id; KeyError when unknown."""
    survey = dataset.survey
    _, one = survey.by_service[service_id]
    return all_told(survey.questionnaire, one, lambda code: area_name(dataset, code))


def area_name(dataset: Dataset, code: str) -> str:
    """Name of an area or district; its code if it is not held."""
    area = dataset.registry.areas.get(code)
    return area.name if area else code


def why_none(questionnaire: Questionnaire, reason: str) -> str:
    """Why a question has no answer, in words; reasons are those of ``Told.said``."""
    special = questionnaire.special.get(reason)
    return special.label if special else _WHY_NONE[reason]


def rating_words(item: ListItem | None) -> str:
    """The evidence rating of a programme with its scale; ratings of two scales never compare."""
    return f"rated {item.rating} on the scale of {item.scale}" if item and item.rating else ""


def _told(
    questionnaire: Questionnaire,
    one: ServiceAnswers,
    question: Question,
    name_of: Callable[[str], str],
) -> Told:
    answer = one.answers.get(question.id)
    reason = said(answer, questionnaire)
    if reason == BLANK and not is_asked(question, one):
        reason = NOT_DUE
    if reason != ANSWERED:
        return Told(question, reason, text=why_none(questionnaire, reason))
    if question.kind is QuestionKind.NUMBER:
        number = float(answer)  # type: ignore[arg-type]
        return Told(question, reason, value=number, text=_number(number, question.decimals))
    if question.kind is QuestionKind.DATE:
        when = date.fromisoformat(str(answer))
        return Told(question, reason, value=when, text=f"{when.day} {when:%B %Y}")
    items = _items(question, answer)
    names = tuple(_name(questionnaire, question, item, name_of) for item in items)
    text = "; ".join(names) if items else str(answer)
    return Told(question, reason, items, names, text, text)


def _number(number: float, decimals: int) -> str:
    text = f"{number:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if decimals else text


def _items(question: Question, answer: Answer) -> tuple[str, ...]:
    if isinstance(answer, tuple):
        return answer
    return (str(answer),) if question.kind is QuestionKind.ONE else ()


def _name(
    questionnaire: Questionnaire, question: Question, item: str, name_of: Callable[[str], str]
) -> str:
    if question.kind in {QuestionKind.ONE, QuestionKind.MANY}:
        return questionnaire.label(question.list, item)
    return item if question.kind is QuestionKind.SITES else name_of(item)
