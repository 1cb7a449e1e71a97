"""Journeys on the page of one indicator."""

import pytest
from playwright.sync_api import expect

from dashboard.metadata.format import format_value
from tests.browser import files
from tests.browser.screen import (
    areas_drawn,
    back,
    card,
    chart_text,
    choose,
    chosen,
    click_area,
    code_of,
    follow,
    here,
    lead,
    new_view,
    pick,
    radio,
    read_table,
    settle,
)

LOW_INCOME = "/indicator/child_low_income_bhc"
TESTED = "/indicator/cin_rate"  # has intervals, so differences are tested
RANKING = "Which area is highest"
MAP = "Where is it high"
TRENDS = "What has happened over time"


def test_the_question_of_the_readme_is_answered(page, dataset, open_page):
    """Who is highest, is it different from England, and what has happened since 2022?"""
    one = dataset.indicator("child_low_income_bhc")
    now = dataset.at_period(one.id, None, dataset.member_codes)
    highest = now["value"].idxmax()
    name = dataset.area(highest).short_name
    then = dataset.series(one.id, highest)
    then = then[then["period_end"].dt.year == 2022]["value"].iloc[0]
    england = dataset.at_period(one.id, None, ["E92000001"])["value"].iloc[0]

    open_page("/")
    follow(page, page.get_by_role("link", name="Indicators", exact=True))
    with new_view(page):
        page.get_by_role("searchbox").fill("low income")
    follow(page, page.get_by_role("link", name=one.name))

    expect(page.get_by_role("heading", level=1)).to_have_text(one.name)
    said = lead(page)
    assert f"Highest in {name}, {format_value(now['value'][highest], one)}" in said[0]
    assert f"England ({format_value(england, one)})" in said[1]
    different = [s for s in said if s.startswith(f"{name}:")]
    assert different and ("significantly" in different[0] or "not tested" in different[0])
    since = [s for s in said if s.startswith(f"{name} ") and "March 2022" in s]
    assert since and format_value(then, one) in since[0]


def test_a_period_changes_the_address_the_figures_and_back(page, open_page):
    open_page(LOW_INCOME)
    latest, first = chosen(page, "Period"), read_table(card(page, RANKING))
    assert latest in first.caption
    choose(page, "Period", "Year ending March 2022")
    assert here(page) == f"{LOW_INCOME}?period=2022-03-31"
    earlier = read_table(card(page, RANKING))
    assert "Year ending March 2022" in earlier.caption
    assert earlier.column("Value") != first.column("Value")
    assert all("2022" in sentence for sentence in lead(page)[:1])
    back(page)
    assert here(page) == LOW_INCOME
    assert chosen(page, "Period") == latest
    assert read_table(card(page, RANKING)) == first


def test_another_benchmark_changes_judgements(page, open_page):
    open_page(TESTED)
    before = read_table(card(page, RANKING)).column("Comparison")
    choose(page, "Compare with", "East Midlands")
    assert here(page) == f"{TESTED}?benchmark=region"
    region = read_table(card(page, "different from East Midlands"))
    assert region.column("Comparison") != before
    assert "Compared with East Midlands" in lead(page)[1]
    choose(page, "Compare with", "The other nine (East Midlands without each area)")
    others = read_table(card(page, RANKING))
    assert len({cell.text for cell in others.column("Benchmark") if cell.text}) > 1
    back(page)
    back(page)
    assert chosen(page, "Compare with") == "England"
    assert read_table(card(page, RANKING)).column("Comparison") == before


def test_areas_to_compare_with_can_be_chosen(page, open_page):
    open_page(TESTED)
    choose(page, "Compare with", "Areas that I choose")
    group = page.get_by_role("group", name="Areas to compare with")
    boxes = group.get_by_role("checkbox")
    expect(boxes).to_have_count(10)
    for name in ("Derby", "Leicester", "Nottingham"):
        with new_view(page):
            group.get_by_role("checkbox", name=name, exact=True).uncheck()
    assert "E06000015" not in here(page)
    expect(group.get_by_role("checkbox", checked=True)).to_have_count(7)
    left = read_table(card(page, RANKING)).column("Benchmark")
    page.goto(here(page))
    settle(page)
    expect(group.get_by_role("checkbox", checked=True)).to_have_count(7)
    assert read_table(card(page, RANKING)).column("Benchmark") == left


def test_another_indicator_is_another_page(page, dataset, open_page):
    open_page(f"{LOW_INCOME}?benchmark=region")
    choose(page, "Indicator", dataset.indicator("cin_rate").short_name)
    assert here(page) == f"{TESTED}?benchmark=region"
    expect(page.get_by_role("heading", level=1)).to_have_text(dataset.indicator("cin_rate").name)
    back(page)
    assert chosen(page, "Indicator") == dataset.indicator("child_low_income_bhc").short_name


