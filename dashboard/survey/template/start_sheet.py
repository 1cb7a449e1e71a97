"""The first sheet: what to do, whose workbook it is, and the questions about the area."""

from collections.abc import Iterator

from dashboard.metadata import Area
from dashboard.survey.layout import AREA, COMMENT, ROUND, START, VERSION, Stamp
from dashboard.survey.template.book import TemplateBook
from dashboard.survey.template.instructions import INSTRUCTIONS, PILOT
from dashboard.survey.template.table_sheet import add_choices
from dashboard.survey.wording import day_in_words

_WIDTHS = (26, 62, 52, 40)


def add_start_sheet(template: TemplateBook, area: Area, *, pilot: bool) -> None:
    """Write the sheet; the reader's line is in its hidden first row."""
    questionnaire = template.context.questionnaire
    sheet = template.book.add_worksheet(START)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    stamp = Stamp(questionnaire.id, questionnaire.version, questionnaire.round, area.code)
    sheet.write_string(0, 0, stamp.text())
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.write_string(1, 0, f"{questionnaire.title}: {area.name}", template.look("title"))
    row = 3
    for label, text in _paragraphs(template, area, pilot=pilot):
        sheet.write_string(row, 0, label, template.look("label"))
        sheet.write_string(row, 1, text, template.look("text"))
        row += 1
    row = _add_questions(template, sheet, row + 1, pilot=pilot)
    sheet.write_string(row + 1, 0, "What has changed", template.look("section"))
    for number, (label, text) in enumerate(_changes(template), start=row + 2):
        sheet.write_string(number, 0, label, template.look("label"))
        sheet.write_string(number, 1, text, template.look("text"))


def _paragraphs(template: TemplateBook, area: Area, *, pilot: bool) -> Iterator[tuple[str, str]]:
    questionnaire = template.context.questionnaire
    opens, closes = (
        day_in_words(day.isoformat())
        for day in (questionnaire.round_opens, questionnaire.round_closes)
    )
    yield AREA, area.name
    yield ROUND, questionnaire.round
    yield VERSION, questionnaire.version
    yield "Open", f"from {opens} to {closes}"
    yield "", ""
    yield from INSTRUCTIONS
    if pilot:
        yield PILOT


def _add_questions(template: TemplateBook, sheet: object, row: int, *, pilot: bool) -> int:
    """Write the questions about the area; returns the row below them."""
    titles = ("About your area", "Your answer", "The question")
    for column, title in enumerate((*titles, COMMENT) if pilot else titles):
        sheet.write_string(row, column, title, template.look("heading"))
    for question in template.context.questionnaire.area_questions:
        row += 1
        sheet.write_string(row, 0, question.label, template.look("label"))
        sheet.write_blank(row, 1, None, template.answer_look(question))
        needed = "Please answer this one." if question.required else ""
        asked = " ".join(filter(None, (question.ask, question.help.strip(), needed)))
        sheet.write_string(row, 2, asked, template.look("help"))
        if pilot:
            sheet.write_blank(row, 3, None, template.look("comment"))
        add_choices(template, sheet, (row, 1, row), question)
    return row + 1


def _changes(template: TemplateBook) -> Iterator[tuple[str, str]]:
    for change in template.context.questionnaire.changes:
        day = day_in_words(change.date.isoformat())
        yield f"Version {change.version}, {day}", "\n".join(change.notes)
