"""Names of points that never cover one another: beside their point, or further off with a line.

A chart takes the width of its card, a picture has a width of its own, and names keep their size
in all of them. So a place is judged at several widths at once, each a scene.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from dashboard.figures.point_labels import SIDES, Box

# What it costs to cover another name or a marker, for each square pixel.
_COVER = 50.0
_CUT = 50.0  # to lie beyond the plot, for each square pixel
_FAR, _PIXEL = 40.0, 3.0  # to stand off the point at all, and for each pixel that it is off
_CROSS = 400.0  # for a line to run through a name, a marker or another line
_GOOD = 100.0  # a place beside the point that costs less is taken without looking further
_SHARES = np.array([0, -0.5, 0.5, -1, 1, -1.5, 1.5, -2, 2])  # of half a name: steps aside
_ROUNDS = 4  # a name that was placed early did not know of the later ones
_TRIED = 50  # places further off of which the lines are looked at
_ALONG = np.linspace(0.1, 1, 12)[:, None]  # where a line is looked at


class Scene(NamedTuple):
    """One width of the plot, all in pixels from its lower left corner.

    Attributes:
        spots: the points.
        obstacles: what names should not cover, markers included; the same ones in each scene.
        size: width and height of the plot.
        weight: how much it counts.
    """

    spots: Sequence[tuple[float, float]]
    obstacles: Sequence[Box]
    size: tuple[float, float]
    weight: float = 1.0


class Place(NamedTuple):
    """Where the middle of a name stands, in pixels from its point; whether a line leads there."""

    right: float
    up: float
    is_far: bool


def name_places(
    scenes: Sequence[Scene], halves: Sequence[tuple[float, float]], *, reach: float
) -> list[Place]:
    """A place for each name.

    Args:
        scenes: the same points at each width that the plot may have.
        halves: half width and half height of each name.
        reach: radius of a marker and the air around it.
    """
    drawn = [_Drawn.of(scene) for scene in scenes]
    tall = min(scene.size[1] for scene in scenes)
    best: tuple[float, dict[int, Place]] | None = None
    for order in _orders(scenes[0].spots):
        found = _in_turn(order, drawn, halves, (reach, tall))
        best = found if best is None or found[0] < best[0] else best
        if not any(place.is_far for place in best[1].values()):
            break
    return [best[1][i] for i in range(len(halves))] if best else []


def _orders(spots: Sequence[tuple[float, float]]) -> list[list[int]]:
    """Orders in which names are placed; which one is good depends on the points."""
    given = list(range(len(spots)))
    across = sorted(given, key=lambda i: spots[i])
    return [given, across, across[::-1]]


def _in_turn(
    order: Sequence[int],
    drawn: Sequence["_Drawn"],
    halves: Sequence[tuple[float, float]],
    room: tuple[float, float],
) -> tuple[float, dict[int, Place]]:
    """Places of names that are placed one after another, some rounds long, and what they cost."""
    places: dict[int, Place] = {}
    costs: dict[int, float] = {}
    for _ in range(_ROUNDS):
        before = dict(places)
        for i in order:
            others = {j: place for j, place in places.items() if j != i}
            costs[i], places[i] = _best(i, drawn, halves, others, room)
        if places == before:
            break
    return sum(costs.values()), places


def _best(
    i: int,
    drawn: Sequence["_Drawn"],
    halves: Sequence[tuple[float, float]],
    others: Mapping[int, Place],
    room: tuple[float, float],
) -> tuple[float, Place]:
    """What the best place of one name costs, given those of the others, and where it is."""
    names = [scene.names(others, halves) for scene in drawn]
    near = _near(halves[i], room[0])
    lines = [scene.lines(others) for scene in drawn]
    costs = _costs(i, near, drawn, halves[i], names, lines)
    best = int(costs.argmin())
    beside = Place(*near[best].tolist(), is_far=False)
    if costs[best] < _GOOD:
        return float(costs[best]), beside
    far = _far(halves[i], *room)
    further = _costs(i, far, drawn, halves[i], names, lines)
    gap = np.maximum(np.abs(far) - halves[i], 0)
    further += _FAR + _PIXEL * np.hypot(gap[:, 0], gap[:, 1])
    # Lines are looked at only where the names themselves would stand well.
    few = np.argsort(further, kind="stable")[:_TRIED]
    further = further[few]
    for scene, boxes, met in zip(drawn, names, lines, strict=True):
        solid = np.concatenate([scene.boxes[scene.costs >= 1], boxes])
        further += (
            scene.weight
            * _CROSS
            * _crossings(scene.spots[i], scene.spots[i] + far[few], solid, met)
        )
    off = int(further.argmin())
    if further[off] >= costs[best]:
        return float(costs[best]), beside
    return float(further[off]), Place(*far[few[off]].tolist(), is_far=True)


class _Drawn(NamedTuple):
    """A scene as arrays: points, and boxes as x, y, half width, half height; cost of each."""

    spots: np.ndarray
    boxes: np.ndarray
    costs: np.ndarray
    size: tuple[float, float]
    weight: float

    @classmethod
    def of(cls, scene: Scene) -> "_Drawn":
        boxes = np.array([box[:4] for box in scene.obstacles], float).reshape(-1, 4)
        # Boxes are of two kinds: those that may be crossed, and those that may not.
        costs = np.array([box.cost if box.cost < 1 else _COVER for box in scene.obstacles])
        return cls(np.array(scene.spots, float), boxes, costs, scene.size, scene.weight)

    def names(
        self, places: Mapping[int, Place], halves: Sequence[tuple[float, float]]
    ) -> np.ndarray:
        """Boxes of the names that have a place."""
        rows = [(*(self.spots[j] + place[:2]), *halves[j]) for j, place in places.items()]
        return np.array(rows, float).reshape(-1, 4)

    def lines(self, places: Mapping[int, Place]) -> np.ndarray:
        """Lines from points to names that are further off: both ends of each."""
        rows = [
            (*self.spots[j], *(self.spots[j] + place[:2]))
            for j, place in places.items()
            if place.is_far
        ]
        return np.array(rows, float).reshape(-1, 4)


def _near(half: tuple[float, float], reach: float) -> np.ndarray:
    """Middles of a name on each side of its point, best first."""
    return np.array([(x * (half[0] + reach), y * (half[1] + reach * 0.6)) for x, y in SIDES])


def _far(half: tuple[float, float], reach: float, tall: float) -> np.ndarray:
    """Middles of a name further off, line by line over and under its point."""
    line = 2 * half[1]
    lines = np.arange(1, max(2, int(tall / line))) * line + reach + half[1]
    ups = np.concatenate([lines, -lines])
    right, up = np.meshgrid(_SHARES * half[0], ups)
    return np.column_stack([right.ravel(), up.ravel()])


def _costs(
    i: int,
    tried: np.ndarray,
    drawn: Sequence[_Drawn],
    half: tuple[float, float],
    names: Sequence[np.ndarray],
    lines: Sequence[np.ndarray],
) -> np.ndarray:
    """What each place that is tried for a name covers or cuts off, over all scenes."""
    total = np.zeros(len(tried))
    for scene, others, met in zip(drawn, names, lines, strict=True):
        at = scene.spots[i] + tried
        cost = _overlap(at, half, scene.boxes) @ scene.costs
        cost += _COVER * _overlap(at, half, others).sum(axis=1)
        cost += _CROSS * _crossed(at, half, met)
        total += scene.weight * (cost + _CUT * _outside(at, half, scene.size))
    return total


def _overlap(at: np.ndarray, half: tuple[float, float], boxes: np.ndarray) -> np.ndarray:
    """Square pixels of each box that a name at each place covers."""
    wide = half[0] + boxes[:, 2] - np.abs(at[:, :1] - boxes[:, 0])
    high = half[1] + boxes[:, 3] - np.abs(at[:, 1:] - boxes[:, 1])
    return np.maximum(wide, 0) * np.maximum(high, 0)


def _crossed(at: np.ndarray, half: tuple[float, float], lines: np.ndarray) -> np.ndarray:
    """How many lines run through a name at each place."""
    steps = lines[:, None, :2] + _ALONG * (lines[:, None, 2:] - lines[:, None, :2])
    inside = np.abs(at[:, None, None, :] - steps) < np.array(half)
    return inside.all(axis=3).any(axis=2).sum(axis=1)


def _outside(at: np.ndarray, half: tuple[float, float], size: tuple[float, float]) -> np.ndarray:
    """Square pixels of a name at each place that lie beyond the plot."""
    out = np.maximum(half - at, 0) + np.maximum(at + half - np.array(size), 0)
    return 2 * (out[:, 0] * half[1] + out[:, 1] * half[0])


def _crossings(
    spot: np.ndarray, at: np.ndarray, boxes: np.ndarray, lines: np.ndarray
) -> np.ndarray:
    """How many boxes and lines the line from a point to each place runs through."""
    # Its own marker is a box too, and so is one at the same spot.
    boxes = boxes[(np.abs(boxes[:, :2] - spot) > boxes[:, 2:]).any(axis=1)]
    steps = spot + _ALONG * (at[:, None, :] - spot)
    inside = np.abs(steps[:, :, None, :] - boxes[None, None, :, :2]) < boxes[None, None, :, 2:]
    hit = inside.all(axis=3).any(axis=1).sum(axis=1)
    return hit + _met(spot, at, lines)


def _met(spot: np.ndarray, at: np.ndarray, lines: np.ndarray) -> np.ndarray:
    """How many lines the line from a point to each place meets."""
    first, last = lines[None, :, :2], lines[None, :, 2:]
    ends = at[:, None, :]

    def side(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> np.ndarray:
        one, other = b - a, c - a
        return one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0]

    apart = side(spot, ends, first) * side(spot, ends, last)
    across = side(first, last, np.broadcast_to(spot, first.shape)) * side(first, last, ends)
    return ((apart < 0) & (across < 0)).sum(axis=1)
