"""Maps are drawn without WebGL, and the legend says what is on the map."""

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.browser.places import COUNTY, INDICATOR
from tests.browser.screen import areas_drawn, card, fills, read_table

MAP = "Where is it high"

# Ten or 35 areas; figures missing, withheld, equal, and classes by comparison.
MAPS = {
    f"/indicator/{INDICATOR}": 10,
    f"/indicator/{INDICATOR}?level=districts": 35,
    "/indicator/cin_rate?colour=comparison": 10,
    "/indicator/cin_rate?benchmark=region&colour=comparison": 10,
    "/indicator/imd2025_average_score": 10,
    "/indicator/imd2025_average_score?level=districts": 35,
    "/indicator/infant_mortality": 10,
    "/indicator/separated_adults_2021": 10,
    "/indicator/homeless_households_rate?level=districts": 35,
    "/indicator/under18_conceptions": 10,
}


def legend(box) -> Counter:
    """Colour and number of areas of each line of a legend."""
    lines = box.locator(".legend li").evaluate_all(
        """(all) => all.map((one) => [
            getComputedStyle(one.querySelector('.swatch')).backgroundColor, one.textContent])"""
    )
    counts = Counter()
    for colour, text in lines:
        counts[colour] += int(re.search(r"\((\d+)\)$", text)[1])
    return counts


def test_there_is_no_webgl(tour):
    page = tour("/help")
    made = page.evaluate("document.createElement('canvas').getContext('webgl') !== null")
    assert not made, "these tests must run without it"


@pytest.mark.parametrize("place", MAPS)
def test_the_legend_equals_the_map(tour, place):
    box = card(tour(place), MAP)
    assert Counter(fills(areas_drawn(box, MAPS[place]))) == legend(box)


@pytest.mark.parametrize("place", MAPS)
def test_the_legend_equals_the_tiles(tour, place):
    box = card(tour(f"{place}{'&' if '?' in place else '?'}map=tiles"), MAP)
    tiles = box.locator(".barlayer .point path")
    expect(tiles).to_have_count(MAPS[place])
    assert Counter(fills(tiles)) == legend(box)


def test_areas_without_a_figure_are_drawn_and_explained(tour):
    page = tour("/indicator/imd2025_average_score")
    box = card(page, MAP)
    missing = [cell.text for cell in read_table(box).column("Value")[:10] if "[" in cell.text]
    assert missing
    line = box.locator(".legend li").filter(has_text="No figure")
    expect(line).to_contain_text(f"({len(missing)})")
    assert sum(legend(box).values()) == areas_drawn(box, 10).count()


@pytest.mark.parametrize("county", [COUNTY, "E10000019"])
def test_the_districts_of_a_county(tour, dataset, county):
    box = card(tour(f"/area/{county}?view=districts"), MAP)
    areas = areas_drawn(box, len(dataset.registry.districts_of(county)))
    assert Counter(fills(areas)) == legend(box)


def test_one_map_among_several_has_the_legend_of_one(tour):
    box = tour(f"/compare?indicators={INDICATOR}&view=maps").locator("section.card-box")
    assert Counter(fills(areas_drawn(box, 10))) == legend(box)
