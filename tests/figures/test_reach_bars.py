"""Bars by distance: what is near, what may be, and what is further away."""

import json

import pytest

from dashboard.figures.reach_bars import HATCH, REACH_COLOURS, ReachRow, reach_bars
from dashboard.figures.site_points import hover_text
from dashboard.figures.template import Look
from tests.figures.examples import FIGURES

HEADINGS = ["2 km", "5 km", "10 km"]


def row(within=(20.0, 50.0, 70.0), most=90.0, name="Ashby", code="A") -> ReachRow:
    return ReachRow(code, name, within, most, ("20%", "50%", "≥ 70%"), name)


def parts(*rows, look=None):
    """Start, length, fill and pattern of each part of the bars."""
    bars = reach_bars(rows, HEADINGS, look=look or Look(), chosen=1).data[0]
    pattern = bars.marker.pattern.shape
    return list(zip(bars.base, bars.x, bars.marker.color, pattern, strict=True))


def test_a_bar_is_split_by_distance_and_what_is_not_known_is_hatched():
    dark, middle, pale, perhaps, further = parts(row())
    assert dark == (0, 20, REACH_COLOURS[0], "")
    assert middle == (20, 30, REACH_COLOURS[1], "")
    assert pale == (50, 20, REACH_COLOURS[2], "")
    assert (perhaps[:2], perhaps[3]) == ((70, 20), HATCH)
    assert (further[:2], further[3]) == ((90, 10), "")


def test_what_is_known_is_not_hatched():
    assert [shape for *_, shape in parts(row(most=70.0))] == [""] * 4
    assert parts(row((0.0, 0.0, 0.0), 0.0))[0][:2] == (0, 100)


def test_nothing_known_is_one_hatched_bar_and_never_an_empty_one():
    ((start, length, _, shape),) = parts(row((0.0, 0.0, 0.0), 100.0))
    assert (start, length, shape) == (0, 100, HATCH)


def test_every_value_is_printed_and_the_chosen_distance_is_bold():
    texts = reach_bars([row()], HEADINGS, look=Look(), chosen=1, selected=["A"]).data[1].text
    assert {"2 km", "<b>5 km</b>", "10 km", "20%", "<b>50%</b>", "≥ 70%"} <= set(texts)
    assert any(text.startswith("<b>Ashby</b>") for text in texts)


def test_bars_leave_room_for_the_columns_on_a_phone():
    figure = reach_bars([row()], HEADINGS, look=Look(width=340), chosen=0)
    share = 100 / figure.layout.xaxis.range[1]
    assert 0.25 < share < 0.7
    assert figure.layout.margin.l == 0


@pytest.mark.parametrize("look", [Look(), Look(present=True), Look(width=340)])
def test_names_are_text_not_markup(look):
    made = reach_bars([row(name="<i>Ash</i>")], HEADINGS, look=look, chosen=0)
    drawn = json.dumps(made.data[1].to_plotly_json())
    assert "<i>" not in drawn


def test_what_people_typed_about_a_site_is_text_not_markup():
    said = hover_text(("DE1 1AA", "<b onclick=x>Group</b> & co"))
    assert said == "DE1 1AA<br>&lt;b onclick=x&gt;Group&lt;/b&gt; &amp; co"


def test_sites_lie_under_the_values_and_no_disc_hides_them():
    _, sites, labels = FIGURES["map with sites"](Look()).data
    assert list(sites.lon) == [-1.0]
    assert set(labels.marker.size) == {0}
