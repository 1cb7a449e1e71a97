"""Read an official boundary file of the Office for National Statistics, and distrust it."""

import re
from dataclasses import dataclass
from pathlib import Path

import geopandas
import numpy as np
import pyogrio
import shapely

from dashboard.geography.coverage import BRITISH_GRID, WGS84
from dashboard.geography.failure import BoundaryError
from dashboard.geography.members import MapAreas
from dashboard.metadata.models import Level

# Local columns first: a file that has both describes local areas and names their county.
CODE_COLUMNS = {
    Level.DISTRICT: re.compile(r"^(?:lad|ltla|laua)(\d{2})cd$", re.IGNORECASE),
    Level.UPPER_TIER: re.compile(r"^(?:ctyua|utla)(\d{2})cd$", re.IGNORECASE),
}

# West, south, east, north. The first two tell degrees from metres, the third is a sanity check.
DEGREES = (-180, -90, 180, 90)
GRID_METRES = (-100_000, -100_000, 800_000, 1_400_000)
ENGLAND = (-7, 49, 2.5, 56.5)

PART_KM2 = 1.0  # smaller detached parts would become triangles at this scale
REPAIR_SHARE = 0.01  # a repair that changes an area by more than this is not trusted
FIRST_PASS_M = 20.0  # full-resolution files are thinned once to this, for speed
SNAP_M = 5.0  # neighbours that were generalised apart by less than this are joined again
GAP_M = 20.0


@dataclass(frozen=True)
class ImportedShapes:
    """What an official file holds for the region.

    Attributes:
        level: DISTRICT (both maps can be made from it) or UPPER_TIER.
        shapes: columns code, geometry (British National Grid, a valid coverage).
        vintage: year of the codes, from the column name.
    """

    level: Level
    shapes: geopandas.GeoDataFrame
    vintage: str


def import_shapes(path: Path, areas: MapAreas) -> ImportedShapes:
    """Read, check and repair the region's areas from a GeoJSON or GeoPackage file.

    Raises:
        BoundaryError: with one paragraph on what is wrong and what to do.
    """
    frame, column, level = _read(path)
    frame = _on_british_grid(frame, path)
    vintage = f"20{CODE_COLUMNS[level].match(column).group(1)}"
    shapes = _pick_areas(frame, column, areas, level=level, path=path)
    shapes = _as_coverage(shapes, path)
    return ImportedShapes(level=level, shapes=shapes, vintage=vintage)


def _read(path: Path) -> tuple[geopandas.GeoDataFrame, str, Level]:
    """Find the first layer with a code column."""
    if not path.is_file():
        raise BoundaryError(
            f"{path} was not found. Check the name, and give the path to a GeoJSON or GeoPackage "
            "file downloaded from the ONS Open Geography Portal.",
            exit_code=2,
        )
    try:
        layers = [str(name) for name, _ in pyogrio.list_layers(path)]
        frames = [geopandas.read_file(path, layer=layer) for layer in layers]
    # The reader passes on whatever its drivers raise, so no narrower type is promised.
    except Exception as cause:
        raise BoundaryError(
            f"{path.name} could not be read as a GeoJSON or GeoPackage file ({_first_line(cause)})."
            " It may be damaged or of another kind, such as a web page saved by mistake. Download "
            "it again from the ONS Open Geography Portal as GeoJSON or GeoPackage.",
            exit_code=2,
        ) from cause
    frames = [frame for frame in frames if len(frame)]
    if not frames:
        raise BoundaryError(
            f"{path.name} is empty: it can be read but holds no areas. Download it again, without "
            "a filter, from the ONS Open Geography Portal."
        )
    for level, pattern in CODE_COLUMNS.items():
        for frame in frames:
            found = [name for name in frame.columns if pattern.match(name)]
            if found and isinstance(frame, geopandas.GeoDataFrame):
                return frame, max(found, key=str.upper), level
    names = [name for name in frames[0].columns if name != "geometry"]
    raise BoundaryError(
        f"{path.name} has no column with council codes: its columns are "
        f"{', '.join(names) or 'none'}, and one named like LAD24CD, LTLA24CD, CTYUA24CD or "
        "UTLA24CD is needed, with shapes. Download 'Local Authority Districts' or 'Counties and "
        "Unitary Authorities' boundaries from the ONS Open Geography Portal."
    )


def _first_line(cause: Exception) -> str:
    return (str(cause).splitlines() or [type(cause).__name__])[0][:120].rstrip(".")


def _within(bounds: np.ndarray, limits: tuple[float, ...]) -> bool:
    west, south, east, north = bounds
    return west >= limits[0] and south >= limits[1] and east <= limits[2] and north <= limits[3]


