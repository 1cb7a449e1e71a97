"""Boundaries generalised from postcodes: which council is each 100 m square most likely in?

Every postcode point carries the council it lies in. Each grid square is given to the council with
the largest weighted vote of the points nearest to it, and the squares of a council are joined
into one shape. The plain form of this is a Voronoi diagram (nearest point wins). The vote differs
in two ways, both chosen by leaving out blocks of postcodes and predicting them (see
docs/boundaries.md): many points count, which takes out the teeth between alternate farms; and a
point counts by the land it stands for, because otherwise dense suburbs push outwards over thinly
settled land.
"""

from dataclasses import dataclass

import geopandas
import numpy as np
import shapely
from scipy import ndimage
from scipy.spatial import cKDTree

from dashboard.geography.outline import outline_shapes

CELL_M = 100.0
FRAME_M = 6_000  # empty rim around the outermost points, wide enough for any coast

VOTERS = 24  # nearest points that vote on a square
SPACING_NEIGHBOURS = 20  # a point stands for the square of its mean distance to this many
NEAREST_M = 1.0  # keeps the weight of a point in the middle of a square finite
CHUNK = 200_000  # squares voted on at once, to hold memory under about 200 MB

# The coast, see land().
BAY_M = 3_000
SHORE_SHARE = 0.6
SHORE_M = (150, 1_500)
SHORE_NEIGHBOURS = 10
SHORE_SMOOTHING_M = 1_000
SEA_KM2 = 50

# A detached part is dropped unless it is at least this share of its area's largest part.
PART_SHARE = 0.1


