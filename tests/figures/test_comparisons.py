import pandas as pd
import pytest

from dashboard.figures.bar_marks import BAR_KINDS
from dashboard.figures.comparison_bars import BarPanel, comparison_bars
from dashboard.figures.crossing import Crossing
from dashboard.figures.palette import ORANGE
from dashboard.figures.scatter import scatter
from dashboard.figures.slope import slope
from dashboard.figures.spine import spine
from dashboard.figures.template import Look
from dashboard.metadata.models import Kind
from tests.figures.examples import CODES, POUNDS, areas, make_indicator, profile

PERCENT = make_indicator()


def drawn_spine(**changes):
    frame, indicators = profile()
    return spine(
        frame.assign(**changes), indicators=indicators, domain_names={"money": "Money"},
        look=Look(), area_name="Ashby", benchmark_name="England",
    )  # fmt: skip


def markers(figure):
    return next(t for t in figure.data if t.mode == "markers")


def test_spine_puts_more_need_on_the_right():
    # 15 against a benchmark of 10 and a range of 5 to 20: half of the way out.
    places = dict(zip(markers(drawn_spine()).customdata, markers(drawn_spine()).x, strict=True))
    assert places == {"high": 0.5, "low": -0.5, "none": 0.5}


def test_spine_shows_the_judgement_and_the_reason():
    figure = drawn_spine()
    assert list(markers(figure).marker.symbol) == ["diamond", "square", "triangle-up"]
    assert markers(figure).marker.color[0] == ORANGE
    written = [text for trace in figure.data if trace.text for text in trace.text]
    assert "15.0% ◆ worse" in written
    assert "withheld by the publisher" in written
    assert "[c]" in written


def test_spine_groups_by_domain_and_marks_the_undirected():
    figure = drawn_spine()
    assert {"<b>Money</b>", "<b>home</b>"} <= {a.text for a in figure.layout.annotations}
    assert any(
        "Neither (higher\N{NO-BREAK SPACE}→)" in text
        for t in figure.data
        if t.text
        for text in t.text
    )


def test_spine_without_benchmark_or_spread_still_draws():
    assert len(markers(drawn_spine(benchmark=None)).x) == 3
    assert list(markers(drawn_spine(benchmark=15.0, lowest=15.0, highest=15.0)).x) == [0, 0, 0]


def test_comparison_keeps_the_order_of_areas_in_every_panel():
    frame = areas([3.0, 1.0, 2.0])
    figure = comparison_bars([BarPanel(PERCENT, frame), BarPanel(PERCENT, frame)], look=Look())
    bars = figure.data[0]
    assert list(bars.customdata) == CODES[:3] * 2
    assert list(bars.y[:3]) == list(bars.y[3:])


def test_comparison_draws_bars_and_dots_by_kind():
    panels = [BarPanel(PERCENT, areas()), BarPanel(POUNDS, areas())]
    assert [t.type for t in comparison_bars(panels, look=Look()).data[:2]] == ["bar", "scatter"]


@pytest.mark.parametrize("kind", Kind)
def test_bars_only_where_zero_means_something(kind):
    assert (kind in BAR_KINDS) == (kind in {"proportion", "rate", "count"})


def changes(**columns):
    frame = areas().rename(columns={"value": "last"}).assign(first=12.0)
    return frame.assign(**columns)


def test_slope_names_areas_that_lack_a_period():
    figure = slope(changes(), indicator=PERCENT, look=Look(), periods=("2016", "2024"))
    assert sum(t.mode == "lines+markers" for t in figure.data) == 9
    assert "North Jarrowshire" in figure.layout.annotations[-1].text


def test_slope_says_the_difference_in_points():
    figure = slope(changes(), indicator=PERCENT, look=Look(), periods=("2016", "2024"))
    assert "(−2.0 percentage points)" in figure.data[0].hovertext[0]


def test_slope_without_any_pair():
    frame = changes(first=None)
    figure = slope(frame, indicator=PERCENT, look=Look(), periods=("2016", "2024"))
    assert figure.layout.annotations[0].text == "No area has a figure in both periods"


def points(**options):
    frame = areas().rename(columns={"value": "x"}).assign(y=[500.0 + n for n in range(10)])
    return scatter(frame, x=PERCENT, y=POUNDS, look=Look(), **options)


def test_scatter_has_points_and_no_trend_line():
    figure = points()
    assert [t.mode for t in figure.data] == ["markers", "markers+text"]
    assert len(figure.data[0].x) == 9
    assert figure.layout.annotations[-1].text == "Not shown, no figure: North Jarrowshire"


def test_scatter_line_names_cover_neither_each_other_nor_the_title():
    # The lines cross in the upper right corner, where both names would stand.
    frame = pd.DataFrame({"name": ["Ash", "Elm"], "x": [1.0, 20.0], "y": [500.0, 510.0]})
    figure = scatter(
        frame, x=PERCENT, y=POUNDS, look=Look(), benchmark=Crossing("England", 29.5, 519.5)
    )
    head, _, upright, level = figure.layout.annotations
    assert (upright.text, level.text) == ("England 29.5%", "England £520")
    assert upright.xshift < 0  # kept within the plot
    assert (level.xanchor, level.x) == ("left", 0)
    assert level.yanchor == "top"  # under the line, for over it is the edge
    line = Look().line_height
    assert head.yshift - line > line * 1.2  # room under the title of one line


def test_scatter_benchmark_lines_cross():
    lines = [
        t for t in points(benchmark=Crossing("England", 14.0, 504.0)).data if t.mode == "lines"
    ]
    assert list(lines[0].x) == [14.0, 14.0]
    assert list(lines[1].y) == [504.0, 504.0]
