"""The committed boundaries: complete, fitting together, small enough, in the right place."""

import gzip
import hashlib

import geopandas
import pytest
import shapely
import yaml

from dashboard.geography.coverage import read_layer
from dashboard.geography.members import read_map_areas
from dashboard.geography.publish import Folders
from dashboard.metadata.models import Level
from tests.geography.conftest import PROJECT

FOLDERS = Folders(PROJECT)
AREAS = read_map_areas(FOLDERS.region_file)
LIMITS = {Level.UPPER_TIER: 15_000, Level.DISTRICT: 45_000}
LEVELS = pytest.mark.parametrize("level", LIMITS)

# Published land areas in square kilometres, rounded: a check on the result, not an input to it.
PUBLISHED_KM2 = {
    "E06000015": 78.0,
    "E10000007": 2547,
    "E06000016": 73.3,
    "E10000018": 2083,
    "E10000019": 5921,
    "E06000061": 987,
    "E06000062": 1377,
    "E06000018": 74.6,
    "E10000024": 2085,
    "E06000017": 381.8,
}
CITY_KM2 = 100

# Places on the Lincolnshire shore, British National Grid.
SHORE = {
    "Mablethorpe": (551_100, 385_300),
    "Chapel Point": (556_200, 373_200),
    "Skegness": (557_300, 363_300),
    "Gibraltar Point": (556_200, 358_000),
    "Freiston Shore": (539_800, 342_500),
    "Frampton Marsh": (536_500, 338_500),
    "mouth of the Nene": (549_600, 327_000),
}


def layer_of(level: Level) -> geopandas.GeoDataFrame:
    return read_layer(FOLDERS.boundary_file(level).read_bytes()).shapes


@LEVELS
def test_every_area_is_there_once_with_its_name(level):
    shapes = layer_of(level)
    expected = {area.code: area.name for area in AREAS.at(level)}
    assert dict(zip(shapes["code"], shapes["name"], strict=True)) == expected
    assert len(shapes) == len(expected)


@LEVELS
def test_files_keep_to_their_size(level):
    content = FOLDERS.boundary_file(level).read_bytes()
    assert len(gzip.compress(content, 9)) <= LIMITS[level]


@LEVELS
def test_areas_are_whole_and_fit_together(level):
    shapes = layer_of(level)
    assert shapes.is_valid.all()
    assert set(shapes.geom_type) == {"Polygon"}
    assert shapely.coverage_is_valid(shapes.geometry.to_numpy())


def test_the_region_has_no_holes_between_areas():
    for level in LIMITS:
        region = shapely.coverage_union_all(layer_of(level).geometry.to_numpy())
        assert region.geom_type == "Polygon"
        assert len(region.interiors) == 0


def test_only_cities_are_holes_in_a_county():
    holes = layer_of(Level.UPPER_TIER).set_index("code").geometry.map(lambda s: len(s.interiors))
    assert sorted(holes[holes > 0].index) == ["E10000007", "E10000018", "E10000024"]


@LEVELS
def test_coordinates_are_rounded(level):
    points = shapely.get_coordinates(layer_of(level).geometry.to_numpy())
    assert (points == points.round(4)).all()


@pytest.mark.parametrize(("code", "published"), PUBLISHED_KM2.items())
def test_areas_are_about_as_large_as_published(code, published):
    shapes = layer_of(Level.UPPER_TIER).to_crs(27700).set_index("code")
    allowed = 0.10 if published < CITY_KM2 else 0.02
    assert shapes.geometry[code].area / 1e6 == pytest.approx(published, rel=allowed)


@pytest.mark.parametrize("place", SHORE)
def test_the_coast_is_within_a_kilometre_and_a_half(place):
    county = layer_of(Level.UPPER_TIER).to_crs(27700).set_index("code").geometry["E10000019"]
    assert county.exterior.distance(shapely.Point(SHORE[place])) < 1_500


@LEVELS
def test_provenance_describes_the_files_in_place(level):
    origins = yaml.safe_load((FOLDERS.data / "boundaries.yml").read_text(encoding="utf-8"))
    origin = origins[level.value]
    content = FOLDERS.boundary_file(level).read_bytes()
    assert origin["sha256"] == hashlib.sha256(content).hexdigest()
    assert origin["label"] and origin["vintage"] and origin["built_on"]
    assert any("Crown copyright" in line for line in origin["licence"])
