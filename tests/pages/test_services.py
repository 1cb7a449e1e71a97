"""The service map on a small region: one area answered, one in part, one not at all."""

import json
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from dashboard.cards.services_list import MOST_ROWS, STEP
from dashboard.cards.survey_labels import ILLUSTRATIVE
from dashboard.dataset.survey import Survey, no_survey
from dashboard.figures.template import Look
from dashboard.pages import services
from dashboard.view_state import parse

from . import small_survey
from .small_region import COUNTY, DALE, NAMES, NEW, TOWN, dataset

TODAY = date(2026, 11, 27)
PLACES = pd.DataFrame(
    [
        {
            "level": "upper_tier", "area_code": code, "column": n, "row": 0, "lon": n, "lat": 52.5,
            "room_km": 20.0, "west": n - 0.5, "south": 52.0, "east": n + 0.5, "north": 53.0,
        }
        for n, code in enumerate((COUNTY, TOWN, NEW))
    ]
)  # fmt: skip
SMALL = replace(dataset(), places=PLACES)
PHONE = Look(width=332)


def page(address="/services", region=SMALL, look=None):
    view, notices = parse(address, region)
    body = services.body_on(TODAY, view, region, look or Look())
    return body.with_notices(notices)


def card(body, card_id):
    return next(one for one in body.cards if one.id == card_id)


def lead(body):
    return [point.text for point in body.lead]


def options(body, name):
    control = next(one for one in body.controls if one.name == name)
    return [one.label for one in control.options]


def names(body):
    return [row[0].text for row in card(body, "service-list").table.rows]


def with_services(made, **survey_changes):
    """The region whose county lists other services."""
    record = SMALL.survey.record
    first, *rest = record.responses
    changed = (first.model_copy(update={"services": tuple(made)}), *rest)
    changes = {"responses": changed, **survey_changes}
    return replace(SMALL, survey=Survey(record.model_copy(update=changes)))


def test_response_rates_come_before_anything_is_counted():
    first = lead(page())[0]
    assert first.startswith("Of 3 areas, 1 answered in full, 1 answered in part and 1 not answered")


def test_one_area_has_its_own_response():
    assert lead(page(f"/services?area={NEW}"))[0].startswith(f"{NAMES[NEW]} has not answered yet")


def test_every_option_says_how_many_services_it_would_leave():
    assert options(page(), "tier") == ["Universal (1)", "Targeted (2)", "Specialist (0)"]
    assert options(page(), "status")[:2] == ["All, running or not (usual)", "Running now (2)"]
    chosen = page("/services?status=paused")
    assert options(chosen, "tier") == ["Universal (0)", "Targeted (1)", "Specialist (0)"]
    assert "Running now (2)" in options(chosen, "status")


def test_what_is_not_known_is_an_option_that_cannot_be_chosen():
    (ending,) = [one for one in page().controls if one.name == "ending"]
    *_, unknown = ending.options
    assert unknown.disabled
    assert unknown.label == "Not known (3)"


def test_the_list_agrees_with_the_count_and_with_the_option():
    body = page("/services?tier=targeted")
    assert lead(body)[1].startswith("2 of 3 services fit what is chosen")
    assert names(body) == ["Group s01", "Group s01"]


def test_what_cannot_be_judged_is_at_the_end_of_the_list_and_says_so():
    made = (small_survey.service("a", level="dont_know"), small_survey.service("b"))
    body = page("/services?tier=targeted", with_services(made))
    assert "1 more service cannot be judged: the level is not known for 1." in " ".join(lead(body))
    rows = card(body, "service-list").table.rows
    assert [(row[0].text, row[0].detail) for row in rows][-1] == ("Group a", "cannot be judged")
    file = card(body, "service-list").file
    assert [row[-1].text for row in file.rows] == ["yes", "yes", "cannot be judged"]


@pytest.mark.parametrize(
    ("answer", "shown"),
    [("dont_know", "don't know"), ("not_asked", "not asked"), (None, "left empty"), (0.0, "0")],
)
def test_an_answer_that_is_missing_is_never_a_nought(answer, shown):
    body = page("/services", with_services([small_survey.service("a", capacity=answer)]))
    table = card(body, "service-list").table
    column = [one.name for one in table.columns].index("Families a year")
    assert table.rows[0][column].text == shown
    assert (table.rows[0][column].value is None) == (answer != 0.0)


