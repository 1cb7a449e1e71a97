"""Journeys on the page that sets indicators and areas side by side."""

import pytest
from playwright.sync_api import expect

from tests.browser import files
from tests.browser.screen import (
    areas_drawn,
    back,
    chart_text,
    choose,
    chosen,
    follow,
    here,
    new_view,
    pick,
    read_table,
    select,
)

PAIR = "child_low_income_bhc,persistent_absence"
THREE = "child_low_income_bhc,claimant_count,cin_rate"
VIEWS = {"Maps": "maps", "Over time": "trends", "Change": "change", "Two together": "scatter"}


def picker(page, label):
    """A long list behind a button."""
    return page.locator("details.control-picker").filter(has_text=label)


def summary(page, label):
    """The button of a long list, with the number of choices made."""
    return picker(page, label).locator("summary")


def only_card(page):
    """The one card of the page."""
    return page.locator("section.card-box")


def test_parts_of_the_page_keep_what_was_chosen(page, open_page):
    open_page(f"/compare?indicators={PAIR}")
    for name, view in VIEWS.items():
        follow(page, page.get_by_role("link", name=name, exact=True))
        assert here(page) == f"/compare?indicators={PAIR}&view={view}"
        expect(only_card(page).locator(".js-plotly-plot svg.main-svg").first).to_be_visible()
        expect(summary(page, "Choose indicators")).to_contain_text("(2 of 12)")
    back(page)
    assert here(page).endswith("view=change")


def test_indicators_are_found_and_ticked(page, dataset, open_page):
    open_page(f"/compare?indicators={PAIR}")
    one = dataset.indicator("housing_affordability_ratio")
    summary(page, "Choose indicators").click()
    box = picker(page, "Choose indicators")
    box.get_by_role("searchbox").fill("price earnings")
    choice = box.get_by_role("checkbox", name=one.short_name)
    expect(box.get_by_role("checkbox")).to_have_count(1)
    with new_view(page):
        choice.check()
    assert here(page) == f"/compare?indicators={PAIR},{one.id}"
    expect(summary(page, "Choose indicators")).to_contain_text("(3 of 12)")
    expect(choice).to_be_visible()  # the list stays open for the next tick
    assert any(one.short_name in name for name in read_table(only_card(page)).headings)
    back(page)
    summary(page, "Choose indicators").click()
    expect(choice).not_to_be_checked()
    expect(summary(page, "Choose indicators")).to_contain_text("(2 of 12)")


def test_the_usual_choice_keeps_its_order_and_a_new_one_comes_last(page, dataset, open_page):
    usual = [one.id for one in dataset.registry.headline()[:4]]
    catalogue = list(dataset.registry.indicators)
    new = next(key for key in catalogue if key not in usual)
    assert [*usual, new] != sorted([*usual, new], key=catalogue.index)
    open_page("/compare?view=scatter")
    summary(page, "Choose indicators").click()
    boxes = picker(page, "Choose indicators").get_by_role("checkbox")
    with new_view(page):
        boxes.and_(page.locator(f"[value={new}]")).check()
    assert f"indicators={','.join([*usual, new])}" in here(page)


def test_a_search_without_result_says_so(page, open_page):
    open_page("/compare")
    summary(page, "Choose indicators").click()
    box = picker(page, "Choose indicators")
    box.get_by_role("searchbox").fill("zebra")
    expect(box.get_by_text("Nothing in the list has these words.")).to_be_visible()


def test_no_more_than_twelve_can_be_ticked(page, dataset, open_page):
    twelve = list(dataset.registry.indicators)[:12]
    open_page(f"/compare?indicators={','.join(twelve)}")
    summary(page, "Choose indicators").click()
    boxes = picker(page, "Choose indicators").get_by_role("checkbox")
    expect(summary(page, "Choose indicators")).to_contain_text("(12 of 12)")
    expect(boxes.and_(page.locator(":enabled"))).to_have_count(12)
    with new_view(page):
        picker(page, "Choose indicators").get_by_role("checkbox", checked=True).first.uncheck()
    expect(boxes.and_(page.locator(":disabled"))).to_have_count(0)


