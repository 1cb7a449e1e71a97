"""Themes down, areas across: in how many answers, and whether a person has confirmed them."""

from typing import NamedTuple

import pandas as pd

from dashboard.analysis.pathway_words import plural
from dashboard.analysis.themes import (
    HAS_TEXT,
    LEFT_OUT,
    NO_THEME,
    NOT_ANSWERED,
    counts,
)
from dashboard.cards.model import Card, LegendItem
from dashboard.cards.themes_choice import KIND_LABELS, Choice, ordered
from dashboard.exports.table import Cell, Column, Table
from dashboard.figures.palette import GREY, INK, THEME_STYLE

_PARTLY = "◧"
_ZERO, _NO_TEXT, _UNKNOWN, _LEFT_OUT = "0", "–", "?", "…"
_SOME, _MANY = 2, 4  # confirmed answers from which a cell is darker


class Pair(NamedTuple):
    """Answers of one theme: confirmed by a person, and the others."""

    confirmed: int
    other: int

    @property
    def answers(self) -> int:
        """All of them."""
        return self.confirmed + self.other


def matrix_card(choice: Choice, sentence: str) -> Card:
    """All themes in all areas; by question instead while names are hidden."""
    by = "kind of question" if choice.is_anonymous else "area"
    title = f"Themes by {by}: number of answers"
    return Card(
        id="themes",
        title=title,
        sentence=choice.labelled(sentence),
        make_table=lambda: _table(choice),
        legend=_legend(choice),
        image_title=choice.image_title(title),
        source_line=choice.source(),
        # On a projector the table comes first; the legend says what is confirmed.
        notes=() if choice.view.is_presented else _notes(choice),
    )


_COUNTED = (
    "Numbers of answers, not shares: an answer counts once for each of its themes. A number says "
    "how often people wrote of something, not how much it matters."
)
_EMPTY = (
    "“No text”: the area answered the survey, but wrote nothing here in its own words. “No reply”: "
    "it has not answered yet."
)


def _notes(choice: Choice) -> tuple[str, ...]:
    """How to read the numbers, and what levels and situations leave out."""
    left_out = (
        "Only answers about services of the chosen levels and situations are counted. Answers "
        "about an area as a whole, and services whose level or situation is not known, are left "
        "out. An area is marked “left out” if it wrote, but only about those."
    )
    return (
        _COUNTED,
        *(() if choice.is_anonymous else (_EMPTY,)),
        *((left_out,) if choice.part.is_about_services else ()),
    )


def _legend(choice: Choice) -> tuple[LegendItem, ...]:
    confirmed, suggested = THEME_STYLE["confirmed"], THEME_STYLE["suggested"]
    items = (
        LegendItem("confirmed by a person (darker from 2, from 4)", confirmed.fill, confirmed.char),
        LegendItem("mixed: confirmed + suggested", confirmed.fill, _PARTLY),
        LegendItem("suggested by machine", suggested.fill, suggested.char),
        LegendItem("none", INK, _ZERO),
    )
    if choice.part.is_about_services:
        items += (LegendItem("left out by the choice", GREY, _LEFT_OUT),)
    if choice.is_anonymous:
        return items
    empty = (LegendItem("no text", GREY, _NO_TEXT), LegendItem("no reply", GREY, _UNKNOWN))
    return (*items, *empty)


