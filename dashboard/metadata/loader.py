"""Reads the descriptions in the data folder into one checked registry."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from dashboard.metadata.consistency import (
    Entry,
    area_problems,
    caveat_problems,
    headline_problems,
    index_problems,
    lifetime_problems,
    order_problems,
    region_problems,
)
from dashboard.metadata.models import (
    Area,
    Caveat,
    Domain,
    Indicator,
    Level,
    NeighbourMethod,
    Region,
    Registry,
)
from dashboard.metadata.problems import MetadataError, Place, Problem, schema_problems, shown
from dashboard.metadata.yaml_file import YamlFile, read_yaml

_ENGLAND_COLUMNS = ("code", "name", "type", "valid_from", "valid_to", "aliases", "predecessors")
_DOMAIN_FILE_KEYS = {"domain", "shared", "indicators"}


def load_registry(data_dir: Path) -> Registry:
    """Read region, areas, caveats, neighbour methods, headings and indicators.

    Args:
        data_dir: folder with region.yml, england_areas.csv, caveats.yml, neighbours.yml and
            indicators/*.yml.

    Returns:
        The registry: areas of the region first, then those of england_areas.csv; headings by
        their order; indicators by heading, then as in their file.

    Raises:
        MetadataError: anything is missing, does not fit the schema or contradicts something
            else. All problems are listed.
    """
    reader = _Reader(Path(data_dir))
    region, local = reader.region_and_areas()
    areas = reader.by_id([*local, *reader.england(region)], "code")
    caveats = reader.by_id(reader.listed("caveats.yml", Caveat, "key"), "key")
    methods = reader.by_id(reader.listed("neighbours.yml", NeighbourMethod, "id"), "id")
    found_domains, found_indicators = reader.domains_and_indicators()
    domains = reader.by_id(found_domains, "id")
    indicators = reader.by_id(found_indicators, "id")

    # A name is called unknown only when the file that should hold it was read without trouble.
    problems = [*headline_problems(indicators), *order_problems(domains)]
    if reader.is_sound("caveats.yml"):
        problems += caveat_problems(indicators, caveats)
    if region is not None and reader.is_sound("region.yml", "england_areas.csv"):
        problems += region_problems(region, areas)
        problems += area_problems(areas)
        problems += lifetime_problems(indicators, areas)
    if region is not None and not reader.problems:
        problems += index_problems(region, indicators, caveats)
    problems = [*reader.problems, *problems]
    if problems or region is None:
        raise MetadataError(problems)
    return Registry(
        region=region.value,
        areas=_values(areas),
        domains=_values(domains),
        indicators=_values(indicators),
        caveats=_values(caveats),
        neighbour_methods=_values(methods),
    )


def _values(entries: dict[str, Entry]) -> dict[str, Any]:
    return {name: entry.value for name, entry in entries.items()}


class _Reader:
    """Reads the files of one data folder and notes every problem on the way."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []

    def shown_name(self, name: str) -> str:
        """The file as people know it, such as data/caveats.yml."""
        return f"{self.folder.resolve().name}/{name}"

    def is_sound(self, *names: str) -> bool:
        """Whether no problem was noted in these files."""
        faulty = {problem.place.file for problem in self.problems}
        return faulty.isdisjoint(self.shown_name(name) for name in names)

    def yaml(self, name: str) -> YamlFile | None:
        """A file of the folder, or None after noting why it cannot be read."""
        try:
            return read_yaml(self.folder / name, self.shown_name(name))
        except MetadataError as error:
            self.problems += error.problems
            return None

    def note(self, place: Place, field: str, found: str, expected: str) -> None:
        """Add one problem."""
        self.problems.append(Problem(place, field, found, expected))

    def build(self, model: type[BaseModel], values: dict[str, Any], place: Place) -> list[Entry]:
        """The description as a list of one, or an empty list after noting what is wrong."""
        try:
            return [Entry(model.model_validate(values), place)]
        except ValidationError as error:
            self.problems += schema_problems(error, model, place)
            return []

    def items(
        self, file: YamlFile, path: tuple[str, ...], key: str
    ) -> Iterator[tuple[dict[str, Any], Place]]:
        """The items of a list, each with its place; what is not a list of items is noted."""
        found = file.content
        for step in path:
            found = found.get(step) if isinstance(found, dict) else None
        if not isinstance(found, list):
            self.note(file.place(), ", ".join(path), shown(found), "a list of items")
            return
        for index, item in enumerate(found):
            place = file.place(*path, index)
            if not isinstance(item, dict):
                self.note(place, "", shown(item), "an item with named fields")
                continue
            name = str(item.get(key, f"item {index + 1}"))
            yield item, Place(place.file, name, place.line, place.fields)

    def listed(self, name: str, model: type[BaseModel], key: str) -> list[Entry]:
        """The items of a file that is one list."""
        file = self.yaml(name)
        if file is None:
            return []
        return [
            entry
            for item, place in self.items(file, (), key)
            for entry in self.build(model, item, place)
        ]

    def region_and_areas(self) -> tuple[Entry | None, list[Entry]]:
        """The region at the top of region.yml and the areas listed in it."""
        file = self.yaml("region.yml")
        if file is None:
            return None, []
        if not isinstance(file.content, dict):
            self.note(file.place(), "", shown(file.content), "fields that describe the region")
            return None, []
        top = {name: value for name, value in file.content.items() if name != "areas"}
        region = self.build(Region, top, file.place())
        areas = [
            entry
            for item, place in self.items(file, ("areas",), "code")
            for entry in self.build(Area, item, place)
        ]
        return (region[0] if region else None), areas

    def england(self, region: Entry | None) -> list[Entry]:
        """Councils outside the region: upper tier, directly below the country."""
        name = self.shown_name("england_areas.csv")
        try:
            text = (self.folder / "england_areas.csv").read_text(encoding="utf-8-sig")
        except (FileNotFoundError, UnicodeDecodeError):
            self.note(Place(name), "", "no readable file", "this file, saved as UTF-8")
            return []
        rows = csv.DictReader(text.splitlines())
        missing = [column for column in _ENGLAND_COLUMNS if column not in (rows.fieldnames or ())]
        if missing:
            self.note(Place(name, line=1), ", ".join(missing), "nothing", "a column of this name")
            return []
        country = region.value.country_code if region else None
        return [
            entry
            for row in rows
            for entry in self.build(
                Area, _england_area(row, country), Place(name, row["code"] or "", rows.line_num)
            )
        ]

    def domains_and_indicators(self) -> tuple[list[Entry], list[Entry]]:
        """Headings in their order, and their indicators in the order of the files."""
        files = sorted((self.folder / "indicators").glob("*.yml"))
        if not files:
            place = Place(self.shown_name("indicators"))
            self.note(place, "", "no files", "one .yml file for each heading")
        read = [self._domain_file(f"indicators/{path.name}") for path in files]
        known = sorted((one for one in read if one[0]), key=lambda one: one[0].value.order)
        return [domain for domain, _ in known], [i for _, indicators in known for i in indicators]

    def _domain_file(self, name: str) -> tuple[Entry | None, list[Entry]]:
        file = self.yaml(name)
        if file is None:
            return None, []
        content = file.content if isinstance(file.content, dict) else {}
        for extra in content.keys() - _DOMAIN_FILE_KEYS:
            expected = "only domain, shared and indicators at this level"
            self.note(file.place(), str(extra), "a field of this name", expected)
        described = content.get("domain")
        if not isinstance(described, dict):
            self.note(file.place(), "domain", shown(described), "the fields of the heading")
            return None, []
        heading = str(described.get("id", ""))
        domain = self.build(Domain, described, file.place("domain", item=heading))
        indicators = [
            entry
            for item, place in self.items(file, ("indicators",), "id")
            for entry in self._indicator(item, heading, place)
        ]
        return (domain[0] if domain else None), indicators

    def _indicator(self, item: dict[str, Any], heading: str, place: Place) -> list[Entry]:
        if "domain" in item:
            expected = "no such field, because the file decides the heading"
            self.note(place, "domain", shown(item["domain"]), expected)
        return self.build(Indicator, {**item, "domain": heading}, place)

    def by_id(self, entries: Iterable[Entry], key: str) -> dict[str, Entry]:
        """Entries by their id; an id that comes twice is noted and the first is kept."""
        kept: dict[str, Entry] = {}
        for entry in entries:
            name = getattr(entry.value, key)
            if name in kept:
                first = kept[name].place
                found = f"{name}, which is already in {first.file}, line {first.line}"
                self.note(entry.place, key, found, f"each {key} only once")
            else:
                kept[name] = entry
        return kept


def _england_area(row: dict[str, str | None], country: str | None) -> dict[str, Any]:
    def several(column: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in (row[column] or "").split(";") if part.strip())

    return {
        "code": row["code"],
        "name": row["name"],
        "type": row["type"],
        "level": Level.UPPER_TIER,
        "parent": country,
        "valid_from": row["valid_from"] or None,
        "valid_to": row["valid_to"] or None,
        "aliases": several("aliases"),
        "predecessors": several("predecessors"),
    }
