"""How a coding workbook is laid out; known to what writes it and to what reads it.

Its columns are described as questions and the codebook as a list of answers, so that the
survey kit's own code writes, reads and checks them.
"""

from collections.abc import Iterable

from dashboard.metadata.coding import Role
from dashboard.metadata.survey import (
    AnswerList,
    ListItem,
    Question,
    QuestionKind,
    Questionnaire,
    SpecialAnswer,
    ThemeCode,
)

START, CODE, CODEBOOK = "Start here", "Code", "Codebook"
SHEET_SYNONYMS = {
    START: ("start", "read me first"),
    CODE: ("coding", "codes", "answers"),
}

THEME_COLUMNS = ("theme_1", "theme_2", "theme_3")
YES = "yes"
# Columns that tell the coder something. They are not read as decisions: a row is known by its
# text id and answer, and "so far" tells an emptied row from one that was empty all along.
GIVEN = (
    "text_id", "area", "service", "question", "answer", "sharing", "suggested", "keyphrases",
    "so_far",
)  # fmt: skip

CODER = Question(
    id="coder",
    label="Coder",
    ask="Who codes in this workbook?",
    help="Your name or initials, the same each time.",
    kind=QuestionKind.TEXT,
    required=True,
    synonyms=("coded by", "name"),
)
ROLE = Question(
    id="role",
    label="Coding",
    ask="Whose decisions are these?",
    help="First: they are shown. Second: they are only compared with the first coder's.",
    kind=QuestionKind.ONE,
    list="role",
    required=True,
    synonyms=("role",),
)
_TEXT_ID = Question(
    id="text_id",
    label="Text",
    ask="Leave this as it is; the row is known by it.",
    kind=QuestionKind.TEXT,
    required=True,
    synonyms=("text id", "id"),
)
_ANSWER = Question(
    id="answer",
    label="Answer",
    ask="What was written. Leave it as it is.",
    kind=QuestionKind.LONG,
    required=True,
)
_TOLD = (
    ("area", "Area", "The area that answered."),
    ("service", "Service", "The service that it is about; empty for the area as a whole."),
    ("question", "Question", "What was asked."),
)
_SUGGESTED = (
    ("suggested", "Suggested", "Themes that the words of the answer suggest. They may be wrong."),
    ("keyphrases", "Keyphrases", "Words that set the answer apart from the others."),
    ("so_far", "Decided so far", "What you had decided when this workbook was made."),
)
_SHARING = Question(
    id="sharing",
    label="Look before sharing",
    ask="What in the answer may point to a person. Only a suggestion: look for yourself.",
    kind=QuestionKind.TEXT,
)
_NONE_FITS = Question(
    id="none_fits",
    label="No theme fits",
    ask="Have you read the answer and found that no theme fits?",
    help="An answer without a theme counts as not coded unless you say Yes here.",
    kind=QuestionKind.ONE,
    list="yes_no",
    synonyms=("none fits", "none", "no theme"),
)
_NOTE = Question(
    id="note",
    label="Note",
    ask="Anything to talk about, such as a theme that is missing.",
    kind=QuestionKind.LONG,
    synonyms=("notes", "remark"),
)


def coding_questionnaire(themes: Iterable[ThemeCode], asked: Questionnaire) -> Questionnaire:
    """The columns of the workbook, with the codebook as the list to choose from.

    Args:
        themes: the codebook.
        asked: the survey whose answers are coded.
    """
    # Meanings are on a sheet of their own, and too long for the notes of three headings.
    lists = {
        "theme": [(one.id, one.name) for one in themes],
        "role": [(Role.FIRST, "First"), (Role.SECOND, "Second")],
    }
    offered = {
        name: AnswerList(
            label=name, items=tuple(ListItem(id=key, label=label) for key, label in items)
        )
        for name, items in lists.items()
    }
    marks = ListItem(id=YES, label="Yes", synonyms=("y", "x", "1", "true", "none fits"))
    no = ListItem(id="no", label="No", synonyms=("n", "0", "false"))
    return Questionnaire(
        id="coding",
        title=f"Themes in answers: {asked.title}",
        version=asked.version,
        round=asked.round,
        round_opens=asked.round_opens,
        round_closes=asked.round_closes,
        changes=(),
        special=dict[str, SpecialAnswer](),
        lists=offered | {"yes_no": AnswerList(label="yes_no", items=(marks, no))},
        questions=_columns(),
        area_questions=(CODER, ROLE),
    )


def _columns() -> tuple[Question, ...]:
    told, suggested = (
        [Question(id=key, label=label, ask=ask, kind=QuestionKind.TEXT) for key, label, ask in part]
        for part in (_TOLD, _SUGGESTED)
    )
    themes = [
        Question(
            id=name,
            label=f"Theme {number}",
            ask="A theme of the codebook that the answer is about.",
            help=f"What each means is on the sheet {CODEBOOK}. Leave it empty if fewer fit.",
            kind=QuestionKind.MANY,
            list="theme",
            required=number == 1,
            synonyms=(f"theme{number}", *(("themes", "theme") if number == 1 else ())),
        )
        for number, name in enumerate(THEME_COLUMNS, start=1)
    ]
    return (_TEXT_ID, *told, _ANSWER, _SHARING, *suggested, *themes, _NONE_FITS, _NOTE)
