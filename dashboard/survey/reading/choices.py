"""Answers of a list, found by label, short name, id or synonym; several in one cell."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time

from dashboard.metadata.survey import Question, Questionnaire
from dashboard.survey.words import one_line, plain

# Always between two answers; the others also occur within labels ("Me, You and Baby Too").
_CERTAIN = re.compile(r"[;\n|•]")
_POSSIBLE = re.compile(r"(\s*(?:[,/+&]|\band\b)\s*)", re.IGNORECASE)

_LONGEST = 1_000  # characters; more are no list of answers, and are not taken apart
_MOST_JOINED = 5  # parts between marks that may be one answer, as in "Me, You and Baby Too"

Find = Callable[[str], str | None]


def special_answers(questionnaire: Questionnaire) -> dict[str, str]:
    """Plain form of each special answer ("don't know") and its synonyms -> its id."""
    return _lookup(
        (name, (one.label, name, *one.synonyms)) for name, one in questionnaire.special.items()
    )


def list_answers(question: Question, questionnaire: Questionnaire) -> dict[str, str]:
    """Plain form of each answer of a question's list and its synonyms -> its id."""
    return _lookup(
        (item.id, (item.label, item.short, item.id, *item.synonyms))
        for item in questionnaire.items(question.list)
    )


def pieces(text: str, find: Find) -> tuple[tuple[str, str | None], ...]:
    """The answers in a cell: each piece with the id that it means, None for no known one.

    A text that is an answer as a whole is not taken apart. Commas, slashes, plus signs and
    "and" divide answers only where what stands between them is an answer.
    """
    whole = find(text)
    if whole is not None:
        return ((one_line(text), whole),)
    if len(text) > _LONGEST:
        return ((one_line(text), None),)
    parts = [one_line(part) for part in _CERTAIN.split(text) if part.strip()]
    return tuple(piece for part in parts for piece in _divided(part, find))


def as_text(value: object) -> str:
    """What was typed, where a spreadsheet has made a time of "1:1" or a date of "1-1"."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, time):
        return f"{value.hour}:{value.minute}"
    if isinstance(value, datetime | date):
        return f"{value.day}-{value.month}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _divided(part: str, find: Find) -> list[tuple[str, str | None]]:
    words = _POSSIBLE.split(part.strip())
    found: list[tuple[str, str | None]] = []
    unknown = ""  # what stands together unknown is named together
    start = 0
    while start < len(words):
        end, known = _longest_answer(words, start, find)
        if known is None:
            unknown += "".join(words[start : start + 2])
        else:
            found += _named(unknown)
            found.append((one_line("".join(words[start : end + 1])), known))
            unknown = ""
        start = end + 2  # past the mark that follows
    return found + _named(unknown)


def _longest_answer(words: list[str], start: int, find: Find) -> tuple[int, str | None]:
    last = min(len(words) - 1, start + 2 * (_MOST_JOINED - 1))
    for end in range(last, start - 1, -2):
        known = find("".join(words[start : end + 1]))
        if known is not None:
            return end, known
    return start, None


def _named(unknown: str) -> list[tuple[str, str | None]]:
    text = _POSSIBLE.sub(r"\1", unknown).strip(" ,/+&")
    text = re.sub(r"(?i)\s+and$", "", text).strip(" ,/+&")
    return [(one_line(text), None)] if text else []


def _lookup(entries: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, texts in entries:
        for text in texts:
            found.setdefault(plain(text), name)
    return found


def finder(answers: Mapping[str, str]) -> Find:
    """Look up a text in its plain form."""
    return lambda text: answers.get(plain(text))
