"""The pathway as a matrix: areas down, levels and family situations across."""

from collections.abc import Sequence

from dashboard.analysis.pathway import (
    LEFT_WITHOUT,
    NONE,
    PROVISION,
    THIN,
    UNKNOWN,
    Step,
    combined_state,
)
from dashboard.analysis.pathway_summary import next_door
from dashboard.analysis.pathway_words import WORDS, in_short, short_name, thin_reasons
from dashboard.analysis.summary import join
from dashboard.cards.gaps_choice import Choice
from dashboard.cards.model import Card, LegendItem, Link
from dashboard.cards.survey_labels import title_with_label
from dashboard.exports.table import Cell, Column, Table
from dashboard.figures.palette import INK, PATHWAY_STYLE
from dashboard.metadata.format import within

OVERLAP, SHARED, FROM_ELSEWHERE, CONTRADICTION = "◫", "⇄", "←", "!"
_HOLLOW = "◇"
_NO_SHAPE = "\u2007"  # the question mark of an unknown step is its text, so that it is a link
_STATES = {
    PROVISION: "support: number of services",
    THIN: "thin support",
    NONE: "none: answered none",
    UNKNOWN: "unknown, never a gap",
}
_MARKS = {
    OVERLAP: "possible overlap",
    SHARED: "shared provider",
    FROM_ELSEWHERE: "served from another area",
    CONTRADICTION: "answered none, but lists a service",
}
_ROOM_FOR_WORDS = 6  # so many columns leave room for the marks in words


_COUNTS = (
    "A service for several situations counts in each with all its capacity. Services that are "
    "paused, not started or ended do not count."
)


def matrix_card(choice: Choice, sentence: str) -> Card:
    """All areas at the chosen levels and situations."""
    title = "Who has which support"
    dataset = choice.dataset
    return Card(
        id="pathway",
        title=title,
        sentence=sentence,
        make_table=lambda: _table(choice),
        legend=legend(
            [choice.steps[code, *slot] for code in choice.codes for slot in choice.slots],
            is_short=choice.view.is_presented,
        ),
        indicators=(choice.need.indicator.id,),
        image_title=title_with_label(dataset, dataset.member_codes, title),
        source_line=choice.source(),
        notes=(choice.rules(), _COUNTS),
        links=(_beside_need(choice),),
        notes_last=True,
    )


def _beside_need(choice: Choice) -> Link:
    """The same slice, as families or services per child beside need."""
    view = choice.view
    beside = view.go(
        "need",
        tier=view.tier,
        situation=view.situation,
        indicators=(choice.need.indicator.id,),
    )
    return Link("This support beside need", beside.href)


def legend(steps: Sequence[Step], *, is_short: bool = False) -> tuple[LegendItem, ...]:
    """The states and marks that the steps hold; in a word each if short."""
    present = {step.state for step in steps}
    marks = {mark for step in steps for mark in _marks(step)}
    gone = {LEFT_WITHOUT: "none left: nothing else is listed without the chosen service"}
    return (
        *(
            LegendItem(
                WORDS[state] if is_short else text,
                PATHWAY_STYLE[state].fill,
                PATHWAY_STYLE[state].char,
            )
            for state, text in _STATES.items()
            if state in present
        ),
        *(
            LegendItem(text, PATHWAY_STYLE[NONE].fill, _HOLLOW)
            for state, text in gone.items()
            if state in present
        ),
        *(LegendItem(text, INK, mark) for mark, text in _MARKS.items() if mark in marks),
    )


def _marks(step: Step) -> str:
    """The marks that a step holds, one letter each."""
    marks = {
        OVERLAP: step.overlaps,
        SHARED: step.shared,
        FROM_ELSEWHERE: step.from_elsewhere,
        CONTRADICTION: step.contradiction,
    }
    return "".join(mark for mark, holds in marks.items() if holds)


def _mark_words(step: Step) -> list[str]:
    return [_MARKS[mark] for mark in _marks(step)]


def _table(choice: Choice) -> Table:
    has_next_door = len(choice.situations) == 1 and not choice.has_all_levels
    columns = [
        Column("Area"),
        Column(
            choice.need_heading,
            numeric=True,
            href=choice.view.change(
                order="" if choice.view.order else choice.need.indicator.id
            ).href,
            sorted=bool(choice.view.order),
        ),
        *(_column(choice, *slot) for slot in choice.slots),
    ]
    if choice.has_some_levels:
        columns += [Column(_either(choice, one)) for one in choice.situations]
    if has_next_door:
        columns.append(Column("Next door"))
    rows = [
        (
            _area(choice, code),
            choice.need_cell(code),
            *(step_cell(choice, choice.steps[code, *slot]) for slot in choice.slots),
            *(_combined(choice, code, one) for one in choice.situations if choice.has_some_levels),
            *([_next_door(choice, code)] if has_next_door else []),
        )
        for code in choice.codes
    ]
    return Table(
        "Choose a cell for its rule, its services and who next door has support.",
        tuple(columns),
        tuple(rows),
        choice.meta(),
    )


