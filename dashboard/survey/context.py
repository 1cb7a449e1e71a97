"""What a workbook is read and checked against: questions, areas, places, postcodes."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from dashboard.metadata import Area, Registry, load_registry
from dashboard.metadata.survey import AreaAnswers, Questionnaire
from dashboard.metadata.survey_files import (
    PLACES,
    POSTCODES,
    answers_file,
    load_questionnaire,
    read_answers,
)
from dashboard.survey.words import plain_area


@dataclass(frozen=True)
class ListedPlace:
    """A place of the public list."""

    place_id: str
    name: str
    type: str
    postcode: str
    area_code: str


@dataclass(frozen=True, eq=False)
class SurveyContext:
    """Everything that reading and checking look up."""

    data_dir: Path
    questionnaire: Questionnaire
    registry: Registry
    places: tuple[ListedPlace, ...]

    @property
    def today(self) -> date:
        """The day on which a workbook is checked."""
        return current_day()

    def places_of(self, area_code: str) -> tuple[ListedPlace, ...]:
        """The places of an area in the public list."""
        return tuple(one for one in self.places if one.area_code == area_code)

    def member(self, text: str) -> Area | None:
        """The member that a name, short name or code means."""
        return self._members.get(plain_area(text))

    def district(self, text: str) -> Area | None:
        """The district of a member, or the member without districts, that a text means."""
        return self._districts.get(plain_area(text))

    def member_of(self, district_code: str) -> str:
        """Code of the member that a district lies in; its own for one without districts."""
        if district_code in self.registry.region.members:
            return district_code
        return self.registry.areas[district_code].parent or ""

    def districts_of(self, area_code: str) -> tuple[Area, ...]:
        """The districts of a member; the member itself if it has none."""
        return self.registry.districts_of(area_code) or (self.registry.areas[area_code],)

    @property
    def knows_postcodes(self) -> bool:
        """Whether there is a table of postcodes to look them up in."""
        return (self.data_dir / POSTCODES).is_file()

    def districts_by_postcode(self, postcodes: Iterable[str]) -> dict[str, str]:
        """District code of each postcode that lies in the region; the others are absent."""
        wanted = sorted(set(postcodes))
        if not wanted or not self.knows_postcodes:
            return {}
        # Here, because many workbooks name no postcode and loading takes a while.
        import pyarrow.parquet as pq  # noqa: PLC0415

        table = pq.read_table(
            self.data_dir / POSTCODES,
            columns=["postcode", "district_code"],
            filters=[("postcode", "in", wanted)],
        )
        codes = table["district_code"].to_pylist()
        return dict(zip(table["postcode"].to_pylist(), map(str, codes), strict=True))

    def accepted(self, area_code: str) -> AreaAnswers | None:
        """The area's accepted answers of this round; None without any.

        Raises:
            MetadataError: the file cannot be read.
        """
        path = answers_file(self.data_dir, self.questionnaire.round, area_code)
        return read_answers(path, self.data_dir, area_code) if path.is_file() else None

    def last_round(self, area_code: str) -> AreaAnswers | None:
        """The area's newest accepted answers of another round; None without any.

        Raises:
            MetadataError: a file cannot be read.
        """
        answers = self.data_dir / "survey" / "answers"
        found = [
            read_answers(path, self.data_dir, area_code)
            for path in answers.glob(f"*/{area_code}.json")
            if path.parent.name != self.questionnaire.round
        ]
        return max(found, key=_newness, default=None)

    @cached_property
    def _members(self) -> dict[str, Area]:
        return _by_name(self.registry.members)

    @cached_property
    def _districts(self) -> dict[str, Area]:
        return _by_name(self.registry.local_areas())


def current_day() -> date:
    """Today, by the clock of this computer."""
    return datetime.now(UTC).astimezone().date()


def load_context(data_dir: Path) -> SurveyContext:
    """Read questionnaire, areas and the public list of places.

    Raises:
        MetadataError: questionnaire or areas cannot be read.
    """
    return SurveyContext(
        data_dir, load_questionnaire(data_dir), load_registry(data_dir), _load_places(data_dir)
    )


def _load_places(data_dir: Path) -> tuple[ListedPlace, ...]:
    path = data_dir / PLACES
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as file:
        names = list(ListedPlace.__dataclass_fields__)
        return tuple(
            ListedPlace(**{name: (row.get(name) or "").strip() for name in names})
            for row in csv.DictReader(file)
        )


def _by_name(areas: Iterable[Area]) -> dict[str, Area]:
    return {
        plain_area(text): area
        for area in areas
        for text in (area.name, area.short_name, area.code, *area.aliases)
    }


def _newness(one: AreaAnswers) -> tuple[float, str]:
    return (one.accepted_at.timestamp() if one.accepted_at else 0.0, one.round)
