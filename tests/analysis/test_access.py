"""Distances to support, on grids where the right answer is obvious."""

from math import hypot

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.access import KM, Share, access, share
from dashboard.analysis.access_offer import (
    AWAY,
    ELSEWHERE,
    NO_PLACE,
    UNCLEAR,
    Unmeasured,
    offer,
)
from dashboard.analysis.provision import Slice
from dashboard.dataset import Dataset
from dashboard.dataset.survey import Survey
from dashboard.metadata.survey import AreaAnswers, ServiceAnswers, Site, SurveyRecord
from tests.pages.small_region import COUNTY, DALE, MOOR, NEW, TOWN, registry
from tests.pages.small_survey import QUESTIONNAIRE, service, slots

AREA_OF = {DALE: COUNTY, MOOR: COUNTY, TOWN: TOWN, NEW: NEW}
HERE = "MI1 1AA"
THERE = "MI2 2BB"
ANY = Slice()


def response(code: str, *services: ServiceAnswers, answer: str | None = "none") -> AreaAnswers:
    return AreaAnswers(
        questionnaire=QUESTIONNAIRE.id,
        version=QUESTIONNAIRE.version,
        round=QUESTIONNAIRE.round,
        area_code=code,
        services=services,
        none=slots(answer),
    )


def region(
    postcodes: list[tuple[float, float, str] | tuple[float, float, str, bool]],
    *responses: AreaAnswers,
    sites: dict[str, tuple[float, float]] | None = None,
) -> Dataset:
    """Postcodes as kilometres east and north, district and rural; sites in kilometres too."""
    rows = [(*one, False)[:4] for one in postcodes]
    frame = pd.DataFrame(
        {
            "easting": [round(1000 * east) for east, *_ in rows],
            "northing": [round(1000 * north) for _, north, *_ in rows],
            "district_code": [district for *_, district, _ in rows],
            "area_code": [AREA_OF[district] for *_, district, _ in rows],
            "rural": [rural for *_, rural in rows],
        }
    ).astype({"district_code": "category", "area_code": "category"})
    places = {
        postcode: Site(
            postcode=postcode, lon=0, lat=52, easting=round(1000 * east),
            northing=round(1000 * north), district_code=DALE,
        )
        for postcode, (east, north) in (sites or {HERE: (0, 0)}).items()
    }  # fmt: skip
    record = SurveyRecord(questionnaire=QUESTIONNAIRE, responses=responses, sites=places)
    return Dataset.from_frames(
        registry(()),
        pd.DataFrame({"indicator_id": [], "area_code": [], "period_end": []}).astype(
            {"period_end": "datetime64[us]"}
        ),
        pd.DataFrame(columns=["area_code", "method", "rank", "neighbour_code", "closeness"]),
        survey=Survey(record),
        postcodes=frame,
    )


def everyone(*services: ServiceAnswers) -> tuple[AreaAnswers, ...]:
    """All three areas have answered everything; the county has the services."""
    return response(COUNTY, *services), response(TOWN), response(NEW)


def at(service_id: str, postcode: str = HERE, **answers: object) -> ServiceAnswers:
    return service(service_id, sites=(postcode,), **answers)


def counts(found: pd.DataFrame, code: str, part: str = "all") -> list[int]:
    return [int(found.loc[code, f"{part}_within_{km}"]) for km in KM]


def said(found: pd.DataFrame, code: str, km: int = 5, part: str = "all") -> str:
    """The share of an area as it is shown."""
    row = found.loc[code]
    return share(
        row[f"{part}_within_{km}"], row[f"{part}_most_{km}"], row[f"{part}_postcodes"]
    ).text


def test_exactly_two_kilometres_is_within_two_kilometres():
    edges = [(0, 0), (2, 0), (2.001, 0), (3, 4), (0, 5.001), (-6, -8), (10.001, 0)]
    held = region([(*one, DALE) for one in edges], *everyone(at("s01")))
    found = access(held, ANY, (COUNTY,))
    assert counts(found, COUNTY) == [2, 4, 6]
    assert found.loc[COUNTY, "all_postcodes"] == 7


