"""The page about themes: what is counted, what is shown, and what never leaves it."""

import csv
import io
import re
from dataclasses import replace

import openpyxl
import pytest
from dash import html

from dashboard.analysis.hidden_names import HIDDEN_PLACE, HIDDEN_SERVICE
from dashboard.cards.model import Body, Card
from dashboard.cards.survey_labels import ILLUSTRATIVE
from dashboard.cards.themes_choice import WITHHELD
from dashboard.dataset.survey import no_survey
from dashboard.exports.files import csv_bytes, xlsx_bytes
from dashboard.exports.table import Cell
from dashboard.pages import answer
from dashboard.web.tables import html_table

from . import small_texts
from .small_region import COUNTY, NAMES, NEW, TOWN
from .small_texts import FORMULA, PERSONAL, SCRIPT, THEMES, text
from .test_every_view import check, check_cells

DATA = small_texts.dataset()
EVERY = (
    "/themes",
    *(f"/themes?theme={theme.id}" for theme in THEMES),
    "/themes?theme=no-theme",
    f"/themes?area={COUNTY}",
    f"/themes?area={COUNTY}&theme=travel",
    f"/themes?sort={COUNTY}",
    "/themes?view=barriers&theme=travel",
    "/themes?tier=targeted&situation=together&theme=travel",
    "/themes?present=1&theme=travel",
)


def page(address: str, dataset=DATA) -> Body:
    return answer(address, dataset)[1]


def card(address: str, name: str, dataset=DATA) -> Card:
    return next(one for one in page(address, dataset).cards if one.id == name)


def cells(table, name: str) -> dict[str, Cell]:
    """The cells of the row with a name, by heading."""
    row = next(row for row in table.rows if row[0].text == name)
    return {column.name: cell for column, cell in zip(table.columns, row, strict=True)}


def everything(body: Body) -> str:
    """All that a page says: on screen, on hover, in links and in its files."""
    said = [body.title, body.banner, body.intro, *body.notices]
    said += [f"{link.text} {link.href}" for link in (*body.lead, *body.tabs)]
    for control in body.controls:
        said += [control.label, control.help, str(control.value)]
        said += [f"{one.value} {one.label}" for one in control.options]
    for one in body.cards:
        said += [one.title, one.sentence, one.source_line, one.image_title, *one.notes]
        said += [f"{link.text} {link.href}" for link in one.links]
        said += [f"{column.name} {column.href}" for column in one.table.columns]
        said += [
            f"{c.value} {c.text} {c.note} {c.detail} {c.href}"
            for row in one.table.rows
            for c in row
        ]
        said.append(csv_bytes(one.table).decode("utf-8-sig"))
    return "\n".join(said)


@pytest.mark.parametrize("address", EVERY)
@pytest.mark.parametrize("hidden", ["", "anonymous=1"])
def test_every_choice_is_complete(address, hidden):
    whole = address + ("&" if "?" in address else "?") + hidden if hidden else address
    body = page(whole)
    assert not body.notices or (hidden and "area=" in address)
    check(whole, body, DATA.version)
    check_cells(whole, body)


def test_confirmed_suggested_none_no_text_and_no_reply_look_different():
    table = card("/themes", "themes").table
    row, other = cells(table, "Travel"), cells(table, "Fathers")
    mixed, none, unknown = row["Hillshire"], other["Hillshire"], row["Newborough"]
    only = cells(card("/themes?tier=universal", "themes").table, "Travel")["Hillshire"]
    sure = cells(card("/themes?tier=targeted", "themes").table, "Travel")["Hillshire"]
    silent = cells(card("/themes?view=barriers", "themes").table, "Travel")["Milltown"]
    assert (mixed.text, mixed.word, mixed.value) == ("2+2", "mixed", "2 confirmed, 2 suggested")
    assert (only.text, only.word, only.value) == ("1", "suggested", "1 suggested")
    assert (sure.text, sure.judgement, sure.value) == ("2", "confirmed_2", "2 confirmed")
    assert (none.text, none.word, none.value) == ("0", "of 6", "0 of 6 answers")
    assert (silent.text, silent.value) == ("–", "no text")
    assert (unknown.text, unknown.word, unknown.value) == ("?", "no reply", "not answered")


