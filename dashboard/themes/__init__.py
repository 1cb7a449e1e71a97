"""Coding answers into themes: export a workbook, code in it, import it.

As in the survey kit, nothing here knows how it is called: the command line prints, and
everything else takes and gives values.
"""

from dashboard.themes.context import CodingContext, load_coding_context
from dashboard.themes.importing import Imported, NotImportedError, import_coding
from dashboard.themes.reading import CodingBook, read_coding_workbook
from dashboard.themes.workbook import make_coding_workbook

__all__ = [
    "CodingBook",
    "CodingContext",
    "Imported",
    "NotImportedError",
    "import_coding",
    "load_coding_context",
    "make_coding_workbook",
    "read_coding_workbook",
]
