"""Need across, support up: which areas have more need and less support than the others."""

from typing import NamedTuple

import pandas as pd

from dashboard.analysis.pathway_words import have
from dashboard.analysis.provision import AT_LEAST, NOT_KNOWN, NOTHING
from dashboard.cards.model import Card, LegendItem
from dashboard.cards.need_choice import NeedChoice, named
from dashboard.cards.need_table import both_table
from dashboard.cards.need_words import STEP, both_figures, measure_help
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
_LINES = "The dashed lines are the middle (median) of the areas that have both figures."
_COUNTED_ONCE = "A service for several situations counts once, with all its capacity."
_GROUPS = (
    "Services count under the groups that they name; one that is open to everyone counts under "
    "that group alone."
)
_MARK_WORDS = {
    "whole": "all of it known",
    "at_least": "at least: may be higher, some is not known",
    "nothing": "asked, and answered none",
}
_FEWEST = 3  # the middle of two areas says nothing
_MOST_IN_TITLE = 3
_FEW_NONE = 2  # areas that answered none, from which on it is said


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
    least = least_of(frame, found, low_first=choice.need.low_first)
    title = _title(choice, found, least)
    return Card(
        id="beside",
        title=title,
        sentence=_sentence(choice, frame, found, least),
        figure=quadrant(
            frame,
            x=choice.need.indicator,
            y=choice.support,
            look=look,
            middle=Crossing("Middle:", _or_none(found.x), _or_none(found.y)),
            corners=_corners(choice, found),
            kind=choice.slice_title,
            reverse=choice.need.low_first,
            tinted=choice.need.is_directed and found.y > 0,
            selected=choice.selected,
        ),
        make_table=lambda: both_table(choice),
        legend=_legend(frame),
        indicators=choice.indicator_ids(),
        image_title=title_with_label(choice.dataset, choice.codes, title),
        source_line=choice.source(),
        notes=notes(choice, has_quarters=pd.notna(found.x)),
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


def _corners(choice: NeedChoice, found: Quarters) -> Corners:
    # With a middle of 0 nothing can be below it: then it is some or none.
    words = ("some support", "none") if found.y == 0 else ("more support", "less support")
    left, right = ("Higher", "Lower") if choice.need.low_first else ("Lower", "Higher")
    if choice.need.is_directed:
        left, right = "Less need", "Greater need"
    return Corners(*(f"{side}, {much}" for much in words for side in (left, right)))


class Least(NamedTuple):
    """Areas with greater need and less support than the middle, by how sure that is.

    Attributes:
        sure: all their support is known.
        perhaps: some is not known, so that they may have more than the middle.
        none: all areas that answered none, whatever their need.
        none_greater: those of them that have greater need than the middle.
    """

    sure: tuple[str, ...]
    perhaps: tuple[str, ...]
    none: tuple[str, ...]
    none_greater: tuple[str, ...]


def least_of(frame: pd.DataFrame, found: Quarters, *, low_first: bool) -> Least:
    """Sort the areas with less support than the middle by how sure that is.

    Args:
        frame: as ``quarters`` takes it, with mark (a key of ``MARKS``).
        found: their quarters.
        low_first: whether low values are more need.
    """
    held = frame.dropna(subset=["x", "y"])
    none = held[held["mark"] == NOTHING]
    greater = none["x"] < found.x if low_first else none["x"] > found.x
    is_least = {code: held["mark"][code] == AT_LEAST for code in found.greater_less}
    return Least(
        tuple(code for code, least in is_least.items() if not least),
        tuple(code for code, least in is_least.items() if least),
        tuple(none.index),
        tuple(none.index[greater]),
    )


def _title(choice: NeedChoice, found: Quarters, least: Least) -> str:
    support = choice.support_title
    if not choice.need.is_directed:
        return f"How much {support} is there where “{choice.need.indicator.short_name}” is high?"
    if not _names_them(choice, found, least):
        return f"Where is need great and {support} little?"
    if found.y == 0:
        return f"Greater need and no {support}: {named(choice, least.none_greater)}"
    what = f"reater need and less {support}"
    if not least.sure:
        return f"Perhaps g{what}: {named(choice, least.perhaps)}"
    perhaps = f"; perhaps also {named(choice, least.perhaps)}" if least.perhaps else ""
    return f"G{what}: {named(choice, least.sure)}{perhaps}"


def _names_them(choice: NeedChoice, found: Quarters, least: Least) -> bool:
    """Whether the title says which areas have greater need and less support."""
    codes = least.none_greater if found.y == 0 else found.greater_less
    return choice.need.is_directed and 0 < len(codes) <= _MOST_IN_TITLE


def _sentence(choice: NeedChoice, frame: pd.DataFrame, found: Quarters, least: Least) -> str:
    held = frame.dropna(subset=["x", "y"])
    if pd.isna(found.x):
        return f"{choice.label}{both_figures(len(held), len(frame))}"
    start = f"Of {len(frame)} areas, {len(held)} {have(len(held))} both figures."
    if choice.view.is_presented and _names_them(choice, found, least):
        return f"{start}{_doubt(choice, least)}{_none(choice, held, found, least)}"
    return (
        f"{choice.label}{start}{_below(choice, found, least)}{_doubt(choice, least)}"
        f"{_none(choice, held, found, least)}"
    )


def _below(choice: NeedChoice, found: Quarters, least: Least) -> str:
    """Who has less support than the middle; nothing where the middle is none at all."""
    if found.y == 0:
        return ""
    where = f"{_greater(choice)} and less support"
    sure = named(choice, least.sure)
    sure = f"{sure} for certain" if least.perhaps and not least.sure else sure
    return f" With {where} than the middle of these: {sure}."


def _greater(choice: NeedChoice) -> str:
    if choice.need.is_directed:
        return "more need"
    return f"a {'lower' if choice.need.low_first else 'higher'} figure"


def _doubt(choice: NeedChoice, least: Least) -> str:
    if not least.perhaps:
        return ""
    names = named(choice, least.perhaps)
    whose = "not all its support is" if len(least.perhaps) == 1 else "not all their support is"
    also = " also" if least.sure else ""
    return f" Perhaps{also} {names}: {whose} known, and there may be more than the middle."


def _none(choice: NeedChoice, held: pd.DataFrame, found: Quarters, least: Least) -> str:
    """How many answered none, and which of them have greater need."""
    if not least.none or (found.y > 0 and len(least.none) < _FEW_NONE):
        return ""
    count = (
        f"All {len(held)}"
        if len(least.none) == len(held)
        else (f"{len(least.none)} of the {len(held)}")
    )
    order = held.loc[list(least.none), "x"].sort_values(
        ascending=choice.need.low_first, kind="stable"
    )
    first = "greatest need first" if choice.need.is_directed else "in the order of that figure"
    said = f" {count} answered none of this support ({first}): {named(choice, list(order.index))}."
    if not least.none_greater or len(least.none_greater) == len(least.none):
        return said
    where, who = _greater(choice), named(choice, least.none_greater)
    return f"{said} Among them with {where} than the middle: {who}."


def _legend(frame: pd.DataFrame) -> tuple[LegendItem, ...]:
    held = frame.dropna(subset=["x", "y"])
    present = set(held["mark"])
    items = [
        LegendItem(f"{words} ({(held['mark'] == key).sum()})", MARKS[key].colour, MARKS[key].char)
        for key, words in _MARK_WORDS.items()
        if key in present
    ]
    return tuple(items)


def notes(choice: NeedChoice, *, has_quarters: bool) -> tuple[str, ...]:
    """What limits what can be concluded, and how to read the chart."""
    unknown = [code for code in choice.codes if choice.amounts[code].state == NOT_KNOWN]
    said = [*choice.slice_note]
    if unknown:
        who = named(choice, unknown)
        said.append(f"Support is not known, which is not the same as none: {who}.")
    if choice.view.is_presented:
        return (*said, NO_CAUSE)
    if not choice.need.is_directed:
        said.append(not_need(choice))
    said.append(f"{_LINES} {_bars(choice)}" if has_quarters else _bars(choice))
    said.append(f"{measure_help(choice.measure)} {_COUNTED_ONCE}")
    if any(amount.steps_open for amount in choice.amounts.values()):
        said.append(STEP)
    if choice.chosen.audience:
        said.append(_GROUPS)
    return (*said, AS_STATED, NO_CAUSE)


def _bars(choice: NeedChoice) -> str:
    """How sure the figures of need are."""
    if choice.is_index:
        return "How much the index hangs on its weights is on “Need index”."
    if choice.need.has_intervals:
        return "Thin lines are 95% intervals of need."
    return "No interval is published for this figure of need."


def not_need(choice: NeedChoice) -> str:
    """Why an indicator is not called need."""
    one = choice.need.indicator
    reason = choice.dataset.registry.why_not_need(one)
    return f"“{one.short_name}” is not called need here: {reason}."
