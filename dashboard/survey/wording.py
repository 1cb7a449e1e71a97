"""Answers in the words of the questionnaire, as the workbook shows them."""

from datetime import date

from dashboard.metadata.survey import Answer, Question, QuestionKind
from dashboard.survey.context import SurveyContext
from dashboard.survey.layout import SEVERAL

_LONGEST_SHOWN = 80


def in_words(answer: Answer, question: Question, context: SurveyContext) -> str:
    """An answer as it is written in a cell; empty for none."""
    if answer is None:
        return ""
    if isinstance(answer, tuple):
        return SEVERAL.join(_item(one, question, context) for one in answer)
    if isinstance(answer, str):
        return _item(answer, question, context)
    return plain_number(answer)


def plain_number(number: float) -> str:
    """A number without needless digits: 20 for 20.0."""
    return f"{number:.12g}"


def day_in_words(iso: str) -> str:
    """An ISO date as people write it: 31 March 2027."""
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def choices_in_words(question: Question, context: SurveyContext) -> tuple[str, ...]:
    """The answers that a list offers, then the special ones."""
    items = context.questionnaire.items(question.list) if question.list else ()
    special = context.questionnaire.special.values()
    return (*(item.label for item in items), *(one.label for one in special))


def quoted(value: object) -> str:
    """A cell's content as it is shown in findings: on one line and not too long."""
    if value is None or value == "":
        return "nothing"
    text = " ".join(str(value).split())
    cut = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    return f'"{cut}"'


def listed(words: tuple[str, ...], joint: str = "or") -> str:
    """Words in a sentence: a, b or c."""
    *first, last = words
    return f"{', '.join(first)} {joint} {last}" if first else last


def _item(one: str, question: Question, context: SurveyContext) -> str:
    if one in context.questionnaire.special:
        return context.questionnaire.special[one].label
    match question.kind:
        case QuestionKind.ONE | QuestionKind.MANY:
            return context.questionnaire.label(question.list, one)
        case QuestionKind.AREAS | QuestionKind.DISTRICTS:
            area = context.registry.areas.get(one)
            return area.name if area else one
        case QuestionKind.DATE:
            return day_in_words(one)
    return one