def test_an_area_that_has_not_answered_has_no_number():
    table = card(page(), "service-areas").table
    counts = {row[0].text: row[2] for row in table.rows}
    assert counts[NAMES[NEW]].text == "not answered yet"
    assert counts[NAMES[NEW]].value is None
    assert counts[NAMES[COUNTY]].value == 2
    details = {row[0].text: row[0].detail for row in table.rows}
    assert details[NAMES[TOWN]] == "answered in part"


def test_an_area_without_an_answer_for_the_level_has_no_nought_there():
    """The county said that there is no specialist support; the town said nothing of it."""
    body = page("/services?tier=specialist")
    rows = {row[0].text: row for row in card(body, "service-areas").table.rows}
    assert rows[NAMES[COUNTY]][2].value == 0
    for cell in rows[NAMES[TOWN]][2:5]:
        assert cell.value is None
    assert rows[NAMES[TOWN]][2].text == "? not known"
    said = f"{NAMES[TOWN]} has no answer for specialist support"
    assert said in card(body, "service-areas").sentence
    assert said in dict(card(body, "service-areas").file.meta)["Not answered for"]
    hover = card(body, "service-map").figure.to_dict()["data"][0]["text"]
    assert any("Services: ? not known" in text for text in hover)


def test_an_area_that_has_answered_part_of_what_is_chosen_is_not_at_nought_either():
    first, second = SMALL.survey.record.responses
    none = small_survey.slots("none", specialist__together="dont_know")
    record = SMALL.survey.record.model_copy(
        update={"responses": (first, second.model_copy(update={"none": none}))}
    )
    region = replace(SMALL, survey=Survey(record))
    rows = {r[0].text: r for r in card(page("/services?tier=specialist", region),
                                       "service-areas").table.rows}  # fmt: skip
    assert rows[NAMES[TOWN]][2].text == "? not all known"
    rest = card(page("/services?tier=specialist&situation=separating", region), "service-areas")
    assert {r[0].text: r[2].value for r in rest.table.rows}[NAMES[TOWN]] == 0


def test_an_empty_list_says_that_the_area_has_not_answered_for_the_level():
    body = page(f"/services?area={TOWN}&tier=specialist")
    said = f"{NAMES[TOWN]} has no answer for specialist support"
    assert any(point.startswith(said) for point in lead(body))
    assert said in card(body, "service-list").sentence


def test_titles_and_pictures_name_what_is_chosen():
    body = page(f"/services?area={COUNTY}&tier=universal,targeted&situation=together&ending=6")
    what = "universal or targeted, together, funding ends within 6 months"
    assert [one.title for one in body.cards] == [
        f"Where services are: {NAMES[COUNTY]}, {what}",
        f"By area: {what}",  # it shows all areas
        f"The services: {NAMES[COUNTY]}, {what}",
    ]
    for one in body.cards:
        assert one.image_title == f"{ILLUSTRATIVE}: {one.title}"
    assert [one.title for one in page().cards] == ["Where services are", "By area", "The services"]


def test_the_map_has_the_sites_and_says_what_is_not_on_it():
    shown = card(page(), "service-map")
    areas, public, _, sites = shown.figure.to_dict()["data"]
    assert areas["type"] == "choropleth"
    assert sites["text"] == [f"<b>{small_survey.SITE}</b><br>Group s01"]
    assert public["lon"] == []
    assert "1 at places on the map" in shown.sentence
    assert "2 online or area-wide, not on the map" in shown.sentence
    assert shown.legend[0].label == "place where services are given (1)"


def test_a_place_leads_to_its_service_and_one_of_several_to_the_list_of_its_area():
    def leads(region):
        figure = card(page("/services?tier=targeted", region), "service-map").figure
        return list(figure.to_dict()["data"][3]["customdata"])

    one = small_survey.service("a", sites=(small_survey.SITE,))
    other = small_survey.service("b", sites=(small_survey.SITE,))
    assert leads(with_services([one])) == [f"/service/{COUNTY}-a"]
    here = f"/services?area={COUNTY}&tier=targeted#service-list"
    assert leads(with_services([one, other])) == [here]


