"""Labels beside points, each on the side where it covers least."""

from collections.abc import Sequence
from typing import NamedTuple

# Where a label may stand, best first: shift of its middle from the point, in half widths
# and half heights plus the size of the marker.
_NAMED_SIDES = {
    "middle right": (1, 0),
    "middle left": (-1, 0),
    "top center": (0, 1),
    "bottom center": (0, -1),
    "top right": (1, 1),
    "bottom right": (1, -1),
    "top left": (-1, 1),
    "bottom left": (-1, -1),
}
SIDES = tuple(_NAMED_SIDES.values())
# What it costs to cover a marker or another label, a line, or to be cut off.
_COVER, _CROSS, _CUT = 2.0, 0.3, 4.0


class Box(NamedTuple):
    """Space on the plot in pixels: centre, half sizes, and what covering it costs."""

    x: float
    y: float
    half_width: float
    half_height: float
    cost: float = _COVER

    @classmethod
    def line(cls, x: float, y: float, half_width: float, half_height: float) -> "Box":
        """A line, which a label may cross if it must."""
        return cls(x, y, half_width, half_height, _CROSS)

    def overlap(self, other: "Box") -> float:
        """Cost of covering another box."""
        wide = self.half_width + other.half_width - abs(self.x - other.x)
        high = self.half_height + other.half_height - abs(self.y - other.y)
        return max(wide, 0.0) * max(high, 0.0) * other.cost if wide > 0 else 0.0

    def outside(self, width: float, height: float) -> float:
        """Cost of what lies beyond the plot, where a label might be cut off."""
        left = max(self.half_width - self.x, 0.0)
        right = max(self.x + self.half_width - width, 0.0)
        above = max(self.y + self.half_height - height, 0.0)
        below = max(self.half_height - self.y, 0.0)
        return _CUT * 2 * ((left + right) * self.half_height + (above + below) * self.half_width)


def label_sides(
    spots: Sequence[tuple[float, float]],
    halves: Sequence[tuple[float, float]],
    obstacles: Sequence[Box],
    *,
    reach: float,
    size: tuple[float, float],
) -> list[str]:
    """Plotly's ``textposition`` for each point.

    Args:
        spots: points in pixels from the lower left corner of the plot.
        halves: half width and half height of each label.
        obstacles: what labels should not cover, markers included.
        reach: radius of a marker and the air around it.
        size: width and height of the plot.
    """
    boxes: list[Box | None] = [None] * len(spots)
    sides = [""] * len(spots)
    # Labels placed early did not know of the later ones: they may move once more.
    for _ in range(2):
        for i, (spot, half) in enumerate(zip(spots, halves, strict=True)):
            others = [box for j, box in enumerate(boxes) if box is not None and j != i]
            sides[i], boxes[i] = _best_side(spot, half, reach, [*obstacles, *others], size)
    return sides


def _best_side(
    spot: tuple[float, float],
    half: tuple[float, float],
    reach: float,
    others: list[Box],
    size: tuple[float, float],
) -> tuple[str, Box]:
    """The side of a point where a label of a half size covers least; ties go to the first."""
    best: tuple[float, str, Box] | None = None
    for side, (right, above) in _NAMED_SIDES.items():
        x = spot[0] + right * (half[0] + reach)
        y = spot[1] + above * (half[1] + reach * 0.6)
        box = Box(x, y, *half)
        cost = sum(box.overlap(other) for other in others) + box.outside(*size)
        if best is None or cost < best[0]:
            best = (cost, side, box)
    return best[1], best[2]
