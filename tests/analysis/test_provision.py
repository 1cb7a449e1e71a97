"""How much support: what is known, what is at least so much, none, and what is not known."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.pathway import Thresholds, pathway_of
from dashboard.analysis.provision import (
    AT_LEAST,
    CAPACITY,
    NO_AMOUNT,
    NO_CHILDREN,
    NO_RESPONSE,
    NOT_KNOWN,
    NOT_LISTED,
    NOT_PLACED,
    NOTHING,
    SERVICES,
    STARTS,
    STEPS_OPEN,
    WHOLE,
    Amount,
    Slice,
    provision,
    provision_of,
)
from dashboard.dataset.survey import Survey
from dashboard.metadata.survey import AreaAnswers, ServiceAnswers, SurveyRecord
from tests.pages.small_survey import QUESTIONNAIRE, service, slots

A, B = "E06000001", "E06000002"
CHILDREN = {A: 10_000.0, B: 20_000.0}
TODAY = date(2026, 11, 26)
TOGETHER = Slice(level=("targeted",), situation=("together",))
STEPS = len(QUESTIONNAIRE.slots())


def response(
    code: str, *services: ServiceAnswers, answer: str | None = "none", **changes: str
) -> AreaAnswers:
    return AreaAnswers(
        questionnaire=QUESTIONNAIRE.id,
        version=QUESTIONNAIRE.version,
        round=QUESTIONNAIRE.round,
        area_code=code,
        services=services,
        none=slots(answer, **changes),
    )


def amounts(
    *responses: AreaAnswers,
    measure: str = CAPACITY,
    chosen: Slice = TOGETHER,
    children: dict[str, float] = CHILDREN,
) -> dict[str, Amount]:
    survey = Survey(SurveyRecord(questionnaire=QUESTIONNAIRE, responses=responses))
    steps = pathway_of(survey, (A, B), children, TODAY, Thresholds())
    return provision_of(survey, steps, (A, B), children, measure=measure, chosen=chosen)


def here(*services: ServiceAnswers, answer: str | None = "none", **asked) -> Amount:
    return amounts(response(A, *services, answer=answer), **asked)[A]


def test_known_capacities_add_up_per_1000_children():
    found = here(service("s01", capacity=40.0), service("s02", capacity=20.0))
    assert (found.state, found.value, found.services) == (WHOLE, 60, 2)
    assert found.rate == pytest.approx(6.0)


def test_starts_and_services_are_counted_in_the_same_way():
    both = (service("s01", started=30.0), service("s02", started=10.0))
    assert here(*both, measure=STARTS).rate == pytest.approx(4.0)
    assert here(*both, measure=SERVICES).rate == pytest.approx(0.2)


@pytest.mark.parametrize("answer", ["dont_know", "not_asked", "hidden", None])
def test_a_capacity_that_is_not_known_makes_the_sum_a_least_one(answer):
    found = here(service("s01", capacity=40.0), service("s02", capacity=answer))
    assert (found.state, found.value, found.unstated) == (AT_LEAST, 40, 1)


def test_services_without_any_known_capacity_are_not_known_and_not_zero():
    found = here(service("s01", capacity="dont_know"))
    assert (found.state, found.reason) == (NOT_KNOWN, NO_AMOUNT)
    assert math.isnan(found.value) and math.isnan(found.rate)
    assert here(service("s01", capacity="dont_know"), measure=SERVICES).state == WHOLE


def test_asked_and_none_is_zero():
    found = here(answer="none")
    assert (found.state, found.value, found.rate) == (NOTHING, 0, 0)


@pytest.mark.parametrize("answer", [None, "dont_know", "not_asked", "some"])
def test_anything_else_without_a_service_is_not_known(answer):
    found = here(answer=answer)
    assert (found.state, found.reason) == (NOT_KNOWN, STEPS_OPEN)


def test_an_area_that_has_not_answered_is_not_known():
    assert amounts(response(A))[B].reason == NO_RESPONSE


def test_zero_needs_every_step_of_the_slice():
    answers = response(A, answer="none", universal__together="dont_know")
    both = Slice(level=("universal", "targeted"), situation=("together",))
    found = amounts(answers, chosen=both)[A]
    assert (found.state, found.steps, found.steps_open) == (NOT_KNOWN, 2, 1)
    assert amounts(answers)[A].state == NOTHING


def test_an_unknown_step_makes_the_sum_of_a_wider_slice_a_least_one():
    answers = response(A, service("s01"), answer="none", universal__together="dont_know")
    both = Slice(level=("universal", "targeted"), situation=("together",))
    assert amounts(answers, chosen=both)[A].state == AT_LEAST
    assert amounts(answers)[A].state == WHOLE


@pytest.mark.parametrize("status", ["paused", "starting", "ended", "dont_know", None])
def test_only_what_is_running_counts(status):
    found = here(service("s01"), service("s02", status=status, capacity=500.0))
    assert (found.state, found.value) == (WHOLE, 40)


def test_a_service_for_several_situations_counts_once():
    one = service("s01", situation=("together", "separating"))
    assert here(one, chosen=Slice(level=("targeted",))).value == 40
    assert here(one, chosen=Slice()).value == 40


@pytest.mark.parametrize("name", ["level", "situation", "stage", "audience", "delivery"])
def test_each_part_of_the_slice_chooses_services(name):
    wanted, other = (item.id for item in QUESTIONNAIRE.items(name)[:2])
    plain = (lambda one: one) if name == "level" else (lambda one: (one,))
    services = (
        service("s01", **{name: plain(wanted), "capacity": 10.0}),
        service("s02", **{name: plain(other), "capacity": 70.0}),
    )
    assert here(*services, chosen=Slice(**{name: (wanted,)})).value == 10
    assert here(*services, chosen=Slice(**{name: (wanted, other)})).value == 80


def test_a_service_that_does_not_say_may_belong_to_the_slice():
    online = Slice(delivery=("online",))
    sure, unsure = service("s01", delivery=("online",)), service("s02", delivery="dont_know")
    found = here(sure, unsure, chosen=online)
    assert (found.state, found.value, found.not_placed) == (AT_LEAST, 40, 1)
    alone = here(unsure, chosen=online)
    assert (alone.state, alone.reason) == (NOT_KNOWN, NOT_PLACED)
    assert here(sure, unsure, chosen=Slice()).state == WHOLE


def test_a_kind_that_nobody_was_asked_about_is_not_none():
    found = here(service("s01", delivery=("in_person",)), chosen=Slice(delivery=("online",)))
    assert (found.state, found.reason) == (NOT_KNOWN, NOT_LISTED)
    assert here(answer="none", chosen=Slice(delivery=("online",))).state == NOTHING


def test_one_provider_in_two_areas_counts_in_each_by_that_areas_own_answer():
    shared = {"organisation": "Shared Trust"}
    found = amounts(
        response(A, service("s01", capacity=40.0, **shared)),
        response(B, service("s01", capacity=40.0, **shared)),
    )
    assert [one.value for one in found.values()] == [40, 40]
    assert found[B].rate == pytest.approx(found[A].rate / 2)


def test_a_service_that_another_area_says_it_offers_here_is_not_counted_as_own():
    found = amounts(response(A, service("s01", other_areas=(B,))), response(B, answer="none"))
    assert found[B].state == NOTHING


def test_without_the_number_of_children_there_is_no_rate():
    found = amounts(response(A, service("s01")), children={B: 1.0})[A]
    assert (found.state, found.reason) == (NOT_KNOWN, NO_CHILDREN)


@given(
    answer=st.sampled_from([None, "dont_know", "not_asked", "some"]),
    capacity=st.sampled_from([None, "dont_know", "not_asked", "hidden"]),
    status=st.sampled_from(["running", "paused", "ended", None]),
    chosen=st.sampled_from([Slice(), TOGETHER, Slice(delivery=("online",))]),
)
def test_what_was_not_answered_is_never_zero(answer, capacity, status, chosen):
    one = service("s01", capacity=capacity, status=status)
    found = here(one, answer=answer, chosen=chosen)
    assert found.state == NOT_KNOWN
    assert found.rate != 0


def test_every_area_of_the_region_says_something_for_every_slice(dataset):
    for level in dataset.survey.questionnaire.items("level"):
        for measure in (CAPACITY, STARTS, SERVICES):
            found = provision(dataset, TODAY, measure, Slice(level=(level.id,)))
            assert list(found) == list(dataset.member_codes)
            assert all(one.reason if not one.is_known else one.rate >= 0 for one in found.values())
            assert all(one.steps == STEPS / 3 for one in found.values())


def test_a_slice_counts_the_same_services_as_the_filters_of_the_service_map():
    made = (
        service("s01", audience=("all_parents",), languages="Urdu", capacity=40.0),
        service("s02", audience=("all_parents",), languages="english only", capacity=20.0),
        service("s03", audience=("all_parents",), languages="dont_know", capacity=20.0),
    )
    found = here(*made, chosen=TOGETHER._replace(audience=("languages",)))
    assert (found.state, found.value, found.not_placed) == (AT_LEAST, 40, 1)
