"""Region at a glance, on the published figures."""

import pytest

from dashboard.cards.model import Prose
from dashboard.pages import answer


def page(dataset, query=""):
    _, body = answer(f"/{query}", dataset)
    return body


def control(body, name):
    return next(one for one in body.controls if one.name == name)


def test_the_headline_indicators_of_all_areas_are_on_one_card(dataset):
    body = page(dataset)
    rug = body.cards[0]
    assert rug.title == "Headline indicators"
    assert rug.indicators == tuple(one.id for one in dataset.registry.headline())
    assert len(rug.table.rows) == len(rug.indicators)
    codes = (*dataset.comparator_codes, *dataset.member_codes)
    names = [dataset.area(code).short_name for code in codes]
    assert [one.name for one in rug.table.columns] == ["Indicator", *names]


def test_all_indicators_on_request(dataset):
    (rug,) = page(dataset, "?domain=all").cards
    assert set(rug.indicators) == set(dataset.registry.indicators)


def test_what_stands_out_leads_to_the_chart_that_shows_it(dataset):
    points = page(dataset, "?benchmark=region").lead
    need = [point for point in points if "/gaps" not in point.href]
    assert 0 < len(need) <= 5
    for point in need:
        address, _, card = point.href.partition("#")
        _, body = answer(address, dataset)
        assert not body.notices
        assert card in {one.id for one in body.cards}
        assert "benchmark=region" in address
        chosen = next(c for c in body.controls if c.name == "area")
        shown = {option.value: option.label for option in chosen.options}[chosen.value]
        assert shown in point.text


def test_two_sentences_say_how_far_support_is_known_and_what_is_missing_most(dataset):
    known, missing = page(dataset).lead[-2:]
    for point in (known, missing):
        assert point.text.startswith("Illustrative, not real services: ")
        assert not answer(point.href, dataset)[1].notices
    assert "Of 10 areas" in known.text
    assert "answered none" in missing.text


def test_a_benchmark_changes_the_judgements(dataset):
    def judged(query):
        return [[c.judgement for c in row] for row in page(dataset, query).cards[0].table.rows]

    assert judged("?domain=services") != judged("?domain=services&benchmark=region")


def test_peers_can_be_chosen_only_when_they_are_the_benchmark(dataset):
    assert "peers" not in {one.name for one in page(dataset).controls}
    peers = control(page(dataset, "?benchmark=chosen"), "peers")
    assert peers.value == dataset.member_codes


def test_no_local_figure_for_parental_conflict_is_claimed(dataset):
    body = page(dataset)
    assert body.intro.startswith("No public statistic measures conflict between parents")
    context = next(s for s in body.sections if isinstance(s, Prose))
    facts = dataset.registry.region.programme_context
    assert all(fact.text in context.markdown for fact in facts)
    assert len(facts) > 0


# Every heading of the table is a link that leads to one of these.
@pytest.mark.parametrize("name", ["sort", "order"])
def test_a_way_to_sort_is_shown_in_its_control(dataset, name):
    rug = page(dataset).cards[0]
    asked = (
        [column.href for column in rug.table.columns[1:]]
        if name == "sort"
        else [f"/?order={key}" for key in rug.indicators]
    )
    for href in asked:
        _, body = answer(href, dataset)
        chosen = control(body, name)
        assert chosen.value in {option.value for option in chosen.options}, href