@dataclass(frozen=True)
class Grid:
    """Squares of ``CELL_M`` metres; row 0 is the south, column 0 the west."""

    west: float
    south: float
    shape: tuple[int, int]

    @classmethod
    def around(cls, positions: np.ndarray) -> "Grid":
        """Smallest grid with a rim of ``FRAME_M`` around positions (n x 2, metres)."""
        west, south = np.floor(positions.min(axis=0) / CELL_M) * CELL_M - FRAME_M
        east, north = positions.max(axis=0) + FRAME_M
        shape = (int((north - south) // CELL_M) + 1, int((east - west) // CELL_M) + 1)
        return cls(float(west), float(south), shape)

    def centres(self) -> np.ndarray:
        """Middle of every square (rows * columns x 2, metres), row by row."""
        rows, columns = self.shape
        x = self.west + (np.arange(columns) + 0.5) * CELL_M
        y = self.south + (np.arange(rows) + 0.5) * CELL_M
        return np.column_stack([np.tile(x, rows), np.repeat(y, columns)])

    def occupied(self, positions: np.ndarray) -> np.ndarray:
        """Which squares hold a position; positions outside the grid are passed over."""
        column, row = ((positions - (self.west, self.south)) // CELL_M).astype(int).T
        inside = (row >= 0) & (row < self.shape[0]) & (column >= 0) & (column < self.shape[1])
        found = np.zeros(self.shape, dtype=bool)
        found[row[inside], column[inside]] = True
        return found


def build_shapes(
    positions: np.ndarray, labels: np.ndarray, codes: list[str]
) -> geopandas.GeoDataFrame:
    """Shapes of areas from labelled points.

    Args:
        positions: n x 2, metres on the British National Grid.
        labels: n, place of the point's area in ``codes``; -1 for elsewhere.
        codes: areas to draw.

    Returns:
        Columns code and geometry (British National Grid), a valid coverage, before
        simplification.
    """
    grid = Grid.around(positions[labels >= 0])
    squares, spacing = vote(grid, positions, labels)
    squares[~land(grid.occupied(positions), spacing)] = -1
    squares = without_detached_parts(squares, len(codes))
    shapes = outline_shapes(squares, west=grid.west, south=grid.south, cell=CELL_M)
    geometry = [shapes.get(place, shapely.Polygon()) for place in range(len(codes))]
    return geopandas.GeoDataFrame({"code": codes}, geometry=geometry, crs=27700)


def vote(grid: Grid, positions: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give every square to the label with the largest weighted vote of its nearest points.

    A point at distance d that stands for an area s x s weighs s^2 / d^3.

    Returns:
        Label of each square, and its distance in metres to its tenth nearest point (rows x
        columns).
    """
    tree = cKDTree(positions)
    to_others, _ = tree.query(positions, k=SPACING_NEIGHBOURS + 1, workers=-1)
    weight = np.maximum(to_others[:, 1:].mean(axis=1), NEAREST_M) ** 2
    centres = grid.centres()
    winner = np.empty(len(centres), dtype=int)
    spacing = np.empty(len(centres))
    for start in range(0, len(centres), CHUNK):
        part = slice(start, start + CHUNK)
        distance, index = tree.query(centres[part], k=VOTERS, workers=-1)
        votes = weight[index] / np.maximum(distance, NEAREST_M) ** 3
        winner[part] = _heaviest(labels[index], votes)
        spacing[part] = distance[:, SHORE_NEIGHBOURS - 1]
    return winner.reshape(grid.shape), spacing.reshape(grid.shape)


def _heaviest(labels: np.ndarray, votes: np.ndarray) -> np.ndarray:
    """Label with the largest sum of votes in each row (both n x voters)."""
    winner = labels[:, 0].copy()
    split = np.flatnonzero((labels != labels[:, :1]).any(axis=1))
    candidates, weights = labels[split], votes[split]
    best = np.full(len(split), -1.0)
    for column in range(labels.shape[1]):
        candidate = candidates[:, [column]]
        total = (weights * (candidates == candidate)).sum(axis=1)
        better = total > best
        best[better] = total[better]
        winner[split[better]] = candidate[better, 0]
    return winner


def land(occupied: np.ndarray, spacing: np.ndarray) -> np.ndarray:
    """Which squares are land, judged from where people live.

    Grow the settled squares by ``BAY_M`` and shrink them again by almost as much: gaps narrower
    than twice that fill up, the open sea does not. What remains beyond the outermost postcodes is
    a strip of ``SHORE_SHARE`` of the local spacing: a promenade has a street to its edge, a
    reclaimed marsh a last farm well short of the sea bank. Only a large empty space that reaches
    the rim of the grid is sea, so moors inland stay land.

    Args:
        occupied: rows x columns, squares with a postcode.
        spacing: rows x columns, metres to the tenth nearest postcode.
    """
    strip = np.clip(SHORE_SHARE * spacing, *SHORE_M)
    strip = ndimage.gaussian_filter(strip, SHORE_SMOOTHING_M / CELL_M)
    grown = ndimage.distance_transform_edt(~occupied) * CELL_M <= BAY_M
    # The grid ends on land on most sides: pad, or the rim would count as a shore.
    padded = np.pad(grown, 1, mode="edge")
    depth = ndimage.distance_transform_edt(padded)[1:-1, 1:-1] * CELL_M
    settled = depth >= BAY_M - strip
    empty, count = ndimage.label(~settled)
    sizes = ndimage.sum_labels(~settled, empty, np.arange(1, count + 1)) * (CELL_M / 1_000) ** 2
    rim = np.unique(np.concatenate([empty[0], empty[-1], empty[:, 0], empty[:, -1]]))
    sea = [part for part in rim if part and sizes[part - 1] >= SEA_KM2]
    return ~np.isin(empty, sea)


def without_detached_parts(squares: np.ndarray, count: int) -> np.ndarray:
    """Give small detached parts of each area to whatever surrounds them.

    A part that a few postcodes cut off from the rest is nearly always a boundary drawn a field
    too far on one side. Only parts of a tenth of the largest or more are kept (real islands).
    """
    keep = squares >= 0
    for place in range(count):
        parts, found = ndimage.label(squares == place)
        if not found:
            continue
        sizes = ndimage.sum_labels(parts > 0, parts, np.arange(1, found + 1))
        small = np.flatnonzero(sizes < PART_SHARE * sizes.max()) + 1
        keep &= ~np.isin(parts, small)
    elsewhere, found = ndimage.label(squares < 0)
    sizes = ndimage.sum_labels(elsewhere > 0, elsewhere, np.arange(1, found + 1))
    keep |= np.isin(elsewhere, np.flatnonzero(sizes >= PART_SHARE * sizes.max()) + 1)
    nearest = ndimage.distance_transform_edt(~keep, return_distances=False, return_indices=True)
    return squares[tuple(nearest)]
