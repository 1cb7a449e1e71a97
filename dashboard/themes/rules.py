"""What a coding workbook must keep to before its decisions count."""

import re
from collections.abc import Iterator

from dashboard.metadata.coding import Coding, is_illustrative, text_hash
from dashboard.survey.finding import Finding, Flaw, Severity, rule
from dashboard.survey.rules.answers import (
    answer_is_in_its_list,
    answers_are_read_as,
    cells_hold_no_error,
    cells_hold_no_formula,
)
from dashboard.survey.rules.file import (
    cells_are_not_merged,
    cells_lie_in_the_table,
    headings_are_known,
    headings_are_read_as,
    headings_are_there,
    headings_come_once,
    optional_headings_are_there,
)
from dashboard.survey.wording import listed, quoted
from dashboard.survey.words import one_line, plain
from dashboard.themes.context import CodingContext
from dashboard.themes.layout import CODE, CODER, GIVEN, ROLE, START
from dashboard.themes.reading import CodedRow, CodingBook

_FRESH = "Make a fresh workbook with python -m dashboard.themes export, and copy the themes over."
_SET_ASIDE = "The row is set aside. To code the answer, export a fresh workbook."
_CELL = re.compile(r"([A-Z]+)(\d+)")
_SHEETS = ("", START, CODE)


@rule(Severity.STOP)
def file_can_be_read(book: CodingBook, _: CodingContext) -> Iterator[Flaw]:
    """The file is an Excel workbook (.xlsx) without password or macros."""
    if book.workbook.refusal is not None:
        expected = "an Excel workbook (.xlsx) without password or macros"
        yield Flaw("", "", "", book.workbook.refusal.found, expected, _FRESH)


@rule(Severity.STOP)
def sheet_of_answers_is_there(book: CodingBook, _: CodingContext) -> Iterator[Flaw]:
    """The sheet with the answers is there, under its name."""
    if CODE in book.workbook.missing_sheets:
        fix = f'Name the sheet "{CODE}" again, or copy it from a fresh workbook.'
        yield Flaw(CODE, "", "", "no such sheet", f'a sheet "{CODE}"', fix)


@rule(Severity.STOP)
def coder_is_named(book: CodingBook, _: CodingContext) -> Iterator[Flaw]:
    """The workbook says who has coded, and whether as first or second coder."""
    if book.workbook.refusal is not None:
        return
    for question, known, option in (
        (CODER, bool(book.coder), "--coder NAME"),
        (ROLE, book.role is not None, "--first or --second"),
    ):
        if not known:
            fix = f"Write it on the sheet {START}, or say {option} when you import."
            yield Flaw(START, "", question.label, "nothing", question.ask, fix)


@rule(Severity.STOP)
def answer_comes_once(book: CodingBook, _: CodingContext) -> Iterator[Flaw]:
    """Each answer has one row."""
    first: dict[str, str] = {}
    for one in book.rows:
        cell = one.row.readings["text_id"].cell
        if one.text_id in first:
            found = f"{quoted(one.text_id)}, which {first[one.text_id]} has already"
            yield _flaw(one, "text_id", found, "each answer once", "Delete one of the rows.")
        first.setdefault(one.text_id, cell)


@rule(Severity.STOP)
def theme_or_none_fits(book: CodingBook, _: CodingContext) -> Iterator[Flaw]:
    """An answer has themes, or none fits; not both."""
    for one in book.rows:
        if one.themes and one.none_fits:
            found = f"{len(one.themes)} chosen, and no theme fits"
            fix = "Empty the themes, or No theme fits."
            yield _flaw(one, "none_fits", found, "one of the two", fix)


@rule(Severity.STOP)
def answer_is_coded_by_one_person(book: CodingBook, context: CodingContext) -> Iterator[Flaw]:
    """Nobody codes in place of another: an answer has one first and one second coder."""
    for one, others in _decided(book, context):
        for other in others:
            mine = plain(other.coder) == plain(book.coder)
            if other.role is book.role and not mine and not is_illustrative(other.coder):
                found = f"coded by {quoted(other.coder)} as {other.role} coder"
                fix = "Empty the row, or code as the other coder (Coding on the first sheet)."
                yield _flaw(one, "theme_1", found, "an answer that nobody else has", fix)


@rule(Severity.STOP)
def coders_are_two_people(book: CodingBook, context: CodingContext) -> Iterator[Flaw]:
    """Nobody is first and second coder of the same answer."""
    for one, others in _decided(book, context):
        for other in others:
            if other.role is not book.role and plain(other.coder) == plain(book.coder):
                found = f"{quoted(book.coder)} is also its {other.role} coder"
                fix = "Let another person code it, or correct Coding on the first sheet."
                yield _flaw(one, "theme_1", found, "two people", fix)


@rule(Severity.CHECK)
def answer_is_in_use(book: CodingBook, context: CodingContext) -> Iterator[Flaw]:
    """Each row is about an answer that is in use."""
    for one in book.rows:
        if one.text_id not in context.texts:
            yield _flaw(one, "text_id", quoted(one.text_id), "the id of an answer", _SET_ASIDE)


@rule(Severity.CHECK)
def answer_has_not_changed(book: CodingBook, context: CodingContext) -> Iterator[Flaw]:
    """The answer is the one that was read when it was coded."""
    for one in book.rows:
        if one.text_id in context.texts and not same_text(one, context):
            expected = f"the answer in use: {quoted(context.texts[one.text_id].text)}"
            yield _flaw(one, "answer", quoted(one.answer), expected, _SET_ASIDE)


