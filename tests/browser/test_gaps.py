"""Journeys on the page about gaps and overlaps in support."""

import pytest
from playwright.sync_api import Page, expect

from dashboard.cards.survey_labels import ILLUSTRATIVE
from tests.browser import files
from tests.browser.screen import (
    back,
    card,
    choose,
    chosen,
    follow,
    here,
    lead,
    new_view,
    read_table,
)

MATRIX = "Who has which support"
NEED = "child_low_income_bhc"


def unfold_choices(page: Page) -> None:
    """Show the ways to change the view, which are folded away above the matrix."""
    page.get_by_text("Change what is shown").click()


def tick(page: Page, group: str, option: str) -> None:
    """Tick one of several choices."""
    with new_view(page):
        page.get_by_role("group", name=group).get_by_role("checkbox", name=option).check()


def test_who_has_nothing_below_specialist_level_for_separating_parents(page, dataset, open_page):
    open_page("/gaps")
    unfold_choices(page)
    tick(page, "Levels", "Universal")
    tick(page, "Levels", "Targeted")
    tick(page, "Family situations", "Separating")
    choose(page, "Order areas by", "Need, greatest first")
    assert here(page) == f"/gaps?order={NEED}&tier=universal,targeted&situation=separating"
    matrix = read_table(card(page, MATRIX))
    need = [float(list(row)[1].text.strip("%")) for row in matrix.rows]
    assert need == sorted(need, reverse=True)
    assert len(matrix.rows) == len(dataset.member_codes)
    points = lead(page)
    assert points[0].startswith("Of 10 areas,")  # the response rate comes first
    assert any("separating" in point and "England" in point for point in points)


def full_rows(page: Page, height: int) -> int:
    """How many areas of the matrix are wholly on the first screen."""
    rows = page.locator("#pathway tbody tr").all()
    boxes = [row.bounding_box() for row in rows]
    return sum(box["y"] + box["height"] <= height for box in boxes)


def test_the_question_takes_two_clicks_on_a_laptop(page, open_page):
    page.set_viewport_size({"width": 1366, "height": 768})
    open_page("/?benchmark=england")
    follow(page, page.get_by_role("link", name="Gaps", exact=True))
    assert full_rows(page, 768) >= 3
    follow(page, page.get_by_role("link", name="Separating", exact=True))
    assert here(page) == f"/gaps?order={NEED}&tier=universal,targeted&situation=separating"


@pytest.mark.size("projector")
def test_the_question_takes_two_clicks_on_a_projector(page, open_page):
    open_page("/?present=1")
    follow(page, page.get_by_role("link", name="Gaps", exact=True))
    assert full_rows(page, 1080) >= 5
    cut = "(cells) => cells.filter((one) => one.scrollWidth > one.clientWidth + 1).length"
    assert page.locator("#pathway :is(th, td)").evaluate_all(cut) == 0
    follow(page, page.get_by_role("link", name="Separating", exact=True))
    assert full_rows(page, 1080) >= 3
    for words in ("Of 10 areas,", "next door, Nottinghamshire has it", "Thin: one provider"):
        box = page.get_by_text(words).first.bounding_box()
        assert box["y"] + box["height"] <= 1080, words


def test_a_number_is_followed_while_it_is_typed(page, open_page):
    open_page("/gaps")
    unfold_choices(page)
    field = page.get_by_role("spinbutton", name="Thin under")
    field.fill("")
    with new_view(page):
        field.press_sequentially("0")
    for key in (".", "3"):
        field.press(key)
    page.wait_for_url("**min_capacity=0.3*")
    expect(field).to_be_focused()
    assert field.input_value() == "0.3"


def test_a_cell_explains_itself_and_says_who_next_door_has_it(page, open_page):
    open_page("/gaps")
    matrix = card(page, MATRIX)
    cell = matrix.get_by_role("row", name="Nottingham 15").get_by_role("link").nth(1)
    row = read_table(matrix).rows[7]
    assert row[0].text.startswith("Nottingham")
    follow(page, cell)
    assert "cell=E06000018:" in here(page)
    step = card(page, "Nottingham, ")
    expect(step).to_contain_text("Answers of this area")
    expect(step).to_contain_text("Need, children in low-income families")
    neighbours = read_table(card(page, "Who next door to Nottingham"))
    assert [one[0].text for one in neighbours.rows] == ["Nottinghamshire"]
    back(page)
    expect(card(page, "Nottingham, ")).to_have_count(0)


def test_a_threshold_changes_the_matrix_at_once_and_travels_in_the_address(page, open_page):
    open_page("/gaps")
    before = read_table(card(page, MATRIX))
    unfold_choices(page)
    months = page.get_by_role("spinbutton", name="Thin if funding ends within")
    with new_view(page):
        months.fill("60")  # nothing is pressed: it is followed while it is typed
    expect(months).to_be_focused()
    assert here(page) == "/gaps?months=60"
    after = read_table(card(page, MATRIX))
    words = [[cell.word for cell in row] for row in after.rows]
    assert words != [[cell.word for cell in row] for row in before.rows]
    expect(card(page, MATRIX)).to_contain_text("within 60 months")
    back(page)
    assert read_table(card(page, MATRIX)) == before


def test_what_changes_if_a_service_ends(page, open_page):
    open_page("/gaps?view=shared")
    choose(page, "If this service ended", "Mentalization-based therapy for parents")
    assert "without=E0" in here(page)
    assert chosen(page, "If this service ended") == "Mentalization-based therapy for parents"
    assert any("Mentalization-based therapy" in point for point in lead(page))


@pytest.mark.parametrize("view", ["", "?view=area", "?view=shared"])
def test_made_up_answers_are_labelled_on_every_screen(page, open_page, view):
    open_page(f"/gaps{view}")
    expect(page.locator(".banner")).to_contain_text(ILLUSTRATIVE)
    for line in page.locator(".source-line").all():
        expect(line).to_contain_text(ILLUSTRATIVE)


def test_the_file_says_what_the_screen_says(page, dataset, open_page):
    open_page("/gaps")
    shown = read_table(card(page, MATRIX))
    held = files.save_csv(page, MATRIX)
    assert held.about["Note"].startswith(ILLUSTRATIVE)
    assert "areas" in held.about["Answers"]
    assert held.headings[0] == shown.headings[0]
    assert len(held.rows) == len(shown.rows)
    steps = shown.headings[2:]
    assert len(steps) == len(dataset.survey.questionnaire.slots())
    for row, screen in zip(held.rows, shown.rows, strict=True):
        values = dict(zip(held.headings, row, strict=True))
        for heading, cell in zip(steps, screen[2:], strict=True):
            assert str(values[heading]).startswith(cell.word), (row[0], heading, cell)
    assert files.save_workbook(page, MATRIX).rows == held.rows