def test_the_nearest_of_several_sites_counts_and_each_postcode_once():
    held = region(
        [(0, 0, DALE), (1, 0, DALE), (20, 0, DALE)],
        *everyone(at("s01"), at("s02", THERE), at("s03")),
        sites={HERE: (0, 0), THERE: (20, 1)},
    )
    found = access(held, ANY, (COUNTY,))
    assert counts(found, COUNTY) == [3, 3, 3]
    assert found.loc[COUNTY, "sites"] == 2


def test_districts_add_up_to_their_area_and_town_and_country_to_all():
    grid = [
        (east, north, DALE if east < 6 else MOOR, north > 3)
        for east in range(12)
        for north in range(8)
    ]
    found = access(region(grid, *everyone(at("s01"))), ANY, (COUNTY, DALE, MOOR))
    columns = [name for name in found if "_within_" in name or "_most_" in name]
    columns += ["all_postcodes", "urban_postcodes", "rural_postcodes"]
    assert (found.loc[DALE, columns] + found.loc[MOOR, columns] == found.loc[COUNTY, columns]).all()
    for name in columns[:3]:
        parts = [name.replace("all", part) for part in ("urban", "rural")]
        assert (found[parts].sum(axis=1) == found[name]).all()
    assert found.loc[COUNTY, "all_within_2"] == 6  # (0, 0), (1, 0), (2, 0), (0, 1), (0, 2), (1, 1)


def test_town_and_country_are_counted_apart():
    held = region(
        [(0, 0, DALE, False), (1, 0, DALE, True), (4, 0, DALE, True)], *everyone(at("s01"))
    )
    found = access(held, ANY, (DALE,))
    assert counts(found, DALE, "urban") == [1, 1, 1]
    assert counts(found, DALE, "rural") == [1, 2, 2]


def test_a_site_over_the_border_counts():
    held = region([(0, 0, DALE), (1, 0, TOWN), (50, 0, TOWN)], *everyone(at("s01")))
    found = access(held, ANY, (TOWN,))
    assert said(found, TOWN) == "50%"
    assert found.loc[TOWN, "sites"] == 0


def test_no_site_is_none_only_where_everyone_near_has_answered():
    grid = [(0, 0, DALE), (4, 0, TOWN), (60, 0, NEW)]
    nobody_silent = access(region(grid, *everyone()), ANY, (COUNTY, TOWN, NEW))
    assert [said(nobody_silent, code) for code in (COUNTY, TOWN, NEW)] == ["0%"] * 3
    silent = access(region(grid, response(COUNTY), response(NEW)), ANY, (COUNTY, TOWN, NEW))
    # The town has not answered: it may have a site, which the county may be near; Newborough
    # is too far away for that.
    assert [said(silent, code) for code in (COUNTY, TOWN, NEW)] == ["?", "?", "0%"]
    assert said(silent, COUNTY, km=2) == "0%"
    assert silent.loc[COUNTY, "unsure_5"] == (TOWN,)
    assert silent.loc[NEW, "unsure_10"] == ()


@pytest.mark.parametrize("answer", [None, "dont_know", "not_asked", "some"])
def test_an_answer_that_says_neither_leaves_it_unknown(answer):
    held = region([(0, 0, DALE)], response(COUNTY, answer=answer), response(TOWN), response(NEW))
    assert said(access(held, ANY, (COUNTY,)), COUNTY) == "?"
    assert offer(held.survey, held.member_codes, ANY).not_answered == {COUNTY: (15, 15)}


def test_only_the_steps_asked_for_need_an_answer():
    most = response(COUNTY).model_copy(
        update={"none": slots("none", specialist__separating="dont_know")}
    )
    held = region([(0, 0, DALE)], most, response(TOWN), response(NEW))
    other = Slice(level=("universal",))
    this = Slice(level=("specialist",), situation=("separating",))
    assert said(access(held, other, (COUNTY,)), COUNTY) == "0%"
    assert said(access(held, this, (COUNTY,)), COUNTY) == "?"


