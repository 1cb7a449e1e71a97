"""Turn checked rows into the tables of the dataset: observations, neighbours and places."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis.intervals import PUBLISHED, with_intervals
from dashboard.compile.harmonise import aliases_of
from dashboard.compile.protect import blank_withheld, require_withheld
from dashboard.compile.read import NEIGHBOUR_COLUMNS, Table
from dashboard.compile.rules.context import Context
from dashboard.metadata.models import Indicator, Level, Registry
from dashboard.metadata.survey import SurveyRecord

ADJACENT = "adjacent"
OBSERVATION_COLUMNS = (
    "indicator_id",
    "area_code",
    "period_label",
    "period_start",
    "period_end",
    "value",
    "lower_ci",
    "upper_ci",
    "interval_method",
    "numerator",
    "denominator",
    "status",
    "note",
    "source_kind",
    "submitted_by",
    "edition",
)
PLACE_COLUMNS = (
    "level",
    "area_code",
    "column",
    "row",
    "lon",
    "lat",
    "room_km",
    "west",
    "south",
    "east",
    "north",
)
_TEXT = (
    "indicator_id",
    "area_code",
    "period_label",
    "interval_method",
    "status",
    "note",
    "source_kind",
    "submitted_by",
    "edition",
)
_ORDER = ["indicator_id", "area_code", "period_end", "period_start"]

# Far below anything shown; keeps the last bits of arithmetic, which differ between
# processors, out of the dataset and its version.
_INTERVAL_DECIMALS = 6


@dataclass(frozen=True)
class Compiled:
    """One complete dataset, before it is written.

    Attributes:
        registry: the metadata.
        observations: OBSERVATION_COLUMNS, sorted by indicator, area and period.
        neighbours: area_code, method, rank, neighbour_code, closeness; sorted.
        places: PLACE_COLUMNS, sorted by level and area.
        survey: what is asked of areas and what they have answered.
        postcodes: POSTCODE_COLUMNS of every postcode of the region.
    """

    registry: Registry
    observations: pd.DataFrame
    neighbours: pd.DataFrame
    places: pd.DataFrame
    survey: SurveyRecord
    postcodes: pd.DataFrame


def assemble(context: Context) -> Compiled:
    """Build the dataset from rows that have passed every rule.

    Raises:
        DisclosureError: a withheld figure would show.
    """
    return Compiled(
        registry=context.registry,
        observations=build_observations(context.rows.frame, context.registry),
        neighbours=build_neighbours(context),
        places=build_places(context),
        survey=context.survey.record,
        postcodes=context.survey.postcodes,
    )


def build_observations(frame: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """Add intervals and origin to the figures, hide what must stay hidden, and sort.

    Args:
        frame: the figures with typed columns.
        registry: describes every indicator in ``frame``.
    """
    frame = blank_withheld(frame)
    parts = [
        _with_origin(part, registry.indicators[indicator_id], registry)
        for indicator_id, part in frame.groupby("indicator_id", observed=True, sort=True)
    ]
    whole = pd.concat(parts) if parts else frame.assign(interval_method="", edition="")
    whole = whole.assign(source_kind="published", submitted_by="")
    whole = whole[list(OBSERVATION_COLUMNS)].astype(dict.fromkeys(_TEXT, "str"))
    require_withheld(whole)
    return whole.sort_values(_ORDER, kind="stable", ignore_index=True)


def build_neighbours(context: Context) -> pd.DataFrame:
    """Published neighbours, and adjacent areas ranked by the length of the shared border.

    Members are adjacent to members, and districts to districts and unitaries. A unitary is
    both a member and part of the lower tier; it is adjacent to members.
    """
    published = _as_frame(context.sources.neighbours)
    borders = _as_frame(context.sources.adjacency)
    members = borders["area_code"].isin(context.registry.region.members)
    own_level = np.where(members, Level.UPPER_TIER.value, Level.DISTRICT.value)
    borders = borders[borders["level"] == own_level]
    borders = borders.assign(km=borders["shared_border_km"].astype(float))
    borders = borders.sort_values(
        ["area_code", "km", "neighbour_code"], ascending=[True, False, True]
    )
    adjacent = borders.assign(
        method=ADJACENT, rank=borders.groupby("area_code").cumcount() + 1, closeness=""
    )
    both = pd.concat([published.astype({"rank": "int64"}), adjacent], ignore_index=True)
    both = both[list(NEIGHBOUR_COLUMNS)]
    current = aliases_of(context.registry)
    for column in ("area_code", "neighbour_code"):
        both[column] = both[column].replace(current)
    return both.sort_values(["area_code", "method", "rank"], ignore_index=True)


def build_places(context: Context) -> pd.DataFrame:
    """Tile, label point and bounding box of each area on a map, for both levels."""
    keys = ["level", "area_code"]
    tiles = _as_frame(context.sources.tiles).astype({"column": "int64", "row": "int64"})
    extents = _as_frame(context.sources.extents)
    measures = extents.columns.difference(keys)
    extents = extents.astype(dict.fromkeys(measures, "float64"))
    places = tiles.merge(extents, on=keys, how="inner", validate="1:1")
    return places[list(PLACE_COLUMNS)].sort_values(keys, ignore_index=True)


def _with_origin(part: pd.DataFrame, indicator: Indicator, registry: Registry) -> pd.DataFrame:
    """Intervals and release of one indicator."""
    allowed = not any(caveat.blocks_interval for caveat in registry.caveats_of(indicator))
    whole = with_intervals(part, indicator.kind, indicator.multiplier, allowed=allowed)
    ours = whole["interval_method"] != PUBLISHED
    for limit in ("lower_ci", "upper_ci"):
        whole[limit] = whole[limit].where(~ours, whole[limit].round(_INTERVAL_DECIMALS))
    return whole.assign(edition=indicator.released)


def _as_frame(table: Table) -> pd.DataFrame:
    """A small table as text, with its columns in their proper order."""
    records = [record for _, record in table.records]
    return pd.DataFrame(records, columns=list(table.columns), dtype="str")
