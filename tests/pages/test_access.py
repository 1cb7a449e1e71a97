"""How near support is, as the page says it, on the example answers."""

import re

import pytest

from dashboard.cards.survey_labels import ILLUSTRATIVE
from dashboard.pages import answer

ALL = "/need-and-support?view=access"
SEPARATING = f"{ALL}&tier=specialist&situation=separating"
SHARE = re.compile(r"^(\d+%|[≥≤] \d+%|< 1%|> 99%|> 0%|\?|–)$")


def page(dataset, address=ALL):
    _, body = answer(address, dataset)
    assert not body.notices
    return body, {card.id: card for card in body.cards}


def column(card, name):
    place = [one.name for one in card.table.columns].index(name)
    return {row[0].text: row[place] for row in card.table.rows}


def legend(card):
    return [item.label for item in card.legend]


def test_the_response_rate_is_said_before_anything_that_is_counted(dataset):
    body, _ = page(dataset)
    assert body.lead[0].text.startswith("Of 10 areas,")


def test_it_says_that_it_is_a_straight_line_and_postcodes_not_people(dataset):
    _, cards = page(dataset)
    assert [*cards] == ["near", "map", "rural", "left-out"]
    for card in (cards["near"], cards["rural"]):
        assert "straight line" in card.sentence
        assert any("not travel time" in note for note in card.notes)
        assert any("not people" in note for note in card.notes)
        about = dict(card.table.meta)
        assert "not travel time" in about["Distance"]
        assert "straight line" in card.table.caption
        assert "straight line" in card.image_title
        assert card.image_title.startswith(ILLUSTRATIVE)
        assert card.source_line.startswith(ILLUSTRATIVE)
    assert any("2021 rural-urban classification" in note for note in cards["rural"].notes)


def test_districts_add_up_to_their_area(dataset):
    _, cards = page(dataset, SEPARATING)
    _, below = page(dataset, f"{SEPARATING}&by=districts&area=E10000007")
    name = dataset.area("E10000007").short_name
    for heading in ("Postcodes", "Known within 10 km"):
        whole = column(cards["near"], heading)[name].value
        parts = [cell.value or 0 for cell in column(below["near"], heading).values()]
        assert sum(parts) == whole > 0


def test_the_nearest_area_is_on_top_and_those_not_known_are_last(dataset):
    _, cards = page(dataset, SEPARATING)
    texts = [cell.text for cell in column(cards["near"], "Share within 5 km").values()]
    assert all(SHARE.match(text) for text in texts)
    known = [not text.startswith(("?", "≤")) for text in texts]
    assert known == sorted(known, reverse=True)
    assert True in known
    assert False in known
    assert "0%" not in texts


def test_services_that_cannot_be_measured_are_counted_and_named_with_the_reason(dataset):
    _, cards = page(dataset)
    rows = cards["left-out"].table.rows
    assert cards["left-out"].sentence.startswith(f"{len(rows)} running services have no place")
    why = [row[2].text for row in rows]
    assert sum("online" in one for one in why) > 0
    assert sum("No place given" in one for one in why) > 0
    services = dataset.survey.services
    with_sites = services[services["sites"].map(len) > 0]["service_name"]
    names = {(row[0].text, row[1].text) for row in rows}
    for key, name in with_sites.items():
        area = dataset.area(services.loc[key, "area_code"]).short_name
        assert (name, area) not in names


def test_the_map_has_every_area_and_every_known_place(dataset):
    _, cards = page(dataset, SEPARATING)
    areas, sites, *_ = cards["map"].figure.data
    assert sorted(areas.locations) == sorted(dataset.member_codes)
    assert legend(cards["map"])[-1].endswith(f"({len(sites.lon)})")
    assert legend(cards["map"])[-2].startswith("Not known (")
    assert "No figure" not in " ".join(legend(cards["map"]))


def test_the_distance_changes_the_map_and_the_order(dataset):
    near, far = (page(dataset, f"{ALL}&km={km}")[1] for km in ("2", "10"))
    assert near["map"].sentence != far["map"].sentence
    assert "within 2 km" in near["near"].sentence
    first = [cell.text for cell in column(near["map"], "Share within 2 km").values()]
    last = [cell.text for cell in column(far["map"], "Share within 10 km").values()]
    assert first != last


@pytest.mark.parametrize(
    ("query", "parent"),
    [("by=districts", "E10000007"), ("by=districts&area=E07000129", "E10000018"),
     ("by=districts&area=E06000016", "E06000016")],
)  # fmt: skip
def test_districts_are_those_of_one_area(dataset, query, parent):
    body, cards = page(dataset, f"{ALL}&{query}")
    shown = next(one for one in body.controls if one.name == "area").value
    assert shown == parent
    below = [one.short_name for one in dataset.registry.districts_of(parent)]
    expected = below or [dataset.area(parent).short_name]
    assert sorted(column(cards["near"], "Postcodes")) == sorted(expected)