def test_what_is_known_is_a_floor_where_more_may_be_near():
    # Of four postcodes one is near the known site, and two near the town, which is silent.
    grid = [(0, 0, DALE), (20, 0, DALE), (23, 0, DALE), (40, 0, DALE), (21, 0, TOWN)]
    held = region(grid, response(COUNTY, at("s01")), response(NEW))
    found = access(held, ANY, (COUNTY, TOWN))
    # The county lists one step only, and answered "none" for all others.
    assert said(found, COUNTY) == "≥ 25%"
    assert (found.loc[COUNTY, "all_within_5"], found.loc[COUNTY, "all_most_5"]) == (1, 3)
    assert said(found, TOWN) == "?"


def test_unknown_sites_that_reach_little_leave_a_small_most():
    grid = [(0, 0, DALE), (20, 0, DALE), (30, 0, DALE), (40, 0, DALE), (21, 0, TOWN)]
    found = access(region(grid, response(COUNTY), response(NEW)), ANY, (COUNTY,))
    assert said(found, COUNTY) == "≤ 25%"


@pytest.mark.parametrize("status", ["paused", "starting", "ended"])
def test_only_what_is_running_counts(status):
    held = region([(0, 0, DALE)], *everyone(at("s01", status=status)))
    assert said(access(held, ANY, (COUNTY,)), COUNTY) == "0%"
    assert offer(held.survey, held.member_codes, ANY).unmeasured == ()


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"delivery": ("online", "phone")}, AWAY),
        ({"delivery": ("in_person",)}, NO_PLACE),
        ({"delivery": ("in_person",), "sites": "dont_know"}, NO_PLACE),
        ({"delivery": "dont_know"}, NO_PLACE),
        ({"sites": ("ZZ9 9ZZ",)}, ELSEWHERE),
        ({"sites": (HERE,), "status": "dont_know"}, UNCLEAR),
        ({"status": None}, UNCLEAR),
    ],
)
def test_a_service_without_a_known_place_is_named_with_the_reason(answers, why):
    held = region([(0, 0, DALE)], *everyone(service("s01", **answers)))
    found = offer(held.survey, held.member_codes, ANY)
    assert found.unmeasured == (Unmeasured(f"{COUNTY}-s01", COUNTY, why),)
    assert found.services == ()
    # Online support has no distance; any other may be near without anyone knowing.
    known = why == AWAY
    assert (COUNTY in found.unsure) is not known
    assert said(access(held, ANY, (COUNTY,)), COUNTY) == ("0%" if known else "?")


def test_a_service_with_one_place_too_few_is_measured_and_named():
    both = service("s01", sites=(HERE, "ZZ9 9ZZ"))
    held = region([(0, 0, DALE), (30, 0, DALE)], *everyone(both))
    found = offer(held.survey, held.member_codes, ANY)
    assert found.services == (f"{COUNTY}-s01",)
    assert [one.why for one in found.unmeasured] == [ELSEWHERE]
    assert said(access(held, ANY, (COUNTY,)), COUNTY) == "≥ 50%"


@pytest.mark.parametrize(
    ("wanted", "measured"),
    [
        (ANY, "s01 s02"),
        (Slice(level=("targeted",)), "s01"),
        (Slice(level=("targeted", "universal")), "s01 s02"),
        (Slice(situation=("together",)), "s01 s02"),
        (Slice(situation=("separated",)), ""),
        (Slice(stage=("emerging",)), "s01"),
        (Slice(audience=("fathers",)), "s02"),
        (Slice(delivery=("online",)), "s02"),
        (Slice(level=("targeted",), audience=("fathers",)), ""),
    ],
)
def test_a_slice_takes_what_has_one_of_the_chosen_answers_of_each_part(wanted, measured):
    services = (
        at("s01", stage=("emerging", "frequent"), audience=("all_parents",)),
        at("s02", level="universal", stage=("healthy",), audience=("fathers",),
           delivery=("in_person", "online")),
    )  # fmt: skip
    held = region([(0, 0, DALE)], *everyone(*services))
    found = offer(held.survey, held.member_codes, wanted)
    assert [one.rpartition("-")[2] for one in found.services] == measured.split()
    assert found.unmeasured == ()


