"""Rules about published lists of comparable areas."""

from dashboard.compile.finding import Finding
from dashboard.compile.harmonise import aliases_of
from dashboard.compile.read import NEIGHBOURS_FILE
from dashboard.compile.rules.context import Context, at_file


def neighbour_area_is_known(context: Context) -> list[Finding]:
    """Both areas of every row of neighbours.csv are known."""
    known = set(context.registry.areas) | set(aliases_of(context.registry))
    return [
        at_file(
            rule=neighbour_area_is_known,
            file=NEIGHBOURS_FILE,
            row=number,
            column=column,
            found=record[column] or "nothing",
            expected="the code of an area in region.yml or england_areas.csv",
            fix="Correct the code, add the area, or remove the row; ranks may have gaps.",
        )
        for number, record in context.sources.neighbours.records
        for column in ("area_code", "neighbour_code")
        if record[column] not in known
    ]


def neighbour_method_is_described(context: Context) -> list[Finding]:
    """Every method in neighbours.csv is described in neighbours.yml."""
    return [
        at_file(
            rule=neighbour_method_is_described,
            file=NEIGHBOURS_FILE,
            row=number,
            column="method",
            found=record["method"] or "nothing",
            expected="one of " + ", ".join(context.registry.neighbour_methods),
            fix="Correct the method, or describe it in neighbours.yml.",
        )
        for number, record in context.sources.neighbours.records
        if record["method"] not in context.registry.neighbour_methods
    ]


def neighbour_rank_is_whole(context: Context) -> list[Finding]:
    """The rank of a neighbour is a whole number from 1."""
    return [
        at_file(
            rule=neighbour_rank_is_whole,
            file=NEIGHBOURS_FILE,
            row=number,
            column="rank",
            found=record["rank"] or "nothing",
            expected="a whole number, 1 for the closest",
            fix="Copy the rank from the publication.",
        )
        for number, record in context.sources.neighbours.records
        if not (record["rank"].isdecimal() and int(record["rank"]) >= 1)
    ]


def neighbour_is_listed_once(context: Context) -> list[Finding]:
    """No area is its own neighbour, or is listed twice, or shares a rank, under one method."""
    findings = []
    for column, wanted in (("neighbour_code", "a different area"), ("rank", "a rank of its own")):
        seen: dict[tuple[str, str, str], int] = {}
        for number, record in context.sources.neighbours.records:
            key = (record["area_code"], record["method"], record[column])
            first = seen.setdefault(key, number)
            itself = record["area_code"] == record[column]
            if first == number and not itself:
                continue
            where = "the area itself" if itself else f"as in row {first}"
            findings.append(
                at_file(
                    rule=neighbour_is_listed_once,
                    file=NEIGHBOURS_FILE,
                    row=number,
                    column=column,
                    found=f"{record[column]}, {where}",
                    expected=f"{wanted} in each row of one area and method",
                    fix="Remove the row that is wrong.",
                )
            )
    return findings