def test_areas_are_chosen_from_anywhere_in_england(page, dataset, open_page):
    open_page(f"/compare?indicators={PAIR}&areas=E06000016,E06000018")
    shown = {row[0].text for row in read_table(only_card(page)).rows}
    assert {"Leicester", "Nottingham"} <= shown
    summary(page, "Choose areas").click()
    box = picker(page, "Choose areas")
    box.get_by_role("searchbox").fill("stoke")
    with new_view(page):
        box.get_by_role("checkbox", name="Stoke-on-Trent").check()
    assert "areas=E06000016,E06000018,E06000021" in here(page)
    shown = {row[0].text for row in read_table(only_card(page)).rows}
    assert dataset.area("E06000021").short_name in shown


def test_another_benchmark_changes_judgements(page, open_page):
    open_page("/compare?indicators=cin_rate,cpp_rate")
    before = read_table(only_card(page)).rows
    choose(page, "Compare with", "East Midlands")
    assert "benchmark=region" in here(page)
    assert read_table(only_card(page)).rows != before
    back(page)
    assert chosen(page, "Compare with") == "England"


def test_an_area_can_be_highlighted(page, open_page):
    open_page(f"/compare?indicators={PAIR}&view=scatter")
    choose(page, "Highlight", "Leicester")
    assert "area=E06000016" in here(page)
    back(page)
    assert chosen(page, "Highlight") == "No area"


def test_maps_of_areas_districts_and_tiles(page, open_page):
    open_page("/compare?indicators=child_low_income_bhc,claimant_count&view=maps")
    areas_drawn(only_card(page), 20)
    pick(page, "Areas", "Districts and unitaries, where published")
    areas_drawn(only_card(page), 70)
    pick(page, "Map", "Equal tiles")
    expect(only_card(page).locator(".barlayer .point path")).to_have_count(70)
    back(page)
    back(page)
    areas_drawn(only_card(page), 20)


def test_two_together_names_every_point_and_needs_two(page, dataset, open_page):
    open_page(f"/compare?indicators={PAIR}&view=scatter")
    expect(only_card(page).locator(".scatterlayer path.point").first).to_be_visible()
    words = chart_text(only_card(page))
    for code in dataset.member_codes:
        assert dataset.area(code).short_name in words
    open_page("/compare?indicators=cin_rate&view=scatter")
    expect(page.get_by_role("heading", name="Choose a second indicator")).to_be_visible()


def test_a_link_opens_the_same_view(page, open_page):
    address = (
        f"/compare?benchmark=region&area=E06000016&areas=E06000016,E06000018,E92000001"
        f"&indicators={THREE}"
    )
    open_page(address)
    assert here(page) == address
    assert chosen(page, "Compare with") == "East Midlands"
    assert chosen(page, "Highlight") == "Leicester"
    expect(summary(page, "Choose indicators")).to_contain_text("(3 of 12)")
    expect(summary(page, "Choose areas")).to_contain_text("(3 of 40)")
    expect(page.locator(".notice")).to_have_count(0)


@pytest.mark.parametrize("view", ["", "maps", "trends", "change", "scatter"])
def test_files_and_pictures_hold_what_is_shown(page, dataset, open_page, view):
    open_page(f"/compare?indicators={PAIR}" + (f"&view={view}" if view else ""))
    box = only_card(page)
    title = box.get_by_role("heading", level=2).inner_text()
    shown = read_table(box)
    for held in (files.save_csv(page, title), files.save_workbook(page, title)):
        files.assert_same(shown, held)
        assert held.about["Dataset version"] == dataset.version
    expect(box.locator(".js-plotly-plot svg text").first).to_be_attached()
    _, words = files.save_svg(page, box)
    line = box.locator(".source-line")
    assert line.get_attribute("data-title") in words
    assert " ".join(line.inner_text().split()) in words


def test_what_is_not_known_is_said(page, open_page):
    open_page("/compare?indicators=moon,cin_rate&areas=E99999999&view=3d")
    expect(page.locator(".notice")).to_have_count(3)
    expect(summary(page, "Choose indicators")).to_contain_text("(1 of 12)")
    expect(select(page, "Highlight")).to_be_visible()
