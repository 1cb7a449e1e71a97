"""Need beside support, as a page: what it says, what it leaves out, and why."""

from datetime import date

import pytest

from dashboard.cards.need_quadrant import NO_CAUSE
from dashboard.cards.survey_labels import ILLUSTRATIVE
from dashboard.exports.files import csv_bytes
from dashboard.figures.palette import WHITE
from dashboard.figures.template import Look
from dashboard.pages import answer
from dashboard.pages.need import body_on
from dashboard.view_state import parse

from . import small_region
from .small_region import COUNTY, NEW, TOWN, indicator

TODAY = date(2026, 11, 26)
RATES = {COUNTY: 30.0, TOWN: 20.0, NEW: 10.0}


def small(**changes):
    """The invented region with differing need; one area answered, one in part, one not at all."""
    figures = [("low_income", code, value) for code, value in RATES.items()]
    figures += [("children_0_17", code, 10_000.0) for code in RATES]
    count = {"kind": "count", "polarity": "neutral", "unit": "children", "unit_suffix": ""}
    indicators = (indicator("low_income", headline=1), indicator("children_0_17", **count))
    return small_region.dataset(indicators, tuple(figures), **changes)


DATASET = small()


def page(query: str = "", dataset=DATASET, look: Look = Look(False)):  # noqa: B008
    view, notices = parse(f"/need-and-support{query}", dataset)
    assert not notices
    return body_on(TODAY, view, dataset, look)


def _both(card) -> int:
    """How many areas have both figures, as the sentence says."""
    return int(card.sentence.partition(" areas, ")[2].split()[0])


def rows(card) -> dict:
    """Cells of a table by the name of the area."""
    names = [column.name for column in card.table.columns]
    return {row[0].text: dict(zip(names, row, strict=True)) for row in card.table.rows}


class TestSmallRegion:
    def test_how_far_areas_have_answered_comes_first(self):
        for view in ("", "?view=difference"):
            first = page(view).lead[0].text
            assert first.startswith("Of 3 areas, 1 answered in full")

    def test_what_is_not_known_is_said_and_never_zero(self):
        (card,) = page().cards
        cells = rows(card)
        support = "Support: Room for families"
        assert cells["Hillshire"][support].text == "at least 4.0"  # one capacity is not known
        assert cells["Hillshire"]["Amount not known"].text == "1"
        for name in ("Milltown", "Newborough"):
            assert cells[name][support].text == "not known"
            assert cells[name][support].value is None
        assert "has not answered the survey" in cells["Newborough"][support].detail
        assert "is not known, which is not the same as none" in " ".join(card.notes)

    def test_asked_and_none_is_zero(self):
        (card,) = page("?tier=specialist").cards
        cell = rows(card)["Hillshire"]["Support: Room for families"]
        assert (cell.value, cell.text) == (0, "0")
        assert "answered none" in cell.detail

    def test_areas_that_cannot_be_placed_are_named_on_the_chart_with_the_reason(self):
        (card,) = page().cards
        (drawn,) = [n.text for n in card.figure.layout.annotations if "Not shown" in n.text]
        said = drawn.replace("<br>", " ")
        assert "Newborough (support: has not answered the survey)" in said
        assert "Milltown (support: " in said
        assert "too few to compare" in card.sentence

    def test_made_up_answers_are_labelled_on_screen_picture_and_file(self):
        for view in ("", "?view=difference"):
            body = page(view)
            assert ILLUSTRATIVE in body.banner
            for card in body.cards:
                assert card.sentence.startswith(ILLUSTRATIVE)
                assert card.image_title.startswith(ILLUSTRATIVE)
                assert ILLUSTRATIVE in card.source_line
                assert ILLUSTRATIVE in csv_bytes(card.table).decode("utf-8-sig")

    def test_a_region_without_a_recipe_shows_its_first_headline_indicator(self):
        (card,) = page().cards
        assert card.indicators == ("low_income",)
        (control,) = [c for c in page().controls if c.name == "indicators"]
        assert [o.label for o in control.options if not o.value] == []

    def test_without_a_recipe_the_index_says_what_to_do(self):
        body = page("?view=index")
        assert "give at least one indicator a weight" in body.sections[0].markdown

    def test_a_neutral_indicator_cannot_be_ranked(self):
        body = page("?view=difference&indicators=children_0_17")
        assert "neither higher nor lower means more need" in body.sections[0].markdown
        (card,) = page("?indicators=children_0_17").cards
        assert "is not called need here" in " ".join(card.notes)
        assert "Greater need" not in card.figure.to_json()

    def test_a_region_without_a_survey_says_so(self):
        dataset = small()
        bare = type(dataset).from_frames(
            dataset.registry, dataset.observations, dataset.neighbour_table
        )
        assert "no survey" in page(dataset=bare).sections[0].markdown


