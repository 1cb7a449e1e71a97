"""About the data: catalogue, coverage, methods, sources and downloads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.cards.coverage import latest
from dashboard.exports.files import csv_bytes, xlsx_bytes
from dashboard.figures.template import Look
from dashboard.metadata import Status
from dashboard.pages import data
from dashboard.pages.text import project_text
from dashboard.settings import PROJECT
from dashboard.view_state import VIEWS, View, parse

from .small_region import COUNTY, ENGLAND, INDICATORS, TOWN, dataset

DATASET = dataset()
PAGE = View(page="data")
PARTS = ("", *sorted(VIEWS["data"]))


def cards(**changes: str) -> dict:
    return {card.id: card for card in data.body(PAGE.change(**changes), DATASET, Look(False)).cards}


def column(card, name: str) -> list[str]:
    place = [one.name for one in card.table.columns].index(name)
    return [row[place].text for row in card.table.rows]


@pytest.mark.parametrize("part", PARTS)
def test_each_part_has_a_tab_that_leads_there(part):
    tabs = data.body(PAGE.change(view=part, q="low"), DATASET, Look(False)).tabs
    assert {parse(tab.href, DATASET)[0].view for tab in tabs} == set(PARTS)
    (current,) = [tab for tab in tabs if tab.current]
    assert parse(current.href, DATASET)[0] == PAGE.change(view=part, q="low")


def test_a_part_that_does_not_exist_shows_the_catalogue():
    assert set(cards(view="nothing")) == {"catalogue"}


@pytest.mark.parametrize("part", PARTS)
def test_every_table_can_be_downloaded(part):
    for key, card in cards(view=part).items():
        assert key == key.lower()
        assert "_" not in key
        assert key != "all"  # the address of the whole dataset
        assert csv_bytes(card.table)
        assert xlsx_bytes(card.table)


@pytest.mark.parametrize("part", PARTS)
@given(asked=st.text(max_size=80))
def test_no_search_is_an_error(part, asked):
    body = data.body(PAGE.change(view=part, q=asked, domain="unknown"), DATASET, Look(False))
    assert body.sections


def test_the_catalogue_describes_each_indicator():
    card = cards()["catalogue"]
    assert column(card, "Indicator") == ["Low income", "Crowded homes", "Injuries"]
    assert column(card, "Released") == ["26 March 2026", "June 2025", "not known"]
    details = [[cell.detail for cell in row] for row in card.table.rows]
    assert [row[0] for row in details] == ["Money", "Money", "Health"]
    assert [row[1] for row in details] == ["Unit: % of children"] * 3
    assert [row[5] for row in details] == [
        "also for districts",
        "not for districts",
        "not for districts",
    ]
    assert column(card, "Take care") == ["", "", "Recording"]
    source = card.table.rows[0][3]
    assert (source.text, source.href) == ("Homes and money", "https://www.gov.uk/homes")
    assert source.value == "Office of Counting: Homes and money (https://www.gov.uk/homes)"


@pytest.mark.parametrize(
    ("domain", "asked", "names", "said"),
    [
        ("health", "", ["Injuries"], "1 indicator on 1 topic, from 1 publisher."),
        ("money", "rooms", ["Crowded homes"], "1 of 3 indicators matches “rooms” under “Money”."),
        ("all", "low", ["Low income"], "1 of 3 indicators matches “low”."),
        (
            "health",
            "low",
            [],
            "Nothing matches “low” under “Health”. Try fewer words, or clear the search.",
        ),
    ],
)
def test_topic_and_search_work_together(domain, asked, names, said):
    card = cards(domain=domain, q=asked)["catalogue"]
    assert column(card, "Indicator") == names
    assert card.sentence == said


def test_an_empty_list_explains_itself_in_both_lists():
    for part in ("", "coverage"):
        body = data.body(PAGE.change(view=part, q="xyz"), DATASET, Look(False))
        assert body.notices == ("Nothing matches “xyz”. Try fewer words, or clear the search.",)
        assert body.cards[0].sentence == body.notices[0]
    assert data.body(PAGE.change(view="sources", q="xyz"), DATASET, Look(False)).notices == ()


def test_a_topic_without_indicators_is_no_error():
    one_topic = dataset(INDICATORS[1:])
    for part in ("", "coverage"):
        body = data.body(PAGE.change(view=part, domain="health"), one_topic, Look(False))
        assert body.cards[0].sentence == "There are no indicators to show."


def test_coverage_says_what_is_held_and_why_not():
    card = cards(view="coverage")["coverage"]
    names = [one.name for one in card.table.columns]
    assert names[1:] == [
        "Areas missing",
        "Hillshire",
        "Milltown",
        "Newborough",
        "Midshire",
        "England",
    ]
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in card.table.rows}
    assert rows == {
        "Low income": ["0", "● yes", "● yes", "● yes", "● yes", "● yes"],
        "Crowded homes": ["1", "● yes", "● yes", "○ [x]", "○ [x]", "○ [x]"],
        "Injuries": ["2", "● yes", "◇ [c]", "▽ [low]", "○ [x]", "○ [x]"],
        "Indicators missing": ["3", "0", "1", "2", "2", "2"],
    }
    injuries = card.table.rows[2]
    assert injuries[3].note == "few cases"
    assert injuries[3].value == Status.SUPPRESSED.label
    assert card.sentence == (
        "1 of 3 indicators has a figure for all three areas. "
        "Most gaps: Newborough (2) and Milltown (1)."
    )


def test_coverage_without_gaps_says_so():
    card = cards(view="coverage", q="low")["coverage"]
    assert card.sentence == "There is a figure for all three areas on every indicator shown (1)."


def test_coverage_agrees_with_the_figures_one_by_one():
    for key, held in latest(DATASET).items():
        for code in (COUNTY, TOWN, ENGLAND):
            (row,) = DATASET.at_period(key, None, [code]).to_dict("records")
            assert held.status[code] == row["status"]


def test_every_symbol_is_explained():
    card = cards(view="methods")["symbols"]
    assert column(card, "Symbol") == [one.symbol for one in Status if one.symbol]
    shapes = [item.symbol for item in cards(view="coverage")["coverage"].legend]
    assert len(set(shapes)) == len(Status)


def test_sources_are_counted_with_their_releases():
    card = cards(view="sources")["sources"]
    assert card.sentence == "2 publications by 2 publishers."
    assert [[cell.text for cell in row] for row in card.table.rows] == [
        [
            "Health of children",
            "Health Office",
            "1",
            "not known",
            "not known",
            "Open Government Licence v3.0",
        ],
        [
            "Homes and money",
            "Office of Counting",
            "2",
            "June 2025",
            "26 March 2026",
            "Open Government Licence v3.0",
        ],
    ]
    (warning,) = cards(view="sources")["caveats"].table.rows
    assert [cell.text for cell in warning] == ["Recording", "It differs.", "no", "1"]


def test_downloads_hold_everything_whatever_is_looked_at():
    card = cards(view="downloads", q="low", domain="money", present="1")["files"]
    assert [row[0].href for row in card.table.rows] == [
        "/download/data/all.csv",
        "/download/data/all.xlsx",
        "/download/data/all.parquet",
    ]


def test_the_build_is_told_from_its_manifest():
    manifest = {
        "counts": {"indicators": 3, "observations": 12345},
        "latest_release": "2026-03-26",
        "files": {"observations.parquet": "abc"},
    }
    built = dataset(manifest=manifest)
    body = data.body(PAGE.change(view="downloads"), built, Look(False))
    (card,) = [one for one in body.cards if one.id == "build"]
    rows = {row[0].text: row[1].text for row in card.table.rows}
    assert rows["Dataset version"] == "0123456789ab"
    assert rows["Number of observations"] == "12,345"
    assert rows["Newest release used"] == "2026-03-26"
    assert rows["Fingerprint of observations.parquet"] == "abc"
    # Without a manifest only what the dataset itself knows.
    assert len(cards(view="downloads")["build"].table.rows) == 2


def test_how_to_quote_names_the_version():
    body = data.body(PAGE.change(view="downloads"), DATASET, Look(False))
    text = " ".join(getattr(one, "markdown", "") for one in body.sections)
    assert "dataset version 0123456789ab, compiled 2026-11-24" in text


def test_where_the_outlines_come_from_is_read_from_their_record():
    card = cards(view="methods")["boundaries"]
    assert column(card, "Map") == ["Areas", "Districts and unitary councils"]
    assert card.sentence


def test_a_text_that_is_not_installed_says_so():
    assert "not installed" in project_text(PROJECT / "docs" / "no-such-file.md")
