"""Accepts a workbook: keeps the file, then replaces that area's answers of that round."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dashboard.compile.lock import only_one
from dashboard.metadata.survey import AreaAnswers, NoneAnswer, ServiceAnswers
from dashboard.metadata.survey_files import answers_file, received_folder
from dashboard.survey.changes import changes
from dashboard.survey.check import check
from dashboard.survey.context import SurveyContext
from dashboard.survey.files import remove_unfinished, replace_file, safe_name
from dashboard.survey.finding import Finding, has_stops
from dashboard.survey.keys import keys_for
from dashboard.survey.places import judged_places
from dashboard.survey.reading.tables import Row
from dashboard.survey.reading.workbook import ReadWorkbook
from dashboard.survey.rules.slots import slot_of


class NotAcceptedError(Exception):
    """The workbook breaks rules that it must keep; nothing has changed."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Keep all findings, checks and notes included."""
        self.findings = findings
        super().__init__("the workbook cannot be accepted as it is")


@dataclass(frozen=True)
class Accepted:
    """What accepting has done.

    Attributes:
        answers: as they are now held.
        path: the file that holds them.
        received: the copy of the workbook.
        replaced: whether the area had real answers of this round before.
        changes: what differs from its earlier answers of this round, else of the one before.
        findings: checks and notes.
    """

    answers: AreaAnswers
    path: Path
    received: Path
    replaced: bool
    changes: tuple[str, ...]
    findings: tuple[Finding, ...]


def accept(
    book: ReadWorkbook,
    context: SurveyContext,
    *,
    now: datetime | None = None,
    on_wait: Callable[[], None] = lambda: None,
) -> Accepted:
    """Check a workbook and make its answers those of its area and round.

    Args:
        book: the workbook as read.
        context: what it was read by.
        now: the time that is noted; with a time zone.
        on_wait: called once if another process is accepting for the same area.

    Raises:
        NotAcceptedError: a rule stops it; everything is as it was.
        MetadataError: the earlier answers cannot be read; everything is as it was.
        OSError: a file cannot be written; the earlier answers are in use.
    """
    findings = check(book, context)
    if has_stops(findings) or book.area is None:
        raise NotAcceptedError(findings)
    return store(book, context, findings, now=now, on_wait=on_wait)


def store(
    book: ReadWorkbook,
    context: SurveyContext,
    findings: tuple[Finding, ...],
    *,
    now: datetime | None = None,
    on_wait: Callable[[], None] = lambda: None,
) -> Accepted:
    """Write a workbook that has been checked, and its answers; see ``accept``."""
    now = (now or datetime.now(UTC)).astimezone(UTC)
    code, round_id = book.area.code, context.questionnaire.round
    folder = received_folder(context.data_dir, round_id, code)
    path = answers_file(context.data_dir, round_id, code)
    name = f"{now:%Y%m%dT%H%M%SZ}-{book.sha256[:8]}-{safe_name(book.name)}.xlsx"
    with only_one(folder, on_wait=on_wait):
        remove_unfinished(folder, owner=code)
        remove_unfinished(path.parent, owner=code)
        answers = to_answers(book, context, file=name, now=now)
        replaced = path.is_file()
        earlier = context.accepted(code) or context.last_round(code)
        # The workbook first: answers never name a file that is not there.
        replace_file(folder / name, book.content, owner=code)
        text = answers.model_dump_json(indent=2) + "\n"
        replace_file(path, text.encode(), owner=code)
    differs = changes(earlier, answers, context.questionnaire)
    return Accepted(answers, path, folder / name, replaced, differs, findings)


def to_answers(
    book: ReadWorkbook, context: SurveyContext, *, file: str, now: datetime
) -> AreaAnswers:
    """The answers of a workbook that keeps the rules.

    Args:
        book: the workbook as read; its area is known.
        context: gives the area's earlier answers, from which services keep their keys.
        file: name under which the workbook is kept.
        now: time of accepting.

    Raises:
        MetadataError: the earlier answers cannot be read.
    """
    code, questionnaire = book.area.code, context.questionnaire
    earlier = [context.accepted(code), context.last_round(code)]
    rows = book.rows(book.services)
    keys = keys_for(rows, [one for one in earlier if one is not None])
    start = book.rows(book.start)
    return AreaAnswers(
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        round=questionnaire.round,
        area_code=code,
        answers=_answered(start[0]) if start else {},
        services=tuple(
            ServiceAnswers(key=key, answers=_answered(row))
            for key, row in zip(keys, rows, strict=True)
        ),
        none=tuple(
            NoneAnswer(level=slot[0], situation=slot[1], answer=row.answer("slot_answer"))
            for row in book.rows(book.slots)
            if (slot := slot_of(row)) is not None and row.answer("slot_answer") is not None
        ),
        places=tuple(place for _, place in judged_places(book, context)),
        file=file,
        sha256=book.sha256,
        accepted_at=now,
    )


def _answered(row: Row) -> dict[str, object]:
    """Answers by question; a question that was left open has none."""
    return {
        question_id: reading.answer
        for question_id, reading in row.readings.items()
        if reading.answer is not None and question_id != "ref"
    }
