"""Need beside support: where support is least for the need there is, and how sure that is."""

from collections.abc import Callable
from datetime import date

from dashboard.analysis.need_index import usable
from dashboard.analysis.pathway_words import amount
from dashboard.cards.access import access_cards, access_controls
from dashboard.cards.model import Body, Card, Control, Link, Option, Prose
from dashboard.cards.need_choice import DIMENSIONS, NeedChoice, choice_of
from dashboard.cards.need_difference import difference_cards
from dashboard.cards.need_index import index_cards
from dashboard.cards.need_map import map_card
from dashboard.cards.need_quadrant import quadrant_card
from dashboard.cards.survey_labels import banner
from dashboard.dataset import Dataset
from dashboard.figures.template import Look
from dashboard.metadata.format import within
from dashboard.pages.choices import indicator_options
from dashboard.pages.missing import not_held
from dashboard.view_state import MAX_INDICATORS, MAX_WEIGHT, View

_TITLE = "Need and support"
_DESCRIPTION = "Need beside the support for parents' relationships that areas say they have."
_INTRO = (
    "Published figures on need beside what areas answered about support. What is not known about "
    "support is shown as not known, never as none."
)
_TABS = {
    "": "Need beside support",
    "map": "Map",
    "difference": "Difference",
    "index": "Need index",
    "access": "How near",
}
_MEASURES = (
    Option("", "Room for families"),
    Option("starts", "Families that started"),
    Option("services", "Running services"),
)
_SLICE_LABELS = {
    "level": "Level",
    "situation": "Family situation",
    "stage": "Stage of conflict",
    "audience": "For whom",
    "delivery": "Delivery",
}


def body(view: View, dataset: Dataset, look: Look) -> Body:
    """The page, as of today."""
    return body_on(date.today(), view, dataset, look)


def body_on(as_of: date, view: View, dataset: Dataset, look: Look) -> Body:
    """The page, as of a day."""
    if not dataset.survey.questionnaire.is_there:
        return not_held(_TITLE, _DESCRIPTION, "survey of support")
    choice = choice_of(view, dataset, as_of)
    return Body(
        title=_TITLE,
        description=_DESCRIPTION,
        intro="" if view.is_presented else _INTRO,
        lead=_LEADS.get(view.view, _answers)(choice),
        controls=_CONTROLS[view.view](choice),
        tabs=tuple(
            Link(label, view.change(view=key).href, current=view.view == key)
            for key, label in _TABS.items()
        ),
        sections=_SECTIONS[view.view](choice, look),
        notices=_notices(choice),
        banner="" if view.view == "index" else banner(dataset, dataset.member_codes),
    )


def _answers(choice: NeedChoice) -> tuple[Link, ...]:
    """How far areas have answered; before anything that is counted from answers."""
    return (Link(choice.responses(), ""),)


def _nothing(choice: NeedChoice) -> tuple[Link, ...]:
    """The index is made of published figures alone."""
    return ()


def _notices(choice: NeedChoice) -> tuple[str, ...]:
    """Indicators of the recipe that cannot be part of an index."""
    if choice.need.index is None:
        return ()
    return tuple(
        f"“{choice.dataset.indicator(one.indicator_id).short_name}” is left out of the need "
        f"index: {one.reason}."
        for one in choice.need.index.standards
        if one.reason
    )


def _usual_controls(choice: NeedChoice) -> tuple[Control, ...]:
    return (
        _need_control(choice),
        Control("measure", "Support", "select", _MEASURES,
                "" if choice.measure == "capacity" else choice.measure),
        *(_slice_control(choice, name) for name in DIMENSIONS),
        _highlight_control(choice),
    )  # fmt: skip


def _access_controls(choice: NeedChoice) -> tuple[Control, ...]:
    return (
        *access_controls(choice.view, choice.dataset),
        *(_slice_control(choice, name) for name in DIMENSIONS),
    )


def _need_control(choice: NeedChoice) -> Control:
    index = (Option("", "Need index"),) if choice.recipe else ()
    value = "" if choice.is_index else choice.need.indicator.id
    return Control("indicators", "Need", "select",
                   (*index, *indicator_options(choice.dataset)), value)  # fmt: skip


def _slice_control(choice: NeedChoice, name: str) -> Control:
    items = choice.dataset.survey.questionnaire.items(name)
    return Control(
        DIMENSIONS[name],
        _SLICE_LABELS[name],
        "picker",
        tuple(Option(one.id, one.label) for one in items),
        getattr(choice.chosen, name),
        help="With none ticked, all count.",
        most=len(items),
    )


def _highlight_control(choice: NeedChoice) -> Control:
    options = (Option("", "No area"), *(Option(code, choice.name(code)) for code in choice.codes))
    return Control("area", "Highlight", "select", options, "".join(choice.selected))


def _index_controls(choice: NeedChoice) -> tuple[Control, ...]:
    """A weight for each indicator of the recipe, and a way to add another."""
    registry = choice.dataset.registry
    weights = [
        Control(
            f"weight:{key}", f"Weight: {within(registry.indicators[key].short_name)}", "number", (),
            amount(weight), most=MAX_WEIGHT, step=0.5,
        )
        for key, weight in choice.recipe
        if not registry.why_not_need(registry.indicators[key])
    ]  # fmt: skip
    if len(weights) >= MAX_INDICATORS:
        return (*weights, _highlight_control(choice))
    taken = {key for key, _ in choice.recipe}
    options = indicator_options(choice.dataset, {one.id for one in usable(choice.dataset)} - taken)
    add = Control(
        "add-weight", "Add an indicator", "select", (Option("", "Choose one"), *options), "",
        help="with weight 1; only those that say which direction is more need",
    )  # fmt: skip
    return (*weights, add, _highlight_control(choice))


# One entry for each tab.
_SECTIONS: dict[str, Callable[[NeedChoice, Look], tuple[Card | Prose, ...]]] = {
    "": lambda choice, look: (quadrant_card(choice, look),),
    "map": lambda choice, look: (map_card(choice, look),),
    "difference": difference_cards,
    "index": index_cards,
    "access": lambda choice, look: access_cards(choice.view, choice.dataset, look, choice.as_of),
}
_CONTROLS: dict[str, Callable[[NeedChoice], tuple[Control, ...]]] = {
    "": _usual_controls,
    "map": _usual_controls,
    "difference": _usual_controls,
    "index": _index_controls,
    "access": _access_controls,
}
_LEADS: dict[str, Callable[[NeedChoice], tuple[Link, ...]]] = {"index": _nothing}
