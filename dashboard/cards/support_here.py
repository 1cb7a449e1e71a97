"""Support on the pages about need: an area's own pathway, and what to say of the region."""

import math
from collections.abc import Sequence
from datetime import date

from dashboard.analysis.pathway import NONE, UNKNOWN, Step
from dashboard.analysis.pathway_words import are, day, have, plural
from dashboard.analysis.provision import AT_LEAST, CAPACITY, Amount, provision
from dashboard.analysis.summary import one_against_benchmark
from dashboard.cards.gaps_choice import Choice, choice_of, responses
from dashboard.cards.gaps_findings import lead
from dashboard.cards.gaps_matrix import legend, step_cell
from dashboard.cards.model import Card, Link
from dashboard.cards.need_words import amount_why
from dashboard.cards.service_link import service_href
from dashboard.cards.survey_labels import (
    ILLUSTRATIVE,
    labelled,
    made_up,
    survey_meta,
    survey_source,
    title_with_label,
)
from dashboard.dataset import Dataset
from dashboard.exports.table import Cell, Column, Table
from dashboard.metadata.format import within
from dashboard.view_state import View

_ID = "support"
_IN_REGION = 2
_MOST_NAMED = 15


def support_card(dataset: Dataset, view: View, as_of: date) -> Card | None:
    """Levels by family situations of one area; None where no survey is asked of it."""
    code = view.subject
    choice = _choice(dataset, view, as_of)
    if choice is None:
        return None
    steps = [choice.steps[code, *slot] for slot in choice.slots]
    title = f"What support is there in {choice.name(code)}?"
    return Card(
        id=_ID,
        title=title,
        sentence=labelled(dataset, (code,), f"{responses(dataset, (code,))} {_counted(steps)}"),
        make_table=lambda: _table(choice, code),
        legend=legend(steps),
        image_title=title_with_label(dataset, (code,), title),
        source_line=survey_source(dataset, (code,)),
        notes=(_need(choice, code), _room(_amount(choice, code)), _places(dataset, code, steps)),
        links=(
            Link("Capacity against need", _beside_need(choice, code)),
            Link("This area in depth", choice.view.change(view="area").href),
            Link("All areas", choice.view.change(area="").href),
            *_services(choice, steps),
        ),
    )


def support_point(dataset: Dataset, view: View, as_of: date) -> tuple[Link, ...]:
    """A sentence on an area's support, leading to its card; none where no survey is asked."""
    choice = _choice(dataset, view, as_of)
    if choice is None:
        return ()
    amount = _amount(choice, view.subject)
    label = f"{ILLUSTRATIVE}: " if made_up(dataset.survey, (view.subject,)) else ""
    steps = [choice.steps[view.subject, *slot] for slot in choice.slots]
    return (Link(f"{label}{_counted(steps)} {_room(amount)}", f"{view.href}#{_ID}"),)


def region_points(dataset: Dataset, view: View, as_of: date) -> tuple[Link, ...]:
    """Two sentences on support in the region: how far it is known, and what is missing most."""
    if not dataset.survey.questionnaire.is_there:
        return ()
    choice = choice_of(view.go("gaps"), dataset, as_of)
    label = f"{ILLUSTRATIVE}: " if made_up(dataset.survey, dataset.member_codes) else ""
    return tuple(
        Link(label + point.text, point.href or choice.view.href)
        for point in lead(choice)[:_IN_REGION]
    )


def _choice(dataset: Dataset, view: View, as_of: date) -> Choice | None:
    """The pathway as it is by default; None where no survey is asked of the area."""
    code = view.subject
    if not dataset.survey.questionnaire.is_there or code not in dataset.member_codes:
        return None
    return choice_of(view.go("gaps", area=code), dataset, as_of)


def _services(choice: Choice, steps: Sequence[Step]) -> list[Link]:
    """The running services behind the counts, each leading to its page; none if very many."""
    running = {one.service_id: one.name for step in steps for one in step.running}
    if len(running) > _MOST_NAMED:
        return []
    return [Link(name or key, service_href(choice.view, key)) for key, name in running.items()]


def _counted(steps: Sequence[Step]) -> str:
    supported = sum(step.has_support for step in steps)
    none = sum(step.state == NONE for step in steps)
    unknown = sum(step.state == UNKNOWN for step in steps)
    return (
        f"Of {plural(len(steps), 'step')} of support, {supported} {have(supported)} support, "
        f"{none} {are(none)} answered none and {unknown} {are(unknown)} unknown."
    )


def _amount(choice: Choice, code: str) -> Amount:
    """Room for families in all steps: the same as on the page about need and support."""
    return provision(choice.dataset, choice.as_of, CAPACITY)[code]


def _need(choice: Choice, code: str) -> str:
    """The need figure that capacity is set against, with its comparison."""
    one = choice.need
    said = one_against_benchmark(one, code)
    return f"Need, {within(one.indicator.short_name)} ({one.period_label}): {said}"


def _beside_need(choice: Choice, code: str) -> str:
    """The page that sets every area's capacity against need, with this area marked."""
    return choice.view.go("need", area=code, indicators=(choice.need.indicator.id,)).href


def _table(choice: Choice, code: str) -> Table:
    items = choice.questionnaire.lists["situation"].items
    rows = [
        (
            Cell.of(choice.level_label(level)),
            *(step_cell(choice, choice.steps[code, level, one.id]) for one in items),
        )
        for level in choice.levels
    ]
    return Table(
        f"{choice.name(code)}: number of running services, {day(choice.as_of)}. Each cell is a "
        "step: one level of support for one family situation. Choose one for its rule and its "
        "services.",
        (Column("Level of support"), *(Column(one.label) for one in items)),
        tuple(rows),
        (*survey_meta(choice.dataset, (code,)), ("As of", day(choice.as_of)),
         ("Rules", choice.rules())),
    )  # fmt: skip


def _room(amount: Amount) -> str:
    """Capacity against the number of children; "at least" where something is not known."""
    why = amount_why(amount, CAPACITY)
    if math.isnan(amount.value):
        return f"How many families there is room for is not known: {why}."
    least = "at least " if amount.state == AT_LEAST else ""
    rate = (
        ""
        if math.isnan(amount.rate)
        else f", {least}{amount.rate:.1f} for each 1,000 children aged 0 to 17"
    )
    return f"Room for {least}{amount.value:,.0f} families a year{rate} ({why})."


def _places(dataset: Dataset, code: str, steps: Sequence[Step]) -> str:
    """How many places parents can go to."""
    running = {one.service_id for step in steps for one in step.running}
    sites = dataset.survey.sites
    here = sites[sites["service_id"].isin(running)]
    without = len(running - set(here["service_id"]))
    if not running:
        return "No running service is listed."
    said = f"Running services name {plural(here['postcode'].nunique(), 'place')} to go to"
    if not without:
        return f"{said}."
    name = "names" if without == 1 else "name"
    return f"{said}; {plural(without, 'service')} {name} none (online, by phone or in homes)."
