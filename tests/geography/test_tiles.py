"""One tile each, in roughly the right place."""

import pandas as pd
import pytest

from dashboard.geography.members import read_map_areas
from dashboard.geography.publish import Folders
from dashboard.geography.tiles import assign_tiles, with_given
from dashboard.metadata.models import Level
from tests.geography.conftest import PROJECT

AREAS = read_map_areas(Folders(PROJECT).region_file)


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return pd.read_csv(PROJECT / "data" / "geography" / "tiles.csv")


def places(table: pd.DataFrame, level: Level) -> pd.DataFrame:
    return table[table["level"] == level.value].set_index("area_code")[["column", "row"]]


def test_a_square_of_four_keeps_its_corners():
    centres = {"nw": (0, 9), "ne": (9, 9), "sw": (0, 0), "se": (9, 0)}
    assert assign_tiles(centres) == {"nw": (0, 0), "ne": (1, 0), "sw": (0, 1), "se": (1, 1)}


def test_areas_in_one_place_still_get_a_cell_each():
    centres = dict.fromkeys("abcde", (1.0, 1.0))
    assert len(set(assign_tiles(centres).values())) == len(centres)


def test_a_row_of_areas_stays_a_row():
    centres = {code: (float(place), 1e-7 * place) for place, code in enumerate("abcd")}
    assert assign_tiles(centres) == {"a": (0, 0), "b": (1, 0), "c": (2, 0), "d": (3, 0)}


@pytest.mark.parametrize("centres", [{}, {"a": (3.0, 4.0)}])
def test_none_and_one(centres):
    assert assign_tiles(centres) == dict.fromkeys(centres, (0, 0))


def test_positions_set_by_hand_win_only_where_complete():
    computed = {"a": (0, 0), "b": (1, 0)}
    assert with_given(computed, {"a": (5, 5), "b": (6, 5)}) == {"a": (5, 5), "b": (6, 5)}
    assert with_given(computed, {"a": (5, 5), "b": None}) == computed


@pytest.mark.parametrize("level", [Level.UPPER_TIER, Level.DISTRICT])
def test_every_area_has_a_tile_of_its_own(table, level):
    found = places(table, level)
    assert set(found.index) == {area.code for area in AREAS.at(level)}
    assert not found.duplicated().any()
    assert found.min().tolist() == [0, 0]


def test_members_stand_where_they_were_put(table):
    found = places(table, Level.UPPER_TIER)
    by_hand = {area.code: area.tile for area in AREAS.members if area.tile}
    assert {code: tuple(found.loc[code]) for code in by_hand} == by_hand


def test_the_map_of_districts_reads_like_a_map(table):
    found = places(table, Level.DISTRICT)
    middle = found.mean()

    def mean_of(member: str) -> pd.Series:
        codes = [area.code for area in AREAS.local if AREAS.member_of(area.code) == member]
        return found.loc[codes].mean()

    derbyshire, lincolnshire = mean_of("E10000007"), mean_of("E10000019")
    assert derbyshire["column"] < middle["column"] < lincolnshire["column"]
    assert derbyshire["row"] < middle["row"]
    assert found.loc["E06000062", "row"] == found["row"].max()
    assert found.loc["E06000017", "column"] > found.loc["E06000016", "column"]
