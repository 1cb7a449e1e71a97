"""How far each area has answered this round; and taking answers away again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dashboard.compile.lock import only_one
from dashboard.metadata import Area, MetadataError
from dashboard.metadata.survey import AreaAnswers
from dashboard.metadata.survey_files import (
    answers_file,
    current_file,
    read_answers,
    received_folder,
)
from dashboard.survey.context import SurveyContext
from dashboard.survey.files import remove_unfinished


@dataclass(frozen=True)
class AreaState:
    """What there is of one area.

    Attributes:
        state: asked (nothing yet in this round), partly, answered (every level and situation is
            known to have some support or none), or unreadable.
        illustrative: the answers are made up to try the pages with.
        services: number of services listed.
        slots_known, slots: levels and situations answered some or none, and all of them.
        answered_on: as the area says, an ISO date; may be empty.
        accepted_at: None for example answers.
        file: the workbook or, for example answers, the file of answers.
    """

    area: Area
    state: str
    illustrative: bool = False
    services: int = 0
    slots_known: int = 0
    slots: int = 0
    answered_on: str = ""
    accepted_at: datetime | None = None
    file: str = ""


def tracker(context: SurveyContext) -> tuple[AreaState, ...]:
    """The state of every member, in the order shown."""
    return tuple(_state(area, context) for area in context.registry.members)


def remove_answers(
    context: SurveyContext,
    area: Area,
    round_id: str,
    on_wait: Callable[[], None] = lambda: None,
) -> Path | None:
    """Take away the accepted answers of an area; the workbooks received stay.

    Returns:
        The file that was removed; None if there was none.

    Raises:
        OSError: the file cannot be removed.
    """
    path = answers_file(context.data_dir, round_id, area.code)
    if not path.is_file():
        return None
    with only_one(received_folder(context.data_dir, round_id, area.code), on_wait=on_wait):
        path.unlink(missing_ok=True)
        remove_unfinished(path.parent, owner=area.code)
    return path


def newest_received(context: SurveyContext, area: Area, round_id: str) -> Path | None:
    """The workbook of an area that was accepted last; None if none was."""
    folder = received_folder(context.data_dir, round_id, area.code)
    # Names begin with the time.
    return max(folder.glob("*.xlsx"), default=None, key=lambda path: path.name)


def examples(context: SurveyContext) -> tuple[Path, ...]:
    """The files of made-up answers."""
    return tuple(sorted((context.data_dir / "survey" / "example").glob("*.json")))


def remove_examples(context: SurveyContext) -> tuple[Path, ...]:
    """Delete all made-up answers; returns the files that were deleted.

    Raises:
        OSError: a file cannot be deleted.
    """
    found = examples(context)
    for path in found:
        path.unlink(missing_ok=True)
    return found


def _state(area: Area, context: SurveyContext) -> AreaState:
    path = current_file(context.data_dir, context.questionnaire.round, area.code)
    slots = len(context.questionnaire.slots())
    if path is None:
        return AreaState(area, "asked", slots=slots)
    try:
        answers = read_answers(path, context.data_dir, area.code)
    except MetadataError:
        return AreaState(area, "unreadable", slots=slots, file=path.name)
    known = _known(answers)
    return AreaState(
        area,
        "answered" if known == slots else "partly",
        illustrative=answers.illustrative,
        services=len(answers.services),
        slots_known=known,
        slots=slots,
        answered_on=str(answers.answers.get("answered_on") or ""),
        accepted_at=answers.accepted_at,
        file=answers.file or path.relative_to(context.data_dir).as_posix(),
    )


def _known(answers: AreaAnswers) -> int:
    return sum(one.answer in {"some", "none"} for one in answers.none)
