"""The page about themes says which answers and coders are made up, on every card and file."""

import pytest

from dashboard.cards.survey_labels import ILLUSTRATIVE
from dashboard.dataset import Dataset
from dashboard.exports.files import csv_bytes

from . import small_texts
from .small_region import COUNTY, TOWN
from .small_texts import text
from .test_themes import DATA, card, cells, page


def mixed(*texts) -> Dataset:
    """The county's answers are its own, the town's are made up."""
    responses = tuple(
        one.model_copy(update={"illustrative": one.area_code == TOWN})
        for one in DATA.survey.record.responses
    )
    return small_texts.dataset((*small_texts.TEXTS, *texts), responses=responses)


def test_cards_that_links_jump_to_say_first_that_answers_are_made_up():
    for address in ("/themes?theme=travel", f"/themes?area={TOWN}", "/themes?present=1"):
        for one in page(address).cards:
            if one.id != "codebook":
                assert one.sentence.startswith(ILLUSTRATIVE), one.id


def test_an_area_with_answers_of_its_own_is_not_called_made_up():
    dataset = mixed()
    own = card(f"/themes?area={COUNTY}&theme=travel", "own-words", dataset)
    held = csv_bytes(own.table).decode("utf-8-sig")
    for said in (own.sentence, own.source_line, own.image_title, held):
        assert ILLUSTRATIVE not in said
    made_up = card(f"/themes?area={TOWN}", "own-words", dataset)
    assert made_up.sentence.startswith(f"{ILLUSTRATIVE}. 1 answer")
    assert f"{ILLUSTRATIVE}: Milltown" in csv_bytes(made_up.table).decode("utf-8-sig")


def test_among_several_areas_each_made_up_one_is_marked():
    told = text("/area_barriers", "No bus.", area_code=TOWN, confirmed=("travel",), coder="AB")
    dataset = mixed(told)
    for name in ("own-words", "quotes"):
        found = card("/themes?theme=travel", name, dataset)
        assert found.sentence.startswith(f"{ILLUSTRATIVE}. Answers of Milltown are made up.")
        column = [one.name for one in found.table.columns].index("Area")
        marks = {(row[column].text, row[column].detail) for row in found.table.rows}
        assert marks == {("Hillshire", ""), ("Milltown", "illustrative")}
    assert cells(card("/themes", "responses", dataset).table, "Milltown")["Area"].detail


def test_without_names_no_label_tells_whose_answers_are_made_up():
    for address in ("/themes?theme=travel&anonymous=1", "/themes?theme=no-theme&anonymous=1"):
        for one in page(address, mixed()).cards:
            if one.id != "codebook":
                said = f"{ILLUSTRATIVE}. Answers of 1 of 3 areas are made up."
                assert one.sentence.startswith(said)
            assert not any(cell.detail == "illustrative" for row in one.table.rows for cell in row)


@pytest.mark.parametrize("hidden", ["", "&anonymous=1"])
def test_a_coder_who_is_made_up_is_called_so(hidden):
    name = "Coder A (illustrative)"
    told = text("s01/barriers", "No bus.", confirmed=("travel",), coder=name, second=("travel",),
                second_coder="Coder B (illustrative)")  # fmt: skip
    dataset = small_texts.dataset((told,))
    row = card(f"/themes?theme=travel{hidden}", "own-words", dataset).table.rows[0]
    coded = next(cell for cell in row if cell.judgement == "confirmed")
    assert coded.text == ("confirmed (illustrative)" if hidden else f"confirmed by {name}")
    assert coded.detail == "second coder (illustrative) agrees"
    body = page(f"/themes?theme=travel{hidden}", dataset)
    assert "1 confirmed by a person (1 by illustrative coders)" in body.lead[0].text
    found = card("/themes", "agreement", dataset)
    assert "coded 12 answers (1 by illustrative coders)" in found.sentence
