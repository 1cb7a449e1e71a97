"""Which questions people stumble over: read from the workbooks of a trial run."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.metadata.spreadsheet_text import harmless
from dashboard.metadata.survey import Question
from dashboard.survey.context import SurveyContext
from dashboard.survey.layout import REF, SERVICES, SLOT_QUESTIONS, SLOTS, START
from dashboard.survey.reading.tables import Row, Table
from dashboard.survey.reading.workbook import ReadWorkbook
from dashboard.survey.routing import is_asked

_OTHER = "other"
_ANSWER = "slot_answer"


@dataclass
class QuestionReport:
    """How one question fared.

    Attributes:
        asked: how often it was asked, where other answers led to it.
        empty: left open. dont_know, not_asked: the special answers, by id.
        other: answered with "other".
        misread: could not be read, or only with help.
        comments: area or file, and what was said.
    """

    sheet: str
    question: Question
    asked: int = 0
    answered: int = 0
    empty: int = 0
    special: dict[str, int] = field(default_factory=dict)
    other: int = 0
    misread: int = 0
    comments: list[tuple[str, str]] = field(default_factory=list)


def pilot_report(
    books: Iterable[ReadWorkbook], context: SurveyContext
) -> tuple[QuestionReport, ...]:
    """Count over all workbooks, one report per question, in the order asked."""
    questionnaire = context.questionnaire
    slot_answer = next(one for one in SLOT_QUESTIONS if one.id == _ANSWER)
    reports = {
        one.id: QuestionReport(sheet, one, special=dict.fromkeys(questionnaire.special, 0))
        for sheet, questions in (
            (START, questionnaire.area_questions),
            (SERVICES, questionnaire.questions),
            (SLOTS, (slot_answer,)),
        )
        for one in questions
    }
    for book in books:
        for row in _rows(book):
            _count_row(row, reports)
            _keep_comments(row, reports, book.area.name if book.area else book.name)
    return tuple(reports.values())


def write_pilot_report(reports: Iterable[QuestionReport], path: Path) -> None:
    """Write the report as CSV, one row per question, comments in the last column."""
    reports = tuple(reports)
    path.parent.mkdir(parents=True, exist_ok=True)
    special = list(reports[0].special) if reports else []
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["sheet", "question", "label", "asked", "answered", "empty", *special, "other",
             "misread", "comments"]
        )  # fmt: skip
        for one in reports:
            comments = "\n".join(f"{who}: {said}" for who, said in one.comments)
            counts = (one.asked, one.answered, one.empty, *one.special.values(), one.other)
            texts = (one.sheet, one.question.id, one.question.label)
            writer.writerow([*texts, *counts, one.misread, harmless(comments)])


def _rows(book: ReadWorkbook) -> Iterator[Row]:
    tables: tuple[Table | None, ...] = (book.start, book.services, book.slots)
    for table in tables:
        yield from book.rows(table)


def _count_row(row: Row, reports: dict[str, QuestionReport]) -> None:
    for question_id, reading in row.readings.items():
        report = reports.get(question_id)
        if report is None or reading.question == REF:
            continue
        if reading.answer is None and not is_asked(reading.question, row):
            continue
        report.asked += 1
        report.misread += bool(reading.read_as or reading.amiss)
        if reading.is_empty:
            report.empty += 1
        elif reading.text in report.special:
            report.special[reading.text] += 1
        elif reading.answer is not None:
            report.answered += 1
        answer = reading.answer if isinstance(reading.answer, tuple) else (reading.answer,)
        report.other += bool(reading.question.list) and _OTHER in answer


def _keep_comments(row: Row, reports: dict[str, QuestionReport], who: str) -> None:
    for question_id, comment in row.comments.items():
        if question_id in reports:
            reports[question_id].comments.append((who, comment))
