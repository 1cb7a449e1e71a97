"""Many small charts in one coordinate system.

Plotly draws each subplot with its own axes, layers and clips: ten of them take several
times as long as one. Panels that share a scale are therefore placed side by side on one
pair of axes: x counts panel widths from the left, y counts pixels from the top.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from dashboard.figures.template import Look

_GAP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class PanelGrid:
    """Places of equal panels, filled row by row.

    Attributes:
        count: number of panels.
        columns: panels in a row.
        plot: height of the drawing area of a panel, in pixels.
        above: pixels over it, for its title.
        below: pixels under it, for axis labels and air.
        gap: space between two panels, as a share of a panel's width.
        head: pixels above the first row.
        left: margin in pixels for labels of the first column.
    """

    count: int
    columns: int
    plot: int
    above: int
    below: int
    gap: float
    head: int = 0
    left: int = 0

    @property
    def rows(self) -> int:
        """Number of rows."""
        return max(1, ceil(self.count / self.columns))

    @property
    def height(self) -> int:
        """Height of the whole figure in pixels."""
        return self.head + self.rows * (self.above + self.plot + self.below)

    @property
    def span(self) -> float:
        """Width of the whole, in panel widths."""
        return self.columns + (self.columns - 1) * self.gap

    def x(self, panel: int, share: float) -> float:
        """Axis position of a share of the way across a panel."""
        return (panel % self.columns) * (1 + self.gap) + share

    def y(self, panel: int, share: float) -> float:
        """Axis position of a share of the way up a panel's drawing area."""
        row = panel // self.columns
        top = self.head + row * (self.above + self.plot + self.below) + self.above
        return top + self.plot * (1 - share)

    def layout(self, right: int = 4) -> dict[str, Any]:
        """Height, margins and the pair of axes, ``right`` pixels free on the right."""
        return {
            "height": self.height,
            "margin": {"l": self.left, "r": right, "t": 0, "b": 0},
            "xaxis": {"visible": False, "range": [0, self.span]},
            "yaxis": {"visible": False, "range": [self.height, 0]},
        }


@dataclass
class Texts:
    """Texts collected for one text trace."""

    look: Look
    x: list[float]
    y: list[float]
    text: list[str]
    position: list[str]
    colour: list[str]

    @classmethod
    def empty(cls, look: Look) -> "Texts":
        """No texts yet."""
        return cls(look, [], [], [], [], [])

    def add(self, x: float, y: float, text: str, position: str, colour: str) -> None:
        """Put a text at a place; ``position`` as plotly's ``textposition``."""
        self.x.append(x)
        self.y.append(y)
        self.text.append(text)
        self.position.append(position)
        self.colour.append(colour)

    def trace(self) -> dict[str, Any]:
        """The texts as one trace that may reach into the margins."""
        return {
            "type": "scatter",
            "mode": "text",
            "x": self.x,
            "y": self.y,
            "text": self.text,
            "textposition": self.position,
            "textfont": {"size": self.look.font, "color": self.colour},
            "cliponaxis": False,
            "hoverinfo": "skip",
        }


def row_names(x: float, places: Sequence[float], names: Sequence[str]) -> dict[str, Any]:
    """Names left of an axis, in the margin, as a text trace.

    Tick labels look the same, but plotly measures each of them: with 35 rows that is more
    than half of the time a bar chart takes to draw.

    Args:
        x: left end of the axis.
        places: y of each row.
        names: as printed.
    """
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x] * len(names),
        "y": list(places),
        "text": [name.replace("<br>", f"{_GAP}<br>") + _GAP for name in names],
        "textposition": "middle left",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def joined(lines: Sequence[Sequence[Any]]) -> list[Any]:
    """Several lines as one list, with ``None`` between them so that they stay apart."""
    flat: list[Any] = []
    for line in lines:
        flat += [*line, None] if line else []
    return flat[:-1]


def default_columns(look: Look, count: int, *, narrow: int, normal: int) -> int:
    """Panels in a row: few on a phone, never more than there are."""
    columns = narrow if look.narrow else normal if look.px >= 900 else max(narrow, normal - 2)  # noqa: PLR2004
    return max(1, min(columns, count))
