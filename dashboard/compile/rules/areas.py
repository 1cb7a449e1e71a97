"""Rules about areas: is each figure about an area that there is?"""

import pandas as pd

from dashboard.compile.finding import Finding
from dashboard.compile.read import FIGURES
from dashboard.compile.rules.context import Context, at_file, at_rows
from dashboard.metadata.models import Area

REGION_FILE = "region.yml"


def area_is_known(context: Context) -> list[Finding]:
    """Every area code is that of an area in region.yml or england_areas.csv."""
    return at_rows(
        context.rows,
        ~context.rows.frame["area_code"].isin(set(context.registry.areas)),
        rule=area_is_known,
        column="area_code",
        found="{cell} ({area_name})",
        expected="the code, or another code under aliases, of an area in region.yml or "
        "england_areas.csv",
        fix="Correct the code, or add the area. If it is another code for a known area, add it "
        "to the aliases of that area.",
    )


def area_name_fits_code(context: Context) -> list[Finding]:
    """The area name is that of the area with the code, or is left empty."""
    frame, areas = context.rows.frame, context.registry.areas
    pairs = frame[["area_code", "area_name"]].drop_duplicates()
    known = pairs[pairs["area_code"].isin(set(areas)) & (pairs["area_name"] != "")]
    wrong = {
        (code, name)
        for code, name in known.itertuples(index=False)
        if _plain(name) not in {_plain(areas[code].name), _plain(areas[code].short_name)}
    }
    if not wrong:
        return []
    given = pd.MultiIndex.from_frame(frame[["area_code", "area_name"]].astype(str))
    names = frame["area_code"].astype(str).map({code: area.name for code, area in areas.items()})
    return at_rows(
        context.rows,
        given.isin(wrong),
        rule=area_name_fits_code,
        column="area_name",
        expected="{name}, the name of {area_code}",
        fix="Find out which of the two is right, the name or the code, and correct the other.",
        name=names,
    )


def area_is_within_lifetime(context: Context) -> list[Finding]:
    """An area has values only for periods in which it existed, unless the indicator says why.

    This holds for the region's own areas. Publishers restate the past of other councils on
    today's boundaries at will, and no figure here depends on when those began.
    """
    frame = context.rows.frame
    outside = (frame["period_end"] < frame["valid_from"]) | (
        frame["period_start"] > frame["valid_to"]
    )
    excused = {
        (indicator.id, code)
        for indicator in context.registry.indicators.values()
        for code in indicator.outside_lifetime
    }
    wrong = outside & frame["value"].notna() & (frame["folder"] == FIGURES)
    if excused and wrong.any():
        pairs = pd.MultiIndex.from_frame(frame[["indicator_id", "area_code"]].astype(str))
        wrong &= ~pairs.isin(excused)
    areas = context.registry.areas
    lifetime = frame["area_code"].astype(str).map({c: _lifetime(a) for c, a in areas.items()})
    return at_rows(
        context.rows,
        wrong,
        rule=area_is_within_lifetime,
        column="period_end",
        found="{value} for {area_name}, {period_start} to {period_end}",
        expected="no value outside the lifetime of the area, {lifetime}",
        fix="Use the code of the area that existed then. If the publisher gives figures for "
        "this area all the same, say so under outside_lifetime of the indicator.",
        lifetime=lifetime,
    )


def area_level_is_listed(context: Context) -> list[Finding]:
    """An indicator has rows only for the levels of geography that its description lists."""
    frame = context.rows.frame
    findings = []
    groups = frame.groupby(["indicator_id", "level", "folder"], observed=True, sort=True)
    for (indicator_id, level, folder), positions in groups.indices.items():
        indicator = context.registry.indicators.get(indicator_id)
        if indicator is None or not level or level in set(indicator.levels):
            continue
        first = context.rows.texts.iloc[positions[0]]
        listed = ", ".join(item.value for item in indicator.levels)
        findings.append(
            at_file(
                rule=area_level_is_listed,
                file=f"{folder}/{indicator_id}.csv",
                row=int(first["row"]),
                column="area_code",
                found=f"{len(positions):,} rows of level {level}, the first for "
                f"{first['area_code']} ({first['area_name']})",
                expected=f"only the levels of the indicator: {listed}",
                fix=f"Add {level} to the levels of {indicator_id}, or remove the rows.",
            )
        )
    return findings


def region_has_expected_members(context: Context) -> list[Finding]:
    """The region has as many members as it should have, each of them once."""
    region = context.registry.region
    members = len(set(region.members))
    if members == len(region.members) == region.expected_members:
        return []
    return [
        at_file(
            rule=region_has_expected_members,
            file=REGION_FILE,
            column="members",
            found=f"{len(region.members)} members, {members} different",
            expected=f"{region.expected_members} members",
            fix="Correct the list, or change expected_members if the region has changed.",
        )
    ]


def _plain(name: str) -> str:
    """A name without what differs between publishers: capitals, "and", marks, spaces."""
    letters = name.lower().replace("&", " and ")
    return "".join(letter for letter in letters if letter.isalnum())


def _lifetime(area: Area) -> str:
    start = f"from {area.valid_from}" if area.valid_from else ""
    end = f"to {area.valid_to}" if area.valid_to else ""
    return " ".join(part for part in (start, end) if part) or "without limits"
