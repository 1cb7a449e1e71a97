from math import cos, radians

import pytest

from dashboard.figures.choropleth import choropleth
from dashboard.figures.colours import classes, classes_by_judgement
from dashboard.figures.map_labels import MapLabel, place_labels
from dashboard.figures.palette import INK
from dashboard.figures.small_multiple_maps import MapPanel, small_multiple_choropleths
from dashboard.figures.template import Look
from dashboard.figures.tiles import tiles
from tests.figures.examples import BOUNDS, CODES, areas, make_indicator

PERCENT = make_indicator()
URL = "/assets/boundaries/upper_tier.json"


def drawn(frame=None, look=None, **options):
    frame = areas() if frame is None else frame
    return choropleth(
        frame, classes(frame["value"], PERCENT), indicator=PERCENT, geojson_url=URL,
        bounds=BOUNDS, look=look or Look(), **options,
    )  # fmt: skip


def test_every_area_is_drawn_in_one_trace():
    areas_trace = drawn().data[0]
    assert list(areas_trace.locations) == CODES
    assert list(areas_trace.z) == [1, 2, 2, 3, 3, 4, 4, 5, 5, 0]
    assert areas_trace.geojson == URL


def test_missing_areas_say_why():
    assert "[c] withheld by the publisher" in drawn().data[0].text[9]


def test_hover_column_is_used_as_it_is():
    frame = areas(hover="words of the page")
    assert set(drawn(frame).data[0].text) == {"words of the page"}


def test_names_cannot_break_the_hover_text():
    frame = areas([12.0], name="A <b>& B")
    assert "A &lt;b&gt;&amp; B" in drawn(frame).data[0].text[0]


def test_selected_area_is_painted_last_and_outlined():
    trace = drawn(selected=[CODES[3]]).data[0]
    assert trace.locations[-1] == CODES[3]
    assert trace.marker.line.color[-1] == INK
    assert trace.marker.line.width[-1] > trace.marker.line.width[0]


def test_values_are_printed_and_small_areas_get_a_disc():
    labels = drawn().data[1]
    sizes = dict(zip(labels.text, labels.marker.size, strict=True))
    assert sizes["10.0%"] > 0
    assert sizes["17.0%"] == 0


def test_no_label_points_no_labels():
    assert len(drawn(areas().drop(columns=["lon", "lat", "room_km"])).data) == 1


def test_judgement_colours_print_the_shape():
    frame = areas()
    figure = choropleth(
        frame, classes_by_judgement(frame["judgement"]), indicator=PERCENT, geojson_url=URL,
        bounds=BOUNDS, look=Look(),
    )  # fmt: skip
    assert "18.0% ◆" in figure.data[1].text


def label(lon, room, weight=1, text="12.3%"):
    return MapLabel(text, "#FFFFFF", "#1D1D1D", lon, 52.8, room, weight)


@pytest.mark.parametrize(
    ("labels", "kept"),
    [
        ([label(-1.0, 2.0), label(-1.001, 2.0)], 1),
        ([label(-1.0, 2.0), label(0.0, 2.0)], 2),
        ([label(-1.0, 2.0, weight=0)], 0),
        ([label(-1.0, 30.0, weight=0)], 1),
        ([label(-1.0, 2.0), label(-1.15, 30.0)], 2),
    ],
    ids=["discs on one place", "apart", "missing and small", "missing and large", "moves aside"],
)
def test_labels_make_room_for_each_other(labels, kept):
    assert len(place_labels(labels, BOUNDS, Look())) == kept


def test_a_label_that_moves_aside_stays_inside_its_area():
    city, county = place_labels([label(-1.0, 2.0), label(-1.15, 14.0)], BOUNDS, Look())
    assert city.lon == -1.0
    moved_km = (-1.15 - county.lon) * 111.2 * cos(radians(52.8))
    assert 0 < moved_km < 14.0


def test_higher_class_is_labelled_where_only_one_fits():
    low, high = label(-1.0, 2.0, 1, "low"), label(-1.001, 2.0, 5, "high")
    assert [item.text for item in place_labels([low, high], BOUNDS, Look())] == ["high"]


def test_tiles_are_square_and_in_place():
    frame = areas()
    figure = tiles(frame, classes(frame["value"], PERCENT), indicator=PERCENT, look=Look())
    bars = figure.data[0]
    assert figure.layout.yaxis.scaleanchor == "x"
    assert list(bars.x[:4]) == [0.5, 1.5, 2.5, 0.5]
    assert bars.base[3] - bars.base[0] == pytest.approx(1)
    assert bars.width == bars.y[0]
    assert bars.text[0] == "Ashby<br><b>10.0%</b>"


def test_small_maps_stand_side_by_side():
    frame = areas()
    panel = MapPanel("2024", PERCENT, frame, classes(frame["value"], PERCENT))
    layout = small_multiple_choropleths(
        [panel] * 3, geojson_url=URL, bounds=BOUNDS, look=Look()
    ).layout
    assert layout.geo.domain.x[1] < layout.geo2.domain.x[0]
    assert layout.geo2.domain.x[1] < layout.geo3.domain.x[0]
