"""Frames as rows: the one place that knows which columns charts read.

A frame has one row per area, indexed by area code, as ``Dataset.at_period`` gives and
``analysis.compare_frame`` extends:

    name            area's short name (needed)
    value           float, NaN where there is none (needed)
    lower_ci, upper_ci   95% interval
    status, note    why a value is missing or provisional
    judgement, reason    outcome of a comparison, a key of ``JUDGEMENT_STYLE``
    period_label    published label
    label           the value as printed; else it is made from value and status
    hover           hover text; else it is made from the columns above
"""

from html import escape
from typing import Any, NamedTuple

import pandas as pd

from dashboard.figures.palette import JUDGEMENT_STYLE
from dashboard.metadata.format import (
    format_interval,
    format_value,
    format_with_unit,
    is_missing,
    short_period,
)
from dashboard.metadata.models import Indicator, Status

_DASH = "\N{EN DASH}"
_ENDINGS = ("shire", "borough", "field")  # parts of place names to break before


class Row(NamedTuple):
    """One area's figure; ``None`` where there is no number."""

    code: str
    name: str
    value: float | None
    lower: float | None
    upper: float | None
    status: str
    note: str
    judgement: str
    reason: str
    period: str
    label: str
    hover: str

    @property
    def provisional(self) -> bool:
        """Whether the value may still be revised."""
        return self.status == Status.PROVISIONAL

    @property
    def why_missing(self) -> str:
        """Symbol and plain words for an area without a figure."""
        status = Status(self.status)
        status = Status.NOT_AVAILABLE if status.has_value else status
        return f"{status.symbol} {status.label}"


# Row field, column, and what stands in where the column or the value is absent.
_COLUMNS: tuple[tuple[str, str, Any], ...] = (
    ("name", "name", ""),
    ("value", "value", None),
    ("lower", "lower_ci", None),
    ("upper", "upper_ci", None),
    ("status", "status", Status.OK.value),
    ("note", "note", ""),
    ("judgement", "judgement", ""),
    ("reason", "reason", ""),
    ("period", "period_label", ""),
    ("label", "label", ""),
    ("hover", "hover", ""),
)


def column(frame: pd.DataFrame, name: str, default: Any = None) -> list[Any]:
    """A column as plain Python values, with ``default`` for missing ones."""
    if name not in frame:
        return [default] * len(frame)
    # NaN is the only value not equal to itself; None and NaT are caught by isna.
    values = frame[name].tolist()
    return [default if item is None or item != item else item for item in values]  # noqa: PLR0124


def read_rows(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame in its order; a row without a value never says it has one."""
    columns = [column(frame, name, default) for _, name, default in _COLUMNS]
    rows = [Row(str(code), *parts) for code, *parts in zip(frame.index, *columns, strict=True)]
    return [
        row._replace(status=Status.NOT_AVAILABLE.value)
        if row.value is None and Status(row.status).has_value
        else row
        for row in rows
    ]


def split_rows(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Rows with a value, and rows without, both in the order given."""
    held = [row for row in rows if not is_missing(row.value)]
    return held, [row for row in rows if is_missing(row.value)]


def value_label(row: Row, indicator: Indicator) -> str:
    """The value as printed on a chart, or the symbol of why there is none."""
    return row.label or format_value(row.value, indicator, row.status)


def judged_label(row: Row, indicator: Indicator, *, word: bool = True) -> str:
    """Value, shape and word of the judgement: "16.1% ◆ worse"."""
    text = value_label(row, indicator)
    style = JUDGEMENT_STYLE.get(row.judgement)
    if style is None or is_missing(row.value):
        return text
    return f"{text} {style.char} {style.word}" if word else f"{text} {style.char}"


def hover_text(row: Row, indicator: Indicator, *, brief: bool = False) -> str:
    """Everything known about one figure, a few lines, safe to show as plotly text.

    Args:
        row: the figure.
        indicator: how values are written.
        brief: one line, for figures with many charts.
    """
    if row.hover:
        return row.hover
    if brief:
        value = row.why_missing if is_missing(row.value) else judged_label(row, indicator)
        return escape(f"{row.name}, {short_period(row.period)}: {value}", quote=False)
    period = f", {short_period(row.period)}" if row.period else ""
    lines = [f"<b>{escape(row.name, quote=False)}</b>{escape(period, quote=False)}"]
    if is_missing(row.value):
        lines.append(escape(row.why_missing, quote=False))
    else:
        lines.append(format_with_unit(row.value, indicator, row.status))
        interval = format_interval(row.lower, row.upper, indicator)
        lines += [f"95% interval {interval}"] if interval else []
    style = JUDGEMENT_STYLE.get(row.judgement)
    if style is not None and not is_missing(row.value):
        reason = f": {row.reason}" if row.reason else ""
        lines.append(escape(f"{style.char} {style.word}{reason}", quote=False))
    if row.note:
        lines.append(escape(wrap_text(row.note, 48), quote=False).replace("\n", "<br>"))
    return "<br>".join(lines)


def wrap_text(text: str, width: int) -> str:
    """Break a text into lines of at most ``width`` characters.

    Lines break at spaces and after a dash; a word longer than a line breaks with a hyphen,
    before "shire" and the like where that fits, as in county names.
    """
    lines: list[str] = []
    for word in _breakable(text, width):
        last = lines[-1] if lines else ""
        glue = "" if last.endswith(_DASH) else " "
        if lines and len(last + glue + word) <= width and not last.endswith("-"):
            lines[-1] = last + glue + word
        else:
            lines.append(word)
    return "\n".join(lines)


def _breakable(text: str, width: int) -> list[str]:
    """Parts of a text between possible line ends, none longer than ``width``."""
    parts: list[str] = []
    # Not split() alone: no-break spaces must hold.
    for word in filter(None, text.replace(_DASH, f"{_DASH} ").split(" ")):
        rest = word
        while len(rest) > width > 1:
            # A hyphen may hang over rather than spoil "Nottingham-shire".
            stems = [len(rest) - len(end) for end in _ENDINGS if rest.endswith(end)]
            cut = next((stem for stem in stems if 0 < stem <= width), width - 1)
            parts.append(f"{rest[:cut]}-")
            rest = rest[cut:]
        parts.append(rest)
    return parts