class TestRealFigures:
    def test_the_address_holds_the_whole_recipe(self, dataset):
        _, body = answer("/need-and-support?view=index&weights=claimant_count:3", dataset)
        (control,) = [c for c in body.controls if c.name.startswith("weight:")]
        assert (control.name, control.value) == ("weight:claimant_count", "3")
        meta = dict(body.cards[0].table.meta)
        assert meta["Recipe: indicator and weight"].endswith(" 3")
        assert "weights=claimant_count:3" in meta["View"]

    def test_the_recipe_travels_to_the_other_parts_of_the_page(self, dataset):
        _, body = answer("/need-and-support?view=index&weights=claimant_count:3", dataset)
        assert all("weights=claimant_count:3" in tab.href for tab in body.tabs)
        _, beside = answer(body.tabs[0].href, dataset)
        meta = dict(beside.cards[0].table.meta)
        assert meta["Recipe: indicator and weight"].endswith(" 3")

    def test_an_area_without_a_figure_is_not_ranked_and_named(self, dataset):
        query = "weights=homeless_households_rate:1,child_low_income_bhc:1"
        _, body = answer(f"/need-and-support?view=index&{query}", dataset)
        order = rows(body.cards[0])
        held = dataset.at_period("homeless_households_rate")["value"]
        for code, value in held.items():
            name = dataset.area(code).short_name
            assert (order[name]["Place"].text == "not ranked") == (value != value)  # noqa: PLR0124
        assert "no figure is ever filled in" in " ".join(body.cards[0].notes)

    def test_nobody_is_always_among_the_first_of_a_few(self, dataset):
        query = "weights=homeless_households_rate:1,child_low_income_bhc:1"
        _, body = answer(f"/need-and-support?view=index&{query}", dataset)
        _, usual = answer("/need-and-support?view=index", dataset)
        assert "In every weighting tried, Nottingham is among" in usual.cards[0].sentence
        assert "of 6 areas" in body.cards[0].sentence
        assert "every weighting" not in body.cards[0].sentence

    @pytest.mark.parametrize("view", ["", "map", "difference", "index"])
    def test_a_recipe_without_weights_ranks_nobody(self, dataset, view):
        address = f"/need-and-support?weights=claimant_count:0&view={view}"
        _, body = answer(address, dataset)
        assert body.sections
        assert all(dataset.version in card.source_line for card in body.cards)
        for card in body.cards:
            assert "Source: ." not in card.source_line

    def test_what_cannot_be_in_an_index_is_left_out_with_a_notice(self, dataset):
        query = "weights=cin_rate:1,child_low_income_bhc:1"
        _, body = answer(f"/need-and-support?view=index&{query}", dataset)
        assert any("recording practice" in notice for notice in body.notices)
        (control,) = [c for c in body.controls if c.name == "add-weight"]
        assert "cin_rate" not in {option.value for option in control.options}

    def test_every_indicator_of_the_recipe_can_be_taken_out(self, dataset):
        _, body = answer("/need-and-support?view=index", dataset)
        recipe = next(card for card in body.cards if card.id == "recipe")
        for row in recipe.table.rows:
            _, out = answer(row[-1].href, dataset)
            left = next(card for card in out.cards if card.id == "recipe")
            assert len(left.table.rows) == len(recipe.table.rows) - 1
            assert row[0].text not in {one[0].text for one in left.table.rows}

    def test_the_order_by_difference_is_that_of_the_places(self, dataset):
        _, body = answer("/need-and-support?view=difference", dataset)
        (card,) = body.cards
        gaps = [row[7].value for row in card.table.rows if row[7].value != "not placed"]
        assert gaps == sorted(gaps, reverse=True)
        for row in card.table.rows:
            if row[2].text != "not placed":
                assert row[5].value - row[2].value == row[7].value
        assert NO_CAUSE in card.notes

    @pytest.mark.parametrize("view", ["", "map", "difference"])
    def test_the_slice_is_kept_on_the_way_to_gaps_and_back(self, dataset, view):
        query = "tier=universal,targeted&situation=separating&indicators=child_low_income_bhc"
        _, body = answer(f"/need-and-support?view={view}&{query}", dataset)
        (link,) = body.cards[0].links
        there, gaps = answer(link.href, dataset)
        assert (there.tier, there.situation) == (("universal", "targeted"), ("separating",))
        assert there.order == "child_low_income_bhc"
        back, _ = answer(gaps.cards[0].links[0].href, dataset)
        assert (back.page, back.tier, back.situation) == ("need", there.tier, there.situation)
        assert back.indicators == ("child_low_income_bhc",)

    def test_the_title_says_who_is_below_the_middle_for_sure_and_who_perhaps(self, dataset):
        _, body = answer("/need-and-support", dataset)
        (card,) = body.cards
        support = {name: cells["Support: Room for families"].text
                   for name, cells in rows(card).items()}  # fmt: skip
        said = card.title.removeprefix("Greater need and less support: ")
        sure, perhaps = (part.replace(" and ", ", ").split(", ")
                         for part in said.split("; perhaps also "))  # fmt: skip
        assert not any("at least" in support[name] for name in sure)
        assert all("at least" in support[name] for name in perhaps)
        assert card.image_title.endswith(card.title)

    @pytest.mark.parametrize("query", ["tier=specialist&situation=separating", "tier=specialist"])
    def test_where_several_answered_none_they_are_counted_and_named(self, dataset, query):
        _, body = answer(f"/need-and-support?{query}", dataset)
        (card,) = body.cards
        cells = rows(card)
        none = [name for name in cells if cells[name]["Support: Room for families"].text == "0"]
        said = card.sentence.partition("answered none of this support")
        assert said[0].endswith(f"{len(none)} of the {_both(card)} ")
        assert all(name in said[2] for name in none)

    def test_nothing_is_called_below_a_middle_of_zero(self, dataset):
        _, body = answer("/need-and-support?tier=specialist&situation=separating", dataset)
        (card,) = body.cards
        assert "less support" not in card.sentence + card.figure.to_json()
        assert "Greater need, none" in card.figure.to_json()

    @pytest.mark.parametrize("view", ["", "map", "difference"])
    def test_the_slice_is_named_on_screen_and_in_the_picture(self, dataset, view):
        query = f"view={view}&tier=specialist&situation=separating&present=1"
        _, body = answer(f"/need-and-support?{query}", dataset)
        (card,) = body.cards
        for title in (card.title, card.image_title):
            assert "support (specialist; separating)" in title
        if not view:
            assert "Room for families: specialist; separating" in card.figure.to_json()

    def test_a_long_slice_is_counted_in_the_title_and_whole_below(self, dataset):
        query = "situation=separating,expecting,one_parent&present=1"
        _, body = answer(f"/need-and-support?{query}", dataset)
        (card,) = body.cards
        assert "support (3 family situations)" in card.title
        assert "separating or expecting" in " ".join(card.notes)

    def test_the_legend_of_the_map_says_what_the_colours_and_the_numbers_are(self, dataset):
        _, body = answer("/need-and-support?view=map", dataset)
        labels = [item.label for item in body.cards[0].legend]
        assert labels[0].startswith("Need index: ")
        assert any("families a year per 1,000 children" in label for label in labels)
        # A white swatch cannot be seen in a picture.
        assert all(item.colour != WHITE for item in body.cards[0].legend)

    def test_none_is_never_the_middle_or_more_on_the_map(self, dataset):
        address = "/need-and-support?view=map&tier=specialist&situation=separating"
        _, body = answer(address, dataset)
        (card,) = body.cards
        none = sum(c["Support: Room for families"].text == "0" for c in rows(card).values())
        assert f"disc: less support than the middle, or none ({none})" in {
            item.label for item in card.legend
        }
        assert list(card.figure.data[2].text).count("0") == none

    def test_a_difference_is_never_called_certain(self, dataset):
        _, body = answer("/need-and-support?view=difference", dataset)
        assert "certain" not in body.cards[0].sentence
        assert "Within what was tried" in body.cards[0].sentence

    def test_indicators_that_may_be_recording_practice_are_never_called_need(self, dataset):
        _, body = answer("/need-and-support?indicators=cin_rate", dataset)
        (card,) = body.cards
        assert "Greater need" not in card.figure.to_json() + card.title + card.sentence
        assert "recording practice" in " ".join(card.notes)
        _, order = answer("/need-and-support?view=difference&indicators=cin_rate", dataset)
        assert "recording practice" in order.sections[0].markdown
