"""How values are written; the functions are in metadata, charts are their first users."""

import math

import pytest

from dashboard.metadata.format import (
    format_difference,
    format_interval,
    format_ticks,
    format_value,
    format_with_unit,
    short_period,
)
from tests.figures.examples import POUNDS, make_indicator

PERCENT = make_indicator()
COUNT = make_indicator(unit="children", unit_suffix="", decimals=0, kind="count")
RATE = make_indicator(unit="per 10,000 children", unit_suffix="", kind="rate")


@pytest.mark.parametrize(
    ("value", "indicator", "status", "expected"),
    [
        (16.1, PERCENT, None, "16.1%"),
        (612.4, POUNDS, "ok", "£612"),
        (1234.0, COUNT, None, "1,234"),
        (6.4, RATE, None, "6.4"),
        (-12.0, POUNDS, None, "−£12"),
        (-0.01, PERCENT, None, "0.0%"),
        (16.1, PERCENT, "provisional", "16.1% [p]"),
        (None, PERCENT, "suppressed", "[c]"),
        (math.nan, PERCENT, "not_applicable", "[z]"),
        (math.nan, PERCENT, "negligible", "[low]"),
        (math.nan, PERCENT, "ok", "[x]"),
        (None, PERCENT, None, "[x]"),
    ],
)
def test_value(value, indicator, status, expected):
    assert format_value(value, indicator, status) == expected


@pytest.mark.parametrize(
    ("value", "indicator", "expected"),
    [
        (2.34, PERCENT, "+2.3 percentage points"),
        (-2.34, PERCENT, "−2.3 percentage points"),
        (-0.04, PERCENT, "0.0 percentage points"),
        (12.0, POUNDS, "+£12"),
        (-1234.0, COUNT, "−1,234"),
        (None, RATE, ""),
    ],
)
def test_difference(value, indicator, expected):
    assert format_difference(value, indicator) == expected


def test_unit_in_words():
    assert format_with_unit(6.4, RATE) == "6.4 per 10,000 children"
    assert format_with_unit(16.1, PERCENT) == "16.1%"
    assert format_with_unit(None, RATE, "suppressed") == "[c]"


def test_interval():
    assert format_interval(15.24, 17.0, PERCENT) == "15.2% to 17.0%"
    assert format_interval(None, 17.0, PERCENT) == ""


def test_ticks_drop_needless_decimals():
    assert format_ticks([0.0, 20.0], PERCENT) == ["0%", "20%"]
    assert format_ticks([2.5, 5.0], PERCENT) == ["2.5%", "5.0%"]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("2024", "2024"),
        ("2016/17 academic year", "2016/17"),
        ("2013/14 to 2015/16", "2013/14–2015/16"),
        ("Year ending March 2016", "to Mar 2016"),
        ("31 March 2016", "31 Mar 2016"),
        ("Census day, 21 March 2021", "21 Mar 2021"),
        ("December 2018 to February 2019 average", "Dec 2018–Feb 2019"),
        ("Indices of Deprivation 2025 (underlying years differ)", "IoD 2025"),
    ],
)
def test_short_period(label, expected):
    assert short_period(label) == expected
