"""Which areas border each other, and along how many kilometres."""

from collections import defaultdict
from itertools import pairwise

import geopandas
import pandas as pd
import shapely

COLUMNS = ("area_code", "neighbour_code", "shared_border_km", "level")


def find_neighbours(shapes: geopandas.GeoDataFrame, level: str) -> pd.DataFrame:
    """Areas that share a stretch of border; touching at a point does not count.

    In a coverage, neighbours share their border point by point, so a piece of border is shared
    exactly when the same two points follow each other in both outlines.

    Args:
        shapes: columns code, geometry; a valid coverage.
        level: written into every row.

    Returns:
        Columns area_code, neighbour_code, shared_border_km (one decimal, or two below 1 km),
        level; each pair in both directions, longest border first within an area.
    """
    owners: dict[frozenset, list[str]] = defaultdict(list)
    for row in shapes.itertuples():
        for ring in _rings(row.geometry):
            points = [tuple(point) for point in shapely.get_coordinates(ring)]
            for start, end in pairwise(points):
                owners[frozenset((start, end))].append(row.code)
    shared = {piece: codes for piece, codes in owners.items() if len(set(codes)) > 1}
    if not shared:
        return pd.DataFrame(columns=list(COLUMNS))
    lines = geopandas.GeoSeries([shapely.LineString(piece) for piece in shared], crs=shapes.crs)
    lengths = lines.to_crs(27700).length / 1_000
    pairs = [(*pair, km) for pair, km in zip(shared.values(), lengths, strict=True)]
    frame = pd.DataFrame(pairs, columns=["area_code", "neighbour_code", "shared_border_km"])
    back = frame.rename(columns={"area_code": "neighbour_code", "neighbour_code": "area_code"})
    both = pd.concat([frame, back])
    total = both.groupby(["area_code", "neighbour_code"], as_index=False).sum()
    total["shared_border_km"] = total["shared_border_km"].map(_round_km)
    total["level"] = level
    order = ["area_code", "shared_border_km", "neighbour_code"]
    total = total.sort_values(order, ascending=[True, False, True], ignore_index=True)
    return total[list(COLUMNS)]


def _rings(geometry: shapely.Geometry) -> list[shapely.LinearRing]:
    polygons = shapely.get_parts(geometry)
    return [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]


def _round_km(length: float) -> float:
    return round(length, 2) if length < 1 else round(length, 1)
