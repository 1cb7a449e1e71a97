"""Shapes from points, on towns that fit on one screen."""

import numpy as np
import pytest
import shapely

from dashboard.geography.from_postcodes import build_shapes, land, without_detached_parts
from dashboard.geography.outline import outline_shapes


def test_two_areas_meet_half_way():
    x, y = np.meshgrid(np.arange(0, 20_000, 500.0), np.arange(0, 10_000, 500.0))
    positions = np.column_stack([x.ravel(), y.ravel()])
    labels = (positions[:, 0] >= 10_000).astype(int)
    shapes = build_shapes(positions, labels, ["A", "B"]).set_index("code").geometry
    assert shapely.coverage_is_valid(shapes.to_numpy())
    border = shapes["A"].intersection(shapes["B"])
    # The last points of A lie at 9,500 m and the first of B at 10,000 m. Squares that lie as near
    # to both go one way or the other, so the border may sway by the side of a square.
    west, _, east, _ = border.bounds
    assert 9_600 <= west <= east <= 9_900


def test_points_elsewhere_hold_the_outer_border():
    x, y = np.meshgrid(np.arange(0, 30_000, 500.0), np.arange(0, 10_000, 500.0))
    positions = np.column_stack([x.ravel(), y.ravel()])
    labels = np.where(positions[:, 0] < 10_000, 0, -1)
    shape = build_shapes(positions, labels, ["A"]).geometry.iloc[0]
    assert shape.bounds[2] == pytest.approx(9_750, abs=150)


def test_an_empty_moor_is_land_and_an_empty_shore_is_sea():
    occupied = np.zeros((300, 300), dtype=bool)
    occupied[::3, :200:3] = True
    occupied[100:160, 60:120] = False  # 6 km without a house
    spacing = np.full(occupied.shape, 400.0)
    found = land(occupied, spacing)
    assert found[130, 90]
    assert found[150, 200]
    assert not found[150, 240:].any()


def test_a_detached_part_goes_to_what_surrounds_it():
    squares = np.full((20, 20), -1)
    squares[2:18, 2:10] = 0
    squares[2:18, 10:18] = 1
    squares[5:7, 14:16] = 0
    whole = without_detached_parts(squares, 2)
    assert (whole[5:7, 14:16] == 1).all()
    assert (whole[2:18, 2:10] == 0).all()


def test_outlines_share_their_border_point_by_point():
    squares = np.full((12, 12), -1)
    squares[2:10, 2:6] = 0
    squares[2:7, 6:10] = 1
    squares[7:10, 6:10] = 2
    squares[4:6, 7:9] = 0
    shapes = outline_shapes(squares, west=1_000, south=2_000, cell=100)
    assert shapely.coverage_is_valid(list(shapes.values()))
    total = sum(shape.area for shape in shapes.values())
    assert total == pytest.approx((squares >= 0).sum() * 100**2, rel=0.02)
