"""How far answers are coded and by whom, how well two coders agree, and what the themes mean."""

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
_STATES = {
    HAS_TEXT: "given",
    LEFT_OUT: "left out by level or situation",
    NO_TEXT: "none given",
    NOT_ANSWERED: "no reply yet",
}


def responses_card(choice: Choice) -> Card:
    """Who wrote, how much, and how far it is coded; by question while names are hidden."""
    title = "Who has written, and what is coded"
    return Card(
        id="responses",
        title=title,
        sentence=choice.labelled(choice.responses),
        make_table=lambda: _responses_table(choice, title),
        image_title=choice.image_title(title),
        source_line=choice.source(),
        notes=(
            "Each service is asked what gets in the way and what works, and each area as a whole "
            "what gets in the way, what works and which gaps it sees.",
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


def agreement_card(choice: Choice) -> Card:
    """Cohen's kappa of each theme that two people have coded, and of all together."""
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
        make_table=table,
        image_title=choice.image_title(title),
        source_line=choice.source(),
        notes=(
            "Cohen's kappa is agreement beyond chance: 1 is full agreement, 0 is what chance alone "
            "would give. It is over all answers that two people coded, whatever is chosen above. "
            "With few answers, or a rare theme, one answer moves it a lot. Reading the answers on "
            "which coders differ says more than the figure.",
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
        f"Two people coded {plural(together.answers, 'answer')} and chose the very same themes for "
        f"{together.same}.{_made_up_coders(choice)}"
    )
    if not figure[-1].isdigit():
        return f"{said} No kappa: {words}."
    return f"{said} Kappa of all themes together is {figure}: {words}."


def _made_up_coders(choice: Choice) -> str:
    """Says if it is made-up decisions that are compared."""
    texts = coded(choice.dataset.survey)
    both = texts[texts["confirmed"].notna() & texts["second"].notna()]
    count = int((both["coder_made_up"] | both["second_made_up"]).sum())
    return f" Of these, {count} were coded by illustrative coders." if count else ""


def codebook_card(choice: Choice, *, is_short: bool = False) -> Card:
    """What each theme means; ``is_short`` leaves examples and words to the files."""
    title = "The codebook: what each theme means"
    brief = " Examples and words are in the files below." if is_short else ""
    return Card(
        id="codebook",
        title=title,
        sentence=(
            f"{plural(len(choice.themes), 'theme')}. People code by meaning; the words only help "
            f"the machine to suggest.{brief}"
        ),
        make_table=lambda: _codebook_table(choice, title, 2 if is_short else 4),
        make_file=lambda: _codebook_table(choice, title, 4),
        image_title=choice.image_title(title),
        source_line=choice.source(),
    )


def _codebook_table(choice: Choice, title: str, width: int) -> Table:
    """The first columns of the codebook."""
    names = ("Theme", "Meaning", "Examples (made up)", "Words that suggest it")
    rows = [
        (
            Cell.of(theme.name, href=choice.href(theme.id)),
            Cell.of(
                theme.means,
                detail=f"Not included: {theme.excludes}" if theme.excludes else "",
            ),
            Cell.of(" ".join(theme.examples) or "none given"),
            Cell.of(", ".join(theme.words) or "none given"),
        )[:width]
        for theme in choice.themes
    ]
    return Table(title, tuple(map(Column, names[:width])), tuple(rows), choice.meta())
