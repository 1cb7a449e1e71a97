"""Journeys on how near support is."""

import pytest
from playwright.sync_api import Page, expect

from dashboard.cards.survey_labels import ILLUSTRATIVE
from tests.browser import files
from tests.browser.places import COUNTY
from tests.browser.screen import (
    areas_drawn,
    back,
    card,
    chart_text,
    choose,
    drawn,
    fills,
    follow,
    here,
    lead,
    new_view,
    pick,
    read_table,
)

ALL = "/need-and-support?view=access"
NEAR, MAP, RURAL, LEFT_OUT = (
    "How near is support?",
    "Where is support near",
    "Is it as near in the country as in town?",
    "Which services cannot be measured?",
)


def tick(page: Page, group: str, option: str) -> None:
    """Tick a choice in a list that is folded away."""
    box = page.locator(".control-picker").filter(has_text=group)
    if not box.get_by_role("checkbox", name=option, exact=True).is_visible():
        box.locator("summary").click()
    with new_view(page):
        box.get_by_role("checkbox", name=option, exact=True).check()


def test_how_near_specialist_support_for_separating_parents_is(page, dataset, open_page):
    open_page("/need-and-support")
    follow(page, page.get_by_role("link", name="How near", exact=True))
    everything = read_table(card(page, NEAR)).column("Share within 5 km")
    tick(page, "Level", "Specialist")
    tick(page, "Family situation", "Separating")
    assert here(page) == f"{ALL}&tier=specialist&situation=separating"
    assert lead(page)[0].startswith("Of 10 areas,")  # the response rate comes first
    table = read_table(card(page, NEAR))
    assert len(table.rows) == len(dataset.member_codes)
    shares = [cell.text for cell in table.column("Share within 5 km")]
    assert shares != [cell.text for cell in everything]
    assert "?" in shares
    expect(card(page, NEAR).locator(".finding")).to_contain_text("in a straight line")
    expect(card(page, NEAR).locator(".card-notes")).to_contain_text("not travel time")
    back(page)
    back(page)
    assert read_table(card(page, NEAR)).column("Share within 5 km") == everything


def test_what_the_chart_prints_is_what_its_table_says(page, open_page):
    drawn(open_page(f"{ALL}&tier=specialist&situation=separating"))
    table = read_table(card(page, NEAR))
    written = chart_text(card(page, NEAR))
    for row in table.rows:
        assert row[0].text in written
    for km in ("2", "5", "10"):
        for cell in table.column(f"Share within {km} km"):
            assert cell.text in written


def test_a_distance_changes_the_map_at_once_and_travels_in_the_address(page, dataset, open_page):
    drawn(open_page(ALL))
    count = len(dataset.member_codes)
    before = fills(areas_drawn(card(page, MAP), count))
    pick(page, "Distance, straight line", "2 km")
    assert here(page) == f"{ALL}&km=2"
    expect(card(page, MAP).locator(".finding")).to_contain_text("within 2 km")
    assert read_table(card(page, MAP)).headings[1] == "Share within 2 km"
    page.reload()
    drawn(page)
    assert fills(areas_drawn(card(page, MAP), count)) != before


def test_every_known_place_is_a_point_on_the_map(page, dataset, open_page):
    drawn(open_page(f"{ALL}&tier=specialist"))
    services = dataset.survey.services
    wanted = services[(services["level"] == "specialist") & (services["status"] == "running")].index
    sites = dataset.survey.sites
    places = sites[sites["service_id"].isin(wanted)]["postcode"].nunique()
    assert places > 0
    points = card(page, MAP).locator(".scattergeo .point")
    expect(card(page, MAP).locator(".legend")).to_contain_text(f"({places})")
    assert points.count() >= places


def test_inside_a_county(page, dataset, open_page):
    open_page(ALL)
    name = dataset.area(COUNTY).short_name
    whole = read_table(card(page, NEAR)).row(name)["Postcodes"].text
    pick(page, "Show", "Districts of one area")
    choose(page, "Districts of", name)
    assert f"area={COUNTY}" in here(page)
    table = read_table(card(page, NEAR))
    districts = [one.short_name for one in dataset.registry.districts_of(COUNTY)]
    assert sorted(row[0].text for row in table.rows) == sorted(districts)
    parts = [int(cell.text.replace(",", "")) for cell in table.column("Postcodes")]
    assert sum(parts) == int(whole.replace(",", ""))
    areas_drawn(card(page, MAP), len(districts))


def test_a_county_in_the_table_leads_to_its_districts(page, dataset, open_page):
    open_page(ALL)
    read_table(card(page, NEAR))
    name = dataset.area(COUNTY).short_name
    follow(page, card(page, NEAR).get_by_role("table").get_by_role("link", name=name, exact=True))
    assert "by=districts" in here(page)


def test_services_without_a_place_are_named_and_town_and_country_compared(page, open_page):
    open_page(ALL)
    named = read_table(card(page, LEFT_OUT))
    assert len(named.rows) > 0
    expect(card(page, LEFT_OUT).locator(".finding")).to_contain_text(
        f"{len(named.rows)} running services have no place that is known"
    )
    expect(card(page, RURAL)).to_contain_text("2021 rural-urban classification")


def test_made_up_answers_are_labelled_and_the_file_says_what_the_screen_says(page, open_page):
    open_page(ALL)
    expect(page.locator(".banner")).to_contain_text(ILLUSTRATIVE)
    for line in page.locator(".source-line").all():
        expect(line).to_contain_text(ILLUSTRATIVE)
    shown = read_table(card(page, NEAR))
    held = files.save_csv(page, NEAR)
    assert held.about["Note"].startswith(ILLUSTRATIVE)
    assert "not travel time" in held.about["Distance"]
    assert set(shown.headings) <= set(held.headings)
    postcodes = held.headings.index("Postcodes")
    for row, screen in zip(held.rows, shown.rows, strict=True):
        assert f"{int(row[postcodes]):,}" == screen[postcodes].text


@pytest.mark.size("projector")
def test_the_whole_chart_can_be_read_from_the_back_of_the_room(page, open_page):
    drawn(open_page(f"{ALL}&present=1"))
    bars = card(page, NEAR).locator(".js-plotly-plot").bounding_box()
    assert bars["y"] + bars["height"] <= 1080


@pytest.mark.size("phone")
def test_on_a_phone_names_and_values_stand_clear_of_the_bars(page, open_page):
    drawn(open_page(f"{ALL}&tier=specialist&situation=separating"))
    box = card(page, NEAR).locator(".js-plotly-plot")
    right = box.bounding_box()["x"] + box.bounding_box()["width"]
    for text in box.locator("svg text").all():
        place = text.bounding_box()
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= right + 1
