"""Cards and controls as components."""

import json
from dataclasses import replace

import plotly.graph_objects as go
import pytest
from dash import html

from dashboard.cards.model import Body, Card, Control, LegendItem, Link, Option
from dashboard.exports.table import Cell, Column, Table
from dashboard.view_state import View
from dashboard.web import render
from dashboard.web.tables import data_table, html_table

TABLE = Table(
    "Areas by need",
    (Column("Area"), Column("Value", numeric=True, href="/?sort=E06000001", sorted=True)),
    (
        (Cell.of("Derby", href="/area/E06000015"), Cell(1.5, "1.5%", judgement="worse")),
        (Cell.of("Rutland", detail="small"), Cell(None, "[c]", "few cases")),
    ),
)
CARD = Card(id="map", title="Where?", sentence="Highest in Derby.", make_table=lambda: TABLE)
SELECT = Control(
    "domain", "Indicators", "select",
    (Option("", "All"), Option("money", "Money", "Risks"), Option("work", "Work", "Risks")), "",
)  # fmt: skip


def all_of(node, kind=None):
    """Components below a node, itself included, in order; of one kind if asked."""
    if isinstance(node, list | tuple):
        return [found for item in node for found in all_of(item, kind)]
    if not hasattr(node, "_traverse"):
        return []
    below = all_of(getattr(node, "children", None), kind)
    return [node, *below] if kind is None or isinstance(node, kind) else below


def text_of(node):
    if isinstance(node, list | tuple):
        return "".join(map(text_of, node))
    return node if isinstance(node, str) else text_of(getattr(node, "children", None) or "")


def as_data(node):
    return node.to_plotly_json()["props"]


def test_the_default_is_a_value_that_a_select_can_show():
    options = render.options_of(SELECT)
    assert options == [
        {"label": "All", "value": "-"},
        {"label": "— Risks —", "value": "group:Risks", "disabled": True},
        {"label": "Money", "value": "money"},
        {"label": "Work", "value": "work"},
    ]
    assert render.value_of(SELECT) == "-"


@pytest.mark.parametrize(
    ("kind", "value", "held"),
    [
        ("select", "money", "money"),
        ("radio", "", "-"),
        ("text", "", ""),
        ("text", "poor", "poor"),
        ("checklist", ("a", "b"), ["a", "b"]),
        ("picker", (), []),
    ],
)
def test_a_control_holds_the_value_of_the_view(kind, value, held):
    assert render.value_of(Control("any", "Any", kind, (), value)) == held


@pytest.mark.parametrize("kind", ["select", "checklist", "radio", "text", "picker"])
def test_every_kind_of_control_has_its_label_and_name(kind):
    value = ("money",) if kind in {"checklist", "picker"} else "money"
    control = Control("domain", "Topics", kind, SELECT.options, value, "A hint.", 3)
    made = render.render_controls((control,), View())
    assert "Topics" in text_of(made)
    assert "A hint." in text_of(made)
    held = [c for c in all_of(made) if getattr(c, "id", None) == render.part("control", "domain")]
    assert [as_data(c)["value"] for c in held] == [render.value_of(control)]


def test_a_select_belongs_to_its_label():
    made = render.render_controls((SELECT,), View())
    (label,) = [c for c in all_of(made, html.Label) if text_of(c) == "Indicators"]
    assert json.loads(as_data(label)["htmlFor"]) == render.part("control", "domain")


def test_controls_are_folded_away_on_a_projector():
    assert render.render_controls((SELECT,), View()).open is True
    assert render.render_controls((SELECT,), View(present="1")).open is False
    assert render.render_controls((), View()) is None


def test_a_table_has_a_caption_scopes_and_names_for_stacked_cells():
    made = html_table(TABLE, "map", "Where is it high?")
    assert text_of(all_of(made, html.Caption)) == "Areas by need"
    heads = [(as_data(h)["scope"], text_of(h)) for h in all_of(made, html.Th)]
    assert heads == [("col", "Area"), ("col", "Value ▼"), ("row", "Derby"), ("row", "Rutlandsmall")]
    assert [as_data(c)["data-label"] for c in all_of(made, html.Td)] == ["Value", "Value"]
    assert [as_data(h).get("aria-sort") for h in all_of(made, html.Th)][:2] == [None, "descending"]


