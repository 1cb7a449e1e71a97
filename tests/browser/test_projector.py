"""The projector view: read from the back of a room, with nothing in the way."""

import pytest
from playwright.sync_api import expect

from dashboard.metadata.format import format_value
from tests.browser.places import COUNTY, INDICATOR, PAGES, presented
from tests.browser.screen import card, chart_text, choose, drawn, follow, here, texts, unfold

pytestmark = pytest.mark.size("projector")
LEAST = 24  # pixels


def small(page):
    """Texts on screen that are too small; there must be texts at all."""
    found = texts(page)
    assert found
    return [one for one in found if one["size"] < LEAST]


@pytest.mark.parametrize("place", PAGES)
def test_every_text_is_large_and_fits_the_screen(tour, place):
    page = drawn(tour(presented(place)))
    assert small(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    ("place", "least"), [("/compare", 0.65), (f"/indicator/{INDICATOR}", 0.4), ("/", 0.4)]
)
def test_the_chart_has_its_share_of_the_first_screen(tour, place, least):
    page = drawn(tour(presented(place)))
    chart = page.locator(":is(.chart, .table-scroll)").first.bounding_box()
    assert chart["y"] <= (1 - least) * 1080
    assert page.locator(".site-header").bounding_box()["height"] < 80  # one line


@pytest.mark.parametrize("place", [f"/indicator/{INDICATOR}", f"/area/{COUNTY}?view=districts"])
def test_what_is_unfolded_is_large_too(tour, place):
    page = drawn(tour(presented(place)))
    unfold(page)
    page.get_by_text("Change what is shown").click()
    assert small(page) == []


def test_choices_are_hidden_until_needed(page, open_page):
    open_page(presented(f"/indicator/{INDICATOR}"))
    expect(page.locator("form.controls")).to_be_hidden()
    page.get_by_text("Change what is shown").click()
    expect(page.locator("form.controls")).to_be_visible()
    choose(page, "Compare with", "East Midlands")
    assert here(page) == f"/indicator/{INDICATOR}?benchmark=region&present=1"
    expect(page.locator("html")).to_have_class("is-presented")


def test_values_are_printed_and_not_only_on_hover(page, dataset, open_page):
    drawn(open_page(presented(f"/indicator/{INDICATOR}")))
    one = dataset.indicator(INDICATOR)
    held = dataset.at_period(one.id, None, dataset.member_codes)["value"]
    for title in ("Which area is highest", "Where is it high"):
        written = chart_text(card(page, title))
        for code, value in held.items():
            assert format_value(value, one) in written, (title, code)


def test_the_view_is_entered_and_left_on_every_page_by_one_link(page, open_page):
    open_page(f"/area/{COUNTY}")
    follow(page, page.get_by_role("link", name="Projector view", exact=True))
    assert here(page) == f"/area/{COUNTY}?present=1"
    follow(page, page.get_by_role("link", name="Compare", exact=True))
    assert here(page) == "/compare?present=1"
    follow(page, page.get_by_role("link", name="Leave projector view"))
    assert here(page) == "/compare"
    expect(page.locator("html")).not_to_have_class("is-presented")
