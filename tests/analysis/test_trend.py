"""The 5-point trend test against published examples and hand-built series."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from dashboard.analysis.intervals import with_intervals
from dashboard.analysis.trend import SIGNIFICANCE, trend, trends, weighted_slopes
from dashboard.metadata import Kind, Polarity

from .conftest import make_indicator

BREAK = "Series break suspected: the recording system changed"


def series(values: list[float], *, half_width: float = 1.0, **columns) -> pd.DataFrame:
    """Financial years up to 2025, each with a symmetric published interval."""
    years = list(range(2026 - len(values), 2026))
    value = np.array(values, dtype=float)
    frame = pd.DataFrame(
        {
            "value": value,
            "lower_ci": value - half_width,
            "upper_ci": value + half_width,
            "interval_method": ["" if np.isnan(v) else "published" for v in value],
            "numerator": np.nan,
            "denominator": np.nan,
            "status": ["not_available" if np.isnan(v) else "ok" for v in value],
            "note": "",
            "period_label": [f"{y - 1}/{y % 100:02d}" for y in years],
            "period_start": [pd.Timestamp(y - 1, 4, 1) for y in years],
            "period_end": [pd.Timestamp(y, 3, 31) for y in years],
        }
    )
    return frame.assign(**columns)


def counted(numerators: list[float], denominators: list[float]) -> pd.DataFrame:
    """Percentages with the intervals that compile works out from their counts."""
    blank = series([100 * a / b for a, b in zip(numerators, denominators, strict=True)]).assign(
        lower_ci=np.nan, upper_ci=np.nan, numerator=numerators, denominator=denominators
    )
    return with_intervals(blank, Kind.PROPORTION, 100)


def without_intervals(frame: pd.DataFrame) -> pd.DataFrame:
    """The same series with nothing to test it by."""
    return frame.assign(lower_ci=np.nan, upper_ci=np.nan, interval_method="")


class TestWeightedSlopes:
    @pytest.mark.parametrize(
        ("cases", "people", "chi_square"),
        [
            # R, help page of prop.trend.test: smokers among patients of four studies
            ((83, 90, 129, 70), (86, 93, 136, 82), 8.2249),
            # Rosner, Fundamentals of Biostatistics: breast cancer by age at first birth
            ((320, 1206, 1011, 463, 220), (1742, 5638, 3904, 1555, 626), 129.01),
        ],
    )
    def test_chi_square_for_trend_in_proportions(self, cases, people, chi_square):
        cases, people = np.array(cases, float), np.array(people, float)
        pooled = cases.sum() / people.sum()
        _, found = weighted_slopes(cases / people, people / (pooled * (1 - pooled)))
        assert found == pytest.approx(chi_square, rel=1e-4)

    def test_agrees_with_weighted_regression(self):
        y, weight = np.array([3.0, 5, 4, 8, 7]), np.array([1.0, 4, 2, 0.5, 3])
        fit, covariance = np.polyfit(range(5), y, 1, w=np.sqrt(weight), cov="unscaled")
        slopes, chi_square = weighted_slopes(y, weight)
        assert slopes[0] == pytest.approx(fit[0])
        assert chi_square == pytest.approx(fit[0] ** 2 / covariance[0, 0])
        for left_out in range(5):
            kept = [i for i in range(5) if i != left_out]
            without = np.polyfit(kept, y[kept], 1, w=np.sqrt(weight[kept]))[0]
            assert slopes[left_out + 1] == pytest.approx(without)

    def test_threshold_is_that_of_fingertips(self):
        assert stats.chi2.isf(SIGNIFICANCE, 1) == pytest.approx(9.54953570608324)


class TestTrendOutcome:
    def test_steady_rise_and_fall(self):
        assert trend(series([10, 12, 14, 16, 18]), make_indicator()).outcome == "rising"
        assert trend(series([18, 16, 14, 12, 10]), make_indicator()).outcome == "falling"

    def test_flat_series(self):
        flat = trend(series([10, 10, 10, 10, 10]), make_indicator())
        assert (flat.outcome, flat.chi_square, flat.p_value) == ("no_clear_trend", 0, 1)
        assert flat.reason == "the change over the last five periods may be chance"

    def test_rise_within_chance(self):
        # slope 0.2, se of slope = (1/1.96) / sqrt(10), chi-square 1.54
        found = trend(series([10, 10.2, 10.4, 10.6, 10.8]), make_indicator())
        assert found.chi_square == pytest.approx(0.2**2 * 10 * 1.96**2)
        assert found.p_value == pytest.approx(stats.chi2.sf(found.chi_square, 1))
        assert found.outcome == "no_clear_trend"

    @pytest.mark.parametrize(
        ("chi_square", "outcome"), [(9.54, "no_clear_trend"), (9.56, "rising")]
    )
    def test_either_side_of_the_threshold(self, chi_square, outcome):
        step = np.sqrt(chi_square / 10) / 1.96
        assert trend(series([step * i for i in range(5)]), make_indicator()).outcome == outcome

    def test_one_odd_year_does_not_make_a_trend(self):
        found = trend(series([12, 11, 10, 9, 40]), make_indicator())
        assert found.p_value < SIGNIFICANCE
        assert found.outcome == "no_clear_trend"
        assert found.reason == "the direction depends on a single period"

    def test_precise_years_weigh_more(self):
        frame = series([10, 20, 10, 20, 10])
        wide = frame["period_label"].isin(["2021/22", "2023/24"])
        frame.loc[wide, ["lower_ci", "upper_ci"]] = [-1000, 1040]
        assert trend(frame, make_indicator()).chi_square < 0.01

    @pytest.mark.parametrize(
        ("cases", "people", "outcome"),
        [
            # Series that Fingertips uses in the tests of its own calculation
            ((621, 599, 556, 535, 447), (3454, 3195, 3256, 3227, 3121), "falling"),
            ((2157, 2090, 2194, 2134.81, 2094), (3454, 3195, 3256, 3152, 3062), "rising"),
            ((8116, 8145, 8222, 8506, 8728), (91530, 91773, 92088, 92238, 92665.89), "rising"),
            ((5405, 5500, 5435, 5480, 5315), (18095, 18170, 18005, 17890, 17860), "no_clear_trend"),
            (
                (22435, 22445, 21365, 20955, 19055),
                (65880, 67900, 68705, 69835, 70910),
                "falling",
            ),
        ],
    )
    def test_fingertips_examples(self, cases, people, outcome):
        assert trend(counted(list(cases), list(people)), make_indicator()).outcome == outcome

    def test_zero_counts_are_tested(self):
        found = trend(counted([0, 5, 10, 15, 20], [100] * 5), make_indicator())
        # Cochran-Armitage by hand: N (N sum(xt) - X sum(nt))^2 / (X (N - X)(N sum(ntt) - ...))
        numerator = 500 * (500 * 200 - 50 * 1500) ** 2
        assert found.chi_square == pytest.approx(numerator / (50 * 450 * (500 * 5500 - 1500**2)))
        assert found.outcome == "rising"

    @pytest.mark.parametrize("count", [0, 100])
    def test_nobody_or_everybody_every_year(self, count):
        found = trend(counted([count] * 5, [100] * 5), make_indicator())
        assert (found.outcome, found.chi_square) == ("no_clear_trend", 0)

    def test_published_interval_goes_before_counts(self):
        """Weighted survey counts would make any wobble significant."""
        frame = series([50, 51, 52, 53, 54], half_width=5).assign(
            numerator=[50e3, 51e3, 52e3, 53e3, 54e3], denominator=1e5
        )
        assert trend(frame, make_indicator()).outcome == "no_clear_trend"
        own = frame.assign(interval_method="Wilson")
        assert trend(own, make_indicator()).outcome == "rising"

    def test_rate_uses_its_interval(self):
        counts = pd.Series([200, 260, 320, 380, 440])
        frame = series((counts / 5).tolist()).assign(
            lower_ci=np.nan, upper_ci=np.nan, numerator=counts, denominator=50_000
        )
        rate = make_indicator(kind=Kind.RATE, multiplier=10_000)
        assert trend(with_intervals(frame, Kind.RATE, 10_000), rate).outcome == "rising"
        assert trend(without_intervals(frame), rate).reason.startswith("no published interval")


class TestTrendJudgement:
    @pytest.mark.parametrize(
        ("polarity", "judgement"),
        [
            (Polarity.HIGH_IS_WORSE, "getting_worse"),
            (Polarity.LOW_IS_WORSE, "getting_better"),
            (Polarity.NEUTRAL, "rising"),
        ],
    )
    def test_by_polarity(self, polarity, judgement):
        indicator = make_indicator(polarity=polarity)
        assert trend(series([10, 12, 14, 16, 18]), indicator).judgement == judgement

    def test_caveat_blocks_judgement(self):
        found = trend(series([10, 12, 14, 16, 18]), make_indicator(), blocks_judgement=True)
        assert (found.outcome, found.judgement) == ("rising", "rising")

    def test_other_outcomes_pass_through(self):
        assert trend(series([10] * 5), make_indicator()).judgement == "no_clear_trend"
        assert trend(series([10] * 4), make_indicator()).judgement == "not_tested"


class TestTrendSpan:
    def test_whole_series_is_described_and_five_periods_tested(self):
        found = trend(series([30, 20, 10, 12, 14, 16, 18]), make_indicator())
        assert (found.first_label, found.first_value) == ("2018/19", 30)
        assert (found.last_label, found.last_value) == ("2024/25", 18)
        assert (found.change, found.n_points) == (-12, 7)
        assert (found.outcome, found.tested_from, found.tested_change) == ("rising", "2020/21", 8)

    def test_untested_series_is_described(self):
        found = trend(series([13.2, 16.1]), make_indicator())
        assert (found.first_value, found.last_value) == (13.2, 16.1)
        assert found.change == pytest.approx(2.9)
        assert (found.chi_square, found.p_value, found.tested_change) == (None, None, None)
        assert found.tested_from == ""

    def test_single_point_has_no_change(self):
        found = trend(series([13.2]), make_indicator())
        assert (found.first_label, found.last_label, found.change) == ("2024/25", "2024/25", None)


class TestTrendNotTested:
    @pytest.mark.parametrize(
        ("count", "reason"),
        [
            (4, "too few points: 4 periods, 5 needed"),
            (1, "too few points: 1 period, 5 needed"),
        ],
    )
    def test_too_few_points(self, count, reason):
        found = trend(series([10.0] * count), make_indicator())
        assert (found.outcome, found.reason, found.n_points) == ("not_tested", reason, count)

    @pytest.mark.parametrize("length", [0, 3])
    def test_no_values(self, length):
        found = trend(series([np.nan] * length), make_indicator())
        assert (found.outcome, found.reason) == ("not_tested", "no values")
        assert (found.first_label, found.last_label, found.change) == ("", "", None)

    def test_nothing_to_test_by(self):
        found = trend(without_intervals(series([10, 12, 14, 16, 18])), make_indicator())
        assert found.reason == "no counts or intervals published"
        assert found.change == 8

    def test_modelled_figures_with_counts(self):
        frame = without_intervals(counted([10, 20, 30, 40, 50], [100] * 5))
        assert trend(frame, make_indicator()).reason == (
            "no published interval, and none is calculated for this figure"
        )

    def test_interval_missing_for_one_period(self):
        frame = series([10, 12, 14, 16, 18])
        frame.loc[1, ["lower_ci", "upper_ci"]] = np.nan
        assert trend(frame, make_indicator()).reason == "no interval for 2021/22"

    def test_interval_without_width(self):
        found = trend(series([10, 12, 14, 16, 18], half_width=0), make_indicator())
        assert found.reason == "an interval has no width"

    def test_gap_inside_the_last_five_is_not_bridged(self):
        found = trend(series([10, 12, 14, np.nan, 18, 20]), make_indicator())
        assert (found.outcome, found.reason) == ("not_tested", "gap: no value for 2022/23")

    def test_gap_without_a_row(self):
        frame = series([10, 12, 14, 15, 16, 18]).drop(index=3)
        assert trend(frame, make_indicator()).reason == (
            "gap: nothing published between 2021/22 and 2023/24"
        )

    def test_gap_before_the_last_five_does_not_matter(self):
        found = trend(series([9, np.nan, 10, 12, 14, 16, 18]), make_indicator())
        assert (found.outcome, found.tested_from) == ("rising", "2020/21")

    def test_newest_period_without_value(self):
        found = trend(series([10, 12, 14, 16, 18, np.nan]), make_indicator())
        assert (found.outcome, found.last_label) == ("rising", "2023/24")

    def test_quarters_are_not_tested(self):
        ends = pd.date_range("2024-03-31", periods=5, freq="QE")
        frame = series([10, 12, 14, 16, 18]).assign(period_start=ends, period_end=ends)
        assert trend(frame, make_indicator()).reason.startswith("periods are less than a year")


class TestTrendBreak:
    def marked(self, values: list[float], *rows: int) -> pd.DataFrame:
        frame = series(values)
        frame.loc[list(rows), "note"] = BREAK
        return frame

    def test_only_later_points_are_comparable(self):
        found = trend(self.marked([50, 2, 12, 14, 16], 1), make_indicator())
        assert (found.outcome, found.n_points) == ("not_tested", 3)
        assert found.reason == (
            "too few points since the suspected break in 2021/22: 3 periods, 5 needed"
        )
        assert (found.first_label, found.first_value, found.change) == ("2022/23", 12, 4)

    def test_five_points_after_a_break_are_tested(self):
        found = trend(self.marked([90, 50, 10, 12, 14, 16, 18], 0, 1), make_indicator())
        assert (found.outcome, found.tested_from, found.n_points) == ("rising", "2020/21", 5)

    def test_break_in_the_latest_period(self):
        found = trend(self.marked([10, 12, 14, 16, 18], 4), make_indicator())
        assert (found.outcome, found.change, found.n_points) == ("not_tested", None, 0)
        assert (found.first_label, found.last_label) == ("", "2024/25")

    def test_other_notes_are_no_break(self):
        frame = series([10, 12, 14, 16, 18], note="No series break suspected")
        frame.loc[2, "note"] = None
        assert trend(frame, make_indicator()).outcome == "rising"


class TestTrendOverlap:
    def rolling(self, count: int) -> pd.DataFrame:
        """Three-year periods that start every year."""
        frame = series(list(range(10, 10 + 2 * count, 2)))
        return frame.assign(period_start=frame["period_start"] - pd.DateOffset(years=2))

    def test_too_few_separate_periods(self):
        found = trend(self.rolling(9), make_indicator(rolling_periods=True))
        assert found.reason == "periods overlap: only 3 of 9 are separate, 5 needed"
        assert found.change == 16

    def test_separate_periods_are_tested(self):
        found = trend(self.rolling(13), make_indicator(rolling_periods=True))
        assert (found.outcome, found.tested_from) == ("rising", "2012/13")


class TestTrends:
    def test_same_as_one_by_one(self):
        parts = {
            "A": series([10, 12, 14, 16, 18]),
            "B": series([18, 16, np.nan, 12, 10]),
            "C": counted([621, 599, 556, 535, 447], [3454, 3195, 3256, 3227, 3121]),
        }
        frame = pd.concat([p.assign(area_code=code) for code, p in parts.items()])
        together = trends(frame, make_indicator())
        assert together == {code: trend(part, make_indicator()) for code, part in parts.items()}

    def test_empty_frame(self):
        assert trends(series([]).assign(area_code=[]), make_indicator()) == {}


class TestComparableFrom:
    def test_periods_before_a_redefinition_are_left_out(self):
        indicator = make_indicator().model_copy(update={"comparable_from": date(2021, 4, 1)})
        found = trend(series([10, 20, 30, 40, 50, 60, 70, 80]), indicator)
        assert (found.n_points, found.first_label, found.first_value) == (4, "2021/22", 50)
        assert found.reason == (
            "too few points since the measure was redefined: 4 periods, 5 needed"
        )
