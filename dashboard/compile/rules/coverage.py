"""Rules about completeness: is no area left out without a word?"""

import pandas as pd

from dashboard.compile.finding import Finding
from dashboard.compile.rules.context import Context, at_file
from dashboard.metadata.models import Level

_LEVELS = (Level.UPPER_TIER, Level.DISTRICT)
_PERIOD = ["period_start", "period_end", "period_label"]


def no_area_is_left_out(context: Context) -> list[Finding]:
    """Each member, and each district, has a row for every period in which others have one."""
    findings = []
    for level in _LEVELS:
        areas = {area.code: area for area in context.areas_of_region(level)}
        frame = context.regional
        part = frame[frame["area_code"].isin(set(areas))]
        # A row whose date cannot be read may be the one that seems to be missing.
        undated = _pairs(part[part["period_end"].isna()])
        part = part[part["period_end"].notna()]
        keys = ["indicator_id", "period_end"]
        periods = part.drop_duplicates(keys)[["indicator_id", *_PERIOD]]
        there = set(part[[*keys, "area_code"]].itertuples(index=False, name=None))
        for period in periods.itertuples(index=False):
            indicator = context.registry.indicators.get(period.indicator_id)
            if indicator is None or level not in indicator.levels:
                continue
            findings += [
                _left_out(context, period, area)
                for code, area in areas.items()
                if (period.indicator_id, period.period_end, code) not in there
                and (period.indicator_id, code) not in undated
                and _exists(area, period)
            ]
    return findings


def _pairs(frame: pd.DataFrame) -> set[tuple[str, str]]:
    return set(frame[["indicator_id", "area_code"]].itertuples(index=False, name=None))


def _exists(area, period) -> bool:
    """Whether an area exists at any time during a period."""
    begun = area.valid_from is None or period.period_end >= pd.Timestamp(area.valid_from)
    ended = area.valid_to is not None and period.period_start > pd.Timestamp(area.valid_to)
    return begun and not ended


def _left_out(context: Context, period, area) -> Finding:
    return at_file(
        rule=no_area_is_left_out,
        file=context.figures_file(period.indicator_id),
        column="area_code",
        found=f"no row for {area.code} ({area.name}), {period.period_label}",
        expected="a row for every area that exists in the period",
        fix="Add the row. If there is no figure, leave the value empty and say why with the "
        "status, such as suppressed or not_available.",
    )
