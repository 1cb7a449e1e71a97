"""The table twin of a chart: what is printed on the page and what is in the file."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Cell:
    """One cell: the raw value for files, the text for people.

    Attributes:
        value: number, date or text written to files; None where there is no value.
        text: what the page prints, such as "16.1%" or "[c]".
        note: why a value is missing, or what to know about it; read out and on hover.
        href: where the cell leads, if anywhere.
        links: texts and addresses, where a cell leads to several; shown in place of ``text``.
        judgement: key of the judgement style (shape, colour and word), if judged.
        word, shape: shown in place of the judgement's own.
        detail: small print under the text, such as unit and period.
        label: what the link is called for those who do not see the row and column.
    """

    value: object = None
    text: str = ""
    note: str = ""
    href: str = ""
    judgement: str = ""
    word: str = ""
    shape: str = ""
    detail: str = ""
    links: tuple[tuple[str, str], ...] = ()
    label: str = ""

    @classmethod
    def of(cls, text: str, **extra: Any) -> "Cell":
        """A cell whose file value is its text."""
        return cls(value=text, text=text, **extra)


@dataclass(frozen=True)
class Column:
    """A column heading.

    Attributes:
        name: heading; unique within a table.
        numeric: right-aligned on screen.
        href: link that sorts by this column, if it can be sorted.
        sorted: whether the table is now sorted by it.
        url: page about the thing that the column shows, if any.
        group: heading over columns that follow each other; the name starts with it and ": ".
    """

    name: str
    numeric: bool = False
    href: str = ""
    sorted: bool = False
    url: str = ""
    group: str = ""


@dataclass(frozen=True)
class Table:
    """Columns and rows; the first cell of each row names the row.

    ``meta`` holds label and text pairs that travel with every file: indicator, source,
    release, period, definition, dataset version. ``groups`` is empty, or has for each row the
    heading over it; rows of one group follow each other. ``empty`` is said where it has no rows.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    meta: tuple[tuple[str, str], ...] = field(default=())
    groups: tuple[str, ...] = ()
    empty: str = "Nothing to show for this choice."
