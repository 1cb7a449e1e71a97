"""Everything without a mouse: each page can be walked through, and each journey made."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.places import CITY, COUNTY, INDICATOR, PAGES
from tests.browser.screen import card, drawn, here, new_view

MOST = 1500  # more steps than any page has
_CAN_BE_USED = "a[href], button, select, input, summary, [tabindex='0']"

# The element that has the focus: whether it was met before, can be seen, and shows the focus.
_STEP = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const met = window.met.has(one);
    window.met.add(one);
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    return {
        met,
        name: one.outerHTML.slice(0, 120),
        marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""
# What can be used on the page and was never met; of radio buttons one in a group is a stop.
_MISSED = """(selector) => [...document.querySelectorAll(selector)].filter((one) => {
    const fieldset = one.type === 'radio' && one.closest('fieldset');
    const group = fieldset ? [...fieldset.querySelectorAll('input')] : [one];
    return one.checkVisibility() && !one.disabled && !group.some((other) => window.met.has(other));
}).map((one) => one.outerHTML.slice(0, 120))"""


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until an element has the focus, as a person without a mouse does."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
    pytest.fail(f"Tab never reached {wanted}")


@pytest.mark.parametrize("place", PAGES)
def test_tab_reaches_everything_and_shows_where_it_is(tour, place):
    page = drawn(tour(place))
    page.evaluate("() => { window.met = new WeakSet(); document.activeElement.blur(); }")
    steps = 0
    for _ in range(MOST):
        page.keyboard.press("Tab")
        step = page.evaluate(_STEP)
        if step is None:
            continue  # out of the page; the next step comes in at the top
        if step["met"]:
            break
        assert step["marked"] and step["seen"], step["name"]
        steps += 1
    assert steps > 5
    assert page.evaluate(_MISSED, _CAN_BE_USED) == []


def test_the_first_stop_skips_to_the_page(page, open_page):
    open_page("/")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to the page")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_sort_the_region_and_keep_the_place(page, open_page):
    open_page("/")
    heading = page.locator("#rug").get_by_role("link", name="Derby", exact=True)
    tab_to(page, heading)
    with new_view(page):
        page.keyboard.press("Enter")
    assert "sort=E06000015" in here(page)
    expect(page.locator("#rug").get_by_role("link", name="Derby").first).to_be_focused()


def test_choose_and_read_an_indicator(page, open_page):
    open_page(f"/indicator/{INDICATOR}")
    period = page.get_by_role("combobox", name="Period", exact=True)
    tab_to(page, period)
    with new_view(page):
        page.keyboard.press("ArrowDown")
    assert "period=2024-03-31" in here(page)
    expect(period).to_be_focused()
    tab_to(page, page.get_by_role("radio", name="Geographic"))
    with new_view(page):
        page.keyboard.press("ArrowRight")
    assert "map=tiles" in here(page)
    box = card(page, "Which area is highest")
    tab_to(page, box.locator("summary", has_text="Show as a table"))
    page.keyboard.press("Enter")
    expect(box.get_by_role("table")).to_be_visible()
    tab_to(page, box.get_by_role("button", name="Copy link"))
    page.keyboard.press("Enter")
    expect(box.get_by_role("button", name="Copied")).to_be_visible()


def test_choose_what_to_compare(page, dataset, open_page):
    open_page("/compare")
    picker = page.locator(".control-picker > summary").filter(has_text="Choose indicators")
    tab_to(page, picker)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("divorced")
    one = dataset.indicator("divorced_adults_2021")
    tab_to(page, page.get_by_role("checkbox", name=one.short_name))
    with new_view(page):
        page.keyboard.press("Space")
    assert one.id in here(page)
    page.keyboard.press("Escape")
    expect(page.locator(".picker-list:visible")).to_have_count(0)
    expect(picker).to_be_focused()


def test_go_through_the_parts_of_an_area(page, open_page):
    open_page(f"/area/{COUNTY}")
    parts = page.get_by_role("navigation", name="Parts of this page")
    tab_to(page, parts.get_by_role("link", name="Districts"))
    with new_view(page):
        page.keyboard.press("Enter")
    assert "view=districts" in here(page)
    expect(parts.get_by_role("link", name="Districts")).to_be_focused()


def test_from_the_list_of_areas_to_one(page, open_page):
    open_page("/area")
    tab_to(page, page.locator("#main").get_by_role("link", name="Leicester", exact=True).first)
    with new_view(page):
        page.keyboard.press("Enter")
    assert here(page) == f"/area/{CITY}"
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_search_the_catalogue(page, open_page):
    open_page("/data")
    tab_to(page, page.get_by_role("searchbox"))
    with new_view(page):
        page.keyboard.type("divorced")
    assert "q=divorced" in here(page)
    expect(page.get_by_role("searchbox")).to_be_focused()