def test_the_table_of_the_map_holds_what_the_map_shows():
    services = [
        small_survey.service("a", sites=(small_survey.SITE,)),
        small_survey.service("b", sites=(small_survey.SITE,)),
    ]
    region = with_services(services)
    shown = card(page("/services", region), "service-map")
    assert [one.name for one in shown.table.columns] == ["Postcode", "Services", "Area", "District"]
    (row,) = shown.table.rows
    assert [cell.text for cell in row] == [
        small_survey.SITE, "Group a; Group b", NAMES[COUNTY], NAMES[DALE],
    ]  # fmt: skip
    assert row[1].links[0] == ("Group a", f"/service/{COUNTY}-a")
    assert shown.file.rows == shown.table.rows
    assert not card(page("/services?tier=universal", region), "service-map").table.rows


def test_the_table_of_the_map_holds_the_public_list_where_it_is_shown():
    table = card(page("/services?layer=public"), "service-map").table
    site, public = table.rows
    assert site[0].text == small_survey.SITE
    assert [cell.text for cell in public] == [
        small_survey.SITE, "Dale hub", NAMES[COUNTY], NAMES[DALE], "family hub",
        "public list, to be confirmed by councils",
    ]  # fmt: skip
    assert table.groups == ("Places where services are given", "Family hubs and children's centres")


def test_the_public_list_is_another_layer_with_its_own_symbol():
    shown = card(page("/services?layer=public"), "service-map")
    _, public, confirmed, sites = shown.figure.to_dict()["data"]
    assert "Dale hub" in public["text"][0]
    assert "to be confirmed by councils" in public["hovertemplate"]
    assert public["marker"]["symbol"] != sites["marker"]["symbol"]
    assert confirmed["lon"] == []
    symbols = {item.symbol: item.label for item in shown.legend}
    assert "to be confirmed by councils (1)" in symbols["◇"]


def test_a_place_that_the_council_has_confirmed_is_no_longer_to_be_confirmed():
    known = tuple(
        place.model_copy(update={"state": "confirmed"}) for place in SMALL.survey.record.places
    )
    shown = card(page("/services?layer=public", with_services([], places=known)), "service-map")
    _, public, confirmed, _ = shown.figure.to_dict()["data"]
    assert public["lon"] == []
    assert "confirmed by the council" in confirmed["text"][0]
    assert "to be confirmed" not in confirmed["hovertemplate"]
    symbols = {item.symbol: item.label for item in shown.legend}
    assert symbols["◆"] == "family hub or children's centre, confirmed by the council (1)"


def test_closed_places_are_not_drawn():
    closed = tuple(
        place.model_copy(update={"state": "closed"}) for place in SMALL.survey.record.places
    )
    region = with_services([], places=closed)
    shown = card(page("/services?layer=public", region), "service-map")
    assert shown.figure.to_dict()["data"][1]["lon"] == []


def test_only_the_points_change_with_a_filter():
    """The same parts in the same order, so that the browser draws little."""
    one = card(page(), "service-map").figure.to_dict()
    other = card(page("/services?tier=universal&layer=public"), "service-map").figure.to_dict()
    assert one["layout"] == other["layout"]
    assert len(one["data"]) == len(other["data"])
    areas, others = ({**data["data"][0], "text": None} for data in (one, other))
    assert json.dumps(areas) == json.dumps(others)


def test_an_empty_choice_says_which_filter_to_loosen():
    body = page("/services?tier=universal&status=paused")
    assert names(body) == []
    said = "Loosen “Level of support: Universal”: without it 1 service fits."
    assert said in lead(body)
    loosen, clear = card(body, "service-list").links
    assert loosen.href == "/services?status=paused"
    assert (clear.text, clear.href) == ("Clear all filters", "/services")


def test_when_no_single_filter_helps_all_can_be_cleared():
    body = page("/services?tier=specialist&status=ended&delivery=phone")
    assert "No single filter stands in the way" in lead(body)[-1]
    assert [link.text for link in card(body, "service-list").links] == ["Clear all filters"]


