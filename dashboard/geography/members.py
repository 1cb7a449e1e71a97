"""The areas that a map of the region has to show, read from ``data/region.yml``."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from dashboard.geography.failure import BoundaryError
from dashboard.metadata.models import Area, Level


@dataclass(frozen=True)
class MapAreas:
    """Areas of both map levels.

    Attributes:
        members: upper-tier areas in the order shown.
        local: districts of the members, and members that have no districts.
    """

    members: tuple[Area, ...]
    local: tuple[Area, ...]

    def at(self, level: Level) -> tuple[Area, ...]:
        """Areas drawn at a level."""
        return self.members if level is Level.UPPER_TIER else self.local

    def member_of(self, code: str) -> str:
        """Code of the member that a local area lies in; a member lies in itself."""
        members = {area.code for area in self.members}
        parents = {area.code: area.parent for area in self.local}
        return code if code in members else str(parents[code])

    def current_codes(self) -> dict[str, str]:
        """Every code by which a source may know an area -> the code used here."""
        areas = (*self.members, *self.local)
        return {known: area.code for area in areas for known in (area.code, *area.aliases)}


def read_map_areas(region_file: Path) -> MapAreas:
    """Read the members of the region and their local areas.

    Args:
        region_file: YAML with ``members:`` (codes) and ``areas:`` (see ``Area``).

    Raises:
        BoundaryError: the file is missing, or a member is not described in it.
    """
    if not region_file.is_file():
        raise BoundaryError(
            f"{region_file.name} was not found in {region_file.parent}. It lists the areas to "
            "draw; run the command from the project, or name the project folder with --project.",
            exit_code=2,
        )
    content = yaml.safe_load(region_file.read_text(encoding="utf-8"))
    areas = {entry["code"]: Area.model_validate(entry) for entry in content["areas"]}
    unknown = [code for code in content["members"] if code not in areas]
    if unknown:
        raise BoundaryError(
            f"{region_file.name} lists {', '.join(unknown)} under members but does not describe "
            "them under areas. Add an entry with code, name, level, type and parent."
        )
    members = tuple(areas[code] for code in content["members"])
    local: list[Area] = []
    for member in members:
        local.extend(_districts_of(member, areas) or (member,))
    return MapAreas(members=members, local=tuple(local))


def _districts_of(member: Area, areas: dict[str, Area]) -> list[Area]:
    """Present-day districts of a member, by name."""
    found = [
        area
        for area in areas.values()
        if area.parent == member.code and area.level is Level.DISTRICT and not area.valid_to
    ]
    return sorted(found, key=lambda area: area.name)
