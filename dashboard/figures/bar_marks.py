"""Bars and dots of ranked areas: how they are scaled, coloured and given intervals."""

from collections.abc import Sequence
from typing import Any

from dashboard.figures.colours import area_fill
from dashboard.figures.labels import nice_ticks
from dashboard.figures.palette import DARK_BLUE, GREY, INK, JUDGEMENT_STYLE, PALE_GREY
from dashboard.figures.rows import Row, hover_text
from dashboard.figures.template import Look
from dashboard.metadata.format import is_missing
from dashboard.metadata.models import Indicator, Kind

# A bar's length is read from zero. For a mean, a ratio or an index zero is no useful start
# (nobody lives on £0, deprivation scores have no natural zero), so the place of a dot is
# read instead, on an axis around the values.
BAR_KINDS = frozenset({Kind.PROPORTION, Kind.RATE, Kind.COUNT})


def value_extent(
    held: list[Row], others: Sequence[float], *, from_zero: bool
) -> tuple[float, float]:
    """Ends of the value axis: everything drawn fits.

    Args:
        held: rows with a value.
        others: other values on the axis, such as benchmarks.
        from_zero: for bars; else the axis starts at a round number below the values.
    """
    numbers = [number for row in held for number in (row.value, row.lower, row.upper)]
    numbers = [number for number in [*numbers, *others] if number is not None]
    if not numbers:
        return 0.0, 1.0
    low, high = min(numbers), max(numbers)
    if from_zero:
        return min(0.0, low), (high or 1.0) * 1.04
    ticks = nice_ticks(low, high)
    return ticks[0], ticks[-1]


def error_bars(held: list[Row], look: Look) -> dict[str, Any]:
    """95% intervals; rows without one have none."""
    known = [not (is_missing(row.lower) or is_missing(row.upper)) for row in held]
    pairs = list(zip(held, known, strict=True))
    return {
        "type": "data",
        "symmetric": False,
        "array": [row.upper - row.value if has else None for row, has in pairs],
        "arrayminus": [row.value - row.lower if has else None for row, has in pairs],
        "color": INK,
        "thickness": look.line * 0.75,
        "width": look.row * 0.12,
        "visible": any(known),
    }


def _common(held: list[Row], indicator: Indicator, look: Look) -> dict[str, Any]:
    return {
        "x": [row.value for row in held],
        "y": list(range(len(held))),
        "error_x": error_bars(held, look),
        "customdata": [row.code for row in held],
        "hovertext": [hover_text(row, indicator) for row in held],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def bar_trace(held: list[Row], indicator: Indicator, look: Look) -> dict[str, Any]:
    """Bars from zero in the colour of their judgement."""
    fills = [
        area_fill(row.judgement) if row.judgement in JUDGEMENT_STYLE else DARK_BLUE for row in held
    ]
    # Pale bars need an edge to be seen on white.
    edges = [GREY if fill == PALE_GREY else fill for fill in fills]
    return {
        "type": "bar",
        "orientation": "h",
        **_common(held, indicator, look),
        "marker": {"color": fills, "line": {"width": 1, "color": edges}},
    }


def dot_trace(held: list[Row], indicator: Indicator, look: Look) -> dict[str, Any]:
    """Dots in the colour and shape of their judgement."""
    styles = [JUDGEMENT_STYLE.get(row.judgement) for row in held]
    fills = [style.fill if style else DARK_BLUE for style in styles]
    return {
        "type": "scatter",
        "mode": "markers",
        **_common(held, indicator, look),
        "cliponaxis": False,
        "marker": {
            "size": look.marker * 1.2,
            "symbol": [style.symbol if style else "circle" for style in styles],
            "color": fills,
            "line": {"width": look.line * 0.75, "color": fills},
        },
    }
