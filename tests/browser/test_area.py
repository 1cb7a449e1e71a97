"""Journeys on the page of one area."""

from playwright.sync_api import expect

from tests.browser import files
from tests.browser.screen import (
    areas_drawn,
    back,
    card,
    chart_text,
    choose,
    chosen,
    follow,
    here,
    lead,
    open_twin,
    pick,
    radio,
    read_table,
)

COUNTY = "E10000018"  # Leicestershire
CITY = "E06000016"  # Leicester


def tab(page, name):
    """A link to a part of the page."""
    return page.get_by_role("navigation", name="Parts of this page").get_by_role("link", name=name)


def test_from_the_list_to_a_profile(page, dataset, open_page):
    open_page("/")
    follow(page, page.get_by_role("link", name="Areas", exact=True))
    follow(page, page.get_by_role("link", name="Leicestershire", exact=True).first)
    assert here(page) == f"/area/{COUNTY}"
    expect(page.get_by_role("heading", level=1)).to_have_text("Leicestershire")
    assert lead(page)
    profile = read_table(card(page, "How does Leicestershire compare?"))
    assert len(profile.rows) == len(dataset.registry.indicators)
    back(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Areas")


def test_topic_and_benchmark_change_the_profile(page, dataset, open_page):
    open_page(f"/area/{COUNTY}")
    box = card(page, "How does Leicestershire compare?")
    domain = dataset.registry.domains["services"]
    choose(page, "Indicators", domain.name)
    assert here(page) == f"/area/{COUNTY}?domain=services"
    before = read_table(box)
    assert len(before.rows) == len(dataset.registry.in_domain("services"))
    choose(page, "Compare with", "East Midlands")
    assert here(page) == f"/area/{COUNTY}?benchmark=region&domain=services"
    assert read_table(box) != before
    back(page)
    assert chosen(page, "Compare with") == "England"
    assert read_table(box) == before


def test_what_stands_out_leads_to_the_indicator(page, open_page):
    open_page(f"/area/{COUNTY}")
    follow(page, page.locator(".lead-points a").first)
    assert here(page).startswith("/indicator/")
    assert chosen(page, "Highlight") == "Leicestershire"


def test_parts_of_the_page_are_links(page, open_page):
    open_page(f"/area/{COUNTY}")
    for name, view in (
        ("Over time", "trends"),
        ("Beside its neighbours", "neighbours"),
        ("Districts", "districts"),
    ):
        follow(page, tab(page, name))
        assert here(page) == f"/area/{COUNTY}?view={view}"
        expect(tab(page, name)).to_have_attribute("aria-current", "page")
        expect(page.locator(".js-plotly-plot svg.main-svg").first).to_be_visible()
    back(page)
    expect(tab(page, "Beside its neighbours")).to_have_attribute("aria-current", "page")


def test_another_indicator_over_time(page, dataset, open_page):
    open_page(f"/area/{COUNTY}?view=trends")
    one = dataset.indicator("cin_rate")
    choose(page, "Indicator", one.short_name)
    assert here(page) == f"/area/{COUNTY}?indicators={one.id}&view=trends"
    cards = page.locator("section.card-box")
    table = read_table(cards.first)
    assert len(table.rows) == dataset.series(one.id, COUNTY)["period_end"].nunique()
    back(page)
    assert chosen(page, "Indicator") != one.short_name


def test_beside_neighbours_from_another_list(page, dataset, open_page):
    open_page(f"/area/{COUNTY}?view=neighbours")
    box = page.locator("section.card-box").first
    for label, method in (("DfE statistical neighbours", "dfe"), ("Areas next door", "adjacent")):
        if chosen(page, "Neighbours") != label:
            choose(page, "Neighbours", label)
        names = {cell.text for cell in read_table(box).column("Area")}
        neighbours = dataset.neighbours(COUNTY, method)
        assert {dataset.area(code).short_name for code in neighbours} <= names
        assert "Leicestershire" in names
    assert here(page) == f"/area/{COUNTY}?view=neighbours&neighbours=adjacent" or (
        here(page) == f"/area/{COUNTY}?neighbours=adjacent&view=neighbours"
    )
    back(page)
    assert chosen(page, "Neighbours") == "DfE statistical neighbours"


def test_a_county_shows_its_districts(page, dataset, open_page):
    open_page(f"/area/{COUNTY}?view=districts")
    districts = dataset.registry.districts_of(COUNTY)
    bars = page.locator("section.card-box").first
    names = {cell.text for cell in read_table(bars).column("Area")}
    assert {area.short_name for area in districts} <= names
    areas_drawn(card(page, "Where is it high"), len(districts))
    pick(page, "Map", "Equal tiles")
    written = chart_text(card(page, "Where is it high"))
    assert all(cell.text in written for cell in read_table(bars).column("Value")[:7])
    choose(page, "Indicator", dataset.indicator("claimant_count").short_name)
    expect(radio(page, "Map", "Equal tiles")).to_be_checked()
    assert "indicators=claimant_count" in here(page)


def test_a_city_says_that_there_are_no_districts(page, open_page):
    open_page(f"/area/{CITY}")
    expect(page.get_by_text("there is no lower tier of councils here").first).to_be_visible()
    follow(page, tab(page, "Districts"))
    expect(page.locator("#main").get_by_text("no district figures to show")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(0)


def test_a_district_leads_to_its_county(page, dataset, open_page):
    district = dataset.registry.districts_of(COUNTY)[0]
    open_page(f"/area/{district.code}")
    expect(page.get_by_role("heading", level=1)).to_have_text(district.name)
    crumbs = page.get_by_role("navigation", name="You are here")
    follow(page, crumbs.get_by_role("link", name="Leicestershire"))
    assert here(page) == f"/area/{COUNTY}"


def test_a_table_left_open_does_not_stay_open_and_empty_on_the_next_page(page, open_page):
    open_page(f"/area/{COUNTY}")
    open_twin(page.locator("section.card-box").first)
    follow(page, tab(page, "Districts"))
    box = card(page, "by district")
    expect(page.locator("details.twin[open]")).to_have_count(0)
    assert read_table(box).column("Area")


def test_a_link_opens_the_same_view(page, dataset, open_page):
    address = f"/area/{COUNTY}?benchmark=region&indicators=cin_rate&view=neighbours"
    open_page(f"{address}&neighbours=ons_global")
    assert "neighbours=ons_global" in here(page)
    assert chosen(page, "Compare with") == "East Midlands"
    assert chosen(page, "Indicator") == dataset.indicator("cin_rate").short_name
    expect(page.locator(".notice")).to_have_count(0)


def test_files_hold_what_is_shown(page, dataset, open_page):
    open_page(f"/area/{CITY}?benchmark=region&domain=headline")
    box = page.locator("section.card-box").first
    title = box.get_by_role("heading", level=2).inner_text()
    shown = read_table(box)
    for held in (files.save_csv(page, title), files.save_workbook(page, title)):
        files.assert_same(shown, held)
        assert held.about["Dataset version"] == dataset.version


def test_the_picture_holds_its_title_and_source(page, dataset, open_page):
    open_page(f"/area/{CITY}?domain=services")
    box = page.locator("section.card-box").first
    expect(box.locator(".js-plotly-plot svg text").first).to_be_attached()
    _, words = files.save_svg(page, box)
    assert box.locator(".source-line").get_attribute("data-title") in words
    assert dataset.version in words


def test_what_is_not_known_is_said(page, open_page):
    open_page(f"/area/{CITY}?view=moon&neighbours=friends&indicators=none,cin_rate")
    expect(page.locator(".notice")).to_have_count(3)
    expect(tab(page, "Profile")).to_have_attribute("aria-current", "page")
