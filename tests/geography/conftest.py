"""A made-up region of one county with two districts, one unitary inside it and one beside it."""

from pathlib import Path

import geopandas
import pytest
from shapely.geometry import Polygon, box

from dashboard.geography.publish import Folders

PROJECT = Path(__file__).resolve().parents[2]

REGION = """
members: [E10000099, E06000098, E06000099]
areas:
  - {code: E12000099, name: Region, level: region, type: region}
  - {code: E10000099, name: Shire, level: upper_tier, type: county, parent: E12000099}
  - {code: E06000098, name: City, level: upper_tier, type: unitary authority, parent: E12000099}
  - code: E06000099
    name: Vale
    level: upper_tier
    type: unitary authority
    parent: E12000099
    aliases: [E06000077]
  - {code: E07000098, name: East Shire, level: district, type: district, parent: E10000099}
  - {code: E07000099, name: West Shire, level: district, type: district, parent: E10000099}
"""


@pytest.fixture
def local_shapes() -> geopandas.GeoDataFrame:
    """Code and shape of the four local areas (British National Grid, metres)."""
    west = Polygon(
        box(450e3, 350e3, 460e3, 360e3).exterior,
        holes=[box(453e3, 353e3, 457e3, 357e3).exterior],
    )
    geometry = {
        "E07000099": west,
        "E06000098": box(453e3, 353e3, 457e3, 357e3),
        "E07000098": box(460e3, 350e3, 470e3, 360e3),
        "E06000099": box(470e3, 350e3, 480e3, 360e3),
    }
    return geopandas.GeoDataFrame(
        {"code": list(geometry)}, geometry=list(geometry.values()), crs=27700
    )


@pytest.fixture
def upper_shapes(local_shapes) -> geopandas.GeoDataFrame:
    """Code and shape of the three members."""
    county = local_shapes["code"].replace({"E07000098": "E10000099", "E07000099": "E10000099"})
    return local_shapes.assign(code=county).dissolve("code").reset_index()


@pytest.fixture
def folders(tmp_path) -> Folders:
    """A project folder with the region and the licence lines, but no boundaries yet."""
    data = tmp_path / "project" / "data"
    (data / "geography").mkdir(parents=True)
    (data / "region.yml").write_text(REGION, encoding="utf-8")
    sources = PROJECT / "data" / "geography" / "sources.yml"
    (data / "geography" / "sources.yml").write_bytes(sources.read_bytes())
    return Folders(tmp_path / "project")
