"""One area: county, unitary and district, on the published figures."""

from datetime import date

import pytest

from dashboard.analysis.benchmarks import number_word
from dashboard.analysis.provision import AT_LEAST, provision
from dashboard.analysis.summary import capital
from dashboard.cards.model import Prose
from dashboard.pages import answer
from dashboard.view_state import VIEWS

COUNTY, UNITARY, DISTRICT, NEW = "E10000007", "E06000016", "E07000032", "E06000061"
TABS = ["", *sorted(VIEWS["area"])]


def page(dataset, code, query=""):
    _, body = answer(f"/area/{code}{query}", dataset)
    return body


def said(body):
    return " ".join([body.intro, *(s.markdown for s in body.sections if isinstance(s, Prose))])


@pytest.mark.parametrize(
    ("code", "intro"),
    [
        (COUNTY, "Derbyshire is a county with 8 districts."),
        (UNITARY, "Leicester is a unitary authority: there is no lower tier of councils here."),
        (
            DISTRICT,
            "Amber Valley is a district in Derbyshire. Only some figures are published for "
            "districts.",
        ),
        (
            NEW,
            "North Northamptonshire is a unitary authority created on 1 April 2021 from part of "
            "Northamptonshire (former county); many series start then. There is no lower tier of "
            "councils here.",
        ),
    ],
)
def test_what_kind_of_area_it_is(dataset, code, intro):
    assert page(dataset, code).intro == intro


@pytest.mark.parametrize("code", ["E06000015", "E06000016", "E06000018", "E06000061", "E06000062",
                                  "E06000017"])  # fmt: skip
def test_a_unitary_says_plainly_that_there_is_no_lower_tier(dataset, code):
    body = page(dataset, code, "?view=districts")
    assert not body.cards
    assert "there is no lower tier of councils here" in said(body)


def test_a_district_leads_to_those_of_its_county(dataset):
    body = page(dataset, DISTRICT, "?view=districts")
    assert not body.cards
    assert f"(/area/{COUNTY}?view=districts)" in said(body)
    assert [link.text for link in body.crumbs] == ["Areas", "Derbyshire"]


def test_a_county_has_a_column_for_every_district_and_itself(dataset):
    body = page(dataset, COUNTY, "?view=districts")
    assert [card.id for card in body.cards] == ["ranking", "map", "all-districts"]
    names = [area.short_name for area in dataset.registry.districts_of(COUNTY)]
    assert len(names) == 8
    ranking, _, table = body.cards
    assert [c.name for c in table.table.columns] == ["Indicator", *names, "Derbyshire"]
    assert {row[0].text for row in ranking.table.rows} == {*names, "England", "East Midlands"}


@pytest.mark.parametrize(("code", "rows"), [(COUNTY, 75), (UNITARY, 75), (DISTRICT, 29)])
def test_the_profile_has_every_indicator_that_is_published_for_its_level(dataset, code, rows):
    profile, *_ = page(dataset, code).cards
    assert len(profile.table.rows) == rows
    assert len(profile.indicators) == rows


def test_a_profile_gives_no_side_of_more_need_where_none_may_be_judged(dataset):
    profile, *_ = page(dataset, UNITARY, "?domain=services").cards
    names = " ".join(
        " ".join(text.replace("<br>", " ").split())
        for trace in profile.figure.data
        for text in (trace.text if isinstance(trace.text, (list, tuple)) else ())
    )
    for indicator in dataset.registry.in_domain("services"):
        neither = dataset.registry.direction_of(indicator).startswith(("Neither", "Higher is not"))
        assert (f"{indicator.short_name} (higher →)" in names) == neither, indicator.id


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "England"),
        ("?benchmark=region", "East Midlands"),
        ("?benchmark=neighbours:dfe", "the chosen benchmark (median of "),
    ],
)
def test_the_profile_sentence_names_the_benchmark(dataset, query, name):
    profile, *_ = page(dataset, UNITARY, query).cards
    assert f" indicators, against {name}" in profile.sentence


def test_a_profile_holds_the_published_figures(dataset):
    profile, *_ = page(dataset, UNITARY).cards
    place = [column.name for column in profile.table.columns].index
    row = next(r for r in profile.table.rows if r[0].text == "Children in low-income families")
    assert row[place("Value")].text == "34.5%"
    assert row[place("Benchmark")].text == "19.8%"
    assert row[place("Place")].text == "1 of 10"
    assert row[place("In England")].text == "8th highest of 153"


