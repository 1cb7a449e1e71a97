import pytest

from dashboard.figures.benchmark_lines import BenchmarkLine, Ruler, place_heads
from dashboard.figures.labels import text_width
from dashboard.figures.palette import JUDGEMENT_STYLE, MID_BLUE, ORANGE, PALE_GREY
from dashboard.figures.ranked_bars import ranked_bars
from dashboard.figures.template import Look
from tests.figures.examples import CODES, POUNDS, areas, make_indicator

PERCENT = make_indicator()


def drawn(frame=None, indicator=PERCENT, look=None, **options):
    frame = areas() if frame is None else frame
    return ranked_bars(frame, indicator=indicator, look=look or Look(), **options)


def trace_with(figure, text):
    return next(t for t in figure.data if t.text and any(text in item for item in t.text))


def test_highest_is_on_top():
    bars = drawn().data[0]
    assert list(bars.x) == [18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0]
    assert list(bars.y) == list(range(9))
    assert bars.customdata[0] == CODES[8]


def test_intervals_reach_from_limit_to_limit():
    error = drawn().data[0].error_x
    assert error.array[0] == 1
    assert error.arrayminus[0] == 1
    assert not drawn(areas([1.0, 2.0], lower_ci=None, upper_ci=None)).data[0].error_x.visible


def test_values_and_judgements_are_printed():
    assert "18.0% ◆ worse" in trace_with(drawn(), "18.0%").text
    assert "18.0% ◆" in trace_with(drawn(look=Look(width=340)), "18.0%").text
    bare = areas().drop(columns="judgement")
    assert "18.0%" in trace_with(drawn(bare), "18.0%").text


def test_colours_follow_the_judgement():
    frame = areas([12.0, 14.0, 16.0], judgement=["better", "not_tested", "worse"])
    assert list(drawn(frame).data[0].marker.color) == [ORANGE, PALE_GREY, MID_BLUE]


def test_missing_areas_stand_last_with_the_reason():
    figure = drawn()
    reasons = trace_with(figure, "[c]")
    assert list(reasons.text) == ["[c] withheld by the publisher (small numbers or unreliable)"]
    assert reasons.y[0] > 8
    assert trace_with(figure, "Jarrow").y[-1] == reasons.y[0]


def test_all_missing_still_lists_every_area():
    figure = drawn(areas([None, None]))
    assert len(trace_with(figure, "[c]").text) == 2


def test_bars_start_at_zero():
    assert drawn().data[0].type == "bar"
    assert drawn().layout.xaxis.range[0] == 0


def test_dots_have_a_printed_axis_around_the_values():
    figure = drawn(areas([500.0, 600.0]), POUNDS)
    assert figure.data[0].type == "scatter"
    assert figure.layout.xaxis.range[0] > 0
    assert figure.layout.xaxis.ticktext[0].startswith("£")
    assert list(figure.data[0].marker.symbol) == [JUDGEMENT_STYLE["worse"].symbol] * 2


def test_height_grows_with_the_areas():
    few, many = areas([1.0] * 3), areas([float(n) for n in range(10)])
    assert drawn(many).layout.height - drawn(few).layout.height == 7 * Look().row


def test_selected_names_are_bold():
    assert trace_with(drawn(selected=[CODES[8]]), "<b>Ingham</b>")


def test_benchmarks_without_a_value_are_left_out():
    assert not drawn(benchmarks=[BenchmarkLine("England", float("nan"))]).layout.shapes


@pytest.mark.parametrize("values", [(20.0, 20.1), (20.0, 20.2, 20.1), (5.0, 20.0, 39.0)])
def test_benchmark_labels_do_not_overlap(values):
    look = Look(width=1100)
    ruler = Ruler(low=0, scale=20, left=150, right=950)
    lines = [BenchmarkLine(f"Benchmark {n}", value) for n, value in enumerate(values)]
    heads = place_heads(lines, PERCENT, ruler, look)
    spans = [
        (head.level, head.value * 20 + head.shift, text_width(head.text, look) / 2)
        for head in heads
    ]
    for number, (level, centre, half) in enumerate(spans):
        for other_level, other_centre, other_half in spans[:number]:
            apart = abs(centre - other_centre) >= half + other_half
            assert level != other_level or apart


def test_benchmark_labels_are_listed_where_there_is_no_room():
    ruler = Ruler(low=0, scale=3, left=150, right=190)
    lines = [BenchmarkLine("England", 20.0), BenchmarkLine("Region", 21.0)]
    heads = place_heads(lines, PERCENT, ruler, Look(width=340))
    assert [head.text for head in heads] == ["—— England 20.0%", "– – Region 21.0%"]
    assert [head.level for head in heads] == [1, 0]
