"""From an Excel file to answers, forgivingly; what is wrong is left to the rules."""

from dashboard.survey.reading.workbook import ReadWorkbook, read_workbook

__all__ = ["ReadWorkbook", "read_workbook"]
