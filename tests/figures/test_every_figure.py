"""What holds for every figure, in every look."""

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.figures.template import GRAPH_CONFIG, PROJECTOR_FONT, Look
from dashboard.settings import PROJECT
from tests.figures.examples import CODES, FIGURES, NAMES, areas

LOOKS = {
    "normal": Look(),
    "half": Look(width=620),
    "phone": Look(width=340),
    "projector": Look(present=True),
    "half projector": Look(present=True, width=880),
}

every_figure = pytest.mark.parametrize("kind", FIGURES)
every_look = pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))


def font_sizes(node: Any, path: str = "") -> Iterator[tuple[str, float]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from font_sizes(value, f"{path}.{key}")
    elif isinstance(node, list) and node and isinstance(node[0], dict):
        for item in node:
            yield from font_sizes(item, path)
    elif re.search(r"font\.size$", path):
        yield path, node


@every_look
@every_figure
def test_is_valid_for_plotly(kind, look):
    made = FIGURES[kind](look)
    # Figures are built without property checks for speed; here they are checked.
    assert go.Figure(made.to_plotly_json()).layout.height == made.layout.height


@every_figure
def test_draws_without_webgl(kind):
    types = {trace.type for trace in FIGURES[kind](Look()).data}
    assert types <= {"bar", "scatter", "choropleth", "scattergeo"}


@every_look
@every_figure
def test_is_small_enough_to_send(kind, look):
    assert len(FIGURES[kind](look).to_json()) <= 30_000


@every_figure
def test_every_text_can_be_read_from_a_projector(kind):
    layout = FIGURES[kind](Look(present=True)).to_plotly_json()
    sizes = dict(font_sizes(layout))
    assert sizes[".layout.font.size"] == PROJECTOR_FONT
    assert sizes[".layout.hoverlabel.font.size"] == PROJECTOR_FONT
    assert {path: size for path, size in sizes.items() if size < PROJECTOR_FONT} == {}


@every_look
@pytest.mark.parametrize("kind", [kind for kind in FIGURES if kind != "spine"])
def test_every_area_is_there_with_or_without_a_figure(kind, look):
    # Names may be wrapped, and hyphenated where they would not fit.
    drawn = re.sub(r"<br>|\\u003cbr\\u003e|-|\s", "", FIGURES[kind](look).to_json())
    shown = [name.replace(" ", "") for name in NAMES]
    assert [name for name in shown if name not in drawn] == []


@every_figure
def test_title_is_left_to_the_page(kind):
    assert FIGURES[kind](Look()).layout.title.text is None


def test_look_is_hashable_and_knows_phones():
    assert {Look(): 1}[Look()] == 1
    assert Look(width=340).narrow
    assert not Look(width=340, present=True).narrow


def test_graphs_offer_nothing_that_leaves_the_page():
    assert GRAPH_CONFIG["showSendToCloud"] is False
    assert GRAPH_CONFIG["displayModeBar"] is False
    assert GRAPH_CONFIG["plotlyServerURL"] == ""


def test_stub_topology_is_the_one_plotly_asks_for():
    script = (PROJECT / "assets" / "plotly-topology.js").read_text("utf-8")
    geo = FIGURES["choropleth"](Look()).layout.geo
    # The default scope and resolution are called world_110m.
    assert "world_110m" in script
    assert geo.scope is None
    assert geo.resolution is None


def test_empty_frames_say_so():
    nothing = areas([])
    assert "No figures" in FIGURES["choropleth"](Look(), nothing).to_json()


def test_missing_columns_are_no_obstacle():
    bare = pd.DataFrame({"name": ["Ashby"], "value": [12.0]}, index=CODES[:1])
    assert list(FIGURES["choropleth"](Look(), bare).data[0].z) == [1]
