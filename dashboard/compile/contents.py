"""The part of report.md that says what a dataset holds, and what it lacks."""

import pandas as pd

from dashboard.compile.assemble import Compiled
from dashboard.compile.changes import latest_periods
from dashboard.compile.wording import bullets, named, plural, table
from dashboard.metadata.models import Area, Level, Status
from dashboard.metadata.survey import SurveyRecord

_LABELS = {status.value: status.label for status in Status}
NO_ROW = "no row"


def contents_section(compiled: Compiled) -> list[str]:
    """Paragraphs about one dataset, whatever came before it."""
    latest = latest_periods(compiled)
    return [
        "## What it holds",
        bullets(_counts(compiled)),
        "### Rows by status",
        _statuses(compiled.observations),
        "### Releases",
        bullets(_releases(compiled)),
        "### Areas without a figure at the latest period",
        *_missing(compiled, latest),
        *themes_section(compiled.survey),
        "### Indicators",
        _indicators(compiled, latest),
    ]


def _counts(compiled: Compiled) -> list[str]:
    observations = compiled.observations
    methods = observations["interval_method"]
    return [
        plural(len(observations), "row"),
        f"{observations['indicator_id'].nunique()} indicators, "
        f"{observations['area_code'].nunique()} areas",
        f"{(methods == 'published').sum():,} published intervals, "
        f"{(~methods.isin(['published', ''])).sum():,} worked out here",
        plural(len(compiled.neighbours), "neighbour row"),
    ]


def _statuses(observations: pd.DataFrame) -> str:
    counts = observations["status"].value_counts().to_dict()
    rows = [(key, label, f"{counts.get(key, 0):,}") for key, label in _LABELS.items()]
    return table(("Status", "Meaning", "Rows"), rows)


def _releases(compiled: Compiled) -> list[str]:
    """The newest and the oldest release, and the indicators whose release is not known."""
    released = {key: item.released for key, item in compiled.registry.indicators.items()}
    dates = sorted({text for text in released.values() if text})
    unknown = [key for key, text in released.items() if not text]
    lines = []
    for words, date in zip(("newest", "oldest"), (dates[-1:], dates[:1]), strict=True):
        keys = [key for key, text in released.items() if date and text == date[0]]
        if keys:
            lines.append(f"{words} {date[0]}: {', '.join(f'`{key}`' for key in keys)}")
    if unknown:
        lines.append(f"not known: {', '.join(f'`{key}`' for key in unknown)}")
    return lines or ["none known"]


def _missing(compiled: Compiled, latest: pd.DataFrame) -> list[str]:
    """For each indicator the areas that lack a value where others have one, with the reason."""
    registry = compiled.registry
    keys = ["indicator_id", "period_end"]
    wanted = pd.MultiIndex.from_arrays([latest.index, latest["period_end"]])
    at_latest = compiled.observations[
        pd.MultiIndex.from_frame(compiled.observations[keys]).isin(wanted)
    ]
    groups = dict(iter(at_latest.groupby("indicator_id")))
    rows = []
    for indicator_id in latest.index:
        indicator = registry.indicators[indicator_id]
        part = groups[indicator_id].drop_duplicates("area_code", keep="last")
        part = part.set_index("area_code")
        areas: list[Area] = list(registry.members) if Level.UPPER_TIER in indicator.levels else []
        if Level.DISTRICT in indicator.levels:
            areas += [area for area in registry.local_areas() if area not in areas]
        lacking = [text for area in areas if (text := _reason(area, part))]
        if lacking:
            rows.append(
                (
                    named(indicator_id, registry),
                    latest.loc[indicator_id, "period_label"],
                    "; ".join(lacking),
                )
            )
    if not rows:
        return ["None: every area has a figure for every indicator."]
    return [table(("Indicator", "Latest period", "Areas without a figure"), rows)]


def themes_section(survey: SurveyRecord) -> list[str]:
    """How far free-text answers are coded, and which decisions no longer count."""
    if not survey.texts and not survey.outdated:
        return []
    first = sum(one.confirmed is not None for one in survey.texts)
    second = sum(one.second is not None for one in survey.texts)
    lines = [
        f"{plural(len(survey.texts), 'answer')} in people's own words, {first} coded by a first "
        f"coder, {second} by a second",
    ]
    if survey.outdated:
        lines.append(
            f"check: {plural(len(survey.outdated), 'answer')} changed or gone since they were "
            "coded; what was decided of them does not count: "
            + ", ".join(f"`{one}`" for one in survey.outdated)
        )
    return ["### Themes", bullets(lines)]


def _reason(area: Area, part: pd.DataFrame) -> str:
    """Why an area has no value; empty if it has one."""
    if area.code not in part.index:
        return f"{area.name}: {NO_ROW}"
    if pd.notna(part.loc[area.code, "value"]):
        return ""
    return f"{area.name}: {_LABELS[part.loc[area.code, 'status']]}"


def _indicators(compiled: Compiled, latest: pd.DataFrame) -> str:
    counts = compiled.observations.groupby("indicator_id")["value"].agg(["size", "count"])
    rows = [
        (
            named(str(key), compiled.registry),
            latest["period_label"].get(key, "none"),
            f"{row['size']:,}",
            f"{row['count']:,}",
        )
        for key, row in counts.iterrows()
    ]
    return table(("Indicator", "Latest period", "Rows", "With a value"), rows)
