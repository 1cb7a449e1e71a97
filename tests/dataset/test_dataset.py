"""Reading the compiled figures: nothing is dropped, nothing is carried over."""

import numpy as np
import pandas as pd
import pytest

from dashboard.dataset import Dataset
from dashboard.dataset.dataset import DatasetMissingError

from ..analysis.conftest import DISTRICT, ENGLAND, make_dataset, make_registry, member
from ..analysis.conftest import make_indicator as indicator

MARCH_2024, MARCH_2025 = pd.Timestamp(2024, 3, 31), pd.Timestamp(2025, 3, 31)
FIGURES = [
    {"area_code": member(1), "year": 2024, "value": 10.0},
    {"area_code": member(1), "year": 2025, "value": 20.0},
    {"area_code": member(2), "year": 2024, "value": 30.0},
    {"area_code": member(2), "year": 2025, "status": "suppressed", "note": "few cases"},
    {"area_code": ENGLAND, "year": 2025, "value": 15.0},
    {"area_code": ENGLAND, "year": 2026, "value": 16.0},
]
NEIGHBOURS = [(member(1), member(3)), (member(1), member(2)), (member(2), member(1))]


@pytest.fixture
def small():
    return make_dataset(FIGURES, members=3, neighbours=NEIGHBOURS)


def test_every_area_asked_for_has_a_row_in_the_order_asked(small):
    rows = small.at_period("share", MARCH_2025, [member(3), ENGLAND, member(2), member(1)])
    assert list(rows.index) == [member(3), ENGLAND, member(2), member(1)]
    assert list(rows["status"]) == ["not_available", "ok", "suppressed", "ok"]
    assert rows["value"].fillna(-1).tolist() == [-1, 15, -1, 20]


def test_an_absent_row_says_that_nothing_is_held(small):
    row = small.at_period("share", MARCH_2024, [member(3)]).iloc[0]
    assert row["note"] == "no figure is held for this area and period"
    assert row["period_label"] == "Year ending March 2024"
    assert row["period_end"] == MARCH_2024
    assert np.isnan(row["value"])


def test_a_withheld_figure_keeps_its_own_note(small):
    assert small.at_period("share", MARCH_2025, [member(2)])["note"].iloc[0] == "few cases"


def test_members_at_the_latest_period_unless_asked_otherwise(small):
    rows = small.at_period("share")
    assert list(rows.index) == [member(1), member(2), member(3)]
    assert rows["value"].iloc[0] == 20


def test_nothing_is_carried_over_from_another_period(small):
    assert small.at_period("share", MARCH_2024, [ENGLAND])["value"].isna().all()
    nowhen = small.at_period("share", pd.Timestamp(1999, 1, 1), [member(1)])
    assert nowhen["status"].tolist() == ["not_available"]


def test_asking_twice_gives_the_same_and_writing_to_a_row_changes_nothing(small):
    rows = small.at_period("share", MARCH_2025)
    rows["value"] = 99.0
    assert small.at_period("share", MARCH_2025)["value"].iloc[0] == 20


def test_periods_are_those_in_which_the_region_has_a_value(small):
    labels = small.periods("share")["period_label"]
    assert labels.tolist() == ["Year ending March 2024", "Year ending March 2025"]
    assert small.default_period("share") == MARCH_2025


def test_the_usual_period_is_the_newest_in_which_a_member_has_a_value():
    data = make_dataset(
        [
            {"area_code": member(2), "year": 2023, "value": 1.0},
            {"area_code": DISTRICT, "year": 2025, "value": 1.0},
            {"area_code": member(2), "year": 2025, "status": "suppressed"},
        ]
    )
    assert data.default_period("share") == pd.Timestamp(2023, 3, 31)
    assert data.periods("share")["has_members"].tolist() == [True, False]


def test_the_usual_period_is_that_of_the_districts_where_no_member_has_a_value():
    data = make_dataset(
        [
            {"area_code": DISTRICT, "year": 2025, "value": 1.0},
            {"area_code": ENGLAND, "year": 2026, "value": 1.0},
        ]
    )
    assert data.default_period("share") == MARCH_2025


def test_a_provisional_figure_counts_as_a_value():
    rows = [{"area_code": member(1), "value": 1.0, "status": "provisional"}]
    assert make_dataset(rows).default_period("share") == MARCH_2025


