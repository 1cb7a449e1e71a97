"""Who has greater need and less support, and how sure that is."""

import pandas as pd

from dashboard.analysis.provision import AT_LEAST, NOTHING, WHOLE
from dashboard.cards.need_quadrant import least_of, quarters
from dashboard.cards.need_words import both_figures, some_steps


def test_counts_are_grammatical_when_there_are_few():
    assert both_figures(0, 10) == "None of 10 areas has both figures."
    assert both_figures(1, 10).startswith("Only 1 of 10 areas has both figures")
    assert both_figures(2, 10).startswith("Only 2 of 10 areas have both figures")
    assert some_steps(1, 1) == "the only step"
    assert some_steps(1, 5) == "1 of 5 steps"


def areas(*rows) -> pd.DataFrame:
    """Areas a, b, c …: need, support, mark."""
    return pd.DataFrame(rows, columns=["x", "y", "mark"], index=list("abcdefgh")[: len(rows)])


def found(frame: pd.DataFrame, *, low_first: bool = False):
    return least_of(frame, quarters(frame, low_first=low_first), low_first=low_first)


def test_an_amount_that_may_be_larger_is_below_the_middle_only_perhaps():
    least = found(
        areas((4, 1, WHOLE), (5, 1, AT_LEAST), (1, 2, WHOLE), (2, 3, AT_LEAST), (3, 2, WHOLE))
    )
    assert (least.sure, least.perhaps) == (("a",), ("b",))


def test_where_the_middle_is_zero_those_who_answered_none_are_found():
    frame = areas((4, 0, NOTHING), (1, 0, NOTHING), (3, 5, WHOLE), (2, 0, NOTHING), (5, 1, WHOLE))
    assert quarters(frame, low_first=False).greater_less == ()  # nothing is below zero
    assert found(frame).none == ("a", "b", "d")
    assert found(frame).none_greater == ("a",)
    assert found(frame, low_first=True).none_greater == ("b", "d")


def test_no_room_for_anybody_in_services_is_not_the_same_as_none():
    frame = areas((4, 0, WHOLE), (1, 0, NOTHING), (3, 0, WHOLE))
    assert found(frame).none == ("b",)
