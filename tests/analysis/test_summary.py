"""The sentences, word for word: they never say more than was tested."""

import pytest

from dashboard.analysis.profile import area_trends, compared
from dashboard.analysis.summary import (
    against_benchmark,
    capital,
    change_over_time,
    extremes,
    join,
    one_against_benchmark,
    trend_counts,
)
from dashboard.analysis.trend import BREAK_NOTE
from dashboard.metadata import Caveat, Kind, Polarity

from .conftest import ENGLAND, make_dataset, make_indicator, member

WHEN = "(Year ending March 2025)"
PERCENT = {"unit": "% of children", "unit_suffix": "%"}


def dataset_of(values, england=None, *, half=None, members=None, blocked=False, **changes):
    """One year: a value or None for each member, all with intervals of the same half width."""
    rows = [
        row(code, value, half)
        for code, value in zip(map(member, range(1, len(values) + 1)), values, strict=True)
    ]
    rows += [] if england is None else [row(ENGLAND, england, None)]
    caveats = {"caveats": ("recording",)} if blocked else {}
    data = make_dataset(
        rows,
        indicator=make_indicator(**PERCENT, **caveats, **changes),
        members=members or len(rows),
    )
    if blocked:
        data.registry.caveats["recording"] = Caveat(
            key="recording", short="Recording", text="It differs.", blocks_judgement=True
        )
    return data


def row(code, value, half):
    if value is None:
        return {"area_code": code}
    limits = {} if half is None else {"lower_ci": value - half, "upper_ci": value + half}
    return {"area_code": code, "value": float(value), **limits}


def one_of(values, england=None, *, choice="england", **options):
    options.setdefault("members", len(values))
    data = dataset_of(values, england, **options)
    return compared(data, "share", data.member_codes, choice)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            [30, 20, 10],
            f"Highest in Town 1, 30.0% of children; lowest in Town 3, 10.0% {WHEN}.",
        ),
        (
            [30, 30, 10],
            f"Highest in Town 1 and Town 2, 30.0% of children; lowest in Town 3, 10.0% {WHEN}.",
        ),
        # Equal as printed is equal.
        (
            [30.04, 29.96, 10],
            f"Highest in Town 1 and Town 2, 30.0% of children; lowest in Town 3, 10.0% {WHEN}.",
        ),
        (
            [30, 10, 10, 10, 10],
            f"Highest in Town 1, 30.0% of children; lowest in Town 2, Town 3, Town 4 and Town 5, "
            f"10.0% {WHEN}.",
        ),
        (
            [30, 10, 10, 10, 10, 10],
            f"Highest in Town 1, 30.0% of children; lowest in five areas, 10.0% {WHEN}.",
        ),
        (
            [30, None, 10],
            "Highest in Town 1, 30.0% of children; lowest in Town 3, 10.0%, among the two areas "
            f"with data {WHEN}.",
        ),
        (
            [20, 20, 20],
            f"All three areas with data have the same figure: 20.0% of children {WHEN}.",
        ),
        ([None, 20, None], f"Only Town 2 has a figure: 20.0% of children {WHEN}."),
        ([None, None], "No area here has a figure for any period."),
    ],
)
def test_who_is_highest_and_who_lowest(values, sentence):
    assert extremes(one_of(values)) == sentence


TESTED = [30, 20, 10]  # worse, similar and better than 20 with intervals of 5 either way


def test_judged_against_england():
    assert against_benchmark(one_of(TESTED, 20, half=5)) == (
        "Compared with England (20.0%), one area is significantly worse, one area is similar and "
        "one area is significantly better (95% intervals)."
    )


def test_low_values_are_worse_where_low_means_need():
    one = one_of([30, 10, 10], 20, half=5, polarity=Polarity.LOW_IS_WORSE)
    assert against_benchmark(one) == (
        "Compared with England (20.0%), two areas are significantly worse and one area is "
        "significantly better (95% intervals)."
    )


@pytest.mark.parametrize("changes", [{"polarity": Polarity.NEUTRAL}, {"blocked": True}])
def test_higher_and_lower_where_nothing_can_be_called_worse(changes):
    one = one_of(TESTED, 20, half=5, **changes)
    sentence = against_benchmark(one)
    assert sentence == (
        "Compared with England (20.0%), one area is significantly higher, one area is similar "
        "and one area is significantly lower (95% intervals)."
    )
    for code in one.frame.index:
        sentence = one_against_benchmark(one, code)
        assert "need" not in sentence
        assert sentence.endswith("Caution: recording.") == ("blocked" in changes)


