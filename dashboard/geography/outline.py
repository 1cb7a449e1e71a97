"""Turn labelled grid squares into shapes that fit together exactly."""

import numpy as np
import shapely


def outline_shapes(
    squares: np.ndarray, *, west: float, south: float, cell: float
) -> dict[int, shapely.Geometry]:
    """Outline every label of a grid.

    The edges between squares of different labels are joined into lines that run from junction to
    junction, corners are cut by going from the middle of one edge to the middle of the next, and
    the faces between the lines are collected by label. Neighbours share one line, so there can be
    no gap or overlap between them.

    Args:
        squares: rows x columns of labels, row 0 in the south; negative labels are not drawn.
        west: left side of the grid in metres.
        south: lower side of the grid in metres.
        cell: side of a square in metres.

    Returns:
        Label -> polygon or multipolygon.
    """
    lines = shapely.line_merge(shapely.multilinestrings(_edges(squares)))
    smooth = [_cut_corners(line) for line in shapely.get_parts(lines)]
    faces = shapely.get_parts(shapely.polygonize(smooth))
    points = shapely.get_coordinates(shapely.point_on_surface(faces))
    # Lines are in cells up to here: whole numbers keep the joins exact.
    column, row = np.floor(points).astype(int).T
    labels = squares[row, column]
    shapes = {}
    for label in np.unique(labels[labels >= 0]):
        joined = shapely.coverage_union_all(faces[labels == label])
        shapes[int(label)] = shapely.transform(joined, lambda xy: xy * cell + (west, south))
    return shapes


def _edges(squares: np.ndarray) -> np.ndarray:
    """Sides between squares of different labels (n x 2 points x 2), in cells."""
    row, column = np.nonzero(squares[:, 1:] != squares[:, :-1])
    upright = np.stack([[column + 1, row], [column + 1, row + 1]]).transpose(2, 0, 1)
    row, column = np.nonzero(squares[1:] != squares[:-1])
    level = np.stack([[column, row + 1], [column + 1, row + 1]]).transpose(2, 0, 1)
    return shapely.linestrings(np.concatenate([upright, level]).astype(float))


def _cut_corners(line: shapely.LineString) -> shapely.LineString:
    """Replace the points of a line by the middles between them; ends stay, rings stay closed."""
    points = shapely.get_coordinates(line)
    middles = (points[1:] + points[:-1]) / 2
    if line.is_closed:
        return shapely.LineString(np.concatenate([middles, middles[:1]]))
    return shapely.LineString(np.concatenate([points[:1], middles, points[-1:]]))
