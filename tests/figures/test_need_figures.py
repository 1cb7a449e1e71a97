"""Need beside support: quarters, ranges of places, and discs on a map."""

from math import hypot

import pytest

from dashboard.figures.crossing import Crossing
from dashboard.figures.labels import text_width
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


@pytest.mark.parametrize("look", LOOKS)
def test_an_axis_of_differences_says_what_each_side_means(look):
    ticks = [float(t) for t in range(-9, 10)]
    labels = [f"{t:+.0f}" for t in ticks]
    figure = ranges(look, ticks=ticks, labels=labels, zero=True, ends=("leads", "lags"))
    left, right = figure.layout.annotations
    assert (left.text, right.text) == ("← leads", "lags →")
    assert figure.layout.margin.t > ranges(look).layout.margin.t


def test_discs_never_hide_one_another():
    spots = [(0.0, 0.0), (10.0, 0.0), (10.0, 5.0), (200.0, 0.0), (0.0, 0.0)]
    moved = apart(spots, 40)
    for i, one in enumerate(moved):
        for other in moved[:i]:
            assert hypot(one[0] - other[0], one[1] - other[1]) > 38
    assert moved[3] == spots[3]  # far from the others


def test_areas_are_named_beside_their_discs_where_there_is_room():
    figure = FIGURES["need and support"](Look())
    texts = [set(trace.text) for trace in figure.data[1:] if trace.mode == "text"]
    assert texts
    assert texts[0] <= set(beside()["name"])
    small = FIGURES["need and support"](Look(width=332))
    assert not [trace for trace in small.data[1:] if trace.mode == "text"]
    assert max(small.data[1].marker.size, small.data[2].marker.size) < figure.data[2].marker.size


def test_support_that_is_not_known_has_a_disc_of_its_own_colour():
    discs = FIGURES["need and support"](Look()).data[2]
    found = dict(zip(discs.text, discs.marker.color, strict=True))
    assert len({found["?"], found["≥5.9"], found["0"]}) == 3


def test_the_chosen_area_stands_out():
    def bold(figure) -> list[str]:
        texts = (text for trace in figure.data for text in trace.text or ())
        return [text for text in texts if "<b>" in text]

    (name,) = bold(ranges(Look(), selected=[beside().index[1]]))
    assert "Barton" in name
    assert bold(ranges(Look())) == []


def test_without_a_middle_there_are_no_quarters():
    figure = quarters(Look(), middle=Crossing("Middle:", None, None), tinted=False)
    assert "need, " not in notes(figure)
    assert not figure.layout.shapes


def test_names_keep_clear_of_intervals():
    # One area whose interval runs across: its name goes above or below it, not on it.
    figure = quarters(Look())
    for name in names(figure):
        assert name.ay or name.yshift


def names(figure) -> list:
    """Annotations that name a point."""
    return [note for note in figure.layout.annotations if note.name]


def crowd(look: Look):
    """Eight areas that all have no support, some of them almost the same need."""
    frame = (
        beside()
        .iloc[[0, 1, 3, 4, 5, 6, 7, 8]]
        .assign(x=[1.0, 1.01, 1.02, 1.3, 1.35, 2.0, 2.0, 2.05], y=0.0, x_low=None, x_high=None)
    )
    return quarters(look, frame=frame, middle=Crossing("Middle:", 1.3, 0.0))


def box(note, figure, wide: float, high: float, look: Look) -> tuple[float, float, float, float]:
    """Left, right, lower and upper edge of a name, at a width of the room in pixels."""
    axes = figure.layout.xaxis.range, figure.layout.yaxis.range
    x, y = (
        (value - low) / (top - low) * size
        for value, (low, top), size in zip((note.x, note.y), axes, (wide, high), strict=True)
    )
    width = text_width(note.text, look)
    left = x + (note.ax if note.showarrow else note.xshift)
    left -= {"left": 0, "center": 0.5, "right": 1}[note.xanchor] * width
    middle = y + (-note.ay if note.showarrow else note.yshift)
    return left, left + width, middle - look.font / 2, middle + look.font / 2


@pytest.mark.parametrize("look", LOOKS)
def test_names_of_a_crowd_never_cover_one_another(look):
    figure = crowd(look)
    margin = figure.layout.margin
    wide = look.px - margin.l - margin.r
    high = figure.layout.height - margin.t - margin.b
    boxes = [box(note, figure, wide, high, look) for note in names(figure)]
    assert len(boxes) == 8
    for i, one in enumerate(boxes):
        assert one[0] >= -1
        assert one[1] <= wide + 1
        for other in boxes[:i]:
            across = min(one[1], other[1]) - max(one[0], other[0])
            up = min(one[3], other[3]) - max(one[2], other[2])
            assert across <= 1 or up <= 1


def test_a_name_that_is_far_from_its_point_has_a_line_to_it():
    far = [note for note in names(crowd(Look())) if abs(note.ay or 0) > Look().line_height]
    assert far
    assert all(note.showarrow for note in far)
