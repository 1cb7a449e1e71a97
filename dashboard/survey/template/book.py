"""An empty workbook in which text stays text, its looks, and its lists of answers."""

import io
from datetime import datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name

from dashboard.metadata.survey import Question, QuestionKind
from dashboard.survey.context import SurveyContext
from dashboard.survey.layout import LISTS
from dashboard.survey.wording import choices_in_words

_BLUE, _PALE, _LINE, _GREY = "#12436D", "#F3F6F9", "#B8C4D0", "#505A5F"


class TemplateBook:
    """The workbook that is being written."""

    def __init__(self, context: SurveyContext) -> None:
        """Begin it."""
        self.context = context
        self._content = io.BytesIO()
        settings = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.book = xlsxwriter.Workbook(self._content, settings)
        opens = context.questionnaire.round_opens
        # Never the time of writing, so that the same questions give the same bytes.
        self.book.set_properties(
            {
                "title": context.questionnaire.title,
                "created": datetime.combine(opens, time()),
            }
        )
        self._looks: dict[str, Format] = {}
        self._lists: dict[str, tuple[str, ...]] = {}

    def look(self, name: str) -> Format:
        """One of the looks of cells, by name."""
        if name not in self._looks:
            self._looks[name] = self.book.add_format(_LOOKS[name])
        return self._looks[name]

    def answer_look(self, question: Question) -> Format:
        """How cells look that take the answers to a question."""
        match question.kind:
            case QuestionKind.DATE:
                return self.look("date answer")
            case QuestionKind.NUMBER:
                return self.look("number answer")
        # As text, so that "1:1" does not become a time and "=" no formula.
        return self.look("text answer")

    def source_of(self, question: Question) -> str:
        """The cells of the lists sheet that hold the answers to choose from."""
        self._lists.setdefault(question.list, choices_in_words(question, self.context))
        column = xl_col_to_name(list(self._lists).index(question.list), col_abs=True)
        return f"={LISTS}!{column}$2:{column}${len(self._lists[question.list]) + 1}"

    def finish(self) -> bytes:
        """Write the lists and close the workbook."""
        sheet = self.book.add_worksheet(LISTS)
        for column, (name, answers) in enumerate(self._lists.items()):
            for row, text in enumerate((name, *answers)):
                sheet.write_string(row, column, text)
        sheet.hide()
        self.book.close()
        return self._content.getvalue()


_CELL = {"valign": "top", "text_wrap": True}
_ANSWER = _CELL | {"border": 1, "border_color": _LINE}
_LOOKS = {
    "title": {"bold": True, "font_size": 16, "font_color": _BLUE},
    "section": {"bold": True, "font_color": _BLUE},
    "label": _CELL | {"bold": True},
    "text": _CELL,
    "help": _CELL | {"font_color": _GREY},
    "heading": _CELL | {"bold": True, "font_color": "#FFFFFF", "bg_color": _BLUE, "border": 1},
    "comment heading": _CELL | {"italic": True, "bg_color": _PALE, "border": 1},
    "comment": _ANSWER | {"italic": True, "bg_color": _PALE, "num_format": "@"},
    "given": _ANSWER | {"bg_color": _PALE, "num_format": "@"},
    "text answer": _ANSWER | {"num_format": "@"},
    "number answer": _ANSWER,
    "date answer": _ANSWER | {"num_format": "d mmm yyyy", "align": "left"},
}
