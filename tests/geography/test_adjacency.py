"""Who borders whom: the rule on squares, and known neighbours in the committed table."""

import geopandas
import pandas as pd
import pytest
from shapely.geometry import Polygon, box

from dashboard.geography.adjacency import COLUMNS, find_neighbours
from dashboard.geography.members import read_map_areas
from dashboard.geography.publish import Folders
from dashboard.metadata.models import Level
from tests.geography.conftest import PROJECT

FOLDERS = Folders(PROJECT)
RUTLAND, LINCOLNSHIRE, LEICESTERSHIRE = "E06000017", "E10000019", "E10000018"
DERBY, LEICESTER, NORTH_NORTHANTS = "E06000015", "E06000016", "E06000061"


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return pd.read_csv(FOLDERS.data / "adjacency.csv")


def pairs(table: pd.DataFrame, level: str) -> set[tuple[str, str]]:
    rows = table[table["level"] == level]
    return set(zip(rows["area_code"], rows["neighbour_code"], strict=True))


def test_shared_border_is_measured_and_corners_do_not_count():
    shapes = geopandas.GeoDataFrame(
        {"code": ["A", "B", "C"]},
        geometry=[box(0, 0, 1e3, 2e3), box(1e3, 0, 2e3, 2e3), box(2e3, 2e3, 3e3, 3e3)],
        crs=27700,
    )
    found = find_neighbours(shapes, "district")
    assert found.to_numpy().tolist() == [["A", "B", 2.0, "district"], ["B", "A", 2.0, "district"]]


def test_borders_in_several_pieces_add_up():
    outer = Polygon([(0, 0), (9e3, 0), (9e3, 9e3), (0, 9e3)], [box(2e3, 2e3, 5e3, 4e3).exterior])
    shapes = geopandas.GeoDataFrame(
        {"code": ["A", "B"]}, geometry=[outer, box(2e3, 2e3, 5e3, 4e3)], crs=27700
    )
    assert find_neighbours(shapes, "district")["shared_border_km"].tolist() == [10.0, 10.0]


def test_areas_apart_have_no_neighbours():
    shapes = geopandas.GeoDataFrame({"code": ["A"]}, geometry=[box(0, 0, 1, 1)], crs=27700)
    found = find_neighbours(shapes, "district")
    assert found.empty
    assert tuple(found.columns) == COLUMNS


def test_table_is_symmetric_with_equal_lengths(table):
    there = table.set_index(["level", "area_code", "neighbour_code"])["shared_border_km"]
    back = table.set_index(["level", "neighbour_code", "area_code"])["shared_border_km"]
    pd.testing.assert_series_equal(
        there.sort_index(), back.sort_index(), check_names=False, check_index_type=False
    )
    assert (table["shared_border_km"] > 0).all()
    assert (table["area_code"] != table["neighbour_code"]).all()


@pytest.mark.parametrize("level", [Level.UPPER_TIER, Level.DISTRICT])
def test_every_area_has_a_neighbour_and_no_code_is_strange(table, level):
    codes = {area.code for area in read_map_areas(FOLDERS.region_file).at(level)}
    rows = table[table["level"] == level.value]
    assert set(rows["area_code"]) == codes


@pytest.mark.parametrize("neighbour", [LEICESTERSHIRE, LINCOLNSHIRE, NORTH_NORTHANTS])
def test_rutland_borders_its_known_neighbours(table, neighbour):
    assert (RUTLAND, neighbour) in pairs(table, "upper_tier")


@pytest.mark.parametrize("pair", [(DERBY, LEICESTER), (RUTLAND, LEICESTER), (DERBY, LINCOLNSHIRE)])
def test_places_apart_are_not_neighbours(table, pair):
    assert pair not in pairs(table, "upper_tier")


def test_cities_border_their_county_alone(table):
    upper = pairs(table, "upper_tier")
    assert {b for a, b in upper if a == DERBY} == {"E10000007"}
    assert {b for a, b in upper if a == LEICESTER} == {LEICESTERSHIRE}
    assert {b for a, b in upper if a == "E06000018"} == {"E10000024"}


def test_known_district_neighbours(table):
    lower = pairs(table, "district")
    assert ("E07000138", "E07000139") in lower  # Lincoln and North Kesteven
    assert (LEICESTER, "E07000135") in lower  # Leicester and Oadby and Wigston
    assert ("E07000037", "E07000140") not in lower  # High Peak and South Holland
