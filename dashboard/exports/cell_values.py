"""Values as files hold them: numbers, dates, and text that no spreadsheet will run."""

import math
from datetime import date, datetime
from numbers import Real

# Text that starts like this can be run by a spreadsheet; full-width twins included.
_RISKY = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
# What a spreadsheet may skip before it looks: spaces, quotes, marks without width.
_SKIPPED = frozenset(" \u00a0\u3000\"'`\u2018\u2019\u201c\u201d\u200b\u200c\u200d\u2060\ufeff")

LONGEST_TEXT = 32_767  # characters in one cell; Excel refuses more

Value = str | float | date | None


def safe_text(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet could take it for a formula.

    The rule is that of OWASP's note on CSV injection, made stricter: leading spaces,
    quotes and invisible characters are looked through, and full-width signs count.
    """
    for sign in text:
        if sign in _RISKY:
            return f"'{text}"
        if sign not in _SKIPPED:
            break
    return text


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
    return value if isinstance(value, date) else safe_text(str(value))


def _plain_number(number: float) -> int | float | None:
    """A number without the noise of binary arithmetic, and whole ones without ".0".

    Twelve digits are more than any figure is published with, and fewer than Excel's 15.
    """
    if math.isinf(number):
        return None
    rounded = float(f"{number:.12g}")
    return int(rounded) if rounded.is_integer() else rounded
