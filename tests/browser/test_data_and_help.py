"""Journeys through the lists, the pages about the data and Help, and to where nothing is."""

import io
import zipfile

import pandas as pd
import pytest
from playwright.sync_api import expect

from tests.browser import files
from tests.browser.screen import back, card, choose, chosen, follow, here, new_view, read_table


def search(page, words):
    """Type words into the search of the page."""
    with new_view(page):
        page.get_by_role("searchbox").fill(words)


def test_an_indicator_is_found_by_words(page, dataset, open_page):
    open_page("/indicator")
    box = page.locator("section.card-box").first
    assert len(read_table(box).rows) == len(dataset.registry.indicators)
    search(page, "low income")
    assert here(page) == "/indicator?q=low+income"
    assert 0 < len(read_table(box).rows) < 10
    follow(page, page.get_by_role("link", name=dataset.indicator("child_low_income_bhc").name))
    assert here(page) == "/indicator/child_low_income_bhc"
    back(page)
    expect(page.get_by_role("searchbox")).to_have_value("low income")


def test_a_search_without_result_explains_itself(page, open_page):
    open_page("/indicator")
    search(page, "zebra")
    expect(page.locator(".notice")).to_be_visible()
    expect(page.get_by_text("Nothing to show for this choice.")).to_be_visible()


def test_areas_lead_to_profiles(page, dataset, open_page):
    open_page("/area")
    expect(page.get_by_role("table")).to_have_count(2)
    districts = read_table(card(page, "Districts, county by county"))
    assert len(districts.rows) == sum(
        len(dataset.registry.districts_of(code)) for code in dataset.member_codes
    )
    follow(page, page.get_by_role("link", name=districts.rows[0][0].text, exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text(districts.rows[0][0].text)


def test_the_catalogue_is_searched_and_cut_to_a_topic(page, dataset, open_page):
    open_page("/data")
    box = page.locator("section.card-box").first
    assert len(read_table(box).rows) == len(dataset.registry.indicators)
    domain = dataset.registry.domains["work"]
    choose(page, "Topic", domain.name)
    assert here(page) == "/data?domain=work"
    assert len(read_table(box).rows) == len(dataset.registry.in_domain("work"))
    follow(page, page.get_by_role("link", name="What is missing"))
    assert here(page) == "/data?domain=work&view=coverage"
    assert chosen(page, "Topic") == domain.name
    missing = {row[0].text for row in read_table(box).rows}
    assert missing >= {one.short_name for one in dataset.registry.in_domain("work")}
    back(page)
    back(page)
    assert chosen(page, "Topic") == "Every topic"


@pytest.mark.parametrize("view", ["", "coverage", "methods", "sources", "downloads"])
def test_tables_about_the_data_are_files_too(page, open_page, view):
    """Row by row; where the screen has symbols or months, files have words and dates."""
    open_page(f"/data?view={view}" if view else "/data")
    for box in page.locator("section.card-box").all()[:2]:
        title = box.get_by_role("heading", level=2).inner_text()
        shown = read_table(box)
        for held in (files.save_csv(page, title), files.save_workbook(page, title)):
            assert held.about["Table"] == shown.caption
            assert set(held.headings) >= set(shown.headings)
            for row, line in zip(shown.rows, held.rows, strict=True):
                assert str(line[0]).startswith(row[0].text)


def test_the_whole_dataset_is_saved(page, dataset, open_page):
    open_page("/data?view=downloads")
    box = card(page, "The whole dataset")
    csv = files.save(page, box.get_by_role("link", name="CSV", exact=True).first)
    assert len(pd.read_csv(csv, low_memory=False)) == len(dataset.observations)
    parquet = files.save(page, box.get_by_role("link", name="Parquet"))
    assert len(pd.read_parquet(parquet)) == len(dataset.observations)
    book = files.save(page, box.get_by_role("link", name="Excel workbook"))
    assert zipfile.is_zipfile(io.BytesIO(book.read_bytes()))


def test_text_pages_lead_back_into_the_dashboard(page, open_page):
    open_page("/help")
    expect(
        page.get_by_role("heading", level=2, name="What has happened over time?")
    ).to_be_visible()
    follow(page, page.locator("#main").get_by_role("link", name="Compare", exact=True))
    assert here(page) == "/compare"
    follow(page, page.get_by_role("contentinfo").get_by_role("link", name="Accessibility"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Accessibility statement")
    back(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare")


@pytest.mark.console_allowed("404")
@pytest.mark.parametrize("wanted", ["/nowhere", "/indicator/nothing", "/area/E99999999"])
def test_an_unknown_address_explains_itself_and_leads_back(page, wanted):
    response = page.goto(wanted)
    assert response.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Not found")
    expect(page.locator("#main").get_by_text(wanted.rsplit("/", 1)[-1])).to_be_visible()
    page.locator("#main").get_by_role("link", name="all indicators").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Indicators")


GARBAGE = "%00%FF<script>alert(1)</script>'\";--" + "é" * 300
