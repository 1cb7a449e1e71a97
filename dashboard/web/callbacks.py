"""Wiring: one callback turns an address into a page; the browser's side is assets/address.js.

The address is the only state. When the page already on screen has the same parts, only
their contents change, so that focus, open details and zoom stay where they are.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from dash import (
    ALL,
    ClientsideFunction,
    Dash,
    Input,
    Output,
    State,
    clientside_callback,
    ctx,
    html,
    no_update,
)

from dashboard.cards.model import Body, Card, Prose
from dashboard.dataset import Dataset
from dashboard.pages import answer
from dashboard.view_state import View
from dashboard.web import render, shell
from dashboard.web.about import about
from dashboard.web.tables import data_table


@dataclass(frozen=True)
class _Asked:
    """One request: what to show, and which folded parts are open on the reader's screen."""

    view: View
    body: Body
    dataset: Dataset
    unfolded: frozenset[str]


class _Part(NamedTuple):
    """Something on the page that can change by itself.

    ``depends`` gives what it is made from: while that stays the same, nothing is sent.
    """

    depends: Callable[[Any, _Asked], object]
    make: Callable[[Any, _Asked], Any]


def _is_open(card: Card, asked: _Asked) -> bool:
    return card.figure is None or f"table:{card.id}" in asked.unfolded


def _table_parts(card: Card, asked: _Asked) -> object:
    table = card.table if _is_open(card, asked) else None
    return table and (table.caption, table.columns, table.rows, card.more)


def _table_of(card: Card, asked: _Asked) -> Any:
    """The table twin, only where it can be seen: it is most of what a page weighs."""
    return data_table(card) if _is_open(card, asked) else []


def _about_of(card: Card, asked: _Asked) -> Any:
    is_open = f"about:{card.id}" in asked.unfolded
    return about(card.indicators, asked.dataset.registry) if is_open else []


_CARD_PARTS: dict[str, _Part] = {
    "figure": _Part(lambda c, _: c.drawing, lambda c, _: c.drawing),
    "room": _Part(lambda c, _: render.chart_style(c), lambda c, _: render.chart_style(c)),
    "caption": _Part(lambda c, _: c.sentence, lambda c, _: c.sentence),
    "head": _Part(lambda c, _: c.title, lambda c, _: render.render_card_head(c)),
    "legend": _Part(lambda c, _: c.legend, lambda c, _: render.render_legend(c.legend)),
    "notes": _Part(lambda c, _: (c.notes, c.links), lambda c, _: render.render_notes(c)),
    "table": _Part(_table_parts, _table_of),
    "about": _Part(lambda c, a: (f"about:{c.id}" in a.unfolded, c.indicators), _about_of),
    "files": _Part(lambda c, a: (a.view.href, c.source_line),
                   lambda c, a: render.render_files(c, a.view)),
}  # fmt: skip
# What a part sets, where it is not the contents.
_PROPERTIES = {"figure": "figure", "room": "style"}
_PAGE_PARTS: dict[str, _Part] = {
    "heading": _Part(lambda b, _: (b.title, b.banner, b.intro, b.lead, b.crumbs),
                     lambda b, _: render.render_heading(b)),
    "notices": _Part(lambda b, _: b.notices, lambda b, _: render.render_notices(b)),
    "tabs": _Part(lambda b, _: (b.tabs, b.shortcuts),
                  lambda b, _: render.render_tabs(b.tabs, b.shortcuts)),
}  # fmt: skip
_CONTROL_PARTS: dict[str, _Part] = {
    # Always sent: the reader has changed it, so what was sent before is no longer there.
    "value": _Part(lambda c, _: c.value, lambda c, _: render.value_of(c)),
    "options": _Part(lambda c, _: () if c.kind == "picker" else c.options,
                     lambda c, _: render.options_of(c)),
}  # fmt: skip
_PROSE_PARTS = {"prose": _Part(lambda p, _: p.markdown, lambda p, _: p.markdown)}
_GROUPS = {
    "cards": _CARD_PARTS,
    "page_parts": _PAGE_PARTS,
    "controls": _CONTROL_PARTS,
    "prose": _PROSE_PARTS,
}


def _outputs() -> dict[str, Any]:
    def every(kind: str, prop: str) -> Output:
        return Output({"type": kind, "name": ALL}, prop)

    return {
        "page": Output("page", "children"),
        "nav": Output("nav", "children"),
        "shown": Output("shown", "data"),
        "cards": {k: every(k, _PROPERTIES.get(k, "children")) for k in _CARD_PARTS},
        "page_parts": {k: every(k, "children") for k in _PAGE_PARTS},
        "controls": {k: every("control", k) for k in _CONTROL_PARTS},
        "prose": {k: every(k, "children") for k in _PROSE_PARTS},
    }


