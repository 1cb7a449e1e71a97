"""What the compiled tables hold."""

import pandas as pd
import pytest

from dashboard.compile.assemble import OBSERVATION_COLUMNS
from dashboard.compile.protect import DisclosureError, blank_withheld, require_withheld
from dashboard.dataset import Dataset
from tests.compile.folder import NEIGHBOURS, POOR, REFERRALS, REFERRALS_ELSEWHERE, Folder
from tests.compile.made_up import ALPHA, BETA, DELTA, DELTA_ALIAS, GAMMA, LOWER, UPPER


def observations(folder: Folder) -> pd.DataFrame:
    version = folder.compile()["folder"]
    return pd.read_parquet(folder.out / version / "observations.parquet")


def row_of(frame: pd.DataFrame, indicator: str, code: str, end: str = "2024-03-31") -> pd.Series:
    found = frame[
        (frame["indicator_id"] == indicator)
        & (frame["area_code"] == code)
        & (frame["period_end"] == pd.Timestamp(end))
    ]
    assert len(found) == 1
    return found.iloc[0]


def test_the_columns_and_their_types(folder):
    frame = observations(folder)
    assert tuple(frame.columns) == OBSERVATION_COLUMNS
    for column in ("value", "lower_ci", "upper_ci", "numerator", "denominator"):
        assert frame[column].dtype == "float64"
    for column in ("period_start", "period_end"):
        assert pd.api.types.is_datetime64_dtype(frame[column])
    assert (
        not frame.drop(columns=["value", "lower_ci", "upper_ci", "numerator", "denominator"])
        .isna()
        .any(axis=None)
    )
    assert frame["source_kind"].unique().tolist() == ["published"]


def test_rows_are_sorted_by_indicator_area_and_period(folder):
    frame = observations(folder)
    keys = ["indicator_id", "area_code", "period_end"]
    pd.testing.assert_frame_equal(frame, frame.sort_values(keys, kind="stable"))


def test_the_app_can_read_it(folder):
    folder.compile()
    dataset = Dataset.load(folder.out)
    assert dataset.at_period("poor_children")["value"].tolist() == [12.5, 12.5, 12.5]
    assert dataset.neighbours(BETA, "dfe") == (DELTA, ALPHA)


def test_values_stay_as_written(folder):
    folder.change(POOR, 9, value="12.50000001", numerator="1,250", denominator="10,000")
    row = row_of(observations(folder), "poor_children", BETA)
    assert (row["value"], row["numerator"], row["denominator"]) == (12.50000001, 1250, 10000)


def test_other_codes_become_the_code_in_use(folder):
    folder.change(REFERRALS_ELSEWHERE, 3, area_code=DELTA_ALIAS)
    folder.change(NEIGHBOURS, 3, neighbour_code=DELTA_ALIAS)
    frame = observations(folder)
    assert row_of(frame, "referrals", DELTA)["value"] == 350
    assert DELTA_ALIAS not in set(frame["area_code"])
    assert Dataset.load(folder.out).neighbours(BETA, "dfe") == (DELTA, ALPHA)


def test_intervals_are_worked_out_where_counts_are_known(folder):
    folder.change(REFERRALS, 9, value="50", numerator="5")
    frame = observations(folder)
    share = row_of(frame, "poor_children", BETA)
    # 125 of 1,000 by Wilson's method.
    assert share["interval_method"] == "Wilson"
    assert (share["lower_ci"], share["upper_ci"]) == pytest.approx((10.593, 14.694), abs=0.001)
    assert row_of(frame, "referrals", ALPHA)["interval_method"] == "Byar"
    assert row_of(frame, "referrals", BETA)["interval_method"] == "exact Poisson"
    assert row_of(frame, "referrals", DELTA)["interval_method"] == ""


def test_published_intervals_are_kept(folder):
    folder.change(POOR, 9, lower_ci="10.123456789", upper_ci="15")
    row = row_of(observations(folder), "poor_children", BETA)
    assert row["interval_method"] == "published"
    assert (row["lower_ci"], row["upper_ci"]) == (10.123456789, 15)


def test_modelled_figures_get_no_interval(folder):
    folder.describe("poor_children", caveats=["modelled"])
    frame = observations(folder)
    assert set(frame.loc[frame["indicator_id"] == "poor_children", "interval_method"]) == {""}
    assert row_of(frame, "referrals", ALPHA)["interval_method"] == "Byar"


def test_the_release_goes_with_every_figure(folder):
    frame = observations(folder)
    assert row_of(frame, "poor_children", BETA)["edition"] == "2025-10-23"


def test_a_withheld_figure_shows_no_count(folder):
    folder.change(POOR, 9, value="", status="suppressed")
    row = row_of(observations(folder), "poor_children", BETA)
    assert row["status"] == "suppressed"
    assert row[["value", "lower_ci", "upper_ci", "numerator"]].isna().all()
    assert row["denominator"] == 1000


@pytest.mark.parametrize("column", ["value", "lower_ci", "upper_ci", "numerator"])
def test_nothing_is_written_if_a_withheld_figure_would_show(column):
    empty = {"value": None, "lower_ci": None, "upper_ci": None, "numerator": None}
    frame = pd.DataFrame([{"status": "suppressed"} | empty | {column: 3.0}])
    with pytest.raises(DisclosureError, match="1 rows"):
        require_withheld(frame)


@pytest.mark.parametrize(
    ("status", "kept"),
    [("ok", True), ("provisional", True), ("suppressed", False), ("not_available", False),
     ("not_applicable", False), ("negligible", False)],
)  # fmt: skip
def test_only_rows_with_a_value_keep_their_numerator(status, kept):
    frame = pd.DataFrame({"status": [status], "numerator": [3.0]})
    assert blank_withheld(frame)["numerator"].notna().tolist() == [kept]


def test_adjacent_areas_are_ranked_by_shared_border(folder):
    folder.compile()
    dataset = Dataset.load(folder.out)
    assert dataset.neighbours(ALPHA, "adjacent") == (GAMMA, BETA)
    assert dataset.neighbours(UPPER, "adjacent") == (BETA, LOWER)
    # A unitary is a member first: its neighbours are members, not districts.
    assert dataset.neighbours(BETA, "adjacent") == (ALPHA,)


def test_neighbours_keep_the_words_about_closeness(folder):
    version = folder.compile()["folder"]
    frame = pd.read_parquet(folder.out / version / "neighbours.parquet")
    assert frame.columns.tolist() == ["area_code", "method", "rank", "neighbour_code", "closeness"]
    published = frame[(frame["area_code"] == ALPHA) & (frame["method"] == "dfe")]
    assert published["closeness"].tolist() == ["Close"]


def test_places_on_maps(folder):
    folder.compile()
    places = Dataset.load(folder.out).geography("districts")
    assert places.loc[LOWER].to_dict() == {
        "column": 1,
        "row": 0,
        "lon": -0.5,
        "lat": 53.5,
        "room_km": 4.2,
        "west": -1.0,
        "south": 53.0,
        "east": 0.0,
        "north": 54.0,
    }
    assert set(places.index) == {UPPER, LOWER, BETA, GAMMA}
