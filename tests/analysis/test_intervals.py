"""Intervals against published examples and against scipy."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from dashboard.analysis.intervals import byar, exact_poisson, wilson, with_intervals
from dashboard.metadata import Kind

DFE_CHILDREN_IN_NEED_2025 = [
    # children in need on 31 March 2025, children aged 0 to 17, published rate per 10,000
    ("Derby", 2030, 62113, 327),
    ("Derbyshire", 5431, 156155, 348),
    ("Leicester", 2109, 90763, 232),
    ("Leicestershire", 3604, 147439, 244),
    ("Lincolnshire", 4184, 147954, 283),
    ("North Northamptonshire", 2406, 83113, 289),
    ("Nottingham", 2545, 68714, 370),
    ("Nottinghamshire", 4014, 171572, 234),
    ("Rutland", 177, 8012, 221),
    ("West Northamptonshire", 2661, 96295, 276),
    ("East Midlands", 29160, 1032130, 283),
    ("England", 402400, 12183016, 330),
]


def frame(**columns) -> pd.DataFrame:
    """One row per list element; columns not given are empty."""
    length = len(next(iter(columns.values())))
    names = ("value", "lower_ci", "upper_ci", "numerator", "denominator")
    return pd.DataFrame({n: columns.get(n, [np.nan] * length) for n in names}, dtype=float)


class TestWilson:
    @pytest.mark.parametrize(
        ("numerator", "denominator", "lower", "upper"),
        [
            # Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0000, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ],
    )
    def test_newcombe_examples(self, numerator, denominator, lower, upper):
        assert np.round(wilson(numerator, denominator), 4) == pytest.approx((lower, upper))

    @given(st.integers(1, 10**7), st.floats(0, 1))
    @settings(max_examples=60, deadline=None)
    def test_agrees_with_scipy_and_holds_the_share(self, denominator, share):
        numerator = round(denominator * share)
        lower, upper = wilson(numerator, denominator)
        expected = stats.binomtest(numerator, denominator).proportion_ci(method="wilson")
        assert (lower, upper) == pytest.approx((expected.low, expected.high), abs=1e-12)
        assert 0 <= lower <= numerator / denominator + 1e-12
        assert numerator / denominator - 1e-12 <= upper <= 1


class TestExactPoisson:
    @pytest.mark.parametrize(
        ("count", "lower", "upper"),
        [
            # Garwood 1936 limits, as tabled in textbooks
            (0, 0.0, 3.6889),
            (1, 0.0253, 5.5716),
            (5, 1.6235, 11.6683),
            (10, 4.7954, 18.3904),
        ],
    )
    def test_tabled_limits(self, count, lower, upper):
        assert np.round(exact_poisson(count), 4) == pytest.approx((lower, upper))

    @pytest.mark.parametrize("count", [1, 4, 9])
    def test_limits_leave_a_fortieth_in_each_tail(self, count):
        lower, upper = exact_poisson(count)
        assert stats.poisson.sf(count - 1, lower) == pytest.approx(0.025)
        assert stats.poisson.cdf(count, upper) == pytest.approx(0.025)


class TestByar:
    def test_worked_by_hand(self):
        # 100 * (1 - 1/900 - 1.959964/30)^3 and 101 * (1 - 1/909 + 1.959964/(3*sqrt(101)))^3
        assert np.round(byar(100), 3) == pytest.approx((81.362, 121.628))

    @pytest.mark.parametrize("count", [10, 25, 100, 2030])
    def test_close_to_exact_limits(self, count):
        assert np.array(byar(count)) == pytest.approx(np.array(exact_poisson(count)), rel=0.004)


class TestWithIntervals:
    def test_published_interval_is_kept(self):
        given_rows = frame(
            value=[30], lower_ci=[10], upper_ci=[50], numerator=[300], denominator=[1000]
        )
        result = with_intervals(given_rows, Kind.PROPORTION, 100)
        assert result.loc[0, ["lower_ci", "upper_ci"]].tolist() == [10, 50]
        assert result["interval_method"].tolist() == ["published"]

    def test_proportion_gets_wilson_in_units_of_the_value(self):
        result = with_intervals(
            frame(value=[30.8], numerator=[81], denominator=[263]), Kind.PROPORTION, 100
        )
        assert result.loc[0, ["lower_ci", "upper_ci"]].tolist() == pytest.approx(
            [25.53, 36.62], abs=0.005
        )
        assert result["interval_method"].tolist() == ["Wilson"]

    def test_rate_gets_byar_or_exact_poisson(self):
        result = with_intervals(
            frame(value=[9, 10, 0], numerator=[9, 10, 0], denominator=[10_000] * 3),
            Kind.RATE,
            10_000,
        )
        assert result["interval_method"].tolist() == ["exact Poisson", "Byar", "exact Poisson"]
        assert result["lower_ci"].tolist() == pytest.approx([4.1154, 4.7874, 0], abs=1e-3)
        assert result["upper_ci"].tolist() == pytest.approx([17.0848, 18.3914, 3.6889], abs=1e-3)

    @pytest.mark.parametrize(
        ("kind", "row"),
        [
            (Kind.PROPORTION, {"value": [50], "numerator": [5], "denominator": [0]}),
            (Kind.RATE, {"value": [50], "numerator": [5], "denominator": [0]}),
            (Kind.PROPORTION, {"value": [50], "numerator": [5]}),
            (Kind.PROPORTION, {"value": [50], "denominator": [5]}),
            (Kind.PROPORTION, {"value": [120], "numerator": [6], "denominator": [5]}),
            (Kind.PROPORTION, {"numerator": [1], "denominator": [5]}),
            (Kind.RATE, {"value": [-1], "numerator": [-1], "denominator": [5]}),
            (Kind.MEAN, {"value": [20], "numerator": [1], "denominator": [5]}),
            (Kind.RATIO, {"value": [20], "numerator": [1], "denominator": [5]}),
            (Kind.COUNT, {"value": [20], "numerator": [1], "denominator": [5]}),
            (Kind.INDEX, {"value": [20], "numerator": [1], "denominator": [5]}),
        ],
    )
    def test_no_interval_is_invented(self, kind, row):
        result = with_intervals(frame(**row), kind, 100)
        assert result[["lower_ci", "upper_ci"]].isna().all(axis=None)
        assert result["interval_method"].tolist() == [""]

    def test_single_published_limit_is_left_alone(self):
        row = frame(value=[30], lower_ci=[10], numerator=[30], denominator=[100])
        result = with_intervals(row, Kind.PROPORTION, 100)
        assert result.loc[0, "lower_ci"] == 10
        assert np.isnan(result.loc[0, "upper_ci"])
        assert result["interval_method"].tolist() == [""]

    def test_modelled_figures_keep_only_published_intervals(self):
        rows = frame(
            value=[30, 30],
            lower_ci=[20, np.nan],
            upper_ci=[40, np.nan],
            numerator=[30, 30],
            denominator=[100, 100],
        )
        result = with_intervals(rows, Kind.PROPORTION, 100, allowed=False)
        assert result["interval_method"].tolist() == ["published", ""]
        assert np.isnan(result.loc[1, "lower_ci"])

    def test_input_is_not_changed(self):
        rows = frame(value=[30], numerator=[30], denominator=[100])
        with_intervals(rows, Kind.PROPORTION, 100)
        assert rows["lower_ci"].isna().all()

    def test_empty_frame(self):
        assert with_intervals(frame(value=[]), Kind.RATE, 100)["interval_method"].tolist() == []

    @pytest.mark.parametrize(("area", "count", "children", "rate"), DFE_CHILDREN_IN_NEED_2025)
    def test_published_rate_lies_inside_its_interval(self, area, count, children, rate):
        assert round(count / children * 10_000) == rate, area
        row = frame(value=[rate], numerator=[count], denominator=[children])
        result = with_intervals(row, Kind.RATE, 10_000).iloc[0]
        exact = np.array(exact_poisson(count)) / children * 10_000
        assert result["lower_ci"] < rate < result["upper_ci"]
        assert [result["lower_ci"], result["upper_ci"]] == pytest.approx(exact, rel=1e-4)
