"""The legend and the map are one thing, whatever the values."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.choropleth import choropleth
from dashboard.figures.colours import classes, classes_around, classes_by_judgement
from dashboard.figures.legend import legend_items
from dashboard.figures.palette import JUDGEMENT_STYLE, MISSING, SEQUENTIAL, WHITE, contrast
from dashboard.figures.template import Look
from dashboard.figures.tiles import tiles
from dashboard.metadata.format import format_value
from tests.figures.examples import BOUNDS, areas, make_indicator

PERCENT = make_indicator()

CASES = {
    "all missing": ([None] * 4, []),
    "no area": ([], []),
    "one value": ([12.0], ["12.0%"]),
    "ties of one value": ([12.0, 12.0, 12.0], ["12.0%"]),
    "two values": ([12.0, 14.0, 12.0], ["12.0%", "14.0%"]),
    "three values and missing": ([3.0, None, 1.0, 2.0], ["1.0%", "2.0%", "3.0%"]),
    "five values": ([1.0, 2.0, 3.0, 4.0, 5.0], ["1.0%", "2.0%", "3.0%", "4.0%", "5.0%"]),
    "equal once rounded": ([12.01, 12.04, 11.96], ["12.0%"]),
    "ten values": (
        [10.0, 10.1, 20.0, 20.1, 30.0, 30.1, 40.0, 40.1, 50.0, 50.1],
        ["10.0% to 10.1%", "10.2% to 20.1%", "20.2% to 30.1%", "30.2% to 40.1%",
         "40.2% to 50.1%"],
    ),
}  # fmt: skip
every_case = pytest.mark.parametrize("case", CASES)


@every_case
def test_labels(case):
    values, expected = CASES[case]
    shown = classes(values, PERCENT)
    assert [item.label for item in shown.items[1:]] == expected
    assert shown.items[0].label == "No figure"


@every_case
def test_tile_colours_are_those_of_the_legend(case):
    values, _ = CASES[case]
    if not values:
        return
    frame = areas(values)
    shown = classes(frame["value"], PERCENT)
    painted = tiles(frame, shown, indicator=PERCENT, look=Look()).data[0].marker.color
    assert_legend_matches(painted, shown)


@every_case
def test_map_colours_are_those_of_the_legend(case):
    values, _ = CASES[case]
    if not values:
        return
    frame = areas(values)
    shown = classes(frame["value"], PERCENT)
    trace = choropleth(
        frame, shown, indicator=PERCENT, geojson_url="/x.json", bounds=BOUNDS, look=Look()
    ).data[0]
    assert_legend_matches([colour_at(trace, z) for z in trace.z], shown)


def colour_at(trace, z):
    """The colour plotly gives to a value of z, from the range and the stops."""
    share = (z - trace.zmin) / (trace.zmax - trace.zmin)
    low = max(stop for stop, _ in trace.colorscale if stop <= share)
    return [colour for stop, colour in trace.colorscale if stop == low][-1]


def assert_legend_matches(painted, shown):
    items = legend_items(shown)
    assert {colour: painted.count(colour) for colour in painted} == {
        colour: count for colour, _, count in items
    }
    assert all(label for _, label, _ in items)


@given(
    st.lists(st.one_of(st.none(), st.floats(-500, 50_000)), max_size=40),
    st.integers(0, 3),
    st.integers(1, 5),
)
def test_no_value_is_outside_its_printed_range(values, decimals, most):
    indicator = make_indicator(decimals=decimals, unit_suffix="")
    shown = classes(values, indicator, most)
    distinct = {format_value(v, indicator) for v in values if v is not None}
    assert len(shown.items) - 1 == min(most, len(distinct))
    for value in values:
        item = shown.items[shown.class_of(value)]
        if value is None:
            assert item.colour == MISSING
        else:
            low, _, high = item.label.partition(" to ")
            assert as_number(low) <= as_number(format_value(value, indicator))
            assert as_number(format_value(value, indicator)) <= as_number(high or low)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=40))
def test_ranges_neither_overlap_nor_leave_gaps(values):
    ranges = [(item.low, item.high) for item in classes(values, PERCENT).items[1:]]
    assert all(low <= high for low, high in ranges)
    single = all(low == high for low, high in ranges)
    for (_, high), (low, _) in pairwise(ranges):
        assert low > high if single else low == high + 1


def as_number(text):
    return float(text.replace(",", "").replace("\N{MINUS SIGN}", "-"))


@given(st.lists(st.one_of(st.none(), st.floats(0, 100)), max_size=30), st.floats(0, 100))
def test_classes_around_a_benchmark_keep_to_their_side(values, benchmark):
    shown = classes_around(values, PERCENT, benchmark, "England")
    middle = round(float(f"{benchmark:.1f}") * 10)
    for value in values:
        item = shown.items[shown.class_of(value)]
        if value is None:
            assert item.colour == MISSING
            continue
        steps = round(float(f"{value:.1f}") * 10)
        word = "Below" if steps < middle else "Above" if steps > middle else "Same as"
        assert item.label.startswith(word)


def test_judgement_classes_count_each_outcome():
    shown = classes_by_judgement(["worse", "similar", "worse", None, "no_value"])
    labels = [(label, count) for _, label, count in legend_items(shown)]
    assert labels == [("◆ worse", 2), ("● similar", 1), ("No figure", 2)]


@pytest.mark.parametrize("count", SEQUENTIAL)
def test_classes_are_told_apart_and_their_text_can_be_read(count):
    colours = SEQUENTIAL[count]
    shown = classes([float(n) for n in range(count)], PERCENT)
    assert shown.colours[1:] == colours
    assert len(set(colours)) == count
    assert all(contrast(item.text_colour, item.colour) >= 4.5 for item in shown.items)


@pytest.mark.parametrize("style", JUDGEMENT_STYLE.values(), ids=list(JUDGEMENT_STYLE))
def test_judgements_can_be_read(style):
    assert contrast(style.text, style.fill) >= 4.5
    assert contrast(style.tint_text, style.tint) >= 4.5
    if style.word != "no figure":
        assert contrast(style.fill, WHITE) >= 3


def test_judgements_differ_without_colour():
    for part in ("word", "char", "symbol"):
        assert len({getattr(s, part) for s in JUDGEMENT_STYLE.values()}) == len(JUDGEMENT_STYLE)
