"""Need across, support up: which areas have more need and less support than the others."""

from typing import NamedTuple

import pandas as pd

from dashboard.analysis.provision import AT_LEAST, NOT_KNOWN
from dashboard.cards.model import Card, LegendItem
from dashboard.cards.need_choice import NeedChoice, named
from dashboard.cards.need_table import both_table
from dashboard.cards.need_words import measure_help
from dashboard.cards.survey_labels import title_with_label
from dashboard.figures.crossing import Crossing
from dashboard.figures.quadrant import MARKS, Corners, quadrant
from dashboard.figures.template import Look

NO_CAUSE = (
    "This does not show that support changes need, or that areas chose their support by need."
)
AS_STATED = (
    "Support is as councils state it and they may count differently. In small areas one service "
    "more or less moves an area far."
)
_MARK_WORDS = {
    "whole": "all of it known",
    "at_least": "at least: may be higher, some is not known",
    "nothing": "asked, and answered none",
}
_FEWEST = 3  # the middle of two areas says nothing
_MOST_IN_TITLE = 3


class Quarters(NamedTuple):
    """Areas on either side of the middle; those on a line belong to no quarter.

    Attributes:
        x, y: the middle (median) of need and of support; NaN if too few areas have both.
        greater_less, greater_more, less_less, less_more: need, then support.
    """

    x: float
    y: float
    greater_less: tuple[str, ...]
    greater_more: tuple[str, ...]
    less_less: tuple[str, ...]
    less_more: tuple[str, ...]


def quadrant_card(choice: NeedChoice, look: Look) -> Card:
    """The chart, and who is where in words."""
    frame = _frame(choice)
    found = quarters(frame, low_first=choice.need.low_first)
    title = _title(choice, found)
    return Card(
        id="beside",
        title=title,
        sentence=_sentence(choice, frame, found),
        figure=quadrant(
            frame,
            x=choice.need.indicator,
            y=choice.support,
            look=look,
            middle=Crossing("Middle:", _or_none(found.x), _or_none(found.y)),
            corners=_corners(choice),
            reverse=choice.need.low_first,
            tinted=choice.need.is_directed and pd.notna(found.x),
            selected=choice.selected,
        ),
        make_table=lambda: both_table(choice),
        legend=_legend(frame),
        indicators=choice.indicator_ids(),
        image_title=title_with_label(choice.dataset, choice.codes, title),
        source_line=choice.source(),
        notes=notes(choice),
        links=(choice.gaps_link(),),
        on_click="highlight",
    )


def _or_none(value: float) -> float | None:
    return None if pd.isna(value) else value


def _frame(choice: NeedChoice) -> pd.DataFrame:
    """One row per area as ``quadrant`` wants it; no point where either figure is missing."""
    need = choice.need.frame
    reasons = {code: choice.why_not_shown(code) for code in choice.codes}
    return pd.DataFrame(
        {
            "name": [choice.name(code) for code in choice.codes],
            "x": need["value"].astype(float),
            "y": [choice.amounts[code].rate for code in choice.codes],
            "x_low": need["lower_ci"].astype(float),
            "x_high": need["upper_ci"].astype(float),
            "mark": [choice.amounts[code].state for code in choice.codes],
            "reason": list(reasons.values()),
        },
        index=pd.Index(choice.codes),
    )


def quarters(frame: pd.DataFrame, *, low_first: bool) -> Quarters:
    """Sort areas by the middle of need and of support.

    Args:
        frame: by area code: x (need) and y (support), NaN where there is none.
        low_first: whether low values are more need.
    """
    held = frame.dropna(subset=["x", "y"])
    if len(held) < _FEWEST:
        return Quarters(float("nan"), float("nan"), (), (), (), ())
    x, y = float(held["x"].median()), float(held["y"].median())
    greater, less = (held["x"] < x, held["x"] > x) if low_first else (held["x"] > x, held["x"] < x)
    more, fewer = held["y"] > y, held["y"] < y
    return Quarters(
        x,
        y,
        *(
            tuple(held.index[need & support])
            for need in (greater, less)
            for support in (fewer, more)
        ),
    )


