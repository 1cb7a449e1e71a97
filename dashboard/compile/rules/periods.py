"""Rules about periods: is each one in order, named alike everywhere, and there once?"""

import numpy as np
import pandas as pd

from dashboard.compile.finding import Finding
from dashboard.compile.rules.context import Context, at_rows


def period_ends_after_it_starts(context: Context) -> list[Finding]:
    """A period ends on the day it starts, or later."""
    frame = context.rows.frame
    return at_rows(
        context.rows,
        frame["period_end"] < frame["period_start"],
        rule=period_ends_after_it_starts,
        column="period_end",
        expected="{period_start} or later",
        fix="Correct the two dates; for a count on one day both are that day.",
    )


def figure_is_given_once(context: Context) -> list[Finding]:
    """There is one row for each indicator, area and period."""
    frame = context.rows.frame
    keys = ["indicator_id", "area_code", "period_end"]
    dated = frame["period_end"].notna()
    again = frame.duplicated(keys) & dated
    if not again.any():
        return []
    groups = frame.groupby(keys, observed=True, sort=False).ngroup()
    first = pd.Series(frame.index, index=frame.index).groupby(groups).transform("first")
    texts = context.rows.texts.loc[first[again]]
    where = pd.Series("", index=frame.index)
    where[again] = [
        f"row {row} of {file}" for row, file in zip(texts["row"], texts["file"], strict=True)
    ]
    return at_rows(
        context.rows,
        again,
        rule=figure_is_given_once,
        column="area_code",
        found="{area_code} ({area_name}), period to {period_end}, as in {where}",
        expected="one row for each area and period",
        fix="Keep the row with the right figure and remove the other.",
        where=where,
    )


def periods_do_not_overlap(context: Context) -> list[Finding]:
    """Periods of an area do not overlap, unless the indicator says that they roll."""
    frame = context.rows.frame
    usable = frame["period_end"] >= frame["period_start"]
    part = frame[usable & ~frame["rolling"]]
    part = part.sort_values(
        ["indicator_id", "area_code", "period_end", "period_start"], kind="stable"
    )
    # Neighbours in this order are enough to notice any overlap, if not to list every pair.
    before = part.shift()
    same = (
        (part["indicator_id"].cat.codes.diff() == 0)
        & (part["area_code"].cat.codes.diff() == 0)
        & (part["period_end"] > before["period_end"])
    )
    overlapping = part.index[same & (part["period_start"] <= before["period_end"])]
    wrong = frame.index.isin(overlapping)
    other = pd.Series("", index=frame.index)
    if wrong.any():
        other[overlapping] = before.loc[overlapping, "period_label"].astype(str)
    return at_rows(
        context.rows,
        wrong,
        rule=periods_do_not_overlap,
        column="period_start",
        found="{period_start} to {period_end}, which overlaps {other}",
        expected="a start after the end of the period before",
        fix="Correct the dates. If successive periods overlap by design, set rolling_periods "
        "of the indicator.",
        other=other,
    )


def period_has_one_label(context: Context) -> list[Finding]:
    """Rows of an indicator with the same dates have the same period label."""
    return _odd_ones_out(
        context,
        same=["indicator_id", "period_start", "period_end"],
        differs=["period_label"],
        rule=period_has_one_label,
        column="period_label",
        expected="{usual}, as in the other rows of {period_start} to {period_end}",
        fix="Use the same label in every row of the period.",
    )


def label_has_one_period(context: Context) -> list[Finding]:
    """Rows of an indicator with the same period label have the same dates."""
    return _odd_ones_out(
        context,
        same=["indicator_id", "period_label"],
        differs=["period_start", "period_end"],
        rule=label_has_one_period,
        column="period_start",
        found="{period_start} to {period_end}",
        expected="{usual}, as in the other rows labelled {period_label}",
        fix="Correct the dates, or the label.",
    )


def _odd_ones_out(
    context: Context, *, same: list[str], differs: list[str], **wording: object
) -> list[Finding]:
    """Rows that differ from most rows they should agree with."""
    frame = context.rows.frame
    keys = [*same, *differs]
    kinds = frame.groupby(keys, observed=True, sort=False).size().rename("n").reset_index()
    if not kinds.duplicated(same).any():
        return []
    # The commonest first; of equally common ones, the one met first.
    kinds = kinds.sort_values("n", ascending=False, kind="stable")
    usual = kinds.drop_duplicates(same).drop(columns="n")
    names = {name: f"usual_{name}" for name in differs}
    joined = frame[keys].merge(usual.rename(columns=names), on=same, how="left", validate="m:1")
    wrong = np.zeros(len(frame), dtype=bool)
    written = []
    for name, usual_name in names.items():
        known = joined[usual_name].notna().to_numpy()
        wrong |= (
            known & (joined[name].astype(object) != joined[usual_name].astype(object)).to_numpy()
        )
        written.append(joined[usual_name].astype(str))
    text = written[0].str.cat(written[1:], sep=" to ")
    return at_rows(context.rows, wrong, usual=text, **wording)
