"""Where labels go: text widths, lines of text and labels kept apart.

The browser knows the exact size of text only after drawing. Asking it to make room
(plotly's ``automargin``) draws every figure twice, so room is reserved from an estimate
that errs on the wide side.
"""

from collections.abc import Sequence

import numpy as np

from dashboard.figures.rows import wrap_text
from dashboard.figures.template import Look

# Widest common system font (DejaVu Sans) averages 0.58 em a character in area names and
# figures; Segoe UI and Roboto are narrower.
EM = 0.6
BOLD = 1.18  # width of bold text, of plain text
_NOISE = 1e-9  # differences this small, relative to the values, are rounding


def text_width(text: str, look: Look) -> int:
    """Estimated width in pixels of the longest line of a text."""
    longest = max((len(line) for line in text.replace("<br>", "\n").split("\n")), default=0)
    return round(longest * look.font * EM)


def widest(texts: Sequence[str], look: Look) -> int:
    """Estimated width in pixels of the widest of some texts."""
    return max((text_width(text, look) for text in texts), default=0)


def wrap_to(text: str, pixels: float, look: Look) -> str:
    """A text broken with ``<br>`` to fit a width in pixels."""
    characters = max(4, int(pixels / (look.font * EM)))
    return wrap_text(text, characters).replace("\n", "<br>")


def wrap_bold(text: str, pixels: float, look: Look) -> str:
    """As ``wrap_to``, for bold text, which is wider."""
    return wrap_to(text, pixels / BOLD, look)


def line_count(text: str) -> int:
    """How many lines a text takes."""
    return text.count("<br>") + 1


def spread(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move label positions apart until each pair is at least ``gap`` apart.

    Labels that collide are treated as a block centred on the mean of where they would
    like to be, so that none moves more than it must. Order is kept.

    Args:
        positions: where each label would like to be.
        gap: smallest distance between two labels.
        low: lowest place allowed for the first label.
        high: highest place allowed for the last label; exceeded only when there is no
            room for all of them.
    """
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    blocks: list[list[float]] = []  # each: sum of wished starts, number of labels
    for place, index in enumerate(order):
        # Subtracting the gaps turns "gap apart" into "not decreasing".
        blocks.append([positions[index] - place * gap, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, count = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += count
    starts = [total / count for total, count in blocks for _ in range(int(count))]
    top = max(low, high - (len(order) - 1) * gap)
    placed = [0.0] * len(order)
    for place, index in enumerate(order):
        placed[index] = min(max(starts[place], low), top) + place * gap
    return placed


def nice_ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round numbers that cover ``low`` to ``high``, about ``about`` intervals.

    The first is at or below ``low``, the last at or above ``high``.
    """
    span = high - low
    if span <= _NOISE * max(abs(low), abs(high), _NOISE):
        span = abs(high) if abs(high) > _NOISE else 1.0
    raw = span / about
    power = 10.0 ** np.floor(np.log10(raw))
    step = next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= raw * 0.999)
    first, last = np.floor(low / step + 1e-9), np.ceil(high / step - 1e-9)
    last = max(last, first + 1)
    return [round(float(step * k), 10) for k in range(int(first), int(last) + 1)]
