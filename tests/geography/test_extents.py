"""Label points and bounding boxes."""

import geopandas
import pytest
from shapely.geometry import Point, box

from dashboard.geography.extents import find_extents


def shapes() -> geopandas.GeoDataFrame:
    """A square of 10 km and an L whose centroid lies outside it, in British National Grid."""
    corner = box(400_000, 300_000, 402_000, 320_000).union(box(400_000, 300_000, 420_000, 302_000))
    square = box(500_000, 300_000, 510_000, 310_000)
    return geopandas.GeoDataFrame({"code": ["L", "S"]}, geometry=[corner, square], crs=27700)


class TestFindExtents:
    def test_room_is_the_radius_of_the_largest_circle_inside(self):
        found = find_extents(shapes(), "district").set_index("area_code")
        assert found.loc["S", "room_km"] == pytest.approx(5.0, abs=0.2)

    def test_the_label_point_lies_inside_the_area(self):
        found = find_extents(shapes(), "district").set_index("area_code")
        outlines = shapes().to_crs(4326).set_index("code").geometry
        for code, row in found.iterrows():
            assert outlines[code].contains(Point(row["lon"], row["lat"]))

    def test_the_box_holds_the_outline(self):
        found = find_extents(shapes(), "district").set_index("area_code")
        west, south, east, north = shapes().to_crs(4326).set_index("code").bounds.loc["S"]
        row = found.loc["S", ["west", "south", "east", "north"]].astype(float)
        assert row.tolist() == pytest.approx([west, south, east, north], abs=1e-4)
