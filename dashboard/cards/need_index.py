"""The need index: the order it gives, how fragile that order is, and what it is made of."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.analysis.need_index import (
    DRAWS,
    FIRST,
    NeedIndex,
    Sensitivity,
    Standard,
    always,
    sensitivity,
    usual_recipe,
    with_weight,
)
from dashboard.analysis.need_support import index_indicator
from dashboard.analysis.pathway_words import amount
from dashboard.analysis.rank import ordinal
from dashboard.cards.model import Card, LegendItem, Link, Prose
from dashboard.cards.need_choice import NeedChoice, named, weights_of
from dashboard.cards.provenance import source_line, table_meta
from dashboard.cards.tables import plain, profile_link
from dashboard.exports.table import Cell, Column, Table
from dashboard.figures.palette import DARK_BLUE, LIGHT_GREY, PALE_BLUE
from dashboard.figures.place_ranges import place_ranges
from dashboard.figures.template import Look
from dashboard.metadata import Indicator, Polarity
from dashboard.metadata.format import format_value, within

_TITLE = "Whose need is greatest, and does it hang on the weights?"
_WIDE = 3  # places between the ends of nine in ten weightings that make an order fragile


def index_cards(choice: NeedChoice, look: Look) -> tuple[Card | Prose, ...]:
    """The order, the recipe and the z-scores; words alone where no area has an index."""
    index = choice.need.index
    if not index.n:
        text = (
            "No area has an index with these weights: give at least one indicator a weight "
            "above zero that has figures."
        )
        return Prose("no-index", _TITLE, text), _recipe_card(choice, index)
    return _order_card(choice, index, look), _recipe_card(choice, index), _scores(choice, index)


def _order_card(choice: NeedChoice, index: NeedIndex, look: Look) -> Card:
    found = sensitivity(index)
    frame = found.frame.sort_values("place", kind="stable")
    return Card(
        id="index",
        title=_TITLE,
        sentence=_sentence(choice, index, found),
        figure=_figure(choice, index, frame, look),
        make_table=lambda: _order_table(choice, index, frame),
        legend=(
            LegendItem("place with the weights chosen", DARK_BLUE, "●"),
            LegendItem("nine in ten of all weightings", PALE_BLUE),
            LegendItem("every weighting tried", LIGHT_GREY),
        )
        if found.draws
        else (LegendItem("place", DARK_BLUE, "●"),),
        indicators=choice.indicator_ids(),
        image_title=f"Need index: {choice.recipe_words()}",
        source_line=source_line(choice.dataset, choice.source_indicators(), _periods(index)),
        notes=_order_notes(choice, index, found),
        links=(Link("This index beside support", choice.view.change(view="", indicators=()).href),),
        on_click="highlight",
    )


def _periods(index: NeedIndex) -> str:
    return "; ".join(dict.fromkeys(one.period_label for one in index.standards))


def _figure(choice: NeedChoice, index: NeedIndex, frame: pd.DataFrame, look: Look) -> go.Figure:
    ticks = [float(place) for place in range(1, len(frame) + 1)]
    rows = pd.DataFrame(
        {
            "name": [choice.name(code) for code in frame.index],
            "value": frame["place"],
            "low": frame["least"].astype(float),
            "high": frame["most"].astype(float),
            "inner_low": frame["p5"].astype(float),
            "inner_high": frame["p95"].astype(float),
            "text": [_span(*ends) for ends in zip(frame["p5"], frame["p95"], strict=True)],
            "hover": [_hover(choice, index, code) for code in frame.index],
        },
        index=frame.index,
    )
    labels = [ordinal(int(tick)) for tick in ticks]
    return place_ranges(rows, ticks=ticks, labels=labels, look=look, selected=choice.selected)


def _hover(choice: NeedChoice, index: NeedIndex, code: str) -> str:
    value = format_value(index.value[code], index_indicator(1))
    return f"<b>{choice.name(code)}</b><br>Index {value}<br>{ordinal(int(index.places[code]))}"


def _span(low: float, high: float) -> str:
    """Two places in words: "1st to 3rd"."""
    first, last = ordinal(int(low)), ordinal(int(high))
    return first if first == last else f"{first} to {last}"


def _sentence(choice: NeedChoice, index: NeedIndex, found: Sensitivity) -> str:
    """Who comes first, whose place is sure, and whose hangs on the weights."""
    first = index.places.index[index.places == 1]
    start = f"With these weights, need is greatest in {named(choice, first)}, of {index.n} areas."
    if not found.draws:
        return f"{start} One indicator alone has no weights to vary."
    sure = {share: always(found, share) for share in ("first", "last")}
    parts = [
        f"{named(choice, codes)} {'is' if len(codes) == 1 else 'are'} always among the {words}"
        for codes, words in (
            (sure["first"], f"first {_number(FIRST)}"),
            (sure["last"], f"last {_number(FIRST)}"),
        )
        if codes
    ]
    robust = (
        f" Whatever the weights, {'; '.join(parts)}."
        if parts
        else f" No area is among the first or last {_number(FIRST)} whatever the weights."
    )
    wide = found.frame.index[found.frame["p95"] - found.frame["p5"] >= _WIDE]
    fragile = f" The places of {named(choice, wide)} hang on the weights." if len(wide) else ""
    return f"{start}{robust}{fragile}"


def _number(count: int) -> str:
    return {3: "three"}.get(count, str(count))


def _order_notes(choice: NeedChoice, index: NeedIndex, found: Sensitivity) -> tuple[str, ...]:
    missing = [
        f"{choice.name(code)} (no figure for "
        f"{', '.join(within(choice.dataset.indicator(one).short_name) for one in lacking)})"
        for code, lacking in index.missing.items()
    ]
    lines = (
        [f"Not ranked, for no figure is ever filled in: {'; '.join(missing)}."] if missing else []
    )
    if choice.view.is_presented:
        return tuple(lines)
    if found.draws:
        lines.append(
            f"Ranges are from {DRAWS:,} weightings drawn evenly from all that are possible, always "
            "the same ones. They show what the choice of weights can do; they are not confidence "
            "intervals, and say nothing of errors in the figures."
        )
    lines += [
        "The index depends on what is in it. It orders areas by the published figures chosen here; "
        "it does not measure conflict between parents.",
        f"Measured against {_against(index)}.",
    ]
    return tuple(lines)


def _against(index: NeedIndex) -> str:
    """What the z-scores are measured against, said for each kind of standard."""
    counts = [one for one in index.standards if not one.reason]
    england = [one for one in counts if one.is_england]
    if len(england) == len(counts):
        return "England's upper-tier areas, for all indicators"
    if not england:
        return "the region's own areas, because figures for the rest of England are not held"
    return (
        f"England's upper-tier areas for {len(england)} of {len(counts)} indicators, and the "
        "region's own areas for the others, for which England's are not held: their z-scores are "
        "not on quite the same scale"
    )


def _order_table(choice: NeedChoice, index: NeedIndex, frame: pd.DataFrame) -> Table:
    columns = (
        Column("Area"),
        Column("Index", True),
        Column("Place", True),
        Column("In nine of ten weightings", True),
        Column("In all weightings", True),
        Column("With one indicator left out", True),
        Column(f"Among the first {_number(FIRST)}", True),
        Column(f"Among the last {_number(FIRST)}", True),
    )
    rest = [code for code in choice.codes if code not in frame.index]
    rows = [_order_row(choice, index, str(code), row) for code, row in zip(
        frame.index, frame.to_dict("records"), strict=True)]  # fmt: skip
    rows += [
        (
            Cell.of(choice.name(code), href=profile_link(choice.dataset, choice.view, code)),
            Cell(None, "[x]", choice.need_why(code)),
            Cell.of("not ranked", detail=choice.need_why(code)),
            *[Cell()] * (len(columns) - 3),
        )
        for code in rest
    ]
    return Table(
        f"Need index: {choice.recipe_words()}. Place 1 is the greatest need.",
        columns,
        tuple(rows),
        _meta(choice, index),
    )


def _meta(choice: NeedChoice, index: NeedIndex) -> tuple[tuple[str, str], ...]:
    return (
        ("Recipe: indicator and weight", choice.recipe_words()),
        ("Method", f"weighted mean of z-scores; measured against {_against(index)}"),
        ("Ranges", f"{DRAWS} weightings drawn evenly (flat Dirichlet), always the same ones"),
        *table_meta(choice.dataset, choice.view, choice.source_indicators(), _periods(index)),
    )


def _order_row(choice: NeedChoice, index: NeedIndex, code: str, row: dict) -> tuple[Cell, ...]:
    out = "" if np.isnan(row["out_least"]) else _span(row["out_least"], row["out_most"])
    return (
        Cell.of(choice.name(code), href=profile_link(choice.dataset, choice.view, code)),
        plain(index.value[code], format_value(index.value[code], index_indicator(1))),
        plain(row["place"], f"{row['place']:.0f} of {index.n}"),
        Cell.of(_span(row["p5"], row["p95"])),
        Cell.of(_span(row["least"], row["most"])),
        Cell.of(out),
        plain(row["first"], f"{row['first']:.0%}"),
        plain(row["last"], f"{row['last']:.0%}"),
    )


def _recipe_card(choice: NeedChoice, index: NeedIndex) -> Card:
    """What is in the index, with its weights and what each figure is measured against."""
    usual = usual_recipe(choice.dataset)
    changed = choice.recipe != usual
    back = choice.view.change(weights=())
    columns = (
        Column("Indicator"),
        Column("Weight", True),
        Column("Share", True),
        Column("More need"),
        Column("Measured against"),
        Column("Mean", True),
        Column("Standard deviation", True),
        Column("Change"),
    )
    table = Table(
        "What the need index is made of.",
        columns,
        tuple(_recipe_row(choice, one) for one in index.standards),
        _meta(choice, index),
    )
    whose = (
        "Chosen on this page."
        if changed
        else "Proposed, for the group to agree: headline figures with a clear direction, held for "
        "all of England's upper-tier areas, in equal parts."
    )
    return Card(
        id="recipe",
        title="What is in the index?",
        sentence=f"{whose} The weights travel in the address and in every file.",
        make_table=lambda: table,
        image_title="What is in the need index",
        source_line=source_line(choice.dataset, choice.source_indicators(), _periods(index)),
        links=(Link("Back to the proposed weights", back.href),) if changed and usual else (),
    )


def _recipe_row(choice: NeedChoice, one: Standard) -> tuple[Cell, ...]:
    indicator = choice.dataset.indicator(one.indicator_id)
    total = sum(s.weight for s in choice.need.index.standards if not s.reason)
    held = not one.reason
    area = "England's upper-tier areas" if one.is_england else "areas of the region"
    against = f"{one.n} {area}, {one.period_label}" if held else f"left out: {one.reason}"
    low = indicator.polarity is Polarity.LOW_IS_WORSE
    without = weights_of(with_weight(choice.recipe, one.indicator_id, 0))
    return (
        Cell.of(indicator.short_name, href=choice.view.go("indicator", one.indicator_id).href),
        plain(one.weight, amount(one.weight)),
        plain(one.weight / total, f"{one.weight / total:.0%}") if held else Cell.of("0%"),
        Cell.of("lower" if low else "higher") if held else Cell.of("not said"),
        Cell.of(against),
        *(plain(value if held else None, f"{value:,.{indicator.decimals + 1}f}")
          for value in (one.mean, one.sd)),
        Cell.of("Take out", href=choice.view.change(weights=without).href)
        if without
        else Cell.of("the only one"),
    )  # fmt: skip


def _scores(choice: NeedChoice, index: NeedIndex) -> Card:
    """How far each area lies from the mean on each indicator."""
    indicators = [choice.dataset.indicator(key) for key, _ in index.recipe]
    order = index.value.sort_values(ascending=False, kind="stable", na_position="last").index
    # Cell by cell, pandas takes longer than all else on the page.
    scores, figures = index.scores.to_dict("index"), index.figures.to_dict("index")
    table = Table(
        "Standard deviations above (+) or below (−) the mean, turned so that + is more need.",
        (
            Column("Area"),
            Column("Index", True),
            *(Column(one.short_name, True) for one in indicators),
        ),
        tuple(
            (
                Cell.of(choice.name(code), href=profile_link(choice.dataset, choice.view, code)),
                plain(index.value[code], _signed(index.value[code]))
                if pd.notna(index.value[code])
                else Cell.of("not ranked"),
                *(_score(scores[code][one.id], figures[code][one.id], one) for one in indicators),
            )
            for code in order
        ),
        _meta(choice, index),
    )
    return Card(
        id="scores",
        title="Which figures make need high or low?",
        sentence=_highest(choice, index),
        make_table=lambda: table,
        image_title="Z-scores behind the need index",
        source_line=source_line(choice.dataset, indicators, _periods(index)),
    )


def _score(score: float, value: float, one: Indicator) -> Cell:
    if pd.isna(score):
        return Cell(None, "[x]", "no figure, and none is filled in")
    return Cell(float(score), _signed(score), detail=format_value(value, one))


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _highest(choice: NeedChoice, index: NeedIndex) -> str:
    """What puts the first area first."""
    code = index.value.idxmax()
    key = index.scores.loc[code].idxmax()
    indicator = choice.dataset.indicator(key)
    score = _signed(index.scores.loc[code, key]).removeprefix("+")
    return (
        f"{choice.name(code)} comes first; its furthest figure is {within(indicator.short_name)}, "
        f"{score} standard deviations towards more need."
    )
