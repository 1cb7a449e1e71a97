"""Placeholder while the page is being built."""

from dashboard.cards.model import Body
from dashboard.dataset import Dataset
from dashboard.figures.template import Look
from dashboard.view_state import View


def body(view: View, dataset: Dataset, look: Look) -> Body:
    """The page."""
    return Body(title="services", description="")
