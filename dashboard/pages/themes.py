"""What people say in their own words: themes by area, the answers behind them, and quotes."""

from dashboard.analysis.themes import NO_THEME, is_asked_of_areas
from dashboard.cards.model import Body, Control, Link, Option
from dashboard.cards.themes_answers import answer_cards
from dashboard.cards.themes_choice import KIND_LABELS, Choice, choice_of
from dashboard.cards.themes_coding import agreement_card, codebook_card, responses_card
from dashboard.cards.themes_findings import commonest, lead
from dashboard.cards.themes_matrix import matrix_card
from dashboard.dataset import Dataset
from dashboard.figures.template import Look
from dashboard.pages.missing import not_held
from dashboard.view_state import View

_TITLE = "Themes"
_DESCRIPTION = "What areas say in their own words: what gets in the way, what works, which gaps."
_INTRO = (
    "Answers that people wrote in their own words, sorted into themes. Nothing is coded by a "
    "machine alone: an outlined square is only a suggestion, made from the words of the answer, "
    "until a person has confirmed or changed it."
)
_TABS = {"": "All questions", **KIND_LABELS}
_AREA_IGNORED = "An area was asked for, but names are hidden: all areas are shown together."
_LEVEL_IGNORED = (
    "A level or family situation of services was asked for, but this question is about the area as "
    "a whole: all its answers are shown."
)


def body(view: View, dataset: Dataset, look: Look) -> Body:
    """The page."""
    if not dataset.survey.record.themes:
        return not_held(_TITLE, _DESCRIPTION, "codebook of themes")
    choice = choice_of(view, dataset)
    return Body(
        title=_TITLE,
        description=_DESCRIPTION,
        intro="" if view.is_presented else _INTRO,
        lead=lead(choice),
        controls=_controls(choice),
        tabs=tuple(
            Link(label, choice.view.change(view=key).href, current=view.view == key)
            for key, label in _TABS.items()
        ),
        sections=(
            matrix_card(choice, commonest(choice, choice.whole)),
            *answer_cards(choice),
            responses_card(choice, is_short=look.narrow),
            agreement_card(choice, is_short=look.narrow),
            codebook_card(choice, is_short=look.narrow),
        ),
        notices=(
            *((_AREA_IGNORED,) if choice.is_anonymous and view.area else ()),
            *((_LEVEL_IGNORED,) if choice.is_level_ignored else ()),
        ),
        banner=choice.banner(),
    )


def _controls(choice: Choice) -> tuple[Control, ...]:
    areas = tuple(Option(code, choice.area_name(code)) for code in choice.codes)
    area = Control(
        "area", "Area", "select", (Option("", "All areas"), *areas), choice.view.area,
        help="opens its answers",
    )  # fmt: skip
    return (
        _theme_control(choice),
        *(() if choice.is_anonymous else (area,)),
        Control(
            "anonymous",
            "Names of areas and services",
            "select",
            (Option("", "Shown"), Option("1", "Hidden")),
            choice.view.anonymous,
            help="on the page and in every file",
        ),
        *_of_services(choice),
    )


def _of_services(choice: Choice) -> tuple[Control, ...]:
    """Level and situation, unless what is asked is about no service."""
    if is_asked_of_areas(choice.dataset.survey, choice.part.kind):
        return ()
    return (
        _checklist(choice, "tier", "Levels of the service", "level"),
        _checklist(choice, "situation", "Family situations of the service", "situation"),
    )


def _theme_control(choice: Choice) -> Control:
    options = (
        Option("", "All themes"),
        *(Option(theme.id, theme.name) for theme in choice.themes),
        Option(NO_THEME, choice.theme_name(NO_THEME)),
    )
    return Control(
        "theme", "Theme", "select", options, choice.view.theme, help="opens its answers and quotes"
    )


def _checklist(choice: Choice, name: str, label: str, list_id: str) -> Control:
    """Only answers about services of the chosen levels or situations."""
    items = choice.dataset.survey.questionnaire.items(list_id)
    value = tuple(getattr(choice.view, name))
    options = tuple(Option(one.id, one.label) for one in items)
    return Control(name, label, "checklist", options, value)