def test_a_service_that_may_be_in_the_slice_is_not_measured_but_leaves_it_unknown():
    held = region([(0, 0, DALE)], *everyone(at("s01", stage="dont_know")))
    wanted = Slice(stage=("emerging",))
    found = offer(held.survey, held.member_codes, wanted)
    assert [one.why for one in found.unmeasured] == [UNCLEAR]
    assert said(access(held, wanted, (COUNTY,)), COUNTY) == "?"


def test_support_of_another_kind_does_not_say_that_there_is_none_of_this_kind():
    # Areas are asked whether there is support at a step, not whether there is any for fathers.
    everybody = at("s01", audience=("all_parents",))
    held = region([(0, 0, DALE)], *everyone(everybody))
    fathers = Slice(audience=("fathers",))
    assert said(access(held, fathers, (COUNTY,)), COUNTY) == "?"
    assert offer(held.survey, held.member_codes, fathers).not_answered == {COUNTY: (1, 15)}
    elsewhere = Slice(level=("specialist",), audience=("fathers",))
    assert said(access(held, elsewhere, (COUNTY,)), COUNTY) == "0%"
    both = region([(0, 0, DALE)], *everyone(everybody, at("s02", audience=("fathers",))))
    assert said(access(both, fathers, (COUNTY,)), COUNTY) == "100%"


def test_an_area_without_postcodes_has_no_share():
    found = access(region([(0, 0, DALE)], *everyone(at("s01"))), ANY, (NEW, COUNTY))
    assert said(found, NEW) == "–"
    assert said(found, COUNTY) == "100%"


@pytest.mark.parametrize(
    ("count", "most", "total", "text", "percent"),
    [
        (0, 0, 300, "0%", 0),
        (1, 1, 300, "< 1%", 1),
        (150, 150, 300, "50%", 50),
        (299, 299, 300, "> 99%", 99),
        (300, 300, 300, "100%", 100),
        (0, 300, 300, "?", None),
        (0, 1, 300, "≤ 1%", None),
        (0, 60, 300, "≤ 20%", None),
        (1, 300, 300, "> 0%", 1),
        (155, 300, 300, "≥ 51%", 51),
        (299, 300, 300, "≥ 99%", 99),
        (0, 0, 0, "–", None),
    ],
)
def test_a_share_is_never_rounded_to_none_or_all(count, most, total, text, percent):
    assert share(count, most, total) == Share(percent, text, count, most, total)


places = st.tuples(st.integers(0, 15), st.integers(0, 15))


@given(
    st.lists(
        st.tuples(places, st.sampled_from([DALE, MOOR, TOWN, NEW]), st.booleans()), min_size=1
    ),
    st.lists(places, max_size=4),
    st.sets(st.sampled_from([COUNTY, TOWN, NEW])),
)
def test_counts_agree_with_measuring_every_pair(points, sites, silent):
    named = {f"MI{number} 1AA": place for number, place in enumerate(sites)}
    services = [at(f"s{number:02}", postcode) for number, postcode in enumerate(named)]
    answered = [
        response(code, *services, answer=None if code in silent else "none")
        if code == COUNTY
        else response(code, answer=None if code in silent else "none")
        for code in (COUNTY, TOWN, NEW)
    ]
    grid = [(*place, district, rural) for place, district, rural in points]
    held = region(grid, *answered, sites=named or {HERE: (0, 0)})
    found = access(held, ANY, (COUNTY, TOWN, NEW))
    anywhere = [*sites, *(place for place, code, _ in points if AREA_OF[code] in silent)]
    for code in (COUNTY, TOWN, NEW):
        mine = [place for place, district, _ in points if AREA_OF[district] == code]
        assert found.loc[code, "all_postcodes"] == len(mine)
        for km in KM:
            assert found.loc[code, f"all_within_{km}"] == near(mine, sites, km)
            assert found.loc[code, f"all_most_{km}"] == near(mine, anywhere, km)


def near(mine: list, sites: list, km: int) -> int:
    return sum(any(hypot(east - x, north - y) <= km for x, y in sites) for east, north in mine)
