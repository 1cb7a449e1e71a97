"""The service map: which services there are, for whom, where, and until when."""

from datetime import date

from dashboard.analysis.services import ANSWERS, AREA, ENDING, MONTHS
from dashboard.analysis.summary import capital
from dashboard.cards.model import Body, Control, Link, Option
from dashboard.cards.services_choice import LABELS, ServiceChoice, service_choice
from dashboard.cards.services_list import advice, list_card, loosened
from dashboard.cards.services_map import area_card, map_card, public_count
from dashboard.cards.services_sites import PUBLIC_LIST
from dashboard.cards.survey_labels import banner
from dashboard.dataset import Dataset
from dashboard.figures.template import Look
from dashboard.metadata.format import within
from dashboard.metadata.survey import ANY_ANSWER
from dashboard.pages.choices import indicator_options
from dashboard.pages.missing import not_held
from dashboard.view_state import View

_TITLE = "Services"
_DESCRIPTION = "Which services support parents' relationships, for whom, where and until when."
_INTRO = (
    "Every service that areas have named in the survey. Numbers in brackets say how many services "
    "each choice would leave. A service whose answer is not known is never left out without "
    "being counted."
)
_CHECKLISTS = ("tier", "situation", "stage", "audience", "delivery")
_NOT_KNOWN = "?"


def body(view: View, dataset: Dataset, look: Look) -> Body:
    """The page, as of today."""
    return body_on(date.today(), view, dataset, look)


def body_on(as_of: date, view: View, dataset: Dataset, look: Look) -> Body:
    """The page, as of a day."""
    if not dataset.survey.questionnaire.is_there:
        return not_held(_TITLE, _DESCRIPTION, "survey of support")
    choice = service_choice(view, dataset, as_of)
    return Body(
        title=_TITLE,
        description=_DESCRIPTION,
        intro="" if view.is_presented else _INTRO,
        lead=_lead(choice),
        controls=_controls(choice),
        sections=(map_card(choice, look), area_card(choice), list_card(choice, look)),
        notices=_notices(choice),
        banner=banner(dataset, choice.codes),
        is_folded=look.narrow,
    )


def _lead(choice: ServiceChoice) -> tuple[Link, ...]:
    """How far areas have answered, how many services fit, and how many cannot be judged."""
    points = [Link(choice.responses(), choice.view.go("gaps").href), Link(choice.counted(), "")]
    points += [Link(said, "")] if (said := choice.not_judged()) else []
    if not choice.found.total and (said := choice.unsaid(choice.codes)):
        points.append(Link(said, ""))
    if not choice.found.total and (said := advice(choice)):
        away = (loosened(choice),) if loosened(choice) else tuple(choice.chosen)
        points.append(Link(said, choice.loosened(*away).href))
    return tuple(points)


def _notices(choice: ServiceChoice) -> tuple[str, ...]:
    asked = choice.view.area
    if not asked or asked == choice.area:
        return ()
    shown = choice.name(choice.area) if choice.area else "the whole region"
    return (
        f"Services are listed by council, not by district: {shown} is shown instead of "
        f"{choice.name(asked)}.",
    )


def _controls(choice: ServiceChoice) -> tuple[Control, ...]:
    dataset = choice.dataset
    return (
        _select(choice, AREA, "Whole region", choice.area),
        *(_checklist(choice, name) for name in _CHECKLISTS),
        _select(choice, "status", "All, running or not (usual)", choice.view.status),
        _select(choice, "programme", "Any", choice.view.programme),
        _select(choice, ENDING, "At any time", choice.view.ending, MONTHS),
        Control(
            "indicators",
            "Shade areas by",
            "select",
            indicator_options(dataset),
            choice.need.indicator.id,
        ),
        _layer(choice),
    )


def _options(choice: ServiceChoice, name: str, values: tuple[str, ...]) -> tuple[Option, ...]:
    """Each value with how many services it would leave; then how many are not known."""
    counts, unknown = choice.found.counts[name], choice.found.unknown[name]
    options = [
        Option(value, f"{capital(choice.label(name, value))} ({counts[value]:,})")
        for value in values
    ]
    if unknown:
        options.append(Option(_NOT_KNOWN, f"Not known ({unknown:,})", disabled=True))
    return tuple(options)


def _select(
    choice: ServiceChoice, name: str, every: str, value: str, values: tuple[str, ...] = ()
) -> Control:
    values = values or tuple(choice.found.counts[name])
    options = (Option("", every), *_options(choice, name, values))
    return Control(name, LABELS[name], "select", options, value)


def _checklist(choice: ServiceChoice, name: str) -> Control:
    values = tuple(choice.found.counts[name])
    chosen = tuple(getattr(choice.view, name))
    hint = _also(choice, name)
    return Control(name, LABELS[name], "checklist", _options(choice, name, values), chosen, hint)


def _also(choice: ServiceChoice, name: str) -> str:
    """Which answers to other questions count as one of this list."""
    asked = choice.questionnaire
    said = []
    for item in asked.items(asked.question(ANSWERS[name]).list):
        for other, wanted in item.also.items():
            question = asked.question(other)
            how = "" if wanted == ANY_ANSWER else f": {within(asked.label(question.list, wanted))}"
            said.append(f"“{item.label}”: also from the answer to “{question.label}”{how}.")
    return " ".join(said)


def _layer(choice: ServiceChoice) -> Control:
    count = public_count(choice.dataset, choice.codes)
    return Control(
        "layer",
        "Family hubs and children's centres",
        "radio",
        (Option("", "Not shown"), Option("public", f"Shown ({count:,})")),
        choice.view.layer,
        help=capital(PUBLIC_LIST),
    )
