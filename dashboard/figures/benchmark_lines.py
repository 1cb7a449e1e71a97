"""Lines for benchmarks across a chart, each with its name and value written on it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.figures.labels import text_width
from dashboard.figures.palette import INK
from dashboard.figures.template import Look
from dashboard.metadata.format import format_value
from dashboard.metadata.models import Indicator

_SAMPLES = {
    "solid": "\u2014\u2014",
    "dash": "\u2013 \u2013",
    "dot": "\u00b7 \u00b7 \u00b7",
    "dashdot": "\u2013 \u00b7",
}
_DASHES = tuple(_SAMPLES)


class BenchmarkLine(NamedTuple):
    """A value drawn across all areas."""

    name: str
    value: float


class Ruler(NamedTuple):
    """Pixels of a horizontal value axis, as expected.

    Attributes:
        low: value at the left end.
        scale: pixels per unit.
        left: pixels free to the left of the axis.
        right: pixels from the left end of the axis to the right edge of the figure.
    """

    low: float
    scale: float
    left: float
    right: float


class Head(NamedTuple):
    """The label of a benchmark line.

    Attributes:
        text: name and value.
        value: where the line is.
        level: lines of text above the bars, 0 is nearest.
        shift: pixels from the line to the middle of the label.
        dash: of the line, as plotly names it.
    """

    text: str
    value: float
    level: int
    shift: float
    dash: str


def place_heads(
    lines: Sequence[BenchmarkLine], indicator: Indicator, ruler: Ruler, look: Look
) -> list[Head]:
    """Labels at the top of their lines: left of the lower half, right of the others.

    Outer labels are nearest the bars and inner ones above them, each line reaching up to
    its label, so no line runs through the label of another. Where there is no room beside
    the lines, the labels are a list, each with a sample of its line.
    """
    ordered = sorted(lines, key=lambda line: line.value)
    dashes = {line.name: _DASHES[i % len(_DASHES)] for i, line in enumerate(lines)}
    half = len(ordered) // 2
    # From the outside inwards on each side.
    sides = [(line, -1) for line in ordered[:half]] + [(line, 1) for line in ordered[half:][::-1]]
    heads: list[Head] = []
    spans: list[tuple[float, float, float]] = []
    for line, side in sides:
        text = f"{line.name} {format_value(line.value, indicator)}"
        place = (line.value - ruler.low) * ruler.scale
        width = text_width(text, look)
        centre = place + side * (width / 2 + look.font / 2)
        start, end = centre - width / 2 - look.font / 2, centre + width / 2 + look.font / 2
        if look.narrow or start < -ruler.left - look.font or end > ruler.right + look.font:
            return _listed(lines, dashes, indicator)
        below = [
            head.level
            for head, (other_start, other_end, other) in zip(heads, spans, strict=True)
            if (start < other_end and other_start < end) or start < other < end
        ]
        level = max(below, default=-1) + 1
        heads.append(Head(text, line.value, level, centre - place, dashes[line.name]))
        spans.append((start, end, place))
    return heads


def _listed(
    lines: Sequence[BenchmarkLine], dashes: dict[str, str], indicator: Indicator
) -> list[Head]:
    """Labels one under the other, each with a sample of its line."""
    return [
        Head(
            f"{_SAMPLES[dashes[line.name]]} {line.name} {format_value(line.value, indicator)}",
            line.value,
            len(lines) - 1 - number,
            0,
            dashes[line.name],
        )
        for number, line in enumerate(lines)
    ]


def heads_height(heads: Sequence[Head], look: Look) -> int:
    """Pixels to leave free above the bars."""
    return (max((head.level for head in heads), default=-1) + 1) * look.line_height + look.font // 2


def head_shapes(heads: Sequence[Head], bottom: float, look: Look) -> list[dict[str, Any]]:
    """Lines from the bottom of the bars, and on in the margin up to their labels.

    Args:
        heads: where labels are.
        bottom: y of the lower end, on the axis of the bars.
        look: sizes.
    """
    shapes = []
    for head in heads:
        style = {"color": INK, "width": look.line * 0.75, "dash": head.dash}
        shared = {"type": "line", "x0": head.value, "x1": head.value, "line": style}
        shapes.append({**shared, "y0": bottom, "y1": -0.5})
        if head.shift:
            height = (head.level + 0.8) * look.line_height
            stem = {"yref": "paper", "ysizemode": "pixel", "yanchor": 1, "y0": 0, "y1": height}
            shapes.append({**shared, **stem})
    return shapes


def head_notes(heads: Sequence[Head], ruler: Ruler, look: Look) -> list[dict[str, Any]]:
    """The labels as annotations above the bars."""
    notes = []
    for head in heads:
        if head.shift:
            place = {"x": head.value, "xanchor": "center", "xshift": head.shift}
        else:
            place = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": -ruler.left}
        height = {"y": 1, "yref": "paper", "yanchor": "bottom"}
        lift = {"yshift": head.level * look.line_height}
        notes.append({**place, **height, **lift, "text": head.text, "showarrow": False})
    return notes
