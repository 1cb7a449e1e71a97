"""A service among others: what changes if it ends, and who does the same."""

from dataclasses import replace

from dashboard.analysis.pathway import RUNNING, Listed, grouped
from dashboard.analysis.pathway_summary import changes
from dashboard.analysis.pathway_words import plural
from dashboard.analysis.summary import capital, join
from dashboard.analysis.survey_answers import told
from dashboard.cards.gaps_choice import Choice, responses
from dashboard.cards.gaps_findings import without_sentence
from dashboard.cards.gaps_shared import without_card
from dashboard.cards.model import Card, Link, Prose
from dashboard.cards.service_link import service_href
from dashboard.cards.survey_labels import survey_meta, survey_source, title_with_label
from dashboard.exports.table import Cell, Column, Table
from dashboard.metadata.format import within

_IF_IT_ENDS = "What changes if it ends"
_NAMES = ("Service", "Provider", "Family situations in common", "Delivery in common",
          "Is it running")  # fmt: skip


def if_it_ends_card(choice: Choice, service_id: str) -> Card | Prose:
    """The steps that would be thin or without support, from a choice without the service.

    Only words where no step counts on the service.
    """
    if not changes(choice.usual, choice.steps):
        return Prose("without", _IF_IT_ENDS, effect_words(choice, service_id))
    code = choice.dataset.survey.by_service[service_id][0].area_code
    gaps = choice.view.change(view="shared").href + "#without"
    card = without_card(choice)
    # The service is of one area: whether other areas' answers are made up says nothing of it.
    return replace(
        card,
        title=_IF_IT_ENDS,
        make_table=lambda: replace(card.make_table(), meta=survey_meta(choice.dataset, (code,))),
        image_title=title_with_label(choice.dataset, (code,), _IF_IT_ENDS),
        source_line=survey_source(choice.dataset, (code,)),
        notes=(responses(choice.dataset, (code,)), choice.rules()),
        links=(Link("Gaps and overlaps without it", gaps),),
        width="half",
    )


def effect_words(choice: Choice, service_id: str) -> str:
    """What changes if the service ends, in a sentence; why nothing does."""
    if changes(choice.usual, choice.steps):
        return without_sentence(choice)
    status = told(choice.dataset, service_id)["status"]
    if not status.is_answered:
        return (
            "It is not known whether it is running. Only running services count, so no step "
            "changes if it ends."
        )
    if status.items != (RUNNING,):
        return f"It is not running ({within(status.text)}), so nothing changes if it ends."
    return (
        "Its level or family situation is not known, so it counts for no step and none changes "
        "if it ends."
    )


def alike(choice: Choice, service_id: str) -> Card | Prose:
    """Services of the same area, level, situation and way of delivery, running or not.

    Only words where there is none, or where what makes services alike is not answered.
    """
    dataset = choice.dataset
    code = dataset.survey.by_service[service_id][0].area_code
    own = told(dataset, service_id)
    missing = [
        within(own[key].question.label)
        for key in ("level", "situation", "delivery")
        if not own[key].is_answered
    ]
    found = () if missing else _alike(choice, service_id)
    title = "Other services alike"
    sentence = _sentence(missing, len(found), dataset.area(code).short_name)
    if not found:
        return Prose("alike", title, sentence)
    rows = [_row(choice, one, own["situation"].items, own["delivery"].items) for one in found]
    return Card(
        id="alike",
        title=title,
        sentence=sentence,
        make_table=lambda: Table(
            "Services of the same area and level, with a situation and a way of delivery in common",
            tuple(Column(name) for name in _NAMES),
            tuple(rows),
            survey_meta(dataset, (code,)),
        ),
        image_title=title_with_label(dataset, (code,), title),
        source_line=survey_source(dataset, (code,)),
        notes=("Services alike are an overlap to discuss; choice can be good.",),
        width="half",
    )


def _sentence(missing: list[str], count: int, area: str) -> str:
    if missing:
        return f"Cannot be said, because this is not answered: {join(missing)}."
    if not count:
        return (
            f"{area} lists no other service at the same level, for the same family situation and "
            "delivered in the same way."
        )
    return (
        f"{area} lists {plural(count, 'other service')} at the same level, for at least one of the "
        "same family situations and delivered in at least one of the same ways."
    )


def _alike(choice: Choice, service_id: str) -> tuple[Listed, ...]:
    survey = choice.dataset.survey
    code = survey.by_service[service_id][0].area_code
    row = survey.services.loc[service_id]
    by_step = grouped(survey).by_step
    found = {
        one.service_id: one
        for situation in row["situation"]
        for one in by_step.get((code, row["level"], situation), ())
        if one.service_id != service_id and {*one.delivery} & {*row["delivery"]}
    }
    return tuple(found.values())


def _row(
    choice: Choice, one: Listed, situations: tuple[str, ...], ways: tuple[str, ...]
) -> tuple[Cell, ...]:
    label = choice.questionnaire.label
    both = [within(choice.situation_label(item)) for item in one.situations if item in situations]
    same = [within(label("delivery", item)) for item in one.delivery if item in ways]
    return (
        Cell.of(one.name or "not named", href=service_href(choice.view, one.service_id)),
        Cell.of(one.provider or "not known"),
        Cell.of(capital(join(both))),
        Cell.of(capital(join(same))),
        Cell.of(label("status", one.status) or "not known"),
    )
