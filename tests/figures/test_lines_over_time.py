from itertools import pairwise

import pandas as pd
import pytest

from dashboard.figures.palette import CATEGORICAL, MID_GREY, WHITE
from dashboard.figures.series import read_series, runs, timeline
from dashboard.figures.small_multiples import small_multiples
from dashboard.figures.template import Look
from dashboard.figures.trend_lines import TrendLine, trend_lines
from dashboard.figures.trend_panels import Panel
from tests.figures.examples import CODES, NAMES, history, make_indicator, panels

PERCENT = make_indicator()


def multiples(**options):
    fields = {"look": Look(), "panels": panels(), "names": {"OLD": "Old county"}}
    return small_multiples(history(), indicator=PERCENT, **(fields | options))


def named(figure, text):
    return next(t for t in figure.data if t.hovertext and any(text in str(h) for h in t.hovertext))


def texts(figure):
    return next(t for t in figure.data if t.mode == "text")


def yearly(values):
    days = [pd.Timestamp(2000 + n, 12, 31) for n in range(len(values))]
    frame = pd.DataFrame({"area_code": "A", "period_end": days, "value": values})
    return frame.assign(period_label=[str(day.year) for day in days])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1.0, 2.0, 3.0], [[1.0, 2.0, 3.0]]),
        ([1.0, None, 3.0], [[1.0], [3.0]]),
        ([None, 2.0, 3.0], [[2.0, 3.0]]),
        ([None, None], []),
    ],
)
def test_a_missing_period_ends_a_stretch(values, expected):
    other = yearly([5.0] * len(values)).assign(area_code="B")
    series = read_series(pd.concat([yearly(values), other]), ["A", "B"])
    found = runs(series["A"], timeline(series))
    assert [[point.value for point in stretch] for stretch in found] == expected


def test_a_period_nobody_has_figures_for_ends_a_stretch():
    frame = yearly([1.0, 2.0, 3.0, 4.0]).drop(index=2)
    series = read_series(frame, ["A"])
    assert [len(stretch) for stretch in runs(series["A"], timeline(series))] == [2, 1]


def test_every_panel_has_its_line_and_its_newest_value():
    written = [text.replace("<br>", " ") for text in texts(multiples()).text]
    assert "Ashby 14.0%" in written
    assert "North Jarrowshire 23.0%" in written


def test_gaps_are_gaps():
    hover = list(named(multiples(), "Corby Vale, 2018").hovertext)
    place = hover.index("Corby Vale, 2018: 13.0%")
    assert hover[place + 1] is None
    assert hover[place + 2].startswith("Corby Vale, 2020")


def test_former_county_is_dashed_and_not_joined_to_its_successor():
    figure = multiples()
    former = named(figure, "Old county, 2020")
    own = named(figure, "North Jarrowshire, 2021")
    assert former.line.dash == "dash"
    starts = dict(zip(own.hovertext, own.x, strict=True))
    ends = [x for x in former.x if x is not None]
    assert max(ends) < starts["North Jarrowshire, 2021: 21.5%"]


def test_provisional_values_are_hollow():
    hollow = [t for t in multiples().data if t.mode == "markers"]
    assert len(hollow[0].x) == 10
    assert hollow[0].marker.color == WHITE
    assert any("○" in text for text in texts(multiples()).text)


def test_panels_share_one_axis():
    # The first and second area differ by one percentage point in each year.
    own = named(multiples(columns=5), "Ashby, 2016")
    heights = dict(zip(own.hovertext, own.y, strict=True))
    gap = heights["Ashby, 2016: 10.0%"] - heights["Barton, 2016: 11.0%"]
    other = heights["Barton, 2016: 11.0%"] - heights["Barton, 2018: 12.0%"]
    assert gap == pytest.approx(other, abs=0.2)
    assert gap > 0


def test_an_area_without_figures_keeps_its_panel():
    figure = multiples(panels=[*panels(), Panel("X", "Nowhere")])
    assert "Nowhere: no figures" in " ".join(texts(figure).text).replace("<br>", " ")


def test_nothing_to_show():
    figure = multiples(panels=[Panel("X", "Nowhere")])
    assert figure.layout.annotations[0].text == "No figures to show"


def test_fewer_columns_on_a_phone():
    def across(look):
        return multiples(look=look).layout.xaxis.range[1]

    assert across(Look(width=340)) < 2.5 < across(Look())


def lines(count):
    pairs = zip(CODES[:count], NAMES[:count], strict=True)
    return [TrendLine(code, name) for code, name in pairs]


def test_at_most_four_lines_have_colours():
    drawn = trend_lines(history(), indicator=PERCENT, look=Look(), lines=lines(6))
    assert [t.line.color for t in drawn.data[:6]] == [*CATEGORICAL, MID_GREY, MID_GREY]
    assert len({t.marker.symbol for t in drawn.data[:4]}) == 4


@pytest.mark.parametrize("look", [Look(), Look(present=True), Look(width=340)])
def test_labels_at_line_ends_do_not_overlap(look):
    drawn = trend_lines(history(), indicator=PERCENT, look=look, lines=lines(10))
    labels = next(t for t in drawn.data if t.mode == "text")
    low, high = drawn.layout.yaxis.range
    plot = drawn.layout.height - drawn.layout.margin.t - drawn.layout.margin.b
    places = sorted((y - low) / (high - low) * plot for y in labels.y)
    gaps = [after - before for before, after in pairwise(places)]
    assert min(gaps) >= look.line_height - 0.01
    assert places[0] >= -0.01
    assert places[-1] <= plot + 0.01


def test_a_line_that_ended_says_when():
    drawn = trend_lines(
        history(),
        indicator=PERCENT,
        look=Look(),
        lines=[*lines(1), TrendLine("OLD", "Old", "dash")],
    )
    labels = next(t for t in drawn.data if t.mode == "text")
    assert any("Old 22.0% (2020)" in text for text in labels.text)
