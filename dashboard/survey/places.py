"""What an area says about places: its rows beside those of the public list."""

from collections.abc import Iterator

from dashboard.metadata.survey import PlaceAnswer
from dashboard.survey.context import ListedPlace, SurveyContext
from dashboard.survey.reading.tables import Row
from dashboard.survey.reading.workbook import ReadWorkbook
from dashboard.survey.words import plain

CONFIRMED, CORRECTED, CLOSED, ADDED = "confirmed", "corrected", "closed", "added"


def judged_places(book: ReadWorkbook, context: SurveyContext) -> Iterator[tuple[Row, PlaceAnswer]]:
    """The rows that say something about a place, with what they say.

    A row without an answer says something if it differs from the public list: then it is
    read as corrected, or as added where it has no place id.
    """
    listed = {one.place_id: one for one in context.places}
    for row in book.rows(book.places):
        action = _action(row, listed.get(row.text("place_id")), context)
        if action:
            yield row, _answer(row, action)


def _action(row: Row, place: ListedPlace | None, context: SurveyContext) -> str:
    said = row.answer("place_action")
    if said in context.questionnaire.special:
        return ""
    if not row.text("place_id"):
        return ADDED
    if said in (None, CONFIRMED) and place is not None and differs(row, place):
        return CORRECTED
    return str(said) if said else ""


def _answer(row: Row, action: str) -> PlaceAnswer:
    if action in (CONFIRMED, CLOSED):
        return PlaceAnswer(place_id=row.text("place_id"), action=action)
    codes = row.answer("place_postcode")
    return PlaceAnswer(
        place_id=row.text("place_id"),
        action=action,
        name=row.text("place_name"),
        type=row.text("place_type"),
        postcode=codes[0] if isinstance(codes, tuple) else "",
    )


def differs(row: Row, place: ListedPlace) -> bool:
    """Whether the row has another name, kind or postcode; what is empty says nothing."""
    pairs = (("place_name", place.name), ("place_type", place.type))
    words = any(row.text(key) and plain(row.text(key)) != plain(text) for key, text in pairs)
    codes = row.answer("place_postcode")
    return words or (isinstance(codes, tuple) and codes != (place.postcode,))
