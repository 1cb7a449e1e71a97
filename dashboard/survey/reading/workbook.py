"""Reads a workbook as a whole, forgivingly: nothing is judged here, everything is kept."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.metadata import Area
from dashboard.metadata.survey import Questionnaire
from dashboard.survey.context import SurveyContext
from dashboard.survey.layout import (
    AREA,
    LAST,
    LISTS,
    PLACE_QUESTIONS,
    PLACES,
    SERVICES,
    SHEET_SYNONYMS,
    SLOT_QUESTIONS,
    SLOTS,
    START,
    service_questions,
)
from dashboard.survey.reading.answers import AnswerReader
from dashboard.survey.reading.packed import Refusal, RefusedBecause
from dashboard.survey.reading.sheets import Sheet, open_sheets
from dashboard.survey.reading.start import NOTHING_SAID, Said, read_area_questions, read_said
from dashboard.survey.reading.tables import Row, Table, heading_row, headings_of, read_table
from dashboard.survey.reading.understood import Reading
from dashboard.survey.words import plain

MOST_ROWS, MOST_COLUMNS = 500, 200  # filled ones, on a sheet that is read


@dataclass(frozen=True)
class ReadWorkbook:
    """A workbook as read.

    Attributes:
        name: file name.
        content: the file itself, so that what is kept is what was checked.
        refusal: why it was not read; all else is empty then.
        asked_area: the area that whoever hands it in says it is; empty if they do not say.
        area: the area it is read for; None if that is not known.
        missing_sheets: names of sheets that are not there.
        other_sheets: titles of sheets that are not read though they hold something.
        copied_sheets: those of them that have headings of the survey and answers below.
    """

    name: str
    content: bytes
    refusal: Refusal | None = None
    asked_area: str = ""
    said: Said = NOTHING_SAID
    area: Area | None = None
    start: Table | None = None
    services: Table | None = None
    slots: Table | None = None
    places: Table | None = None
    missing_sheets: tuple[str, ...] = ()
    other_sheets: tuple[str, ...] = ()
    copied_sheets: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """Checksum of the file."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def tables(self) -> tuple[Table, ...]:
        """The sheets that were read, in the order of the workbook."""
        every = (self.start, self.services, self.slots, self.places)
        return tuple(one for one in every if one is not None)

    def rows(self, table: Table | None) -> tuple[Row, ...]:
        """Rows of a sheet; none if it is not there."""
        return table.rows if table else ()

    def readings(self) -> Iterator[Reading]:
        """Every cell that was read as an answer."""
        for table in self.tables:
            for row in table.rows:
                yield from row.readings.values()


def read_workbook(
    source: Path | bytes, context: SurveyContext, *, area: str = "", name: str = ""
) -> ReadWorkbook:
    """Read a workbook.

    Args:
        source: the file, or its bytes.
        context: what it is read by.
        area: name or code of the area it is of, for workbooks that do not say so.
        name: file name, where ``source`` is bytes.

    Raises:
        OSError: the file cannot be opened.
    """
    content = source if isinstance(source, bytes) else source.read_bytes()
    name = name or ("" if isinstance(source, bytes) else source.name)
    sheets = open_sheets(content)
    if isinstance(sheets, Refusal):
        return ReadWorkbook(name, content, sheets, asked_area=area)
    found = _by_name(sheets)
    refusal = next(filter(None, map(_crowded, found.values())), None)
    if refusal is not None:
        return ReadWorkbook(name, content, refusal, asked_area=area)
    said = read_said(found[START]) if START in found else NOTHING_SAID
    member = _area(area, said, context)
    reader = AnswerReader(context, member)
    questionnaire = context.questionnaire

    def table(sheet: str, questions: tuple) -> Table | None:
        return read_table(found[sheet], questions, reader) if sheet in found else None

    return ReadWorkbook(
        name,
        content,
        asked_area=area,
        said=said,
        area=member,
        start=read_area_questions(found[START], questionnaire.area_questions, reader)
        if START in found
        else None,
        services=table(SERVICES, service_questions(questionnaire)),
        slots=table(SLOTS, SLOT_QUESTIONS),
        places=table(PLACES, PLACE_QUESTIONS),
        missing_sheets=tuple(one for one in SHEET_SYNONYMS if one not in found),
        other_sheets=_others(sheets, found),
        copied_sheets=_copies(sheets, _others(sheets, found), questionnaire),
    )


def _crowded(sheet: Sheet) -> Refusal | None:
    """Why a sheet is not read on: it has more rows or columns than people fill in."""
    rows, columns = len(sheet.by_row), len({column for _, column in sheet.cells})
    for count, most, what in ((rows, MOST_ROWS, "rows"), (columns, MOST_COLUMNS, "columns")):
        if count > most:
            found = f"{count:,} {what} on the sheet {sheet.title}"
            return Refusal(RefusedBecause.TOO_LARGE, found)
    return None


def _by_name(sheets: tuple[Sheet, ...]) -> dict[str, Sheet]:
    """The sheets that are read, by their name in the template."""
    names = {
        plain(text): name for name, synonyms in SHEET_SYNONYMS.items() for text in (name, *synonyms)
    }
    found: dict[str, Sheet] = {}
    for sheet in sheets:
        name = names.get(plain(sheet.title))
        if name is not None:
            found.setdefault(name, sheet)
    return found


def _others(sheets: tuple[Sheet, ...], found: dict[str, Sheet]) -> tuple[str, ...]:
    ours = {id(one) for one in found.values()}
    unread = {plain(LAST), plain(LISTS)}
    return tuple(
        one.title
        for one in sheets
        if id(one) not in ours and plain(one.title) not in unread and one.cells
    )


def _copies(
    sheets: tuple[Sheet, ...], others: tuple[str, ...], questionnaire: Questionnaire
) -> tuple[str, ...]:
    tables = (service_questions(questionnaire), SLOT_QUESTIONS, PLACE_QUESTIONS)
    known = [headings_of(questions) for questions in tables]
    return tuple(
        one.title
        for one in sheets
        if one.title in others
        and any(0 < heading_row(one, headings) < max(one.by_row) for headings in known)
    )


def _area(asked: str, said: Said, context: SurveyContext) -> Area | None:
    """The area by what is said first: on handing in, in the hidden row, on the first sheet."""
    stamped = said.stamp.area_code if said.stamp else ""
    text = next(filter(None, (asked, stamped, said.words.get(AREA, ""))), "")
    return context.member(text) if text else None
