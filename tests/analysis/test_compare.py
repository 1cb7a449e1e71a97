"""Comparison with a benchmark: every outcome, every direction, every reason."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.compare import (
    COUNT_NOT_COMPARED,
    NO_BENCHMARK,
    NO_INTERVAL,
    NO_INTERVAL_CALCULATED,
    compare,
    compare_frame,
    difference_unit,
    judge,
)
from dashboard.analysis.intervals import with_intervals
from dashboard.metadata import Kind, Polarity

from .conftest import make_indicator

HIGH, LOW, NEUTRAL = Polarity.HIGH_IS_WORSE, Polarity.LOW_IS_WORSE, Polarity.NEUTRAL
EMPTY = np.nan


def frame(rows: list[tuple], codes: list[str] | None = None) -> pd.DataFrame:
    """Rows of (value, lower, upper[, numerator, denominator[, status]])."""
    names = ["value", "lower_ci", "upper_ci", "numerator", "denominator", "status"]
    blank = (EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, "ok")
    full = [row + blank[len(row) :] for row in rows]
    return pd.DataFrame(full, columns=names, index=codes or [f"A{i}" for i in range(len(rows))])


class TestCompare:
    @pytest.mark.parametrize(
        ("benchmark", "outcome"),
        [
            (19.9, "higher"),
            (20.0, "similar"),  # exactly on the lower limit
            (25.0, "similar"),
            (30.0, "similar"),  # exactly on the upper limit
            (30.1, "lower"),
        ],
    )
    def test_outcome_by_place_of_the_benchmark(self, benchmark, outcome):
        assert compare(25, 20, 30, benchmark, NEUTRAL).outcome == outcome

    @pytest.mark.parametrize(
        ("polarity", "benchmark", "judgement"),
        [
            (HIGH, 10, "worse"),
            (HIGH, 40, "better"),
            (LOW, 10, "better"),
            (LOW, 40, "worse"),
            (NEUTRAL, 10, "higher"),
            (NEUTRAL, 40, "lower"),
            (HIGH, 25, "similar"),
        ],
    )
    def test_judgement_by_polarity(self, polarity, benchmark, judgement):
        assert compare(25, 20, 30, benchmark, polarity).judgement == judgement

    def test_caveat_blocks_judgement_but_not_outcome(self):
        result = compare(25, 20, 30, 10, HIGH, blocks_judgement=True)
        assert (result.outcome, result.judgement) == ("higher", "higher")

    def test_difference_and_no_reason_when_tested(self):
        result = compare(25.5, 20, 30, 10, HIGH)
        assert result.difference == pytest.approx(15.5)
        assert result.reason == ""

    def test_without_interval_the_difference_is_given_but_not_tested(self):
        result = compare(25.0, None, None, 10.0, HIGH)
        assert (result.outcome, result.judgement) == ("not_tested", "not_tested")
        assert result.difference == 15.0
        assert result.reason == "not tested: no published interval"

    def test_half_an_interval_is_none(self):
        assert compare(25, 20, None, 10, HIGH).outcome == "not_tested"

    def test_without_benchmark(self):
        result = compare(25, 20, 30, None, HIGH, missing_reason="England has no figure")
        assert result.outcome == "not_tested"
        assert result.difference is None
        assert result.reason == "England has no figure"

    def test_without_value_says_the_status(self):
        result = compare(None, None, None, 10, HIGH, status="suppressed")
        assert (result.outcome, result.judgement, result.difference) == (
            "no_value",
            "no_value",
            None,
        )
        assert result.reason == (
            "no value: withheld by the publisher (small numbers or unreliable)"
        )

    def test_counts_are_not_compared(self):
        result = compare(25, 20, 30, 10, HIGH, kind=Kind.COUNT)
        assert (result.outcome, result.difference) == ("not_tested", None)
        assert result.reason == COUNT_NOT_COMPARED


class TestCompareFrame:
    def test_one_benchmark_for_all(self):
        result = compare_frame(
            frame([(25, 20, 30), (10, 8, 12), (18, 15, 20)]), 19.0, make_indicator()
        )
        assert result["outcome"].tolist() == ["higher", "lower", "similar"]
        assert result["judgement"].tolist() == ["worse", "better", "similar"]
        assert result["difference"].tolist() == [6, -9, -1]
        assert result["reason"].tolist() == ["", "", ""]

    def test_own_benchmark_for_each_area_by_code(self):
        rows = frame([(25, 20, 30), (25, 20, 30), (25, 20, 30)], ["A", "B", "C"])
        own = pd.Series({"B": 40.0, "A": 10.0})
        reasons = pd.Series({"C": "no list for C", "A": "", "B": ""})
        result = compare_frame(rows, own, make_indicator(), missing_reason=reasons)
        assert result["outcome"].to_dict() == {"A": "higher", "B": "lower", "C": "not_tested"}
        assert result.loc["C", "reason"] == "no list for C"

    def test_area_codes_in_a_column(self):
        rows = frame([(25, 20, 30), (25, 20, 30)]).assign(area_code=["A", "B"])
        result = compare_frame(rows, pd.Series({"A": 10.0, "B": 40.0}), make_indicator())
        assert result["outcome"].tolist() == ["higher", "lower"]

    def test_reasons_differ(self):
        rows = frame(
            [
                (25, EMPTY, EMPTY),
                (25, EMPTY, EMPTY, 25, 100),
                (EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, "not_applicable"),
            ]
        )
        result = compare_frame(rows, 10.0, make_indicator())
        assert result["reason"].tolist() == [
            NO_INTERVAL,
            NO_INTERVAL_CALCULATED,
            "no value: does not apply",
        ]

    def test_no_benchmark(self):
        result = compare_frame(frame([(25, 20, 30)]), None, make_indicator())
        assert result["outcome"].tolist() == ["not_tested"]
        assert result["reason"].tolist() == [NO_BENCHMARK]
        assert result["difference"].isna().all()

    def test_counts_are_not_compared(self):
        result = compare_frame(frame([(25, 20, 30)]), 10.0, make_indicator(kind=Kind.COUNT))
        assert result["reason"].tolist() == [COUNT_NOT_COMPARED]
        assert result["difference"].isna().all()

    def test_blocked_judgement(self):
        result = compare_frame(frame([(25, 20, 30)]), 10.0, make_indicator(), blocks_judgement=True)
        assert result["judgement"].tolist() == ["higher"]

    def test_empty_frame(self):
        assert compare_frame(frame([]), 10.0, make_indicator()).empty

    def test_input_is_not_changed(self):
        rows = frame([(25, 20, 30)])
        compare_frame(rows, 10.0, make_indicator())
        assert "outcome" not in rows

    @given(
        st.lists(st.sampled_from([None, 0.0, 5.0, 10.0]), min_size=4, max_size=4),
        st.sampled_from(list(Polarity)),
        st.booleans(),
    )
    @settings(max_examples=80, deadline=None)
    def test_same_answer_as_for_one_value(self, cells, polarity, blocked):
        value, lower, upper, benchmark = cells
        rows = frame([tuple(EMPTY if cell is None else cell for cell in (value, lower, upper))])
        indicator = make_indicator(polarity=polarity)
        many = compare_frame(rows, benchmark, indicator, blocks_judgement=blocked).iloc[0]
        one = compare(value, lower, upper, benchmark, polarity, blocks_judgement=blocked)
        assert (many["outcome"], many["judgement"], many["reason"]) == (
            one.outcome,
            one.judgement,
            one.reason,
        )
        assert (None if np.isnan(many["difference"]) else many["difference"]) == one.difference

    def test_children_in_need_against_england(self):
        """Rates per 10,000 on 31 March 2025 (DfE); England is 330."""
        counts = {"Derby": (2030, 62113), "Derbyshire": (5431, 156155), "Rutland": (177, 8012)}
        rows = frame([(1e4 * n / d, EMPTY, EMPTY, n, d) for n, d in counts.values()], [*counts])
        result = compare_frame(
            with_intervals(rows, Kind.RATE, 10_000), 330.0, make_indicator(kind=Kind.RATE)
        )
        assert result["outcome"].to_dict() == {
            "Derby": "similar",
            "Derbyshire": "higher",
            "Rutland": "lower",
        }


class TestJudge:
    @pytest.mark.parametrize("outcome", ["similar", "not_tested", "no_value"])
    @pytest.mark.parametrize("polarity", list(Polarity))
    def test_other_outcomes_pass_through(self, outcome, polarity):
        assert judge(outcome, polarity) == outcome


class TestDifferenceUnit:
    def test_percentages_differ_by_percentage_points(self):
        assert difference_unit(make_indicator()) == "percentage points"

    def test_other_units_stay(self):
        rate = make_indicator(kind=Kind.RATE, unit="per 10,000 children", multiplier=10_000)
        assert difference_unit(rate) == "per 10,000 children"
