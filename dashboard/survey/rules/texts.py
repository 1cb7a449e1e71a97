"""Is text in the respondents' own words fit to be shared?"""

from collections.abc import Callable, Iterator

from dashboard.metadata.personal import email_addresses, people, phone_numbers
from dashboard.metadata.spreadsheet_text import looks_like_formula
from dashboard.metadata.survey import QuestionKind
from dashboard.survey.context import SurveyContext
from dashboard.survey.finding import Flaw, Severity, rule
from dashboard.survey.reading.understood import Reading
from dashboard.survey.reading.workbook import ReadWorkbook
from dashboard.survey.wording import listed, quoted

_LONGEST = {QuestionKind.TEXT: 200, QuestionKind.LONG: 4_000}  # characters
_SHARED = "Others will read this. Take it out, or write the post instead of the person."


@rule(Severity.STOP)
def text_is_not_too_long(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """Short answers have at most 200 characters, long ones 4,000."""
    for reading in _texts(book):
        longest = _LONGEST[reading.question.kind]
        if _is_too_long(reading):
            found = f"{len(reading.text):,} characters"
            yield _flaw(reading, found, f"at most {longest:,} characters", "Shorten it.")


@rule(Severity.CHECK)
def text_holds_no_email(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """Text holds no e-mail address."""
    yield from _personal(book, email_addresses, "no e-mail address")


@rule(Severity.CHECK)
def text_holds_no_phone_number(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """Text holds no telephone number."""
    yield from _personal(book, phone_numbers, "no telephone number")


@rule(Severity.CHECK)
def text_names_nobody(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """Text in your own words does not seem to name a person."""
    about_area = {one.id for one in context.questionnaire.area_questions}
    for reading in _texts(book):
        in_own_words = reading.question.kind is QuestionKind.LONG
        if (in_own_words or reading.question.id in about_area) and not _is_too_long(reading):
            found = people(reading.text)
            if found:
                yield _flaw(reading, listed(tuple(map(quoted, found)), "and"), "no name", _SHARED)


@rule(Severity.NOTE)
def text_stays_text(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """Text that begins like a formula is kept as text, and never run."""
    for reading in _texts(book):
        if looks_like_formula(reading.text):
            fix = "Nothing to do. It is shown as it is written."
            yield _flaw(reading, quoted(reading.text), "kept as text", fix)


def _personal(
    book: ReadWorkbook, find: Callable[[str], tuple[str, ...]], expected: str
) -> Iterator[Flaw]:
    for reading in _texts(book):
        found = () if _is_too_long(reading) else find(reading.text)
        if found:
            yield _flaw(reading, listed(tuple(map(quoted, found)), "and"), expected, _SHARED)


def _is_too_long(reading: Reading) -> bool:
    """Whether it must be shortened first, after which it is looked through again."""
    return len(reading.text) > _LONGEST[reading.question.kind]


def _texts(book: ReadWorkbook) -> Iterator[Reading]:
    return (one for one in book.readings() if one.question.kind in _LONGEST and one.text)


def _flaw(reading: Reading, found: str, expected: str, fix: str) -> Flaw:
    return Flaw(reading.sheet, reading.cell, reading.question.label, found, expected, fix)


RULES = (
    text_is_not_too_long,
    text_holds_no_email,
    text_holds_no_phone_number,
    text_names_nobody,
    text_stays_text,
)
