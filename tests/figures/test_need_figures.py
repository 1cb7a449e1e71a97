"""Need beside support: quarters, ranges of places, and discs on a map."""

from math import hypot

import pytest

from dashboard.figures.need_map import apart
from dashboard.figures.quadrant import MARKS
from dashboard.figures.template import Look
from tests.figures.examples import FIGURES, beside, quarters, ranges

LOOKS = [Look(), Look(width=340), Look(present=True)]


def notes(figure) -> str:
    return " ".join(note.text for note in figure.layout.annotations)


def points(figure):
    return next(trace for trace in figure.data if trace.customdata)


def test_an_area_without_a_figure_is_named_with_the_reason_and_not_drawn():
    figure = quarters(Look())
    drawn = set(points(figure).customdata)
    assert beside().index[2] not in drawn
    assert len(drawn) == 9
    assert "Not shown: Corby Vale (support: not known)" in notes(figure)


def test_how_sure_an_amount_is_shows_in_the_marker():
    trace = points(quarters(Look()))
    found = dict(zip(trace.customdata, trace.marker.symbol, strict=True))
    for code, mark in beside()["mark"].items():
        if mark in MARKS:
            assert found[code] == MARKS[mark].symbol
    assert len({mark.symbol for mark in MARKS.values()}) == len(MARKS)


def test_every_quarter_has_its_words():
    for look in LOOKS:
        text = notes(quarters(look)).replace("<br>", " ")
        for need in ("Less", "Greater"):
            for support in ("more", "less"):
                assert f"{need} need, {support} support" in text


def test_the_tinted_quarter_is_the_one_with_most_need_and_least_support():
    (box,) = quarters(Look()).layout.shapes
    assert (box.x0, box.y0, box.y1) == (14.0, 0, 3.5)
    assert box.x1 > 19
    (turned,) = quarters(Look(), reverse=True).layout.shapes
    assert turned.x1 <= 9
    assert not quarters(Look(), tinted=False).layout.shapes


def test_low_need_can_be_to_the_right():
    low, high = quarters(Look(), reverse=True).layout.xaxis.range
    assert low > high
    assert "lower to the right" in notes(quarters(Look(), reverse=True)).replace("<br>", " ")


def test_support_starts_at_zero():
    assert quarters(Look()).layout.yaxis.range[0] == 0


def test_intervals_of_need_are_drawn_where_they_are_known():
    error = points(quarters(Look())).error_x
    assert set(error.array) == {1.5}
    assert set(error.arrayminus) == {1.0}


def test_on_a_projector_the_quarters_fit_below_what_is_said_first():
    assert quarters(Look(present=True)).layout.height <= 0.55 * 1080


def test_ranges_end_where_they_should():
    thin, thick = (trace for trace in ranges(Look()).data if trace.type == "bar")
    assert (thin.base[2], thin.base[2] + thin.x[2]) == (2, 5)
    assert (thick.base[2], thick.base[2] + thick.x[2]) == (3, 4)
    assert thick.width > thin.width


@pytest.mark.parametrize("look", LOOKS)
def test_zero_is_always_labelled_on_an_axis_of_differences(look):
    ticks = [float(t) for t in range(-9, 10)]
    figure = ranges(look, ticks=ticks, labels=[f"{t:+.0f}" for t in ticks], zero=True)
    assert 0 in figure.layout.xaxis.tickvals
    assert len(figure.layout.xaxis.tickvals) == len(figure.layout.xaxis.ticktext)


def test_discs_never_hide_one_another():
    spots = [(0.0, 0.0), (10.0, 0.0), (10.0, 5.0), (200.0, 0.0), (0.0, 0.0)]
    moved = apart(spots, 40)
    for i, one in enumerate(moved):
        for other in moved[:i]:
            assert hypot(one[0] - other[0], one[1] - other[1]) > 38
    assert moved[3] == spots[3]  # far from the others


def test_support_that_is_not_known_has_a_disc_of_its_own_colour():
    discs = FIGURES["need and support"](Look()).data[2]
    found = dict(zip(discs.text, discs.marker.color, strict=True))
    assert len({found["?"], found["≥5.9"], found["0"]}) == 3


def test_the_chosen_area_stands_out():
    assert "<b>Barton</b>" in ranges(Look(), selected=[beside().index[1]]).to_json().replace(
        "\\u003c", "<"
    ).replace("\\u003e", ">")
    assert "<b>" not in str(ranges(Look()).data)
