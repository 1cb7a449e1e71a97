"""One indicator put together for several areas."""

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.profile import area_trends, blocks_judgement, compared
from dashboard.metadata import Caveat, Polarity

from .conftest import ENGLAND, make_dataset, make_indicator, member

FIGURES = [
    {"area_code": member(1), "value": 10.0, "lower_ci": 5.0, "upper_ci": 15.0},
    {"area_code": member(2), "value": 30.0, "lower_ci": 25.0, "upper_ci": 35.0},
    {"area_code": member(3), "value": 30.0},
    {"area_code": member(4), "status": "suppressed", "note": "few cases"},
    {"area_code": ENGLAND, "value": 20.0},
    {"area_code": member(1), "year": 2024, "value": 50.0},
    {"area_code": ENGLAND, "year": 2024, "value": 40.0},
]
CODES = tuple(map(member, (4, 3, 2, 1, 5)))


def small(**changes):
    return make_dataset(FIGURES, indicator=make_indicator(**changes), members=5)


def test_values_benchmark_judgement_and_place_of_each_area_in_the_order_asked():
    one = compared(small(), "share", CODES, "england")
    frame = one.frame
    assert tuple(frame.index) == CODES
    assert frame["name"].tolist() == ["Town 4", "Town 3", "Town 2", "Town 1", "Town 5"]
    assert frame["judgement"].tolist() == [
        "no_value", "not_tested", "worse", "better", "no_value",
    ]  # fmt: skip
    assert frame["difference"].fillna(0).tolist() == [0, 10, 10, -10, 0]
    assert frame["benchmark"].tolist() == [20] * 5
    # Equal values share the best place.
    assert frame["place"].fillna(0).tolist() == [0, 1, 1, 3, 0]
    assert one.ranked.n == 3
    assert one.period_label == "Year ending March 2025"
    assert list(one.with_value.index) == [member(3), member(2), member(1)]


def test_the_benchmark_is_of_the_same_period():
    one = compared(small(), "share", CODES, "england", pd.Timestamp(2024, 3, 31))
    assert one.benchmark.value == 40
    assert one.frame.loc[member(1), "difference"] == 10
    assert one.period_label == "Year ending March 2024"
    assert one.ranked.n == 1


@pytest.mark.parametrize(("choice", "common"), [("england", True), ("rest", False)])
def test_whether_all_areas_share_one_benchmark(choice, common):
    assert compared(small(), "share", CODES, choice).is_common is common


def test_neutral_indicators_have_no_places_and_no_judgement():
    one = compared(small(polarity=Polarity.NEUTRAL), "share", CODES, "england")
    assert one.frame["place"].isna().all()
    assert one.ranked.reason == "not ranked: neither higher nor lower is better"
    assert one.frame.loc[member(2), "judgement"] == "higher"


def test_an_area_is_not_compared_with_itself():
    one = compared(small(), "share", CODES, f"areas:{member(2)}")
    row = one.rows[member(2)]
    assert (row["outcome"], row["judgement"], row["reason"]) == (
        "not_tested", "", "the benchmark itself",
    )  # fmt: skip
    assert one.rows[member(1)]["judgement"] == "better"
    # Without a figure of its own there is none to be compared with either.
    assert (
        "has no figure"
        in compared(small(), "share", CODES, f"areas:{member(4)}").rows[member(1)]["reason"]
    )


def test_without_a_benchmark_the_reason_is_with_each_area():
    one = compared(small(), "share", CODES, "region")
    assert one.benchmark.value is None
    reason = one.frame.loc[member(2), "reason"]
    assert reason == "Midshire has no figure in this dataset for this indicator and period"
    assert one.frame["judgement"].isin(["not_tested", "no_value"]).all()


def test_a_caveat_can_forbid_a_judgement():
    data = small(caveats=("recording",))
    data.registry.caveats["recording"] = Caveat(
        key="recording", short="Recording", text="It differs.", blocks_judgement=True
    )
    assert blocks_judgement(data, data.indicator("share"))
    assert not blocks_judgement(small(), make_indicator())
    frame = compared(data, "share", CODES, "england").frame
    assert frame.loc[[member(2), member(1)], "judgement"].tolist() == ["higher", "lower"]


def test_a_caveat_can_forbid_to_judge_a_trend_alone(dataset):
    years = range(2021, 2026)
    limits = [(value - 0.5, value + 0.5) for value in range(10, 20, 2)]
    rows = [
        {"area_code": member(1), "year": year, "value": (low + high) / 2,
         "lower_ci": low, "upper_ci": high, "interval_method": "published"}
        for year, (low, high) in zip(years, limits, strict=True)
    ]  # fmt: skip
    rows.append({"area_code": ENGLAND, "value": 5.0})
    data = make_dataset(rows, indicator=make_indicator(caveats=("cash",)), members=2)
    data.registry.caveats["cash"] = Caveat(
        key="cash", short="Cash", text="Prices rise.", blocks_trend=True
    )
    trend = area_trends(data, "share", data.member_codes)[member(1)]
    assert (trend.outcome, trend.judgement) == ("rising", "rising")
    assert compared(data, "share", data.member_codes, "england").rows[member(1)]["judgement"] == (
        "worse"
    )
    pay = area_trends(dataset, "median_weekly_pay", dataset.member_codes).values()
    assert not {t.judgement for t in pay} & {"getting_better", "getting_worse"}


def test_an_indicator_without_figures_has_no_period():
    data = make_dataset([{"area_code": ENGLAND, "value": 20.0}], members=2)
    one = compared(data, "share", data.member_codes, "england")
    assert (one.period_end, one.period_label) == (None, "")
    assert one.with_value.empty
    assert set(one.frame["judgement"]) == {"no_value"}


def test_trends_are_of_the_areas_asked_for_that_have_figures():
    found = area_trends(small(), "share", (member(1), member(5)))
    assert set(found) == {member(1)}
    assert (found[member(1)].first_value, found[member(1)].last_value) == (50, 10)


def test_the_question_of_the_readme_on_the_published_figures(dataset):
    one = compared(dataset, "child_low_income_bhc", dataset.member_codes, "england")
    leicester = one.frame.loc["E06000016"]
    assert (round(leicester["value"], 1), leicester["place"]) == (34.5, 1)
    assert round(one.benchmark.value, 1) == 19.8
    assert np.isclose(leicester["difference"], leicester["value"] - one.benchmark.value)
    assert leicester["judgement"] == "not_tested"
