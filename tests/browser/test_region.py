"""Journeys on the first page: the region at a glance."""

import math

from playwright.sync_api import expect

from dashboard.metadata import Polarity
from tests.browser import files
from tests.browser.screen import (
    ScreenTable,
    back,
    card,
    choose,
    chosen,
    follow,
    here,
    lead,
    new_view,
    read_table,
    settle,
)

RUG = "Headline indicators"
NOTTINGHAM = "E06000018"


def number(text: str) -> float:
    """A printed figure as a number; NaN where none is printed."""
    digits = "".join(sign for sign in text if sign.isdigit() or sign == ".")
    return float(digits) if digits and not text.startswith("[") else math.nan


def places(rug: ScreenTable, dataset, area: str) -> list[float]:
    """Place of an area among the members in each row, worked out from what is printed."""
    members = [dataset.area(code).short_name for code in dataset.member_codes]
    by_name = {one.short_name: one for one in dataset.registry.indicators.values()}
    found = []
    for row in rug.rows:
        cells = dict(zip(rug.headings, row, strict=True))
        polarity = by_name[row[0].text].polarity
        values = [number(cells[name].text) for name in members]
        own = number(cells[area].text)
        if polarity is Polarity.NEUTRAL or math.isnan(own):
            found.append(math.inf)
        elif polarity is Polarity.LOW_IS_WORSE:
            found.append(1 + sum(value < own for value in values))
        else:
            found.append(1 + sum(value > own for value in values))
    return found


def test_nothing_chosen_shows_all_areas_the_region_and_england(page, dataset, open_page):
    open_page("/")
    rug = read_table(card(page, RUG))
    members = [dataset.area(code).short_name for code in dataset.member_codes]
    assert rug.headings == ["Indicator", "England", "East Midlands", *members]
    assert [row[0].text for row in rug.rows] == [
        one.short_name for one in dataset.registry.headline()
    ]
    assert all(cell.text and cell.word for row in rug.rows for cell in row[3:])
    expect(
        page.get_by_text("No public statistic measures conflict between parents")
    ).to_be_visible()
    expect(page.get_by_role("heading", name="What is known nationally")).to_be_visible()


def test_what_stands_out_leads_to_its_chart(page, open_page):
    open_page("/")
    assert 1 <= len(lead(page)) <= 7
    first = page.locator(".lead-points a").first
    sentence = first.inner_text()
    follow(page, first)
    assert here(page).startswith("/indicator/") and "area=E" in here(page)
    assert chosen(page, "Highlight") in sentence
    # People who cannot see the page hear where the link led: the question of the chart.
    expect(page.locator("section.card-box h2:focus")).to_be_in_viewport()
    back(page)
    assert page.locator(".lead-points a").first.inner_text() == sentence


def test_a_heading_sorts_by_that_area_and_back(page, dataset, open_page):
    open_page("/")
    box = card(page, RUG)
    before = read_table(box)
    assert places(before, dataset, "Nottingham") != sorted(places(before, dataset, "Nottingham"))
    heading = box.get_by_role("columnheader", name="Nottingham", exact=True)
    follow(page, heading.get_by_role("link"))
    assert here(page) == f"/?sort={NOTTINGHAM}"
    after = read_table(box)
    assert places(after, dataset, "Nottingham") == sorted(places(after, dataset, "Nottingham"))
    expect(box.locator("th[aria-sort]")).to_have_count(1)
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert chosen(page, "Order indicators by") == "Greatest need in Nottingham"
    back(page)
    assert read_table(box) == before
    assert chosen(page, "Order indicators by") == "The catalogue"


def test_areas_can_be_ordered_by_an_indicator(page, dataset, open_page):
    open_page("/")
    name = dataset.indicator("child_low_income_bhc").short_name
    choose(page, "Order areas by", name)
    assert here(page) == "/?order=child_low_income_bhc"
    rug = read_table(card(page, RUG))
    values = [number(cell.text) for cell in list(rug.row(name).values())[3:]]
    assert values == sorted(values, reverse=True)
    back(page)
    assert chosen(page, "Order areas by") == "Geography"


def test_another_benchmark_changes_judgements(page, dataset, open_page):
    open_page("/")
    before = read_table(card(page, RUG))
    choose(page, "Compare with", "East Midlands")
    assert here(page) == "/?benchmark=region"
    after = read_table(card(page, RUG))
    assert [[c.text for c in row] for row in after.rows] == [
        [c.text for c in row] for row in before.rows
    ]
    assert after.rows != before.rows
    for rug, name in ((before, "England"), (after, "East Midlands")):
        for row in rug.rows:
            cells = dict(zip(rug.headings, row, strict=True))
            benchmark = number(cells[name].text)
            for cell in row[3:]:
                gap = number(cell.text) - benchmark
                if gap and cell.word in {"above", "below"}:
                    assert (cell.word == "above") == (gap > 0), (row[0].text, cell)


def test_the_benchmark_follows_to_other_pages(page, open_page):
    open_page("/?benchmark=region")
    follow(page, page.get_by_role("row").nth(1).get_by_role("link"))
    assert here(page).endswith("?benchmark=region")
    follow(page, page.get_by_role("link", name="Region", exact=True))
    assert here(page) == "/?benchmark=region"


def test_a_topic_shows_all_its_indicators(page, dataset, open_page):
    open_page("/")
    domain = dataset.registry.domains["income"]
    choose(page, "Indicators", domain.name)
    assert here(page) == "/?domain=income"
    rug = read_table(card(page, domain.name))
    assert [row[0].text for row in rug.rows] == [
        one.short_name for one in dataset.registry.in_domain("income")
    ]
    choose(page, "Indicators", "All indicators")
    rug = read_table(card(page, "All indicators"))
    assert len(rug.rows) == len(dataset.registry.indicators)
    back(page)
    assert chosen(page, "Indicators") == domain.name


def test_a_link_opens_the_same_view(page, dataset, open_page):
    address = f"/?benchmark=region&domain=work&sort={NOTTINGHAM}&order=claimant_count"
    open_page(address)
    assert here(page) == address
    assert chosen(page, "Compare with") == "East Midlands"
    assert chosen(page, "Indicators") == dataset.registry.domains["work"].name
    assert chosen(page, "Order indicators by") == "Greatest need in Nottingham"
    assert chosen(page, "Order areas by") == dataset.indicator("claimant_count").short_name


def test_files_hold_what_is_shown(page, dataset, open_page):
    open_page("/?benchmark=region&order=child_low_income_bhc")
    shown = read_table(card(page, RUG))
    for held in (files.save_csv(page, RUG), files.save_workbook(page, RUG)):
        files.assert_same(shown, held)
        assert held.about["Dataset version"] == dataset.version


def test_copied_link_opens_the_view(page, open_page):
    open_page(f"/?sort={NOTTINGHAM}")
    shown = read_table(card(page, RUG))
    card(page, RUG).get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    page.goto("about:blank")
    page.goto(copied)
    settle(page)
    assert read_table(card(page, RUG)) == shown


def test_what_is_not_known_is_said(page, open_page):
    open_page("/?benchmark=nowhere&sort=%00&order=<script>&domain=../..&unheard=1")
    expect(page.locator(".notice")).to_have_count(4)
    assert chosen(page, "Compare with") == "England"
    assert len(read_table(card(page, RUG)).rows) > 10
    with new_view(page):
        page.get_by_role("combobox", name="Compare with").select_option(label="East Midlands")
    expect(page.locator(".notice")).to_have_count(0)
