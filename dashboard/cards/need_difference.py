"""How far the order of areas by support lags their order by need, with how sure that is."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.analysis.pathway_words import plural
from dashboard.analysis.provision import NOT_KNOWN
from dashboard.analysis.rank import ordinal
from dashboard.analysis.summary import capital
from dashboard.cards.model import Card, LegendItem, Prose
from dashboard.cards.need_choice import NeedChoice, named
from dashboard.cards.need_quadrant import AS_STATED, NO_CAUSE, not_need
from dashboard.cards.need_table import need_cell
from dashboard.cards.need_words import amount_why
from dashboard.cards.survey_labels import title_with_label
from dashboard.cards.tables import plain, profile_link
from dashboard.exports.table import Cell, Column, Table
from dashboard.figures.palette import DARK_BLUE, LIGHT_GREY
from dashboard.figures.place_ranges import place_ranges
from dashboard.figures.template import Look

_TITLE = "Where does {support} lag need?"
_ENDS = ("support leads", "support lags")
_MOST_NAMED = 3


def difference_cards(choice: NeedChoice, look: Look) -> tuple[Card | Prose, ...]:
    """The table with its chart; words alone where need has no order."""
    title = _TITLE.format(support=choice.support_title)
    if not choice.need.is_directed:
        text = f"{not_need(choice)} Choose another figure for need, or the need index."
        return (Prose("no-order", title, text),)
    frame = choice.beside
    if frame.empty:
        text = "No area has both a figure for need and a known amount of support."
        return (Prose("no-order", title, text),)
    return (_card(choice, frame, look, title),)


def _card(choice: NeedChoice, frame: pd.DataFrame, look: Look, title: str) -> Card:
    return Card(
        id="difference",
        title=title,
        sentence=_sentence(choice, frame),
        figure=_figure(choice, frame, look),
        make_table=lambda: _table(choice, frame),
        legend=_legend(choice, frame),
        indicators=choice.indicator_ids(),
        image_title=title_with_label(choice.dataset, choice.codes, title),
        source_line=choice.source(),
        notes=_notes(choice, frame),
        links=(choice.gaps_link(),),
        on_click="highlight",
    )


def _figure(choice: NeedChoice, frame: pd.DataFrame, look: Look) -> go.Figure:
    most = max(1, len(frame) - 1)
    ticks = [float(tick) for tick in range(-most, most + 1)]
    labels = ["same" if tick == 0 else f"{tick:+.0f}".replace("-", "−") for tick in ticks]
    rows = pd.DataFrame(
        {
            "name": frame["name"],
            "value": frame["gap"].astype(float),
            "low": frame["gap_low"].astype(float),
            "high": frame["gap_high"].astype(float),
            "text": [gap_words(gap) for gap in frame["gap"]],
            "hover": [_hover(row) for row in frame.to_dict("records")],
        }
    )
    return place_ranges(
        rows, ticks=ticks, labels=labels, look=look, zero=True, ends=_ENDS,
        selected=choice.selected,
    )  # fmt: skip


def _legend(choice: NeedChoice, frame: pd.DataFrame) -> tuple[LegendItem, ...]:
    return (
        LegendItem("difference of places", DARK_BLUE, "●"),
        LegendItem(f"how far it can move: {_tried(choice, frame)}", LIGHT_GREY),
    )


def _tried(choice: NeedChoice, frame: pd.DataFrame) -> str:
    """What the thin bars try."""
    least = "amounts that are “at least”"
    if choice.is_index:
        return f"nine in ten weightings of the index, and {least}"
    if frame["need_best"].notna().all():
        return f"95% intervals of need, and {least}"
    return f"{least}; need has no interval"


def gap_words(gap: float) -> str:
    """A difference of places in words."""
    size = abs(int(gap))
    if not size:
        return "same place"
    return f"{'lags' if gap > 0 else 'leads'} by {size}"


def _hover(row: dict) -> str:
    return (
        f"<b>{row['name']}</b><br>Need: {ordinal(int(row['need_place']))}"
        f"<br>Support: {ordinal(int(row['support_place']))}<br>{capital(gap_words(row['gap']))}"
    )


def _sentence(choice: NeedChoice, frame: pd.DataFrame) -> str:
    """Who lags most, whether that is sure, and who cannot be placed."""
    lagging = frame[frame["gap"] > 0][:_MOST_NAMED]
    parts = [
        f"{row['name']} ({ordinal(int(row['need_place']))} for need, "
        f"{ordinal(int(row['support_place']))} for support)"
        for row in lagging.to_dict("records")
    ]
    said = f"support lags need most in {'; '.join(parts)}." if parts else "no area lags."
    if parts:
        said += _steady(choice, frame)
    out = [code for code in choice.codes if code not in frame.index]
    tail = f" Not placed: {named(choice, out)}." if out else ""
    return f"{choice.label}Of {plural(len(frame), 'area')} placed on both: {said}{tail}"


def _steady(choice: NeedChoice, frame: pd.DataFrame) -> str:
    """Where support lags whatever was tried; that is never all that could be."""
    steady = tuple(frame.index[frame["gap_low"] > 0])
    return f" Within what was tried (the thin bars), it lags throughout in {named(choice, steady)}."


def _notes(choice: NeedChoice, frame: pd.DataFrame) -> tuple[str, ...]:
    how = (
        "Place 1 is the greatest need, and the most support. The difference is the place for "
        "support minus the place for need, among the areas that have both."
    )
    if choice.view.is_presented:
        return (*choice.slice_note, how)
    ranges = f"The thin bar is how far the difference can move with {_tried(choice, frame)}."
    out = [
        f"{choice.name(code)} ({choice.why_not_shown(code)})"
        for code in choice.codes
        if code not in frame.index
    ]
    tail = (f"Not placed: {'; '.join(out)}.",) if out else ()
    places = (
        "A difference of places says who comes before whom, not by how much: areas that are "
        "almost the same have different places. Look at the figures themselves before deciding."
    )
    return (*choice.slice_note, how, ranges, *tail, places, AS_STATED, NO_CAUSE)


def _table(choice: NeedChoice, frame: pd.DataFrame) -> Table:
    columns = (
        Column("Area"),
        Column(f"Need: {choice.need.indicator.short_name}", True),
        Column("Place for need", True),
        Column("Need can be", True),
        Column(f"Support: {choice.support.short_name}", True),
        Column("Place for support", True),
        Column("Support can be", True),
        Column("Difference", True),
        Column("Difference can be", True),
    )
    placed = [_row(choice, str(code), row) for code, row in zip(
        frame.index, frame.to_dict("records"), strict=True)]  # fmt: skip
    rest = [_unplaced(choice, code) for code in choice.codes if code not in frame.index]
    return Table(
        f"Place for support minus place for need, of {plural(len(frame), 'area')}. Need: "
        f"{choice.need_words}. Support: {choice.support_words}.",
        columns,
        (*placed, *rest),
        (("Place", "1 = greatest need, and 1 = most support"), *choice.meta()),
    )


def _row(choice: NeedChoice, code: str, row: dict) -> tuple[Cell, ...]:
    gap = int(row["gap"])
    written = f"{gap:+d}".replace("-", "−") if gap else "0"
    return (
        Cell.of(row["name"], href=profile_link(choice.dataset, choice.view, code)),
        need_cell(choice, code),
        plain(row["need_place"], f"{row['need_place']:.0f}"),
        _span(row["need_best"], row["need_worst"]),
        choice.amount_cell(code),
        plain(row["support_place"], f"{row['support_place']:.0f}"),
        _span(row["support_best"], row["support_worst"]),
        Cell(gap, written, detail=gap_words(gap)),
        _span(row["gap_low"], row["gap_high"]),
    )


def _span(low: float, high: float) -> Cell:
    """A range of places as text."""
    if pd.isna(low):
        return Cell.of("no interval")
    ends = [f"{end:.0f}".replace("-", "−") for end in (low, high)]
    return plain(low, ends[0]) if ends[0] == ends[1] else Cell.of(f"{ends[0]} to {ends[1]}")


def _unplaced(choice: NeedChoice, code: str) -> tuple[Cell, ...]:
    amount = choice.amounts[code]
    blank = Cell.of("not placed", detail="")
    reason = amount_why(amount, choice.measure) if amount.state == NOT_KNOWN else ""
    return (
        Cell.of(choice.name(code), href=profile_link(choice.dataset, choice.view, code)),
        need_cell(choice, code),
        blank,
        Cell(),
        choice.amount_cell(code),
        blank,
        Cell(),
        Cell.of("not placed", note=reason),
        Cell(),
    )