def register(app: Dash, dataset: Dataset) -> None:
    """Wire the app to a dataset."""

    @app.callback(
        output=_outputs(),
        inputs={"address": Input("address", "data")},
        state={"shown": State("shown", "data")},
        running=[(Output("loading", "className"), "loading is-on", "loading")],
        prevent_initial_call=True,
    )
    def show(address: dict | None, shown: dict | None) -> dict[str, Any]:
        request = address or {}
        href = str(request.get("href", "/"))
        view, body = answer(href, dataset, narrow=bool(request.get("narrow")))
        shape = _shape(view, body)
        seen = shown.get("parts") if shown and shown.get("shape") == shape else None
        # A new page starts folded.
        unfolded = () if seen is None else map(str, request.get("unfolded", ()))
        asked = _Asked(view, body, dataset, frozenset(unfolded))
        parts = _fingerprints(asked)
        return {
            **(_anew(asked, shape) if seen is None else _in_place(asked, parts, seen)),
            "nav": shell.nav_links(view),
            "shown": {
                "address": href,
                "href": view.href,
                "title": shell.window_title(body.title, dataset.registry.region.name),
                "shape": shape,
                "parts": parts,
                "presented": view.is_presented,
            },
        }

    for function, output, trigger in (
        ("start", Output("address", "data"), Input("page", "id")),
        ("click", Output("listener", "title"), Input({"type": "figure", "name": ALL}, "clickData")),
        ("settle", Output("listener", "lang"), Input("shown", "data")),
    ):
        clientside_callback(
            ClientsideFunction("address", function),
            output,
            trigger,
            State("shown", "data") if function != "settle" else State("address", "data"),
            prevent_initial_call=function != "start",
        )


def _shape(view: View, body: Body) -> str:
    """What is mounted: the same shape can be updated in place."""
    cards = [
        f"{s.id}{'' if s.figure is None else '*'}{s.on_click}{s.width}"
        if isinstance(s, Card)
        else s.id
        for s in body.sections
    ]
    return "|".join(
        [view.page, view.present, str(bool(body.tabs)), *(c.name for c in body.controls), *cards]
    )


def _items(body: Body) -> dict[str, dict[str, Any]]:
    """Group -> name -> the card, page or control that the parts of the group belong to."""
    return {
        "cards": {card.id: card for card in body.cards},
        "page_parts": {"page": body},
        "controls": {control.name: control for control in body.controls},
        "prose": {one.id: one for one in body.sections if isinstance(one, Prose)},
    }


def _fingerprints(asked: _Asked) -> dict[str, int]:
    """What each part was made from, in short; the browser keeps it and sends it back."""
    return {
        f"{kind}:{name}": zlib.crc32(repr(part.depends(item, asked)).encode())
        for group, items in _items(asked.body).items()
        for name, item in items.items()
        for kind, part in _GROUPS[group].items()
        if kind != "value"
    }


def _in_place(asked: _Asked, parts: dict[str, int], seen: dict[str, int]) -> dict[str, Any]:
    """Only the parts that differ from what the browser has."""
    items = _items(asked.body)

    def update(group: str, kind: str, name: str) -> Any:
        key = f"{kind}:{name}"
        if key in parts and parts[key] == seen.get(key):
            return no_update
        return _GROUPS[group][kind].make(items[group][name], asked)

    return {
        "page": no_update,
        **{
            group: {
                kind: [update(group, kind, slot["id"]["name"]) for slot in slots]
                for kind, slots in ctx.outputs_grouping[group].items()
            }
            for group in _GROUPS
        },
    }


def _anew(asked: _Asked, shape: str) -> dict[str, Any]:
    """The whole page.

    Its id is the key that tells the browser to draw it afresh. Without, what a reader opened
    on the page before would stay open here, and empty.
    """
    nothing = {
        group: {
            kind: [no_update] * len(slots) for kind, slots in ctx.outputs_grouping[group].items()
        }
        for group in _GROUPS
    }
    page = render.render_body(asked.body, asked.view)
    name = f"page-{zlib.crc32(shape.encode()):08x}"
    return {"page": html.Div(page, id=name, className=f"page-{asked.view.page}"), **nothing}
