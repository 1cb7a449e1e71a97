"""The survey kit: make workbooks, read and check what comes back, accept it.

Nothing here knows how it is called. The command line (``__main__``) prints; an upload in the
browser could call the same functions with the bytes of a file.
"""

from dashboard.survey.accept import Accepted, NotAcceptedError, accept
from dashboard.survey.check import check
from dashboard.survey.context import SurveyContext, load_context
from dashboard.survey.finding import Finding, Severity
from dashboard.survey.reading import ReadWorkbook, read_workbook

__all__ = [
    "Accepted",
    "Finding",
    "NotAcceptedError",
    "ReadWorkbook",
    "Severity",
    "SurveyContext",
    "accept",
    "check",
    "load_context",
    "read_workbook",
]
