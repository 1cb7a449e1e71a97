"""Finds the headings of a sheet and reads the rows below them, one question a column."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dashboard.metadata.survey import Question
from dashboard.survey.layout import COMMENT
from dashboard.survey.reading.answers import AnswerReader
from dashboard.survey.reading.sheets import Sheet, cell_name
from dashboard.survey.reading.understood import Reading
from dashboard.survey.words import one_line, plain

_HEADING_ROWS = range(1, 21)  # headings stand in one of these
_COMMENT = plain(COMMENT)


@dataclass(frozen=True)
class Heading:
    """A heading that is not read: nobody asks for it, or it has come before.

    Attributes:
        first: cell of the same heading further left; empty for an unknown one.
        filled: cells below it that hold something.
    """

    cell: str
    text: str
    first: str = ""
    filled: int = 0


@dataclass(frozen=True)
class Stray:
    """Something that stands outside the table and is not read."""

    cell: str
    value: object


@dataclass(frozen=True)
class Row:
    """One row of a table: readings by question id."""

    number: int
    readings: dict[str, Reading]
    comments: dict[str, str] = field(default_factory=dict)

    def answer(self, question_id: str) -> object:
        """What a question was answered; None for nothing, or where its column is missing."""
        reading = self.readings.get(question_id)
        return reading.answer if reading else None

    def text(self, question_id: str) -> str:
        """The answer to a question if it is text; else empty."""
        reading = self.readings.get(question_id)
        return reading.text if reading else ""


@dataclass(frozen=True)
class Table:
    """A sheet as read.

    Attributes:
        sheet: its title in this workbook.
        has_headings: whether a row with headings was found; without one nothing is read.
        missing: questions without a column.
        hidden: whether the sheet is hidden; hidden_rows are those that are, though filled in.
        reworded: headings that were read as a question's: cell, text, label of the question.
    """

    sheet: str
    has_headings: bool
    rows: tuple[Row, ...] = ()
    missing: tuple[Question, ...] = ()
    unknown: tuple[Heading, ...] = ()
    twice: tuple[Heading, ...] = ()
    reworded: tuple[tuple[str, str, str], ...] = ()
    stray: tuple[Stray, ...] = ()
    merged: tuple[str, ...] = ()
    hidden: bool = False
    hidden_rows: tuple[Row, ...] = ()


def headings_of(questions: Iterable[Question]) -> dict[str, str]:
    """Plain form of every heading under which a question is found -> its id.

    A label counts before another question's synonym.
    """
    questions = tuple(questions)
    found: dict[str, str] = {}
    for texts in (
        [(one.label,) for one in questions],
        [(one.id, one.ask) for one in questions],
        [one.synonyms for one in questions],
    ):
        for question, several in zip(questions, texts, strict=True):
            for text in several:
                found.setdefault(plain(text), question.id)
    return found


def read_table(
    sheet: Sheet,
    questions: tuple[Question, ...],
    reader: AnswerReader,
) -> Table:
    """Read a sheet.

    Args:
        sheet: its cells.
        questions: what its columns may ask.
        reader: reads cells.
    """
    known = headings_of(questions)
    top = heading_row(sheet, known)
    if top == 0:
        return Table(sheet.title, has_headings=False, merged=sheet.merged)
    columns = _Columns(sheet, top, known, {one.id: one for one in questions})
    rows = tuple(
        _row(sheet, number, columns, questions, reader)
        for number, cells in sheet.by_row.items()
        if number > top and not columns.read.isdisjoint(cells)
    )
    return Table(
        sheet.title,
        has_headings=True,
        rows=rows,
        missing=tuple(one for one in questions if one.id not in columns.asked),
        unknown=tuple(columns.unknown),
        twice=tuple(columns.twice),
        reworded=tuple(columns.reworded),
        stray=tuple(_stray(sheet, top, columns)),
        merged=sheet.merged,
        hidden=sheet.hidden,
        hidden_rows=tuple(row for row in rows if row.number in sheet.hidden_rows),
    )


def comment_on(text: str, known: dict[str, str]) -> str | None:
    """Id of the question that a comment column is about; None for another heading.

    "Comment" alone is about the column to its left, which is "".
    """
    form = plain(text)
    if not form.startswith(_COMMENT):
        return None
    rest = form.removeprefix(_COMMENT).removeprefix("s").strip().removeprefix("on ")
    return known.get(rest) if rest else ""


class _Columns:
    """Which column asks what."""

    def __init__(
        self, sheet: Sheet, top: int, known: dict[str, str], questions: dict[str, Question]
    ) -> None:
        self.asked: dict[str, int] = {}
        self.comments: dict[str, int] = {}
        self.unknown: list[Heading] = []
        self.twice: list[Heading] = []
        self.reworded: list[tuple[str, str, str]] = []
        left = ""
        below = Counter(column for row, column in sheet.cells if row > top)
        for column, content in sheet.by_row[top].items():
            text, cell = one_line(str(content.value)), cell_name(top, column)
            filled = below[column]
            question_id = known.get(plain(text))
            about = comment_on(text, known) if question_id is None else None
            if about is not None:
                self.comments[about or left] = column
            elif question_id is None:
                self.unknown.append(Heading(cell, text, filled=filled))
            elif question_id in self.asked:
                first = cell_name(top, self.asked[question_id])
                self.twice.append(Heading(cell, text, first, filled))
            else:
                self.asked[question_id] = column
                left = question_id
                label = questions[question_id].label
                if content.value != label:
                    self.reworded.append((cell, str(content.value), label))
        self.read = {*self.asked.values(), *self.comments.values()}
        # Columns whose heading has a finding of its own.
        self.headed = set(sheet.by_row[top])


def heading_row(sheet: Sheet, known: dict[str, str]) -> int:
    """The row with the most headings; 0 if no row has more than one."""
    counts = {
        row: sum(plain(str(content.value)) in known for content in sheet.by_row[row].values())
        for row in _HEADING_ROWS
        if row in sheet.by_row
    }
    best = max(counts, key=lambda row: (counts[row], -row), default=0)
    return best if counts.get(best, 0) > 1 else 0


def _row(
    sheet: Sheet,
    number: int,
    columns: _Columns,
    questions: tuple[Question, ...],
    reader: AnswerReader,
) -> Row:
    cells = sheet.by_row[number]
    readings = {
        one.id: reader.read(
            cells.get(columns.asked[one.id]),
            one,
            sheet.title,
            cell_name(number, columns.asked[one.id]),
        )
        for one in questions
        if one.id in columns.asked
    }
    comments = {
        question_id: one_line(str(cells[column].value))
        for question_id, column in columns.comments.items()
        if column in cells
    }
    return Row(number, readings, comments)


def _stray(sheet: Sheet, top: int, columns: _Columns) -> Iterable[Stray]:
    for (row, column), content in sorted(sheet.cells.items()):
        if row > top and column not in columns.headed:
            yield Stray(cell_name(row, column), content.value)
