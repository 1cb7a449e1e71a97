from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.labels import line_count, nice_ticks, spread, text_width, wrap_bold, wrap_to
from dashboard.figures.rows import wrap_text
from dashboard.figures.template import Look


@given(st.lists(st.floats(0, 100), min_size=1, max_size=20), st.floats(0.1, 4))
def test_spread_labels_are_apart_in_order_and_inside(wished, gap):
    placed = spread(wished, gap, 0, 100)
    order = sorted(range(len(wished)), key=lambda i: wished[i])
    ordered = [placed[i] for i in order]
    assert all(b - a >= gap - 1e-6 for a, b in pairwise(ordered))
    assert ordered[0] >= 0
    assert ordered[-1] <= 100 + 1e-6


def test_spread_leaves_labels_with_room_alone():
    assert spread([10, 50, 90], 5, 0, 100) == [10, 50, 90]


def test_spread_moves_a_pair_evenly():
    assert spread([50, 51], 5, 0, 100) == [48, 53]


@given(st.floats(-1e5, 1e5), st.floats(0, 1e5))
def test_ticks_cover_the_values(low, span):
    ticks = nice_ticks(low, low + span)
    tolerance = 1e-6 * max(1.0, abs(low), span)
    assert ticks[0] <= low + tolerance
    assert ticks[-1] >= low + span - tolerance
    assert 2 <= len(ticks) <= 8


def test_ticks_are_round():
    assert nice_ticks(0, 34.5) == [0, 10, 20, 30, 40]


def test_county_names_break_before_shire():
    assert wrap_text("Nottinghamshire", 11) == "Nottingham-\nshire"


def test_text_breaks_at_spaces_and_after_dashes():
    assert wrap_text("North Jarrow", 6) == "North\nJarrow"
    assert wrap_text("2013/14–2015/16", 9) == "2013/14–\n2015/16"


@given(st.text(alphabet="abc –-", max_size=40), st.integers(4, 12))
def test_wrapping_loses_no_letter(text, width):
    kept = wrap_text(text, width)
    assert [c for c in kept if c in "abc"] == [c for c in text if c in "abc"]


def test_bold_text_breaks_earlier():
    text = "Overcrowded households, 21 Mar 2021"
    width = text_width(text, Look())
    assert line_count(wrap_to(text, width, Look())) == 1
    assert line_count(wrap_bold(text, width, Look())) == 2
