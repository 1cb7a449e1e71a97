"""What every page says about itself, on paper, and to people who want no movement."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.places import COUNTY, INDICATOR, PAGES
from tests.browser.screen import follow, visit

_MOVING = """() => [...document.querySelectorAll('*')].filter((one) => {
    const style = getComputedStyle(one);
    return style.transitionDuration.split(', ').some((time) => parseFloat(time) > 0)
        || style.scrollBehavior === 'smooth';
}).map((one) => `${one.tagName} ${one.className}`)"""
OPENED = [place for place in PAGES if "view=" not in place and place != "/nowhere"]


def test_titles_are_distinct_and_name_page_and_product(tour):
    titles = {}
    for place in OPENED:
        page = tour(place)
        title = page.title()
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_have_count(1)
        assert title.startswith(heading.inner_text()) and "Needs and services" in title
        titles[place] = title
    assert len(set(titles.values())) == len(titles), titles


@pytest.mark.parametrize("place", OPENED)
def test_the_page_is_named_and_described_before_any_script(client, place):
    said = client.get(place).get_data(as_text=True)
    assert '<html lang="en-GB">' in said
    title = re.findall(r"<title>(.+) – Needs and services – East Midlands</title>", said)
    description = re.findall(r'<meta name="description" content="([^"]{20,})">', said)
    assert len(title) == len(description) == 1
    assert said.count('name="viewport"') == 1


def test_language_title_and_description_in_the_browser(page, open_page):
    open_page(f"/area/{COUNTY}")
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")
    expect(page).to_have_title("Leicestershire – Needs and services – East Midlands")
    assert page.locator("meta[name=description]").count() == 1
    follow(page, page.get_by_role("link", name="Compare", exact=True))
    expect(page).to_have_title("Compare – Needs and services – East Midlands")
    page.go_back()
    expect(page).to_have_title("Leicestershire – Needs and services – East Midlands")


def test_on_paper_there_is_only_what_can_be_read(page, open_page):
    open_page(f"/indicator/{INDICATOR}")
    page.emulate_media(media="print")
    for hidden in (".controls-box", ".file-action", ".skip-link", ".site-header nav", "#loading"):
        for one in page.locator(hidden).all():
            expect(one).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    expect(page.locator(".finding").first).to_be_visible()
    expect(page.locator(".site-footer")).to_be_visible()
    expect(page.locator(".site-footer")).to_contain_text("Dataset version")


def test_nothing_moves_for_people_who_ask_for_that(page, open_page):
    page.emulate_media(reduced_motion="reduce")
    open_page(f"/indicator/{INDICATOR}")
    assert page.evaluate(_MOVING) == []
    visit(page, "/compare?present=1")
    assert page.evaluate(_MOVING) == []


def test_without_scripts_the_figures_can_still_be_had(browser, address):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    expect(page.get_by_role("link", name="all data as CSV")).to_be_visible()
    context.close()