def _table(choice: Choice) -> Table:
    by = "kind" if choice.is_anonymous else "area_code"
    found = counts(choice.frame, by)
    pairs = {key: Pair(*map(int, row)) for key, row in zip(found.index, found.values, strict=True)}
    whole = choice.whole
    across = _kinds(choice) if choice.is_anonymous else choice.codes
    order = whole["answers"].to_dict()
    if choice.view.sort in across:
        order = {theme: pair.answers for (theme, key), pair in pairs.items()
                 if key == choice.view.sort}  # fmt: skip
    written = choice.frame[by].value_counts()
    elsewhere = set(choice.left_out["kind"])

    def cell(theme: str, key: str) -> Cell:
        if (theme, key) in pairs:
            name = KIND_LABELS[key] if choice.is_anonymous else choice.area_name(key)
            return _counted(choice, theme, pairs[theme, key], name, _href(choice, theme, key))
        texts = int(written.get(key, 0))
        if not choice.is_anonymous:
            return _empty(choice.states[key], texts)
        return _empty(HAS_TEXT if texts or key not in elsewhere else LEFT_OUT, texts)

    rows = [
        (
            Cell.of(choice.theme_name(theme), href=choice.href(theme)),
            _whole(choice, theme, whole),
            *(cell(theme, key) for key in across),
        )
        for theme in ordered(choice, tuple(whole.index), order)
    ]
    return Table(
        "Choose a number to read the answers behind it.",
        (Column("Theme"), _all_column(choice), *(_column(choice, key) for key in across)),
        tuple(rows),
        choice.meta(),
    )


def _kinds(choice: Choice) -> tuple[str, ...]:
    return (choice.part.kind,) if choice.part.kind else tuple(KIND_LABELS)


def _href(choice: Choice, theme: str, key: str) -> str:
    if choice.is_anonymous:
        return choice.href(theme, kind=key)
    return choice.href(theme, key)


def _all_column(choice: Choice) -> Column:
    return Column("All areas", href=choice.view.change(sort="").href, sorted=not choice.view.sort)


def _column(choice: Choice, key: str) -> Column:
    if choice.is_anonymous:
        return Column(KIND_LABELS[key])
    return Column(
        choice.area_name(key),
        href=choice.view.change(sort=key).href,
        sorted=choice.view.sort == key,
    )


def _whole(choice: Choice, theme: str, whole: pd.DataFrame) -> Cell:
    """A theme over all areas, with how many areas its answers are from."""
    if theme not in whole.index:
        is_left_out = choice.frame.empty and not choice.left_out.empty
        return _empty(LEFT_OUT if is_left_out else HAS_TEXT, len(choice.frame))
    row = whole.loc[theme]
    pair = Pair(int(row["confirmed"]), int(row["other"]))
    areas = plural(int(row["areas"]), "area")
    return _counted(choice, theme, pair, "All areas", choice.href(theme), areas)


def _counted(
    choice: Choice, theme: str, pair: Pair, where: str, href: str, detail: str = ""
) -> Cell:
    """A number of answers that leads to them; the file keeps the two kinds apart in words."""
    other = "not coded" if theme == NO_THEME else "suggested"
    said = {"confirmed": pair.confirmed, other: pair.other}
    value = ", ".join(f"{count} {word}" for word, count in said.items() if count)
    text, looks = str(pair.answers), {"judgement": "suggested", "word": other}
    if pair.confirmed:
        # The sum of all areas is always large; only areas are told apart by shade.
        shown = 0 if detail else pair.confirmed
        shade = "_4" if shown >= _MANY else "_2" if shown >= _SOME else ""
        looks = {"judgement": f"confirmed{shade}"}
        if pair.other:
            text = f"{pair.confirmed}+{pair.other}"
            looks |= {"shape": _PARTLY, "word": "mixed"}
    return Cell(
        value,
        text,
        f"{where}, {choice.theme_name(theme)}: {value}",
        href=href,
        detail=detail,
        **looks,
    )


def _empty(state: str, written: int) -> Cell:
    if state == HAS_TEXT:
        return _zero(written)
    if state == LEFT_OUT:
        return Cell("left out", _LEFT_OUT, judgement="no_text", word="left out")
    if state == NOT_ANSWERED:
        return Cell("not answered", _UNKNOWN, judgement="no_text", word="no reply")
    return Cell("no text", _NO_TEXT, judgement="no_text")


def _zero(written: int) -> Cell:
    words = f"0 of {plural(written, 'answer')}"
    return Cell(words, _ZERO, judgement="no_answer", word=f"of {written}")