def test_a_number_opens_its_answers_and_nothing_opens_none():
    row = cells(card("/themes", "themes").table, "Travel")
    assert row["Hillshire"].href == f"/themes?area={COUNTY}&theme=travel#own-words"
    assert row["Milltown"].href == row["Newborough"].href == ""
    found = card(row["Hillshire"].href, "own-words")
    assert found.title == "The answers: Travel, Hillshire"
    assert len(found.table.rows) == 4
    first = cells(found.table, "No bus from Dale after six.")
    assert first["Coded"].text == "confirmed by AB"
    assert first["Coded"].detail == "second coder agrees"
    assert first["Themes"].text == "Travel"
    assert first["About"].text == "Group s01"
    assert first["About"].href == f"/service/{COUNTY}-s01"
    assert first["Keyphrases"].text == "bus, Dale"
    last = cells(found.table, SCRIPT)
    assert last["Coded"].text == "suggested, not confirmed"


def test_answers_without_a_theme_can_be_read_too():
    row = cells(card("/themes", "themes").table, "No theme")
    assert (row["Hillshire"].value, row["Milltown"].value) == ("1 confirmed", "1 not coded")
    assert len(card(row["All areas"].href, "own-words").table.rows) == 2


def test_rows_are_ordered_by_all_areas_or_by_one():
    def order(address: str) -> list[str]:
        return [row[0].text for row in card(address, "themes").table.rows]

    extra = (
        *(text(f"/{q}", "x", area_code=TOWN, confirmed=("fathers",)) for q in ("gaps_seen",)),
        *small_texts.TEXTS,
    )
    dataset = small_texts.dataset(extra)
    assert order("/themes") == ["Travel", "Money", "Fathers", "No theme"]
    first = card(f"/themes?sort={TOWN}", "themes", dataset).table
    assert first.rows[0][0].text == "Fathers"
    assert [column.name for column in first.columns if column.sorted] == ["Milltown"]


def test_responses_come_first_and_sentences_count_answers_and_areas():
    body = page("/themes")
    assert body.lead[0].text == (
        "2 of 3 areas answered, 2 in own words: 7 answers to 12 questions. Themes: 3 confirmed by "
        "a person, 3 only suggested, 1 without any."
    )
    assert "Travel, 4 answers from 1 area (2 confirmed)" in card("/themes", "themes").sentence
    assert not re.search(r"\d ?%|per cent", everything(body))


def test_a_chosen_level_leaves_out_what_is_about_the_whole_area_and_says_so():
    found = card("/themes?tier=targeted&theme=travel", "themes")
    assert any("Answers about an area as a whole" in note for note in found.notes)
    assert len(card("/themes?tier=targeted&theme=travel", "own-words").table.rows) == 2


def test_what_a_level_leaves_out_is_counted_and_marked_never_called_no_text():
    body = page("/themes?tier=specialist")
    assert body.lead[0].text.endswith(
        "Left out by level or family situation: 3 answers about an area as a whole and "
        "4 answers about other services."
    )
    assert any(
        link.text
        == "Gaps seen. Left out by level or family situation: 1 answer about an area as a whole."
        for link in body.lead
    )
    row = cells(card("/themes?tier=specialist", "themes").table, "Travel")
    for name in ("All areas", "Hillshire", "Milltown"):
        assert (row[name].text, row[name].word, row[name].value) == ("…", "left out", "left out")
    rates = cells(card("/themes?tier=specialist", "responses").table, "Hillshire")
    assert rates["Own words"].text == "left out by level or situation"
    assert rates["Answers given"].text == "–"
    assert "Left out by level" in card("/themes?tier=specialist&theme=travel", "own-words").sentence


