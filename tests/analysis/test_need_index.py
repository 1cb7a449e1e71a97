"""The need index by hand: z-scores, directions, missing figures, and how fragile an order is."""

import math

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.need_index import (
    always,
    need_index,
    sensitivity,
    usable,
    usual_recipe,
    with_weight,
)
from dashboard.dataset import Dataset
from dashboard.metadata import Caveat, Indicator, Kind, Polarity

from .conftest import make_dataset, make_indicator, make_registry, member, outsider

NAN = math.nan
LOW = {"polarity": Polarity.LOW_IS_WORSE}


def region(
    *columns: tuple[Indicator, list[float], list[float]], caveats: dict[str, Caveat] | None = None
) -> Dataset:
    """Several indicators, each with the values of members and of councils elsewhere."""
    members, outsiders = len(columns[0][1]), max(len(away) for _, _, away in columns)
    parts = []
    for indicator, here, away in columns:
        rows = [{"area_code": member(i), "value": v} for i, v in enumerate(here, 1)]
        rows += [{"area_code": outsider(i), "value": v} for i, v in enumerate(away, 1)]
        parts.append(make_dataset(rows, indicator=indicator, members=members).observations)
    registry = make_registry(columns[0][0], members, outsiders).model_copy(
        update={"indicators": {one.id: one for one, _, _ in columns}, "caveats": caveats or {}}
    )
    empty = pd.DataFrame(columns=["area_code", "method", "rank", "neighbour_code", "closeness"])
    return Dataset.from_frames(registry, pd.concat(parts, ignore_index=True), empty)


def index_of(dataset: Dataset, **weights: float):
    return need_index(dataset, dataset.member_codes, tuple(weights.items()))


def one(key: str, **changes) -> Indicator:
    return make_indicator(id=key, **changes)


class TestScores:
    def test_scores_are_standard_deviations_from_the_mean_of_englands_councils(self):
        # Mean of 2, 4, 6, 8 is 5; squared distances 9, 1, 1, 9; divided by n the variance is 5.
        dataset = region((one("a"), [2, 4], [6, 8]))
        found = index_of(dataset, a=1)
        assert found.scores["a"].to_list() == pytest.approx([-3 / 5**0.5, -1 / 5**0.5])
        (standard,) = found.standards
        assert (standard.mean, standard.n, standard.is_england) == (5, 4, True)
        assert standard.sd == pytest.approx(5**0.5)

    def test_low_values_are_need_where_the_indicator_says_so(self):
        dataset = region((one("a", **LOW), [2, 4], [6, 8]))
        found = index_of(dataset, a=1)
        assert found.scores["a"].to_list() == pytest.approx([3 / 5**0.5, 1 / 5**0.5])
        assert found.places.to_list() == [1, 2]

    def test_the_index_is_the_weighted_mean_of_the_scores(self):
        dataset = region((one("a"), [2, 4], [6, 8]), (one("b", **LOW), [8, 6], [4, 2]))
        a, b = -3 / 5**0.5, -3 / 5**0.5
        assert index_of(dataset, a=3, b=1).value.iloc[0] == pytest.approx((3 * a + b) / 4)

    def test_only_the_proportions_of_weights_matter(self):
        dataset = region((one("a"), [2, 4, 5], [6, 8]), (one("b"), [1, 9, 2], [4, 2]))
        twice, once = (index_of(dataset, a=2 * k, b=k).value for k in (10, 1))
        assert twice.to_list() == pytest.approx(once.to_list())

    def test_where_englands_figures_are_not_held_the_region_stands_in_and_it_is_said(self):
        dataset = region((one("a"), [1, 2, 3], []), (one("b"), [1, 2, 3], [4, 5, 6]))
        found = index_of(dataset, a=1, b=1)
        assert [s.is_england for s in found.standards] == [False, True]
        assert [(s.mean, s.n) for s in found.standards] == [(2, 3), (3.5, 6)]

    def test_a_few_councils_do_not_stand_for_england(self):
        dataset = region((one("a"), [1, 2, 3], [9, *[NAN] * 8]))
        (standard,) = index_of(dataset, a=1).standards
        assert (standard.is_england, standard.n) == (False, 3)

    def test_equal_areas_share_the_best_place(self):
        dataset = region((one("a"), [5, 5, 1], [9]))
        assert index_of(dataset, a=1).places.to_list() == [1, 1, 3]


class TestMissing:
    def test_an_area_without_a_figure_has_no_index_and_is_never_filled_in(self):
        dataset = region((one("a"), [1, NAN, 3], [4]), (one("b"), [1, 2, 3], [4]))
        found = index_of(dataset, a=1, b=1)
        assert found.missing == {member(2): ("a",)}
        assert math.isnan(found.value[member(2)])
        assert math.isnan(found.places[member(2)])
        assert not math.isnan(found.scores.loc[member(2), "b"])  # what is known is shown
        assert found.n == 2

    def test_a_weight_of_zero_leaves_an_indicator_out_and_its_gaps_with_it(self):
        dataset = region((one("a"), [1, NAN, 3], [4]), (one("b"), [1, 2, 3], [4]))
        found = index_of(dataset, a=0, b=1)
        assert found.recipe == (("b", 1),)
        assert (found.missing, found.n) == ({}, 3)

    def test_without_any_weight_no_area_has_an_index(self):
        dataset = region((one("a"), [1, 2, 3], [4]))
        found = index_of(dataset, a=0)
        assert found.n == 0
        assert found.value.isna().all()
        assert sensitivity(found).frame.empty


