"""The workbook of one area, made from the questionnaire."""

import re

from dashboard.metadata import Area
from dashboard.survey.context import SurveyContext
from dashboard.survey.layout import (
    LAST,
    PLACE_QUESTIONS,
    PLACES,
    REF,
    SERVICES,
    SLOT_QUESTIONS,
    SLOTS,
    service_questions,
)
from dashboard.survey.template.book import TemplateBook
from dashboard.survey.template.start_sheet import add_start_sheet
from dashboard.survey.template.table_sheet import TableSheet, add_table

_READY_SERVICES, _READY_PLACES = 60, 20


def make_workbook(context: SurveyContext, area: Area, *, pilot: bool | None = None) -> bytes:
    """The workbook that an area fills in.

    Args:
        context: questionnaire, places and last round's answers.
        area: a member of the region.
        pilot: whether questions have columns for comments; as the questionnaire says if None.

    Raises:
        MetadataError: last round's answers cannot be read.
    """
    template = TemplateBook(context)
    pilot = context.questionnaire.pilot if pilot is None else pilot
    add_start_sheet(template, area, pilot=pilot)
    _add_services(template, pilot=pilot)
    _add_slots(template, pilot=pilot)
    _add_places(template, area)
    _add_last_round(template, area)
    return template.finish()


def workbook_name(context: SurveyContext, area: Area) -> str:
    """File name of an area's workbook."""
    words = re.sub(r"[^a-z0-9]+", "-", area.name.lower()).strip("-")
    return f"survey-{context.questionnaire.round}-{words}.xlsx"


def _add_services(template: TemplateBook, *, pilot: bool) -> None:
    questions = service_questions(template.context.questionnaire)
    add_table(template, TableSheet(SERVICES, questions, ready=_READY_SERVICES, comments=pilot))


def _add_slots(template: TemplateBook, *, pilot: bool) -> None:
    rows = [
        {"slot_level": level, "slot_situation": situation}
        for level, situation in template.context.questionnaire.slots()
    ]
    given = frozenset({"slot_level", "slot_situation"})
    table = TableSheet(SLOTS, SLOT_QUESTIONS, rows, given=given, comments=pilot)
    sheet = add_table(template, table)
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 2, 34)


def _add_places(template: TemplateBook, area: Area) -> None:
    rows = [
        {
            "place_id": one.place_id,
            "place_name": one.name,
            "place_type": one.type,
            "place_postcode": (one.postcode,),
        }
        for one in template.context.places_of(area.code)
    ]
    ready = len(rows) + _READY_PLACES
    given = frozenset({"place_id"})
    sheet = add_table(template, TableSheet(PLACES, PLACE_QUESTIONS, rows, ready, given=given))
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 46)


def _add_last_round(template: TemplateBook, area: Area) -> None:
    last = template.context.last_round(area.code)
    line = "There are no answers of an earlier round."
    if last is not None:
        line = f"Round {last.round}. Copy whole rows to the sheet {SERVICES}."
    rows = [{REF.id: one.key, **one.answers} for one in last.services] if last else []
    questions = service_questions(template.context.questionnaire)
    add_table(template, TableSheet(LAST, questions, rows, line=line))
