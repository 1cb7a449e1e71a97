"""Need and support on one map."""

import math
from collections import Counter
from dataclasses import replace
from html import escape

import pandas as pd

from dashboard.analysis.provision import AT_LEAST, NOTHING
from dashboard.analysis.summary import join
from dashboard.cards.maps import bounds_of, geojson_url, legend, with_geography
from dashboard.cards.model import Card, LegendItem
from dashboard.cards.need_choice import NeedChoice, named
from dashboard.cards.need_quadrant import AS_STATED, NO_CAUSE, not_need
from dashboard.cards.need_table import both_table
from dashboard.cards.need_words import amount_text, amount_why
from dashboard.cards.survey_labels import title_with_label
from dashboard.figures.colours import Classes, classes
from dashboard.figures.need_map import DISCS, LESS, MORE, UNKNOWN, need_map
from dashboard.figures.palette import INK
from dashboard.figures.template import Look
from dashboard.metadata.format import format_value, within

_BOUNDARIES = "Boundaries are generalised from postcodes and are not for legal use."
_PRINTED = (
    "An area and the ring of its disc have the colour of its figure for need; support is printed "
    "on the disc, per 1,000 children."
)
_MOST_NAMED = 3


def map_card(choice: NeedChoice, look: Look) -> Card:
    """Areas shaded by need, with the support of each on a disc."""
    one = choice.need.indicator
    frame = with_geography(choice.dataset, choice.need.frame, "areas").assign(
        support_kind=_kinds(choice),
        support_text=[_printed(choice, code) for code in choice.codes],
        support_hover=[_hover(choice, code) for code in choice.codes],
    )
    shown = classes(frame["value"], one)
    title = (
        f"Where is need, and where is {choice.support_title}?"
        if choice.need.is_directed
        else f"“{one.short_name}” and {choice.support_title} on one map"
    )
    return Card(
        id="both-map",
        title=title,
        sentence=_sentence(choice),
        figure=need_map(
            frame,
            shown,
            indicator=one,
            geojson_url=geojson_url(choice.dataset, "areas"),
            bounds=bounds_of(frame),
            look=look,
            selected=choice.selected,
        ),
        make_table=lambda: both_table(choice),
        legend=(*_need_legend(choice, shown), *_discs(choice)),
        indicators=choice.indicator_ids(),
        image_title=title_with_label(choice.dataset, choice.codes, title),
        source_line=choice.source(),
        notes=choice.slice_note if choice.view.is_presented else _notes(choice),
        links=(choice.gaps_link(),),
        on_click="highlight",
    )


def _notes(choice: NeedChoice) -> tuple[str, ...]:
    caution = () if choice.need.is_directed else (not_need(choice),)
    return (*choice.slice_note, *caution, _PRINTED, AS_STATED, NO_CAUSE, _BOUNDARIES)


def _kinds(choice: NeedChoice) -> list[str]:
    """Whether each area has less support than the middle of those that are known, or none."""
    amounts = [choice.amounts[code] for code in choice.codes]
    middle = pd.Series([one.rate for one in amounts]).median()
    return [
        UNKNOWN if not one.is_known
        # Nothing is below a middle of 0, but none is still none.
        else LESS if one.rate < middle or one.state == NOTHING
        else MORE
        for one in amounts
    ]  # fmt: skip


def _printed(choice: NeedChoice, code: str) -> str:
    amount = choice.amounts[code]
    if not amount.is_known:
        return "?"
    if amount.state == NOTHING:
        return "0"
    text = format_value(amount.rate, choice.support)
    return f"≥{text}" if amount.state == AT_LEAST else text


def _hover(choice: NeedChoice, code: str) -> str:
    amount = choice.amounts[code]
    why = choice.need_why(code)
    need = f"{choice.need_text(code)} ({why})" if why else choice.need_text(code)
    lines = (
        f"<b>{escape(choice.name(code), quote=False)}</b>",
        f"{choice.need.indicator.short_name}: {escape(need, quote=False)}",
        f"{choice.support.short_name}: {amount_text(amount, choice.support)}",
        amount_why(amount, choice.measure),
    )
    return "<br>".join(lines)


def _need_legend(choice: NeedChoice, shown: Classes) -> tuple[LegendItem, ...]:
    """The classes of need; the first says what they are classes of."""
    first, *rest = legend(shown)
    return (replace(first, label=f"{choice.need.indicator.short_name}: {first.label}"), *rest)


def _discs(choice: NeedChoice) -> tuple[LegendItem, ...]:
    """What the discs mean; those that are not on the map are left out."""
    kinds = Counter(_kinds(choice))
    one = choice.support
    what = f"{within(one.short_name)}, {one.unit}"
    # A white disc would not be seen beside its words: it is drawn as a ring.
    words = {
        LESS: (DISCS[LESS], "●", "disc: less support than the middle, or none"),
        MORE: (INK, "○", "disc: the middle or more"),
        UNKNOWN: (INK, "?", "support not known"),
    }
    items = [LegendItem(f"number on a disc: {what}", INK, "#")]
    items += [
        LegendItem(f"{text} ({kinds[kind]})", colour, symbol)
        for kind, (colour, symbol, text) in words.items()
        if kinds[kind]
    ]
    if any(amount.state == AT_LEAST for amount in choice.amounts.values()):
        items.append(LegendItem("at least, some is not known", INK, "≥"))
    return tuple(items)


def _sentence(choice: NeedChoice) -> str:
    """The areas with most need and their support; with no direction, the highest figures."""
    values = choice.need.frame["value"].dropna()
    if values.empty:
        return f"{choice.label}No area has a figure for need."
    first = values.sort_values(ascending=choice.need.low_first, kind="stable").index[:_MOST_NAMED]
    which = "Most need" if choice.need.is_directed else "Highest figures"
    which = "Lowest figures" if choice.need.low_first and not choice.need.is_directed else which
    parts = [
        f"{choice.name(code)} (support {amount_text(choice.amounts[code], choice.support)})"
        for code in first
    ]
    known = [a.rate for a in choice.amounts.values() if not math.isnan(a.rate)]
    unknown = [code for code in choice.codes if not choice.amounts[code].is_known]
    middle = f" The middle of {len(known)} areas is {_middle(choice, known)}."
    tail = f" Not known: {named(choice, unknown)}." if unknown else ""
    return f"{choice.label}{which}: {join(parts)}.{middle if len(known) > 1 else ''}{tail}"


def _middle(choice: NeedChoice, known: list[float]) -> str:
    return format_value(float(pd.Series(known).median()), choice.support)
