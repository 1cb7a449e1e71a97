"""What has been made of a cell."""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.metadata.survey import Answer, Question


class Trouble(StrEnum):
    """Why a cell could not be read; each is the business of one rule."""

    FORMULA = "formula"
    ERROR = "error"
    NOT_IN_LIST = "not in list"
    NOT_A_NUMBER = "not a number"
    NOT_A_DATE = "not a date"
    NO_SUCH_DAY = "no such day"
    NOT_A_POSTCODE = "not a postcode"
    NOT_AN_AREA = "not an area"
    OTHER_DISTRICT = "other district"


@dataclass(frozen=True)
class Amiss:
    """Something in a cell that could not be read."""

    trouble: Trouble
    found: str
    expected: str


@dataclass(frozen=True)
class Understood:
    """What a value means as an answer.

    Attributes:
        answer: as ``AreaAnswers`` holds it; what could not be read is left out.
        amiss: what could not be read.
        always_note: the answer differs from what was written in more than its wording.
    """

    answer: Answer = None
    amiss: tuple[Amiss, ...] = ()
    always_note: bool = False


@dataclass(frozen=True)
class Reading:
    """One cell, read as the answer to one question.

    Attributes:
        sheet, cell: where it is, such as Services and F7; cell is empty for no column.
        written: content of the cell.
        answer: what it was read as.
        read_as: the answer in words, where it differs from what is written; else empty.
    """

    sheet: str
    cell: str
    question: Question
    written: object = None
    answer: Answer = None
    read_as: str = ""
    amiss: tuple[Amiss, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written there."""
        return self.written is None

    @property
    def text(self) -> str:
        """The answer if it is text; else empty."""
        return self.answer if isinstance(self.answer, str) else ""
