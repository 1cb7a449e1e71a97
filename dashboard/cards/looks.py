"""How wide a chart can expect to be, from where it stands on the page."""

from dataclasses import replace

from dashboard.figures.template import Look
from dashboard.view_state import View

# Half of a laptop's page; half of a projector's.
_HALF = 620
_HALF_PRESENTED = 880


def pair_width(view: View, look: Look) -> str:
    """Width of the bars and the map beside them.

    Names on as many tiles as there are districts need a projector's whole width.
    """
    large = look.present and view.map == "tiles" and view.level == "districts"
    return "full" if large else "half"


def half(look: Look) -> Look:
    """The look of a chart in a half-width card; on a phone every card is full width."""
    if look.width is not None:
        return look
    return replace(look, width=_HALF_PRESENTED if look.present else _HALF)
