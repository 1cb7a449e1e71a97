"""The answers behind a cell, and a few of them short enough to show to a room."""

import pandas as pd

from dashboard.analysis.pathway_words import plural
from dashboard.analysis.summary import join
from dashboard.analysis.themes import (
    CONFIRMED,
    LONGEST_QUOTE,
    NO_THEME,
    SUGGESTED,
    quotes,
    with_theme,
)
from dashboard.cards.model import Card, Link
from dashboard.cards.service_link import service_href
from dashboard.cards.themes_choice import KIND_LABELS, WITHHELD, Choice
from dashboard.exports.table import Cell, Column, Table

_MOST_ROWS = 200
_MOST_QUOTES = 5
_NOT_CODED = "Nobody has coded it, and nothing is suggested."
_NAMES_HIDDEN = (
    "Names of areas, districts, services and providers are hidden, in the answers too, as far as "
    "they are known here. An answer can still be recognised by what it says: read it before it is "
    "shown."
)


def answer_cards(choice: Choice) -> tuple[Card, ...]:
    """The cards of the chosen theme and area; none if nothing is chosen."""
    view = choice.view
    if not (view.theme or view.area):
        return ()
    cards = (_answers_card(choice),)
    is_quotable = view.theme and view.theme != NO_THEME
    return (*cards, _quotes_card(choice)) if is_quotable else cards


def _where(choice: Choice) -> str:
    """The theme, area and question that are chosen, in words."""
    view = choice.view
    parts = [
        choice.theme_name(view.theme) if view.theme else "All themes",
        choice.area_name(view.area) if view.area else "",
        KIND_LABELS.get(view.view, "").lower(),
    ]
    return ", ".join(filter(None, parts))


def _answers_card(choice: Choice) -> Card:
    view = choice.view
    found = with_theme(choice.frame, view.theme, view.area)
    codes = choice.codes_of(found, view.area)
    title = f"The answers: {_where(choice)}"
    flagged = int(found["is_flagged"].sum())
    notes = []
    if flagged:
        notes.append(
            f"{plural(flagged, 'answer')} may name a person: look before sharing, in the area's "
            "own workbook. Until it is reworded there, its words are neither shown here nor put "
            "in any file."
        )
    if choice.is_anonymous:
        notes.append(_NAMES_HIDDEN)
    links = [Link("Close", view.change(theme="", area="").href)]
    if view.theme and view.area:
        links.append(Link("This theme in all areas", choice.href(view.theme)))
        links.append(
            Link(f"All answers of {choice.area_name(view.area)}", choice.href("", view.area))
        )
    return Card(
        id="own-words",
        title=title,
        sentence=choice.labelled(_answers_sentence(choice, found), codes),
        make_table=lambda: _answers_table(choice, found, codes),
        image_title=choice.image_title(title, codes),
        source_line=choice.source(codes),
        notes=tuple(notes),
        links=tuple(links),
    )


def _answers_sentence(choice: Choice, found: pd.DataFrame) -> str:
    view = choice.view
    left_out = choice.left_out_words(with_theme(choice.left_out, view.theme, view.area))
    return f"{_counted(found)} {left_out}".rstrip()


def _counted(found: pd.DataFrame) -> str:
    if found.empty:
        return "No answer for this choice."
    states = found["state"].value_counts()
    words = (
        (CONFIRMED, "confirmed by a person"),
        (SUGGESTED, "only suggested, not confirmed"),
        ("uncoded", "not coded"),
    )
    said = [f"{states[state]} {text}" for state, text in words if states.get(state)]
    first = " Confirmed ones come first." if len(said) > 1 else ""
    return f"{plural(len(found), 'answer')}: {join(said)}.{first}"


def _answers_table(choice: Choice, found: pd.DataFrame, codes: tuple[str, ...]) -> Table:
    # Without names, the order must not tell which answers are from one area.
    if choice.is_anonymous:
        found = found.sort_values(["_order", "text"])
    names = ["Answer", *([] if choice.is_anonymous else ["Area", "About"])]
    names += ["Question", "Coded", "Themes", "Keyphrases"]
    rows = [
        (
            _text(choice, row),
            *_whose(choice, row),
            Cell.of(choice.question_label(row["question"])),
            _state(choice, row),
            Cell.of(_themes(choice, row)),
            Cell.of(_phrases(choice, row)),
        )
        for row in found.head(_MOST_ROWS).to_dict("records")
    ]
    left = len(found) > _MOST_ROWS
    caption = "As people wrote them"
    caption += f". The first {_MOST_ROWS} of {len(found)}: choose an area" if left else ""
    return Table(caption, tuple(map(Column, names)), tuple(rows), choice.meta(codes))


