"""A place for every area in a grid of equal tiles, as near as possible to where it lies."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

Position = tuple[int, int]

# How much a lost neighbour counts against distance from the true place.
NEIGHBOUR_WEIGHT = 0.35
WIDTH_SHARE = 0.2  # widths to try: this much narrower and wider than the region is
LEAST_GAIN = 1e-9


def assign_tiles(
    centres: Mapping[str, tuple[float, float]],
    neighbours: Iterable[tuple[str, str]] = (),
) -> dict[str, Position]:
    """Give each area one cell of a grid.

    For several grid widths, areas are matched with cells so that the sum of squared moves is
    least (Hungarian method); the grid that keeps most neighbours side by side with least moving
    is used.

    Args:
        centres: code -> (east, north) in any one unit.
        neighbours: pairs of codes that border each other.

    Returns:
        code -> (column, row) from the top left, starting at 0; no cell is used twice.
    """
    codes = sorted(centres)
    if not codes:
        return {}
    places = np.array([centres[code] for code in codes], dtype=float)
    pairs = [(codes.index(a), codes.index(b)) for a, b in neighbours if a < b]
    best_cells, best_score = None, np.inf
    for columns, rows in _grids(places):
        wanted = _spread(places, columns, rows)
        cells = _settle(_match(wanted, columns, rows), wanted, pairs, columns, rows)
        score = _cost(cells, wanted, pairs)
        if score < best_score:
            best_cells, best_score = cells, score
    corner = best_cells.min(axis=0)
    return {
        code: (int(column), int(row))
        for code, (column, row) in zip(codes, best_cells - corner, strict=True)
    }


def with_given(
    computed: Mapping[str, Position], given: Mapping[str, Position | None]
) -> dict[str, Position]:
    """Positions set by hand for a level, where all its areas have one, else the computed ones.

    A mixture is not made: a hand-set cell may be taken by another area's computed one.
    """
    if computed and all(given.get(code) for code in computed):
        return {code: tuple(given[code]) for code in computed}
    return dict(computed)


def _grids(places: np.ndarray) -> list[Position]:
    """Widths and heights to try, around the proportions of the region, with cells to spare."""
    width, height = np.maximum(np.ptp(places, axis=0), 1e-9)
    count = len(places)
    # A row of areas has hardly any height; more columns than areas are of no use.
    middle = min(count, round(np.sqrt(count * width / height)))
    tried = []
    narrowest, widest = round(middle * (1 - WIDTH_SHARE)), round(middle * (1 + WIDTH_SHARE))
    for columns in range(max(1, narrowest), min(count, max(1, widest)) + 1):
        least = -(-count // columns)
        tried += [(columns, rows) for rows in (least, least + 1, least + 2)]
    return sorted(tried)


def _spread(places: np.ndarray, columns: int, rows: int) -> np.ndarray:
    """Wanted positions in cells, y downwards: halfway between true place and even spacing.

    True places crowd around the cities, ranks space areas evenly; halfway keeps the shape of
    the region without pushing city districts across the map.
    """
    size = np.array([columns - 1, rows - 1])
    flipped = places * (1, -1)
    span = np.maximum(np.ptp(flipped, axis=0), 1e-9)
    true = (flipped - flipped.min(axis=0)) / span
    ranks = flipped.argsort(axis=0).argsort(axis=0) / max(1, len(places) - 1)
    return (true + ranks) / 2 * size


def _match(wanted: np.ndarray, columns: int, rows: int) -> np.ndarray:
    """Cell (column, row) for each wanted position with the least sum of squared moves."""
    cells = np.array([(column, row) for row in range(rows) for column in range(columns)])
    moves = ((wanted[:, None, :] - cells[None, :, :]) ** 2).sum(axis=2)
    _, chosen = linear_sum_assignment(moves)
    return cells[chosen]


def _settle(
    cells: np.ndarray,
    wanted: np.ndarray,
    pairs: Sequence[tuple[int, int]],
    columns: int,
    rows: int,
) -> np.ndarray:
    """Swap two areas, or move one to a spare cell, for as long as that lowers the cost."""
    cells, cost = cells.copy(), _cost(cells, wanted, pairs)
    improved = True
    while improved:
        improved = False
        for area in range(len(cells)):
            for column in range(columns):
                for row in range(rows):
                    trial = _moved(cells, area, (column, row))
                    trial_cost = _cost(trial, wanted, pairs)
                    if trial_cost < cost - LEAST_GAIN:
                        cells, cost, improved = trial, trial_cost, True
    return cells


def _moved(cells: np.ndarray, area: int, target: Position) -> np.ndarray:
    """Positions after an area went to a cell, and whoever was there came to its own."""
    trial = cells.copy()
    trial[(cells == target).all(axis=1)] = cells[area]
    trial[area] = target
    return trial


def _cost(cells: np.ndarray, wanted: np.ndarray, pairs: Sequence[tuple[int, int]]) -> float:
    """Mean squared move, and the share of neighbours that no longer touch (corners count)."""
    moved = ((cells - wanted) ** 2).sum(axis=1).mean()
    if not pairs:
        return float(moved)
    first, second = np.array(pairs).T
    apart = np.abs(cells[first] - cells[second]).max(axis=1) > 1
    return float(moved + apart.mean() / NEIGHBOUR_WEIGHT)
