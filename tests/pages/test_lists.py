"""The lists of indicators and areas."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.exports.files import csv_bytes
from dashboard.figures.template import Look
from dashboard.pages import lists
from dashboard.view_state import View

from .small_region import COUNTY, DALE, FIGURES, INDICATORS, NEW, TOWN, dataset, indicator

DATASET = dataset()
INDICATORS_PAGE = View(page="indicators")
AREAS_PAGE = View(page="areas")


def listed(view: View) -> list[str]:
    (card,) = lists.indicators(view, DATASET, Look(False)).cards
    return [row[0].text for row in card.table.rows]


def test_indicators_are_listed_by_topic():
    assert listed(INDICATORS_PAGE) == ["Low income", "Crowded homes", "Injuries"]


def test_each_indicator_leads_to_its_page_and_keeps_the_benchmark():
    view = INDICATORS_PAGE.change(benchmark="region", present="1")
    (card,) = lists.indicators(view, DATASET, Look(True)).cards
    assert card.table.rows[0][0].href == "/indicator/low_income?benchmark=region&present=1"


def test_how_many_areas_have_a_figure():
    (card,) = lists.indicators(INDICATORS_PAGE, DATASET, Look(False)).cards
    held = [(row[3].text, row[3].detail) for row in card.table.rows]
    # Of the lower tier, one district and both unitary councils have a figure.
    assert held == [("3 of 3", "3 of 4 at district level"), ("2 of 3", ""), ("1 of 3", "")]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("low", ["Low income"]),
        ("LOW income", ["Low income"]),
        ("income low", ["Low income"]),
        ("rooms", ["Crowded homes"]),
        ("health office", ["Injuries"]),
        ("money", ["Low income", "Crowded homes"]),
        ("low rooms", []),
        (".*", []),
        ("(", []),
        ("%", []),
        ("=1+1", []),
        ("   ", ["Low income", "Crowded homes", "Injuries"]),
    ],
)
def test_search_finds_every_word_anywhere(asked, names):
    assert listed(INDICATORS_PAGE.change(q=asked)) == names


def test_an_empty_result_says_what_was_asked_and_what_to_do():
    body = lists.indicators(INDICATORS_PAGE.change(q="xyz"), DATASET, Look(False))
    said = "Nothing matches “xyz”. Try fewer words, or clear the search."
    assert body.notices == (said,)
    assert body.cards[0].sentence == said


def test_the_sentence_counts():
    def sentence(asked: str) -> str:
        view = INDICATORS_PAGE.change(q=asked)
        return lists.indicators(view, DATASET, Look(False)).cards[0].sentence

    assert sentence("") == "3 indicators on 2 topics, from 2 publishers."
    assert sentence("low") == "1 of 3 indicators matches “low”."
    assert sentence("money") == "2 of 3 indicators match “money”."


@given(st.text(max_size=80))
def test_any_text_can_be_searched_for(asked):
    body = lists.indicators(INDICATORS_PAGE.change(q=asked), DATASET, Look(False))
    assert csv_bytes(body.cards[0].table)


def test_areas_by_kind_with_districts():
    members, districts = lists.areas(AREAS_PAGE, DATASET, Look(False)).cards
    assert members.sentence == "Two unitary authorities and one county."
    assert [row[0].href for row in members.table.rows] == [
        f"/area/{code}" for code in (COUNTY, TOWN, NEW)
    ]
    assert [row[2].text for row in members.table.rows] == ["2", "none", "none"]
    assert members.table.rows[2][0].detail == "since 1 April 2021; before that part of Oldshire"
    assert districts.sentence == (
        "Two districts in one county. There are no districts in Milltown and Newborough."
    )
    assert [(row[0].text, row[1].text) for row in districts.table.rows] == [
        ("Dale", "Hillshire"),
        ("Moor", "Hillshire"),
    ]


def test_children_are_shown_where_they_are_counted():
    assert [
        c.name for c in lists.areas(AREAS_PAGE, DATASET, Look(False)).cards[0].table.columns
    ] == [
        "Area",
        "Type",
        "Districts",
    ]
    children = indicator(
        "children_0_17", short_name="Children", unit="children", unit_suffix="", decimals=0
    )
    figures = (*FIGURES, ("children_0_17", COUNTY, 12345.0), ("children_0_17", TOWN, "suppressed"))
    counted = dataset((*INDICATORS, children), figures)
    members, districts = lists.areas(AREAS_PAGE, counted, Look(False)).cards
    assert members.table.columns[3].name == "Children, Year ending March 2025"
    assert [row[3].text for row in members.table.rows] == ["12,345", "[c]", "[x]"]
    assert members.indicators == ("children_0_17",)
    # None is counted in a district, so there is no empty column.
    assert len(districts.table.columns) == 2
    assert districts.table.rows[0][0].href == f"/area/{DALE}"
