"""Need and support side by side: places, their ranges and how far support lags."""

import math

import numpy as np
import pytest

from dashboard.analysis.need_support import need_of, place_span, side_by_side, support_indicator
from dashboard.analysis.provision import AT_LEAST, NOT_KNOWN, WHOLE, Amount
from dashboard.metadata import Polarity
from dashboard.metadata.format import format_value

from .conftest import make_dataset, make_indicator, member


def amount(code: str, rate: float, state: str = WHOLE) -> Amount:
    rate = math.nan if state == NOT_KNOWN else rate
    return Amount(code, state, rate, rate, 1, 0, 0, 1, 0)


def beside(values, rates, *, states=None, limits=None, **changes):
    """Areas with values of one indicator and rates of support, placed."""
    codes = [member(i) for i in range(1, len(values) + 1)]
    limits = limits or [(math.nan, math.nan)] * len(values)
    rows = [
        {"area_code": code, "value": value, "lower_ci": low, "upper_ci": high}
        for code, value, (low, high) in zip(codes, values, limits, strict=True)
    ]
    dataset = make_dataset(rows, indicator=make_indicator(**changes), members=len(values))
    states = states or [WHOLE] * len(values)
    amounts = {c: amount(c, r, s) for c, r, s in zip(codes, rates, states, strict=True)}
    need = need_of(dataset, tuple(codes), "share", ())
    return side_by_side(dataset, need, amounts)


def test_support_lags_where_need_is_first_and_support_last():
    frame = beside([30, 20, 10], [1, 2, 3])
    assert frame["need_place"].to_dict() == {member(1): 1, member(2): 2, member(3): 3}
    assert frame["support_place"].to_dict() == {member(1): 3, member(2): 2, member(3): 1}
    assert frame["gap"].to_list() == [2, 0, -2]
    assert list(frame.index) == [member(1), member(2), member(3)]  # largest lag first


def test_low_values_are_first_where_low_is_need():
    frame = beside([30, 20, 10], [1, 2, 3], polarity=Polarity.LOW_IS_WORSE)
    assert frame["need_place"][member(3)] == 1
    assert (frame["gap"] == 0).all()


def test_areas_without_either_figure_are_left_out_and_places_are_among_the_others():
    states = [WHOLE, WHOLE, NOT_KNOWN, WHOLE]
    frame = beside([30, math.nan, 20, 10], [1, 9, 9, 3], states=states)
    assert list(frame.index) == [member(1), member(4)]
    assert frame["support_place"].to_list() == [2, 1]


def test_equals_share_the_best_place():
    frame = beside([30, 30, 10], [2, 2, 2])
    assert sorted(frame["need_place"]) == [1, 1, 3]
    assert set(frame["support_place"]) == {1}


def test_a_least_amount_may_be_any_larger_one():
    frame = beside([30, 20, 10], [1, 2, 3], states=[AT_LEAST, WHOLE, WHOLE])
    row = frame.loc[member(1)]
    assert (row["support_best"], row["support_worst"]) == (1, 3)
    assert (row["gap_low"], row["gap"], row["gap_high"]) == (0, 2, 2)
    # Who is overtaken may come later than with the amounts as known.
    assert (frame.loc[member(3), "support_best"], frame.loc[member(3), "support_worst"]) == (1, 2)


def test_intervals_give_the_places_that_they_allow():
    frame = beside([30, 29, 10], [1, 2, 3], limits=[(28, 32), (27, 31), (9, 11)])
    spans = frame[["need_best", "need_worst"]].to_numpy().tolist()
    assert spans == [[1, 2], [1, 2], [3, 3]]


def test_intervals_are_turned_where_low_is_need():
    limits = [(28, 32), (27, 31), (9, 11)]
    frame = beside([30, 29, 10], [1, 2, 3], limits=limits, polarity=Polarity.LOW_IS_WORSE)
    assert frame.loc[member(3), ["need_best", "need_worst"]].to_list() == [1, 1]


def test_without_intervals_nothing_says_how_sure_a_place_is():
    frame = beside([30, 20, 10], [1, 2, 3])
    assert frame["need_best"].isna().all()
    assert (frame["gap_low"] == frame["gap"]).all()


def test_neutral_indicators_are_never_ranked():
    assert beside([30, 20, 10], [1, 2, 3], polarity=Polarity.NEUTRAL).empty


def test_values_that_may_be_equal_can_share_a_place():
    best, worst = place_span(np.array([5.0, 5.0]), np.array([5.0, 5.0]))
    assert (best.tolist(), worst.tolist()) == ([1, 1], [2, 2])


@pytest.mark.parametrize(
    ("measure", "text"), [("capacity", "6.2"), ("starts", "6.2"), ("services", "6.154")]
)
def test_support_is_written_with_the_decimals_that_it_needs(measure, text):
    assert format_value(6.154, support_indicator(measure)) == text


def test_small_amounts_of_support_get_more_decimals_so_that_none_reads_as_zero():
    assert support_indicator("capacity", [float("nan"), 0.0, 12.5]).decimals == 1
    fine = support_indicator("capacity", [0.0, 0.11, 0.3])
    assert format_value(0.055, fine) != format_value(0.11, fine)
    assert format_value(0.055, fine) == "0.06"
    assert format_value(0.004, support_indicator("capacity", [0.004, 9.0])) == "0.004"