def test_a_judgement_is_colour_shape_and_word():
    judged, plain = all_of(html_table(TABLE, "map", "Where is it high?"), html.Td)
    assert text_of(judged) == "◆1.5%worse"
    assert "judged" in judged.className
    assert judged.style["backgroundColor"] != judged.style["color"]
    assert "judged" not in plain.className


def test_a_word_of_the_cell_s_own_replaces_that_of_the_judgement():
    cell = Cell(1.0, "1.0%", judgement="not_tested", word="above", shape="△")
    table = Table("Any", TABLE.columns, ((Cell.of("Derby"), cell),))
    assert text_of(all_of(html_table(table, "any", "Any"), html.Td)) == "△1.0%above"


def test_why_there_is_no_figure_is_read_out():
    _, missing = all_of(html_table(TABLE, "map", "Where is it high?"), html.Td)
    assert as_data(missing)["title"] == "few cases"
    assert text_of(missing) == "[c] (few cases)"


def test_a_table_explains_the_symbols_that_it_holds():
    (key,) = all_of(html_table(TABLE, "map", "Where is it high?"), html.P)
    assert text_of(key).startswith("[c] withheld by the publisher")
    assert "[x]" not in text_of(key)
    whole = Table("Any", TABLE.columns, TABLE.rows[:1])
    assert not all_of(html_table(whole, "any", "Any"), html.P)


def test_an_empty_table_says_so():
    made = html_table(Table("Any", TABLE.columns, ()), "any", "Any")
    assert text_of(made) == "Nothing to show for this choice."


def test_a_large_table_is_sent_as_data_with_the_same_content():
    rows = tuple((Cell.of(f"<b>{n}</b>", href=f"/x/{n}"), Cell(n, str(n))) for n in range(40))
    card = replace(CARD, make_table=lambda: Table("Many", TABLE.columns, rows))
    made = data_table(card)
    assert made.children is None
    name, attributes, inside = json.loads(as_data(made)["data-tree"])
    assert (name, attributes["class"], attributes["tabindex"]) == ("div", "table-scroll", "0")
    table = inside[0]
    assert table[0] == "table"
    body = table[2][2]
    assert len(body[2]) == 40
    first, second = body[2][0][2]
    # Words stay words: the browser makes text of them.
    assert first == [
        "th",
        {"role": "rowheader", "scope": "row"},
        [["a", {"href": "/x/0"}, ["<b>0</b>"]]],
    ]
    assert second[1]["data-label"] == "Value"


def test_a_table_with_more_rows_offers_them_below():
    card = replace(CARD, more=Link("Show 25 more", "/services?count=50"))
    link = all_of(data_table(card), html.A)[-1]
    assert (text_of(link), link.href) == ("Show 25 more", "/services?count=50")
    files = render.render_files(replace(card, make_file=lambda: TABLE), View())
    assert "CSV" in text_of(files)


def test_an_option_that_only_says_something_cannot_be_chosen():
    options = (Option("a", "A (2)"), Option("?", "Not known (3)", disabled=True))
    made = render.options_of(Control("tier", "Level", "checklist", options, ()))
    assert [one.get("disabled", False) for one in made] == [False, True]


def test_controls_that_are_folded_can_be_opened():
    made = render.render_controls((SELECT,), View(), is_folded=True)
    assert made.open is False
    assert "is-folded" in made.className


def test_a_heading_may_break_before_shire_and_reads_the_same():
    table = Table("Any", (Column("Area"), Column("Nottinghamshire")), TABLE.rows)
    heading = all_of(html_table(table, "any", "Any"), html.Th)[1]
    assert text_of(heading) == "Nottinghamshire"
    breaks = [s for s in all_of(heading, html.Span) if as_data(s).get("className") == "soft-hyphen"]
    assert len(breaks) == 1


def test_a_card_without_a_chart_shows_its_table_at_once():
    made = render.render_card(CARD, View())
    assert made.id == "map"
    assert not [d for d in all_of(made, html.Details) if "Show as a table" in text_of(d)]
    assert len(all_of(made, html.Table)) == 1
    assert "Picture" not in text_of(made)