class TestWhatCanBeUsed:
    BLOCKED = Caveat(key="practice", short="Practice", text="It differs.", blocks_judgement=True)

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"polarity": Polarity.NEUTRAL}, "neither higher nor lower"),
            ({"kind": Kind.COUNT}, "size of the area"),
            ({"caveats": ("practice",)}, "recording practice"),
        ],
    )
    def test_what_cannot_say_which_end_is_need_is_left_out_with_the_reason(self, changes, reason):
        dataset = region(
            (one("a", **changes), [1, 2, 3], [4]),
            (one("b"), [1, 2, 3], [4]),
            caveats={"practice": self.BLOCKED},
        )
        found = index_of(dataset, a=1, b=1)
        assert reason in found.standards[0].reason
        assert found.recipe == (("b", 1),)
        assert [i.id for i in usable(dataset)] == ["b"]

    def test_an_indicator_on_which_all_areas_are_the_same_is_left_out(self):
        dataset = region((one("a"), [2, 2, 2], [2]), (one("b"), [1, 2, 3], [4]))
        found = index_of(dataset, a=1, b=1)
        assert found.standards[0].reason == "all areas have the same figure"
        assert found.n == 3

    def test_weights_are_changed_added_and_taken_out(self):
        recipe = (("a", 1.0), ("b", 2.0))
        assert with_weight(recipe, "a", 3) == (("a", 3), ("b", 2))
        assert with_weight(recipe, "c", 1) == (*recipe, ("c", 1))
        assert with_weight(recipe, "a", 0) == (("b", 2),)


# First on both, last on both, and two in the middle that change places with the weights.
FRAGILE = (one("a"), [9, 6, 3, 0], [4, 5]), (one("b"), [9, 3, 6, 0], [4, 5])


class TestSensitivity:
    def test_who_is_first_on_everything_is_first_whatever_the_weights(self):
        frame = sensitivity(index_of(region(*FRAGILE), a=1, b=1)).frame
        first, last = frame.loc[member(1)], frame.loc[member(4)]
        assert (first["least"], first["most"], first["p5"], first["p95"]) == (1, 1, 1, 1)
        assert (last["least"], last["most"]) == (4, 4)

    def test_an_order_that_hangs_on_the_weights_has_a_range(self):
        frame = sensitivity(index_of(region(*FRAGILE), a=1, b=1)).frame
        for code in (member(2), member(3)):
            assert (frame.loc[code, "least"], frame.loc[code, "most"]) == (2, 3)

    def test_each_indicator_is_left_out_in_turn(self):
        frame = sensitivity(index_of(region(*FRAGILE), a=5, b=1)).frame
        # With these weights the second area is second; without the first indicator it is third.
        assert frame.loc[member(2), "place"] == 2
        assert (frame.loc[member(2), "out_least"], frame.loc[member(2), "out_most"]) == (2, 3)

    def test_ranges_are_the_same_every_time_and_on_every_machine(self):
        dataset = region(*FRAGILE)
        again = region(*FRAGILE)
        pd.testing.assert_frame_equal(
            sensitivity(index_of(dataset, a=1, b=1)).frame,
            sensitivity(index_of(again, a=1, b=1)).frame,
        )

    def test_other_draws_give_other_shares(self):
        rng = np.random.default_rng(5)
        columns = [(one(key), list(rng.normal(size=8)), list(rng.normal(size=4))) for key in "abcd"]
        index = index_of(region(*columns), a=1, b=1, c=1, d=1)
        shares = [sensitivity(index, seed=seed).frame["first"].to_list() for seed in (1, 2)]
        assert shares[0] != shares[1]

    def test_one_indicator_has_no_weights_to_vary(self):
        found = sensitivity(index_of(region(FRAGILE[0]), a=1))
        assert found.draws == 0
        assert found.frame["least"].equals(found.frame["place"])
        assert found.frame["out_least"].isna().all()

    def test_always_names_only_areas_that_no_weighting_moves(self):
        steady = [9, 8, 7, 3, 2, 1, 0]
        swapped = [9, 8, 3, 7, 2, 1, 0]
        dataset = region((one("a"), steady, [5]), (one("b"), swapped, [5]))
        found = sensitivity(index_of(dataset, a=1, b=2))
        assert always(found, "first") == (member(1), member(2))
        assert always(found, "last") == (member(5), member(6), member(7))

    def test_an_area_that_one_left_out_indicator_moves_is_not_always_first(self):
        frame = sensitivity(index_of(region(*FRAGILE), a=1, b=1)).frame
        # Four areas: the first three places hold all but the last.
        found = sensitivity(index_of(region(*FRAGILE), a=1, b=1))
        assert set(always(found, "first")) == {member(1), member(2), member(3)}
        assert len(frame) == 4


def test_the_proposed_recipe_can_be_used_and_ranks_every_area(dataset):
    recipe = usual_recipe(dataset)
    assert len(recipe) > 2
    index = need_index(dataset, dataset.member_codes, recipe)
    assert index.recipe == recipe
    assert index.n == len(dataset.member_codes)
    assert all(one.is_england for one in index.standards)
