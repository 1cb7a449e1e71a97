"""On a phone: one column, the list before the map, and nothing off the side."""

import pytest

from tests.browser.places import COUNTY, INDICATOR, PAGES, STATES
from tests.browser.screen import drawn, unfold

pytestmark = pytest.mark.size("phone")
_FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.mark.parametrize("place", PAGES + STATES)
def test_the_page_does_not_scroll_sideways(tour, place):
    assert drawn(tour(place)).evaluate(_FITS)


@pytest.mark.parametrize("place", [f"/indicator/{INDICATOR}", f"/area/{COUNTY}?view=districts"])
def test_nor_does_it_when_everything_is_unfolded(tour, place):
    page = drawn(tour(place))
    unfold(page)
    assert page.evaluate(_FITS)


@pytest.mark.parametrize("place", [f"/indicator/{INDICATOR}", f"/area/{COUNTY}?view=districts"])
def test_the_list_comes_before_the_map(tour, place):
    page = drawn(tour(place))
    top = {name: page.locator(f"#{name}").bounding_box()["y"] for name in ("ranking", "map")}
    assert top["ranking"] < top["map"]
