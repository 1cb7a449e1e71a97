"""How far answers are coded and by whom, how well two coders agree, and what the themes mean."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from dashboard.analysis.pathway_words import plural
from dashboard.analysis.themes import (
    HAS_TEXT,
    LEFT_OUT,
    NO_TEXT,
    NOT_ANSWERED,
    agreement_words,
    coded,
    response_rates,
)
from dashboard.cards.model import Card
from dashboard.cards.themes_choice import KIND_LABELS, Choice
from dashboard.exports.table import Cell, Column, Table
from dashboard.metadata.survey import Agreement

_NUMBERS = (
    ("asked", "Questions put"),
    ("answers", "Answers given"),
    ("blank", "Left empty"),
    ("said_unknown", "Don't know or not asked"),
    ("confirmed", "Confirmed by a person"),
    ("suggested", "Suggested only"),
    ("uncoded", "No theme yet"),
    ("flagged", "May name a person"),
)
# What a phone shows; the files hold all.
_SHORT_RESPONSES = (
    "Own words", "Questions put", "Answers given", "Confirmed by a person", "Suggested only",
)  # fmt: skip
_SHORT_AGREEMENT = ("Same decision", "Kappa")
_MORE_IN_FILES = "On a narrow screen some columns are left out; the files below hold them all."
_STATES = {
    HAS_TEXT: "given",
    LEFT_OUT: "left out by level or situation",
    NO_TEXT: "none given",
    NOT_ANSWERED: "no reply yet",
}


def responses_card(choice: Choice, *, is_short: bool = False) -> Card:
    """Who wrote, how much, and how far it is coded; by question while names are hidden.

    ``is_short``, for a phone, leaves some columns to the files.
    """
    title = "Who has written, and what is coded"
    return Card(
        id="responses",
        title=title,
        sentence=choice.labelled(choice.responses),
        make_table=lambda: _only(_responses_table(choice, title), _SHORT_RESPONSES, is_short),
        make_file=lambda: _responses_table(choice, title),
        image_title=choice.image_title(title),
        source_line=choice.source(),
        notes=(
            "Each service is asked what gets in the way and what works, and each area as a whole "
            "what gets in the way, what works and which gaps it sees.",
            *((_MORE_IN_FILES,) if is_short else ()),
            *_outdated(choice),
        ),
    )


def _outdated(choice: Choice) -> tuple[str, ...]:
    """Decisions that no longer count."""
    count = len(choice.dataset.survey.record.outdated)
    if not count:
        return ()
    return (
        f"What was decided of {plural(count, 'answer')} is set aside, because the answer has "
        "changed or gone since it was coded.",
    )


def _responses_table(choice: Choice, title: str) -> Table:
    columns = tuple(Column(label, numeric=True) for _, label in _NUMBERS)
    if choice.is_anonymous:
        keys = (choice.part.kind,) if choice.part.kind else tuple(KIND_LABELS)
        rates = response_rates(choice.dataset.survey, choice.part, "kind", keys)
        elsewhere = set(choice.left_out["kind"])
        states = {
            key: HAS_TEXT
            if rates.loc[key, "answers"]
            else LEFT_OUT
            if key in elsewhere
            else NO_TEXT
            for key in keys
        }
        names = {key: Cell.of(KIND_LABELS[key]) for key in keys}
    else:
        keys, rates, states = choice.codes, choice.rates, choice.states
        names = {
            code: Cell.of(
                choice.area_name(code),
                href=choice.href("", code) if states[code] == HAS_TEXT else "",
                detail=choice.made_up_mark(code),
            )
            for code in keys
        }
    rows = tuple(
        (names[key], Cell.of(_STATES[states[key]]), *_numbers(rates.loc[key], states[key]))
        for key in keys
    )
    first = Column("Question" if choice.is_anonymous else "Area")
    return Table(title, (first, Column("Own words"), *columns), rows, choice.meta())


def _numbers(rates: pd.Series, state: str) -> tuple[Cell, ...]:
    """The numbers of a row; none where the choice leaves out all that was asked."""
    if state == LEFT_OUT and not rates["asked"]:
        return tuple(Cell("left out", "–", note="left out by the choice") for _ in _NUMBERS)
    return tuple(Cell(int(rates[name]), f"{rates[name]:,}") for name, _ in _NUMBERS)


def agreement_card(choice: Choice, *, is_short: bool = False) -> Card:
    """Cohen's kappa of each theme that two people have coded, and of all together.

    ``is_short``, for a phone, leaves some columns to the files.
    """
    title = "How well two coders agree"
    names = ("Theme", "Answers coded by both", "Same decision", "Kappa", "In words")
    columns = tuple(Column(name, numeric=name not in {"Theme", "In words"}) for name in names)
    held = {one.theme: one for one in choice.dataset.survey.record.agreement}

    def table() -> Table:
        rows = [
            _agreement_row(Cell.of("All themes together"), held.get("")),
            *(
                _agreement_row(Cell.of(one.name, href=choice.href(one.id)), held.get(one.id))
                for one in choice.themes
            ),
        ]
        return Table(title, columns, tuple(rows), choice.meta())

    return Card(
        id="agreement",
        title=title,
        sentence=choice.labelled(_agreement_sentence(choice, held.get(""))),
        make_table=lambda: _only(table(), _SHORT_AGREEMENT, is_short),
        make_file=table,
        image_title=choice.image_title(title),
        source_line=choice.source(),
        notes=(
            "Cohen's kappa is agreement beyond chance: 1 is full agreement, 0 is what chance alone "
            "would give. It is over all answers that two people coded, whatever is chosen above. "
            "With few answers, or a rare theme, one answer moves it a lot. Reading the answers on "
            "which coders differ says more than the figure.",
            *((_MORE_IN_FILES,) if is_short else ()),
        ),
    )


def _agreement_row(name: Cell, one: Agreement | None) -> tuple[Cell, ...]:
    answers, same = (one.answers, one.same) if one else (0, 0)
    figure, words = agreement_words(one.kappa if one else None, answers)
    is_known = one is not None and figure[-1].isdigit()
    return (
        name,
        Cell(answers, f"{answers:,}"),
        Cell(same, f"{same:,}"),
        Cell(one.kappa if is_known and one else figure, figure),
        Cell.of(words),
    )


def _agreement_sentence(choice: Choice, together: Agreement | None) -> str:
    if together is None or not together.answers:
        return "No answer has been coded by two people yet, so agreement is not known."
    figure, words = agreement_words(together.kappa, together.answers)
    said = (
        f"Two people coded {plural(together.answers, 'answer')}{_made_up_coders(choice)} and chose "
        f"the very same themes for {together.same}."
    )
    if not figure[-1].isdigit():
        return f"{said} No kappa: {words}."
    return f"{said} Kappa of all themes together is {figure}: {words}."


def _made_up_coders(choice: Choice) -> str:
    """Says if it is made-up decisions that are compared."""
    texts = coded(choice.dataset.survey)
    both = texts[texts["confirmed"].notna() & texts["second"].notna()]
    count = int((both["coder_made_up"] | both["second_made_up"]).sum())
    return f" ({count:,} by illustrative coders)" if count else ""


def codebook_card(choice: Choice, *, is_short: bool = False) -> Card:
    """What each theme means; ``is_short`` leaves examples and words to the files."""
    title = "The codebook: what each theme means"
    brief = " Examples, words and limits are in the files below." if is_short else ""
    return Card(
        id="codebook",
        title=title,
        sentence=(
            f"{plural(len(choice.themes), 'theme')}. People code by meaning; the words only help "
            f"the machine to suggest.{brief}"
        ),
        make_table=lambda: _codebook_table(choice, title, is_short=is_short),
        make_file=lambda: _codebook_table(choice, title, is_short=False),
        image_title=choice.image_title(title),
        source_line=choice.source(),
    )


def _codebook_table(choice: Choice, title: str, *, is_short: bool) -> Table:
    """The codebook, or only the meaning of each theme."""
    names = ("Theme", "Meaning", "Examples (made up)", "Words that suggest it")
    rows = [
        (
            Cell.of(theme.name, href=choice.href(theme.id)),
            Cell.of(
                theme.means,
                detail=f"Not included: {theme.excludes}" if theme.excludes and not is_short else "",
            ),
            Cell.of(" ".join(theme.examples) or "none given"),
            Cell.of(", ".join(theme.words) or "none given"),
        )
        for theme in choice.themes
    ]
    table = Table(title, tuple(map(Column, names)), tuple(rows), choice.meta())
    return _only(table, names[:2], is_short)


def _only(table: Table, names: Sequence[str], is_short: bool) -> Table:
    """The first column and those with these names; the whole table unless it is to be short."""
    if not is_short:
        return table
    kept = [i for i, one in enumerate(table.columns) if not i or one.name in names]
    return replace(
        table,
        columns=tuple(table.columns[i] for i in kept),
        rows=tuple(tuple(row[i] for i in kept) for row in table.rows),
    )
