"""Values as files hold them: numbers, dates, and text that no spreadsheet will run."""

import math
from datetime import date, datetime
from numbers import Real

from dashboard.metadata.spreadsheet_text import harmless

LONGEST_TEXT = 32_767  # characters in one cell; Excel refuses more

Value = str | float | date | None


def file_value(value: object) -> Value:
    """A raw value as files hold it: number, date or harmless text; None for no value."""
    # Only NaN and NaT differ from themselves.
    if value is None or value != value:  # noqa: PLR0124
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Real):
        return _plain_number(float(value))
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else harmless(str(value))


def _plain_number(number: float) -> int | float | None:
    """A number without the noise of binary arithmetic, and whole ones without ".0".

    Twelve digits are more than any figure is published with, and fewer than Excel's 15.
    """
    if math.isinf(number):
        return None
    rounded = float(f"{number:.12g}")
    return int(rounded) if rounded.is_integer() else rounded
