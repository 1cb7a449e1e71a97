"""Both figures of every area as a table: the twin of the chart and of the map."""

import pandas as pd

from dashboard.cards.need_choice import NeedChoice
from dashboard.cards.tables import number, number_or_blank, plain, profile_link
from dashboard.exports.table import Cell, Column, Table


def both_table(choice: NeedChoice) -> Table:
    """Every area, with what is known of its need and its support."""
    one = choice.need.indicator
    intervals = choice.need.has_intervals
    columns = [
        Column("Area"),
        Column(f"Need: {one.short_name}", numeric=True),
        *((Column("Lower 95% limit", True), Column("Upper 95% limit", True)) if intervals else ()),
        *(() if choice.is_index else (Column("Compared with England"),)),
        Column(f"Support: {choice.support.short_name}", numeric=True),
        Column("Services", numeric=True),
        Column("Amount not known", numeric=True),
        Column("Steps not known", numeric=True),
    ]
    return Table(
        f"Need: {one.name}, {one.unit}. Support: {choice.support.name}, {choice.support.unit}; "
        f"{choice.slice_words}.",
        tuple(columns),
        tuple(_row(choice, code, intervals=intervals) for code in choice.codes),
        choice.meta(),
    )


def need_cell(choice: NeedChoice, code: str) -> Cell:
    """Need of one area as a cell."""
    row = choice.need.frame.loc[code]
    return number(row["value"], choice.need.indicator, row["status"], row["note"] or "")


def _row(choice: NeedChoice, code: str, *, intervals: bool) -> tuple[Cell, ...]:
    row, amount = choice.need.frame.loc[code], choice.amounts[code]
    one = choice.need.indicator
    limits = (
        (number_or_blank(row["lower_ci"], one), number_or_blank(row["upper_ci"], one))
        if intervals
        else ()
    )
    judged = () if choice.is_index else (_judged(row),)
    return (
        Cell.of(choice.name(code), href=profile_link(choice.dataset, choice.view, code)),
        need_cell(choice, code),
        *limits,
        *judged,
        choice.amount_cell(code),
        plain(amount.services, str(amount.services)),
        plain(amount.unstated, str(amount.unstated)),
        plain(amount.steps_open, f"{amount.steps_open} of {amount.steps}"),
    )


def _judged(row: pd.Series) -> Cell:
    """The comparison with England: shape and word, and why where there is none."""
    return Cell(None, "", row["reason"], judgement=row["judgement"])
