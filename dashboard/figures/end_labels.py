"""Labels at the ends of lines, kept apart, so that no legend is needed."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.figures.labels import line_count, spread
from dashboard.figures.palette import CATEGORICAL, GREY, MID_GREY
from dashboard.figures.template import Look

# Shapes tell lines apart without colour: character in the label, symbol on the line.
_SHAPES = (("●", "circle"), ("◆", "diamond"), ("■", "square"), ("▲", "triangle-up"))


class LineStyle(NamedTuple):
    """Colour and shape of a line and of the sign in its label."""

    colour: str
    char: str
    symbol: str


def line_styles(codes: Sequence[str], strong: Sequence[str]) -> dict[str, LineStyle]:
    """Up to four lines in colour, each with its own shape; all others grey without a sign.

    Args:
        codes: all lines.
        strong: those to be told apart, most important first.
    """
    styles = {code: LineStyle(MID_GREY, "", "circle") for code in codes}
    pairs = zip(CATEGORICAL, _SHAPES, strict=True)
    for code, (colour, (char, symbol)) in zip(strong, pairs, strict=False):
        styles[code] = LineStyle(colour, char, symbol)
    return styles


class EndLabel(NamedTuple):
    """A label wished for at a value at one end of a line.

    ``led`` is whether a thin line leads to it; not where the line ends earlier.
    """

    text: str
    value: float
    led: bool = True


def end_label_traces(
    labels: Sequence[EndLabel],
    *,
    x: float,
    reach: float,
    low: float,
    high: float,
    plot_height: float,
    look: Look,
) -> list[dict[str, Any]]:
    """Texts beside the ends of lines, with thin leaders where a text had to move.

    Args:
        labels: what to write.
        x: axis position of the line ends.
        reach: axis position of the texts: right of ``x`` to write to the right, left of
            it to write to the left.
        low: lower end of the value axis.
        high: upper end of the value axis.
        plot_height: height of the plot in pixels.
        look: sizes.
    """
    if not labels:
        return []
    unit = (high - low) / plot_height
    lines = max(line_count(label.text) for label in labels)
    gap = look.line_height * lines * unit
    places = spread([label.value for label in labels], gap, low, high)
    ends = [round(place, 6) for place in places]
    leader_x: list[float | None] = []
    leader_y: list[float | None] = []
    for label, place in zip(labels, ends, strict=True):
        if label.led:
            leader_x += [x, reach, None]
            leader_y += [label.value, place, None]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": leader_x,
            "y": leader_y,
            "line": {"color": GREY, "width": 1},
            "cliponaxis": False,
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "text",
            "x": [reach] * len(labels),
            "y": ends,
            "text": [label.text for label in labels],
            "textposition": "middle right" if reach > x else "middle left",
            "cliponaxis": False,
            "hoverinfo": "skip",
        },
    ]


def signed(style: LineStyle, text: str) -> str:
    """A label with its line's sign in front, in the line's colour."""
    if not style.char:
        return text
    return f'<span style="color:{style.colour}">{style.char}</span> {text}'
