"""Places in the group and in England."""

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.rank import (
    NEUTRAL_NOT_RANKED,
    NOTHING_TO_RANK,
    REST_NOT_HELD,
    ordinal,
    position_in_england,
    rank,
)
from dashboard.metadata import Kind, Polarity

from .conftest import DISTRICT, FORMER, make_dataset, make_indicator, member, outsider

HIGH, LOW, NEUTRAL = Polarity.HIGH_IS_WORSE, Polarity.LOW_IS_WORSE, Polarity.NEUTRAL
END = pd.Timestamp(2025, 3, 31)


def england(values: list[float], outside: list[float], **changes):
    """A dataset of members with ``values`` and other councils with ``outside``."""
    rows = [{"area_code": member(i), "value": v} for i, v in enumerate(values, 1)]
    rows += [{"area_code": outsider(i), "value": v} for i, v in enumerate(outside, 1)]
    return make_dataset(
        rows, indicator=make_indicator(**changes), members=len(values), outsiders=len(outside)
    )


class TestRank:
    def test_greatest_need_is_first_and_ties_share_the_best_place(self):
        values = pd.Series({"a": 10.0, "b": 30.0, "c": 20.0, "d": 30.0, "e": np.nan})
        ranked = rank(values, HIGH)
        assert ranked.places.dropna().to_dict() == {"a": 4, "b": 1, "c": 3, "d": 1}
        assert np.isnan(ranked.places["e"])
        assert (ranked.n, ranked.reason) == (4, "")

    def test_lowest_is_first_where_low_means_need(self):
        ranked = rank(pd.Series({"a": 10.0, "b": 30.0, "c": 20.0}), LOW)
        assert ranked.places.to_dict() == {"a": 1, "b": 3, "c": 2}

    def test_neutral_is_never_ranked(self):
        ranked = rank(pd.Series({"a": 10.0, "b": 30.0}), NEUTRAL)
        assert ranked.places.isna().all()
        assert (ranked.n, ranked.reason) == (2, NEUTRAL_NOT_RANKED)

    @pytest.mark.parametrize("polarity", list(Polarity))
    def test_nothing_to_rank(self, polarity):
        ranked = rank(pd.Series({"a": np.nan, "b": np.nan}), polarity)
        assert ranked.places.index.tolist() == ["a", "b"]
        assert (ranked.n, ranked.reason) == (0, NOTHING_TO_RANK)