def test_a_click_on_the_map_highlights_an_area(page, dataset, open_page):
    open_page(LOW_INCOME)
    area = areas_drawn(card(page, MAP), 10).last
    code = code_of(area)
    name = dataset.area(code).short_name
    with new_view(page):
        click_area(page, area)
    assert here(page) == f"{LOW_INCOME}?area={code}"
    assert chosen(page, "Highlight") == name
    assert any(sentence.startswith(f"{name}:") for sentence in lead(page))
    back(page)
    assert chosen(page, "Highlight") == "No area"


def test_tiles_show_every_area_with_its_figure(page, open_page):
    open_page(LOW_INCOME)
    pick(page, "Map", "Equal tiles")
    assert here(page) == f"{LOW_INCOME}?map=tiles"
    box = card(page, MAP)
    expect(box.locator(".barlayer .point path")).to_have_count(10)
    written = chart_text(box)
    assert all(value.text in written for value in read_table(box).column("Value")[:10])
    back(page)
    expect(radio(page, "Map", "Geographic")).to_be_checked()
    areas_drawn(box, 10)


def test_districts_and_back(page, dataset, open_page):
    open_page(LOW_INCOME)
    pick(page, "Areas", "Districts and unitaries")
    assert here(page) == f"{LOW_INCOME}?level=districts"
    areas_drawn(card(page, MAP), 35)
    names = [cell.text for cell in read_table(card(page, RANKING)).column("Area")]
    assert set(names) >= {dataset.area(code).short_name for code in dataset.local_codes}
    back(page)
    expect(radio(page, "Areas", "Upper-tier areas")).to_be_checked()
    areas_drawn(card(page, MAP), 10)


def test_the_map_can_show_comparisons(page, open_page):
    open_page(TESTED)
    pick(page, "Colour by", "Comparison")
    assert here(page) == f"{TESTED}?colour=comparison"
    words = {cell.word for cell in read_table(card(page, RANKING)).column("Comparison")} - {""}
    shown = card(page, MAP).locator(".legend li").all_inner_texts()
    assert len(shown) == len(words)
    assert all(any(word in text for text in shown) for word in words)


def test_a_link_opens_the_same_view(page, dataset, open_page):
    address = (
        "/indicator/claimant_count?benchmark=region&period=2024-12-31&level=districts"
        "&map=tiles&colour=comparison&area=E07000032"
    )
    open_page(address)
    assert here(page) == address
    assert chosen(page, "Compare with") == "East Midlands"
    assert chosen(page, "Highlight") == dataset.area("E07000032").short_name
    for group, option in (
        ("Areas", "Districts and unitaries"),
        ("Map", "Equal tiles"),
        ("Colour by", "Comparison"),
    ):
        expect(radio(page, group, option)).to_be_checked()
    expect(page.locator(".notice")).to_have_count(0)


def test_copy_link_leads_back_to_the_card(page, open_page):
    address = f"{LOW_INCOME}?level=districts"
    open_page(address)
    box = card(page, TRENDS)
    box.get_by_role("button", name="Copy link").click()
    expect(box.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"{address}#trends")
    page.goto("/help")
    settle(page)
    page.goto(copied)
    settle(page)
    expect(card(page, TRENDS).get_by_role("heading", level=2)).to_be_in_viewport()


@pytest.mark.parametrize("title", [RANKING, MAP, TRENDS])
def test_files_hold_what_is_shown(page, open_page, dataset, title):
    open_page(f"{TESTED}?benchmark=region")
    box = card(page, title)
    shown, name = read_table(box), box.get_by_role("heading", level=2).inner_text()
    csv, book = files.save_csv(page, name), files.save_workbook(page, name)
    files.assert_same(shown, csv)
    files.assert_same(shown, book)
    for held in (csv, book):
        assert held.about["Table"] == shown.caption
        assert held.about["Dataset version"] == dataset.version


@pytest.mark.parametrize("title", [RANKING, MAP, TRENDS])
def test_pictures_hold_their_title_and_source(page, open_page, dataset, title):
    open_page(f"{LOW_INCOME}?map=tiles")
    box = card(page, title)
    expect(box.locator(".js-plotly-plot svg text").first).to_be_attached()
    content, words = files.save_svg(page, box)
    assert content.startswith("<svg")
    assert dataset.indicator("child_low_income_bhc").name in words
    assert " ".join(box.locator(".source-line").inner_text().split()) in words
    assert dataset.version in words


def test_pictures_of_maps_hold_every_area(page, open_page):
    open_page(LOW_INCOME)
    box = card(page, MAP)
    areas_drawn(box, 10)
    content, _ = files.save_svg(page, box)
    assert content.count("choroplethlocation") == 10
