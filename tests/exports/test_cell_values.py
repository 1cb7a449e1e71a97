import math
from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.exports.cell_values import file_value
from dashboard.metadata.spreadsheet_text import harmless

SKIPPED = ["", " ", '"', "'", "\u00a0", "\u200b", ' "', "\u3000'", "\ufeff"]
SIGNS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(
    "before", ["", " ", '"', "'", "\u00a0", "\u200b", ' "', "\u3000'", "\ufeff"]
)
def test_text_that_could_run_gets_an_apostrophe(sign, before):
    text = f"{before}{sign}HYPERLINK(1)"
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Derby", "[c]", "16.1%", "2024/25", "\u22122.3", "a=b", " a"])
def test_ordinary_text_is_left_alone(text):
    assert harmless(text) == text


@given(st.text())
def test_no_text_comes_out_risky(text):
    seen = harmless(text)
    looked_at = seen.lstrip(' \u00a0\u3000"`\u2018\u2019\u201c\u201d\u200b\u200c\u200d\u2060\ufeff')
    assert looked_at[:1] not in set(SIGNS)
    assert seen in {text, f"'{text}"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (math.nan, None),
        (math.inf, None),
        (pd.NaT, None),
        (np.float64(16.25), 16.25),
        (np.int64(7), 7),
        (123.0, 123),
        (-4.5, -4.5),
        (-60.799999999999955, -60.8),
        (123_456_789_012, 123_456_789_012),
        (True, "yes"),
        (datetime(2024, 3, 31, 12), date(2024, 3, 31)),
        (pd.Timestamp(2024, 3, 31), date(2024, 3, 31)),
        ("-4.5", "'-4.5"),
    ],
)
def test_values_become_plain(value, expected):
    found = file_value(value)
    assert found == expected
    assert type(found) is type(expected)
