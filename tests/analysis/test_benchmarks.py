"""Benchmarks: what they are made of, what they are called, and why there is none."""

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.benchmarks import (
    benchmark,
    benchmarks,
    describe_choices,
    number_word,
    parse_choice,
)
from dashboard.metadata import Kind

from .conftest import DISTRICT, ENGLAND, REGION, make_dataset, make_indicator, member, outsider

END = pd.Timestamp(2025, 3, 31)
MEMBERS = range(1, 11)


def counted(number: int, numerator: float, denominator: float, **more) -> dict:
    """A percentage of one member with its counts."""
    return {
        "area_code": member(number),
        "value": 100 * numerator / denominator,
        "numerator": numerator,
        "denominator": denominator,
    } | more


@pytest.fixture
def with_counts():
    """Ten members of unequal size with counts, the region and England as published."""
    rows = [counted(i, 10 * i, 100 if i < 10 else 1000) for i in MEMBERS]
    rows += [
        {"area_code": ENGLAND, "value": 31.7, "lower_ci": 31.5, "upper_ci": 31.9},
        {"area_code": REGION, "value": 29.0},
    ]
    return make_dataset(
        rows,
        outsiders=2,
        neighbours=[(member(1), member(3)), (member(1), outsider(1)), (member(1), member(2))],
    )


@pytest.fixture
def without_counts():
    """Ten members with the squares of 1 to 9, and none for the tenth."""
    return make_dataset(
        [{"area_code": member(i), "value": float(i**2) if i < 10 else np.nan} for i in MEMBERS]
    )


class TestBenchmark:
    def test_england_is_the_published_figure_with_its_interval(self, with_counts):
        found = benchmark(with_counts, "share", END, member(1), "england")
        assert (found.name, found.value, found.lower, found.upper) == ("England", 31.7, 31.5, 31.9)
        assert (found.method, found.n, found.reason) == ("published", 1, "")

    def test_region_is_the_published_figure(self, with_counts):
        found = benchmark(with_counts, "share", END, member(1), "region")
        assert (found.name, found.value, found.lower) == ("Midshire", 29.0, None)

    def test_missing_figure_has_a_reason(self, without_counts):
        found = benchmark(without_counts, "share", END, member(1), "england")
        assert found.value is None
        assert found.reason == "England has no figure in this dataset for this indicator and period"

    def test_no_figure_is_taken_from_another_period(self, with_counts):
        found = benchmark(with_counts, "share", pd.Timestamp(2024, 3, 31), member(1), "england")
        assert found.value is None

    def test_period_with_another_first_day_is_another_period(self):
        quarter = pd.Timestamp(2025, 1, 1)
        dataset = make_dataset(
            [
                {"area_code": member(1), "value": 5.0},
                {"area_code": ENGLAND, "value": 9.0, "period_start": quarter},
            ]
        )
        assert benchmark(dataset, "share", END, member(1), "england").value is None

    def test_default_period(self, with_counts):
        assert benchmark(with_counts, "share", None, member(1), "england").value == 31.7

    def test_choice_is_tidied(self, with_counts):
        assert benchmark(with_counts, "share", END, member(1), " England ").value == 31.7

    def test_unknown_choice_is_refused(self, with_counts):
        with pytest.raises(ValueError, match="not something to compare with"):
            benchmark(with_counts, "share", END, member(1), "mars")


