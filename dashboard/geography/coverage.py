"""Simplify shapes to a size limit as one coverage, check them, and write them as GeoJSON.

A coverage is a set of polygons in which neighbours share their border point by point, so a map
shows neither gaps nor overlaps. Local areas are simplified together, members are joined from the
simplified local areas, and the two maps therefore agree line by line.
"""

import gzip
import json
from dataclasses import dataclass

import geopandas
import numpy as np
import shapely

from dashboard.geography.failure import BoundaryError

BRITISH_GRID = 27700
WGS84 = 4326

# Four decimals of a degree are 7 to 11 m here, a tenth of a pixel on a projected regional map.
DECIMALS = 4

# Bytes after gzip. The promise is 15 kB and 45 kB; a little is left for web servers that compress
# less hard than gzip -9 does.
UPPER_TIER_LIMIT = 14_700
DISTRICTS_LIMIT = 44_000

FINEST_M = 10.0
COARSEST_M = 5_000.0
STEPS = 16  # halvings of the tolerance range; ends within 10 % of the finest that fits


@dataclass(frozen=True)
class Layer:
    """One boundary file: its GeoJSON bytes and the shapes in them.

    Attributes:
        shapes: columns code, name, geometry (WGS84, rounded), in code order.
        content: the file.
    """

    shapes: geopandas.GeoDataFrame
    content: bytes

    @property
    def compressed_size(self) -> int:
        """Bytes after gzip at its highest level."""
        return len(gzip.compress(self.content, 9))


def simplify_to_fit(
    shapes: geopandas.GeoDataFrame, *, member_of: dict[str, str] | None, names: dict[str, str]
) -> tuple[Layer, ...]:
    """Simplify as little as the size limits allow.

    Args:
        shapes: columns code, geometry (British National Grid, a valid coverage).
        member_of: local code -> member code where shapes are local areas; None where they are
            members themselves.
        names: code -> name.

    Returns:
        (districts, upper tier) with ``member_of``, else (upper tier,).

    Raises:
        BoundaryError: no tolerance gives valid shapes within the limits.
    """
    limits = (DISTRICTS_LIMIT, UPPER_TIER_LIMIT) if member_of else (UPPER_TIER_LIMIT,)
    low, high, best = FINEST_M, COARSEST_M, None
    for _ in range(STEPS):
        tolerance = float(np.sqrt(low * high))
        layers = _layers(simplified(shapes, tolerance), member_of, names)
        fits = all(
            layer.compressed_size <= limit for layer, limit in zip(layers, limits, strict=True)
        )
        valid = all(not problems(layer.shapes) for layer in layers)
        if fits and valid:
            best, high = layers, tolerance
        else:
            low = tolerance
    if best is None:
        raise BoundaryError(
            "The boundaries could not be simplified to the size limit without tearing. Use a "
            "generalised edition of the file (BGC or BUC) instead."
        )
    return best


def simplified(shapes: geopandas.GeoDataFrame, tolerance: float) -> geopandas.GeoDataFrame:
    """Simplify a coverage (Visvalingam and Whyatt) and round it in degrees.

    Args:
        shapes: columns code, geometry (British National Grid).
        tolerance: metres, about the side of the triangles left out.

    Returns:
        The same areas in WGS84. Shared points round to the same place, so they stay shared.
    """
    geometry = shapely.coverage_simplify(shapes.geometry.to_numpy(), tolerance)
    moved = shapes.set_geometry(geopandas.GeoSeries(geometry, index=shapes.index, crs=shapes.crs))
    moved = moved.to_crs(WGS84)
    rounded = shapely.transform(moved.geometry.to_numpy(), lambda xy: np.round(xy, DECIMALS))
    rounded = shapely.remove_repeated_points(rounded)
    return moved.set_geometry(geopandas.GeoSeries(rounded, index=moved.index, crs=WGS84))


def join_members(
    shapes: geopandas.GeoDataFrame, member_of: dict[str, str]
) -> geopandas.GeoDataFrame:
    """Join local areas (code, geometry) into members without moving a point."""
    groups = shapes.groupby(shapes["code"].map(member_of), sort=True)
    codes = [code for code, _ in groups]
    geometry = [shapely.coverage_union_all(group.geometry.to_numpy()) for _, group in groups]
    return geopandas.GeoDataFrame({"code": codes}, geometry=geometry, crs=shapes.crs)


def problems(shapes: geopandas.GeoDataFrame) -> list[str]:
    """What is wrong with a set of shapes, in plain words; empty if nothing."""
    found = [
        f"{row.code} is not a valid shape: {shapely.is_valid_reason(row.geometry)}"
        for row in shapes.itertuples()
        if row.geometry.is_empty or not row.geometry.is_valid
    ]
    # Overlaps cannot be judged on shapes that are themselves broken.
    if not found and not shapely.coverage_is_valid(shapes.geometry.to_numpy()):
        found.append("there are gaps or overlaps between neighbours")
    return found


def as_layer(shapes: geopandas.GeoDataFrame, names: dict[str, str]) -> Layer:
    """Sort shapes by code, name them and write the GeoJSON."""
    ordered = shapes[["code", "geometry"]].sort_values("code", ignore_index=True)
    ordered.insert(1, "name", ordered["code"].map(names))
    features = [
        {
            "type": "Feature",
            "properties": {"code": row.code, "name": row.name},
            "geometry": shapely.geometry.mapping(row.geometry),
        }
        for row in ordered.itertuples(index=False)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    content = json.dumps(collection, separators=(",", ":"), ensure_ascii=False)
    return Layer(shapes=ordered, content=f"{content}\n".encode())


def read_layer(content: bytes) -> Layer:
    """A layer from a boundary file written by this package."""
    features = json.loads(content)["features"]
    shapes = geopandas.GeoDataFrame.from_features(features, crs=WGS84)
    return Layer(shapes=shapes[["code", "name", "geometry"]], content=content)


def _layers(
    shapes: geopandas.GeoDataFrame, member_of: dict[str, str] | None, names: dict[str, str]
) -> tuple[Layer, ...]:
    if member_of is None:
        return (as_layer(shapes, names),)
    return as_layer(shapes, names), as_layer(join_members(shapes, member_of), names)
