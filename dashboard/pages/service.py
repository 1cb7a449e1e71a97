"""One service: everything its area has answered about it, and what depends on it."""

from datetime import date

import pandas as pd

from dashboard.analysis.pathway_words import day, plural
from dashboard.analysis.summary import join
from dashboard.analysis.survey_answers import rating_words, told
from dashboard.cards.gaps_choice import Choice, choice_of
from dashboard.cards.looks import half
from dashboard.cards.model import Body, Card, Link, Prose
from dashboard.cards.service_answers import answers_card, record_card
from dashboard.cards.service_effects import alike, effect_words, if_it_ends_card
from dashboard.cards.service_where import place_words, where_card
from dashboard.cards.survey_labels import banner
from dashboard.dataset import Dataset
from dashboard.figures.template import Look
from dashboard.metadata.format import within
from dashboard.view_state import View

_MONTH_DAYS = 30.44
_NO_NAME = "Service without a name"


def body(view: View, dataset: Dataset, look: Look) -> Body:
    """The page, as of today."""
    return body_on(date.today(), view, dataset, look)


def body_on(as_of: date, view: View, dataset: Dataset, look: Look) -> Body:
    """The page, as of a day."""
    service_id = view.subject
    code = dataset.survey.by_service[service_id][0].area_code
    name = told(dataset, service_id)["service_name"]
    area = dataset.area(code).name
    choice = choice_of(view.go("gaps", without=service_id), dataset, as_of)
    others = alike(choice, service_id)
    ends = if_it_ends_card(choice, service_id)
    counts = isinstance(ends, Card)
    has_half = isinstance(others, Card) or not counts
    called = name.text if name.is_answered else _NO_NAME
    title = f"{called}, {area}"  # areas run services of the same name
    return Body(
        title=title,
        description=f"{title}: everything known about this service.",
        lead=(
            Link(_what(dataset, service_id), ""),
            Link(place_words(dataset, service_id), ""),
            Link(_money(dataset, service_id, as_of), ""),
            *_programme(dataset, service_id),
            Link(effect_words(choice, service_id), _effects(choice) if counts else ""),
        ),
        crumbs=(
            Link("Services", view.go("services").href),
            Link(area, view.go("area", code).href),
            Link(called, "", current=True),
        ),
        sections=_in_order(
            where_card(dataset, service_id, half(look)),
            ends,
            answers_card(dataset, service_id),
            record_card(dataset, view, service_id, "half" if has_half else "full"),
            others,
        ),
        banner=banner(dataset, (code,)),
    )


def _effects(choice: Choice) -> str:
    return choice.view.change(view="shared").href + "#without"


def _in_order(
    where: Card, ends: Card | Prose, answers: Card, record: Card, others: Card | Prose
) -> tuple[Card | Prose, ...]:
    """Two halves beside each other first; words alone take a whole line, further down."""
    if isinstance(ends, Card):
        return where, ends, answers, record, others
    return where, record, ends, answers, others


def _what(dataset: Dataset, service_id: str) -> str:
    """Level, situations, provider and whether it is running; what is not known said so."""
    answers = told(dataset, service_id)
    level, situation, who, status = (
        answers[key] for key in ("level", "situation", "organisation", "status")
    )
    kind = f"{level.text} support" if level.is_answered else "Support at a level that is not known"
    whom = (
        f"for: {join([within(text) for text in situation.names])}"
        if situation.is_answered
        else "for family situations that are not known"
    )
    by = f"by {who.text}" if who.is_answered else "by a provider that is not known"
    running = within(status.text) if status.is_answered else "whether it is running is not known"
    return f"{kind}, {by}; {running}. It is {whom}."


def _money(dataset: Dataset, service_id: str, as_of: date) -> str:
    """How long the money is agreed, and how far off that is."""
    answers = told(dataset, service_id)
    until, forever = answers["funding_end"], answers["funding_open"]
    if isinstance(until.value, date):
        end = pd.Timestamp(until.value)
        months = round((end - pd.Timestamp(as_of)).days / _MONTH_DAYS)
        if end.date() < as_of:
            return f"Funding was agreed only until {day(end.date())}."
        ahead = f"in {plural(months, 'month')}" if months else "within weeks"
        return f"Funding is agreed until {day(end.date())}, {ahead}."
    if "yes" in forever.items:
        return "Funding has no end date."
    if until.said in {"dont_know", "not_asked"}:
        return f"Until when funding is agreed is not known ({within(until.text)})."
    if forever.is_answered:
        return "Funding has an end date, but the date is not given."
    return "Until when funding is agreed is not answered."


def _programme(dataset: Dataset, service_id: str) -> tuple[Link, ...]:
    """The named programme, with its rating and the scale it is on."""
    answers = told(dataset, service_id)
    one = answers["programme"]
    if not one.is_answered or one.items == ("none",):
        return ()
    item = dataset.survey.questionnaire.lists["programme"].item(one.items[0])
    other = answers["programme_other"]
    name = other.text if other.is_answered else one.text
    return (Link(f"Programme: {name}, {rating_words(item) or 'with no rating held'}.", ""),)