def test_a_card_with_a_chart_has_its_sentence_as_caption_and_folds_its_table():
    figure = go.Figure(layout={"height": 321})
    card = replace(CARD, figure=figure, width="half", on_click="highlight")
    made = render.render_card(card, View())
    assert text_of(all_of(made, html.Figcaption)) == "Highest in Derby."
    (twin,) = [d for d in all_of(made, html.Details) if "Show as a table" in text_of(d)]
    # Sent once it is opened: it is most of what a page weighs.
    assert all_of(twin, html.Table) == []
    assert as_data(twin)["data-part"] == "table:map"
    assert render.chart_style(card) == {"height": "321px"}
    assert made.className == "card-box is-half click-highlight"
    assert "Picture (SVG)" in text_of(made)


def test_files_are_of_the_view_and_say_which_card():
    card = replace(CARD, source_line="Source: Office. dataset 1.")
    made = render.render_files(card, View(benchmark="region"))
    links = [as_data(a) for a in all_of(made, html.A)]
    assert [(a["href"], a["aria-label"]) for a in links] == [
        ("/download/map.csv?benchmark=region", "Download as CSV: Where?"),
        ("/download/map.xlsx?benchmark=region", "Download as Excel: Where?"),
    ]
    assert as_data(made[0])["data-copy"] == "/?benchmark=region#map"
    assert text_of(made).endswith("Source: Office. dataset 1.")


def test_a_legend_has_a_colour_or_a_symbol_for_every_line():
    items = (LegendItem("Low (2)", "#112233"), LegendItem("worse", "#445566", "◆"))
    (made,) = render.render_legend(items)
    assert [text_of(line) for line in all_of(made, html.Li)] == ["Low (2)", "◆worse"]
    swatches = [as_data(s) for s in all_of(made, html.Span)]
    assert swatches[0]["style"] == {"backgroundColor": "#112233"}
    assert swatches[1]["style"]["color"] == "#445566"
    assert {s["aria-hidden"] for s in swatches} == {"true"}
    assert render.render_legend(()) == []


def test_the_heading_has_the_title_the_findings_and_the_way_back():
    body = Body(
        "Low income", "Any.", intro="An intro.",
        lead=(Link("Highest in Derby.", ""), Link("Lowest in Rutland.", "/area/E06000017")),
        crumbs=(Link("Indicators", "/indicator"),),
    )  # fmt: skip
    made = render.render_heading(body)
    assert [text_of(h) for h in all_of(made, html.H1)] == ["Low income"]
    assert [a.href for a in all_of(made, html.A)] == ["/indicator", "/area/E06000017"]
    assert "Highest in Derby." in text_of(made)


def test_the_tab_that_is_shown_is_marked():
    tabs = (Link("Profile", "/area/1"), Link("Over time", "/area/1?view=trends", current=True))
    marks = [as_data(a).get("aria-current") for a in all_of(render.render_tabs(tabs), html.A)]
    assert marks == [None, "page"]


def test_every_notice_is_shown():
    body = Body("Any", "Any.", notices=("One thing.", "Another."))
    assert [text_of(n) for n in render.render_notices(body)] == list(body.notices)


def test_all_cards_and_prose_are_on_the_page_in_order():
    other = replace(CARD, id="other")
    made = render.render_body(Body("Any", "Any.", sections=(CARD, other)), View())
    assert [s.id for s in all_of(made, html.Section)] == ["map", "other"]


def test_columns_of_a_group_stand_under_one_heading():
    columns = (Column("Area"), Column("Low: Many", group="Low"), Column("Low: Few", group="Low"))
    table = Table("Grouped", columns, ((Cell.of("Derby"), Cell.of("1"), Cell.of("2")),))
    above, below, body = all_of(html_table(table, "grouped", "Grouped"), html.Tr)
    area, low = above.children
    assert (area.children, area.rowSpan, area.scope) == ("Area", 2, "col")
    assert (low.children, low.colSpan, low.scope) == ("Low", 2, "colgroup")
    assert [one.children for one in below.children] == ["Many", "Few"]
    assert [getattr(one, "data-label") for one in body.children[1:]] == ["Low: Many", "Low: Few"]


def test_a_table_without_rows_says_what_it_is_without_and_offers_no_files():
    empty = replace(TABLE, rows=(), empty="No running service is listed.")
    card = replace(CARD, make_table=lambda: empty)
    assert [one.children for one in all_of(data_table(card), html.P)] == [empty.empty]
    assert all_of(render.render_files(card, View()), html.A) == []
    assert len(all_of(render.render_files(CARD, View()), html.A)) == 2
