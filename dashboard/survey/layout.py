"""How a workbook is laid out; known to what writes it and to what reads it.

What is asked about services and about the area is in the questionnaire. The columns of the
other sheets are described here in the same way, so that all are written, read and checked
by the same code.
"""

import re
from dataclasses import dataclass

from dashboard.metadata.survey import Question, QuestionKind, Questionnaire

START = "Start here"
SERVICES = "Services"
SLOTS = "Asked and none"
PLACES = "Places"
LAST = "Last round"
LISTS = "Lists"

# Other names under which a sheet is still found.
SHEET_SYNONYMS = {
    START: ("start", "read me first"),
    SERVICES: ("service", "services sheet", "list of services"),
    SLOTS: ("asked none", "none", "asked and there is none"),
    PLACES: ("place", "family hubs", "hubs"),
}

AREA, ROUND, VERSION = "Area", "Round", "Version of the questions"
COMMENT = "Comment"
SEVERAL = "; "  # between the answers of a cell

REF = Question(
    id="ref",
    label="Ref",
    ask="Leave this empty for a new service. Keep what stands here for one you copied.",
    help="It tells that a service is the same as last round.",
    kind=QuestionKind.TEXT,
    synonyms=("reference", "key", "service id", "service key"),
)

SLOT_QUESTIONS = (
    Question(
        id="slot_level",
        label="Level of support",
        ask="The level of support that the row is about.",
        kind=QuestionKind.ONE,
        list="level",
        required=True,
        synonyms=("level",),
    ),
    Question(
        id="slot_situation",
        label="Family situation",
        ask="The family situation that the row is about.",
        kind=QuestionKind.ONE,
        list="situation",
        required=True,
        synonyms=("situation",),
    ),
    Question(
        id="slot_answer",
        label="Is there support",
        ask="Is there any support at this level for parents in this situation?",
        help="Answer No only if someone asked and found none. Leave it empty if nobody has asked.",
        kind=QuestionKind.ONE,
        list="none_answer",
        synonyms=("answer", "is there any support", "support"),
    ),
)

PLACE_QUESTIONS = (
    Question(
        id="place_id",
        label="Place id",
        ask="Leave this as it is. It is empty for a place that you add.",
        kind=QuestionKind.TEXT,
        synonyms=("id", "ref", "place ref"),
    ),
    Question(
        id="place_name",
        label="Name",
        ask="What is the place called? Write over it to correct it.",
        kind=QuestionKind.TEXT,
        synonyms=("place", "place name", "name of place"),
    ),
    Question(
        id="place_type",
        label="Kind of place",
        ask="Is it a family hub or a children's centre? Write over it to correct it.",
        kind=QuestionKind.TEXT,
        synonyms=("type", "kind"),
    ),
    Question(
        id="place_postcode",
        label="Postcode",
        ask="The postcode of the place. Write over it to correct it.",
        kind=QuestionKind.SITES,
        synonyms=("post code",),
    ),
    Question(
        id="place_action",
        label="Is this right",
        ask="Is the place there, with this name and postcode?",
        help="Choose Added for a place that you write in an empty row.",
        kind=QuestionKind.ONE,
        list="place_action",
        synonyms=("action", "confirmed", "right"),
    ),
)


def service_questions(questionnaire: Questionnaire) -> tuple[Question, ...]:
    """The columns of the services sheet: the reference, then what is asked."""
    return (REF, *questionnaire.questions)


@dataclass(frozen=True)
class Stamp:
    """What a workbook says about itself to the reader, in a hidden row."""

    questionnaire: str
    version: str
    round: str
    area_code: str

    def text(self) -> str:
        """The stamp as one cell."""
        return (
            f"survey workbook | questionnaire={self.questionnaire} | version={self.version}"
            f" | round={self.round} | area={self.area_code}"
        )


_STAMP = re.compile(
    r"survey workbook \| questionnaire=(?P<questionnaire>[^|]*) \| version=(?P<version>[^|]*)"
    r" \| round=(?P<round>[^|]*) \| area=(?P<area_code>[^|]*)"
)


def read_stamp(text: object) -> Stamp | None:
    """The stamp that a cell holds; None if it holds something else."""
    found = _STAMP.fullmatch(text.strip()) if isinstance(text, str) else None
    return (
        Stamp(**{name: part.strip() for name, part in found.groupdict().items()}) if found else None
    )
