"""How near support is: shares of postcodes within some kilometres of a site, in a straight line.

Only running services with a place that is known can be measured. What is not known (areas
that have not answered, services without a known place) can only add sites. So there are two
counts: postcodes within reach of a known site, and those that would be if such areas had a
site at every postcode. Where the two differ, the share is not known. The rules in words:
docs/access.md.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from dashboard.analysis.access_offer import offer
from dashboard.analysis.provision import Slice
from dashboard.dataset import Dataset

KM = (2, 5, 10)
PARTS = ("all", "urban", "rural")
_METRES = 1000
_REACH = KM[-1] * _METRES


def access(dataset: Dataset, wanted: Slice, codes: Sequence[str]) -> pd.DataFrame:
    """Postcodes of each area within 2, 5 and 10 km of a site of the slice, in a straight line.

    Sites of the whole region count for everyone: people cross borders. A distance of exactly
    2 km is within 2 km.

    Args:
        dataset: survey and postcodes.
        wanted: the slice.
        codes: areas or districts.

    Returns:
        Indexed by code: sites (distinct postcodes with a site in the area); for all, urban and
        rural: <part>_postcodes, <part>_within_2, _5, _10 (counts) and <part>_most_2, _5, _10
        (the most that they could be, whatever is unknown); and unsure_2, _5, _10: tuples of
        the areas with unknown sites that are near enough to add to the count.
    """
    found = offer(dataset.survey, dataset.member_codes, wanted)
    points = _points(found.sites)
    counts, most = _counts(dataset, points, ()), _counts(dataset, points, found.unsure)
    sites = found.sites.groupby("district_code")["postcode"].nunique()
    rows = []
    for code in codes:
        lower = _lower(dataset, code)
        here = sites.reindex(_below(dataset, code), fill_value=0)
        row: dict[str, object] = {"area_code": code, "sites": int(here.sum())}
        row |= _row(counts[lower], most[lower])
        near = {one: _nearest(dataset, one)[lower].min(initial=np.inf) for one in found.unsure}
        for km in KM:
            row[f"unsure_{km}"] = tuple(one for one, m in near.items() if m <= km * _METRES)
        rows.append(row)
    return pd.DataFrame(rows).set_index("area_code")


def _row(counts: np.ndarray, most: np.ndarray) -> dict[str, int]:
    """Counts of one area from those of its districts (district, urban or rural, distance)."""
    row = {}
    for suffix, part in (("within", counts.sum(axis=0)), ("most", most.sum(axis=0))):
        for name, numbers in zip(PARTS, (part.sum(axis=0), part[0], part[1]), strict=True):
            row[f"{name}_postcodes"] = int(numbers[-1])
            row |= {f"{name}_{suffix}_{km}": int(numbers[i]) for i, km in enumerate(KM)}
    return row


class Share(NamedTuple):
    """A share as it is shown.

    Attributes:
        percent: what the text says, for colours; None where there is no figure. Some, but
            less than 1%, counts as 1, so that it is never in one class with none.
        text: "41%", "≥ 41%" (at least), "≤ 12%" (not known, at most), "?" or "–".
        count, most, total: postcodes within the distance of a known site; those that could
            be; all.
    """

    percent: float | None
    text: str
    count: int
    most: int
    total: int

    @property
    def is_known(self) -> bool:
        """Whether nothing unknown could change it."""
        return self.total > 0 and self.count == self.most


UNKNOWN_SHARE = "?"
NO_POSTCODES = "–"
_ALL = 100


def share(count: int, most: int, total: int) -> Share:
    """A share in whole percent, never rounded to none or to all.

    If unknown sites could add to the count, it is a floor ("≥ 41%", rounded down), and a count
    of 0 is not known ("?", or "≤ 12%" where unknown sites can reach no more), never 0%.

    Args:
        count: postcodes within the distance of a known site.
        most: those that could be, whatever is unknown.
        total: all postcodes.
    """
    if not total:
        return Share(None, NO_POSTCODES, count, most, total)
    if count == most:
        return Share(*_rounded(count, total), count, most, total)
    if not count:
        text = UNKNOWN_SHARE if most == total else f"≤ {math.ceil(_ALL * most / total)}%"
        return Share(None, text, count, most, total)
    floor = _ALL * count // total
    return Share(max(floor, 1.0), f"≥ {floor}%" if floor else "> 0%", count, most, total)


def _rounded(count: int, total: int) -> tuple[float, str]:
    whole = round(_ALL * count / total)
    if not whole and count:
        return 1.0, "< 1%"
    if whole == _ALL and count < total:
        return float(_ALL - 1), "> 99%"
    return float(whole), f"{whole}%"


def _points(sites: pd.DataFrame) -> tuple[tuple[float, float], ...]:
    """Distinct places of some sites, in one order, so that equal sets have one key."""
    pairs = zip(sites["easting"].tolist(), sites["northing"].tolist(), strict=True)
    return tuple(sorted({(float(east), float(north)) for east, north in pairs}))


class _Directory(NamedTuple):
    """The postcodes of a dataset as arrays, made once.

    ``group`` is twice the place of the district in ``districts``, plus 1 where rural.
    """

    xy: np.ndarray
    group: np.ndarray
    districts: dict[str, int]
    area: np.ndarray


@lru_cache(maxsize=2)
def _directory(dataset: Dataset) -> _Directory:
    frame = dataset.postcodes
    district = frame["district_code"].cat
    return _Directory(
        frame[["easting", "northing"]].to_numpy("float64"),
        district.codes.to_numpy("int64") * 2 + frame["rural"].to_numpy("int64"),
        {code: place for place, code in enumerate(district.categories)},
        frame["area_code"].astype(str).to_numpy(object),
    )


# A few hundred numbers each; what a room goes back to is there at once.
@lru_cache(maxsize=256)
def _counts(
    dataset: Dataset, points: tuple[tuple[float, float], ...], anywhere: tuple[str, ...]
) -> np.ndarray:
    """Postcodes by district, urban or rural, and distance: within 2, 5, 10 km, and all.

    ``points`` are sites; the areas of ``anywhere`` count as if they had one at every postcode.
    """
    held = _directory(dataset)
    metres = np.full(len(held.xy), np.inf)
    if points:
        # The bound itself is left out of the search, hence a metre more.
        metres, _ = cKDTree(points).query(held.xy, distance_upper_bound=_REACH + 1)
    for area_code in anywhere:
        metres = np.minimum(metres, _metres(dataset, area_code))
    bands = len(KM) + 1
    band = np.searchsorted([km * _METRES for km in KM], metres, side="left")
    size = 2 * bands * len(held.districts)
    counted = np.bincount(held.group * bands + band, minlength=size)
    return counted.reshape(len(held.districts), 2, bands).cumsum(axis=2)


# Kept for every area of a region: under a megabyte each, and a tenth of a second to make.
@lru_cache(maxsize=64)
def _metres(dataset: Dataset, area_code: str) -> np.ndarray:
    """Metres from each postcode to the nearest of an area; infinite over 10 km."""
    held = _directory(dataset)
    metres = np.full(len(held.xy), np.inf, "float32")
    inside = held.area == area_code
    if inside.any():
        tree = cKDTree(np.unique(held.xy[inside], axis=0))
        metres[inside] = 0
        metres[~inside], _ = tree.query(held.xy[~inside], distance_upper_bound=_REACH + 1)
    return metres


@lru_cache(maxsize=64)
def _nearest(dataset: Dataset, area_code: str) -> np.ndarray:
    """Metres from each district's postcodes to the nearest of an area; infinite over 10 km."""
    held = _directory(dataset)
    nearest = np.full(len(held.districts), np.inf)
    np.minimum.at(nearest, held.group // 2, _metres(dataset, area_code))
    return nearest


def _below(dataset: Dataset, code: str) -> list[str]:
    """The districts of an area; itself if it has none."""
    return [one.code for one in dataset.registry.districts_of(code)] or [code]


def _lower(dataset: Dataset, code: str) -> list[int]:
    """Places of an area's districts in the directory."""
    places = _directory(dataset).districts
    return [places[one] for one in _below(dataset, code) if one in places]
