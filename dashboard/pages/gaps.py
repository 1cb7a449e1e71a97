"""Where support is, where it is thin, where there is none, and where nobody has said."""

from datetime import date

from dashboard.analysis.pathway import grouped
from dashboard.analysis.pathway_words import day, plural
from dashboard.analysis.summary import join
from dashboard.cards.gaps_area import area_cards
from dashboard.cards.gaps_cell import cell_cards
from dashboard.cards.gaps_choice import Choice, choice_of
from dashboard.cards.gaps_findings import lead
from dashboard.cards.gaps_matrix import matrix_card
from dashboard.cards.gaps_shared import summary_cards
from dashboard.cards.model import Body, Control, Link, Option
from dashboard.cards.survey_labels import banner
from dashboard.dataset import Dataset
from dashboard.figures.template import Look
from dashboard.metadata.format import within
from dashboard.pages.choices import indicator_options
from dashboard.pages.missing import not_held
from dashboard.view_state import MAX_ALIKE, MAX_MONTHS, MAX_THRESHOLD, View

_TITLE = "Gaps and overlaps"
_DESCRIPTION = "Where parents' relationships are supported, where not, and where nobody has said."
_TABS = (("", "All areas"), ("area", "One area in depth"), ("shared", "Counted for the region"))
_MOST_SERVICES = 200
_INTRO = (
    "A step is one level of support for one family situation. The word “none” means that an area "
    "was asked and answered none; “unknown” is never a gap."
)


def body(view: View, dataset: Dataset, look: Look) -> Body:
    """The page, as of today."""
    return body_on(date.today(), view, dataset)


def body_on(as_of: date, view: View, dataset: Dataset) -> Body:
    """The page, as of a day."""
    if not dataset.survey.questionnaire.is_there:
        return not_held(_TITLE, _DESCRIPTION, "survey of support")
    choice = choice_of(view, dataset, as_of)
    sections = {"area": _area, "shared": _shared}.get(view.view, _matrix)(choice)
    return Body(
        title=_TITLE,
        description=_DESCRIPTION,
        intro="" if view.is_presented else _INTRO,
        lead=lead(choice),
        controls=_controls(choice),
        tabs=tuple(
            Link(label, view.change(view=key, cell="").href, current=view.view == key)
            for key, label in _TABS
        ),
        sections=sections,
        shortcuts=() if choice.view.view else _shortcuts(choice),
        is_folded=not choice.view.view,
        notices=_notices(choice),
        banner=banner(dataset, dataset.member_codes),
    )


def _matrix(choice: Choice) -> tuple:
    sentence = f"{day(choice.as_of)}. {choice.rules_in_short()}"
    return matrix_card(choice, sentence), *cell_cards(choice)


def _shortcuts(choice: Choice) -> tuple[Link, ...]:
    """Who has nothing at any level but the last, for each family situation, by need."""
    levels = choice.questionnaire.items("level")
    below = tuple(one.id for one in levels[:-1])
    if not below:
        return ()
    need = choice.need.indicator.id
    links = []
    for one in choice.questionnaire.items("situation"):
        view = choice.view.change(tier=below, situation=(one.id,), order=need, cell="")
        is_current = (choice.view.tier, choice.view.situation) == (below, (one.id,))
        links.append(Link(one.short, view.href, current=is_current))
    return Link(f"Nothing below {within(levels[-1].label)} level:", ""), *links


def _area(choice: Choice) -> tuple:
    return *area_cards(choice, choice.area_code), *cell_cards(choice)


def _shared(choice: Choice) -> tuple:
    return summary_cards(choice)


def _notices(choice: Choice) -> tuple[str, ...]:
    """Running services that no step can count, because their level or situation is not known."""
    lost = grouped(choice.dataset.survey).unplaced
    counts = [f"{choice.name(code)} {len(lost[code])}" for code in choice.codes if lost.get(code)]
    if not counts:
        return ()
    total = sum(map(len, lost.values()))
    return (
        f"{plural(total, 'running service')} cannot be placed on the pathway, because level or "
        f"family situation is not answered ({join(counts)}).",
    )


def _controls(choice: Choice) -> tuple[Control, ...]:
    one_area = choice.view.view == "area"
    return (
        *((_area_control(choice),) if one_area else ()),
        _checklist(choice, "tier", "Levels", "level"),
        _checklist(choice, "situation", "Family situations", "situation"),
        Control(
            "indicators",
            "Need",
            "select",
            indicator_options(choice.dataset),
            choice.need.indicator.id,
        ),
        *(() if one_area else (_order_control(choice),)),
        *_thresholds(choice),
        _without_control(choice),
    )


def _area_control(choice: Choice) -> Control:
    options = tuple(Option(c, choice.name(c)) for c in choice.dataset.member_codes)
    return Control("area", "Area", "select", options, choice.area_code)


def _checklist(choice: Choice, name: str, label: str, list_id: str) -> Control:
    items = choice.questionnaire.items(list_id)
    value = tuple(getattr(choice.view, name))
    return Control(
        name, label, "checklist", tuple(Option(one.id, one.label) for one in items), value
    )


def _order_control(choice: Choice) -> Control:
    need = choice.need
    first = "highest first" if need.ranked.reason else "greatest first"
    key = choice.view.order or need.indicator.id
    options = (Option("", "Geography"), Option(key, f"Need, {first}"))
    return Control("order", "Order areas by", "select", options, choice.view.order)


def _thresholds(choice: Choice) -> tuple[Control, ...]:
    limits = choice.thresholds
    return (
        Control(
            "min_capacity", "Thin under", "number", (), f"{limits.min_capacity:g}",
            help="families a year per 1,000 children", most=MAX_THRESHOLD, step=0.1,
        ),
        Control(
            "months", "Thin if funding ends within", "number", (), str(limits.months),
            help="months", most=MAX_MONTHS,
        ),
        Control(
            "alike", "Overlap from", "number", (), str(limits.alike),
            help="services alike", most=MAX_ALIKE, least=2,
        ),
    )  # fmt: skip


def _without_control(choice: Choice) -> Control:
    """Running services by area; of the open step only where there are too many to list."""
    steps = choice.usual.values()
    services = {one.service_id: one for step in steps for one in step.running}
    too_many = len(services) > _MOST_SERVICES
    if too_many:
        key = tuple(choice.view.cell.split(":"))
        open_ = choice.usual[key].running if choice.view.cell else ()
        chosen = services.get(choice.view.without)
        services = {one.service_id: one for one in (*open_, *((chosen,) if chosen else ()))}
    ordered = sorted(
        services.values(), key=lambda one: choice.dataset.member_codes.index(one.area_code)
    )
    options = tuple(
        Option(one.service_id, one.name or one.service_id, choice.name(one.area_code))
        for one in ordered
    )
    return Control(
        "without",
        "If this service ended",
        "select",
        (Option("", "None: all that is running"), *options),
        choice.view.without,
        help="Open a step to choose among its services." if too_many else "",
    )
