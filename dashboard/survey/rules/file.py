"""Is it a workbook that can be read, with its sheets and headings?"""

from collections.abc import Iterator
from difflib import get_close_matches

from dashboard.survey.context import SurveyContext
from dashboard.survey.finding import Flaw, Severity, rule
from dashboard.survey.layout import PLACES, REF, SERVICES, SLOTS, START, service_questions
from dashboard.survey.reading.packed import MOST_BYTES, MOST_CELLS, RefusedBecause
from dashboard.survey.reading.workbook import MOST_COLUMNS, MOST_ROWS, ReadWorkbook
from dashboard.survey.wording import quoted

_FRESH = (
    "Make a fresh workbook with python -m dashboard.survey template, and copy the answers over."
)
_AS_XLSX = 'Open it in Excel or LibreOffice and save it as "Excel workbook (.xlsx)".'


@rule(Severity.STOP)
def file_is_a_workbook(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """The file is an Excel workbook that can be opened."""
    yield from _refused(book, RefusedBecause.NOT_A_WORKBOOK, "an Excel workbook (.xlsx)", _FRESH)


@rule(Severity.STOP)
def file_is_xlsx(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """The file is of the type .xlsx, not of an older format or another program."""
    yield from _refused(book, RefusedBecause.OTHER_TYPE, "an Excel workbook (.xlsx)", _AS_XLSX)


@rule(Severity.STOP)
def file_has_no_password(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """The file opens without a password."""
    fix = "Open it with the password, take the password off (File, Info, Protect) and save it."
    yield from _refused(book, RefusedBecause.PASSWORD, "a file without a password", fix)


@rule(Severity.STOP)
def file_has_no_macros(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """The file holds no macros."""
    yield from _refused(book, RefusedBecause.MACROS, "a workbook without macros", _AS_XLSX)


@rule(Severity.STOP)
def file_is_not_too_large(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """The file is of a size that people can have filled in."""
    expected = (
        f"at most {MOST_ROWS:,} rows and {MOST_COLUMNS} columns that are filled, "
        f"{MOST_CELLS:,} cells and {MOST_BYTES // 1_000_000} MB unpacked"
    )
    yield from _refused(book, RefusedBecause.TOO_LARGE, expected, _FRESH)


@rule(Severity.STOP)
def sheets_are_there(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """The sheets with questions are all there, under their names."""
    for sheet in (START, SERVICES, SLOTS):
        if sheet in book.missing_sheets:
            others = ", ".join(book.other_sheets) or "no other sheet"
            fix = f'Name the sheet "{sheet}" again, or copy it from a fresh workbook.'
            yield Flaw(sheet, "", "", f"no such sheet ({others})", f'a sheet "{sheet}"', fix)


@rule(Severity.CHECK)
def places_are_there(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """The sheet of places is there; without it no place is confirmed."""
    if PLACES in book.missing_sheets:
        fix = "Copy the sheet from a fresh workbook if you know the places."
        yield Flaw(PLACES, "", "", "no such sheet", f'a sheet "{PLACES}"', fix)


@rule(Severity.CHECK)
def copied_sheets_are_not_read(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """No second sheet has our headings and answers below them: only the first is read."""
    for sheet in book.copied_sheets:
        fix = "Put its answers into the sheet of the template, or delete it."
        yield Flaw(sheet, "", "", "a copy with the headings of the survey", "not read", fix)


@rule(Severity.NOTE)
def other_sheets_are_not_read(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """Nothing that matters stands on a sheet that is not read."""
    for sheet in book.other_sheets:
        if sheet in book.copied_sheets:
            continue
        fix = "Move answers that stand there to the sheets of the workbook."
        yield Flaw(sheet, "", "", "a sheet of your own", "not read", fix)


@rule(Severity.STOP)
def headings_are_there(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """Every sheet has its headings, and every answer that must be given has a place."""
    for table in book.tables:
        if not table.has_headings:
            fix = "Copy the row of headings from a fresh workbook."
            yield Flaw(table.sheet, "", "", "no row of headings", "the headings", fix)
        for question in table.missing:
            if question.required:
                fix = f'Add a column "{question.label}"; {_copy_heading(table.sheet)}'
                yield Flaw(table.sheet, "", question.label, "no such heading", question.ask, fix)


@rule(Severity.CHECK)
def optional_headings_are_there(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """Questions that may be left open have their column too."""
    for table in book.tables:
        for question in table.missing:
            if not question.required and question != REF:
                fix = "Add the column if you can answer it; without it nothing is answered there."
                yield Flaw(table.sheet, "", question.label, "no such heading", question.ask, fix)


@rule(Severity.STOP)
def headings_are_known(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """No column with answers has a heading that nobody asks for."""
    labels = [one.label for one in service_questions(context.questionnaire)]
    for table in book.tables:
        for heading in table.unknown:
            if heading.filled:
                close = get_close_matches(heading.text, labels, n=1)
                expected = f'perhaps "{close[0]}"' if close else "a heading of the template"
                fix = "Correct the heading, or delete the column if its answers are not asked for."
                yield Flaw(
                    table.sheet, heading.cell, heading.text, quoted(heading.text), expected, fix
                )


@rule(Severity.STOP)
def headings_come_once(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """Every heading comes once."""
    for table in book.tables:
        for heading in table.twice:
            found = f"{quoted(heading.text)}, which {heading.first} asks already"
            fix = "Put the answers into one column and delete the other."
            yield Flaw(table.sheet, heading.cell, heading.text, found, "each heading once", fix)


@rule(Severity.NOTE)
def headings_are_read_as(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """Headings that are worded differently are named with the question they were read as."""
    for table in book.tables:
        for cell, text, label in table.reworded:
            fix = "Nothing to do if that is right."
            yield Flaw(table.sheet, cell, label, quoted(text), f'read as "{label}"', fix)


@rule(Severity.STOP)
def cells_are_not_merged(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """No cells are merged: a merged cell hides whose answer it is."""
    for table in book.tables:
        for cells in table.merged:
            fix = "Unmerge the cells and write the answer into each row that it is for."
            yield Flaw(table.sheet, cells, "", "merged cells", "one cell for each answer", fix)


@rule(Severity.CHECK)
def cells_lie_in_the_table(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """Nothing stands beside the table, in columns without a heading."""
    for table in book.tables:
        for stray in table.stray:
            fix = "It is not read. Move it into a column of the table if it is an answer."
            yield Flaw(
                table.sheet, stray.cell, "", quoted(stray.value), "nothing beside the table", fix
            )


@rule(Severity.NOTE)
def hidden_answers_are_read(book: ReadWorkbook, _: SurveyContext) -> Iterator[Flaw]:
    """Answers on hidden sheets and in hidden rows are read like all others."""
    fix = "Nothing to do if they are meant; else show them and delete what is old."
    for table in book.tables:
        if table.hidden:
            yield Flaw(table.sheet, "", "", "a hidden sheet with answers", "read all the same", fix)
        for row in table.hidden_rows:
            reading = next(iter(row.readings.values()))
            found = "a hidden row with answers"
            yield Flaw(
                table.sheet, reading.cell, reading.question.label, found, "read all the same", fix
            )


def _copy_heading(sheet: str) -> str:
    return f"the sheet {sheet} of a fresh workbook has it."


def _refused(
    book: ReadWorkbook, because: RefusedBecause, expected: str, fix: str
) -> Iterator[Flaw]:
    if book.refusal is not None and book.refusal.because is because:
        yield Flaw("", "", "", book.refusal.found, expected, fix)


RULES = (
    file_is_a_workbook,
    file_is_xlsx,
    file_has_no_password,
    file_has_no_macros,
    file_is_not_too_large,
    sheets_are_there,
    places_are_there,
    copied_sheets_are_not_read,
    other_sheets_are_not_read,
    headings_are_there,
    optional_headings_are_there,
    headings_are_known,
    headings_come_once,
    headings_are_read_as,
    cells_are_not_merged,
    cells_lie_in_the_table,
    hidden_answers_are_read,
)
