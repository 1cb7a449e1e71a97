"""One step of the pathway explained: its rule, its services, and who next door has support."""

import math

from dashboard.analysis.pathway import Listed, Step
from dashboard.analysis.pathway_summary import next_door
from dashboard.analysis.pathway_words import WORDS, day, flags, have, rule
from dashboard.analysis.summary import join, one_against_benchmark
from dashboard.cards.gaps_choice import Choice, responses
from dashboard.cards.gaps_matrix import step_cell
from dashboard.cards.model import Card, Link
from dashboard.cards.service_link import service_href
from dashboard.cards.survey_labels import labelled, title_with_label
from dashboard.cards.tables import plain
from dashboard.exports.table import Cell, Column, Table
from dashboard.metadata.format import within

_SERVICE_COLUMNS = (
    Column("Service"),
    Column("Provider"),
    Column("Is it running"),
    Column("Does it count here"),
    Column("Families a year", numeric=True),
    Column("Funding agreed until"),
    Column("How it is delivered"),
    Column("Districts"),
)


def cell_cards(choice: Choice) -> tuple[Card, ...]:
    """The cards of the step that is open; none if none is."""
    if not choice.view.cell:
        return ()
    code, level, situation = choice.view.cell.split(":")
    step = choice.steps[code, level, situation]
    return _step_card(choice, step), _next_door_card(choice, step)


def step_title(choice: Choice, step: Step) -> str:
    """A step in words: "Rutland, targeted level, separating"."""
    return (
        f"{choice.name(step.area_code)}, {within(choice.level_label(step.level))} level, "
        f"{within(choice.situation_label(step.situation))}"
    )


def _step_card(choice: Choice, step: Step) -> Card:
    dataset, view = choice.dataset, choice.view
    title = f"{step_title(choice, step)}: {WORDS[step.state]}"
    indicator = choice.need.indicator
    need = one_against_benchmark(choice.need, step.area_code)
    return Card(
        id="cell",
        title=title,
        sentence=labelled(
            dataset, (step.area_code,), rule(step, dataset, choice.thresholds, choice.as_of)
        ),
        make_table=lambda: _services_table(choice, step),
        image_title=title_with_label(dataset, (step.area_code,), title),
        source_line=choice.source(),
        notes=(
            *flags(step, dataset),
            f"Answers of this area: {responses(dataset, (step.area_code,))}",
            f"Need, {within(indicator.short_name)} ({choice.need.period_label}): {need}",
        ),
        links=(
            Link("Close", view.change(cell="").href),
            Link(
                f"{choice.name(step.area_code)} in depth",
                view.change(view="area", area=step.area_code, cell="").href,
            ),
            Link(
                f"{indicator.short_name} in full",
                view.go("indicator", indicator.id, area=step.area_code).href,
            ),
        ),
    )


def _services_table(choice: Choice, step: Step) -> Table:
    rows = [
        *(_service_row(choice, one, "yes") for one in step.running),
        *(_service_row(choice, one, "no: not running") for one in step.not_running),
        *(
            _service_row(choice, one, f"no: listed by {choice.name(one.area_code)}")
            for one in step.from_elsewhere
        ),
    ]
    caption = f"Services behind {step_title(choice, step)}"
    empty = "No running service is listed."
    return Table(caption, _SERVICE_COLUMNS, tuple(rows), choice.meta(), empty=empty)


def _service_row(choice: Choice, one: Listed, counts: str) -> tuple[Cell, ...]:
    label = choice.questionnaire.label
    capacity = (
        Cell.of("not known")
        if math.isnan(one.capacity)
        else plain(one.capacity, f"{one.capacity:,.0f}")
    )
    ends = (
        day(one.funding_end)
        if one.funding_end
        else "no end date"
        if one.funding_open
        else "not known"
    )
    districts = [choice.name(code) for code in one.districts]
    return (
        Cell.of(one.name or one.service_id, href=service_href(choice.view, one.service_id)),
        Cell.of(one.provider or "not known"),
        Cell.of(label("status", one.status) or "not known"),
        Cell.of(counts),
        capacity,
        Cell(one.funding_end, ends) if one.funding_end else Cell.of(ends),
        Cell.of(join([within(label("delivery", mode)) for mode in one.delivery]) or "not known"),
        Cell.of(join(districts) or "whole area"),
    )


def _next_door_card(choice: Choice, step: Step) -> Card:
    """Adjacent areas, at all chosen levels if the step's own is one of several."""
    levels = (
        choice.levels if choice.has_some_levels and step.level in choice.levels else (step.level,)
    )
    near = next_door(choice.dataset, step.area_code)
    title = f"Who next door to {choice.name(step.area_code)} has it"
    return Card(
        id="next-door",
        title=title,
        sentence=labelled(choice.dataset, near, _next_door_sentence(choice, step, near, levels)),
        make_table=lambda: _next_door_table(choice, step, near, levels),
        image_title=title_with_label(choice.dataset, near, title),
        source_line=choice.source(),
        notes=("Next door means that the areas share a border.",),
    )


def _next_door_sentence(
    choice: Choice, step: Step, near: tuple[str, ...], levels: tuple[str, ...]
) -> str:
    if not near:
        return f"No area of the region that borders on {choice.name(step.area_code)} is held."
    steps = {code: [choice.steps[code, one, step.situation] for one in levels] for code in near}
    having = [c for c, found in steps.items() if any(one.has_support for one in found)]
    lacking = [c for c, found in steps.items() if all(one.state == "none" for one in found)]
    unknown = [code for code in near if code not in {*having, *lacking}]
    parts = [
        before + join([choice.name(code) for code in codes]) + after
        for before, codes, after in (
            ("", having, f" {have(len(having))} support"),
            ("", lacking, " answered none"),
            ("not known: ", unknown, ""),
        )
        if codes
    ]
    return f"Next door, {'; '.join(parts)}."


def _next_door_table(
    choice: Choice, step: Step, near: tuple[str, ...], levels: tuple[str, ...]
) -> Table:
    columns = (
        Column("Area"),
        Column(choice.need_heading),
        *(Column(choice.level_label(level)) for level in levels),
        Column("Running services"),
    )
    rows = []
    for code in near:
        steps = [choice.steps[code, level, step.situation] for level in levels]
        services = {one.service_id: one for found in steps for one in found.running}
        said = join([f"{one.name} ({one.provider})" for one in services.values()])
        rows.append(
            (
                Cell.of(choice.name(code), href=choice.href(steps[0])),
                choice.need_cell(code),
                *(step_cell(choice, found) for found in steps),
                Cell.of(said or "none listed"),
            )
        )
    caption = f"Areas next door: {within(choice.situation_label(step.situation))}"
    return Table(caption, columns, tuple(rows), choice.meta())
