"""Open Referral UK records: of the standard's form, nothing invented, nothing dropped unsaid."""

import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from dashboard.cards.survey_labels import ILLUSTRATIVE
from dashboard.dataset.survey import Survey
from dashboard.exports.open_referral import STATUS, records
from dashboard.settings import PROJECT
from tests.pages import small_survey
from tests.pages.small_region import COUNTY, DALE, TOWN, dataset

DATASET = dataset()
SCHEMA = json.loads((PROJECT / "dashboard/exports/open_referral_schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


def made(**answers):
    """The small region, where the county has one service."""
    full, part = DATASET.survey.record.responses
    one = small_survey.service("s01", **answers)
    responses = (full.model_copy(update={"services": (one,)}), part)
    record = DATASET.survey.record.model_copy(update={"responses": responses})
    return replace(DATASET, survey=Survey(record))


def service(**answers):
    """The record of the county's service."""
    found = records(made(**answers))
    problems = [error.message for error in VALIDATOR.iter_errors(found)]
    assert not problems
    return found["contents"][0]


def attributes(record, link_type):
    """Codes and values that a record has of one kind of attribute."""
    return [
        (one["taxonomy_term"]["code"], one.get("value", ""))
        for one in record["attributes"]
        if one["link_type"] == link_type
    ]


def test_the_schema_is_a_schema_and_refuses_what_the_standard_refuses():
    Draft202012Validator.check_schema(SCHEMA)
    found = records(DATASET)
    for change in ({"status": "open"}, {"id": "s01"}, {"name": ""}, {"opens": "9"}):
        wrong = {**found, "contents": [found["contents"][0] | change]}
        assert not VALIDATOR.is_valid(wrong), change


def test_every_answered_service_is_a_record_of_the_standards_form(dataset):
    found = records(dataset)
    assert [error.message for error in VALIDATOR.iter_errors(found)] == []
    assert found["total_items"] + len(found["left_out"]) == len(dataset.survey.by_service)
    assert len({one["id"] for one in found["contents"]}) == found["total_items"]


def test_everything_that_is_linked_is_there(dataset):
    found = records(dataset)
    terms = {term["id"] for one in found["taxonomies"] for term in one["taxonomy_terms"]}
    names = {one["id"] for one in found["taxonomies"]}
    for record in found["contents"]:
        assert record["organization_id"] == record["organization"]["id"]
        for one in record["attributes"]:
            assert one["link_id"] == record["id"]
            assert one["taxonomy_term_id"] in terms
            assert one["taxonomy_term"]["taxonomy_id"] in names


def test_made_up_services_say_so_three_times(dataset):
    found = records(dataset)
    assert found["about"][0]["text"].startswith(ILLUSTRATIVE)
    for one in found["contents"]:
        assert one["description"].startswith(ILLUSTRATIVE)
        assert one["alert"] == ILLUSTRATIVE
        assert attributes(one, "kind_of_answers") == [("illustrative", "")]


def test_real_services_do_not():
    full, part = DATASET.survey.record.responses
    real = full.model_copy(update={"illustrative": False})
    record = DATASET.survey.record.model_copy(update={"responses": (real, part)})
    one = records(replace(DATASET, survey=Survey(record)))["contents"][0]
    assert ILLUSTRATIVE not in json.dumps(one)
    assert attributes(one, "kind_of_answers") == [("answered", "")]


@pytest.mark.parametrize("status", STATUS)
def test_each_status_has_a_word_of_the_standard(status):
    one = service(status=status)
    assert one["status"] == STATUS[status]
    assert attributes(one, "status") == [(status, "")]


def test_every_status_of_the_questionnaire_is_mapped():
    assert set(STATUS) == {item.id for item in DATASET.survey.questionnaire.items("status")}


@pytest.mark.parametrize("status", ["dont_know", "not_asked", None])
def test_a_service_that_may_not_run_is_left_out_and_named(status):
    found = records(made(status=status))
    assert VALIDATOR.is_valid(found)
    assert [one["service"] for one in found["left_out"]] == [f"{COUNTY}-s01"]
    assert found["total_items"] == 1  # the other area's


def test_answers_stand_where_the_mapping_says():
    one = service(
        description="Six sessions.",
        commissioner="The council",
        audience=("fathers", "send"),
        working_ok="no",
        access=("self_referral",),
        waiting_weeks=3.0,
        capacity=40.0,
        languages="Polish and Urdu",
        programme="family_foundations",
        funding_end="2027-03-31",
        delivery=("in_person", "phone"),
        sites=(small_survey.SITE,),
        districts=(DALE,),
        other_areas=(TOWN,),
    )
    assert one["name"] == "Group s01"
    assert one["organization"]["name"] == "Example Trust"
    assert one["description"].endswith("Six sessions.")
    assert one["funding"][0]["source"] == "The council"
    assert one["wait_time"] == "3 weeks"
    assert one["assured_date"] == "2026-10-01"
    assert [x["name"] for x in one["languages"]] == ["Polish and Urdu"]
    assert [x["name"] for x in one["service_areas"]] == ["Dale", "Milltown"]
    assert [x["attending_type"] for x in one["schedules"]] == ["In person", "Telephone"]
    assert "Parents in work: No." in one["eligibility_description"]
    (place,) = one["service_at_locations"]
    assert place["location"]["external_identifier"] == small_survey.SITE
    assert (place["location"]["longitude"], place["location"]["latitude"]) == (-1.5, 52.5)
    assert attributes(one, "capacity") == [("capacity", "40")]
    assert attributes(one, "funding_end") == [("funding_end", "2027-03-31")]
    assert attributes(one, "audience") == [("fathers", ""), ("send", "")]


def test_what_is_not_known_is_absent_or_said_to_be_unknown():
    one = service(capacity="dont_know", sites="not_asked", started="hidden", waiting_weeks=None)
    assert attributes(one, "capacity") == [("dont_know", "")]
    assert attributes(one, "sites") == [("not_asked", "")]
    assert attributes(one, "started") == [("hidden", "")]
    assert "wait_time" not in one
    assert "service_at_locations" not in one


def test_a_whole_area_is_served_only_where_that_was_the_answer():
    assert [x["name"] for x in service()["service_areas"]] == ["Hillshire"]
    assert "service_areas" not in service(districts="dont_know")


def test_words_about_what_works_stay_in_the_survey():
    assert "no one else's business" not in json.dumps(
        service(barriers="no one else's business", what_works="no one else's business")
    )


def test_a_provider_written_in_two_ways_is_one():
    full, part = DATASET.survey.record.responses
    services = (
        small_survey.service("s01", organisation="Example Trust", sector="voluntary"),
        small_survey.service("s02", organisation="EXAMPLE  TRUST", sector="voluntary"),
    )
    responses = (full.model_copy(update={"services": services}), part)
    record = DATASET.survey.record.model_copy(update={"responses": responses})
    found = records(replace(DATASET, survey=Survey(record)))["contents"]
    assert len({one["organization_id"] for one in found}) == 1
    assert attributes(found[0]["organization"], "sector") == [("voluntary", "")]


def test_identifiers_stay_the_same():
    assert records(dataset()) == records(dataset())
