"""One callback turns an address into a page, in place where the parts are the same."""

import json
from dataclasses import replace

import pytest

from dashboard.cards.model import Body, Card, Control, Option, Prose
from dashboard.exports.table import Column, Table
from dashboard.pages import answer
from dashboard.view_state import View
from dashboard.web import render
from dashboard.web.callbacks import _shape

from ..conftest import CALLBACK

TABLE = Table("Caption", (Column("Area"),), ())
CARD = Card(id="map", title="Where?", sentence="Here.", make_table=lambda: TABLE)
LEVEL = Control("level", "Areas", "radio", (Option("areas", "Areas"),), "areas")
BODY = Body("Title", "Description", controls=(LEVEL,), sections=(CARD, Prose("note", "", "Text.")))


def components(node):
    """Every component of an answer, as plain data."""
    if isinstance(node, list):
        for item in node:
            yield from components(item)
    elif isinstance(node, dict) and "props" in node:
        yield node["props"]
        yield from components(node["props"].get("children"))


def values_on_page(response):
    """What each control of a page holds."""
    return {
        props["id"]["name"]: props["value"]
        for props in components(response["page"]["children"])
        if isinstance(props.get("id"), dict) and props["id"]["type"] == "control"
    }


@pytest.mark.parametrize(
    "changed",
    [
        BODY.with_notices(("Something was not understood.",)),
        replace(BODY, title="Another", lead=(), crumbs=()),
        replace(BODY, controls=(replace(LEVEL, value="districts"),)),
        replace(
            BODY, sections=(replace(CARD, sentence="There.", notes=("A note.",)), BODY.sections[1])
        ),
    ],
    ids=["notices", "heading", "value of a control", "contents of a card"],
)
def test_other_contents_have_the_same_shape(changed):
    assert _shape(View(), changed) == _shape(View(), BODY)


@pytest.mark.parametrize(
    ("view", "changed"),
    [
        (View(page="help"), BODY),
        (View(present="1"), BODY),
        (View(), replace(BODY, controls=())),
        (View(), replace(BODY, controls=(LEVEL, replace(LEVEL, name="map")))),
        (View(), replace(BODY, sections=BODY.sections[::-1])),
        (View(), replace(BODY, sections=BODY.sections[:1])),
        (View(), replace(BODY, sections=(replace(CARD, id="other"), BODY.sections[1]))),
        (View(), replace(BODY, sections=(replace(CARD, width="half"), BODY.sections[1]))),
        (View(), replace(BODY, sections=(replace(CARD, on_click="area"), BODY.sections[1]))),
    ],
    ids=["page", "projector", "no controls", "another control", "order", "fewer",
         "another card", "width", "click"],
)  # fmt: skip
def test_other_parts_have_another_shape(view, changed):
    assert _shape(view, changed) != _shape(View(), BODY)


def shape(address, dataset):
    return _shape(*answer(address, dataset))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/", "/?domain=services&sort=E06000015"),
        ("/indicator/cin_rate", "/indicator/child_low_income_bhc?level=districts&map=tiles"),
        ("/area/E10000007", "/area/E06000016?domain=wellbeing"),
        ("/services", "/services?tier=specialist&layer=public&area=E06000016&ending=6"),
    ],
)
def test_choices_on_a_page_change_it_in_place(dataset, one, other):
    assert shape(one, dataset) == shape(other, dataset)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/", "/?benchmark=chosen"),
        ("/", "/?present=1"),
        ("/area/E10000007", "/area/E10000007?view=trends"),
        ("/area/E10000007?view=districts", "/area/E06000016?view=districts"),
    ],
)
def test_other_parts_are_a_page_anew(dataset, one, other):
    assert shape(one, dataset) != shape(other, dataset)


ADDRESSES = (
    "/",
    "/?domain=services&benchmark=chosen&peers=E06000015,E06000016",
    "/indicator",
    "/indicator?q=income",
    "/indicator/cin_rate?area=E06000015&colour=comparison",
    "/indicator/child_low_income_bhc?level=districts&map=tiles",
    "/compare?indicators=cin_rate,eyfs_gld",
    "/area/E10000007?view=neighbours&neighbours=adjacent",
    "/area/E10000007?view=districts",
    "/services?tier=targeted",
)


@pytest.mark.parametrize("href", ["/", "/indicator/cin_rate?area=E06000015", "/area/E10000007"])
def test_a_known_address_is_a_whole_page_with_its_title(ask, dataset, href):
    response = ask(href)
    view, body = answer(href, dataset)
    shown = response["shown"]["data"]
    assert (shown["address"], shown["href"]) == (href, view.href)
    assert shown["title"].startswith(body.title)
    assert shown["presented"] is False
    parts = list(components(response["page"]["children"]))
    headings = [props["children"] for props in parts if props.get("id") == "page-title"]
    assert headings == [body.title]
    ids = [props["id"] for props in parts if isinstance(props.get("id"), str)]
    assert len(set(ids)) == len(ids)
    assert {card.id for card in body.cards} <= set(ids)


@pytest.mark.parametrize("href", ["/nothing", "/indicator/joy", "/area/E99999999", "//["])
def test_an_unknown_address_is_a_page_that_says_so(ask, href):
    response = ask(href)
    shown = response["shown"]["data"]
    assert shown["title"].startswith("Not found")
    assert "There is no " in str(response["page"]["children"])


