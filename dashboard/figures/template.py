"""One look for every figure: template, sizes and how figures are made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio

from dashboard.figures.palette import CATEGORICAL, INK, PALE_GREY, WHITE

FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
TEMPLATE = "needs"
NARROW = 600
PROJECTOR_FONT = 24

_AXIS = {
    "fixedrange": True,
    "showgrid": False,
    "zeroline": False,
    "showline": False,
    "gridcolor": PALE_GREY,
    "ticks": "",
}

pio.templates[TEMPLATE] = go.layout.Template(
    layout={
        "font": {"family": FONT, "color": INK},
        "colorway": list(CATEGORICAL),
        "paper_bgcolor": WHITE,
        "plot_bgcolor": WHITE,
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": WHITE, "align": "left"},
        "dragmode": False,
        "showlegend": False,
        "xaxis": _AXIS,
        "yaxis": _AXIS,
    }
)
pio.templates.default = TEMPLATE

# Downloads are the page's own buttons, so the chart library shows none of its own.
GRAPH_CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "showAxisDragHandles": False,
}


@dataclass(frozen=True)
class Look:
    """Sizes that depend on where a figure is shown.

    Attributes:
        present: for a projector: every text at least 24 px at 1920 x 1080.
        width: pixels across that the figure can expect; None for the usual width. Only a
            hint, used to place labels: figures still fill the space they get.
    """

    present: bool = False
    width: int | None = None

    @property
    def px(self) -> int:
        """Expected width in pixels."""
        return self.width or (1840 if self.present else 1100)

    @property
    def narrow(self) -> bool:
        """A phone, or a card of about its width."""
        return not self.present and self.px < NARROW

    @property
    def font(self) -> int:
        """Size of all text, in pixels."""
        return PROJECTOR_FONT if self.present else 13 if self.narrow else 14

    @property
    def line_height(self) -> int:
        """Distance between lines of text, in pixels."""
        return round(self.font * 1.35)

    @property
    def row(self) -> int:
        """Height of one row of a bar chart, in pixels."""
        return 54 if self.present else 36 if self.narrow else 30

    @property
    def marker(self) -> int:
        """Diameter of a marker that carries meaning, in pixels."""
        return 20 if self.present else 11

    @property
    def line(self) -> float:
        """Width of a data line, in pixels."""
        return 4 if self.present else 2

    @property
    def map_height(self) -> int:
        """Height of a map, in pixels."""
        return 860 if self.present else 420 if self.narrow else 560

    @property
    def chart_height(self) -> int:
        """Height of a chart without rows, in pixels."""
        return 820 if self.present else 380 if self.narrow else 460


def build_figure(traces: Sequence[dict[str, Any]], layout: dict[str, Any], look: Look) -> go.Figure:
    """A figure from plain dictionaries.

    Property checks by plotly cost about 1 ms per trace, mostly on lists of colours; that
    is most of the time a callback has. They are left out here and done once in the tests,
    which rebuild every figure with checks on. Lists, not arrays, are passed, so the
    figure is readable as JSON.

    Args:
        traces: plotly traces with their ``type``.
        layout: must hold ``height``; fonts come from the look.
        look: sizes.
    """
    font = {"size": look.font}
    layout = {
        "template": pio.templates[TEMPLATE],
        "font": font,
        "hoverlabel": {"font": font},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        **layout,
    }
    return go.Figure({"data": list(traces), "layout": layout}, _validate=False)


def empty_figure(look: Look, text: str = "No figures to show") -> go.Figure:
    """A figure that says why there is nothing to draw."""
    note = {"x": 0, "y": 0.5, "xref": "paper", "yref": "paper", "xanchor": "left"}
    layout = {
        "height": look.line_height * 3,
        "annotations": [{**note, "text": text, "showarrow": False}],
        "xaxis": {"visible": False},
        "yaxis": {"visible": False},
    }
    return build_figure([], layout, look)
