"""A sheet with one column for each question and rows to fill in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.metadata.survey import Answer, Question, QuestionKind
from dashboard.survey.layout import COMMENT, REF, SEVERAL
from dashboard.survey.template.book import TemplateBook
from dashboard.survey.wording import choices_in_words, in_words, listed

SECTIONS, HEADINGS, FIRST = 0, 1, 2  # rows, from 0

_WIDTHS = {
    QuestionKind.TEXT: 26,
    QuestionKind.LONG: 46,
    QuestionKind.ONE: 20,
    QuestionKind.MANY: 30,
    QuestionKind.AREAS: 26,
    QuestionKind.DISTRICTS: 26,
    QuestionKind.SITES: 22,
    QuestionKind.NUMBER: 13,
    QuestionKind.DATE: 15,
}
_COMMENT_WIDTH = 28
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255  # characters that Excel takes in a message
_NOTE_WIDTH, _NOTE_LINE, _NOTE_CHARACTERS = 380, 17, 52  # pixels, pixels, characters a line

Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class TableSheet:
    """What a sheet holds.

    Attributes:
        title: name of the sheet.
        questions: one column each, in this order.
        rows: answers by question id.
        ready: how many rows are ready to be filled in, those with answers included.
        frozen: columns that stay in view.
        given: questions that are not to be changed.
        comments: whether each question has a column for comments beside it.
        line: stands above the headings, in place of the sections.
    """

    title: str
    questions: Sequence[Question]
    rows: Sequence[Answers] = ()
    ready: int = 0
    frozen: int = 2
    given: frozenset[str] = frozenset()
    comments: bool = False
    line: str = ""

    @property
    def last(self) -> int:
        """The last row that is ready, from 0."""
        return FIRST + max(self.ready, len(self.rows), 1) - 1


def add_table(template: TemplateBook, table: TableSheet) -> Worksheet:
    """Write a sheet: sections, headings with notes, answers that are there, empty rows."""
    sheet = template.book.add_worksheet(table.title)
    sheet.set_landscape()
    sheet.repeat_rows(HEADINGS)
    sheet.freeze_panes(FIRST, table.frozen)
    sheet.set_row(HEADINGS, 34)
    if table.line:
        sheet.write_string(SECTIONS, 0, table.line, template.look("section"))
    column, section = 0, ""
    for question in table.questions:
        if question.section != section and not table.line:
            section = question.section
            sheet.write_string(SECTIONS, column, section, template.look("section"))
        _add_column(template, sheet, column, question, table)
        column += 1
        if table.comments and question.id not in {REF.id, *table.given}:
            _add_comment_column(template, sheet, column, question, table)
            column += 1
    return sheet


def add_choices(
    template: TemplateBook, sheet: Worksheet, cells: tuple[int, int, int], question: Question
) -> None:
    """Show the question when a cell is chosen, and its answers as a list to choose from.

    Args:
        template: the workbook.
        sheet: where the cells are.
        cells: first row, column, last row.
        question: what the cells answer.
    """
    first, column, last = cells
    several = "Several: type them with a semicolon between." if question.kind.is_several else ""
    rule = {
        "validate": "any",
        "input_title": question.label[:_LONGEST_TITLE],
        "input_message": _message(question.ask, several, question.help),
    }
    if question.list:
        rule |= {
            "validate": "list",
            "source": template.source_of(question),
            # A warning can be passed: other words for an answer are understood too.
            "error_type": "warning",
            "error_title": "Not in the list",
            "error_message": "Choose from the list if you can. Keep what you wrote?",
            "show_error": question.kind is not QuestionKind.MANY,
        }
    sheet.data_validation(first, column, last, column, rule)


def note_text(template: TemplateBook, question: Question) -> str:
    """Question, help and all answers with what they mean."""
    lines = [question.ask]
    if question.required:
        lines.append("Please answer this one.")
    if question.help:
        lines.append(question.help.strip())
    if question.unit:
        lines.append(f"In {question.unit}.")
    if question.show_if:
        lines.append(_when(template, question))
    if question.list:
        lines += ["", *_meanings(template, question)]
    specials = choices_in_words(question.model_copy(update={"list": ""}), template.context)
    if question.id != REF.id and specials:
        lines += ["", f"Always possible: {listed(specials)}."]
    return "\n".join(lines)


def _add_column(
    template: TemplateBook, sheet: Worksheet, column: int, question: Question, table: TableSheet
) -> None:
    is_given = question.id in table.given
    look = template.look("given") if is_given else template.answer_look(question)
    _write_heading(template, sheet, column, question)
    answers = [row.get(question.id) for row in table.rows]
    for row in range(FIRST, table.last + 1):
        answer = answers[row - FIRST] if row - FIRST < len(answers) else None
        _write_answer(template, sheet, (row, column), question, answer, look)
    if not is_given:
        add_choices(template, sheet, (FIRST, column, table.last), question)


def _write_heading(
    template: TemplateBook, sheet: Worksheet, column: int, question: Question
) -> None:
    sheet.set_column(column, column, _WIDTHS[question.kind] if question.id != REF.id else 8)
    sheet.write_string(HEADINGS, column, question.label, template.look("heading"))
    note = note_text(template, question)
    lines = sum(1 + len(line) // _NOTE_CHARACTERS for line in note.split("\n"))
    size = {"width": _NOTE_WIDTH, "height": _NOTE_LINE * (lines + 1), "author": ""}
    sheet.write_comment(HEADINGS, column, note, size)


def _write_answer(
    template: TemplateBook,
    sheet: Worksheet,
    cell: tuple[int, int],
    question: Question,
    answer: Answer,
    look: Format,
) -> None:
    special = isinstance(answer, str) and answer in template.context.questionnaire.special
    if answer is None or answer == ():
        sheet.write_blank(*cell, None, look)
    elif isinstance(answer, float | int):
        sheet.write_number(*cell, answer, look)
    elif question.kind is QuestionKind.DATE and not special:
        sheet.write_datetime(*cell, datetime.fromisoformat(answer), look)
    else:
        sheet.write_string(*cell, in_words(answer, question, template.context), look)


def _add_comment_column(
    template: TemplateBook, sheet: Worksheet, column: int, question: Question, table: TableSheet
) -> None:
    heading = f"{COMMENT}: {question.label}"
    sheet.set_column(column, column, _COMMENT_WIDTH)
    sheet.write_string(HEADINGS, column, heading, template.look("comment heading"))
    for row in range(FIRST, table.last + 1):
        sheet.write_blank(row, column, None, template.look("comment"))


def _meanings(template: TemplateBook, question: Question) -> list[str]:
    answers = template.context.questionnaire.lists[question.list]
    title = "Any of these" if question.kind is QuestionKind.MANY else "One of these"
    title += f", with “{SEVERAL.strip()}” between:" if question.kind is QuestionKind.MANY else ":"
    items = [f"• {one.label}{f': {one.means}' if one.means else ''}" for one in answers.items]
    return [*filter(None, (answers.help.strip(),)), title, *items]


def _when(template: TemplateBook, question: Question) -> str:
    other_id, wanted = next(iter(question.show_if.items()))
    other = template.context.questionnaire.question(other_id)
    if wanted == "empty":
        return f'Only if "{other.label}" is left empty.'
    return f'Only if "{other.label}" is "{in_words(wanted, other, template.context)}".'


def _message(*parts: str) -> str:
    """As many of the parts as fit into a message."""
    text = ""
    for part in filter(None, map(str.strip, parts)):
        longer = f"{text} {part}".strip()
        if len(longer) > _LONGEST_MESSAGE:
            break
        text = longer
    return text or parts[0][:_LONGEST_MESSAGE]
