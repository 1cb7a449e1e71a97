"""Where each area lies and where its label fits: what a map needs besides its outline."""

import geopandas
import pandas as pd
import shapely

from dashboard.geography.coverage import BRITISH_GRID

COLUMNS = ("area_code", "level", "lon", "lat", "room_km", "west", "south", "east", "north")

_DEGREES = 4326


def find_extents(shapes: geopandas.GeoDataFrame, level: str) -> pd.DataFrame:
    """Label point, room around it and bounding box of each area.

    The label point is the centre of the largest circle inside the area, so that a label
    never lands in a neighbour.

    Args:
        shapes: columns code, geometry; any coordinate system that is declared.
        level: written into every row.

    Returns:
        Columns area_code, level, lon, lat (degrees), room_km (radius of that circle) and
        the bounding box west, south, east, north (degrees).
    """
    metres = shapes.to_crs(BRITISH_GRID)
    radii = shapely.maximum_inscribed_circle(metres.geometry.values, tolerance=100)
    centres = geopandas.GeoSeries(shapely.get_point(radii, 0), crs=BRITISH_GRID).to_crs(_DEGREES)
    boxes = shapes.to_crs(_DEGREES).bounds.to_numpy()
    return pd.DataFrame(
        {
            "area_code": shapes["code"].to_list(),
            "level": level,
            "lon": centres.x.round(4).to_numpy(),
            "lat": centres.y.round(4).to_numpy(),
            "room_km": (shapely.length(radii) / 1000).round(1),
            **{
                name: boxes[:, i].round(4)
                for i, name in enumerate(("west", "south", "east", "north"))
            },
        }
    )
