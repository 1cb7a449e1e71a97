"""Support on the pages about need: an area's own pathway, and what to say of the region."""

from collections.abc import Sequence
from datetime import date

from dashboard.analysis.pathway import NONE, UNKNOWN, Step
from dashboard.analysis.pathway_words import day, plural
from dashboard.cards.gaps_choice import Choice, choice_of, responses
from dashboard.cards.gaps_findings import lead
from dashboard.cards.gaps_matrix import legend, step_cell
from dashboard.cards.model import Card, Link
from dashboard.cards.service_link import service_href
from dashboard.cards.survey_labels import (
    ILLUSTRATIVE,
    made_up,
    survey_meta,
    survey_source,
    title_with_label,
)
from dashboard.dataset import Dataset
from dashboard.exports.table import Cell, Column, Table
from dashboard.view_state import View

_IN_REGION = 2
_MOST_NAMED = 15


def support_card(dataset: Dataset, view: View, as_of: date) -> Card | None:
    """Levels by family situations of one area; None where no survey is asked of it."""
    code = view.subject
    if not dataset.survey.questionnaire.is_there or code not in dataset.member_codes:
        return None
    choice = choice_of(view.go("gaps", area=code), dataset, as_of)
    steps = [choice.steps[code, *slot] for slot in choice.slots]
    title = f"What support is there in {choice.name(code)}?"
    label = (f"{ILLUSTRATIVE}.",) if made_up(dataset.survey, (code,)) else ()
    return Card(
        id="support",
        title=title,
        sentence=" ".join([*label, responses(dataset, (code,)), _counted(steps)]),
        make_table=lambda: _table(choice, code),
        legend=legend(steps),
        image_title=title_with_label(dataset, (code,), title),
        source_line=survey_source(dataset, (code,)),
        notes=(_room(choice, code, steps), _places(dataset, code, steps)),
        links=(
            Link("This area in depth", choice.view.change(view="area").href),
            Link("All areas", choice.view.change(area="").href),
            *_services(choice, steps),
        ),
    )


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
        f"Of {len(steps)}, {supported} have support, {none} are answered none, {unknown} unknown."
    )


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
        f"{choice.name(code)}: number of running services, {day(choice.as_of)}. Choose a cell for "
        "its rule and its services.",
        (Column("Level of support"), *(Column(one.label) for one in items)),
        tuple(rows),
        (*survey_meta(choice.dataset, (code,)), ("As of", day(choice.as_of)),
         ("Rules", choice.rules())),
    )  # fmt: skip


def _room(choice: Choice, code: str, steps: Sequence[Step]) -> str:
    """Capacity against the number of children; what is not known is never taken for none."""
    services = {one.service_id: one for step in steps for one in step.running}.values()
    known = [one.capacity for one in services if one.capacity == one.capacity]
    if not services:
        return "No running service is listed."
    unknown = len(services) - len(known)
    at_least = "at least " if unknown else ""
    said = f"The {plural(len(services), 'running service')} have room for {at_least}"
    said += f"{sum(known):,.0f} families a year"
    children = choice.dataset.at_period("children_0_17", None, (code,))["value"].iloc[0]
    if children > 0:
        said += f", {1000 * sum(known) / children:.1f} for each 1,000 children aged 0 to 17"
    return f"{said} (capacity of {unknown} not known)." if unknown else f"{said}."


def _places(dataset: Dataset, code: str, steps: Sequence[Step]) -> str:
    """How many places parents can go to."""
    running = {one.service_id for step in steps for one in step.running}
    sites = dataset.survey.sites
    here = sites[sites["service_id"].isin(running)]
    without = len(running - set(here["service_id"]))
    said = f"They name {plural(here['postcode'].nunique(), 'place')}"
    if not without:
        return f"{said}."
    what = plural(without, "service")
    return f"{said}; {what} {'names' if without == 1 else 'name'} none."
