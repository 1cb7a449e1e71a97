"""Rules about indicators: do descriptions and figures belong together?"""

import re

from dashboard.compile.finding import Finding
from dashboard.compile.rules.context import Context, at_file

INDICATORS = "indicators"
_RELEASED = re.compile(r"(\d{4}-\d{2}(-\d{2})?)?")


def figures_have_metadata(context: Context) -> list[Finding]:
    """Every figures file and every comparators file belongs to a described indicator."""
    return [
        at_file(
            rule=figures_have_metadata,
            file=table.file,
            found=f"figures for {table.stem}",
            expected=f"an indicator {table.stem} in {INDICATORS}/",
            fix="Describe the indicator, or name the file after one that is described.",
        )
        for table in context.sources.figures
        if table.stem not in context.registry.indicators
    ]


def indicator_has_figures(context: Context) -> list[Finding]:
    """Every described indicator has a figures file."""
    there = {table.file for table in context.sources.figures}
    return [
        at_file(
            rule=indicator_has_figures,
            file=context.figures_file(indicator.id),
            found="no such file",
            expected=f"the figures of {indicator.id}, described under {indicator.domain}",
            fix="Add the figures, or remove the description.",
        )
        for indicator in context.registry.indicators.values()
        if context.figures_file(indicator.id) not in there
    ]


def listed_level_has_figures(context: Context) -> list[Finding]:
    """Every level of geography that an indicator lists has rows in its figures file."""
    pairs = context.regional[["indicator_id", "level"]].drop_duplicates()
    there = set(pairs.itertuples(index=False, name=None))
    present = {indicator_id for indicator_id, _ in there}
    return [
        at_file(
            rule=listed_level_has_figures,
            file=context.figures_file(indicator.id),
            column="area_code",
            found=f"no row of level {level.value}",
            expected=f"rows of every level of {indicator.id}",
            fix=f"Add the rows, or take {level.value} off the levels of the indicator.",
        )
        for indicator in context.registry.indicators.values()
        for level in indicator.levels
        if indicator.id in present and (indicator.id, level.value) not in there
    ]


def release_is_a_date(context: Context) -> list[Finding]:
    """The release of an indicator is a day or a month, written year-month-day, or is empty."""
    return [
        at_file(
            rule=release_is_a_date,
            file=f"{INDICATORS}/{indicator.domain}.yml",
            column=f"{indicator.id}: released",
            found=indicator.released,
            expected="a day such as 2026-03-26, a month such as 2026-03, or nothing",
            fix="Write the date in figures; put anything else in released_note.",
        )
        for indicator in context.registry.indicators.values()
        if not _RELEASED.fullmatch(indicator.released)
    ]
