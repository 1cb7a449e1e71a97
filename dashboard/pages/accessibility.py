"""The accessibility statement."""

from dashboard.cards.model import Body
from dashboard.dataset import Dataset
from dashboard.figures.template import Look
from dashboard.pages.text import page_text, sections
from dashboard.view_state import View


def body(view: View, dataset: Dataset, look: Look) -> Body:
    """The page."""
    opening, *parts = sections("accessibility", page_text("accessibility.md"), view, dataset)
    return Body(
        title=opening.title,
        description="How far everyone can use this dashboard, how that was tested, and its limits.",
        intro=opening.markdown,
        sections=tuple(parts),
    )
