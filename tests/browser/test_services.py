"""Journeys on the service map."""

import re

import pytest
from playwright.sync_api import Page, expect

from dashboard.cards.survey_labels import ILLUSTRATIVE
from tests.browser import files
from tests.browser.places import CITY, COUNTY, presented
from tests.browser.screen import (
    areas_drawn,
    card,
    choose,
    click_area,
    code_of,
    drawn,
    follow,
    here,
    lead,
    new_view,
    pick,
    radio,
    read_table,
    select,
)

MAP, AREAS, LIST = "Where services are", "By area", "The services"


def tick(page: Page, group: str, option: str) -> int:
    """Tick one of several choices; the number of services that it promised."""
    box = page.get_by_role("group", name=group).get_by_role("checkbox", name=option)
    promised = int(re.search(r"\((\d+)\)", box.locator("xpath=..").inner_text())[1])
    with new_view(page):
        box.check()
    return promised


def points(page: Page):
    """What is drawn on the map at a place."""
    return card(page, MAP).locator("path.point")


def test_specialist_support_for_separating_parents(page, dataset, open_page):
    drawn(open_page("/services"))
    assert lead(page)[0].startswith("Of 10 areas,")  # the response rate comes first
    tick(page, "Family situation", "Separating")
    promised = tick(page, "Level of support", "Specialist")
    assert here(page) == "/services?tier=specialist&situation=separating"
    rows = read_table(card(page, LIST))
    assert len(rows.rows) == promised > 0
    assert {cell.text for cell in rows.column("Level")} == {"Specialist"}
    assert all("Separating" in cell.text for cell in rows.column("Family situations"))
    assert lead(page)[1].startswith(f"{promised} of {len(dataset.survey.services)} services fit")
    counts = [cell.text for cell in read_table(card(page, AREAS)).column("Services")]
    assert sum(int(count) for count in counts if count.isdigit()) == promised
    assert any(count.startswith("? not") for count in counts)  # no answer is no nought


def test_the_map_has_areas_points_and_a_legend_in_words(page, dataset, open_page):
    drawn(open_page("/services"))
    box = card(page, MAP)
    areas_drawn(box, len(dataset.member_codes))
    places = dataset.survey.sites["postcode"].nunique()
    expect(points(page)).to_have_count(places)
    expect(box.locator(".legend")).to_contain_text(f"place where services are given ({places})")
    expect(box).to_contain_text("online or area-wide, not on the map")
    points(page).last.hover(force=True)
    expect(page.locator(".hoverlayer .hovertext").first).to_be_visible()


def test_the_points_follow_the_filters(page, open_page):
    drawn(open_page("/services"))
    before = points(page).count()
    with new_view(page):
        page.get_by_role("group", name="Level of support").get_by_role(
            "checkbox", name="Specialist"
        ).check()
    expect(points(page)).not_to_have_count(before)
    expect(card(page, MAP).locator(".legend")).to_contain_text(f"given ({points(page).count()})")


def test_the_public_list_is_a_layer_that_can_be_shown_and_taken_away(page, dataset, open_page):
    drawn(open_page("/services"))
    sites = points(page).count()
    assert sites
    group = "Family hubs and children's centres"
    pick(page, group, f"Shown ({len(dataset.survey.places)})")
    expect(points(page)).to_have_count(sites + len(dataset.survey.places))
    expect(card(page, MAP)).to_contain_text("public list, to be confirmed by councils")
    pick(page, group, "Not shown")
    expect(points(page)).to_have_count(sites)
    expect(radio(page, group, "Not shown")).to_be_checked()


def test_a_click_on_the_map_shows_one_area(page, dataset, open_page):
    drawn(open_page("/services"))
    areas = areas_drawn(card(page, MAP), len(dataset.member_codes)).all()
    code = COUNTY  # wide enough to be pressed beside its places
    area = next(one for one in areas if code_of(one) == code)
    with new_view(page):
        click_area(page, area)
    assert here(page) == f"/services?area={code}"
    name = dataset.area(code).short_name
    assert {cell.text for cell in read_table(card(page, LIST)).column("Area")} == {name}
    follow(page, page.get_by_role("link", name="Show the whole region"))
    assert here(page) == "/services"