def test_one_topic_on_request(dataset):
    profile, *_ = page(dataset, UNITARY, "?domain=wellbeing").cards
    assert set(profile.indicators) == {i.id for i in dataset.registry.in_domain("wellbeing")}


@pytest.mark.parametrize("code", [COUNTY, UNITARY, DISTRICT])
def test_one_tab_is_the_one_shown(dataset, code):
    for name in TABS:
        body = page(dataset, code, f"?view={name}" if name else "")
        current = [tab for tab in body.tabs if tab.current]
        assert len(current) == 1
        assert (f"view={name}" in current[0].href) == bool(name)


def test_neighbours_by_another_method_are_another_list(dataset):
    def names(query):
        (card,) = page(dataset, COUNTY, f"?view=neighbours{query}").cards
        return [row[0].text for row in card.table.rows]

    usual = names("")
    assert len(usual) == 1 + 10 + 2
    assert "Derbyshire" in usual
    assert set(usual) != set(names("&neighbours=adjacent"))


def test_a_list_that_is_not_published_is_said_and_another_shown(dataset):
    body = page(dataset, DISTRICT, "?view=neighbours")
    assert body.notices == ("There is no such list for Amber Valley; areas next door are shown.",)


def test_changes_are_counted_as_the_table_has_them(dataset):
    card = page(dataset, UNITARY, "?view=trends").cards[1]
    trends = [row[-1].text for row in card.table.rows]
    worse = sum(text.endswith("getting worse") for text in trends)
    noun = "indicators are" if worse > 1 else "indicator is"
    assert card.sentence.startswith(capital(f"{number_word(worse)} {noun} getting worse and "))
    assert f"{trends.count('not tested')} could not be tested." in card.sentence


SIDES = ("worse", "better", "higher", "lower")


def test_nothing_stands_out_is_said_only_where_no_tested_difference_was_found(dataset):
    said_nothing = 0
    for code in (*dataset.member_codes, DISTRICT):
        for query in ("", "?benchmark=region", "?benchmark=rest"):
            body = page(dataset, code, query)
            held = {cell.judgement for row in body.cards[0].table.rows for cell in row}
            nothing = body.lead[0].text.startswith("No difference")
            assert nothing != bool(held & set(SIDES)), (code, query)
            said_nothing += nothing
    assert said_nothing > 0


def test_benchmarks_on_offer_include_the_one_in_use(dataset):
    for choice in ("england", "region", "rest", "neighbours:dfe", "neighbours:adjacent"):
        for code in (COUNTY, UNITARY, DISTRICT):
            body = page(dataset, code, f"?benchmark={choice}")
            shown = next(one for one in body.controls if one.name == "benchmark")
            assert shown.value in {option.value for option in shown.options}, (choice, code)


def support(dataset, code):
    return next(c for c in page(dataset, code).cards if c.id == "support")


def test_a_profile_shows_the_support_here(dataset):
    card = support(dataset, COUNTY)
    assert len(card.table.rows) == len(dataset.survey.questionnaire.items("level"))
    assert card.sentence.startswith("Illustrative, not real services. Derbyshire has answered")
    cell = card.table.rows[0][1]
    assert f"cell={COUNTY}:universal:expecting" in cell.href
    assert cell.judgement in {"provision", "thin", "none", "unknown"}


def test_room_is_at_least_so_much_where_the_page_about_need_says_so(dataset):
    for code, amount in provision(dataset, date.today()).items():
        room = support(dataset, code).notes[1]
        assert f"{amount.value:,.0f} families a year" in room
        assert ("at least" in room) == (amount.state == AT_LEAST)
        assert (f"{amount.steps_open} of 15 steps not known" in room) == (amount.steps_open > 0)
        assert (f"capacity of {amount.unstated} not known" in room) == (amount.unstated > 0)


def test_support_is_summed_up_at_the_top_with_its_label_and_set_beside_need(dataset):
    body = page(dataset, COUNTY)
    point = body.lead[-1]
    assert point.text.startswith("Illustrative, not real services: Of 15 steps of support, ")
    assert "Room for at least " in point.text
    assert point.href == f"/area/{COUNTY}#support"
    assert body.banner.startswith("Illustrative, not real services")
    card = support(dataset, COUNTY)
    assert card.notes[0].startswith("Need, children in low-income families (")
    assert "England" in card.notes[0]
    beside = next(link.href for link in card.links if link.text == "Capacity against need")
    assert beside.startswith("/need-and-support?")
    assert f"area={COUNTY}" in beside


def test_a_district_is_not_asked_about_support(dataset):
    body = page(dataset, DISTRICT)
    assert "support" not in {card.id for card in body.cards}
    assert not body.banner
