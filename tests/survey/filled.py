"""A workbook filled in with openpyxl, as someone in a council would, cell by cell."""

import io
from datetime import date

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.survey import SurveyContext
from dashboard.survey.layout import (
    PLACE_QUESTIONS,
    PLACES,
    SERVICES,
    SLOT_QUESTIONS,
    SLOTS,
    START,
    service_questions,
)

AREA = "Derbyshire"
HEADINGS, FIRST = 2, 3  # rows as a spreadsheet counts them

GOOD_SERVICE = {
    "service_name": "Arguing less",
    "organisation": "Relate Peak",
    "sector": "Voluntary or community",
    "description": "Six weekly group sessions.",
    "status": "Running now",
    "commissioner": "The council",
    "funding_end": date(2027, 3, 31),
    "level": "Targeted",
    "situation": "Together; Separating",
    "stage": "Emerging conflict; Frequent, intense or unresolved",
    "audience": "Any parent; Fathers",
    "one_parent_ok": "Yes",
    "languages": "Polish, Urdu",
    "districts": "Bolsover; High Peak",
    "other_areas": "Derby",
    "sites": "S41 7JD",
    "delivery": "In person; Telephone",
    "sessions": 6,
    "capacity": 120,
    "started": 90,
    "completed": 70,
    "trained_fte": 2.5,
    "programme": "Me, You and Baby Too",
    "measure": "No measure",
    "barriers": "Evening sessions fill up first.",
}


class Filled:
    """The workbook while it is being filled in; cells are named by row and question."""

    def __init__(self, template: bytes, context: SurveyContext) -> None:
        self.book: Workbook = load_workbook(io.BytesIO(template))
        self.context = context
        self.questions = {
            SERVICES: service_questions(context.questionnaire),
            SLOTS: SLOT_QUESTIONS,
            PLACES: PLACE_QUESTIONS,
        }

    def fill(self) -> "Filled":
        """One service, and an answer for every level and situation that fits it."""
        self.start("answered_on", date(2026, 9, 15))
        self.service(FIRST, **GOOD_SERVICE)
        for number, (level, situation) in enumerate(self.context.questionnaire.slots()):
            there = level == "targeted" and situation in {"together", "separating"}
            answer = "some" if there else "none"
            label = self.context.questionnaire.label("none_answer", answer)
            self.put(SLOTS, FIRST + number, "slot_answer", label)
        return self

    def sheet(self, name: str) -> Worksheet:
        return self.book[name]

    def column(self, sheet: str, question_id: str) -> int:
        label = next(one.label for one in self.questions[sheet] if one.id == question_id)
        cells = self.sheet(sheet)[HEADINGS]
        return next(cell.column for cell in cells if cell.value == label)

    def cell(self, sheet: str, row: int, question_id: str) -> Cell:
        return self.sheet(sheet).cell(row, self.column(sheet, question_id))

    def put(self, sheet: str, row: int, question_id: str, value: object) -> str:
        """Write into a cell; returns its name, such as F7."""
        cell = self.cell(sheet, row, question_id)
        cell.value = value
        return cell.coordinate

    def put_text(self, sheet: str, row: int, question_id: str, value: str) -> str:
        """Write text that looks like a formula, as text."""
        name = self.put(sheet, row, question_id, value)
        self.sheet(sheet)[name].data_type = "s"
        return name

    def service(self, row: int, **answers: object) -> None:
        for question_id, value in answers.items():
            self.put(SERVICES, row, question_id, value)

    def start_cell(self, question_id: str) -> Cell:
        label = self.context.questionnaire.question(question_id).label
        return self._beside(label)

    def start(self, question_id: str, value: object) -> str:
        cell = self.start_cell(question_id)
        cell.value = value
        return cell.coordinate

    def say(self, what: str, value: object) -> str:
        """Write over what the first sheet says, such as the area."""
        cell = self._beside(what)
        cell.value = value
        return cell.coordinate

    def forget_stamp(self) -> None:
        self.sheet(START)["A1"].value = None

    def slot_row(self, level: str, situation: str) -> int:
        return FIRST + self.context.questionnaire.slots().index((level, situation))

    def slot(self, level: str, situation: str, value: object) -> str:
        return self.put(SLOTS, self.slot_row(level, situation), "slot_answer", value)

    def free_place_row(self) -> int:
        return FIRST + len(self.context.places_of(self.context.member(AREA).code))

    def content(self) -> bytes:
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()

    def _beside(self, label: str) -> Cell:
        sheet = self.sheet(START)
        row = next(row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value == label)
        return sheet.cell(row, 2)