def _text(choice: Choice, row: dict) -> Cell:
    if row["is_flagged"]:
        # What it is, such as an e-mail address; never the address itself.
        kinds = dict.fromkeys(flag.partition(":")[0] for flag in row["flags"])
        return Cell.of(WITHHELD, detail=f"looks like: {join(list(kinds))}")
    return Cell.of(choice.words(row["text"]))


def _whose(choice: Choice, row: dict) -> tuple[Cell, ...]:
    """The area and service of an answer, unless names are hidden."""
    if choice.is_anonymous:
        return ()
    service_id = row["service_id"]
    is_known = service_id in choice.dataset.survey.by_service
    href = service_href(choice.view, service_id) if is_known else ""
    return (
        Cell.of(choice.area_name(row["area_code"]), detail=choice.made_up_mark(row["area_code"])),
        Cell.of(choice.service_name(service_id), href=href),
    )


def _state(choice: Choice, row: dict) -> Cell:
    """Who has decided, if anyone has."""
    if row["state"] == CONFIRMED:
        text = f"confirmed{_by(choice, row)}"
        return Cell(text, text, judgement=CONFIRMED, word=" ", detail=_second(row))
    if row["state"] == SUGGESTED:
        text = "suggested, not confirmed"
        return Cell(text, text, judgement=SUGGESTED, word=" ", detail=_second(row))
    return Cell.of("not coded", note=_NOT_CODED, detail=_second(row))


def _by(choice: Choice, row: dict) -> str:
    """The coder, unless names are hidden; one who is made up is called so in any case."""
    if choice.is_anonymous:
        return " (illustrative)" if row["coder_made_up"] else ""
    return f" by {row['coder']}" if row["coder"] else ""


def _second(row: dict) -> str:
    """What a second coder makes of the first one's decision."""
    if row["second"] is None:
        return ""
    made_up = " (illustrative)" if row["second_made_up"] else ""
    if row["confirmed"] is None:
        return f"only a second coder{made_up} has coded it"
    agrees = set(row["second"]) == set(row["confirmed"])
    return f"second coder{made_up} {'agrees' if agrees else 'differs'}"


def _themes(choice: Choice, row: dict) -> str:
    return join([choice.theme_name(theme) for theme in row["themes"]])


def _phrases(choice: Choice, row: dict) -> str:
    """What the suggestion was made from; hidden with the text, because it is of the text."""
    if row["is_flagged"]:
        return "[withheld]"
    return ", ".join(choice.words(one) for one in row["keyphrases"])


def _quotes_card(choice: Choice) -> Card:
    found = quotes(choice.frame, choice.view.theme, _MOST_QUOTES)
    codes = choice.codes_of(found)
    title = f"In their words: {choice.theme_name(choice.view.theme)}"
    names = ["Quote", *([] if choice.is_anonymous else ["Area", "About"]), "Question"]
    columns = tuple(map(Column, names))
    # Without names, the order must not tell which quotes are from one area.
    if choice.is_anonymous:
        found = found.sort_values("text")

    def table() -> Table:
        rows = [
            (
                Cell.of(f"“{choice.words(row['text'])}”"),
                *_whose(choice, row),
                Cell.of(choice.question_label(row["question"])),
            )
            for row in found.to_dict("records")
        ]
        return Table(
            "Short answers, as people wrote them", columns, tuple(rows), choice.meta(codes)
        )

    switch = (
        Link("Show area and service", choice.view.change(anonymous="").href + "#quotes")
        if choice.is_anonymous
        else Link("Hide area and service", _hidden(choice))
    )
    return Card(
        id="quotes",
        title=title,
        sentence=choice.labelled(_quotes_sentence(len(found)), codes),
        make_table=table,
        image_title=choice.image_title(title, codes),
        source_line=choice.source(codes),
        notes=(_NAMES_HIDDEN,) if choice.is_anonymous else (),
        links=(switch,),
    )


def _hidden(choice: Choice) -> str:
    return choice.view.change(anonymous="1", area="", sort="").href + "#quotes"


def _quotes_sentence(count: int) -> str:
    rule = (
        f"Only answers that a person has confirmed, of at most {LONGEST_QUOTE} characters and with "
        "nothing in them that may name a person, are quoted; one from each area before a second."
    )
    if not count:
        return f"No answer can be quoted yet. {rule}"
    return f"{plural(count, 'answer')} to show. {rule}"
