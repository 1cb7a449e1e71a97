"""The workbook in which a person codes answers."""

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from dashboard.metadata.coding import Coding, Role, text_hash
from dashboard.metadata.survey import Answer, CodedText
from dashboard.survey.template.book import TemplateBook
from dashboard.survey.template.table_sheet import TableSheet, add_choices, add_table
from dashboard.survey.words import plain
from dashboard.themes.context import CodingContext
from dashboard.themes.layout import (
    CODE,
    CODEBOOK,
    CODER,
    GIVEN,
    ROLE,
    START,
    THEME_COLUMNS,
    YES,
)

_SEVERAL = "; "
_NONE_FITS = "No theme fits"
_WIDTHS = {
    "text_id": 22,
    "area": 18,
    "service": 26,
    "question": 22,
    "answer": 62,
    "sharing": 24,
    "suggested": 28,
    "keyphrases": 26,
    "so_far": 26,
    "none_fits": 12,
    "note": 36,
}
_LINE = "One row for each answer. Choose up to three themes, or say Yes under No theme fits."
_INSTRUCTIONS = (
    (
        "What this is for",
        "To find what answers have in common. You read each answer and say which themes of the "
        "codebook it is about.",
    ),
    (
        "1. Read the codebook",
        "The sheet Codebook says what each theme means, what it leaves out, and gives examples.",
    ),
    (
        "2. Code each answer",
        "On the sheet Code, choose one to three themes for each answer, the main one first. If "
        "you have read an answer and no theme fits, choose Yes under No theme fits. A row that "
        "you leave empty counts as not coded.",
    ),
    (
        "Suggested themes",
        "They come from the words of the answer alone. Keep what is right and ignore the rest. "
        "Nothing counts until you choose it.",
    ),
    (
        "Two coders",
        "For a check, a second person codes the same answers without seeing the first person's "
        "decisions. How far they agree is worked out for each theme.",
    ),
    (
        "What others write",
        "Answers may hold names or addresses. Pass none of them on. Where one seems to, the column "
        "Look before sharing says of which kind; it can miss some.",
    ),
    (
        "When you are done",
        "Send the workbook back. You can stop half way. To take a decision back, ask for a fresh "
        "workbook, in which you see what you decided so far, and empty the row.",
    ),
)


def make_coding_workbook(
    context: CodingContext,
    *,
    coder: str = "",
    role: Role = Role.FIRST,
    suggestions: bool = True,
) -> bytes:
    """The workbook with every answer, and what this coder has decided of it so far.

    Args:
        context: answers, codebook and decisions.
        coder: whose it is; can be written into it later.
        role: whether the decisions are to be shown, or compared with those that are.
        suggestions: whether suggested themes are shown. Two coders who both see them agree
            more than they would by themselves.
    """
    template = TemplateBook(context.survey)
    _add_start(template, context, coder, role)
    _add_answers(template, context, _so_far(context, coder, role), suggestions=suggestions)
    _add_codebook(template, context)
    return template.finish()


def kinds_of_flags(one: CodedText) -> tuple[str, ...]:
    """What an answer may hold of a person, such as "possible name"; each kind once."""
    return tuple(dict.fromkeys(flag.partition(":")[0] for flag in one.flags))


def _so_far(context: CodingContext, coder: str, role: Role) -> dict[str, Coding]:
    """This coder's decisions that still count, by text id."""
    return {
        one.text_id: one
        for one in context.codings
        if coder
        and plain(one.coder) == plain(coder)
        and one.role is role
        and one.text_id in context.texts
        and one.text_hash == text_hash(context.texts[one.text_id].text)
    }


def _add_start(template: TemplateBook, context: CodingContext, coder: str, role: Role) -> None:
    sheet = template.book.add_worksheet(START)
    for column, width in enumerate((26, 62, 52)):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, context.survey.questionnaire.title, template.look("title"))
    row = 2
    given = {CODER.id: coder, ROLE.id: context.survey.questionnaire.label("role", role)}
    for question in context.survey.questionnaire.area_questions:
        sheet.write_string(row, 0, question.label, template.look("label"))
        sheet.write_string(row, 1, given[question.id], template.answer_look(question))
        asked = f"{question.ask} {question.help}"
        sheet.write_string(row, 2, asked, template.look("help"))
        add_choices(template, sheet, (row, 1, row), question)
        row += 1
    row += 1
    for label, text in (*_made_up(context), *_INSTRUCTIONS):
        sheet.write_string(row, 0, label, template.look("label"))
        sheet.write_string(row, 1, text, template.look("text"))
        row += 1


def _made_up(context: CodingContext) -> Iterator[tuple[str, str]]:
    if context.made_up:
        yield "Please note", "Illustrative, not real services: some of these answers are made up."


def _add_answers(
    template: TemplateBook, context: CodingContext, so_far: dict[str, Coding], *, suggestions: bool
) -> None:
    hidden = set() if suggestions else {"suggested", "keyphrases"}
    hidden |= set() if so_far else {"so_far"}
    questions = [one for one in context.survey.questionnaire.questions if one.id not in hidden]
    rows = [_row(one, context, so_far.get(one.text_id)) for one in context.compiled.texts]
    table = TableSheet(CODE, questions, rows, given=frozenset(GIVEN), frozen=1, line=_LINE)
    sheet = add_table(template, table)
    for column, question in enumerate(questions):
        if question.id in _WIDTHS:
            sheet.set_column(column, column, _WIDTHS[question.id])


def _row(one: CodedText, context: CodingContext, coding: Coding | None) -> dict[str, Answer]:
    names = {theme.id: theme.name for theme in context.themes}
    row: dict[str, Answer] = {
        "text_id": one.text_id,
        "area": context.survey.registry.areas[one.area_code].name,
        "service": context.service_name(one.service_id) or None,
        "question": context.asked.question(one.question).label,
        "answer": one.text,
        "sharing": _SEVERAL.join(kinds_of_flags(one)) or None,
        "suggested": _SEVERAL.join(names[theme] for theme in one.suggested) or None,
        "keyphrases": _SEVERAL.join(one.keyphrases) or None,
    }
    if coding is not None:
        *some, last = THEME_COLUMNS
        chosen = list(coding.themes)
        row |= {name: (theme,) for name, theme in zip(some, chosen, strict=False)}
        row[last] = tuple(chosen[len(some) :])
        row |= {"none_fits": None if chosen else YES, "note": coding.note or None}
        row["so_far"] = _SEVERAL.join(names[theme] for theme in chosen) or _NONE_FITS
    return row


def _add_codebook(template: TemplateBook, context: CodingContext) -> None:
    sheet = template.book.add_worksheet(CODEBOOK)
    titles = ("Theme", "What it means", "What it leaves out", "Examples (made up)", "Id")
    for column, (title, width) in enumerate(zip(titles, (28, 56, 44, 56, 18), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, template.look("heading"))
    sheet.freeze_panes(1, 1)
    for row, theme in enumerate(context.themes, start=1):
        _add_theme(template, sheet, row, (theme.name, theme.means.strip(), theme.excludes.strip(),
                                          "\n".join(theme.examples), theme.id))  # fmt: skip


def _add_theme(template: TemplateBook, sheet: Worksheet, row: int, texts: tuple[str, ...]) -> None:
    for column, text in enumerate(texts):
        sheet.write_string(row, column, text, template.look("label" if column == 0 else "text"))
