"""Filters on services: hand-made sets in which the right answer is obvious."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.services import (
    FACETS,
    choose,
    facets,
    group_sites,
    whereabouts,
)
from dashboard.dataset.survey import Survey
from dashboard.metadata.survey import AreaAnswers, Site, SurveyRecord

from ..pages.small_survey import QUESTIONNAIRE, SITE, service

TODAY = date(2026, 11, 27)
HERE, THERE = "E06000001", "E06000002"


def survey(**areas) -> Survey:
    """A survey of services by area: ``here=(...)``, ``there=(...)``."""
    codes = {"here": HERE, "there": THERE}
    responses = tuple(
        AreaAnswers(
            questionnaire=QUESTIONNAIRE.id, version="1", round="1", area_code=codes[name],
            services=services,
        )
        for name, services in areas.items()
    )  # fmt: skip
    site = Site(
        postcode=SITE, lon=-1.5, lat=52.5, easting=434000, northing=289000, district_code=HERE
    )
    record = SurveyRecord(questionnaire=QUESTIONNAIRE, responses=responses, sites={SITE: site})
    return Survey(record)


def find(one: Survey, **chosen):
    """What a choice leaves, with the keys of the services that fit and that are unclear."""
    services = one.services
    found = choose(facets(services, QUESTIONNAIRE, (HERE, THERE), TODAY), chosen)
    keys = np.array([name.partition("-")[2] for name in services.index], dtype=object)
    return found, set(keys[found.fits]), set(keys[found.unjudged])


FOUR = survey(
    here=(
        service("targeted"),
        service("universal", level="universal", situation=("separating",)),
        service("unknown", level="dont_know"),
    ),
    there=(service("elsewhere", level="universal", status="paused"),),
)


def test_nothing_chosen_leaves_everything():
    found, fits, unjudged = find(FOUR)
    assert fits == {"targeted", "universal", "unknown", "elsewhere"}
    assert unjudged == set()
    assert found.reasons == {}
    assert found.without == {}


def test_any_value_of_a_facet_will_do_and_all_facets_must_fit():
    assert find(FOUR, tier=("universal",))[1] == {"universal", "elsewhere"}
    assert find(FOUR, tier=("universal", "targeted"))[1] == {"targeted", "universal", "elsewhere"}
    assert find(FOUR, tier=("universal",), area=(HERE,))[1] == {"universal"}
    assert find(FOUR, tier=("universal",), status=("running",))[1] == {"universal"}
    assert find(FOUR, situation=("separating", "together"), tier=("universal",))[1] == {
        "universal", "elsewhere",
    }  # fmt: skip


def test_a_service_for_several_situations_fits_each():
    both = survey(here=(service("both", situation=("together", "separating")),))
    for situation in ("together", "separating"):
        assert find(both, situation=(situation,))[1] == {"both"}
    assert find(both, situation=("expecting",))[1] == set()


@pytest.mark.parametrize("answer", ["dont_know", "not_asked", None])
def test_what_is_not_known_is_counted_apart(answer):
    one = survey(here=(service("a", level=answer), service("b")))
    found, fits, unjudged = find(one, tier=("universal",))
    assert (fits, unjudged) == (set(), {"a"})
    assert found.reasons == {"tier": 1}
    assert found.unknown["tier"] == 1


def test_what_is_not_known_of_one_facet_does_not_outweigh_what_is_known_of_another():
    one = survey(here=(service("a", level="dont_know", status="ended"),))
    found, fits, unjudged = find(one, tier=("universal",), status=("running",))
    assert (fits, unjudged, found.reasons) == (set(), set(), {})


def test_counts_are_of_what_the_other_filters_leave():
    found, _, _ = find(FOUR, tier=("universal",), area=(HERE,))
    # Of the area's three, one of each level and one unknown; the area itself is not a limit.
    assert found.counts["tier"] == {"universal": 1, "targeted": 1, "specialist": 0}
    assert found.unknown["tier"] == 1
    assert found.counts["area"] == {HERE: 1, THERE: 1}
    assert found.counts["status"]["running"] == 1
    assert found.counts["status"]["paused"] == 0


def test_each_count_is_what_choosing_the_value_gives():
    for chosen in ({}, {"tier": ("universal",)}, {"status": ("running",), "area": (HERE,)}):
        found, _, _ = find(FOUR, **chosen)
        for name in FACETS:
            for value, count in found.counts[name].items():
                assert count == find(FOUR, **{**chosen, name: (value,)})[0].total, (name, value)


def test_when_nothing_fits_each_filter_says_what_is_left_without_it():
    found, fits, _ = find(FOUR, tier=("targeted",), situation=("separating",))
    assert fits == set()
    assert found.without == {"tier": 1, "situation": 1}


ENDS = survey(
    here=(
        service("past", funding_end="2026-01-31"),
        service("soon", funding_end="2027-05-27"),
        service("later", funding_end="2027-05-28"),
        service("far", funding_end="2028-01-01"),
        service("open", funding_open="yes"),
        service("closed", funding_open="no"),
        service("unknown", funding_end="dont_know"),
        service("blank"),
    )
)


def test_funding_ends_within_months_of_the_day():
    assert find(ENDS, ending=("6",))[1] == {"past", "soon"}
    assert find(ENDS, ending=("12",))[1] == {"past", "soon", "later"}


def test_an_unknown_end_of_funding_is_apart_and_no_end_is_known():
    found, _, unjudged = find(ENDS, ending=("6",))
    assert unjudged == {"closed", "unknown", "blank"}
    assert found.reasons == {"ending": 3}


def test_where_a_service_is():
    one = survey(
        here=(
            service("placed", sites=(SITE,)),
            service("wide", sites=None),
            service("unsaid", sites="dont_know"),
            service("lost", sites=("XX1 1XX",)),
        )
    )
    where = whereabouts(one)
    assert where.placed.tolist() == [True, False, False, False]
    assert where.wide.tolist() == [False, True, False, False]
    assert where.unknown.tolist() == [False, False, True, True]


def test_a_region_without_services_can_be_asked():
    found, fits, _ = find(survey(here=()), tier=("universal",), ending=("6",), area=(THERE,))
    assert fits == set()
    assert found.counts["tier"] == {"universal": 0, "targeted": 0, "specialist": 0}
    assert whereabouts(survey(here=())).placed.tolist() == []


SITES = [(0, "A", -1.0, 52.0), (1, "A", -1.0, 52.0), (1, "B", -1.01, 52.01), (0, "A", -1.0, 52.0)]


def test_sites_are_grouped_by_postcode():
    one, other = group_sites(SITES)
    assert (one.services, one.postcodes) == ((0, 1), ("A",))
    assert (other.services, other.postcodes) == ((1,), ("B",))


def test_sites_near_each_other_are_one_point_when_asked():
    (one,) = group_sites(SITES, (0.5, 0.5))[:1]
    assert one.postcodes[0] == "A"
    near = group_sites(SITES, (10, 10))
    assert sum(len(place.postcodes) for place in near) == 2
    assert group_sites([], (1, 1)) == []


LEVELS = st.sampled_from(["universal", "targeted", "specialist", "dont_know", "not_asked", None])
STATUSES = st.sampled_from(["running", "paused", "dont_know", None])


@given(st.lists(st.tuples(LEVELS, STATUSES), max_size=12))
def test_no_service_is_ever_lost(answers):
    """Each fits, cannot be judged, or is ruled out by an answer that is known."""
    made = (service(f"s{n}", level=a, status=b) for n, (a, b) in enumerate(answers))
    one = survey(here=tuple(made))
    found, _, _ = find(one, tier=("universal",), status=("running",))
    for number, (level, status) in enumerate(answers):
        ruled_out = level in {"targeted", "specialist"} or status == "paused"
        assert found.fits[number] == (level == "universal" and status == "running")
        assert found.unjudged[number] == (not ruled_out and not found.fits[number])


SPOKEN = survey(
    here=(
        service("ticked", audience=("languages",), languages=None),
        service("urdu", audience=("all_parents",), languages="Urdu, Gujarati"),
        service("english", audience=("all_parents",), languages="English only."),
        service("unsaid", audience=("all_parents",), languages="dont_know"),
        service("blank", audience=None, languages="none"),
    )
)


def test_an_answer_to_another_question_that_means_the_same_counts_as_chosen():
    found, fits, unjudged = find(SPOKEN, audience=("languages",))
    assert fits == {"ticked", "urdu"}
    assert found.counts["audience"]["languages"] == 2
    # Neither says so, and one of the two is not answered: not known, and never a "no".
    assert unjudged == {"unsaid", "blank"}
    assert found.reasons == {"audience": 2}


def test_what_is_not_known_of_one_group_does_not_make_another_unclear():
    _, fits, unjudged = find(SPOKEN, audience=("all_parents",))
    assert fits == {"urdu", "english", "unsaid"}
    assert unjudged == {"blank"}


def test_parents_in_work_are_also_those_whom_the_service_takes():
    one = survey(
        here=(
            service("yes", audience=("all_parents",), working_ok="yes"),
            service("no", audience=("all_parents",), working_ok="no"),
            service("unsaid", audience=("all_parents",), working_ok=None),
        )
    )
    assert find(one, audience=("in_work",))[1:] == ({"yes"}, {"unsaid"})
