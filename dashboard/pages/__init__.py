"""One file per page: pure functions from a view of the dataset to what the page says."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from dashboard.cards.model import Body
from dashboard.dataset import Dataset
from dashboard.figures.template import Look
from dashboard.pages import (
    accessibility,
    area,
    compare,
    data,
    gaps,
    help,
    indicator,
    lists,
    missing,
    need,
    region,
    service,
    services,
    themes,
)
from dashboard.view_state import UnknownPageError, View, lost, parse

# What a chart has on a phone of 390 pixels, inside the card.
PHONE_WIDTH = 332

_PAGES: dict[str, Callable[[View, Dataset, Look], Body]] = {
    "region": region.body,
    "indicators": lists.indicators,
    "indicator": indicator.body,
    "compare": compare.body,
    "areas": lists.areas,
    "area": area.body,
    "services": services.body,
    "gaps": gaps.body,
    "service": service.body,
    "need": need.body,
    "themes": themes.body,
    "data": data.body,
    "help": help.body,
    "accessibility": accessibility.body,
}


def answer(address: str, dataset: Dataset, *, narrow: bool = False) -> tuple[View, Body]:
    """The view that an address asks for, and what its page says.

    An address that leads nowhere gives the page that says so, never an error.

    Args:
        address: path and query, untrusted.
        dataset: the compiled dataset.
        narrow: whether the screen is a phone's.
    """
    try:
        view, notices = parse(address, dataset)
    except UnknownPageError as error:
        return lost(address, dataset), missing.body(str(error))
    look = Look(view.is_presented, PHONE_WIDTH if narrow else None)
    body = _body(view, dataset, look, date.today())
    return view, body.with_notices(notices)


# Readers of one room look at the same few views; bodies are never changed once made. The day is
# part of the key because some pages look ahead from it.
@lru_cache(maxsize=32)
def _body(view: View, dataset: Dataset, look: Look, _today: date) -> Body:
    return _PAGES[view.page](view, dataset, look)
