"""Bodies and cards as Dash components. No callbacks here."""

import json
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from dashboard.cards.model import Body, Card, Control, LegendItem, Link, Prose
from dashboard.figures.template import GRAPH_CONFIG
from dashboard.view_state import View
from dashboard.web.tables import data_table

Children = list[Any]

# What a select calls the default: an empty value would show as nothing chosen.
DEFAULT = "-"
_FILES = (("CSV", "csv"), ("Excel", "xlsx"))


def part(kind: str, name: str) -> dict[str, str]:
    """The id of one part of the page, such as the figure of a card."""
    return {"type": kind, "name": name}


def render_body(body: Body, view: View) -> Children:
    """The whole page: heading, controls, then the sections in reading order."""
    return [
        html.Div(render_heading(body), id=part("heading", "page"), className="page-heading"),
        html.Div(render_notices(body), id=part("notices", "page"), role="status"),
        html.Nav(
            render_tabs(body.tabs, body.shortcuts),
            id=part("tabs", "page"),
            **{"aria-label": "Parts of this page"},
        )
        if body.tabs
        else None,
        render_controls(body.controls, view, is_folded=body.is_folded),
        html.Div(
            [
                render_card(s, view) if isinstance(s, Card) else render_prose(s)
                for s in body.sections
            ],
            className="cards",
        ),
    ]


def render_heading(body: Body) -> Children:
    """Where the page sits, its title and the computed sentences."""
    crumbs = [
        html.Li(html.A(c.text, href=c.href) if not c.current else c.text) for c in body.crumbs
    ]
    return [
        html.Nav(html.Ol(crumbs, className="crumbs"), **{"aria-label": "You are here"})
        if crumbs
        else None,
        html.H1(body.title, id="page-title", tabIndex="-1"),
        html.P(body.banner, className="banner") if body.banner else None,
        html.P(body.intro, className="intro") if body.intro else None,
        html.Ul([html.Li(_link(item)) for item in body.lead], className="lead-points")
        if body.lead
        else None,
    ]


def render_notices(body: Body) -> Children:
    """What in the address was not understood."""
    return [dbc.Alert(text, color="warning", className="notice") for text in body.notices]


def render_tabs(tabs: tuple[Link, ...], shortcuts: tuple[Link, ...] = ()) -> Children:
    """Sections of the page as links, and beside them what is often asked."""
    return [
        html.Ul(
            [
                html.Li(
                    html.A(
                        tab.text,
                        href=tab.href,
                        id=f"tab-{index}",
                        className="tab is-current" if tab.current else "tab",
                        **({"aria-current": "page"} if tab.current else {}),
                    )
                )
                for index, tab in enumerate(tabs)
            ],
            className="tabs",
        ),
        *([_shortcuts(shortcuts)] if shortcuts else []),
    ]


def _shortcuts(links: tuple[Link, ...]) -> Any:
    items = [
        html.A(
            one.text,
            href=one.href,
            id=f"shortcut-{index}",
            **({"aria-current": "true"} if one.current else {}),
        )
        for index, one in enumerate(links[1:])
    ]
    return html.P([links[0].text, *(part for item in items for part in (" ", item))],
                  className="shortcuts")  # fmt: skip


def _link(link: Link) -> Any:
    return html.A(link.text, href=link.href) if link.href else link.text


def render_controls(controls: tuple[Control, ...], view: View, *, is_folded: bool = False) -> Any:
    """The ways to change the view; folded away on a projector until needed."""
    if not controls:
        return None
    return html.Details(
        [
            html.Summary("Change what is shown"),
            html.Form([_control(c) for c in controls], className="controls", role="search"),
        ],
        open=not (view.is_presented or is_folded),
        className="controls-box no-print" + (" is-folded" if is_folded else ""),
    )


def options_of(control: Control) -> list[dict[str, Any]]:
    """Options for dbc, with group headings as entries that cannot be chosen."""
    options: list[dict[str, Any]] = []
    group = ""
    for option in control.options:
        if option.group and option.group != group:
            group = option.group
            options.append({"label": f"— {group} —", "value": f"group:{group}", "disabled": True})
        given = {"label": option.label, "value": option.value or DEFAULT}
        options.append({**given, "disabled": True} if option.disabled else given)
    return options


def value_of(control: Control) -> str | list[str]:
    """The value as dbc wants it."""
    if isinstance(control.value, tuple):
        return list(control.value)
    typed = control.kind in {"text", "number"}
    return control.value if typed else control.value or DEFAULT


def _control(control: Control) -> Any:
    name = part("control", control.name)
    hint = html.Small(control.help, className="hint") if control.help else None
    if control.kind == "picker":
        return _picker(control, hint)
    options, value = options_of(control), value_of(control)
    if control.kind in {"checklist", "radio"}:
        kind = dbc.Checklist if control.kind == "checklist" else dbc.RadioItems
        return html.Fieldset(
            [html.Legend(control.label), hint, kind(options, value, id=name, inline=True)],
            className=f"control control-{control.kind}",
        )
    if control.kind == "text":
        field = dbc.Input(value=value, id=name, type="search", debounce=300, maxlength=80)
    elif control.kind == "number":
        limits = {"min": control.least, "max": control.most, "step": control.step}
        field = dbc.Input(value=value, id=name, type="number", **limits)
    else:
        field = dbc.Select(options, value, id=name)
    return html.Div(
        [html.Label(control.label, htmlFor=_dom_id(name), className="control-label"), hint, field],
        className=f"control control-{control.kind}",
    )


def _dom_id(name: dict[str, str]) -> str:
    """The id that Dash gives an element in the page for an id of several parts."""
    return json.dumps(name, sort_keys=True, separators=(",", ":"))


