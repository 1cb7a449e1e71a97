"""Where figures come from, on cards and in files."""

import pytest

from dashboard.cards.provenance import notes, released, source_line, table_meta
from dashboard.metadata import Caveat
from dashboard.view_state import View

from ..pages import small_region
from ..pages.small_region import INDICATORS

DATA = small_region.dataset()
INJURIES, LOW_INCOME, CROWDED = INDICATORS


def test_one_indicator_has_source_publication_release_period_and_version():
    assert source_line(DATA, [LOW_INCOME], "Year ending March 2025") == (
        "Source: Office of Counting, Homes and money (released 2026-03-26). "
        "Year ending March 2025. Dataset 0123456789ab."
    )


def test_a_release_date_that_is_not_known_is_not_made_up():
    assert released(INJURIES) == "release date not held"
    assert source_line(DATA, [INJURIES]) == (
        "Source: Health Office, Health of children (release date not held). Dataset 0123456789ab."
    )


def test_several_indicators_name_each_source_once():
    assert source_line(DATA, INDICATORS) == (
        "Source: Health Office; Office of Counting. Dataset 0123456789ab."
    )


def test_a_publisher_is_named_once_even_if_it_shares_an_indicator():
    both = small_region.indicator("both", source="Health Office; Office of Counting")
    assert source_line(DATA, [INJURIES, both, LOW_INCOME]).startswith(
        "Source: Health Office; Office of Counting. "
    )


def test_names_keep_their_capitals_in_a_note():
    data = small_region.dataset()
    for key, short in (("none", "No England figure"), ("covid", "COVID-affected years")):
        data.registry.caveats[key] = Caveat(key=key, short=short, text="Long.")
    noted = small_region.indicator("noted", caveats=("none", "covid"))
    assert notes(data, [noted]) == ("Keep in mind: no England figure; COVID-affected years.",)


def test_a_file_says_what_it_holds():
    meta = table_meta(DATA, View(benchmark="region"), [LOW_INCOME], "Year ending March 2025")
    assert meta[:7] == (
        ("Period", "Year ending March 2025"),
        ("Indicator", "Low income"),
        ("Definition", "Share of children in poor homes."),
        ("Unit", "% of children"),
        ("Direction", "Higher means more need"),
        ("Source", "Office of Counting, Homes and money (released 2026-03-26). "
                   "Open Government Licence v3.0"),
        ("Address of source", "https://www.gov.uk/homes"),
    )  # fmt: skip
    assert meta[-3:] == (
        ("View", "/?benchmark=region"),
        ("Dataset version", "0123456789ab"),
        ("Compiled", "2026-11-24T10:05:00+00:00"),
    )


def test_no_direction_of_need_where_a_caveat_forbids_a_judgement():
    assert dict(table_meta(DATA, View(), [INJURIES]))["Direction"] == (
        "Higher is not judged better or worse"
    )


def test_caveats_travel_with_the_file():
    meta = table_meta(DATA, View(), INDICATORS)
    assert [text for label, text in meta if label == "Caveat"] == ["It differs."]
    assert [text for label, text in meta if label == "Indicator"] == [
        "Injuries", "Low income", "Crowded homes",
    ]  # fmt: skip
    assert "Period" not in dict(meta)


@pytest.mark.parametrize("symbol", ["[c]", "[x]", "[z]", "[low]", "[p]"])
def test_every_symbol_is_explained_in_the_file(symbol):
    assert symbol in dict(table_meta(DATA, View(), INDICATORS))["Symbols"]


def test_a_caveat_that_forbids_a_judgement_is_in_full_and_others_by_name():
    data = small_region.dataset()
    for key in ("rounded", "early"):
        data.registry.caveats[key] = Caveat(key=key, short=key.capitalize(), text="Long.")
    both = small_region.indicator("both", caveats=("recording", "rounded", "early"))
    assert notes(data, [both]) == ("Recording: It differs.", "Keep in mind: rounded; early.")
    assert notes(data, [both, both]) == notes(data, [both])
    assert notes(data, [INJURIES]) == ("Recording: It differs.",)
    assert notes(data, [LOW_INCOME]) == ()
