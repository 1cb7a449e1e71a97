"""Rules about numerators and denominators, and how they give the value."""

import numpy as np
import pandas as pd

from dashboard.compile.finding import Finding
from dashboard.compile.rules.context import Context, at_rows
from dashboard.metadata.models import Kind, Level

# Publishers often round the counts of large areas to the nearest ten.
ROUNDED_TO = 10
_FROM_COUNTS = {Kind.PROPORTION.value, Kind.RATE.value, Kind.MEAN.value, Kind.RATIO.value}
_MAY_BE_ROUNDED = (Level.REGION.value, Level.COUNTRY.value)


def counts_are_not_negative(context: Context) -> list[Finding]:
    """Numerators are 0 or more, and denominators above 0."""
    frame = context.rows.frame
    findings = []
    for column, wrong, least in (
        ("numerator", frame["numerator"] < 0, "0 or more"),
        ("denominator", frame["denominator"] <= 0, "more than 0"),
    ):
        findings += at_rows(
            context.rows,
            wrong,
            rule=counts_are_not_negative,
            column=column,
            expected=least,
            fix="Check the count against the publication; leave it empty if it is not known.",
        )
    return findings


def numerator_is_within_denominator(context: Context) -> list[Finding]:
    """The numerator of a share is not above its denominator."""
    frame = context.rows.frame
    share = frame["kind"] == Kind.PROPORTION.value
    return at_rows(
        context.rows,
        share & (frame["denominator"] > 0) & (frame["numerator"] > frame["denominator"]),
        rule=numerator_is_within_denominator,
        column="numerator",
        expected="{denominator} or less, the denominator",
        fix="Check both counts; they may have changed places, or the indicator may be a rate.",
    )


def value_agrees_with_counts(context: Context) -> list[Finding]:
    """A value is its numerator over its denominator times the multiplier, rounding apart."""
    frame = context.rows.frame
    counted = (
        frame["kind"].isin(_FROM_COUNTS) & (frame["denominator"] > 0) & (frame["numerator"] >= 0)
    )
    base = frame["denominator"].where(counted)
    computed = frame["numerator"] / base * frame["multiplier"]
    allowed = _rounding_of_value(frame) + _rounding_of_counts(frame, base)
    wrong = counted & ((frame["value"] - computed).abs() > allowed)
    shown = pd.DataFrame({"computed": computed, "allowed": allowed}).where(wrong)
    return at_rows(
        context.rows,
        wrong,
        rule=value_agrees_with_counts,
        column="value",
        expected="{computed:.6g}, from {numerator} / {denominator} x {multiplier:,.0f}, give or "
        "take {allowed:.2g}",
        fix="Check all three against the publication. Leave the denominator empty if the "
        "publisher worked the value out from another one.",
        computed=shown["computed"],
        allowed=shown["allowed"],
        multiplier=frame["multiplier"],
    )


def _rounding_of_value(frame: pd.DataFrame) -> pd.Series:
    """Half a unit of the last decimal, as shown or as written, whichever is coarser."""
    digits = np.minimum(frame["decimals"], frame["value_digits"])
    return 10.0**-digits / 2 * (1 + 1e-6)


def _rounding_of_counts(frame: pd.DataFrame, base: pd.Series) -> pd.Series:
    """What rounded counts of a region or country can change in the value."""
    large = frame["level"].isin(_MAY_BE_ROUNDED)
    half = ROUNDED_TO / 2
    in_numerator = np.where(large & (frame["numerator"] % ROUNDED_TO == 0), half, 0.0)
    in_denominator = np.where(large & (frame["denominator"] % ROUNDED_TO == 0), half, 0.0)
    share = frame["multiplier"] / base
    return share * in_numerator + frame["value"].abs() / base * in_denominator
