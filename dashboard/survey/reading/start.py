"""Reads the first sheet: which area and round it is, and the questions about the area."""

from dataclasses import dataclass

from dashboard.metadata.survey import Question
from dashboard.survey.layout import AREA, COMMENT, ROUND, VERSION, Stamp, read_stamp
from dashboard.survey.reading.answers import AnswerReader
from dashboard.survey.reading.sheets import Content, Sheet, cell_name
from dashboard.survey.reading.tables import Heading, Row, Table, headings_of
from dashboard.survey.words import one_line, plain

_SAID = {plain(AREA): AREA, plain(ROUND): ROUND, plain(VERSION): VERSION, "version": VERSION}


@dataclass(frozen=True)
class Said:
    """What the first sheet says, in words and in its hidden row.

    Attributes:
        words: Area, Round and Version -> what stands beside them.
        cells: the same -> the cell that says so.
    """

    stamp: Stamp | None
    words: dict[str, str]
    cells: dict[str, str]


NOTHING_SAID = Said(None, {}, {})


def read_said(sheet: Sheet) -> Said:
    """Which area, round and version the sheet names."""
    stamp: Stamp | None = None
    words: dict[str, str] = {}
    cells: dict[str, str] = {}
    for (row, column), content in sorted(sheet.cells.items()):
        stamp = stamp or read_stamp(content.value)
        name = _SAID.get(plain(str(content.value)))
        beside = sheet.cells.get((row, column + 1))
        if name is not None and beside is not None and name not in words:
            words[name] = one_line(_as_written(beside))
            cells[name] = cell_name(row, column + 1)
    return Said(stamp, words, cells)


def read_area_questions(
    sheet: Sheet, questions: tuple[Question, ...], reader: AnswerReader
) -> Table:
    """The questions about the area: each label with its answer in the cell to its right."""
    known = headings_of(questions)
    by_id = {one.id: one for one in questions}
    comment_column = _comment_column(sheet)
    found: dict[str, tuple[int, int]] = {}
    twice: list[Heading] = []
    for (row, column), content in sorted(sheet.cells.items()):
        question_id = known.get(plain(str(content.value))) if content.value else None
        # The question in full stands further right in the same row.
        if question_id is None or found.get(question_id, (0,))[0] == row:
            continue
        if question_id in found:
            first = cell_name(*found[question_id])
            twice.append(Heading(cell_name(row, column), str(content.value), first))
        else:
            found[question_id] = (row, column)
    readings = {
        question_id: reader.read(
            sheet.cells.get((row, column + 1)),
            by_id[question_id],
            sheet.title,
            cell_name(row, column + 1),
        )
        for question_id, (row, column) in found.items()
    }
    comments = {
        question_id: one_line(str(sheet.cells[row, comment_column].value))
        for question_id, (row, _) in found.items()
        if (row, comment_column) in sheet.cells
    }
    return Table(
        sheet.title,
        has_headings=bool(found) or not questions,
        rows=(Row(0, readings, comments),),
        missing=tuple(one for one in questions if one.id not in found),
        twice=tuple(twice),
        merged=sheet.merged,
        hidden=sheet.hidden,
    )


def _comment_column(sheet: Sheet) -> int:
    """The column headed "Comment", which pilot workbooks have; 0 for none."""
    columns = [
        column
        for (_, column), content in sheet.cells.items()
        if plain(str(content.value)) == plain(COMMENT)
    ]
    return min(columns, default=0)


def _as_written(content: Content) -> str:
    value = content.value
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