def test_without_names_a_question_that_is_left_out_is_marked_too():
    address = "/themes?tier=targeted&anonymous=1"
    row = cells(card(address, "themes").table, "Travel")
    assert (row["Gaps seen"].value, row["What works"].value) == ("left out", "1 confirmed")
    rates = cells(card(address, "responses").table, "Gaps seen")
    assert rates["Own words"].text == "left out by level or situation"


def test_gaps_are_about_areas_so_that_no_level_is_offered_or_used():
    body = page("/themes?view=gaps&tier=specialist&situation=one_parent")
    assert {"tier", "situation"}.isdisjoint(control.name for control in body.controls)
    assert any("about the area as a whole: all its answers are shown" in n for n in body.notices)
    texts = [
        [[cell.text for cell in row] for row in card(address, "themes").table.rows]
        for address in ("/themes?view=gaps", "/themes?view=gaps&tier=specialist")
    ]
    assert texts[0] == texts[1]
    assert texts[0][-1][:3] == ["No theme", "1", "1"]
    assert "tier=specialist" in body.tabs[1].href  # the choice is there again on other tabs


@pytest.mark.parametrize("address", EVERY)
def test_a_flagged_answer_is_withheld_everywhere(address):
    said = everything(page(address))
    for part in (PERSONAL, "Alex", "01632"):
        assert part not in said, part


def test_a_flagged_answer_is_listed_and_says_why_it_is_not_shown():
    found = card("/themes?theme=travel", "own-words")
    row = cells(found.table, WITHHELD)
    assert row["Answer"].detail == "looks like: possible name and telephone number"
    assert "look before sharing" in found.notes[0]


@pytest.mark.parametrize("address", EVERY)
def test_hidden_names_are_nowhere(address):
    whole = address + ("&" if "?" in address else "?") + "anonymous=1"
    said = everything(page(whole))
    for code in (COUNTY, TOWN, NEW):
        assert NAMES[code] not in said, code
        assert code not in said, code
    for name in ("Dale", "Group s01", "Example Trust"):
        assert name not in said, name


def test_hidden_names_are_taken_out_of_answers_and_quotes_too():
    answers = [
        row[0].text for row in card("/themes?theme=travel&anonymous=1", "own-words").table.rows
    ]
    assert f"No bus from {HIDDEN_PLACE} after six." in answers
    quotes = [row[0].text for row in card("/themes?theme=travel&anonymous=1", "quotes").table.rows]
    assert f"“{HIDDEN_SERVICE} pays for taxis.”" in quotes


def test_an_area_in_the_address_is_not_used_while_names_are_hidden():
    body = page(f"/themes?area={COUNTY}&theme=travel&anonymous=1")
    assert any("all areas are shown together" in text for text in body.notices)
    assert "area" not in {control.name for control in body.controls}
    whole = card("/themes?theme=travel&anonymous=1", "own-words").table
    narrowed = card(f"/themes?area={COUNTY}&theme=travel&anonymous=1", "own-words").table
    assert narrowed == whole


def test_hidden_names_leave_counts_by_question():
    table = card("/themes?anonymous=1", "themes").table
    assert [column.name for column in table.columns] == [
        "Theme", "All areas", "What gets in the way", "What works", "Gaps seen",
    ]  # fmt: skip
    row = cells(table, "Travel")
    assert (row["What gets in the way"].text, row["What works"].text) == ("1+1", "1+1")


def test_quotes_are_confirmed_ones_with_a_switch_to_hide_who_said_it():
    found = card("/themes?theme=travel", "quotes")
    assert [row[0].text for row in found.table.rows] == [
        "“Group s01 pays for taxis.”",
        "“No bus from Dale after six.”",
    ]
    assert found.links[0].href == "/themes?theme=travel&anonymous=1#quotes"
    assert "No answer can be quoted yet" in card("/themes?theme=fathers", "quotes").sentence


def test_hostile_answers_stay_text_on_screen():
    found = card(f"/themes?area={COUNTY}", "own-words")
    table = html_table(found.table, found.id, found.title)
    heads = [one.children for one in table._traverse() if isinstance(one, html.Th)]
    assert [SCRIPT] in heads and [FORMULA] in heads  # plain children, which React escapes
    kinds = {type(one).__name__ for one in table._traverse()}
    assert "Markdown" not in kinds


