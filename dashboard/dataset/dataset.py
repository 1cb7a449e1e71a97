"""The compiled dataset, loaded once and never changed.

Observations are sorted by indicator, so that one indicator is a slice, not a search:
the time to answer does not grow with the number of indicators held.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.dataset.survey import Survey, no_survey
from dashboard.metadata import Area, Indicator, Level, Registry, Status
from dashboard.metadata.survey import SurveyRecord

VALUE_STATUSES = frozenset({Status.OK.value, Status.PROVISIONAL.value})

# What a row says when the dataset holds nothing for an area and period.
_ABSENT_NOTE = "no figure is held for this area and period"


_NO_PERIODS = pd.DataFrame(
    {
        "period_end": pd.Series(dtype="datetime64[us]"),
        "period_start": pd.Series(dtype="datetime64[us]"),
        "period_label": pd.Series(dtype=object),
        "has_members": pd.Series(dtype=bool),
    }
)


class DatasetMissingError(RuntimeError):
    """There is no compiled dataset to read; the message says how to make one."""


# Compared by identity, so that a dataset can be part of a cache key.
@dataclass(frozen=True, eq=False)
class Dataset:
    """Observations with everything needed to read them.

    Attributes:
        registry: areas, indicators, domains and caveats.
        observations: one row per indicator, area and period, sorted by
            indicator_id, area_code, period_end.
        neighbour_table: area_code, method, rank, neighbour_code, closeness.
        version: content hash; shown on every page and in every download.
        compiled_at: ISO time of the build, UTC.
        manifest: the build's own description of itself.
        places: level, area_code, column, row (tile), lon, lat, room_km (label) and
            west, south, east, north (degrees) of each area on a map.
        survey: support for parents' relationships, as areas have answered.
        postcodes: easting, northing (metres, British National Grid), district_code, area_code
            and rural of each postcode of the region, live and retired.
    """

    registry: Registry
    observations: pd.DataFrame
    neighbour_table: pd.DataFrame
    version: str
    compiled_at: str
    manifest: dict = field(default_factory=dict)
    places: pd.DataFrame = field(default_factory=pd.DataFrame)
    survey: Survey = field(default_factory=no_survey)
    postcodes: pd.DataFrame = field(default_factory=pd.DataFrame)

    @classmethod
    def load(cls, folder: Path) -> "Dataset":
        """Read the dataset that ``manifest.json`` in ``folder`` points to.

        Raises:
            DatasetMissingError: there is no complete compiled dataset.
        """
        try:
            manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
            build = folder / manifest["folder"]
            registry = Registry.model_validate_json((build / "metadata.json").read_bytes())
            observations = pd.read_parquet(build / "observations.parquet")
            neighbours = pd.read_parquet(build / "neighbours.parquet")
            places = pd.read_parquet(build / "places.parquet")
            survey = SurveyRecord.model_validate_json((build / "survey.json").read_bytes())
            postcodes = pd.read_parquet(build / "postcodes.parquet")
        except (OSError, KeyError, ValueError) as error:
            raise DatasetMissingError(
                f"No compiled dataset in {folder}: {error}. Run: python -m dashboard.compile"
            ) from error
        return cls.from_frames(
            registry,
            observations,
            neighbours,
            version=manifest["version"],
            compiled_at=manifest["compiled_at"],
            manifest=manifest,
            places=places,
            survey=Survey(survey),
            postcodes=postcodes,
        )

    @classmethod
    def from_frames(  # noqa: PLR0913
        cls,
        registry: Registry,
        observations: pd.DataFrame,
        neighbours: pd.DataFrame,
        *,
        version: str = "unversioned",
        compiled_at: str = "",
        manifest: dict | None = None,
        places: pd.DataFrame | None = None,
        survey: Survey | None = None,
        postcodes: pd.DataFrame | None = None,
    ) -> "Dataset":
        """Build a dataset from frames in the compiled schema."""
        if not _is_sorted(observations):
            keys = ["indicator_id", "area_code", "period_end"]
            observations = observations.sort_values(keys, kind="stable", ignore_index=True)
        return cls(
            registry,
            observations,
            neighbours,
            version,
            compiled_at,
            manifest or {},
            pd.DataFrame() if places is None else places,
            survey or no_survey(),
            pd.DataFrame() if postcodes is None else postcodes,
        )

    @cached_property
    def _slices(self) -> dict[str, slice]:
        """Where each indicator starts and stops in the sorted observations."""
        codes, names = pd.factorize(self.observations["indicator_id"])
        starts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]]) if len(codes) else []
        stops = np.r_[starts[1:], len(codes)] if len(codes) else []
        return {names[codes[a]]: slice(int(a), int(b)) for a, b in zip(starts, stops, strict=True)}

    @cached_property
    def _frames(self) -> dict[str, pd.DataFrame]:
        return {}

    @cached_property
    def _default_periods(self) -> dict[str, pd.Timestamp | None]:
        return {}

    @cached_property
    def _snapshots(self) -> dict[tuple[str, pd.Timestamp | None], pd.DataFrame]:
        return {}

    def _snapshot(self, indicator_id: str, end: pd.Timestamp | None) -> pd.DataFrame:
        """Rows of one indicator and period, indexed by area code."""
        key = (indicator_id, end)
        if key not in self._snapshots:
            frame = self.of_indicator(indicator_id)
            rows = frame.iloc[np.flatnonzero(frame["period_end"].to_numpy() == np.datetime64(end))]
            rows = rows.set_index("area_code")
            self._snapshots[key] = rows[~rows.index.duplicated(keep="last")]
        return self._snapshots[key]

    @cached_property
    def _periods(self) -> dict[str, pd.DataFrame]:
        """Periods of every indicator, found in one pass because pages ask for them often."""
        frame = self.observations
        members = frame["area_code"].isin(self.member_codes)
        held = frame["status"].isin(VALUE_STATUSES) & (
            members | frame["area_code"].isin(self.local_codes)
        )
        keys = ["indicator_id", "period_end", "period_start", "period_label"]
        found = (
            frame.loc[held, keys]
            .assign(has_members=members[held])
            .groupby(keys, as_index=False)["has_members"]
            .any()
        )
        return {
            indicator_id: _with_shared_texts(part.drop(columns="indicator_id"))
            for indicator_id, part in found.groupby("indicator_id")
        }

    @cached_property
    def member_codes(self) -> tuple[str, ...]:
        """Codes of the areas that work together, in the order shown."""
        return self.registry.region.members

    @cached_property
    def local_codes(self) -> tuple[str, ...]:
        """Codes of the lower tier: districts, and unitaries themselves."""
        return tuple(area.code for area in self.registry.local_areas())

    @property
    def comparator_codes(self) -> tuple[str, str]:
        """Country and region, in the order shown."""
        return self.registry.region.country_code, self.registry.region.region_code

    def indicator(self, indicator_id: str) -> Indicator:
        """Metadata of an indicator; KeyError when unknown."""
        return self.registry.indicators[indicator_id]

    def area(self, code: str) -> Area:
        """Metadata of an area; KeyError when unknown."""
        return self.registry.areas[code]

    def of_indicator(self, indicator_id: str) -> pd.DataFrame:
        """All areas and periods of one indicator, sorted by area and period.

        Do not write to the frame: it is shared. An indicator without observations gives
        an empty frame.
        """
        if indicator_id not in self._frames:
            part = self._slices.get(indicator_id, slice(0, 0))
            self._frames[indicator_id] = _with_shared_texts(self.observations.iloc[part])
        return self._frames[indicator_id]

    def periods(self, indicator_id: str) -> pd.DataFrame:
        """Periods in which the region has at least one value, oldest first.

        Returns:
            period_label, period_start, period_end, has_members (a member has a value).
        """
        found = self._periods.get(indicator_id)
        return _NO_PERIODS if found is None else found

    def default_period(self, indicator_id: str) -> pd.Timestamp | None:
        """Newest period in which a member has a value, else any local area; None if none."""
        if indicator_id not in self._default_periods:
            periods = self.periods(indicator_id)
            members = periods[periods["has_members"]]
            ends = (periods if members.empty else members)["period_end"]
            self._default_periods[indicator_id] = None if ends.empty else ends.iloc[-1]
        return self._default_periods[indicator_id]

    def period_label(self, indicator_id: str, period_end: pd.Timestamp | None) -> str:
        """The published label of the period that ends on a date; empty if none."""
        periods = self.periods(indicator_id)
        places = np.flatnonzero(periods["period_end"].to_numpy() == np.datetime64(period_end))
        return str(periods["period_label"].to_numpy()[places[0]]) if len(places) else ""

    def at_period(
        self,
        indicator_id: str,
        period_end: pd.Timestamp | None = None,
        codes: Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """One row for every area asked for, in the order asked, indexed by area code.

        Areas with no row at that period come back as ``not_available`` with a note, so
        that nothing is dropped silently. ``period_end`` None means the default period;
        ``codes`` None means the members.
        """
        wanted = list(codes if codes is not None else self.member_codes)
        end = period_end if period_end is not None else self.default_period(indicator_id)
        held = self._snapshot(indicator_id, end)
        places = held.index.get_indexer(wanted)
        if (places >= 0).all():
            return held.take(places)  # several times as fast as to reindex
        rows = held.reindex(wanted)
        absent = rows["status"].isna()
        if absent.any():
            rows.loc[absent, "status"] = Status.NOT_AVAILABLE.value
            rows.loc[absent, "note"] = _ABSENT_NOTE
            rows.loc[absent, "indicator_id"] = indicator_id
            rows.loc[absent, "period_end"] = end
            rows.loc[absent, "period_label"] = self.period_label(indicator_id, end)
            rows.loc[absent, "interval_method"] = ""
        return rows

    def series(self, indicator_id: str, code: str) -> pd.DataFrame:
        """All periods of one area, oldest first."""
        frame = self.of_indicator(indicator_id)
        return frame[frame["area_code"] == code]

    @cached_property
    def _places(self) -> dict[str, pd.DataFrame]:
        return {
            level: part.drop(columns="level").set_index("area_code")
            for level, part in self.places.groupby("level")
        }

    def geography(self, level: str) -> pd.DataFrame:
        """Tiles, label points and bounding boxes by area code, for "areas" or "districts".

        The lower tier holds the unitary councils as well, in places of their own.
        """
        return self._places["district" if level == "districts" else "upper_tier"]

    @cached_property
    def _neighbours(self) -> dict[tuple[str, str], tuple[str, ...]]:
        ordered = self.neighbour_table.sort_values("rank", kind="stable")
        groups = ordered.groupby(["area_code", "method"], observed=True)["neighbour_code"]
        return {key: tuple(codes) for key, codes in groups}

    def neighbours(self, code: str, method: str) -> tuple[str, ...]:
        """Neighbours of an area by a method, closest first; empty if none are published."""
        return self._neighbours.get((code, method), ())

    def has_districts(self, indicator_id: str) -> bool:
        """Whether figures are held for districts."""
        return Level.DISTRICT in self.indicator(indicator_id).levels


def _with_shared_texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Texts as Python strings, equal ones shared.

    On small frames they are several times as fast as Arrow strings, and cost a pointer each.
    """
    texts = {}
    for name in frame.select_dtypes("str"):
        codes, known = pd.factorize(frame[name])
        texts[name] = np.asarray(known, dtype=object)[codes] if len(known) else []
    shared = {name: pd.Series(v, index=frame.index, dtype=object) for name, v in texts.items()}
    return frame.assign(**shared).reset_index(drop=True)


def _is_sorted(observations: pd.DataFrame) -> bool:
    """Whether the rows of each indicator lie together, with its areas and periods in order.

    Compiled files are; checking is ten times cheaper than sorting again.
    """
    indicators, _ = pd.factorize(observations["indicator_id"])
    areas, _ = pd.factorize(observations["area_code"], sort=True)
    days = observations["period_end"].to_numpy().astype("datetime64[D]").astype("int64")
    step = np.diff(indicators)
    same_indicator = step == 0
    area_step = np.diff(areas)
    return bool(
        (step >= 0).all()
        and (area_step[same_indicator] >= 0).all()
        and (np.diff(days)[same_indicator & (area_step == 0)] >= 0).all()
    )
