"""Maps: every area is drawn and the legend counts them."""

import json
import re

import pytest

from dashboard.analysis.profile import compared
from dashboard.cards.looks import pair_width
from dashboard.cards.maps import bounds_of, geojson_url, map_card, map_classes
from dashboard.figures.template import Look
from dashboard.settings import PROJECT
from dashboard.view_state import View

KEYS = ("child_low_income_bhc", "infant_mortality", "wellbeing_anxiety", "children_0_17")
WITH_DISTRICTS = ("child_low_income_bhc", "wellbeing_anxiety", "uc_households_count")
FILES = {"areas": "upper_tier", "districts": "districts"}
SHAPES = {
    level: json.loads((PROJECT / "assets" / "boundaries" / f"{name}.json").read_text("utf-8"))
    for level, name in FILES.items()
}


def made(dataset, key, **changes):
    view = View(page="indicator", subject=key, **changes)
    codes = dataset.local_codes if view.level == "districts" else dataset.member_codes
    one = compared(dataset, key, codes, view.benchmark_choice())
    return one, map_card(dataset, view, one, Look(False))


def drawn(card):
    """Codes of the areas on a map, of either kind."""
    trace = card.figure.data[0]
    return list(trace.customdata if trace.type == "bar" else trace.locations)


CASES = [("areas", key) for key in KEYS] + [("districts", key) for key in WITH_DISTRICTS]


@pytest.mark.parametrize("colour", ["value", "comparison"])
@pytest.mark.parametrize("kind", ["geographic", "tiles"])
@pytest.mark.parametrize(("level", "key"), CASES)
def test_the_legend_counts_every_area_drawn(dataset, level, key, kind, colour):
    one, card = made(dataset, key, level=level, map=kind, colour=colour)
    assert sorted(drawn(card)) == sorted(one.frame.index)
    counts = [int(re.search(r"\((\d+)\)$", item.label).group(1)) for item in card.legend]
    assert sum(counts) == len(one.frame)
    assert 0 not in counts


@pytest.mark.parametrize(("level", "key"), CASES)
def test_a_map_has_the_colours_of_its_legend(dataset, level, key):
    _, card = made(dataset, key, level=level, map="tiles")
    painted = set(card.figure.data[0].marker.color)
    assert painted == {item.colour for item in card.legend}


def test_areas_without_a_figure_have_a_line_of_their_own(dataset):
    one, card = made(dataset, "infant_mortality")
    missing = int(one.frame["value"].isna().sum())
    assert missing > 0
    assert card.legend[-1].label == f"No figure ({missing})"


def test_colours_by_comparison_are_counted_by_judgement(dataset):
    one, card = made(dataset, "wellbeing_anxiety", colour="comparison")
    counts = one.frame["judgement"].value_counts()
    labels = {item.label for item in card.legend}
    assert f"● similar ({counts['similar']})" in labels
    assert "worse" not in card.sentence or "worse" in counts
    assert map_classes(one, View(colour="comparison")).by_judgement


def test_the_sentence_is_about_what_is_coloured(dataset):
    assert made(dataset, KEYS[0])[1].sentence.startswith("Highest in Leicester, 34.5%")
    compared_card = made(dataset, KEYS[0], colour="comparison")[1]
    assert compared_card.sentence.startswith("Compared with England (19.8%)")


@pytest.mark.parametrize("level", FILES)
def test_boundaries_are_fetched_anew_with_a_new_dataset(dataset, level):
    address = geojson_url(dataset, level)
    assert address == f"/assets/boundaries/{FILES[level]}.json?v={dataset.version}"
    _, card = made(dataset, "child_low_income_bhc", level=level)
    assert card.figure.data[0].geojson == address


@pytest.mark.parametrize("level", FILES)
def test_every_area_drawn_has_a_shape(dataset, level):
    _, card = made(dataset, "child_low_income_bhc", level=level)
    shapes = {shape["properties"]["code"] for shape in SHAPES[level]["features"]}
    assert set(drawn(card)) <= shapes


def corners(shape):
    """All points of a shape's outlines."""
    flat = [shape["geometry"]["coordinates"]]
    while not isinstance(flat[0][0], int | float):
        flat = [inner for outer in flat for inner in outer]
    return flat


@pytest.mark.parametrize("level", FILES)
def test_the_map_has_room_for_every_shape(dataset, level):
    codes = dataset.local_codes if level == "districts" else dataset.member_codes
    west, south, east, north = bounds_of(dataset.geography(level).loc[list(codes)])
    shapes = [s for s in SHAPES[level]["features"] if s["properties"]["code"] in codes]
    assert len(shapes) == len(codes)
    for shape in shapes:
        for lon, lat in corners(shape):
            assert west < lon < east
            assert south < lat < north


def test_bounds_have_the_same_air_on_both_sides(dataset):
    frame = dataset.geography("areas")
    west, south, east, north = bounds_of(frame)
    assert frame["west"].min() - west == pytest.approx(east - frame["east"].max())
    assert frame["south"].min() - south == pytest.approx(north - frame["north"].max())
    assert west < frame["west"].min()


def test_the_highlighted_area_is_outlined(dataset):
    _, plain = made(dataset, "child_low_income_bhc")
    _, chosen = made(dataset, "child_low_income_bhc", area="E06000016")
    assert len(set(plain.figure.data[0].marker.line.width)) == 1
    trace = chosen.figure.data[0]
    widths = dict(zip(trace.locations, trace.marker.line.width, strict=True))
    assert max(widths, key=widths.get) == "E06000016"
    assert list(widths.values()).count(max(widths.values())) == 1


def test_a_map_of_tiles_says_that_size_says_nothing(dataset):
    assert made(dataset, KEYS[0], map="tiles")[1].notes != made(dataset, KEYS[0])[1].notes


def test_the_table_can_be_that_of_another_card(dataset):
    one, card = made(dataset, KEYS[0])
    view = View(page="indicator", subject=KEYS[0])
    assert map_card(dataset, view, one, Look(False), card).table is card.table
    assert card.table.rows[0][0].text == "Leicester"


@pytest.mark.parametrize(
    ("present", "kind", "level", "width"),
    [
        (True, "tiles", "districts", "full"),
        (True, "tiles", "areas", "half"),
        (True, "geographic", "districts", "half"),
        (False, "tiles", "districts", "half"),
    ],
)
def test_names_of_districts_on_tiles_get_a_projector_s_whole_width(present, kind, level, width):
    assert pair_width(View(map=kind, level=level), Look(present)) == width


def test_the_benchmark_itself_is_not_shown_as_without_a_figure(dataset):
    code = dataset.member_codes[0]
    _, card = made(
        dataset, "wellbeing_anxiety", colour="comparison", benchmark="chosen", peers=(code,)
    )
    assert any("not tested (" in item.label for item in card.legend)
    assert not any("No figure" in item.label for item in card.legend)