def test_nothing_from_an_area_that_has_not_answered_is_not_no_support():
    sentence = card(page(f"/services?area={NEW}"), "service-list").sentence
    assert f"{NAMES[NEW]} has not answered yet." in sentence


def test_a_district_is_shown_as_its_council():
    body = page(f"/services?area={DALE}")
    assert any(NAMES[COUNTY] in notice and NAMES[DALE] in notice for notice in body.notices)
    assert len(names(body)) == 2


def test_services_of_other_areas_that_serve_the_chosen_one_are_told_and_not_counted():
    made = [small_survey.service("shared", other_areas=(TOWN,))]
    body = page(f"/services?area={TOWN}", with_services(made))
    assert names(body) == ["Group s01"]
    (note,) = card(body, "service-list").notes
    assert note.startswith("1 service of other areas says that it serves")
    assert f"Group shared ({NAMES[COUNTY]})" in note


def many(count):
    return [small_survey.service(f"s{number:04}") for number in range(count)]


def test_a_long_list_shows_its_first_rows_and_the_file_has_all():
    region = with_services(many(50))
    body = page("/services", region)
    shown = card(body, "service-list")
    assert len(shown.table.rows) == STEP
    assert len(shown.file.rows) == 51
    assert "The first 20 of 51 services" in shown.table.caption
    assert shown.more.text == "Show 20 more of the 51 services"
    further = card(page(shown.more.href, region), "service-list")
    assert len(further.table.rows) == 40
    last = card(page(further.more.href, region), "service-list")
    assert len(last.table.rows) == 51
    assert last.more is None


def test_no_page_holds_thousands_of_rows():
    shown = card(page("/services?count=9999", with_services(many(600))), "service-list")
    assert len(shown.table.rows) == MOST_ROWS
    assert shown.more is None
    assert "the files hold all 601" in shown.table.caption


def test_a_phone_starts_with_fewer_rows_and_folded_filters():
    body = page("/services", with_services(many(60)), PHONE)
    assert len(names(body)) < STEP
    assert body.is_folded
    assert not page().is_folded


def test_words_of_respondents_are_safe_in_a_picture():
    made = [small_survey.service("a", service_name="<b>x</b>", sites=(small_survey.SITE,))]
    sites = card(page("/services", with_services(made)), "service-map").figure.to_dict()["data"][3]
    assert "&lt;b&gt;x&lt;/b&gt;" in sites["text"][0]


@pytest.mark.parametrize("present", ["", "?present=1"])
def test_made_up_answers_are_labelled_everywhere(present):
    body = page(f"/services{present}")
    assert body.banner.startswith(ILLUSTRATIVE)
    for one in body.cards:
        assert one.source_line.startswith(ILLUSTRATIVE)
        assert one.image_title.startswith(ILLUSTRATIVE)
        assert dict(one.file.meta)["Note"].startswith(ILLUSTRATIVE)


def test_the_file_says_what_was_chosen():
    meta = dict(card(page("/services?tier=targeted&ending=6"), "service-list").file.meta)
    assert meta["Chosen"] == "Level of support: Targeted; Funding ends: within 6 months"
    assert "cannot be judged" in meta["Not judged"]


def test_every_link_leads_to_a_page_that_understands_it():
    for address in ("/services", f"/services?area={COUNTY}&tier=universal&layer=public"):
        body = page(address)
        hrefs = [link.href for link in body.lead if link.href]
        for one in body.cards:
            hrefs += [link.href for link in one.links]
            hrefs += [cell.href for row in one.table.rows for cell in row if cell.href]
            hrefs += [to for row in one.table.rows for cell in row for _, to in cell.links]
        own = [cell.href for row in card(body, "service-list").table.rows for cell in row]
        assert len([href for href in own if href.startswith("/service/")]) == len(names(body))
        for href in hrefs:
            assert parse(href, SMALL)[1] == (), href


def test_a_region_without_a_survey_says_so():
    body = page("/services", replace(SMALL, survey=no_survey()))
    assert body.cards == ()
    assert "no survey" in body.sections[0].markdown
