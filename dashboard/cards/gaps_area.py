"""One area in depth: its pathway by delivery mode, and by district."""

from dashboard.analysis.pathway import NONE, UNKNOWN, Step
from dashboard.analysis.pathway_words import (
    WORDS,
    all_of,
    are,
    capacity_words,
    have,
    in_short,
    plural,
    short_name,
    thin_reasons,
)
from dashboard.analysis.summary import join
from dashboard.cards.gaps_choice import Choice
from dashboard.cards.gaps_matrix import cell_text, legend, looks
from dashboard.cards.model import Card
from dashboard.cards.survey_labels import title_with_label
from dashboard.exports.table import Cell, Column, Table


def area_cards(choice: Choice, code: str) -> tuple[Card, ...]:
    """The pathway of one area by delivery mode; by district where it has districts."""
    steps = [choice.steps[code, *slot] for slot in choice.slots]
    cards = (_modes_card(choice, code, steps),)
    if choice.dataset.registry.districts_of(code):
        cards += (_districts_card(choice, code, steps),)
    return cards


def _modes_card(choice: Choice, code: str, steps: list[Step]) -> Card:
    title = f"{choice.name(code)}: how support is delivered"
    supported = [step for step in steps if step.has_support]
    gaps = [step for step in steps if step.state == NONE]
    none, served = len(gaps), sum(bool(step.from_elsewhere) for step in gaps)
    unknown = sum(step.state == UNKNOWN for step in steps)
    return Card(
        id="modes",
        title=title,
        sentence=(
            f"Of {plural(len(steps), 'step')} shown, {len(supported)} {have(len(supported))} "
            f"support, {none} {are(none)} answered none"
            f"{f' ({served} of them served from another area)' if served else ''} and "
            f"{unknown} {are(unknown)} unknown."
        ),
        make_table=lambda: _modes_table(choice, steps, title),
        legend=legend(steps, is_short=choice.view.is_presented),
        notes_last=True,
        image_title=title_with_label(choice.dataset, (code,), title),
        source_line=choice.source(),
        notes=(
            "A dash means that no service is listed for this way of delivery. The survey does not "
            "ask for it, so it is not a gap.",
            choice.rules(),
        ),
    )


def _modes_table(choice: Choice, steps: list[Step], title: str) -> Table:
    modes = choice.questionnaire.items("delivery")
    columns = (
        Column("Level and situation"),
        Column("State"),
        Column("Families a year"),
        *(Column(mode.label) for mode in modes),
    )
    rows = [
        (
            Cell.of(short_name(choice.questionnaire, step.level, step.situation)),
            Cell(
                in_short(step),
                cell_text(step),
                "; ".join(thin_reasons(step, choice.thresholds, choice.as_of)),
                href=choice.href(step),
                **looks(step.state),
            ),
            Cell.of(capacity_words(step) if step.running else WORDS[step.state]),
            *(
                _in(step, [one for one in step.running if mode.id in one.delivery])
                for mode in modes
            ),
        )
        for step in steps
    ]
    return Table(f"{title}: running services", columns, tuple(rows), choice.meta())


def _in(step: Step, services: list) -> Cell:
    """The services of a step in one way of delivery or one district."""
    if services:
        names = join([one.name or one.service_id for one in services])
        return Cell.of(names, detail=plural(len(services), "service"))
    word = "–" if step.running else WORDS[step.state]
    return Cell.of(word, note="no service listed" if step.running else "")


def _districts_card(choice: Choice, code: str, steps: list[Step]) -> Card:
    title = f"{choice.name(code)}: which districts are served"
    return Card(
        id="by-district",
        title=title,
        sentence=_reach(choice, code, steps),
        make_table=lambda: _districts_table(choice, code, steps, title),
        image_title=title_with_label(choice.dataset, (code,), title),
        source_line=choice.source(),
        notes=(
            "A service with no district named serves the whole area. The survey asks for gaps by "
            "area, not by district: 0 means that no service is listed for the district.",
        ),
    )


def _reach(choice: Choice, code: str, steps: list[Step]) -> str:
    """Which district the fewest steps reach."""
    supported = sum(step.has_support for step in steps)
    if not supported:
        return "No step shown has a running service in any district."
    reached = {
        one.short_name: sum(bool(_serving(step, one.code)) for step in steps)
        for one in choice.dataset.registry.districts_of(code)
    }
    fewest = min(reached.values())
    if fewest == supported:
        reach = "reaches" if supported == 1 else "reach"
        return f"{all_of(supported, 'step')} with support {reach} every district with a service."
    names = join([name for name, count in reached.items() if count == fewest])
    return f"Of {plural(supported, 'step')} with support, the fewest reach {names}: {fewest}."


def _serving(step: Step, district: str) -> list:
    return [one for one in step.running if not one.districts or district in one.districts]


def _districts_table(choice: Choice, code: str, steps: list[Step], title: str) -> Table:
    districts = choice.dataset.registry.districts_of(code)
    columns = (
        Column("Level and situation"),
        *(Column(one.short_name) for one in districts),
    )
    rows = [
        (
            Cell.of(
                short_name(choice.questionnaire, step.level, step.situation),
                href=choice.href(step),
            ),
            *(_count(step, one.code) for one in districts),
        )
        for step in steps
    ]
    return Table(f"{title}: number of running services", columns, tuple(rows), choice.meta())


def _count(step: Step, district: str) -> Cell:
    if not step.running:
        return Cell.of(WORDS[step.state])
    services = _serving(step, district)
    names = join([one.name or one.service_id for one in services])
    return Cell(len(services), str(len(services)), names or "no service listed for this district")
