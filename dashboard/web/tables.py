"""Tables as HTML: captioned, with scopes, and readable on a phone."""

import json
from functools import lru_cache
from itertools import groupby
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.cards.model import Card
from dashboard.exports.table import Cell, Column, Table
from dashboard.figures.palette import CELL_STYLE
from dashboard.metadata import Status
from dashboard.metadata.format import symbols_key

# From so many cells on, a table is sent as data for assets/trees.js to build. Dash keeps a
# watcher for every component on the page, and a thousand of them make each change slow.
_MANY_CELLS = 40
_WIDE = 10  # columns, from which a style sheet may stand headings on end


def tree(node: Any) -> Any:
    """Components as nested lists: name of the element, its attributes, its children.

    A text is a text, wherever it is from: the browser makes text nodes of it, never HTML.
    """
    if not isinstance(node, Component):
        return "" if node is None else str(node)
    props = {name: getattr(node, name) for name in node._prop_names if hasattr(node, name)}
    props |= {name: getattr(node, name) for name in vars(node) if name.startswith(_WILD)}
    inside = props.pop("children", None)
    inside = inside if isinstance(inside, list) else [] if inside is None else [inside]
    attributes = {_ATTRIBUTES.get(name, name): value for name, value in props.items()}
    return [node._type.lower(), attributes, [tree(one) for one in inside if one is not None]]


_WILD = ("data-", "aria-")
_ATTRIBUTES = {
    "className": "class",
    "tabIndex": "tabindex",
    "colSpan": "colspan",
    "rowSpan": "rowspan",
}


def data_table(card: Card) -> Any:
    """The table of a card, or words that say that there is nothing to show."""
    table = html_table(card.table, card.id, card.title)
    if len(card.table.rows) * len(card.table.columns) >= _MANY_CELLS:
        table = html.Div(**{"data-tree": json.dumps(tree(table), ensure_ascii=False)})
    if card.more is None:
        return table
    return [table, html.P(html.A(card.more.text, href=card.more.href), className="onward")]


def html_table(table: Table, name: str, title: str) -> Any:
    """A table whose cells keep their column's name, so that a phone can stack them.

    ``title`` names the scrolling region: two cards of a page can show one table.

    Roles are explicit because the phone layout changes ``display``, which would
    otherwise take the table's meaning away from screen readers.
    """
    if not table.rows:
        return html.P(table.empty, className="empty")
    return html.Div(
        [_table(table, name), _key(table)],
        className="table-scroll",
        tabIndex="0",
        role="region",
        **{"aria-label": f"Table: {title}"},
    )


def _key(table: Table) -> Any:
    """What the symbols in the table mean, for those it holds."""
    texts = [cell.text for row in table.rows for cell in row[1:]]
    used = [s for s in Status if s.symbol and any(text.endswith(s.symbol) for text in texts)]
    return html.P(symbols_key(used), className="table-key") if used else None


def _table(table: Table, name: str) -> Any:
    return html.Table(
        [
            html.Caption(table.caption),
            html.Thead(_headings(table.columns, name), role="rowgroup"),
            *(
                html.Tbody([*_group(name, len(table.columns)), *rows], role="rowgroup")
                for name, rows in _bodies(table)
            ),
        ],
        role="table",
        className="data-table is-wide" if len(table.columns) >= _WIDE else "data-table",
    )


def _bodies(table: Table) -> list[tuple[str, list[Any]]]:
    """The rows under each heading; all of them under none where the table has no groups."""
    groups = table.groups or ("",) * len(table.rows)
    pairs = groupby(zip(groups, table.rows, strict=True), key=lambda pair: pair[0])
    return [(name, [_row(table, row) for _, row in part]) for name, part in pairs]


def _group(name: str, width: int) -> list[Any]:
    """The heading over the rows of a group."""
    if not name:
        return []
    heading = html.Th(name, scope="rowgroup", colSpan=width, role="rowheader")
    return [html.Tr(heading, role="row", className="group")]


def _row(table: Table, row: tuple[Cell, ...]) -> Any:
    cells = zip(row[1:], table.columns[1:], strict=True)
    return html.Tr(
        [_first(row[0]), *(_cell(cell, one.name, one.numeric) for cell, one in cells)], role="row"
    )


def _headings(columns: tuple[Column, ...], name: str) -> list[Any]:
    """One row of headings; a second one under those that several columns share."""
    one = {column: _heading(column, f"{name}-{i}") for i, column in enumerate(columns)}
    if not any(column.group for column in columns):
        return [html.Tr(list(one.values()), role="row")]
    above: list[Any] = []
    for group, part in groupby(columns, key=lambda column: column.group):
        members = list(part)
        if group:
            width = len(members)
            above.append(html.Th(group, scope="colgroup", colSpan=width, role="columnheader"))
            continue
        for column in members:
            one[column].rowSpan = 2
            above.append(one[column])
    below = [heading for column, heading in one.items() if column.group]
    return [html.Tr(above, role="row"), html.Tr(below, role="row")]


def _heading(column: Column, name: str) -> Any:
    classes = "is-number" if column.numeric else ""
    text: Any = _breakable(column.name.removeprefix(f"{column.group}: "))
    if column.href:
        mark = " ▼" if column.sorted else ""
        text = html.A(
            [text, html.Span(mark, **{"aria-hidden": "true"})],
            href=column.href,
            id=f"sort-{name}",
            title=f"Sort by {column.name}",
        )
    sort = {"aria-sort": "descending"} if column.sorted else {}
    return html.Th(text, scope="col", role="columnheader", className=classes, **sort)


def _breakable(name: str) -> Any:
    """A heading that may break before "shire": one county name would widen a whole column."""
    stem, ending, rest = name.partition("shire")
    if not (stem and ending):
        return name
    # The style sheet puts the hyphen in, so that the text itself stays the name.
    return html.Span([stem, html.Span(className="soft-hyphen"), ending + rest])


def _first(cell: Cell) -> Any:
    return html.Th(_content(cell), scope="row", role="rowheader")


# Parts of a page are never changed once made, and the same cells are shown again and again.
@lru_cache(maxsize=2048)
def _cell(cell: Cell, heading: str, is_number: bool) -> Any:
    style = CELL_STYLE.get(cell.judgement)
    classes = ["is-number"] if is_number else []
    extra: dict[str, Any] = {"data-label": heading}
    content = _content(cell)
    if style is not None:
        classes += ["judged", f"is-{cell.judgement}"]
        content = [
            html.Span(
                cell.shape or style.char,
                className="shape",
                style={"color": style.fill},
                **{"aria-hidden": "true"},
            ),
            *content,
            html.Span(cell.word or style.word, className="word"),
        ]
        extra["style"] = {"backgroundColor": style.tint, "color": style.tint_text}
    if cell.note:
        extra["title"] = cell.note
        content = [*content, html.Span(f" ({cell.note})", className="visually-hidden")]
    return html.Td(content, role="cell", className=" ".join(classes), **extra)


def _content(cell: Cell) -> list[Any]:
    if cell.links:
        return [html.Div(html.A(text, href=href)) for text, href in cell.links]
    named = {"aria-label": cell.label} if cell.label else {}
    text = html.A(cell.text, href=cell.href, **named) if cell.href else cell.text
    return [text, html.Small(cell.detail, className="detail")] if cell.detail else [text]