def test_hostile_answers_are_no_formula_in_files():
    table = card(f"/themes?area={COUNTY}", "own-words").table
    assert f"\n{FORMULA}" not in csv_bytes(table).decode("utf-8-sig")
    assert "'=HYPERLINK(" in csv_bytes(table).decode("utf-8-sig")
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(table)))["Figures"]
    held = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(str(cell.value) == f"'{FORMULA}" for cell in held)
    assert all(cell.data_type != "f" and not cell.hyperlink for cell in held)


def test_agreement_has_a_figure_too_few_or_undefined():
    found = card("/themes", "agreement")
    figures = {row[0].text: row[3].text for row in found.table.rows}
    assert figures == {
        "All themes together": "0.71",
        "Travel": "0.80",
        "Money": "undefined",
        "Fathers": "too few",
    }
    assert "0.71: more than chance" in found.sentence
    nobody = card("/themes", "agreement", small_texts.dataset(agreement=()))
    assert "No answer has been coded by two people" in nobody.sentence


def test_decisions_on_answers_that_have_changed_are_told():
    found = card("/themes", "responses", small_texts.dataset(outdated=("a/b", "c/d")))
    assert any(
        note.startswith("What was decided of 2 answers is set aside") for note in found.notes
    )


def test_made_up_answers_are_labelled_on_page_picture_and_file():
    for address in ("/themes?theme=travel", "/themes?theme=travel&anonymous=1"):
        body = page(address)
        assert body.banner.startswith(ILLUSTRATIVE)
        for one in body.cards:
            assert ILLUSTRATIVE in one.source_line
            assert ILLUSTRATIVE in one.image_title
            assert ILLUSTRATIVE in csv_bytes(one.table).decode("utf-8-sig")


@pytest.mark.parametrize("address", EVERY)
def test_names_stay_hidden_whatever_is_chosen_next(address):
    body = page(address + ("&" if "?" in address else "?") + "anonymous=1")
    links = [one.href for one in (*body.lead, *body.tabs) if one.href.startswith("/themes")]
    for one in body.cards:
        links += [link.href for link in one.links if link.text != "Show area and service"]
        links += [column.href for column in one.table.columns]
        links += [cell.href for row in one.table.rows for cell in row]
    assert len(list(filter(None, links))) > len(body.tabs)
    assert all("anonymous=1" in href for href in links if href)


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1"])
def test_words_that_a_spreadsheet_would_reckon_stay_words(words):
    dataset = small_texts.dataset((text("s01/barriers", words, keyphrases=(words,)),))
    table = card(f"/themes?area={COUNTY}", "own-words", dataset).table
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(table)))["Figures"]
    held = [str(c.value) for row in sheet.iter_rows() for c in row if words in str(c.value)]
    held += [
        one
        for line in csv.reader(io.StringIO(csv_bytes(table).decode("utf-8-sig")))
        for one in line
        if words in one
    ]
    assert len(held) >= 4  # the answer and its keyphrase, in both files
    assert all(one.startswith("'") for one in held)


def test_a_phone_shows_short_tables_and_its_files_hold_all():
    narrow = {one.id: one for one in answer("/themes", DATA, narrow=True)[1].cards}
    for name in ("responses", "agreement", "codebook"):
        wide = card("/themes", name)
        assert len(narrow[name].table.columns) < len(wide.table.columns)
        assert narrow[name].file == wide.table


def test_nothing_written_yet():
    body = page("/themes?theme=travel", small_texts.dataset(()))
    assert card("/themes?theme=travel", "own-words", small_texts.dataset(())).table.rows == ()
    assert body.lead[0].text.startswith("2 of 3 areas answered, 0 in own words: 0 answers")


def test_a_region_without_a_codebook_says_so():
    body = page("/themes", replace(DATA, survey=no_survey()))
    assert body.cards == ()
    assert "no codebook" in body.sections[0].markdown
