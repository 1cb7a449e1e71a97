"""Automatic accessibility checks with axe: every page and state at three sizes, every rule on."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.browser.conftest import SIZES
from tests.browser.places import CITY, COUNTY, INDICATOR, PAGES, STATES, presented
from tests.browser.screen import drawn, settle, unfold

_RUN = "axe.run(document, { resultTypes: ['violations'] })"


def violations(page: Page) -> list[str]:
    """What axe finds wrong with a page as it is now: rule, what it asks for, and where."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    return [
        f"{rule['id']}: {rule['help']}: {node['target']} {node['html'][:160]}"
        for rule in page.evaluate(_RUN)["violations"]
        for node in rule["nodes"]
    ]


def assert_accessible(page: Page) -> None:
    found = violations(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("place", PAGES + STATES)
def test_every_page_and_state(tour, every_size, place):
    assert_accessible(drawn(tour(place)))


@pytest.mark.parametrize("place", [f"/indicator/{INDICATOR}", f"/area/{COUNTY}?view=districts"])
def test_unfolded_tables_and_explanations(tour, every_size, place):
    page = drawn(tour(place))
    unfold(page)
    assert_accessible(page)


@pytest.mark.parametrize("label", ["Choose indicators", "Choose areas"])
def test_open_lists_of_choices(tour, every_size, label):
    tour("/help")  # so that no list is open from before
    page = drawn(tour(f"/compare?areas={CITY},{COUNTY}"))
    page.locator(".control-picker > summary").filter(has_text=label).click()
    expect(page.locator(".picker-list:visible")).to_have_count(1)
    assert_accessible(page)


@pytest.mark.size("projector")
@pytest.mark.parametrize("place", PAGES)
def test_projector_view(tour, place):
    assert_accessible(drawn(tour(presented(place))))


@pytest.mark.size("projector")
def test_projector_view_with_choices_open(tour):
    page = drawn(tour(presented(f"/indicator/{INDICATOR}")))
    page.get_by_text("Change what is shown").click()
    assert_accessible(page)


def test_a_site_without_figures(contexts, empty_address):
    page = contexts(SIZES["laptop"]).new_page()
    page.goto(empty_address)
    expect(page.get_by_role("heading", level=1)).to_have_text("The figures are not ready")
    assert_accessible(page)
    page.close()


@pytest.mark.console_allowed("404")
def test_an_unknown_address_as_it_is_opened(page):
    page.goto("/indicator/nothing")
    settle(page)
    assert_accessible(page)
