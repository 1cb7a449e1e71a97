"""Is each answer given, and one that the question allows?"""

from collections.abc import Iterator
from datetime import date, timedelta

from dashboard.metadata.survey import QuestionKind
from dashboard.survey.context import SurveyContext
from dashboard.survey.finding import Flaw, Severity, rule
from dashboard.survey.reading.quantities import typed_number
from dashboard.survey.reading.tables import Row
from dashboard.survey.reading.understood import Reading, Trouble
from dashboard.survey.reading.workbook import ReadWorkbook
from dashboard.survey.routing import is_asked
from dashboard.survey.wording import day_in_words, in_words, plain_number, quoted

_YEAR = timedelta(days=366)
_FAR_YEARS = 30
_NAMED = "service_name"  # has a rule of its own
_FILLED_IN_ON = "answered_on"


@rule(Severity.STOP)
def required_answers_are_given(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """Answers that must be given are given, if only with "don't know"."""
    label = context.questionnaire.special.get("dont_know")
    for reading, row in _with_rows(book):
        question = reading.question
        is_open = reading.answer is None and not reading.amiss
        if question.required and is_open and question.id != _NAMED and is_asked(question, row):
            fix = f'Answer it, or write "{label.label}".' if label else "Answer it."
            yield _flaw(reading, "nothing", question.ask, fix)


@rule(Severity.STOP)
def answer_is_in_its_list(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """An answer to choose is one that is offered; several have a semicolon between them."""
    several = "Choose from the list of the cell; put a semicolon between several."
    one_only = "Choose one answer only from the list of the cell."
    for reading in book.readings():
        fix = several if reading.question.kind.is_several else one_only
        if reading.question.id == "level":
            fix = "Choose one answer only; a service at two levels has two rows."
        for one in reading.amiss:
            if one.trouble is Trouble.NOT_IN_LIST:
                yield _flaw(reading, one.found, one.expected, fix)


@rule(Severity.STOP)
def number_is_a_number(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """A number is one plain number, without words or a range."""
    for reading in book.readings():
        fix = "Write one number, your best estimate, or leave it empty."
        if reading.question.counts_people:
            fix = "Write one number, or leave it empty; small numbers are hidden later."
        for one in reading.amiss:
            if one.trouble is Trouble.NOT_A_NUMBER:
                yield _flaw(reading, one.found, one.expected, fix)


@rule(Severity.STOP)
def number_is_in_range(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """A number is as small and as large as it can be, and whole where people are counted."""
    for reading in book.readings():
        number, question = reading.answer, reading.question
        if question.kind is not QuestionKind.NUMBER or not isinstance(number, float):
            continue
        below = question.least is not None and number < question.least
        above = question.most is not None and number > question.most
        if below or above:
            least, most = (
                f"{one:,.12g}" if one is not None else "any"
                for one in (question.least, question.most)
            )
            fix = f"Give the number of {question.unit or question.label.lower()}."
            yield _flaw(reading, plain_number(number), f"{least} to {most}", fix)
        elif number != round(number, question.decimals):
            kind = (
                f"at most {question.decimals} decimals" if question.decimals else "a whole number"
            )
            yield _flaw(reading, plain_number(number), kind, "Round it.")


@rule(Severity.STOP)
def date_is_a_day(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """A date names a day: day, month and year."""
    yield from _amiss(book, Trouble.NOT_A_DATE, "Write day, month and year.")


@rule(Severity.STOP)
def date_is_in_the_calendar(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """A date is a day that there is; the day comes before the month."""
    yield from _amiss(book, Trouble.NO_SUCH_DAY, "Write the day first, then the month.")


@rule(Severity.STOP)
def date_is_not_far_off(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """A date lies within thirty years of the round."""
    opens, closes = context.questionnaire.round_opens, context.questionnaire.round_closes
    first, last = opens.year - _FAR_YEARS, closes.year + _FAR_YEARS
    for reading, day in _days(book):
        if not first <= day.year <= last:
            found, fix = day_in_words(day.isoformat()), "Correct the year."
            number = typed_number(reading.written)
            if number is not None:
                found = f'"{number}", which the cell for a date turns into {found}'
                fix = "Write day, month and year."
            yield _flaw(reading, found, f"a day from {first} to {last}", fix)


@rule(Severity.CHECK)
def filled_in_during_the_round(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """The day on which the workbook was filled in is near the round."""
    opens, closes = context.questionnaire.round_opens, context.questionnaire.round_closes
    for reading, day in _days(book):
        near = opens - _YEAR <= day <= closes + _YEAR
        is_typed = typed_number(reading.written) is None  # else it is named already
        if reading.question.id == _FILLED_IN_ON and not near and is_typed:
            asked = f"from {day_in_words(opens.isoformat())} to {day_in_words(closes.isoformat())}"
            yield _flaw(
                reading, day_in_words(day.isoformat()), f"about the round, {asked}", "Correct it."
            )


@rule(Severity.CHECK)
def filled_in_by_today(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """The day on which the workbook was filled in is not in the future."""
    for reading, day in _days(book):
        if reading.question.id == _FILLED_IN_ON and day > context.today:
            expected = f"today or before, {day_in_words(context.today.isoformat())}"
            yield _flaw(reading, day_in_words(day.isoformat()), expected, "Correct the day.")


@rule(Severity.CHECK)
def number_is_usual(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """A number is not far larger than such numbers usually are."""
    for reading in book.readings():
        number, limit = reading.answer, reading.question.unusual_above
        if limit is None or not isinstance(number, float):
            continue
        most = reading.question.most
        if number > limit and (most is None or number <= most):
            expected = f"usually at most {limit:,.12g}"
            yield _flaw(
                reading, f"{number:,.12g}", expected, "Correct it, or leave it if it is so."
            )


@rule(Severity.CHECK)
def follow_up_is_answered(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """A question that another answer leads to is answered too."""
    for reading, row in _with_rows(book):
        question = reading.question
        led = bool(question.show_if) and is_asked(question, row)
        if not led or question.required or reading.answer is not None or reading.amiss:
            continue
        others = [row.readings.get(other) for other in question.show_if]
        if all(other is not None and not other.amiss for other in others):
            other_id, wanted = next(iter(question.show_if.items()))
            other = context.questionnaire.question(other_id)
            state = "is empty" if wanted == "empty" else f'is "{_wanted(other, wanted, context)}"'
            found = f'nothing, though "{other.label}" {state}'
            yield _flaw(reading, found, question.ask, "Answer one of the two if you can.")


@rule(Severity.STOP)
def area_named_is_known(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """Areas and districts that are named are known in the region."""
    yield from _amiss(book, Trouble.NOT_AN_AREA, "Write names as they are on the map, or codes.")


@rule(Severity.STOP)
def district_is_of_this_area(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """Districts that a service serves lie in the area that answers."""
    fix = 'Name other councils under "Other areas served", and only districts of this area here.'
    yield from _amiss(book, Trouble.OTHER_DISTRICT, fix)


@rule(Severity.CHECK)
def answer_was_asked(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """A question that depends on another is answered only where the other leads to it."""
    for reading, row in _with_rows(book):
        question = reading.question
        if reading.answer is None or is_asked(question, row):
            continue
        if _is_plain_no(reading):
            continue
        other_id, wanted = next(iter(question.show_if.items()))
        other = context.questionnaire.question(other_id)
        state = "is left empty" if wanted == "empty" else f'is "{_wanted(other, wanted, context)}"'
        fix = "Delete one of the two answers."
        found = in_words(reading.answer, question, context)
        yield _flaw(reading, quoted(found), f'an answer only if "{other.label}" {state}', fix)


@rule(Severity.STOP)
def cells_hold_no_formula(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """Answers are values, not formulas; a formula is never worked out."""
    fix = "Copy the cell and paste it as a value; begin text with a letter."
    yield from _amiss(book, Trouble.FORMULA, fix)


@rule(Severity.STOP)
def cells_hold_no_error(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """No cell shows an error of the spreadsheet, such as #REF!."""
    yield from _amiss(book, Trouble.ERROR, "Write the answer over it.")


@rule(Severity.NOTE)
def answers_are_read_as(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """Every answer that was changed in reading is named with what it was read as."""
    for reading in book.readings():
        if reading.read_as:
            fix = "Nothing to do if that is right."
            shown = quoted(reading.written)
            yield _flaw(reading, shown, f"read as {quoted(reading.read_as)}", fix)


def _flaw(reading: Reading, found: str, expected: str, fix: str) -> Flaw:
    return Flaw(reading.sheet, reading.cell, reading.question.label, found, expected, fix)


def _amiss(book: ReadWorkbook, trouble: Trouble, fix: str) -> Iterator[Flaw]:
    for reading in book.readings():
        for one in reading.amiss:
            if one.trouble is trouble:
                yield _flaw(reading, one.found, one.expected, fix)


def _with_rows(book: ReadWorkbook) -> Iterator[tuple[Reading, Row]]:
    for table in book.tables:
        for row in table.rows:
            for reading in row.readings.values():
                yield reading, row


def _days(book: ReadWorkbook) -> Iterator[tuple[Reading, date]]:
    for reading in book.readings():
        if reading.question.kind is QuestionKind.DATE and reading.text[:1].isdigit():
            yield reading, date.fromisoformat(reading.text)


def _is_plain_no(reading: Reading) -> bool:
    """Whether the answer says what leaving the cell empty would say."""
    return reading.answer in ("no", "not_asked")


def _wanted(other: object, wanted: str, context: SurveyContext) -> str:
    return in_words(wanted, other, context)


RULES = (
    required_answers_are_given,
    answer_is_in_its_list,
    number_is_a_number,
    number_is_in_range,
    date_is_a_day,
    date_is_in_the_calendar,
    date_is_not_far_off,
    filled_in_during_the_round,
    filled_in_by_today,
    number_is_usual,
    area_named_is_known,
    district_is_of_this_area,
    answer_was_asked,
    follow_up_is_answered,
    cells_hold_no_formula,
    cells_hold_no_error,
    answers_are_read_as,
)