def _on_british_grid(frame: geopandas.GeoDataFrame, path: Path) -> geopandas.GeoDataFrame:
    """Reproject, trusting the numbers over the label.

    GeoJSON without a declared system is read as degrees, yet the ONS has published files in
    British National Grid metres that way.
    """
    bounds = frame.total_bounds
    if not np.isfinite(bounds).all():
        raise BoundaryError(
            f"{path.name} has rows but no shapes: it may be the table without the boundaries. "
            "Download the GeoJSON or GeoPackage edition."
        )
    geographic = frame.crs is None or frame.crs.is_geographic
    if geographic and not _within(bounds, DEGREES) and _within(bounds, GRID_METRES):
        frame = frame.set_crs(BRITISH_GRID, allow_override=True)
    elif frame.crs is None:
        frame = frame.set_crs(WGS84)
    return frame.to_crs(BRITISH_GRID)


def _pick_areas(
    frame: geopandas.GeoDataFrame, column: str, areas: MapAreas, *, level: Level, path: Path
) -> geopandas.GeoDataFrame:
    """One shape per area of the region, each valid and where it can be."""
    wanted = {area.code: area.name for area in areas.at(level)}
    frame = frame.assign(code=frame[column].map(areas.current_codes()))
    frame = frame[frame["code"].isin(wanted)]
    present = set(frame["code"])
    missing = [f"{name} ({code})" for code, name in wanted.items() if code not in present]
    if missing:
        raise BoundaryError(
            f"{path.name} lacks {len(missing)} of the {len(wanted)} areas looked for in column "
            f"{column}: {', '.join(missing)}. It may be for another country or part of England, "
            "or from before or after councils changed. Use an edition with the codes in region.yml."
        )
    kinds = set(frame.geom_type)
    if frame.geometry.isna().any() or not kinds <= {"Polygon", "MultiPolygon"}:
        raise BoundaryError(
            f"{path.name} does not hold an outline for every area (found: "
            f"{', '.join(sorted(str(kind) for kind in kinds))}). Download the boundaries "
            "(polygons), not the centroids or names."
        )
    _check_place(frame, path)
    rows = [
        (code, _repaired(group.geometry.to_numpy(), f"{wanted[code]} ({code})", path))
        for code, group in frame.groupby("code")
    ]
    codes, geometry = zip(*rows, strict=True)
    return geopandas.GeoDataFrame({"code": codes}, geometry=list(geometry), crs=BRITISH_GRID)


def _check_place(frame: geopandas.GeoDataFrame, path: Path) -> None:
    """Stop where the areas do not lie in England, which means a wrong coordinate system."""
    bounds = frame.to_crs(WGS84).total_bounds
    if not (np.isfinite(bounds).all() and _within(bounds, ENGLAND)):
        raise BoundaryError(
            f"{path.name} places the areas outside England (west, south, east, north: "
            f"{', '.join(f'{value:.4g}' for value in bounds)}). Its coordinate system is not what "
            "the file says, or longitude and latitude are swapped. Download it in WGS84 or British "
            "National Grid."
        )


def _repaired(parts: np.ndarray, label: str, path: Path) -> shapely.Geometry:
    """One valid shape from the parts of an area, without tiny detached parts."""
    before = shapely.area(parts).sum()
    joined = shapely.union_all(shapely.make_valid(shapely.force_2d(parts)))
    polygons = [part for part in _polygons(joined) if part.area]
    area = sum(part.area for part in polygons)
    if not polygons or abs(area - before) > REPAIR_SHARE * area:
        raise BoundaryError(
            f"{path.name} has a broken outline for {label}: it is empty or crosses itself. "
            "Download the file again, or use another edition (BGC or BUC)."
        )
    largest = max(part.area for part in polygons)
    kept = [part for part in polygons if part.area >= min(largest, PART_KM2 * 1e6)]
    return shapely.union_all(kept)


def _polygons(geometry: shapely.Geometry) -> list[shapely.Polygon]:
    """Polygons of any geometry; a repair may leave stray lines and points beside them."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return [part for part in parts if part.geom_type == "Polygon"]


def _as_coverage(shapes: geopandas.GeoDataFrame, path: Path) -> geopandas.GeoDataFrame:
    """Make neighbours share their borders point by point, and thin the points."""
    geometry = shapes.geometry.to_numpy()
    if not shapely.coverage_is_valid(geometry, gap_width=SNAP_M):
        geometry = shapely.coverage_clean(geometry, snapping_distance=SNAP_M, gap_width=GAP_M)
    changed = np.abs(shapely.area(geometry) - shapes.area) > REPAIR_SHARE * shapes.area
    if changed.any() or not shapely.coverage_is_valid(geometry):
        named = ", ".join(shapes["code"][changed]) or "several areas"
        raise BoundaryError(
            f"{path.name} has outlines that overlap or leave gaps between neighbours ({named}). "
            "Download the file again, or use another edition (BGC or BUC)."
        )
    thinned = shapely.coverage_simplify(geometry, FIRST_PASS_M)
    return shapes.set_geometry(geopandas.GeoSeries(thinned, index=shapes.index, crs=shapes.crs))