def test_an_indicator_without_figures_has_no_period_and_empty_rows():
    data = make_dataset([{"area_code": ENGLAND, "value": 1.0}])
    assert data.default_period("share") is None
    assert data.periods("share").empty
    assert data.period_label("share", None) == ""
    assert data.at_period("share")["status"].eq("not_available").all()
    assert len(data.at_period("share")) == 10
    assert data.of_indicator("another").empty


def test_an_unknown_indicator_or_area_is_an_error(small):
    with pytest.raises(KeyError):
        small.indicator("joy")
    with pytest.raises(KeyError):
        small.area("E99999999")


def several(order: list[int]) -> Dataset:
    """Two indicators of two areas and two years, their rows in some order."""
    rows = make_dataset(
        [
            {"area_code": member(area), "year": year, "value": value, "indicator_id": key}
            for key, area, year, value in [
                ("apples", 1, 2024, 1.0), ("apples", 1, 2025, 2.0), ("apples", 2, 2024, 3.0),
                ("apples", 2, 2025, 4.0), ("pears", 1, 2024, 5.0), ("pears", 1, 2025, 6.0),
                ("pears", 2, 2024, 7.0), ("pears", 2, 2025, 8.0),
            ]
        ]
    ).observations  # fmt: skip
    empty = pd.DataFrame(columns=["area_code", "method", "rank", "neighbour_code", "closeness"])
    frame = rows.iloc[order].reset_index(drop=True)
    return Dataset.from_frames(make_registry(indicator(), 2, 0), frame, empty)


@pytest.mark.parametrize(
    "order",
    [
        [0, 1, 2, 3, 4, 5, 6, 7],
        [7, 6, 5, 4, 3, 2, 1, 0],
        [0, 4, 1, 5, 2, 6, 3, 7],  # indicators mixed
        [2, 3, 0, 1, 4, 5, 6, 7],  # areas out of order
        [0, 1, 3, 2, 4, 5, 6, 7],  # years out of order
        [4, 5, 6, 7, 0, 1, 2, 3],  # together, though not by name
    ],
)
def test_each_indicator_is_whole_and_in_order_whatever_the_order_of_the_file(order):
    data = several(order)
    assert data.of_indicator("apples")["value"].tolist() == [1, 2, 3, 4]
    assert data.of_indicator("pears")["value"].tolist() == [5, 6, 7, 8]
    assert data.series("pears", member(2))["value"].tolist() == [7, 8]


def test_rows_in_order_are_not_sorted_again():
    frame = several(list(range(8))).observations
    again = Dataset.from_frames(make_registry(indicator(), 2, 0), frame, pd.DataFrame())
    assert again.observations is frame


def test_a_series_is_one_area_oldest_first(small):
    series = small.series("share", member(1))
    assert series["period_end"].tolist() == [MARCH_2024, MARCH_2025]
    assert series["value"].tolist() == [10, 20]
    assert small.series("share", member(3)).empty


def test_neighbours_come_closest_first(small):
    assert small.neighbours(member(1), "alike") == (member(3), member(2))
    assert small.neighbours(member(2), "alike") == (member(1),)
    assert small.neighbours(member(3), "alike") == ()
    assert small.neighbours(member(1), "unlike") == ()


def test_neighbours_go_by_rank_not_by_row(small):
    table = small.neighbour_table.iloc[::-1]
    data = Dataset.from_frames(small.registry, small.observations, table)
    assert data.neighbours(member(1), "alike") == (member(3), member(2))


def test_a_folder_without_a_dataset_says_how_to_make_one(tmp_path):
    with pytest.raises(DatasetMissingError, match=r"python -m dashboard\.compile"):
        Dataset.load(tmp_path)


def test_the_compiled_dataset_holds_the_published_figures(dataset):
    rows = dataset.at_period("child_low_income_bhc", None, ["E06000016", "E92000001"])
    assert rows["value"].round(1).tolist() == [34.5, 19.8]
    assert rows["period_label"].unique().tolist() == ["Year ending March 2025"]


def test_every_neighbour_list_of_the_compiled_dataset_is_by_rank(dataset):
    for (code, method), rows in dataset.neighbour_table.groupby(["area_code", "method"]):
        ranked = rows.sort_values("rank")["neighbour_code"]
        assert dataset.neighbours(code, method) == tuple(ranked)
