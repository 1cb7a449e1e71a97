"""The page of one service: what is known, what is not, where it is, and what hangs on it."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from dashboard.cards.survey_labels import ILLUSTRATIVE
from dashboard.dataset.survey import Survey
from dashboard.exports.files import csv_bytes
from dashboard.figures.template import Look
from dashboard.pages import answer, service
from dashboard.view_state import UnknownPageError, View, parse

from . import small_survey
from .small_region import COUNTY, DALE, MOOR, TOWN, dataset

TODAY = date(2026, 11, 1)
AREAS = pd.DataFrame(
    {
        "level": "district", "area_code": [DALE, MOOR, TOWN], "west": [-2.0, -1.0, -0.5],
        "east": [-1.0, -0.5, 0.0], "south": 52.0, "north": 53.0,
    }
)  # fmt: skip


def made(*services, **changes):
    """The small region, with these services in the county."""
    data = dataset()
    full, part = data.survey.record.responses
    full = full.model_copy(update={"services": tuple(services) or full.services, **changes})
    record = data.survey.record.model_copy(update={"responses": (full, part)})
    return replace(data, survey=Survey(record), places=AREAS)


def page(data, key="s01", code=COUNTY):
    view = View(page="service", subject=f"{code}-{key}")
    return service.body_on(TODAY, view, data, Look())


def card(body, card_id):
    return next(one for one in body.sections if one.id == card_id)


def answers(body):
    return {row[0].text: row[1] for row in card(body, "answers").table.rows}


def points(body):
    return [one.text for one in body.lead]


def test_every_question_is_shown_under_its_heading():
    body = page(made())
    table = card(body, "answers").table
    questions = small_survey.QUESTIONNAIRE.questions
    assert [row[0].text for row in table.rows] == [one.label for one in questions]
    assert list(table.groups) == [one.section for one in questions]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (None, "Left empty"),
        ("dont_know", "Don't know"),
        ("not_asked", "Not asked"),
        ("hidden", "Hidden, because the number is small"),
        (0.0, "0"),
        (1250.0, "1,250"),
    ],
)
def test_kinds_of_no_answer_are_told_apart_and_none_of_them_is_zero(given, words):
    cell = answers(page(made(small_survey.service("s01", started=given))))["Started last year"]
    assert cell.text.endswith(words)
    assert isinstance(cell.value, float) == isinstance(given, float)


def test_a_question_that_another_answer_makes_pointless_does_not_apply():
    one = small_survey.service("s01", funding_end="2027-03-31")
    assert answers(page(made(one)))["No end date"].text.endswith("Does not apply")


def test_a_rating_comes_with_its_scale():
    body = page(made(small_survey.service("s01", programme="family_foundations")))
    assert "rated 4 on the scale of EIF Guidebook" in answers(body)["Programme"].detail
    assert any("rated 4 on the scale of EIF Guidebook" in text for text in points(body))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"funding_end": "2027-03-01"}, "Funding is agreed until 1 March 2027, in 4 months."),
        ({"funding_end": "2026-10-01"}, "Funding was agreed only until 1 October 2026."),
        ({"funding_open": "yes"}, "Funding has no end date."),
        ({"funding_end": "dont_know"}, "Until when funding is agreed is not known (don't know)."),
        ({}, "Until when funding is agreed is not answered."),
    ],
)
def test_how_long_the_money_lasts_is_said(given, words):
    assert words in points(page(made(small_survey.service("s01", **given))))


def test_places_are_drawn_and_numbered_as_in_the_table():
    where = card(page(made()), "where")
    area, places = where.figure.data
    assert list(area.locations) == [DALE, MOOR]
    assert list(places.text) == ["1"]
    assert [row[1].text for row in where.table.rows] == [small_survey.SITE]
    assert where.table.rows[0][3].text == "Dale hub"


def test_only_districts_that_are_named_are_shown_as_served():
    one = small_survey.service("s01", sites=(small_survey.SITE,), districts=(MOOR,))
    where = card(page(made(one)), "where")
    assert list(where.figure.data[0].z) == [0, 1]
    assert "It serves Moor." in where.sentence
    unknown = small_survey.service("s01", sites=(small_survey.SITE,), districts="dont_know")
    where = card(page(made(unknown)), "where")
    assert list(where.figure.data[0].z) == [0, 0]
    assert "is not known (don't know)" in where.sentence


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"delivery": ("online",)}, "there is no place to go to"),
        ({"sites": "dont_know"}, "where it takes place is not known (don't know)"),
        ({}, "no place is named"),
    ],
)
def test_without_a_place_there_is_no_map_but_words(given, words):
    where = card(page(made(small_survey.service("s01", **given))), "where")
    assert where.figure is None
    assert words in where.sentence
    assert [row[0].text for row in where.table.rows][:2] == [
        "How it is delivered",
        "Where it takes place",
    ]


def test_a_postcode_that_is_not_known_is_named():
    one = small_survey.service("s01", sites=(small_survey.SITE, "ZZ9 9ZZ"))
    where = card(page(made(one)), "where")
    assert len(where.figure.data[1].text) == 1
    assert any("ZZ9 9ZZ" in note for note in where.notes)
    assert [row[1].text for row in where.table.rows] == [small_survey.SITE, "ZZ9 9ZZ"]


def test_the_only_support_of_a_step_leaves_none_when_it_ends():
    table = card(page(made()), "without").table
    (row,) = table.rows
    assert "together" in row[0].text
    assert row[2].word == "none left"


def test_what_is_not_running_changes_nothing():
    words = card(page(made(), code=TOWN), "without").markdown
    assert words == "It is not running (paused), so nothing changes if it ends."


def test_nothing_is_said_to_end_where_it_is_not_known_whether_it_counts():
    unknown = made(small_survey.service("s01", status="dont_know"))
    assert "not known whether it is running" in card(page(unknown), "without").markdown
    nowhere = made(small_survey.service("s01", level="dont_know"))
    assert "counts for no step" in card(page(nowhere), "without").markdown


def test_services_alike_share_level_situation_and_delivery():
    same = small_survey.service("s02", status="paused")
    other_way = small_survey.service("s03", delivery=("phone",))
    other_level = small_survey.service("s04", level="universal")
    alike = card(page(made(small_survey.service("s01"), same, other_way, other_level)), "alike")
    (row,) = alike.table.rows
    assert row[0].href == f"/service/{COUNTY}-s02"
    assert row[4].text == "Paused"


def test_without_a_level_nobody_can_be_called_alike():
    one = small_survey.service("s01", level="dont_know")
    alike = card(page(made(one, small_survey.service("s02"))), "alike")
    assert alike.markdown == "Cannot be said, because this is not answered: level of support."


def test_who_answered_when_and_in_which_file_is_said():
    data = made(
        illustrative=False,
        file="2026/hillshire.xlsx",
        answers={"answered_on": "2026-10-01", "respondent_role": "dont_know"},
    )
    said = {row[0].text: row[1].text for row in card(page(data), "record").table.rows}
    assert said["Filled in on"] == "1 October 2026"
    assert said["Filled in by (post)"] == "Don't know"
    assert said["Round"] == small_survey.QUESTIONNAIRE.round
    assert said["Version of the questionnaire"] == small_survey.QUESTIONNAIRE.version
    assert said["Workbook"] == "2026/hillshire.xlsx"
    assert page(data).banner == ""


def test_made_up_answers_are_labelled_on_page_and_picture():
    body = page(made())
    assert body.banner.startswith(ILLUSTRATIVE)
    for one in body.cards:
        assert one.source_line.startswith(ILLUSTRATIVE)
        assert one.image_title.startswith(ILLUSTRATIVE)


def test_text_of_respondents_stays_text_in_files():
    one = small_survey.service("s01", what_works="=HYPERLINK(A1)", service_name="<b>Bold</b>")
    body = page(made(one))
    assert body.title.startswith("<b>Bold</b>, ")
    assert "'=HYPERLINK(A1)" in csv_bytes(card(body, "answers").table).decode()


def test_the_file_of_all_answers_keeps_their_sections():
    text = csv_bytes(card(page(made()), "answers").table).decode()
    assert "Section" in text
    assert "Where and how" in text


def test_a_service_that_is_not_there_is_a_page_that_says_so():
    data = made()
    with pytest.raises(UnknownPageError, match="no service called “E1-s01”"):
        parse("/service/E1-s01", data)
    assert answer("/service/E1-s01", data)[1].title == "Not found"
