"""The whole of a large public dataset in place of ours: does an answer take longer?

The file has the columns of the published figures (indicator_id, area_code, area_name,
level, period_label, period_start, period_end, value, lower_ci, upper_ci, numerator,
denominator, status, note) and, for each indicator, indicator_name, topic and polarity. It
is made into a compiled dataset with the region, the neighbours and the maps of ours, which
the app then loads as it loads any other.
"""

import re
from pathlib import Path

import pandas as pd

from dashboard.compile.assemble import Compiled
from dashboard.compile.write import make_manifest, publish, version_of
from dashboard.dataset import Dataset
from dashboard.metadata import Area, Domain, Indicator, Level, Registry, Status

_LEVELS = {"utla": Level.UPPER_TIER, "region": Level.REGION, "country": Level.COUNTRY}
_HEADLINES = 14  # as many as ours has, about


def write(file: Path, ours: Dataset, folder: Path) -> Dataset:
    """Write the file as a compiled dataset into an empty folder, and give it back."""
    rows = pd.read_parquet(file)
    # A few rows have a label that is no period, and so no dates.
    rows = rows[rows["period_end"].notna()]
    registry = _registry(rows, ours.registry)
    compiled = Compiled(
        registry,
        _observations(rows, ours),
        ours.neighbour_table,
        ours.places,
        ours.survey.record,
        ours.postcodes,
    )
    manifest = make_manifest(compiled, version=version_of(compiled), sources_hash="")
    publish(compiled, manifest, "A dataset made for measuring.\n", folder)
    return Dataset.load(folder)


def _observations(rows: pd.DataFrame, ours: Dataset) -> pd.DataFrame:
    codes = {alias: a.code for a in ours.registry.areas.values() for alias in a.aliases}
    frame = rows.assign(
        area_code=rows["area_code"].replace(codes),
        period_start=pd.to_datetime(rows["period_start"]),
        period_end=pd.to_datetime(rows["period_end"]),
        status=rows["status"].str.replace(" ", "_").replace("", Status.OK.value),
        note=rows["note"].fillna(""),
        interval_method="",
        source_kind="published",
        submitted_by="",
        edition="",
    )
    columns = list(ours.observations.columns)
    return frame.sort_values(["indicator_id", "area_code", "period_end"], ignore_index=True)[
        columns
    ]


def _registry(rows: pd.DataFrame, ours: Registry) -> Registry:
    """Our region with the file's indicators, and with its areas where we have none such."""
    known = set(ours.areas) | {alias for a in ours.areas.values() for alias in a.aliases}
    others = rows[~rows["area_code"].isin(known)].drop_duplicates("area_code")
    areas = {
        row.area_code: Area(
            code=row.area_code, name=row.area_name, level=_LEVELS[row.level], type=row.level
        )
        for row in others.itertuples()
    }
    items = rows.drop_duplicates("indicator_id").reset_index(drop=True)
    topics = {name: _key(name) for name in sorted(items["topic"].unique())}
    group = next(iter(ours.domains.values())).group
    domains = {
        key: Domain(id=key, name=name, group=group, order=order, description=name)
        for order, (name, key) in enumerate(topics.items())
    }
    every = len(items) // _HEADLINES
    indicators = {
        row.indicator_id: _indicator(row, topics[row.topic], row.Index, every)
        for row in items.itertuples()
    }
    return ours.model_copy(
        update={"areas": {**ours.areas, **areas}, "domains": domains, "indicators": indicators}
    )


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def _indicator(row, domain: str, place: int, every: int) -> Indicator:
    is_headline = place % every == 0 and place // every < _HEADLINES
    return Indicator(
        id=row.indicator_id,
        name=row.indicator_name,
        short_name=row.indicator_name[:42],
        domain=domain,
        definition=row.indicator_name,
        unit="as published",
        decimals=1,
        polarity=row.polarity,
        polarity_basis="source",
        kind="rate",
        source="the file measured with",
        publication="the file measured with",
        url="https://example.org/",
        licence="",
        released="",
        retrieved_from="",
        source_indicator=row.source_indicator,
        levels=tuple(_LEVELS.values()),
        collect=(),
        core=True,
        headline=place // every + 1 if is_headline else None,
    )
