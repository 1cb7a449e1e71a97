"""report.md: what a new dataset holds, and what changed since the one before."""

from pathlib import Path

import pandas as pd
from pydantic import ValidationError

from dashboard.compile.assemble import Compiled
from dashboard.compile.changes import Changes, find_changes, latest_periods
from dashboard.compile.contents import contents_section
from dashboard.compile.wording import bullets, figure, named, plural, table
from dashboard.compile.write import METADATA, NEIGHBOURS, OBSERVATIONS, PLACES, POSTCODES, SURVEY
from dashboard.metadata.models import Registry
from dashboard.metadata.survey import SurveyRecord

LISTED = 20


def read_earlier(out_dir: Path, manifest: dict | None) -> Compiled | None:
    """The dataset in use before this one; None if there is none that can be read.

    Args:
        out_dir: folder of compiled datasets.
        manifest: that of the dataset in use; None if there is none.
    """
    if manifest is None:
        return None
    folder = out_dir / manifest["folder"]
    try:
        return Compiled(
            registry=Registry.model_validate_json((folder / METADATA).read_bytes()),
            observations=pd.read_parquet(folder / OBSERVATIONS),
            neighbours=pd.read_parquet(folder / NEIGHBOURS),
            places=pd.read_parquet(folder / PLACES),
            survey=SurveyRecord.model_validate_json((folder / SURVEY).read_bytes()),
            postcodes=pd.read_parquet(folder / POSTCODES),
        )
    except (OSError, ValueError, ValidationError):
        # An earlier schema, or a damaged folder: nothing to compare with, not a reason to stop.
        return None


def write_report(
    compiled: Compiled, manifest: dict, *, earlier: dict | None, before: Compiled | None
) -> str:
    """Text of report.md.

    Args:
        compiled: the new dataset.
        manifest: its manifest.
        earlier: manifest of the dataset in use before; None if there was none.
        before: that dataset; None if there was none or it cannot be read.
    """
    head = (
        f"# Compile report\n\nDataset `{manifest['version']}`, compiled {manifest['compiled_at']}."
    )
    return (
        "\n\n".join(
            [head, *_comparison(compiled, manifest, earlier, before), *contents_section(compiled)]
        )
        + "\n"
    )


def _comparison(
    compiled: Compiled, manifest: dict, earlier: dict | None, before: Compiled | None
) -> list[str]:
    if earlier is None:
        return ["This is the first build: there is no earlier dataset to compare with."]
    name = f"`{earlier['version']}`, compiled {earlier.get('compiled_at', 'at an unknown time')}"
    if before is None:
        return [f"The earlier dataset, {name}, cannot be read, so nothing is compared with it."]
    if earlier["version"] == manifest["version"]:
        return [f"Nothing has changed since the earlier dataset, {name}."]
    changes = find_changes(before, compiled)
    return [
        f"Compared with the dataset before, {name}.",
        *_change_sections(compiled, before, changes),
    ]


def _change_sections(after: Compiled, before: Compiled, changes: Changes) -> list[str]:
    now, then = after.registry, before.registry
    sections = [
        "## What changed",
        bullets(
            [
                f"{plural(len(changes.new_indicators), 'indicator')} new, "
                f"{len(changes.gone_indicators)} gone, {len(changes.redescribed)} described anew",
                f"{plural(len(changes.new_periods), 'period')} new, "
                f"{len(changes.gone_periods)} gone",
                f"{plural(len(changes.changed), 'figure')} changed",
                f"{plural(len(changes.new_rows), 'row')} added to periods held before, "
                f"{len(changes.gone_rows)} taken out of them",
                "neighbour lists " + ("changed" if changes.neighbours_changed else "unchanged"),
                "places on maps " + ("changed" if changes.places_changed else "unchanged"),
            ]
        ),
    ]
    for title, ids, registry in (
        ("New indicators", changes.new_indicators, now),
        ("Indicators that are gone", changes.gone_indicators, then),
        ("Indicators described anew", changes.redescribed, now),
    ):
        if ids:
            sections += [f"### {title}", bullets(named(key, registry) for key in ids)]
    for title, periods, registry in (
        ("New periods", changes.new_periods, now),
        ("Periods that are gone", changes.gone_periods, then),
    ):
        if len(periods):
            sections += [f"### {title}", _period_list(periods, registry)]
    sections += _moved(after, before)
    if len(changes.changed):
        sections += ["### Changed figures", *_changed_figures(changes.changed, now)]
    for title, rows, suffix in (
        ("Rows added to periods held before", changes.new_rows, ""),
        ("Rows taken out of periods that are still held", changes.gone_rows, "_before"),
    ):
        if len(rows):
            sections += [f"### {title}", *_row_lists(rows, suffix, now)]
    return sections


def _period_list(periods: pd.DataFrame, registry: Registry) -> str:
    labels = (
        periods.sort_values("period_end").groupby("indicator_id")["period_label"].agg("; ".join)
    )
    return bullets(f"{named(key, registry)}: {text}" for key, text in labels.items())


def _moved(after: Compiled, before: Compiled) -> list[str]:
    """Indicators whose newest period with a value is another one than before."""
    both = latest_periods(before).join(latest_periods(after), how="inner", suffixes=("_before", ""))
    moved = both[both["period_end"] != both["period_end_before"]]
    if moved.empty:
        return []
    rows = [
        (named(row.Index, after.registry), row.period_label_before, row.period_label)
        for row in moved.itertuples()
    ]
    return ["### Latest period moved", table(("Indicator", "Before", "Now"), rows)]


def _changed_figures(changed: pd.DataFrame, registry: Registry) -> list[str]:
    """For each indicator the number of changed figures and the first of them."""
    parts = []
    for indicator_id, part in changed.groupby("indicator_id", sort=True):
        newest = part.sort_values(["period_end", "area_code"], ascending=[False, True])
        rows = [_old_and_new(row, registry) for row in newest.head(LISTED).itertuples()]
        parts += [
            f"**{named(str(indicator_id), registry)}**: {plural(len(part), 'figure')} changed"
            + _first_of(len(part)),
            table(("Area", "Period", "Before", "Now", "Also changed"), rows),
        ]
    return parts


def _old_and_new(row, registry: Registry) -> tuple[str, ...]:
    also = [
        words
        for words, names in (
            ("interval", ("lower_ci", "upper_ci")),
            ("counts", ("numerator", "denominator")),
        )
        if any(
            figure(getattr(row, f"{n}_before"), "") != figure(getattr(row, n), "") for n in names
        )
    ]
    return (
        _area(row.area_code, registry),
        row.period_label,
        figure(row.value_before, row.status_before),
        figure(row.value, row.status),
        " and ".join(also),
    )


def _row_lists(rows: pd.DataFrame, suffix: str, registry: Registry) -> list[str]:
    parts = []
    for indicator_id, part in rows.groupby("indicator_id", sort=True):
        listed = [
            f"{_area(row.area_code, registry)}, {getattr(row, f'period_label{suffix}')}: "
            + figure(getattr(row, f"value{suffix}"), getattr(row, f"status{suffix}"))
            for row in part.head(LISTED).itertuples()
        ]
        parts += [
            f"**{named(str(indicator_id), registry)}**: {plural(len(part), 'row')}"
            + _first_of(len(part)),
            bullets(listed),
        ]
    return parts


def _area(code: str, registry: Registry) -> str:
    return f"{registry.areas[code].name} ({code})" if code in registry.areas else code


def _first_of(count: int) -> str:
    return f"; the first {LISTED} are listed" if count > LISTED else ""