def _picker(control: Control, hint: Any) -> Any:
    """A long checklist behind a button; assets/picker.js filters and counts.

    The group is the second line of a label, which the style sheet prints small: one text
    for each choice is a tenth of the size of a component for each.
    """
    options = [
        {"label": f"{option.label}\n{option.group}", "value": option.value}
        for option in control.options
    ]
    checklist = dbc.Checklist(
        options, value_of(control), id=part("control", control.name), className="picker-list"
    )
    count = html.Span(str(len(control.value)), className="picker-count")
    search = dbc.Input(type="search", className="picker-search", autoComplete="off", maxlength=80)
    return html.Details(
        [
            html.Summary([f"{control.label} (", count, f" of {control.most})"]),
            html.Div(
                [
                    html.Label([html.Span("Find", className="control-label"), search]),
                    hint,
                    html.Fieldset(
                        [html.Legend(control.label, className="visually-hidden"), checklist]
                    ),
                    html.P(className="picker-none", role="status"),
                ],
                className="picker-body",
            ),
        ],
        className="control control-picker",
        **{"data-most": str(control.most), "data-order": ",".join(control.value)},
    )


def render_prose(section: Prose) -> Any:
    """A section of text."""
    text = dcc.Markdown(section.markdown, link_target="_self", id=part("prose", section.id))
    return html.Section(
        [html.H2(section.title), text] if section.title else text,
        id=section.id,
        className="prose",
    )


def render_card(card: Card, view: View) -> Any:
    """A card: title, sentence, chart, legend, table twin, meaning, files."""
    sentence = html.Span(card.sentence)
    if card.figure is None:
        chart = html.P(sentence, id=part("caption", card.id), className="finding")
    else:
        chart = html.Figure(
            [
                html.Figcaption(sentence, id=part("caption", card.id), className="finding"),
                html.Div(
                    dcc.Graph(
                        id=part("figure", card.id),
                        figure=card.drawing,
                        config=GRAPH_CONFIG,
                        responsive=True,
                        className="graph",
                    ),
                    id=part("room", card.id),
                    style=chart_style(card),
                ),
            ],
            className="chart",
        )
    notes = html.Div(render_notes(card), id=part("notes", card.id), className="card-notes")
    if card.figure is None:
        table = html.Div(data_table(card), id=part("table", card.id))
    else:
        table = _folded("Show as a table", "table", card, "twin")
    return html.Section(
        [
            html.Div(render_card_head(card), id=part("head", card.id), className="card-head"),
            chart,
            html.Div(
                render_legend(card.legend), id=part("legend", card.id), className="legend-box"
            ),
            *(reversed([notes, table]) if card.notes_last else [notes, table]),
            _folded("What does this show?", "about", card, "meaning") if card.indicators else None,
            html.Div(render_files(card, view), id=part("files", card.id), className="files"),
        ],
        id=card.id,
        className=f"card-box is-{card.width}"
        + (f" click-{card.on_click}" if card.on_click else ""),
    )


def chart_style(card: Card) -> dict[str, str]:
    """The room that a chart needs; its width is the card's.

    Kept free before the chart is drawn, or else the page would move under the reader.
    """
    return {"height": f"{card.figure.layout.height}px"} if card.figure is not None else {}


def _folded(summary: str, kind: str, card: Card, style: str) -> Any:
    """A part that is sent only when a reader opens it (assets/address.js asks for it)."""
    return html.Details(
        [html.Summary(summary), html.Div(id=part(kind, card.id))],
        className=style,
        **{"data-part": f"{kind}:{card.id}"},
    )


def render_card_head(card: Card) -> Children:
    """The question or finding that the card answers."""
    return [html.H2(card.title)]


def render_legend(items: tuple[LegendItem, ...]) -> Children:
    """The legend of a chart, from the same classes as its colours."""
    if not items:
        return []
    return [
        html.Ul(
            [
                html.Li(
                    [
                        html.Span(
                            item.symbol,
                            className="swatch",
                            style={"backgroundColor": item.colour}
                            if not item.symbol
                            else {"color": item.colour, "backgroundColor": "transparent"},
                            **{"aria-hidden": "true"},
                        ),
                        item.label,
                    ]
                )
                for item in items
            ],
            className="legend",
        )
    ]


def render_notes(card: Card) -> Children:
    """Limits to what can be concluded, and where to go next."""
    return [
        html.Ul([html.Li(note) for note in card.notes]) if card.notes else None,
        html.P([part for link in card.links for part in (_link(link), " ")], className="onward")
        if card.links
        else None,
    ]


def render_files(card: Card, view: View) -> Children:
    """Link to the card, its figures as files and its picture."""
    picture = (
        [
            html.Button(
                f"Picture ({kind.upper()})",
                type="button",
                className="file-action",
                **{"data-picture": kind, "data-card": card.id},
            )
            for kind in ("svg", "png")
        ]
        if card.figure is not None
        else []
    )
    is_empty = card.figure is None and not card.table.rows
    return [
        html.Button(
            "Copy link",
            type="button",
            className="file-action",
            **{"data-copy": f"{view.href}#{card.id}"},
        ),
        *([] if is_empty else [_file(card, view, name, kind) for name, kind in _FILES]),
        *picture,
        html.Span(
            card.source_line,
            className="source-line",
            **{"data-title": card.image_title or card.title, "data-source": card.source_line},
        ),
    ]


def _file(card: Card, view: View, name: str, kind: str) -> Any:
    return html.A(
        name,
        href=view.download(card.id, kind),
        className="file-action",
        download="",
        **{"aria-label": f"Download as {name}: {card.title}"},
    )
