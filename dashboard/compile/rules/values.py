"""Rules about values, their statuses and their intervals."""

import numpy as np
import pandas as pd

from dashboard.compile.finding import Finding
from dashboard.compile.rules.context import Context, at_rows
from dashboard.metadata.models import Kind, Status

_STATUSES = {status.value for status in Status}
_NOT_NEGATIVE = {Kind.PROPORTION, Kind.RATE, Kind.RATIO, Kind.COUNT, Kind.INDEX}


def value_fits_status(context: Context) -> list[Finding]:
    """A row has a value exactly when its status says so."""
    frame, texts = context.rows.frame, context.rows.texts
    given = texts["value"] != ""
    known = context.rows.frame["status"].isin(_STATUSES)
    missing = at_rows(
        context.rows,
        known & frame["has_value"] & ~given,
        rule=value_fits_status,
        column="value",
        expected="a value, because the status is {status}",
        fix="Fill in the value, or change the status to the reason why there is none.",
    )
    too_many = at_rows(
        context.rows,
        known & ~frame["has_value"] & given,
        rule=value_fits_status,
        column="value",
        expected="an empty cell, because the status is {status}",
        fix="Remove the value if it is withheld or meaningless; change the status to ok if it "
        "is real.",
    )
    return missing + too_many


def value_is_in_range(context: Context) -> list[Finding]:
    """Values lie where their kind can: shares from 0 to all, and nothing counted below 0."""
    frame = context.rows.frame
    share = frame["kind"] == Kind.PROPORTION.value
    top = frame["multiplier"].where(share, np.inf)
    floor = frame["kind"].isin({kind.value for kind in _NOT_NEGATIVE})
    most = top.map(lambda limit: f" to {limit:,.0f}" if np.isfinite(limit) else " or more")
    return at_rows(
        context.rows,
        (floor & (frame["value"] < 0)) | (share & (frame["value"] > top)),
        rule=value_is_in_range,
        column="value",
        expected="0{most}, because the indicator is a {kind}",
        fix="Check the value against the publication, and that kind and multiplier of the "
        "indicator are right.",
        most=most,
        kind=frame["kind"],
    )


def count_is_whole(context: Context) -> list[Finding]:
    """Values of an indicator that is a count are whole numbers."""
    frame = context.rows.frame
    return at_rows(
        context.rows,
        (frame["kind"] == Kind.COUNT.value) & (frame["value"] % 1 > 0),
        rule=count_is_whole,
        column="value",
        expected="a whole number, because the indicator is a count",
        fix="Check the value against the publication; an average is of kind mean.",
    )


def interval_has_a_value(context: Context) -> list[Finding]:
    """A row without a value has no interval."""
    texts = context.rows.texts
    empty = texts["value"] == ""
    findings = []
    for column in ("lower_ci", "upper_ci"):
        findings += at_rows(
            context.rows,
            empty & (texts[column] != ""),
            rule=interval_has_a_value,
            column=column,
            expected="an empty cell, because there is no value",
            fix="Remove the limit; it would give away what is withheld.",
        )
    return findings


def interval_has_both_limits(context: Context) -> list[Finding]:
    """An interval has a lower and an upper limit, or neither."""
    texts = context.rows.texts
    findings = []
    for column, other in (("lower_ci", "upper_ci"), ("upper_ci", "lower_ci")):
        findings += at_rows(
            context.rows,
            (texts[column] == "") & (texts[other] != "") & (texts["value"] != ""),
            rule=interval_has_both_limits,
            column=column,
            expected=f"a limit, because {other} is {{{other}}}",
            fix="Fill in the missing limit, or remove the other.",
        )
    return findings


def interval_is_upright(context: Context) -> list[Finding]:
    """The lower limit of an interval is not above the upper."""
    frame = context.rows.frame
    return at_rows(
        context.rows,
        frame["lower_ci"] > frame["upper_ci"],
        rule=interval_is_upright,
        column="lower_ci",
        expected="{upper_ci} or less",
        fix="Check both limits; they may have changed places.",
    )


def value_is_within_interval(context: Context) -> list[Finding]:
    """A value lies inside its own interval, give or take rounding."""
    frame = context.rows.frame
    upright = frame["lower_ci"] <= frame["upper_ci"]
    below = frame["lower_ci"] - frame["value"] > _rounding(frame, "lower_ci")
    above = frame["value"] - frame["upper_ci"] > _rounding(frame, "upper_ci")
    return at_rows(
        context.rows,
        upright & (below | above),
        rule=value_is_within_interval,
        column="value",
        expected="{lower_ci} to {upper_ci}, its own interval",
        fix="Check all three against the publication; they may be from different rows.",
    )


def _rounding(frame: pd.DataFrame, limit: str) -> pd.Series:
    """How far a value and a limit may be apart because both were rounded."""
    half_units = 10.0 ** -frame["value_digits"] + 10.0 ** -frame[f"{limit}_digits"]
    return half_units / 2 * (1 + 1e-6)
