"""Applies every rule to a workbook as read."""

import re

from dashboard.survey.context import SurveyContext
from dashboard.survey.finding import Finding, Severity
from dashboard.survey.layout import PLACES, SERVICES, SLOTS, START
from dashboard.survey.reading.workbook import ReadWorkbook
from dashboard.survey.rules import RULES

_WEIGHT = list(Severity)
_SHEETS = (START, SERVICES, SLOTS, PLACES)
_CELL = re.compile(r"([A-Z]+)(\d+)")


def check(book: ReadWorkbook, context: SurveyContext) -> tuple[Finding, ...]:
    """What is wrong, what to look at, and everything that was changed in reading.

    Returns:
        Stops first, then checks and notes; within each by sheet, row and column.
    """
    found = [one for rule in RULES for one in rule(book, context)]
    return tuple(sorted(found, key=_order))


def _order(one: Finding) -> tuple[int, int, int, int, str]:
    sheet = _SHEETS.index(one.sheet) if one.sheet in _SHEETS else len(_SHEETS)
    cell = _CELL.match(one.cell)
    column, row = cell.groups() if cell else ("", "0")
    # Within a row as columns stand: Z before AA.
    return _WEIGHT.index(one.severity), sheet, int(row), len(column), column
