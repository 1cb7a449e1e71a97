"""Rules about what maps are drawn from: borders, tiles and label points.

The files are made by one command from the boundaries, so anything wrong here means that they
do not belong to the areas of the region as it is now.
"""

from collections.abc import Callable

from dashboard.compile.finding import Finding
from dashboard.compile.harmonise import as_number
from dashboard.compile.read import Sources, Table
from dashboard.compile.rules.context import Context, at_file
from dashboard.metadata.models import Level

_LEVELS = (Level.UPPER_TIER.value, Level.DISTRICT.value)
_AGAIN = (
    "Make the files again for the areas of this region: python -m dashboard.geography.boundaries."
)


def map_area_is_known(context: Context) -> list[Finding]:
    """Every area in the files behind the maps is known, and at a level that is drawn."""
    known = {"level": set(_LEVELS)}
    known["area_code"] = known["neighbour_code"] = set(context.registry.areas)
    words = {"level": " or ".join(_LEVELS)}
    return [
        at_file(
            rule=map_area_is_known,
            file=table.file,
            row=number,
            column=column,
            found=cell or "nothing",
            expected=words.get(column, "the code of an area in region.yml"),
            fix=_AGAIN,
        )
        for table in _map_tables(context.sources)
        for number, record in table.records
        for column, cell in record.items()
        if column in known and cell not in known[column]
    ]


def map_number_is_usable(context: Context) -> list[Finding]:
    """Borders are above 0 km, tiles are counted in whole numbers from 0, and places are numbers."""
    return [
        at_file(
            rule=map_number_is_usable,
            file=table.file,
            row=number,
            column=column,
            found=cell or "nothing",
            expected=_wanted(column)[0],
            fix=_AGAIN,
        )
        for table in _map_tables(context.sources)
        for number, record in table.records
        for column, cell in record.items()
        if not column.endswith("_code") and column != "level" and not _wanted(column)[1](cell)
    ]


def map_place_is_given_once(context: Context) -> list[Finding]:
    """At each level an area has one tile and one label point, and no two areas share a tile."""
    findings = []
    for table, columns, wanted in (
        (context.sources.tiles, ("area_code",), "one tile for each area"),
        (context.sources.tiles, ("column", "row"), "one area on each tile"),
        (context.sources.extents, ("area_code",), "one label point for each area"),
        (context.sources.adjacency, ("area_code", "neighbour_code"), "each border once"),
    ):
        seen: dict[tuple[str, ...], int] = {}
        for number, record in table.records:
            first = seen.setdefault((record["level"], *(record[c] for c in columns)), number)
            if first != number:
                findings.append(
                    at_file(
                        rule=map_place_is_given_once,
                        file=table.file,
                        row=number,
                        column=columns[-1],
                        found=f"{', '.join(record[c] for c in columns)}, as in row {first}",
                        expected=wanted,
                        fix=_AGAIN,
                    )
                )
    return findings


def map_shows_every_area(context: Context) -> list[Finding]:
    """Every member, and every district or unitary, has a border, a tile and a label point."""
    wanted = [(area, Level.UPPER_TIER.value) for area in context.registry.members]
    wanted += [(area, Level.DISTRICT.value) for area in context.registry.local_areas()]
    findings = []
    for table in _map_tables(context.sources):
        if not table.is_sound:
            continue
        drawn = {(record["area_code"], record["level"]) for _, record in table.records}
        findings += [
            at_file(
                rule=map_shows_every_area,
                file=table.file,
                column="area_code",
                found=f"no row for {area.code} ({area.name}) at level {level}",
                expected="a row for every area that a map shows",
                fix=_AGAIN,
            )
            for area, level in wanted
            if (area.code, level) not in drawn
        ]
    return findings


def _map_tables(sources: Sources) -> tuple[Table, ...]:
    return (sources.adjacency, sources.tiles, sources.extents)


def _wanted(column: str) -> tuple[str, Callable[[str], bool]]:
    """What a number must be, in words and as a test."""
    if column == "shared_border_km":
        return "kilometres above 0", lambda cell: as_number(cell) > 0
    if column in {"column", "row"}:
        return "a whole number from 0", str.isdecimal
    return "a number", lambda cell: as_number(cell) == as_number(cell)