def test_a_suspected_break_comes_with_a_caution():
    rows = [row(member(1), 30, 5) | {"note": f"{BREAK_NOTE}: odd"}, row(ENGLAND, 20, None)]
    data = make_dataset(rows, indicator=make_indicator(**PERCENT), members=2)
    one = compared(data, "share", data.member_codes, "england")
    assert one_against_benchmark(one, member(1)).endswith("Caution: series break suspected.")
    assert "Caution" not in one_against_benchmark(one, member(2))


def test_without_intervals_nothing_is_tested():
    one = one_of([30, 25, 10], 20)
    assert against_benchmark(one) == (
        "Compared with England (20.0%), two areas are above and one below; differences not "
        "tested: no published interval."
    )
    assert one_against_benchmark(one, member(1)) == (
        "Town 1: 30.0% of children, +10.0 percentage points against England (20.0%); not tested: "
        "no published interval."
    )


def test_equal_ones_are_counted_too_and_none_is_said_plainly():
    assert against_benchmark(one_of([30, 25, 20, 20], 20)) == (
        "Compared with England (20.0%), two areas are above, none below and two the same; "
        "differences not tested: no published interval."
    )


@pytest.mark.parametrize("half", [None, 4])
def test_a_benchmark_is_not_counted_among_those_compared_with_it(half):
    one = one_of([30, 25, 10], half=half, choice=f"areas:{member(2)}")
    said = against_benchmark(one)
    assert said.count("one area is") + said.count("one below") == 2
    assert "same" not in said and "similar" not in said and "two" not in said
    assert one_against_benchmark(one, member(2)) == (
        "Town 2: 25.0% of children. It is the benchmark itself."
    )


def test_some_tested_and_some_not():
    data = make_dataset(
        [row(member(1), 30, 5), row(member(2), 10, None), row(ENGLAND, 20, None)],
        indicator=make_indicator(**PERCENT),
        members=2,
    )
    assert against_benchmark(compared(data, "share", data.member_codes, "england")) == (
        "Compared with England (20.0%), one area is significantly worse; one area is not tested "
        "(95% intervals)."
    )


def test_counts_are_not_compared():
    one = one_of([300, 100], 200, half=5, kind=Kind.COUNT)
    for sentence in (against_benchmark(one), one_against_benchmark(one, member(1))):
        assert "not compared: a count reflects the size of the area" in sentence
        assert "significantly" not in sentence


def test_no_benchmark_is_said_with_its_reason():
    one = one_of([30, 10], half=5)
    reason = "England has no figure in this dataset for this indicator and period"
    assert against_benchmark(one) == f"No comparison with England: {reason}."
    assert one_against_benchmark(one, member(2)) == f"Town 2: 10.0% of children. No comparison: " \
        f"{reason}."  # fmt: skip


def test_no_figures_means_no_comparison():
    one = one_of([None, None], 20)
    assert against_benchmark(one) == ""
    assert one_against_benchmark(one, member(1)) == "Town 1 has no figure for any period."


def test_each_area_has_a_benchmark_of_its_own():
    # The others of Town 1 have a median of 15, of Town 2 and Town 3 one of 20 and 25.
    one = one_of([30, 20, 10], half=5, choice="rest")
    assert against_benchmark(one) == (
        "Each area compared with its own benchmark: one area is significantly worse, one area is "
        "similar and one area is significantly better (95% intervals)."
    )
    assert one_against_benchmark(one, member(1)).startswith("Town 1: 30.0% of children, ")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (
            member(1),
            "Town 1: 30.0% of children, significantly higher than England (20.0%): "
            "+10.0 percentage points, which means more need (95% interval).",
        ),
        (
            member(2),
            "Town 2: 20.0% of children, similar to England (20.0%): 0.0 percentage points "
            "(95% interval).",
        ),
        (
            member(3),
            "Town 3: 10.0% of children, significantly lower than England (20.0%): "
            "−10.0 percentage points, which means less need (95% interval).",
        ),
    ],
)
def test_one_area_against_england(code, sentence):
    assert one_against_benchmark(one_of(TESTED, 20, half=5), code) == sentence


def over_time(values, *, half=0.5, broken=None, **changes):
    """The trend of one member over years up to 2025; ``broken`` is a year with a break."""
    years = range(2026 - len(values), 2026)
    rows = [
        {
            **row(member(1), value, half),
            "year": year,
            "interval_method": "published",
            "note": f"{BREAK_NOTE}: odd" if year == broken else "",
        }
        for year, value in zip(years, values, strict=True)
    ]
    indicator = make_indicator(**PERCENT, **changes)
    data = make_dataset(rows, indicator=indicator, members=2)
    return area_trends(data, "share", data.member_codes), indicator


