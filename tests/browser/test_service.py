"""Journeys to and from a service's own page."""

import pytest
from playwright.sync_api import expect

from dashboard.cards.survey_labels import ILLUSTRATIVE
from tests.browser import files
from tests.browser.places import CITY, COUNTY, SERVICE
from tests.browser.screen import areas_drawn, card, drawn, follow, here, lead, read_table

ALL = "Everything known about it"


def test_a_step_leads_to_its_services_and_they_to_what_ends_with_them(page, dataset, open_page):
    open_page(f"/gaps?cell={COUNTY}:universal:together")
    step = card(page, "Leicestershire, universal level, together")
    service = step.get_by_role("rowheader").get_by_role("link").first
    name = service.text_content()
    follow(page, service)
    assert here(page).startswith(f"/service/{COUNTY}-")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    follow(page, card(page, "What changes if it ends").get_by_role("link", name="without it"))
    assert f"without={COUNTY}-" in here(page)
    assert any(point.startswith(f"Without {name}") for point in lead(page))


def test_a_profile_leads_to_its_services_and_they_back(page, dataset, open_page):
    open_page(f"/area/{CITY}")
    names = {one.answers["service_name"]: key for key, (area, one) in
             dataset.survey.by_service.items() if area.area_code == CITY}  # fmt: skip
    link = card(page, "What support is there in Leicester").locator("a[href^='/service/']").first
    key = names[link.text_content()]
    follow(page, link)
    assert here(page) == f"/service/{key}"
    follow(page, page.get_by_role("link", name="Profile of Leicester"))
    assert here(page) == f"/area/{CITY}"


def test_everything_known_is_on_the_page_and_in_the_file(page, dataset, open_page):
    open_page(f"/service/{SERVICE}")
    questions = dataset.survey.questionnaire.questions
    box = card(page, ALL)
    for section in dict.fromkeys(one.section for one in questions):
        expect(box.get_by_role("rowheader", name=section, exact=True).first).to_be_visible()
    for one in questions:
        expect(box.get_by_role("rowheader", name=one.label, exact=True)).to_have_count(
            2 if one.label in {q.section for q in questions} else 1
        )
    held = files.save_csv(page, ALL)
    assert held.about["Note"].startswith(ILLUSTRATIVE)
    assert [row[0] for row in held.rows] == [one.label for one in questions]


def test_its_places_are_drawn_with_the_numbers_of_the_table(page, dataset, open_page):
    drawn(open_page(f"/service/{SERVICE}"))
    box = card(page, "Where parents can have it")
    sites = dataset.survey.sites
    count = int((sites["service_id"] == SERVICE).sum())
    assert count > 1
    county = dataset.survey.by_service[SERVICE][0].area_code
    areas_drawn(box, len(dataset.registry.districts_of(county)))
    numbers = box.locator(".scattergeo text")
    expect(numbers).to_have_text([str(number) for number in range(1, count + 1)])


def test_made_up_answers_are_labelled(page, open_page):
    open_page(f"/service/{SERVICE}")
    expect(page.locator(".banner")).to_contain_text(ILLUSTRATIVE)
    for line in page.locator(".source-line").all():
        expect(line).to_contain_text(ILLUSTRATIVE)


@pytest.mark.size("projector")
def test_the_map_is_on_the_first_screen_of_a_projector(tour):
    page = drawn(tour(f"/service/{SERVICE}?present=1"))
    chart = page.locator(".chart").first.bounding_box()
    assert chart["y"] + 0.6 * chart["height"] < 1080


def test_the_survey_can_be_taken_away_as_files(page, dataset, open_page):
    open_page("/data?view=downloads")
    box = card(page, "The answered survey")
    expect(box).to_contain_text("areas")
    assert len(read_table(box).rows) == 4
    path = files.save(page, box.get_by_role("link", name="CSV of services"))
    assert path.read_text("utf-8-sig").count(ILLUSTRATIVE) >= len(dataset.survey.by_service)
