"""Reads a coding workbook forgivingly: nothing is judged here."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dashboard.metadata.coding import Role
from dashboard.survey.reading.answers import AnswerReader
from dashboard.survey.reading.packed import Refusal
from dashboard.survey.reading.sheets import Sheet, open_sheets
from dashboard.survey.reading.start import read_area_questions
from dashboard.survey.reading.tables import Row, read_table
from dashboard.survey.reading.workbook import ReadWorkbook
from dashboard.survey.words import one_line, plain
from dashboard.themes.context import CodingContext
from dashboard.themes.layout import CODE, CODER, ROLE, SHEET_SYNONYMS, START, THEME_COLUMNS, YES


@dataclass(frozen=True)
class CodedRow:
    """What a row says about one answer.

    Attributes:
        row: where it stands.
        answer: the text of the answer as the workbook has it.
        none_fits: whether the coder says that no theme fits.
        had_decision: whether the row held the coder's decision when the workbook was made.
    """

    row: Row
    text_id: str
    answer: str
    themes: tuple[str, ...]
    none_fits: bool
    note: str
    had_decision: bool

    @property
    def is_coded(self) -> bool:
        """Whether the coder has decided anything."""
        return bool(self.themes) or self.none_fits


@dataclass(frozen=True)
class CodingBook:
    """A coding workbook as read.

    Attributes:
        workbook: in the form in which the survey kit checks it; the answers are its services.
        coder: who codes; empty if nobody is named.
        role: None if that is not said.
    """

    workbook: ReadWorkbook
    coder: str = ""
    role: Role | None = None

    @cached_property
    def rows(self) -> tuple[CodedRow, ...]:
        """Every row that names a text."""
        found = map(_coded_row, self.workbook.rows(self.workbook.services))
        return tuple(one for one in found if one.text_id)


def read_coding_workbook(
    source: Path | bytes,
    context: CodingContext,
    *,
    coder: str = "",
    role: Role | None = None,
    name: str = "",
) -> CodingBook:
    """Read a workbook.

    Args:
        source: the file, or its bytes.
        context: what it is read by.
        coder: counts before what the workbook says.
        role: counts before what the workbook says.
        name: file name, where ``source`` is bytes.

    Raises:
        OSError: the file cannot be opened.
    """
    content = source if isinstance(source, bytes) else source.read_bytes()
    name = name or ("" if isinstance(source, bytes) else source.name)
    sheets = open_sheets(content)
    if isinstance(sheets, Refusal):
        return CodingBook(ReadWorkbook(name, content, sheets))
    found = dict(_named(sheets))
    questionnaire, reader = context.survey.questionnaire, AnswerReader(context.survey, None)
    start = code = None
    if START in found:
        start = read_area_questions(found[START], questionnaire.area_questions, reader)
    if CODE in found:
        code = read_table(found[CODE], questionnaire.questions, reader)
    missing = tuple(one for one in SHEET_SYNONYMS if one not in found)
    book = ReadWorkbook(name, content, start=start, services=code, missing_sheets=missing)
    said = start.rows[0] if start else Row(0, {})
    said_role = said.text(ROLE.id)
    return CodingBook(
        book,
        coder=one_line(coder) or said.text(CODER.id),
        role=role or (Role(said_role) if said_role else None),
    )


def _named(sheets: tuple[Sheet, ...]) -> Iterator[tuple[str, Sheet]]:
    names = {
        plain(text): name for name, others in SHEET_SYNONYMS.items() for text in (name, *others)
    }
    # The first of two wins.
    for sheet in reversed(sheets):
        if plain(sheet.title) in names:
            yield names[plain(sheet.title)], sheet


def _coded_row(row: Row) -> CodedRow:
    chosen = [theme for name in THEME_COLUMNS for theme in _several(row.answer(name))]
    return CodedRow(
        row=row,
        text_id=row.text("text_id"),
        answer=row.text("answer"),
        themes=tuple(dict.fromkeys(chosen)),
        none_fits=row.answer("none_fits") == YES,
        note=row.text("note"),
        had_decision=bool(row.text("so_far")),
    )


def _several(answer: object) -> tuple[str, ...]:
    return answer if isinstance(answer, tuple) else ()
