"""What stands out: at most five tested findings, those open to doubt last and with a caution."""

import pytest

from dashboard.analysis.standouts import MOST, standouts
from dashboard.analysis.trend import BREAK_NOTE
from dashboard.metadata import Caveat, Polarity

from .conftest import ENGLAND, make_dataset, make_indicator, member


def figures(key, values, england=20.0, *, half=1.0):
    """The latest figures of the members and England; without ``half`` no intervals."""
    rows = [{"indicator_id": key, "area_code": ENGLAND, "value": england}]
    for number, value in enumerate(values, 1):
        limits = {} if half is None else {"lower_ci": value - half, "upper_ci": value + half}
        rows.append({"indicator_id": key, "area_code": member(number), "value": value, **limits})
    return rows


def over_time(key, values, number=1):
    """Years up to 2025 of one member with narrow published intervals, without England."""
    return [
        {
            "indicator_id": key, "area_code": member(number), "year": 2026 - len(values) + i,
            "value": value, "lower_ci": value - 0.5, "upper_ci": value + 0.5,
            "interval_method": "published",
        }
        for i, value in enumerate(values)
    ]  # fmt: skip


def found(rows, choice="england", **described):
    """What stands out among indicators that are described by their changes."""
    data = make_dataset(rows, members=3)
    data.registry.indicators.clear()
    for key, changes in described.items():
        data.registry.indicators[key] = make_indicator(
            id=key, short_name=key.capitalize(), unit_suffix="%", **changes
        )
    data.registry.caveats["recording"] = Caveat(
        key="recording", short="Recording differs", text="It differs.", blocks_judgement=True
    )
    return standouts(data, choice)


def test_the_neediest_area_with_its_benchmark():
    (one,) = found(figures("homes", [30.0, 25.0, 10.0]), homes={})
    assert (
        one.sentence
        == "Homes: Town 1 30.0%, significantly higher than England (20.0%), to Mar 2025"
    )
    assert (one.indicator_id, one.area_code, one.card) == ("homes", member(1), "ranking")
    assert one.size == pytest.approx(0.5)
    assert not one.is_doubtful


def test_the_lowest_where_low_means_need():
    (one,) = found(figures("work", [30.0, 25.0, 10.0]), work={"polarity": Polarity.LOW_IS_WORSE})
    assert (
        one.sentence == "Work: Town 3 10.0%, significantly lower than England (20.0%), to Mar 2025"
    )


@pytest.mark.parametrize(
    ("rows", "changes"),
    [
        (figures("homes", [90.0, 10.0, 10.0], half=None), {}),
        (figures("homes", [21.0, 20.0, 19.0], half=5.0), {}),
        (figures("homes", [15.0, 10.0, 5.0]), {}),
        (figures("homes", [90.0, 10.0, 5.0]), {"polarity": Polarity.NEUTRAL}),
        (figures("homes", [90.0, 10.0, 5.0]), {"core": False}),
        (figures("homes", [90.0, 10.0, 5.0], england=0.0), {}),
        (over_time("homes", [18, 16, 14, 12, 10]), {}),
        (over_time("homes", [10, 12, 14, 16]), {}),
        (over_time("homes", [10, 12, 14, 16, 18]), {"polarity": Polarity.NEUTRAL}),
        (over_time("homes", [10, 12, 14, 16, 18]), {"caveats": ("recording",)}),
    ],
    ids=[
        "no interval", "similar", "all better", "neutral", "not core", "nothing to divide by",
        "getting better", "too few points", "neutral trend", "doubtful trend",
    ],
)  # fmt: skip
def test_nothing_stands_out(rows, changes):
    assert found(rows, homes=changes) == ()


def test_larger_differences_first_and_doubtful_ones_last_with_a_caution():
    rows = figures("small", [22.0, 20.0, 20.0]) + figures("large", [40.0, 20.0, 20.0])
    rows += figures("noted", [80.0, 20.0, 20.0])
    points = found(rows, small={}, noted={"caveats": ("recording",)}, large={})
    assert [p.indicator_id for p in points] == ["large", "small", "noted"]
    assert [p.is_doubtful for p in points] == [False, False, True]
    assert points[2].sentence == (
        "Noted: Town 1 80.0%, significantly higher than England (20.0%), to Mar 2025. "
        "Caution: recording differs"
    )
    assert "Caution" not in points[0].sentence + points[1].sentence


def test_a_suspected_break_is_doubtful_and_comes_with_a_caution():
    rows = figures("broken", [80.0, 20.0, 20.0]) + figures("sound", [40.0, 20.0, 20.0])
    rows[1]["note"] = f"{BREAK_NOTE}: odd"
    points = found(rows, broken={}, sound={})
    assert [p.indicator_id for p in points] == ["sound", "broken"]
    assert points[1].is_doubtful
    assert points[1].sentence.endswith("Caution: series break suspected")


def test_a_trend_runs_over_the_five_periods_tested():
    (one,) = found(over_time("crime", [50, 40, 10, 12, 14, 16, 18]), crime={})
    assert one.sentence == (
        "Crime: getting worse in Town 1, from 10.0% (to Mar 2021) to 18.0% (to Mar 2025)"
    )
    assert one.size == pytest.approx(0.8)
    assert one.card == "trends"


def test_five_findings_at_most_of_which_two_are_trends_and_one_for_each_indicator():
    keys = [f"gap{number}" for number in range(1, 7)]
    rows = [r for i, key in enumerate(keys) for r in figures(key, [30.0 + i, 20.0, 20.0])]
    for number, step in enumerate((1, 2, 3), 1):
        values = [10 + step * year for year in range(5)]
        rows += over_time(f"rise{number}", values) + over_time(f"rise{number}", values, 2)
    points = found(rows, **{key: {} for key in [*keys, "rise1", "rise2", "rise3"]})
    assert [p.indicator_id for p in points] == ["gap6", "gap5", "gap4", "rise3", "rise2"]


def test_an_indicator_with_a_trend_is_not_named_twice():
    rows = over_time("homes", [10, 12, 14, 16, 18])
    rows.append({"indicator_id": "homes", "area_code": ENGLAND, "value": 5.0})
    (one,) = found(rows, homes={})
    assert one.card == "trends"


def test_on_the_published_figures_every_finding_was_tested(dataset):
    for choice in ("england", "region", "rest"):
        points = standouts(dataset, choice)
        assert 0 < len(points) <= MOST == 5
        keys = [point.indicator_id for point in points]
        assert len(set(keys)) == len(keys)
        for point in points:
            indicator = dataset.indicator(point.indicator_id)
            assert indicator.core
            assert indicator.polarity is not Polarity.NEUTRAL
            assert point.area_code in dataset.member_codes
            assert ("Caution: " in point.sentence) == point.is_doubtful
        order = [(p.card == "trends", p.is_doubtful) for p in points]
        assert order == sorted(order)