FROM = "from 10.0% (Year ending March 2021) to"
RISING = [10, 12, 14, 16, 18]


@pytest.mark.parametrize(
    ("values", "changes", "sentence"),
    [
        (
            RISING,
            {},
            f"Town 1 rose {FROM} 18.0% (Year ending March 2025); a significant rise over the last "
            "five periods, getting worse.",
        ),
        (
            RISING,
            {"polarity": Polarity.NEUTRAL},
            f"Town 1 rose {FROM} 18.0% (Year ending March 2025); a significant rise over the last "
            "five periods.",
        ),
        (
            [10, 8, 6, 4, 2],
            {},
            f"Town 1 fell {FROM} 2.0% (Year ending March 2025); a significant fall over the last "
            "five periods, getting better.",
        ),
        (
            [10, 10.4, 9.8, 10.1, 10.01],
            {},
            "Town 1 stayed the same, 10.0%, from Year ending March 2021 to Year ending March 2025; "
            "no clear trend: the change over the last five periods may be chance.",
        ),
        (
            [10, 14],
            {},
            "Town 1 rose from 10.0% (Year ending March 2024) to 14.0% (Year ending March 2025); "
            "trend not tested: too few points: 2 periods, 5 needed.",
        ),
        (
            # Up over the whole series, down over the periods tested.
            [5, 18, 16, 14, 12, 10],
            {},
            "Town 1 rose from 5.0% (Year ending March 2020) to 10.0% (Year ending March 2025); a "
            "significant fall over the last five periods, from 18.0% (Year ending March 2021), "
            "getting better.",
        ),
        ([10], {}, "Town 1: one period only (Year ending March 2025), so no change can be shown."),
        ([None], {}, "Town 1: no figures over time."),
    ],
)
def test_what_has_happened_over_time(values, changes, sentence):
    trends, indicator = over_time(values, **changes)
    assert change_over_time("Town 1", trends[member(1)], indicator) == sentence


def test_a_break_in_the_last_period_leaves_its_figure_and_the_reason():
    trends, indicator = over_time([10, 12, 30], broken=2025)
    assert change_over_time("Town 1", trends[member(1)], indicator) == (
        "Town 1: 30.0% of children (Year ending March 2025). No change can be shown: too few "
        "points since the suspected break in Year ending March 2025: 0 periods, 5 needed."
    )


def test_an_area_without_any_row_has_no_figures_over_time():
    trends, indicator = over_time(RISING)
    told = change_over_time("Town 2", trends.get(member(2)), indicator)
    assert told == "Town 2: no figures over time."


def test_how_many_areas_rise_and_fall():
    rising, falling = over_time(RISING)[0][member(1)], over_time(RISING[::-1])[0][member(1)]
    short = over_time([10, 14])[0][member(1)]
    assert trend_counts({"a": rising, "b": falling, "c": rising, "d": short}) == (
        "Two rising, one falling and one not tested, over the last five periods (5-point test)."
    )
    assert trend_counts({"a": short}) == ("Trends not tested: too few points: 2 periods, 5 needed.")
    assert trend_counts({}) == "No figures over time."


@pytest.mark.parametrize(
    ("names", "text"),
    [([], ""), (["Derby"], "Derby"), (["Derby", "Leicester"], "Derby and Leicester"),
     (["Derby", "Leicester", "Rutland"], "Derby, Leicester and Rutland")],
)  # fmt: skip
def test_names_in_a_sentence(names, text):
    assert join(names) == text


def test_a_capital_leaves_the_rest_alone():
    assert capital("in the East Midlands") == "In the East Midlands"
    assert capital("") == ""


def test_no_sentence_on_the_real_figures_judges_what_was_not_tested(dataset):
    told = 0
    for indicator in dataset.registry.indicators.values():
        one = compared(dataset, indicator.id, dataset.member_codes, "england")
        sentence = against_benchmark(one)
        for word in ("worse", "better"):
            judged = (one.frame["judgement"] == word).any()
            assert (f"significantly {word}" in sentence) == judged, indicator.id
            told += judged
        if indicator.polarity is Polarity.NEUTRAL or any(
            c.blocks_judgement for c in dataset.registry.caveats_of(indicator)
        ):
            assert not {"worse", "better"} & set(one.frame["judgement"]), indicator.id
    assert told > 0