class TestPositionInEngland:
    def test_place_and_decile_among_all(self):
        # 20 councils with the values 20, 19, ... 1; the two members hold 20 and 15.
        outside = [v for v in range(1, 20) if v != 15]
        dataset = england([20, 15], outside)
        first = position_in_england(dataset, "share", END, member(1))
        assert (first.place, first.decile, first.n, first.reason) == (1, 1, 20, "")
        assert first.text == "highest of 20"
        sixth = position_in_england(dataset, "share", END, member(2))
        assert (sixth.place, sixth.decile, sixth.n) == (6, 3, 20)
        assert sixth.text == "6th highest of 20"

    def test_last_place_is_in_the_tenth_decile(self):
        dataset = england([0, 50], list(range(1, 10)))
        last = position_in_england(dataset, "share", END, member(1))
        assert (last.place, last.decile, last.n) == (11, 10, 11)

    def test_ties_share_place_and_decile(self):
        dataset = england([5, 5], [9, 5, 1, 1, 1, 1, 1, 1, 1])
        found = [position_in_england(dataset, "share", END, member(i)) for i in (1, 2)]
        assert [(p.place, p.decile) for p in found] == [(2, 1), (2, 1)]

    def test_lowest_first_where_low_means_need(self):
        dataset = england([1, 5], [9, 3], polarity=LOW)
        position = position_in_england(dataset, "share", END, member(2))
        assert position.place == 3
        assert position.text == "2nd highest of 4"

    def test_in_words_it_is_counted_from_the_nearer_end(self):
        dataset = england([2, 5], [9, 1, 7, 8, 6])
        told = [position_in_england(dataset, "share", END, member(i)) for i in (1, 2)]
        assert [one.place for one in told] == [6, 5]
        assert [one.text for one in told] == ["2nd lowest of 7", "3rd lowest of 7"]

    def test_neutral_starts_at_the_highest_value(self):
        dataset = england([1, 5], [9, 3], polarity=NEUTRAL)
        assert position_in_england(dataset, "share", END, member(2)).text == "2nd highest of 4"

    def test_no_decile_of_a_few(self):
        position = position_in_england(england([1, 5], [9, 3]), "share", END, member(2))
        assert (position.place, position.decile) == (2, None)

    def test_councils_without_a_value_do_not_count(self):
        position = position_in_england(england([1, 5], [9, np.nan]), "share", END, member(2))
        assert position.n == 3

    def test_default_period(self):
        dataset = england([1, 5], [9, 3])
        assert position_in_england(dataset, "share", None, member(2)).place == 2

    def test_other_periods_with_the_same_end_do_not_count(self):
        rows = [{"area_code": member(i), "value": 5.0 + i} for i in (1, 2)]
        quarter = {"period_start": pd.Timestamp(2025, 1, 1), "value": 99.0}
        rows += [{"area_code": outsider(1), "value": 1.0}]
        rows += [{"area_code": outsider(2)} | quarter]
        dataset = make_dataset(rows, members=2, outsiders=2)
        position = position_in_england(dataset, "share", END, member(2))
        assert (position.place, position.n) == (1, 3)

    def test_only_councils_that_existed_count(self):
        rows = [
            {"area_code": member(1), "value": 5.0, "year": 2020},
            {"area_code": member(2), "value": 9.0, "year": 2020},  # made in April 2021
            {"area_code": FORMER, "value": 8.0, "year": 2020},
            {"area_code": outsider(1), "value": 1.0, "year": 2020},
        ]
        dataset = make_dataset(rows, members=2, outsiders=1)
        end = pd.Timestamp(2020, 3, 31)
        assert position_in_england(dataset, "share", end, member(1)).text == "2nd highest of 3"
        assert position_in_england(dataset, "share", end, FORMER).text == "highest of 3"
        newer = position_in_england(dataset, "share", end, member(2))
        assert newer.text == "Town 2 did not exist at the time"

    def test_abolished_councils_do_not_count(self):
        rows = [{"area_code": member(i), "value": float(i)} for i in (1, 2)]
        rows += [{"area_code": FORMER, "value": 9.0}, {"area_code": outsider(1), "value": 0.0}]
        dataset = make_dataset(rows, members=2, outsiders=1)
        assert position_in_england(dataset, "share", END, member(2)).text == "highest of 3"

    def test_reasons_when_there_is_no_position(self):
        held = england([1, np.nan], [9, 3])
        assert position_in_england(held, "share", END, member(2)).reason == (
            "no value for this period"
        )
        assert position_in_england(held, "share", END, DISTRICT).reason == (
            "only upper-tier councils have a position in England"
        )
        region_only = england([1, 5], [np.nan])
        assert position_in_england(region_only, "share", END, member(2)).reason == REST_NOT_HELD
        counts = england([1, 5], [9, 3], kind=Kind.COUNT)
        assert position_in_england(counts, "share", END, member(2)).place is None
        empty = england([np.nan, np.nan], [np.nan])
        nothing = position_in_england(empty, "share", None, member(2))
        assert nothing.reason == "no figures are held for this indicator"
        assert nothing.decile is None


class TestOrdinal:
    @pytest.mark.parametrize(
        ("number", "text"),
        [
            (1, "1st"),
            (2, "2nd"),
            (3, "3rd"),
            (4, "4th"),
            (11, "11th"),
            (12, "12th"),
            (13, "13th"),
            (22, "22nd"),
            (101, "101st"),
            (111, "111th"),
        ],
    )
    def test_english(self, number, text):
        assert ordinal(number) == text
