"""Need beside support: where support is least for the need there is, and how sure that is."""

from collections.abc import Callable
from datetime import date

from dashboard.cards.access import access_cards, access_controls
from dashboard.cards.model import Body, Card, Control, Link, Prose
from dashboard.cards.survey_labels import banner
from dashboard.dataset import Dataset
from dashboard.figures.template import Look
from dashboard.view_state import View

_TITLE = "Need and support"
_DESCRIPTION = "Need beside the support for parents' relationships that areas say they have."
_TABS = {
    "": "Need beside support",
    "map": "Map",
    "difference": "Difference",
    "index": "Need index",
    "access": "How near",
}

Sections = Callable[[View, Dataset, Look, date], tuple[Card | Prose, ...]]


def body(view: View, dataset: Dataset, look: Look) -> Body:
    """The page, as of today."""
    return body_on(date.today(), view, dataset, look)


def body_on(as_of: date, view: View, dataset: Dataset, look: Look) -> Body:
    """The page, as of a day."""
    if not dataset.survey.questionnaire.is_there:
        nothing = Prose("nothing", "", "There is no survey of support in this region yet.")
        return Body(title=_TITLE, description=_DESCRIPTION, sections=(nothing,))
    return Body(
        title=_TITLE,
        description=_DESCRIPTION,
        controls=_CONTROLS[view.view](view, dataset),
        tabs=tuple(
            Link(label, view.change(view=key).href, current=view.view == key)
            for key, label in _TABS.items()
        ),
        sections=_SECTIONS[view.view](view, dataset, look, as_of),
        banner=banner(dataset, dataset.member_codes),
    )


def _to_come(view: View, dataset: Dataset, look: Look, as_of: date) -> tuple[Prose, ...]:
    return (Prose("to-come", "", "To come."),)


def _usual_controls(view: View, dataset: Dataset) -> tuple[Control, ...]:
    return ()


# One entry for each tab.
_SECTIONS: dict[str, Sections] = dict.fromkeys(_TABS, _to_come)
_CONTROLS: dict[str, Callable[[View, Dataset], tuple[Control, ...]]] = dict.fromkeys(
    _TABS, _usual_controls
)
_SECTIONS["access"] = access_cards
_CONTROLS["access"] = access_controls
