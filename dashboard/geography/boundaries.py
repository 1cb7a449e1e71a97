"""Build the boundaries on the maps, or import official ones.

Run ``python -m dashboard.geography.boundaries`` to build them from postcodes, or add
``--from FILE`` to use a boundary file of the Office for National Statistics. See
docs/boundaries.md.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import yaml

from dashboard.geography import provenance
from dashboard.geography.coverage import Layer, read_layer, simplify_to_fit
from dashboard.geography.failure import BoundaryError
from dashboard.geography.from_file import import_shapes
from dashboard.geography.members import MapAreas, read_map_areas
from dashboard.geography.publish import Folders, file_contents, replace_all
from dashboard.metadata.models import Level

PROJECT = Path(__file__).resolve().parents[2]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Returns:
        0 when the boundaries were replaced; 1 when a file's content is wrong; 2 when something
        needed cannot be read. In both failures nothing has changed.
    """
    parser = argparse.ArgumentParser(prog="python -m dashboard.geography.boundaries")
    parser.description = "Build the map boundaries from postcodes, or import an official file."
    parser.add_argument("--from", dest="file", type=Path, help="ONS GeoJSON or GeoPackage file")
    parser.add_argument("--project", type=Path, default=PROJECT, help="project folder")
    options = parser.parse_args(arguments)
    folders = Folders(options.project)
    try:
        areas = read_map_areas(folders.region_file)
        if options.file:
            report = import_boundaries(options.file, areas, folders)
        else:
            report = build_boundaries(areas, folders)
    except BoundaryError as failure:
        sys.stderr.write(f"{failure}\nNothing was changed.\n")
        return failure.exit_code
    sys.stdout.write(f"{report}\n")
    return 0


def build_boundaries(areas: MapAreas, folders: Folders) -> str:
    """Build both levels from postcodes and replace the files.

    Returns:
        What was done, for the person who ran the command.
    """
    # Here, so that an import works without the [build] extra.
    from dashboard.geography import from_postcodes, postcodes  # noqa: PLC0415

    origins = provenance.read_origins(folders.data)
    codes = sorted(area.code for area in areas.local)
    points = postcodes.load_postcodes()
    positions, labels = postcodes.points_around(points, codes)
    shapes = from_postcodes.build_shapes(positions, labels, codes)
    districts, upper_tier = simplify_to_fit(
        shapes, member_of=_members_by_local_code(areas), names=_names(areas)
    )
    origin = provenance.from_postcodes(
        origins,
        package=postcodes.PACKAGE,
        version=postcodes.package_version(),
        built_on=_today(),
    )
    layers = {Level.UPPER_TIER: upper_tier, Level.DISTRICT: districts}
    replace_all(file_contents(layers, dict.fromkeys(layers, origin), areas, folders))
    return f"Boundaries built from {len(positions):,} postcode points. {_sizes(layers)}"


def import_boundaries(path: Path, areas: MapAreas, folders: Folders) -> str:
    """Check an official file and replace the levels it describes.

    Returns:
        What was done, for the person who ran the command.
    """
    origins = provenance.read_origins(folders.data)
    found = import_shapes(path, areas)
    origin = provenance.from_official_file(
        origins, path=path, vintage=found.vintage, built_on=_today()
    )
    if found.level is Level.DISTRICT:
        districts, upper_tier = simplify_to_fit(
            found.shapes, member_of=_members_by_local_code(areas), names=_names(areas)
        )
        layers = {Level.UPPER_TIER: upper_tier, Level.DISTRICT: districts}
        replace_all(file_contents(layers, dict.fromkeys(layers, origin), areas, folders))
        return f"{path.name} replaced both the area and the district boundaries. {_sizes(layers)}"
    (upper_tier,) = simplify_to_fit(found.shapes, member_of=None, names=_names(areas))
    districts, kept_origin = _present_districts(folders)
    layers = {Level.UPPER_TIER: upper_tier, Level.DISTRICT: districts}
    both = {Level.UPPER_TIER: origin, Level.DISTRICT: kept_origin}
    replace_all(file_contents(layers, both, areas, folders))
    return (
        f"{path.name} holds counties and unitary authorities only: it replaced the area boundaries,"
        " the district boundaries stay as they were, and the two maps no longer match line by "
        f"line. Import a Local Authority Districts file to replace both. {_sizes(layers)}"
    )


def _present_districts(folders: Folders) -> tuple[Layer, dict]:
    """District boundaries in use, and their origin."""
    boundary_file = folders.boundary_file(Level.DISTRICT)
    origin_file = folders.data / "boundaries.yml"
    if not (boundary_file.is_file() and origin_file.is_file()):
        raise BoundaryError(
            f"There is no {boundary_file.name} yet with its entry in {origin_file.name}, and a "
            "file of counties and unitary authorities cannot make one. Run the command without "
            "--from first, or import a Local Authority Districts file.",
            exit_code=2,
        )
    origins = yaml.safe_load(origin_file.read_text(encoding="utf-8"))
    return read_layer(boundary_file.read_bytes()), origins[Level.DISTRICT.value]


def _members_by_local_code(areas: MapAreas) -> dict[str, str]:
    return {area.code: areas.member_of(area.code) for area in areas.local}


def _names(areas: MapAreas) -> dict[str, str]:
    return {area.code: area.name for area in (*areas.members, *areas.local)}


def _today() -> date:
    return datetime.now(tz=UTC).date()


def _sizes(layers: dict[Level, Layer]) -> str:
    sizes = [
        f"{level.value}: {len(layer.shapes)} areas, {layer.compressed_size / 1_000:.1f} kB"
        for level, layer in layers.items()
    ]
    return f"Compressed sizes: {'; '.join(sizes)}."


if __name__ == "__main__":
    sys.exit(main())