def _corners(choice: NeedChoice) -> Corners:
    if choice.need.is_directed:
        return Corners(
            "Less need, more support",
            "Greater need, more support",
            "Less need, less support",
            "Greater need, less support",
        )
    left, right = ("Higher", "Lower") if choice.need.low_first else ("Lower", "Higher")
    return Corners(*(f"{side}, {much} support" for much in ("more", "less")
                     for side in (left, right)))  # fmt: skip


def _title(choice: NeedChoice, found: Quarters) -> str:
    if not choice.need.is_directed:
        return f"How much support is there where {choice.need_words} is higher?"
    if _names_them(choice, found):
        return f"Greater need and less support: {named(choice, found.greater_less)}"
    return "Where is need great and support little?"


def _names_them(choice: NeedChoice, found: Quarters) -> bool:
    """Whether the title says which areas have greater need and less support."""
    return choice.need.is_directed and 0 < len(found.greater_less) <= _MOST_IN_TITLE


def _sentence(choice: NeedChoice, frame: pd.DataFrame, found: Quarters) -> str:
    held = frame.dropna(subset=["x", "y"])
    if pd.isna(found.x):
        few = f"Only {len(held)} of {len(frame)} areas have both figures, too few to compare."
        return f"{choice.label}{few}"
    where = (
        "more need and less support"
        if choice.need.is_directed
        else f"a {'lower' if choice.need.low_first else 'higher'} figure and less support"
    )
    least = [code for code in found.greater_less if choice.amounts[code].state == AT_LEAST]
    doubt = (
        f" Not all support is known for {named(choice, least)}: there may be more." if least else ""
    )
    if choice.view.is_presented and _names_them(choice, found):
        return f"{len(held)} of {len(frame)} areas have both figures.{doubt}"
    return (
        f"{choice.label}Of {len(frame)} areas, {len(held)} have both figures. With {where} than "
        f"the middle of these: {named(choice, found.greater_less)}.{doubt}"
    )


def _legend(frame: pd.DataFrame) -> tuple[LegendItem, ...]:
    held = frame.dropna(subset=["x", "y"])
    present = set(held["mark"])
    items = [
        LegendItem(f"{words} ({(held['mark'] == key).sum()})", MARKS[key].colour, MARKS[key].char)
        for key, words in _MARK_WORDS.items()
        if key in present
    ]
    return tuple(items)


def notes(choice: NeedChoice) -> tuple[str, ...]:
    """What limits what can be concluded, and how to read the chart."""
    unknown = [code for code in choice.codes if choice.amounts[code].state == NOT_KNOWN]
    missing = (
        f"Support is not known, which is not the same as none: {named(choice, unknown)}."
        if unknown
        else ""
    )
    audience = (
        "Services for any parent count here only if “Any parent” is ticked too."
        if choice.chosen.audience and "all_parents" not in choice.chosen.audience
        else ""
    )
    if choice.view.is_presented:
        return tuple(filter(None, (missing, NO_CAUSE)))
    lines = "The dashed lines are the middle (median) of the areas that have both figures."
    bars = (
        "Thin lines are 95% intervals of need."
        if choice.need.has_intervals
        else "No interval is published for this figure of need."
        if not choice.is_index
        else "How much the index hangs on its weights is on “Need index”."
    )
    counted = "A service for several situations counts once, with all its capacity."
    caution = "" if choice.need.is_directed else _not_judged(choice)
    return tuple(
        filter(
            None,
            (missing, caution, f"{lines} {bars}", f"{measure_help(choice.measure)} {counted}",
             audience, AS_STATED, NO_CAUSE),
        )
    )  # fmt: skip


def _not_judged(choice: NeedChoice) -> str:
    one = choice.need.indicator
    reason = choice.dataset.registry.why_not_need(one)
    return f"“{one.short_name}” is not called need here: {reason}."