def test_a_click_on_a_place_opens_its_service(page, open_page):
    drawn(open_page(f"/services?area={COUNTY}&tier=specialist"))
    box = points(page).first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    expect(page.locator(".hoverlayer .hovertext")).to_contain_text("Specialist couple therapy")
    with new_view(page):
        page.mouse.click(x, y)
    assert here(page).startswith(f"/service/{COUNTY}-s")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Specialist couple therapy")


def test_when_nothing_fits_the_page_says_which_filter_to_loosen(page, open_page):
    drawn(open_page("/services?tier=specialist"))
    choose(page, "Programme", "Family Foundations (0)")
    box = card(page, LIST)
    expect(box).to_contain_text("Not one of 72 services fits what is chosen.")
    expect(box).to_contain_text("Nothing to show for this choice.")
    follow(page, box.get_by_role("link", name="Loosen “"))
    assert read_table(card(page, LIST)).rows


def test_what_is_not_known_is_said_and_listed(page, open_page):
    drawn(open_page("/services"))
    with new_view(page):
        select(page, "Funding ends").select_option(value="6")
    said = next(point for point in lead(page) if "cannot be judged" in point)
    unclear = int(said.split()[0])
    rows = read_table(card(page, LIST))
    follow(page, card(page, LIST).get_by_role("link", name="Show "))
    rows = read_table(card(page, LIST))
    assert [row[0].detail for row in rows.rows].count("cannot be judged") == unclear
    assert {row[0].detail for row in rows.rows[-unclear:]} == {"cannot be judged"}


def test_more_rows_are_shown_when_asked_and_the_file_has_all(page, dataset, open_page):
    drawn(open_page("/services"))
    first = read_table(card(page, LIST))
    held = files.save_csv(page, LIST)
    assert len(held.rows) == len(dataset.survey.services) > len(first.rows)
    assert held.about["Note"].startswith(ILLUSTRATIVE)
    follow(page, card(page, LIST).get_by_role("link", name="Show 20 more"))
    further = read_table(card(page, LIST))
    assert len(further.rows) == 2 * len(first.rows)
    assert further.rows[: len(first.rows)] == first.rows
    book = files.save_workbook(page, LIST)
    assert [row[:7] for row in book.rows] == [row[:7] for row in held.rows]


def test_filters_stay_where_they_are_when_the_page_changes(page, open_page):
    drawn(open_page("/services"))
    box = page.get_by_role("checkbox", name="Specialist")
    page.evaluate("document.querySelector('.controls').dataset.kept = 'yes'")
    with new_view(page):
        box.check()
    expect(page.locator(".controls[data-kept=yes]")).to_have_count(1)
    expect(box).to_be_checked()
    expect(box).to_be_focused()


@pytest.mark.size("phone")
def test_on_a_phone_the_filters_are_folded_and_work(page, open_page):
    drawn(open_page("/services"))
    expect(page.get_by_role("checkbox", name="Specialist")).to_be_hidden()
    page.get_by_text("Change what is shown").click()
    tick(page, "Level of support", "Specialist")
    assert {cell.text for cell in read_table(card(page, LIST)).column("Level")} == {"Specialist"}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.size("projector")
def test_on_a_projector_the_map_is_on_the_first_screen(page, open_page):
    drawn(open_page(presented("/services")))
    expect(page.locator(".banner")).to_contain_text(ILLUSTRATIVE)
    assert card(page, MAP).locator(".chart").bounding_box()["y"] <= 0.6 * 1080
    legend = card(page, MAP).locator(".legend").bounding_box()
    assert legend["y"] + legend["height"] <= 1080


@pytest.mark.parametrize("query", ["", f"?area={CITY}&layer=public", "?tier=specialist"])
def test_made_up_answers_are_labelled_on_every_screen(page, open_page, query):
    open_page(f"/services{query}")
    expect(page.locator(".banner")).to_contain_text(ILLUSTRATIVE)
    for line in page.locator(".source-line").all():
        expect(line).to_contain_text(ILLUSTRATIVE)
