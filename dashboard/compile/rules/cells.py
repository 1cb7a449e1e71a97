"""Rules about single cells: is each one the kind of thing its column holds?

These need the figures only, so they are checked even when the metadata cannot be read.
"""

from dashboard.compile.finding import Finding
from dashboard.compile.harmonise import DATES, EARLIEST, LATEST, NUMERIC, Rows
from dashboard.compile.rules.context import at_rows
from dashboard.metadata.models import Status

_STATUSES = ", ".join(status.value for status in Status)


def number_is_a_number(rows: Rows) -> list[Finding]:
    """Values, limits, numerators and denominators are plain numbers or empty."""
    findings = []
    for column in NUMERIC:
        findings += at_rows(
            rows,
            (rows.texts[column] != "") & rows.frame[column].isna(),
            rule=number_is_a_number,
            column=column,
            expected="a number such as 12.3, or an empty cell",
            fix="Write the number without signs or words. Where there is none, leave the cell "
            "empty and say why with the status.",
        )
    return findings


def date_is_a_date(rows: Rows) -> list[Finding]:
    """Periods start and end on a calendar day, written year-month-day."""
    findings = []
    for column in DATES:
        findings += at_rows(
            rows,
            rows.frame[column].isna(),
            rule=date_is_a_date,
            column=column,
            expected=f"a date such as 2024-03-31, from {EARLIEST.year} to {LATEST.year}",
            fix="Write the date as year-month-day. Spreadsheet programs change dates when they "
            "save: set the column to text first.",
        )
    return findings


def label_is_given(rows: Rows) -> list[Finding]:
    """Every row names its period in words."""
    return at_rows(
        rows,
        rows.texts["period_label"] == "",
        rule=label_is_given,
        column="period_label",
        expected="the period in words, such as Year ending March 2025",
        fix="Copy the label from another row of the same period.",
    )


def status_is_known(rows: Rows) -> list[Finding]:
    """Every row has one of the statuses in use."""
    known = {status.value for status in Status}
    return at_rows(
        rows,
        ~rows.texts["status"].isin(known),
        rule=status_is_known,
        column="status",
        expected=f"one of {_STATUSES}",
        fix="Write ok beside an ordinary value, or the reason why there is none.",
    )
