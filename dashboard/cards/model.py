"""What a page shows, as plain data: controls to choose with and cards to read.

A page is a pure function from a view to a body. The screen, the downloads and the tests
all read the same body, so they cannot disagree.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import plotly.graph_objects as go

from dashboard.exports.table import Table


@dataclass(frozen=True)
class Option:
    """One choice of a control.

    ``group`` puts choices under a heading; one that is ``disabled`` only says something.
    """

    value: str
    label: str
    group: str = ""
    disabled: bool = False


@dataclass(frozen=True)
class Control:
    """A way to change the view.

    Attributes:
        name: query parameter that it sets, or "subject" for the path.
        label: what people read.
        kind: select, checklist, radio, text, number, or picker (a long checklist, folded away, with
            a field that filters it; its options stay the same while the page is shown).
        options: the choices; empty for text.
        value: the present choice; a tuple for checklists and pickers.
        help: a short hint under the label.
        most: how many can be chosen in a picker; the highest number of a number.
        least, step: the lowest number of a number, and what it goes up by.
    """

    name: str
    label: str
    kind: str
    options: tuple[Option, ...]
    value: str | tuple[str, ...]
    help: str = ""
    most: int = 0
    least: int = 0
    step: float = 1


@dataclass(frozen=True)
class Link:
    """A link in plain text."""

    text: str
    href: str
    current: bool = False


@dataclass(frozen=True)
class LegendItem:
    """One line of a legend, from the same classes that colour the chart."""

    label: str
    colour: str
    symbol: str = ""


@dataclass(frozen=True)
class Card:
    """One thing to read: a question or finding, a chart, a sentence and its table twin.

    Attributes:
        id: stable name, used in links and file names.
        title: plain-English question or finding.
        sentence: computed from the same frame as the chart.
        make_table: makes ``table``, the figures behind the chart, when they are first asked
            for: most readers leave it folded away.
        figure: the chart; None where the table itself is the picture.
        legend: colours and symbols used.
        indicators: ids whose definition, source and caveats the card shows.
        image_title: title drawn into the picture file.
        source_line: source, release and period, drawn into the picture file.
        notes: what limits what can be concluded.
        links: where to go from here.
        width: "full" or "half" of the page on a wide screen.
        on_click: what a click on an area does: "highlight", "area" (open profile) or "".
        more: shows more rows of a table that holds only the first ones.
        make_file: makes ``file``, what is downloaded, where that is more than the table shows.
        notes_last: whether notes and links stand under the table, so that it comes first.
    """

    id: str
    title: str
    sentence: str
    make_table: Callable[[], Table]
    figure: go.Figure | None = None
    legend: tuple[LegendItem, ...] = ()
    indicators: tuple[str, ...] = ()
    image_title: str = ""
    source_line: str = ""
    notes: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    width: str = "full"
    on_click: str = ""
    more: Link | None = None
    make_file: Callable[[], Table] | None = None
    notes_last: bool = False

    @cached_property
    def table(self) -> Table:
        """The figures behind the chart."""
        return self.make_table()

    @property
    def file(self) -> Table:
        """What the CSV and Excel files hold."""
        return self.make_file() if self.make_file else self.table

    @cached_property
    def drawing(self) -> dict[str, Any] | None:
        """The chart as plotly.js takes it; plotly makes a deep copy whenever it is asked."""
        return None if self.figure is None else self.figure.to_dict()


@dataclass(frozen=True)
class Prose:
    """A section of plain text, in Markdown."""

    id: str
    title: str
    markdown: str


@dataclass(frozen=True)
class Body:
    """Everything a page says for one view.

    Attributes:
        title: the page's heading and, with the product's name, the window title.
        description: one sentence for search results and previews.
        lead: computed sentences above the cards, each leading to its chart.
        controls: ways to change the view.
        is_folded: whether the controls are folded away until they are needed.
        tabs: sections of the page, as links.
        shortcuts: links to what is often asked; the first has no address and names them.
        sections: cards and prose in reading order.
        notices: what in the address was not understood, and what is shown instead.
        crumbs: where the page sits.
        banner: what everyone must know about the page, such as that its answers are made up.
    """

    title: str
    description: str
    lead: tuple[Link, ...] = ()
    intro: str = ""
    controls: tuple[Control, ...] = ()
    tabs: tuple[Link, ...] = ()
    sections: tuple[Card | Prose, ...] = field(default=())
    notices: tuple[str, ...] = ()
    crumbs: tuple[Link, ...] = ()
    banner: str = ""
    shortcuts: tuple[Link, ...] = ()
    is_folded: bool = False

    @property
    def cards(self) -> tuple[Card, ...]:
        """The sections that hold figures."""
        return tuple(s for s in self.sections if isinstance(s, Card))

    def with_notices(self, notices: tuple[str, ...]) -> "Body":
        """The same body, with what was not understood in the address added."""
        return replace(self, notices=(*self.notices, *notices)) if notices else self
