"""The answered survey as files: CSV, a workbook, and Open Referral UK records."""

import csv
import io
import json
from collections.abc import Callable
from functools import lru_cache

from dashboard.dataset import Dataset
from dashboard.exports.cell_values import file_value
from dashboard.exports.everything import written
from dashboard.exports.open_referral import records
from dashboard.exports.survey_rows import (
    Sheet,
    about,
    asked_and_none,
    places,
    places_label,
    services,
    tracker,
)
from dashboard.exports.workbook import XLSX, add_about, add_list, new_workbook

_CSV = "text/csv; charset=utf-8"


@lru_cache(maxsize=8)
def survey_file(dataset: Dataset, name: str) -> tuple[bytes, str]:
    """A file of the survey, made once for each dataset.

    Args:
        dataset: the compiled dataset.
        name: one of ``FILES``.

    Returns:
        The content and its media type.

    Raises:
        KeyError: no such file.
    """
    write, mimetype = FILES[name]
    return write(dataset), mimetype


def _csv(sheet: Sheet) -> bytes:
    """Headings and rows; UTF-8 with a byte order mark, which Excel needs."""
    names, rows = sheet
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([file_value(name) for name in names])
    for row in rows:
        values = [file_value(value) for value in row]
        writer.writerow(["" if value is None else value for value in values])
    return text.getvalue().encode("utf-8-sig")


def _xlsx(dataset: Dataset) -> bytes:
    """Who has answered comes first, then what they said."""
    content = io.BytesIO()
    with new_workbook(content, written(dataset)) as book:
        add_about(book, about(dataset))
        made_up = dict(about(dataset)).get("Note", "")
        for title, sheet, label in (
            ("Who has answered", tracker(dataset), made_up),
            ("Services", services(dataset, with_reasons=False), made_up),
            ("Asked and none", asked_and_none(dataset), made_up),
            ("Places", places(dataset), places_label(dataset)),
        ):
            add_list(book, title, *sheet, label)
    return content.getvalue()


def _json(dataset: Dataset) -> bytes:
    text = json.dumps(records(dataset), ensure_ascii=False, indent=1, allow_nan=False)
    return text.encode("utf-8")


FILES: dict[str, tuple[Callable[[Dataset], bytes], str]] = {
    "services.csv": (lambda dataset: _csv(services(dataset, with_reasons=True)), _CSV),
    "asked-and-none.csv": (lambda dataset: _csv(asked_and_none(dataset)), _CSV),
    "survey.xlsx": (_xlsx, XLSX),
    "open-referral.json": (_json, "application/json"),
}
