"""What differs between two datasets."""

from dataclasses import dataclass

import pandas as pd

from dashboard.compile.assemble import Compiled

_KEYS = ["indicator_id", "area_code", "period_start", "period_end"]
_COMPARED = ["value", "lower_ci", "upper_ci", "numerator", "denominator"]


@dataclass(frozen=True)
class Changes:
    """Differences of a dataset from an earlier one.

    Attributes:
        new_indicators, gone_indicators: ids.
        redescribed: ids of indicators whose description changed.
        new_periods, gone_periods: indicator_id, period_end, period_label; one row each, for
            indicators in both datasets.
        changed: rows in both with another value, status, interval or count: keys,
            period_label, and <column>_before and <column> for each column compared.
        gone_rows: rows of the earlier dataset whose indicator and period are still there.
        new_rows: rows whose indicator and period were there before.
        neighbours_changed: whether neighbour lists differ.
        places_changed: whether tiles, label points or bounding boxes differ.
    """

    new_indicators: tuple[str, ...]
    gone_indicators: tuple[str, ...]
    redescribed: tuple[str, ...]
    new_periods: pd.DataFrame
    gone_periods: pd.DataFrame
    changed: pd.DataFrame
    gone_rows: pd.DataFrame
    new_rows: pd.DataFrame
    neighbours_changed: bool
    places_changed: bool


def find_changes(before: Compiled, after: Compiled) -> Changes:
    """Compare two datasets figure by figure."""
    old_ids, new_ids = (_indicator_ids(compiled.observations) for compiled in (before, after))
    old, new = (
        frame[frame["indicator_id"].isin(old_ids & new_ids)]
        for frame in (before.observations, after.observations)
    )
    both = old.merge(
        new, on=_KEYS, how="outer", suffixes=("_before", ""), indicator=True, validate="1:1"
    )
    same_period = set(_periods(old).index) & set(_periods(new).index)
    in_both = pd.MultiIndex.from_frame(both[["indicator_id", "period_end"]]).isin(same_period)
    described = {
        key
        for key in old_ids & new_ids
        if before.registry.indicators.get(key) != after.registry.indicators.get(key)
    }
    return Changes(
        new_indicators=tuple(sorted(new_ids - old_ids)),
        gone_indicators=tuple(sorted(old_ids - new_ids)),
        redescribed=tuple(sorted(described)),
        new_periods=_only_in(_periods(new), _periods(old)),
        gone_periods=_only_in(_periods(old), _periods(new)),
        changed=both[(both["_merge"] == "both") & _differs(both)],
        gone_rows=both[(both["_merge"] == "left_only") & in_both],
        new_rows=both[(both["_merge"] == "right_only") & in_both],
        neighbours_changed=not before.neighbours.equals(after.neighbours),
        places_changed=not before.places.equals(after.places),
    )


def latest_periods(compiled: Compiled) -> pd.DataFrame:
    """The newest period of each indicator in which an area of the region has a value.

    Returns:
        Indexed by indicator_id: period_end, period_label. Members decide where any member
        has a value; else local areas.
    """
    registry = compiled.registry
    local = {area.code for area in registry.local_areas()}
    members = set(registry.region.members)
    held = compiled.observations[compiled.observations["value"].notna()]
    columns = ["period_end", "period_label"]
    of_members, of_local = (
        held[held["area_code"].isin(codes)]
        .sort_values("period_end", kind="stable")
        .drop_duplicates("indicator_id", keep="last")
        .set_index("indicator_id")[columns]
        for codes in (members, local)
    )
    others = of_local[~of_local.index.isin(of_members.index)]
    return pd.concat([of_members, others]).sort_index()


def _indicator_ids(observations: pd.DataFrame) -> set[str]:
    return set(observations["indicator_id"].unique())


def _periods(frame: pd.DataFrame) -> pd.Series:
    """Label of each period, indexed by indicator_id and period_end."""
    keys = ["indicator_id", "period_end"]
    return frame.drop_duplicates(keys).set_index(keys)["period_label"].sort_index()


def _only_in(periods: pd.Series, others: pd.Series) -> pd.DataFrame:
    return periods[~periods.index.isin(others.index)].reset_index()


def _differs(both: pd.DataFrame) -> pd.Series:
    differs = both["status"] != both["status_before"]
    for column in _COMPARED:
        now, then = both[column], both[f"{column}_before"]
        differs |= (now != then) & ~(now.isna() & then.isna())
    return differs