class TestBenchmarkRest:
    def test_counts_are_combined_not_averaged(self, with_counts):
        found = benchmark(with_counts, "share", END, member(1), "rest")
        # (20 + 30 + ... + 90 + 100) / (8 * 100 + 1000)
        assert found.value == pytest.approx(100 * 540 / 1800)
        assert (found.name, found.n) == ("the other nine", 9)
        assert found.method == "combined from the counts of the other nine"

    def test_number_comes_from_the_data(self):
        dataset = make_dataset([counted(i, 10, 100) for i in (1, 2, 3, 4)], members=4)
        assert benchmark(dataset, "share", END, member(1), "rest").name == "the other three"

    def test_median_without_counts_says_how_many_have_data(self, without_counts):
        found = benchmark(without_counts, "share", END, member(1), "rest")
        assert found.value == 30.5  # between 25 and 36, the middle of 4 to 81
        assert found.name == "the median of the other eight with data"
        assert found.method == "median of eight areas, one without data"
        assert (found.n, found.missing) == (8, ("Town 10",))

    def test_one_missing_count_means_median(self):
        rows = [counted(i, 10 * i, 100) for i in MEMBERS]
        rows[4]["denominator"] = np.nan
        found = benchmark(make_dataset(rows), "share", END, member(1), "rest")
        assert found.name == "the median of the other nine with data"
        assert found.value == 60

    @pytest.mark.parametrize("kind", [Kind.MEAN, Kind.RATIO, Kind.COUNT, Kind.INDEX])
    def test_other_kinds_are_never_combined(self, kind):
        rows = [counted(i, 10 * i, 100) for i in MEMBERS]
        dataset = make_dataset(rows, indicator=make_indicator(kind=kind))
        assert benchmark(dataset, "share", END, member(1), "rest").method.startswith("median")

    def test_rate_uses_its_multiplier(self):
        rows = [counted(i, 10, 1000, value=100.0) for i in MEMBERS]
        rate = make_indicator(kind=Kind.RATE, multiplier=10_000)
        found = benchmark(make_dataset(rows, indicator=rate), "share", END, member(1), "rest")
        assert found.value == pytest.approx(100)

    def test_nobody_has_data(self):
        dataset = make_dataset([{"area_code": member(1), "value": 5.0}])
        found = benchmark(dataset, "share", END, member(1), "rest")
        assert found.value is None
        assert found.reason == "none of the other nine has a figure for this period"

    def test_fewer_than_half_do_not_stand_for_all(self):
        rows = [{"area_code": member(i), "value": float(i)} for i in range(1, 6)]
        half = benchmark(make_dataset(rows), "share", END, member(1), "rest")
        assert (half.value, half.n) == (None, 4)
        assert half.reason == "only four of the other nine have a figure for this period"
        more = [*rows, {"area_code": member(6), "value": 6.0}]
        assert benchmark(make_dataset(more), "share", END, member(1), "rest").value == 4

    def test_needs_a_member(self, with_counts):
        outside = benchmark(with_counts, "share", END, ENGLAND, "rest")
        assert outside.reason == "England is not one of the Midshire councils"
        nobody = benchmark(with_counts, "share", END, None, "rest")
        assert (nobody.value, nobody.reason.split(":")[0]) == (None, "choose one area first")

    def test_children_in_need_without_derby(self):
        """DfE counts of 31 March 2025: the other nine are neither the region nor its mean."""
        counts = [
            *((2030, 62113), (5431, 156155), (2109, 90763), (3604, 147439), (4184, 147954)),
            *((2406, 83113), (2545, 68714), (4014, 171572), (177, 8012), (2661, 96295)),
        ]
        rows = [counted(i, *pair) for i, pair in enumerate(counts, 1)]
        rate = make_indicator(kind=Kind.RATE, multiplier=10_000)
        found = benchmark(make_dataset(rows, indicator=rate), "share", END, member(1), "rest")
        assert found.value == pytest.approx(10_000 * (29161 - 2030) / (1032130 - 62113))
        assert round(found.value, 1) == 279.7


class TestBenchmarkNeighbours:
    def test_median_of_those_with_data_at_the_same_period(self, with_counts):
        found = benchmark(with_counts, "share", END, member(1), "neighbours:alike")
        assert found.value == 25  # of 20 and 30; the third has none
        assert found.name == "the median of two of the three similar councils"
        assert (found.n, found.missing) == (2, ("Away 1",))

    def test_exactly_half_are_enough_and_fewer_are_not(self):
        rows = [{"area_code": member(i), "value": float(i)} for i in (1, 2)]
        pairs = [(member(1), code) for code in (member(2), outsider(1), outsider(2))]
        enough = make_dataset(rows, outsiders=2, neighbours=pairs[:2])
        assert benchmark(enough, "share", END, member(1), "neighbours:alike").value == 2
        few = make_dataset(rows, outsiders=2, neighbours=pairs)
        found = benchmark(few, "share", END, member(1), "neighbours:alike")
        assert (found.value, found.n, found.missing) == (None, 1, ("Away 1", "Away 2"))
        assert found.reason == (
            "only one of the three similar councils has a figure for this period"
        )

    def test_counts_are_not_combined(self, with_counts):
        assert benchmark(with_counts, "share", END, member(1), "neighbours:alike").method == (
            "median of two areas, one without data"
        )

    def test_only_neighbour_is_called_by_its_name(self):
        rows = [{"area_code": member(i), "value": float(i)} for i in (1, 2)]
        dataset = make_dataset(rows, neighbours=[(member(1), member(2))])
        found = benchmark(dataset, "share", END, member(1), "neighbours:alike")
        assert (found.name, found.value, found.method) == ("Town 2", 2, "published")

    def test_area_without_a_list(self, with_counts):
        found = benchmark(with_counts, "share", END, member(2), "neighbours:alike")
        assert found.value is None
        assert found.reason == "no list of similar councils is published for Town 2"