def _column(choice: Choice, level: str, situation: str) -> Column:
    """A step's heading; a level stands once over its situations where there are several."""
    name = short_name(choice.questionnaire, level, situation)
    return Column(name, group=name.partition(": ")[0] if len(choice.situations) > 1 else "")


def _either(choice: Choice, situation: str) -> str:
    item = choice.questionnaire.lists["situation"].item(situation)
    return f"Any of these levels: {item.short if item else situation}"


def _area(choice: Choice, code: str) -> Cell:
    """An area with how much of what is shown is known."""
    known = sum(choice.steps[code, *slot].is_known for slot in choice.slots)
    return Cell.of(
        choice.name(code),
        href=choice.view.change(view="area", area=code, cell="").href,
        detail=f"{known} of {len(choice.slots)} known",
    )


def step_cell(choice: Choice, step: Step) -> Cell:
    """A step as a cell that leads to its explanation."""
    return Cell(
        in_short(step),
        cell_text(step),
        "; ".join([*thin_reasons(step, choice.thresholds, choice.as_of), *_mark_words(step)]),
        href=choice.href(step),
        label=_said(choice, step),
        **looks(step.state) | _words(choice, step),
    )


def _said(choice: Choice, step: Step) -> str:
    """What a cell's link is called: "Derby, universal, separating: support, 2 services"."""
    level, situation = choice.level_label(step.level), choice.situation_label(step.situation)
    where = f"{choice.name(step.area_code)}, {within(level)}, {within(situation)}"
    return f"{where}: {in_short(step).replace('; ', ', ')}"


def _words(choice: Choice, step: Step) -> dict[str, str]:
    """The words of a cell: with those of its marks if there is room, short on a projector."""
    if len(choice.slots) <= _ROOM_FOR_WORDS and _marks(step):
        return {"word": ", ".join([WORDS[step.state], *_mark_words(step)])}
    if step.state == UNKNOWN and choice.view.is_presented:
        return {"word": "not known"}  # two short words go where one long one does not
    return {}


def cell_text(step: Step) -> str:
    """The number of running services with its marks; no number where it is not known."""
    count = "?" if step.state == UNKNOWN else str(len(step.running))
    return f"{count} {_marks(step)}".rstrip()


def looks(state: str) -> dict[str, str]:
    """Colour, shape and word of a state, as fields of a cell."""
    if state == LEFT_WITHOUT:
        return {"judgement": NONE, "word": WORDS[state], "shape": _HOLLOW}
    if state == UNKNOWN:
        return {"judgement": UNKNOWN, "shape": _NO_SHAPE}
    return {"judgement": state}


def _combined(choice: Choice, code: str, situation: str) -> Cell:
    """Any of the chosen levels; leads to the level that decides."""
    steps = [choice.steps[code, level, situation] for level in choice.levels]
    state = combined_state(steps)
    services = {one.service_id for step in steps for one in step.running}
    deciding = next((step for step in steps if step.state == state), steps[0])
    levels = join([choice.level_label(level) for level in choice.levels])
    return Cell(
        f"{WORDS[state]}, {len(services)} running",
        "?" if state == UNKNOWN else str(len(services)),
        f"{levels} together",
        href=choice.href(deciding),
        **looks(state),
    )


def _next_door(choice: Choice, code: str) -> Cell:
    """Neighbours with support, for an area that is not known to have any."""
    situation = choice.situations[0]
    if _any_level(choice, code, situation) in {PROVISION, THIN}:
        return Cell.of("–", note="has support itself")
    near = next_door(choice.dataset, code)
    states = {other: _any_level(choice, other, situation) for other in near}
    having = [choice.name(o) for o, state in states.items() if state in {PROVISION, THIN}]
    unknown = [choice.name(other) for other, state in states.items() if state == UNKNOWN]
    return Cell.of(
        f"{join(having) or 'nobody'} known to have it",
        note=f"not known: {join(unknown)}" if unknown else "",
    )


def _any_level(choice: Choice, code: str, situation: str) -> str:
    return combined_state([choice.steps[code, level, situation] for level in choice.levels])