def test_what_is_not_understood_is_said_on_the_page(ask):
    response = ask("/?map=globe")
    assert "asked for map “globe”" in str(response["page"]["children"])
    assert response["shown"]["data"]["href"] == "/"


def test_a_projector_is_told_so(ask):
    assert ask("/?present=1")["shown"]["data"]["presented"] is True


@pytest.mark.parametrize("href", ADDRESSES)
def test_a_page_anew_has_every_part_that_changes_in_place(dataset, href):
    view, body = answer(href, dataset)
    page = str(render.render_body(body, view))
    for card in body.cards:
        kinds = {"caption", "head", "legend", "notes", "table", "files"}
        kinds |= {"figure"} if card.figure is not None else set()
        kinds |= {"about"} if card.indicators else set()
        for kind in kinds:
            assert str(render.part(kind, card.id)) in page, (card.id, kind)


@pytest.fixture
def go_on(client, ask):
    """Ask for one address, then, with its page on the screen, for another."""

    def go_on(first, second, unfolded=()):
        before = ask(first)
        mounted = [
            (props["id"]["type"], props["id"]["name"])
            for props in components(before["page"]["children"])
            if isinstance(props.get("id"), dict)
        ]
        (output,) = [
            one["output"]
            for one in client.get("/_dash-dependencies").get_json()
            if one["inputs"] == [{"id": "address", "property": "data"}]
            and not one["clientside_function"]
        ]
        outputs = []
        for text in output.strip(".").split("..."):
            name, prop = text.rsplit(".", 1)
            if name.startswith("{"):
                kind = json.loads(name)["type"]
                names = [n for k, n in mounted if k == kind]
                outputs.append([{"id": {"name": n, "type": kind}, "property": prop} for n in names])
            else:
                outputs.append({"id": name, "property": prop})
        address = {"href": second, "narrow": False, "unfolded": list(unfolded)}
        asked = {
            "output": output,
            "outputs": outputs,
            "inputs": [{"id": "address", "property": "data", "value": address}],
            "state": [{"id": "shown", "property": "data", "value": before["shown"]["data"]}],
            "changedPropIds": ["address.data"],
        }
        answered = client.post(CALLBACK, json=asked)
        assert answered.status_code == 200
        return json.loads(answered.data)["response"]

    return go_on


def changed_parts(response):
    """Kind and name of each part that was sent by itself."""
    found = {}
    for key, value in response.items():
        if key.startswith("{"):
            name = json.loads(key)
            for prop, content in value.items():
                found[name["type"], name["name"], prop] = content
    return found


INDICATOR = "/indicator/child_low_income_bhc"


def test_only_the_parts_that_changed_are_sent(go_on, dataset):
    response = go_on(INDICATOR, f"{INDICATOR}?map=tiles")
    assert "page" not in response
    parts = changed_parts(response)
    assert ("figure", "map", "figure") in parts
    assert ("files", "map", "children") in parts
    # The bars and the lines over time stay as they are.
    kinds = {(kind, name) for kind, name, _ in parts}
    assert not kinds & {("figure", "ranking"), ("figure", "trends"), ("heading", "page")}
    _, body = answer(f"{INDICATOR}?map=tiles", dataset)
    assert parts["notes", "map", "children"] is not None
    assert parts["figure", "map", "figure"]["data"][0]["type"] == "bar"
    assert [card.id for card in body.cards] == ["ranking", "map", "trends"]


def test_another_indicator_changes_the_words_in_place(go_on, dataset):
    parts = changed_parts(go_on(INDICATOR, "/indicator/cin_rate"))
    _, body = answer("/indicator/cin_rate", dataset)
    for card in body.cards:
        assert parts["caption", card.id, "children"] == card.sentence
    assert body.title in str(parts["heading", "page", "children"])


def test_a_table_is_sent_once_it_is_opened(go_on):
    closed = changed_parts(go_on(INDICATOR, INDICATOR))
    assert ("table", "ranking", "children") not in closed
    opened = changed_parts(go_on(INDICATOR, INDICATOR, ["table:ranking"]))
    assert "Leicester" in str(opened["table", "ranking", "children"])
    assert ("table", "trends", "children") not in opened


def test_what_a_card_shows_is_told_once_it_is_opened(go_on, dataset):
    opened = changed_parts(go_on(INDICATOR, INDICATOR, ["about:map"]))
    definition = dataset.indicator("child_low_income_bhc").definition
    assert definition in str(opened["about", "map", "children"])


def test_another_page_is_a_page_anew(go_on):
    response = go_on("/", "/help")
    assert response["page"]["children"]
    assert changed_parts(response) == {}


def test_a_page_anew_is_drawn_afresh_and_folded(ask, go_on):
    """Or else what is open on the page before stays open on the next one, and empty."""
    address = "/area/E10000018?view=districts"
    before, response = ask(INDICATOR), go_on(INDICATOR, address, ["table:ranking", "about:map"])
    ids = [one["page"]["children"]["props"]["id"] for one in (before, response)]
    assert ids[0] != ids[1]
    assert response["shown"]["data"]["parts"] == ask(address)["shown"]["data"]["parts"]
