"""Write boundaries, who borders whom, tiles and where it all came from, or nothing at all."""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import yaml

from dashboard.geography.adjacency import find_neighbours
from dashboard.geography.coverage import BRITISH_GRID, Layer
from dashboard.geography.extents import find_extents
from dashboard.geography.members import MapAreas
from dashboard.geography.tiles import assign_tiles, with_given
from dashboard.metadata.models import Level

BOUNDARY_FILES = {Level.UPPER_TIER: "upper_tier.json", Level.DISTRICT: "districts.json"}
PROVENANCE_HEADING = (
    "# Where the boundaries on the maps come from. Written by\n"
    "# python -m dashboard.geography.boundaries; do not edit by hand.\n"
)


class _Plain(yaml.SafeDumper):
    """Writes repeated values out in full: people read this file."""

    def ignore_aliases(self, data: object) -> bool:
        return True


@dataclass(frozen=True)
class Folders:
    """Where the files of a project lie."""

    project: Path

    @property
    def region_file(self) -> Path:
        """The region's members and districts."""
        return self.project / "data" / "region.yml"

    @property
    def data(self) -> Path:
        """Tables made from the boundaries, and their origin."""
        return self.project / "data" / "geography"

    def boundary_file(self, level: Level) -> Path:
        """GeoJSON of a level."""
        return self.project / "assets" / "boundaries" / BOUNDARY_FILES[level]


def file_contents(
    layers: Mapping[Level, Layer],
    origins: Mapping[Level, dict],
    areas: MapAreas,
    folders: Folders,
) -> dict[Path, bytes]:
    """Everything that follows from a pair of boundary layers.

    Args:
        layers: both levels.
        origins: both levels, see ``provenance.py``; the file's name, size and hash are added.
        areas: members and local areas, with tile positions set by hand where there are any.
        folders: where the files go.

    Returns:
        File -> content.
    """
    neighbours = {
        level: find_neighbours(layer.shapes, level.value) for level, layer in layers.items()
    }
    tiles = [_tile_rows(level, layer, neighbours[level], areas) for level, layer in layers.items()]
    contents = {folders.boundary_file(level): layer.content for level, layer in layers.items()}
    contents[folders.data / "adjacency.csv"] = _csv(pd.concat(neighbours.values()))
    contents[folders.data / "tiles.csv"] = _csv(pd.concat(tiles))
    extents = [find_extents(layer.shapes, level.value) for level, layer in layers.items()]
    contents[folders.data / "extents.csv"] = _csv(pd.concat(extents))
    contents[folders.data / "boundaries.yml"] = _provenance(layers, origins)
    return contents


def replace_all(contents: Mapping[Path, bytes]) -> None:
    """Write every file beside its place first, and only then move them in.

    A full disk or a missing permission therefore leaves the previous files as they were.
    """
    waiting = {path: path.with_name(f".{path.name}.new") for path in contents}
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting[path].write_bytes(content)
        for path, new in waiting.items():
            new.replace(path)
    finally:
        for new in waiting.values():
            with suppress(OSError):
                new.unlink(missing_ok=True)


def _tile_rows(
    level: Level, layer: Layer, neighbours: pd.DataFrame, areas: MapAreas
) -> pd.DataFrame:
    """Tile positions of a level: set by hand for members, else computed from centroids."""
    middles = layer.shapes.to_crs(BRITISH_GRID).centroid
    centres = {
        code: (point.x, point.y) for code, point in zip(layer.shapes["code"], middles, strict=True)
    }
    pairs = zip(neighbours["area_code"], neighbours["neighbour_code"], strict=True)
    positions = assign_tiles(centres, pairs)
    # A unitary is on both maps, and its hand-set place is for the map of members.
    if level is Level.UPPER_TIER:
        positions = with_given(positions, {area.code: area.tile for area in areas.members})
    rows = [(code, level.value, *positions[code]) for code in sorted(positions)]
    return pd.DataFrame(rows, columns=["area_code", "level", "column", "row"])


def _csv(frame: pd.DataFrame) -> bytes:
    return frame.to_csv(index=False, lineterminator="\n").encode("utf-8")


def _provenance(layers: Mapping[Level, Layer], origins: Mapping[Level, dict]) -> bytes:
    content = {
        level.value: {
            **origins[level],
            "file": f"assets/boundaries/{BOUNDARY_FILES[level]}",
            "areas": len(layer.shapes),
            "compressed_bytes": layer.compressed_size,
            "sha256": hashlib.sha256(layer.content).hexdigest(),
        }
        for level, layer in layers.items()
    }
    text = yaml.dump(content, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=100)
    return (PROVENANCE_HEADING + text).encode("utf-8")
