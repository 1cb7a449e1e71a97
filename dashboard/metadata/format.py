"""How values, differences and periods are written, everywhere in the product.

Tables, pictures, sentences and files call these functions, so that a figure reads the
same wherever it appears. Rounding happens here and nowhere else.
"""

import math
import re
from collections.abc import Iterable, Sequence

from dashboard.metadata.models import Indicator, Status

MINUS = "\N{MINUS SIGN}"

_MONTHS = "January|February|March|April|June|July|August|September|October|November|December"
_SAME = 1e-9  # floating-point noise


def is_missing(value: float | None) -> bool:
    """Whether there is no number: None or NaN."""
    return value is None or math.isnan(value)


def within(text: str) -> str:
    """A text as it stands within a sentence: its first letter small unless it is "COVID"."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def in_steps(value: float, decimals: int) -> int:
    """The value as printed, counted in units of its last printed digit.

    12.34 at one decimal is 123 steps of 0.1. Whole numbers compare exactly where
    decimal fractions do not, so classes and printed labels cannot disagree.
    """
    return int(f"{value:.{decimals}f}".replace(".", ""))


def from_steps(steps: int, decimals: int) -> float:
    """The value that a number of steps stands for; the reverse of ``in_steps``."""
    return steps / 10**decimals


def _number(value: float, indicator: Indicator) -> tuple[str, str]:
    """Sign and unsigned number; a value that rounds to zero has no sign."""
    written = f"{abs(value):,.{indicator.decimals}f}"
    negative = value < 0 and any(digit in written for digit in "123456789")
    return (MINUS if negative else ""), written


def format_value(
    value: float | None, indicator: Indicator, status: Status | str | None = None
) -> str:
    """A value in short form: 16.1%, £612, 1,234, 6.4.

    Args:
        value: in the indicator's unit; None or NaN where there is none.
        indicator: gives decimals, prefix and suffix.
        status: why a value is missing, printed as its symbol, such as [c]. A
            provisional value is followed by [p]. None leaves ordinary values bare and
            marks missing ones as not available.
    """
    why = Status(status) if status is not None else None
    if is_missing(value):
        absent = why if why is not None and not why.has_value else Status.NOT_AVAILABLE
        return absent.symbol
    sign, number = _number(value, indicator)
    text = f"{sign}{indicator.unit_prefix}{number}{indicator.unit_suffix}"
    return f"{text} {why.symbol}" if why is Status.PROVISIONAL else text


def symbols_key(statuses: Iterable[Status]) -> str:
    """What the symbols of some statuses mean: "[c] withheld ...; [x] not available"."""
    return "; ".join(f"{status.symbol} {status.label}" for status in statuses if status.symbol)


def format_ticks(values: Sequence[float], indicator: Indicator) -> list[str]:
    """Round numbers on an axis, without decimals that are zero for all of them."""
    decimals = next(
        d
        for d in range(indicator.decimals + 4)
        if d == indicator.decimals + 3 or all(abs(v - round(v, d)) < _SAME for v in values)
    )
    plain = indicator.model_copy(update={"decimals": decimals})
    return [format_value(value, plain) for value in values]


def format_with_unit(
    value: float | None, indicator: Indicator, status: Status | str | None = None
) -> str:
    """A value with its unit in words: "16.1% of children aged 0 to 15", "£612 per week"."""
    text = format_value(value, indicator, status)
    words = unit_words(indicator)
    return text if is_missing(value) or not words else f"{text} {words}"


def unit_words(indicator: Indicator) -> str:
    """The unit without the sign that is already written beside each value."""
    unit = indicator.unit
    for sign in (indicator.unit_prefix.strip(), indicator.unit_suffix.strip()):
        unit = unit.removeprefix(sign) if sign else unit
    return unit.strip()


def format_interval(lower: float | None, upper: float | None, indicator: Indicator) -> str:
    """A 95% interval as "15.2% to 17.0%"; empty when either end is missing."""
    if is_missing(lower) or is_missing(upper):
        return ""
    return f"{format_value(lower, indicator)} to {format_value(upper, indicator)}"


def format_difference(difference: float | None, indicator: Indicator) -> str:
    """A difference with its sign: "+2.3 percentage points", "−£12", "+6.4".

    A difference that rounds to nothing is written without a sign. Percentages differ by
    percentage points, so that "2%" is never read as a relative change.
    """
    if is_missing(difference):
        return ""
    minus, number = _number(difference, indicator)
    is_zero = not any(digit in number for digit in "123456789")
    sign = minus or ("" if is_zero else "+")
    if indicator.unit_suffix.strip() == "%":
        return f"{sign}{number} percentage points"
    return f"{sign}{indicator.unit_prefix}{number}{indicator.unit_suffix}"


def unbroken(text: str) -> str:
    """A text that stays on one line, such as "21 Mar 2021" in a title that breaks."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def short_period(label: str) -> str:
    """A period label short enough for an axis.

    "Year ending March 2016" becomes "to Mar 2016", "2016/17 academic year" becomes
    "2016/17", "2013/14 to 2015/16" becomes "2013/14–2015/16", "31 March 2016" becomes
    "31 Mar 2016". The full label stays in hover text and tables.
    """
    text = label.partition(" (")[0].removesuffix(" academic year").removesuffix(" average")
    text = text.replace(" to ", "\N{EN DASH}")
    text = re.sub(r"^Year ending ", "to ", text)
    text = re.sub(r"^Census day, ", "", text)
    text = re.sub(r"^Indices of Deprivation ", "IoD ", text)
    return re.sub(rf"\b({_MONTHS})\b", lambda month: month.group()[:3], text)