@rule(Severity.CHECK)
def decision_is_taken_back(book: CodingBook, context: CodingContext) -> Iterator[Flaw]:
    """A row that was emptied takes back what the same coder had decided."""
    fix = "Nothing to do if that is meant; else choose the themes again."
    yield from _emptied(book, context, fix, had_decision=True)


@rule(Severity.CHECK)
def decision_is_kept(book: CodingBook, context: CodingContext) -> Iterator[Flaw]:
    """A row that was empty all along leaves what the same coder had decided as it is."""
    fix = "Nothing to do. To take it back, export a fresh workbook with --coder; empty the row."
    yield from _emptied(book, context, fix, had_decision=False)


@rule(Severity.NOTE)
def rows_are_coded(book: CodingBook, _: CodingContext) -> Iterator[Flaw]:
    """Rows without a theme are counted; they count as not coded."""
    empty = sum(not one.is_coded for one in book.rows)
    if empty:
        fix = "Code them when you can, and import the workbook again."
        yield Flaw(CODE, "", "", f"{empty} of {len(book.rows)} rows empty", "a decision", fix)


@rule(Severity.NOTE)
def illustrative_decisions_give_way(book: CodingBook, context: CodingContext) -> Iterator[Flaw]:
    """Made-up decisions of made-up coders give way to those of people."""
    replaced = sum(
        other.role is book.role and is_illustrative(other.coder)
        for _, others in _decided(book, context)
        for other in others
        if plain(other.coder) != plain(book.coder)
    )
    if replaced:
        found = f"{replaced} made-up decisions on these answers"
        yield Flaw(CODE, "", "", found, "replaced by yours", "Nothing to do.")


RULES = (
    file_can_be_read,
    sheet_of_answers_is_there,
    coder_is_named,
    answer_comes_once,
    theme_or_none_fits,
    answer_is_coded_by_one_person,
    coders_are_two_people,
    answer_is_in_use,
    answer_has_not_changed,
    decision_is_taken_back,
    decision_is_kept,
    rows_are_coded,
    illustrative_decisions_give_way,
)
# Rules of the survey kit that a coding workbook keeps too.
SHARED_RULES = (
    headings_are_there,
    optional_headings_are_there,
    headings_are_known,
    headings_come_once,
    headings_are_read_as,
    cells_are_not_merged,
    cells_lie_in_the_table,
    answer_is_in_its_list,
    cells_hold_no_formula,
    cells_hold_no_error,
    answers_are_read_as,
)


def check_coding(book: CodingBook, context: CodingContext) -> tuple[Finding, ...]:
    """What is wrong, what to look at, and what was changed in reading.

    Returns:
        Stops first, then checks and notes; within each by sheet, row and column.
    """
    labels = {one.id: one.label for one in context.survey.questionnaire.questions}
    told = {labels[name] for name in GIVEN}
    found = [one for each in RULES for one in each(book, context)]
    found += [
        one
        for each in SHARED_RULES
        for one in each(book.workbook, context.survey)
        # Whether and how columns were read that only tell something changes nothing.
        if one.severity is Severity.STOP or one.question not in told
    ]
    return tuple(sorted(found, key=_order))


def same_text(one: CodedRow, context: CodingContext) -> bool:
    """Whether a row holds the answer that is in use, spaces and line ends aside."""
    text = context.texts.get(one.text_id)
    return text is not None and one_line(text.text) == one_line(one.answer)


def _decided(
    book: CodingBook, context: CodingContext
) -> Iterator[tuple[CodedRow, tuple[Coding, ...]]]:
    """The rows that will count, each with what has been decided of its answer so far."""
    for one in book.rows:
        if one.is_coded and same_text(one, context):
            yield one, _current(one, context)


def _emptied(
    book: CodingBook, context: CodingContext, fix: str, *, had_decision: bool
) -> Iterator[Flaw]:
    """Empty rows of answers that the same coder has decided before."""
    names = {theme.id: theme.name for theme in context.themes}
    for one in book.rows:
        if one.is_coded or one.had_decision is not had_decision or not same_text(one, context):
            continue
        for other in _current(one, context):
            if other.role is book.role and plain(other.coder) == plain(book.coder):
                before = tuple(names[theme] for theme in other.themes) or ("no theme fits",)
                yield _flaw(one, "theme_1", "nothing", f"before: {listed(before, 'and')}", fix)


def _current(one: CodedRow, context: CodingContext) -> tuple[Coding, ...]:
    current = text_hash(context.texts[one.text_id].text)
    found = context.codings_of.get(one.text_id, ())
    return tuple(coding for coding in found if coding.text_hash == current)


def _flaw(one: CodedRow, question_id: str, found: str, expected: str, fix: str) -> Flaw:
    reading = one.row.readings.get(question_id) or one.row.readings["text_id"]
    return Flaw(reading.sheet, reading.cell, reading.question.label, found, expected, fix)


def _order(one: Finding) -> tuple[int, int, int, int, str]:
    sheet = _SHEETS.index(one.sheet) if one.sheet in _SHEETS else len(_SHEETS)
    cell = _CELL.match(one.cell)
    column, row = cell.groups() if cell else ("", "0")
    return list(Severity).index(one.severity), sheet, int(row), len(column), column
