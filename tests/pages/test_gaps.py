"""Gaps and overlaps: what the page says of a slice, on answers that are easy to check."""

from datetime import date

import pytest

from dashboard.cards.survey_labels import ILLUSTRATIVE
from dashboard.pages import answer
from dashboard.pages.gaps import body_on
from dashboard.view_state import parse

from . import small_region
from .small_region import COUNTY, NEW, TOWN

TODAY = date(2026, 11, 26)
DATASET = small_region.dataset()
SITUATIONS = ("expecting", "together", "separating", "separated", "one_parent")


def page(query: str = "", dataset=DATASET):
    view, notices = parse(f"/gaps{query}", dataset)
    assert not notices
    return body_on(TODAY, view, dataset)


def card(body, card_id: str):
    return next(one for one in body.cards if one.id == card_id)


def said(body) -> str:
    return " ".join(point.text for point in body.lead)


@pytest.mark.parametrize("present", ["", "?present=1"])
def test_nothing_below_the_last_level_is_one_link_away_for_each_situation(present):
    names, *links = page(present).shortcuts
    assert names.text == "Nothing below specialist level:"
    assert len(links) == len(SITUATIONS)
    for link, situation in zip(links, SITUATIONS, strict=True):
        _, query = link.href.split("?")
        assert f"tier=universal,targeted&situation={situation}" in query
        assert "order=" in query
        chosen = page(f"?{query}")
        assert [one.text for one in chosen.shortcuts if one.current] == [link.text]


def test_the_answer_has_need_neighbours_rule_and_response_on_a_projector(dataset):
    link = next(one for one in page("?present=1", dataset).shortcuts if one.text == "Separating")
    body = page(link.href.removeprefix("/gaps"), dataset)
    responses, answered = [point.text for point in body.lead][:2]
    assert responses.startswith("Of 10 areas,")
    for words in ("England 19.8%", "Nottingham (33.7%", "next door, Nottinghamshire has it"):
        assert words in answered
    rule = card(body, "pathway").sentence
    assert "Thin: one provider, funding ending within 6 months" in rule
    assert "none: answered none." in rule


def test_what_is_not_known_is_named_at_every_level(dataset):
    for query in ("tier=universal", "tier=universal,targeted"):
        text = said(page(f"?{query}&situation=separating", dataset))
        assert "Not known" in text
        assert "Rutland" in text.split("Not known", 1)[1].split(".")[0]


def test_a_gap_that_another_area_serves_is_marked_where_it_is_counted(dataset):
    body = page("?view=shared", dataset)
    for card_id in ("commonest", "neighbours-gaps"):
        one = card(body, card_id)
        assert "already served from another area (in Leicestershire)" in one.sentence
        row = next(r for r in one.table.rows if r[0].text == "Specialist: Separating")
        assert "Leicestershire (← from Leicester)" in " ".join(cell.text for cell in row)


def test_unknown_areas_are_named_on_screen(dataset):
    for row in card(page("?view=shared", dataset), "commonest").table.rows:
        unknown = row[-1]
        assert bool(unknown.value) == bool(unknown.detail)


def test_cells_say_area_step_and_marks(dataset):
    table = card(page("", dataset), "pathway").table
    derby = next(row for row in table.rows if row[0].text == "Derby")
    cell = derby[3]
    assert cell.label == "Derby, universal, together: thin, 2 services, possible overlap"
    assert "possible overlap" in cell.note
    groups = [column.group for column in table.columns]
    assert groups == ["", "", *["Universal"] * 5, *["Targeted"] * 5, *["Specialist"] * 5]
    assert table.columns[2].name == "Universal: Expecting"


def test_marks_are_words_where_there_is_room(dataset):
    table = card(page("?tier=universal&situation=together", dataset), "pathway").table
    derby = next(row for row in table.rows if row[0].text == "Derby")
    assert derby[2].word == "thin, possible overlap"


def test_a_step_without_services_says_so_and_is_labelled():
    body = page(f"?cell={COUNTY}:specialist:together")
    step = card(body, "cell")
    assert step.sentence.startswith(f"{ILLUSTRATIVE}. No support:")
    assert not step.table.rows
    assert step.table.empty == "No running service is listed."


@pytest.mark.parametrize("code", [COUNTY, TOWN, NEW])
@pytest.mark.parametrize("view", ["", "&view=area", "&view=shared"])
def test_one_of_a_thing_is_singular(code, view):
    body = page(f"?tier=targeted&situation=together&area={code}{view}")
    text = " ".join([said(body), *(one.sentence for one in body.cards)])
    for words in ("1 areas", "1 steps", "1 services", "All 1 ", "1 of 1 step"):
        assert words not in text


def test_made_up_answers_keep_their_label_where_links_lead(dataset):
    _, body = answer("/gaps?cell=E06000018:targeted:separating", dataset)
    assert card(body, "cell").sentence.startswith(ILLUSTRATIVE)
    assert card(body, "next-door").sentence.startswith(ILLUSTRATIVE)


def test_who_next_door_has_it_is_a_sentence(dataset):
    body = page("?cell=E06000018:specialist:one_parent", dataset)
    sentence = card(body, "next-door").sentence
    assert sentence == f"{ILLUSTRATIVE}. Next door, Nottinghamshire answered none."