class TestBenchmarkChosenAreas:
    def test_combined_where_all_have_counts(self, with_counts):
        choice = f"areas:{member(1)},{member(10)}"
        found = benchmark(with_counts, "share", END, member(2), choice)
        assert found.value == pytest.approx(100 * 110 / 1100)
        assert found.name == "Town 1 and Town 10"

    def test_single_area_is_its_published_figure(self, with_counts):
        found = benchmark(with_counts, "share", END, member(1), f"areas:{member(3)}")
        assert (found.name, found.value, found.method) == ("Town 3", 30, "published")

    def test_many_are_named_by_number(self, with_counts):
        choice = "areas:" + ",".join(member(i) for i in (1, 2, 3, 4))
        assert benchmark(with_counts, "share", END, member(9), choice).name == (
            "the four chosen areas"
        )

    def test_county_and_its_district_are_not_added_up(self):
        rows = [counted(1, 50, 100), counted(1, 10, 100, area_code=DISTRICT)]
        found = benchmark(
            make_dataset(rows), "share", END, member(2), f"areas:{member(1)},{DISTRICT}"
        )
        assert found.value == 30
        assert found.name == "the median of Town 1 and Dale"


class TestBenchmarks:
    @pytest.mark.parametrize("choice", ["england", "region", "rest", "neighbours:alike"])
    def test_same_as_one_by_one(self, with_counts, choice):
        codes = [member(i) for i in MEMBERS]
        together = benchmarks(with_counts, "share", END, codes, choice)
        apart = {c: benchmark(with_counts, "share", END, c, choice) for c in codes}
        assert together == apart


class TestParseChoice:
    @pytest.mark.parametrize(
        ("text", "choice"),
        [
            ("england", "england"),
            (" Region ", "region"),
            ("REST", "rest"),
            ("neighbours:alike", "neighbours:alike"),
            (f"areas:{member(1)}", f"areas:{member(1)}"),
            (
                f"areas: {member(1).lower()} ,{member(2)},{member(1)},",
                f"areas:{member(1)},{member(2)}",
            ),
        ],
    )
    def test_accepted(self, with_counts, text, choice):
        assert parse_choice(text, with_counts) == choice

    @pytest.mark.parametrize(
        "text",
        [
            "",
            ":",
            "mars",
            "england:1",
            "neighbours",
            "neighbours:unlike",
            "areas:",
            "areas:,",
            "areas:E99999999",
            f"areas:{member(1)};DROP",
        ],
    )
    def test_refused_with_a_sentence(self, with_counts, text):
        with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
            parse_choice(text, with_counts)

    def test_too_many_areas(self):
        dataset = make_dataset([{"area_code": member(1), "value": 1.0}], outsiders=51)
        codes = [outsider(i) for i in range(1, 52)]
        assert parse_choice(f"areas:{','.join(codes[:50])}", dataset).count(",") == 49
        with pytest.raises(ValueError, match="At most 50 areas"):
            parse_choice(f"areas:{','.join(codes)}", dataset)


class TestDescribeChoices:
    def test_member(self, with_counts):
        assert describe_choices(with_counts, member(1)) == [
            ("england", "England"),
            ("region", "Midshire"),
            ("rest", "The other nine (Midshire without Town 1)"),
            ("neighbours:alike", "Median of similar councils"),
        ]

    def test_nothing_chosen_offers_what_any_member_has(self, with_counts):
        ids = [choice for choice, _ in describe_choices(with_counts, None)]
        assert ids == ["england", "region", "rest", "neighbours:alike"]

    def test_area_is_not_offered_itself_or_lists_it_has_not(self, with_counts):
        assert [c for c, _ in describe_choices(with_counts, REGION)] == ["england"]
        assert [c for c, _ in describe_choices(with_counts, DISTRICT)] == ["england", "region"]

    @pytest.mark.parametrize("area_code", [member(1), DISTRICT, REGION, None])
    def test_everything_offered_can_be_parsed(self, with_counts, area_code):
        for choice, _ in describe_choices(with_counts, area_code):
            assert parse_choice(choice, with_counts) == choice


class TestNumberWord:
    @pytest.mark.parametrize(
        ("number", "word"), [(0, "no"), (1, "one"), (9, "nine"), (12, "twelve"), (13, "13")]
    )
    def test_words_up_to_twelve(self, number, word):
        assert number_word(number) == word
