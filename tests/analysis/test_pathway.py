"""The rules of the pathway, on surveys where the right answer is obvious."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.pathway import (
    CAPACITY,
    FUNDING,
    LEFT_WITHOUT,
    NONE,
    ONE_PROVIDER,
    PROVISION,
    THIN,
    UNKNOWN,
    Step,
    Thresholds,
    combined_state,
    pathway_of,
)
from dashboard.dataset.survey import Survey
from dashboard.metadata.survey import AreaAnswers, ServiceAnswers, SurveyRecord
from tests.pages.small_survey import QUESTIONNAIRE, service, slots

A, B, C = "E06000001", "E06000002", "E06000003"
TODAY = date(2026, 11, 26)
CHILDREN = dict.fromkeys((A, B, C), 10_000.0)
HERE = ("targeted", "together")


def response(code: str, *services: ServiceAnswers, answer: str | None = "none") -> AreaAnswers:
    return AreaAnswers(
        questionnaire=QUESTIONNAIRE.id,
        version=QUESTIONNAIRE.version,
        round=QUESTIONNAIRE.round,
        area_code=code,
        services=services,
        none=slots(answer),
    )


def judged(*responses: AreaAnswers, without: str = "", **thresholds: float) -> dict:
    survey = Survey(SurveyRecord(questionnaire=QUESTIONNAIRE, responses=responses))
    return pathway_of(survey, (A, B, C), CHILDREN, TODAY, Thresholds(**thresholds), without)


def step(*responses: AreaAnswers, code: str = A, without: str = "", **thresholds: float) -> Step:
    return judged(*responses, without=without, **thresholds)[code, *HERE]


def two(**second: object) -> tuple[ServiceAnswers, ServiceAnswers]:
    """Two services of two providers, delivered in two ways, with room enough."""
    other = {"organisation": "Example Council", "delivery": ("online",), **second}
    return service("s01"), service("s02", **other)


def test_two_providers_with_room_are_support():
    found = step(response(A, *two()))
    assert (found.state, found.thin, found.capacity) == (PROVISION, (), 80)
    assert found.overlaps == () and found.shared == ()


def test_asked_and_answered_none_is_none():
    assert step(response(A, answer="none")).state == NONE


@pytest.mark.parametrize("answer", [None, "dont_know", "not_asked", "some"])
def test_anything_else_without_a_service_is_unknown(answer):
    found = step(response(A, answer=answer))
    assert (found.state, found.answer) == (UNKNOWN, answer or "")


def test_an_area_that_has_not_answered_is_unknown():
    found = step(response(A), code=B)
    assert (found.state, found.answer) == (UNKNOWN, "no_response")


def test_a_running_service_outweighs_the_answer_none_and_is_pointed_out():
    found = step(response(A, *two(), answer="none"))
    assert found.state == PROVISION
    assert found.contradiction
    assert not step(response(A, *two(), answer="some")).contradiction


@pytest.mark.parametrize("status", ["paused", "starting", "ended", "dont_know", None])
def test_only_what_is_running_counts(status):
    found = step(response(A, service("s01", status=status), answer="dont_know"))
    assert found.state == UNKNOWN
    assert [one.service_id for one in found.not_running] == [f"{A}-s01"]


def test_one_provider_is_thin_however_many_services_it_has():
    assert step(response(A, service("s01"))).thin == (ONE_PROVIDER,)
    same = two(organisation="EXAMPLE  trust")
    assert step(response(A, *same)).thin == (ONE_PROVIDER,)


@pytest.mark.parametrize(
    ("ends", "is_thin"),
    [("2027-05-26", True), ("2027-05-27", False), ("2026-11-01", True), ("dont_know", False)],
)
def test_funding_is_thin_up_to_six_months_ahead(ends, is_thin):
    services = (service("s01", funding_end=ends), two(funding_end=ends)[1])
    assert (FUNDING in step(response(A, *services)).thin) is is_thin


def test_one_service_with_open_funding_keeps_the_step():
    services = two(funding_open="yes")
    first = service("s01", funding_end="2026-12-31")
    assert step(response(A, first, services[1])).thin == ()


@pytest.mark.parametrize(("capacity", "is_thin"), [(1.0, False), (0.99, True)])
def test_exactly_the_threshold_is_enough(capacity, is_thin):
    services = two(capacity=capacity)
    first = service("s01", capacity=1.0)
    found = step(response(A, first, services[1]), min_capacity=0.2)
    assert (CAPACITY in found.thin) is is_thin


def test_capacity_is_not_judged_unless_all_of_it_is_known():
    first, second = two(capacity="dont_know")
    found = step(response(A, first, second), min_capacity=1000)
    assert (found.rate, found.capacity_unknown, found.thin) == (None, 1, ())


def test_two_alike_are_an_overlap_and_can_be_asked_to_be_three():
    alike = response(A, *two(delivery=("in_person", "online")))
    ((mode, same),) = step(alike).overlaps
    assert (mode, len(same)) == ("in_person", 2)
    assert step(alike, alike=3).overlaps == ()


def test_one_provider_over_three_areas_is_shared_in_each():
    answers = [response(code, service("s01")) for code in (A, B, C)]
    for code in (A, B, C):
        assert step(*answers, code=code).shared == (("Example Trust", (A, B, C)),)


def test_a_service_that_serves_next_door_is_told_and_not_counted():
    far = response(B, service("s01", other_areas=(A,)))
    found = step(response(A, answer="dont_know"), far)
    assert found.state == UNKNOWN
    assert [one.area_code for one in found.from_elsewhere] == [B]


def test_a_service_that_ends_leaves_the_step_without():
    one = response(A, service("s01"), answer="some")
    assert step(one, without=f"{A}-s01").state == LEFT_WITHOUT
    assert step(response(A, *two()), without=f"{A}-s01").state == THIN
    # Nobody has said that there is nothing else.
    silent = response(A, service("s01"), answer="dont_know")
    assert step(silent, without=f"{A}-s01").state == UNKNOWN


@pytest.mark.parametrize(
    ("states", "combined"),
    [
        ((NONE, NONE), NONE),
        ((NONE, UNKNOWN), UNKNOWN),
        ((NONE, THIN), THIN),
        ((THIN, PROVISION), PROVISION),
        ((), UNKNOWN),
    ],
)
def test_any_of_several_levels_will_do(states, combined):
    assert combined_state([Step(A, *HERE, state=state) for state in states]) == combined


ANSWERS = st.sampled_from(["some", "none", "dont_know", "not_asked", None])
SERVICES = st.lists(
    st.builds(
        service,
        st.sampled_from(["s01", "s02", "s03"]),
        status=st.sampled_from(["running", "paused", "ended", "dont_know", None]),
        level=st.sampled_from(["universal", "targeted", "dont_know"]),
        situation=st.sampled_from([("together",), ("separated", "together"), None]),
    ),
    max_size=3,
    unique_by=lambda one: one.key,
)


@given(st.dictionaries(st.sampled_from([A, B, C]), st.tuples(ANSWERS, SERVICES)))
def test_what_was_not_answered_is_never_a_gap(answers):
    given_answers = [
        response(code, *services, answer=answer) for code, (answer, services) in answers.items()
    ]
    for (code, _, _), found in judged(*given_answers).items():
        if found.state == NONE:
            assert answers[code][0] == "none"
            assert found.running == ()


@given(SERVICES, st.sampled_from([None, "dont_know", "not_asked"]))
def test_taking_an_answer_away_never_makes_a_gap(services, answer):
    states = {one.state for one in judged(response(A, *services, answer=answer)).values()}
    assert NONE not in states
