"""Journeys on the page that sets need beside support."""

import pytest
from playwright.sync_api import Page, expect

from dashboard.cards.survey_labels import ILLUSTRATIVE
from tests.browser import files
from tests.browser.screen import (
    areas_drawn,
    back,
    card,
    chart_text,
    choose,
    drawn,
    follow,
    here,
    lead,
    new_view,
    read_table,
)

PAGE = "/need-and-support"
NEED = "child_low_income_bhc"


def tick(page: Page, group: str, option: str) -> None:
    """Unfold a list of choices and tick one."""
    box = page.locator(".control-picker", has_text=group)
    if not box.evaluate("box => box.open"):
        box.locator("summary").click()
    with new_view(page):
        box.get_by_role("checkbox", name=option).check()


def weigh(page: Page, name: str, weight: str) -> None:
    """Type another weight."""
    field = page.get_by_role("spinbutton", name=f"Weight: {name}")
    with new_view(page):
        field.fill(weight)
        field.press("Enter")


def test_where_high_need_meets_little_support_for_separating_parents(page, dataset, open_page):
    open_page(PAGE)
    choose(page, "Need", "Children in low-income families")
    tick(page, "Family situation", "Separating")
    assert here(page) == f"{PAGE}?indicators={NEED}&situation=separating"
    assert lead(page)[0].startswith("Of 10 areas,")  # the response rate comes first
    box = page.locator("#beside")
    text = chart_text(drawn(page).locator("#beside"))
    for code in dataset.member_codes:
        assert dataset.area(code).short_name in text  # drawn, or named as not shown
    for words in ("Less need, more support", "Greater need, less support"):
        assert words in text
    follow(page, box.get_by_role("link", name="who next door has it"))
    assert here(page) == f"/gaps?indicators={NEED}&order={NEED}&situation=separating"
    follow(page, page.get_by_role("link", name="This support beside need"))
    assert here(page) == f"{PAGE}?indicators={NEED}&situation=separating"


def test_a_weight_changes_the_order_at_once_and_the_whole_recipe_travels(page, open_page):
    open_page(f"{PAGE}?view=index")
    twin = page.locator("#index")
    before = read_table(twin)
    weigh(page, "school suspensions", "20")
    address = here(page)
    assert ["school", "suspensions"][1][:10] in address
    assert "suspensions_rate:20" in address
    # All of the recipe, so that the link means the same when the proposal changes.
    assert address.count(":1") == 4
    after = read_table(twin)
    assert [row[0].text for row in after.rows] != [row[0].text for row in before.rows]
    back(page)
    assert here(page) == f"{PAGE}?view=index"
    assert read_table(twin) == before


def test_an_indicator_is_added_and_taken_out(page, open_page):
    open_page(f"{PAGE}?view=index")
    recipe = page.locator("#recipe")
    rows = len(read_table(recipe).rows)
    choose(page, "Add an indicator", "Overcrowded households")
    assert "overcrowded_households_2021:1" in here(page)
    assert len(read_table(recipe).rows) == rows + 1
    row = recipe.get_by_role("row", name="Overcrowded households")
    expect(row).to_contain_text("areas of the region")  # England's are not held, and it is said
    follow(page, row.get_by_role("link", name="Take out"))
    assert len(read_table(recipe).rows) == rows
    # The recipe is the proposed one again, so there is nothing to go back to.
    expect(recipe.get_by_role("link", name="Back to the proposed weights")).to_have_count(0)
    weigh(page, "persistent absence", "3")
    follow(page, recipe.get_by_role("link", name="Back to the proposed weights"))
    assert here(page) == f"{PAGE}?view=index"


def test_an_emptied_weight_leaves_the_indicator_out(page, open_page):
    open_page(f"{PAGE}?view=index")
    rows = len(read_table(page.locator("#recipe")).rows)
    weigh(page, "persistent absence", "")
    assert "persistent_absence:0" in here(page)
    assert len(read_table(page.locator("#recipe")).rows) == rows - 1
    expect(page.get_by_role("spinbutton", name="Weight: persistent absence")).to_have_value("0")


def test_both_are_on_the_map_for_every_area(page, dataset, open_page):
    open_page(f"{PAGE}?view=map")
    box = drawn(page).locator("#both-map")
    areas_drawn(box, len(dataset.member_codes))
    texts = read_table(box).rows
    shown = chart_text(box)
    for row in texts:
        support = list(row)[2].text
        number = next(part for part in support.split() if part[0].isdigit())
        assert number in shown


# Names in the chart as they are drawn: pairs that cover one another by more than a hair.
_COVERED = """(chart) => {
    const names = [...chart.querySelectorAll('.annotation-text')].map((one) =>
        [one.textContent, one.getBoundingClientRect()]);
    const found = [];
    names.forEach(([text, a], i) => names.slice(0, i).forEach(([other, b]) => {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 1 && down > 2) found.push([text, other]);
    }));
    return { names: names.length, found };
}"""


@pytest.mark.usefixtures("every_size")
@pytest.mark.parametrize(
    "query",
    [
        "tier=specialist",
        "tier=specialist&situation=separating",
        "tier=specialist&situation=one_parent",
        "measure=services",
        "measure=services&indicators=employment_rate",
    ],
)
def test_names_never_cover_one_another(open_page, query):
    page = open_page(f"{PAGE}?{query}")
    seen = drawn(page).locator("#beside .js-plotly-plot").evaluate(_COVERED)
    assert seen["names"] > 6  # the areas, beside the titles of the axes
    assert seen["found"] == []


@pytest.mark.parametrize("view", ["", "?view=map", "?view=difference"])
def test_made_up_answers_are_labelled_on_every_screen(page, open_page, view):
    open_page(f"{PAGE}{view}")
    expect(page.locator(".banner")).to_contain_text(ILLUSTRATIVE)
    for line in page.locator(".source-line").all():
        expect(line).to_contain_text(ILLUSTRATIVE)


def test_the_file_holds_the_recipe_and_the_slice(page, open_page):
    open_page(f"{PAGE}?view=difference&tier=targeted&weights={NEED}:2,claimant_count:1")
    title = "Where does support (targeted) lag need?"
    held = files.save_csv(page, title)
    assert held.about["Note"].startswith(ILLUSTRATIVE)
    assert held.about["Recipe: indicator and weight"].endswith("claiming unemployment benefits 1")
    assert "targeted" in held.about["Support"]
    assert files.save_workbook(page, title).rows == held.rows
    assert len(held.rows) == len(read_table(card(page, title)).rows)
