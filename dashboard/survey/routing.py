"""Which questions are asked, given other answers."""

from dashboard.metadata.survey import Question
from dashboard.survey.reading.tables import Row


def is_asked(question: Question, row: Row) -> bool:
    """Whether the other answers of a row lead to the question."""
    return all(_leads(row.answer(other), wanted) for other, wanted in question.show_if.items())


def _leads(given: object, wanted: str) -> bool:
    if wanted == "empty":
        return given is None
    return wanted in given if isinstance(given, tuple) else given == wanted
