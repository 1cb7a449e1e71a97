"""What people do with a page and read from it; the steps that all journeys share."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from playwright.sync_api import Locator, Page, expect

# The page is settled when it shows what its address asks for and nothing is on its way.
_SETTLED = """(left) => {
    const here = location.pathname + location.search;
    return here !== left
        && document.documentElement.dataset.shown === here
        && !document.querySelector('.loading.is-on');
}"""
_HERE = "location.pathname + location.search"

# The texts of a table, cell by cell, without marks that are only for the eye.
_TABLE = """(table) => {
    const text = (node, query) => (node.querySelector(query)?.textContent || '').trim();
    const plain = (node) => {
        const copy = node.cloneNode(true);
        copy.querySelectorAll('[aria-hidden], .word, .detail, .visually-hidden')
            .forEach((one) => one.remove());
        return copy.textContent.trim();
    };
    // Columns under one heading are named as in the files: "Universal: Together".
    const below = [...(table.tHead.rows[1]?.cells || [])];
    const headings = [...table.tHead.rows[0].cells].flatMap((cell) => cell.colSpan === 1
        ? [plain(cell)]
        : below.splice(0, cell.colSpan).map((one) => `${plain(cell)}: ${plain(one)}`));
    return {
        caption: table.caption.textContent,
        headings,
        rows: [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => ({
            text: plain(cell), word: text(cell, '.word'), detail: text(cell, '.detail'),
            link: cell.querySelector('a')?.getAttribute('href') || '',
        }))),
    };
}"""

# A point well inside an area: the one of a grid that lies deepest in it.
_INSIDE = """(path) => {
    const box = path.getBoundingClientRect(), back = path.getScreenCTM().inverse();
    const isIn = (x, y) => path.isPointInFill(new DOMPoint(x, y).matrixTransform(back));
    let best = null, most = -1;
    for (let across = 0.5; across < 20; across += 1) {
        for (let down = 0.5; down < 20; down += 1) {
            const x = box.x + box.width * across / 20, y = box.y + box.height * down / 20;
            if (!isIn(x, y)) continue;
            let room = 0;
            while (room < 30 && isIn(x - room, y) && isIn(x + room, y)
                && isIn(x, y - room) && isIn(x, y + room)) room += 2;
            if (room > most) { most = room; best = [x, y]; }
        }
    }
    return best;
}"""

# Texts that can be seen, each with its size: a text is one text node.
_TEXTS = """() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const words = node.textContent.trim();
        const element = node.parentElement;
        if (!words || element.closest('.visually-hidden, noscript, script, style')) continue;
        if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const box = range.getBoundingClientRect();
        if (!box.width || !box.height || box.right < 0) continue;
        const card = element.closest('section[id]');
        found.push({
            text: words.slice(0, 60),
            size: parseFloat(getComputedStyle(element).fontSize),
            where: `${card ? '#' + card.id : 'page'} ${element.tagName.toLowerCase()}` +
                (element.getAttribute('class') ? '.' + element.getAttribute('class') : ''),
        });
    }
    return found;
}"""


class ScreenCell(NamedTuple):
    """What a cell of a table says on screen."""

    text: str
    word: str
    detail: str
    link: str


class ScreenTable(NamedTuple):
    """A table as it is on screen."""

    caption: str
    headings: list[str]
    rows: list[list[ScreenCell]]

    def column(self, heading: str) -> list[ScreenCell]:
        """The cells under a heading."""
        index = self.headings.index(heading)
        return [row[index] for row in self.rows]

    def row(self, name: str) -> dict[str, ScreenCell]:
        """The cells of the row with a name, by heading."""
        found = next(row for row in self.rows if row[0].text == name)
        return dict(zip(self.headings, found, strict=True))


def settle(page: Page, left: str = "") -> Page:
    """Wait until the page shows what its address asks for, and is not what was left."""
    page.wait_for_function(_SETTLED, arg=left)
    return page


def drawn(page: Page) -> Page:
    """Wait until every chart of the page is drawn."""
    expect(page.locator(".js-plotly-plot")).to_have_count(page.locator("figure.chart").count())
    return page


@contextmanager
def new_view(page: Page) -> Iterator[None]:
    """Do something that changes the address; afterwards the new view is on screen."""
    left = page.evaluate(_HERE)
    yield
    settle(page, left)


def here(page: Page) -> str:
    """Path and query that the address bar shows."""
    return page.evaluate(_HERE)


def visit(page: Page, address: str) -> Page:
    """Go to an address within the app, as Back and Forward do, without loading it anew."""
    page.evaluate("(address) => history.pushState({}, '', address)", address)
    page.evaluate("() => { dispatchEvent(new Event('popstate')); }")
    # An address can be tidied on arrival, so it is the page's own note that is waited for.
    return settle(page)


def select(page: Page, label: str) -> Locator:
    """The list to choose from that has a label."""
    return page.get_by_role("combobox", name=label, exact=True)


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a list by the words on screen."""
    with new_view(page):
        select(page, label).select_option(label=option)


def radio(page: Page, group: str, option: str) -> Locator:
    """One of a few choices that are all on screen."""
    return page.get_by_role("group", name=group, exact=True).get_by_role(
        "radio", name=option, exact=True
    )


def pick(page: Page, group: str, option: str) -> None:
    """Choose one of a few that are all on screen."""
    with new_view(page):
        radio(page, group, option).check()


def chosen(page: Page, label: str) -> str:
    """The words of what is chosen in a list."""
    return select(page, label).evaluate("(list) => list.selectedOptions[0].textContent")


def follow(page: Page, link: Locator) -> None:
    """Follow a link to another view."""
    with new_view(page):
        link.click()


def back(page: Page) -> None:
    """Press Back."""
    with new_view(page):
        page.go_back()


def card(page: Page, title: str) -> Locator:
    """The card with a title, or with a part of it."""
    heading = page.get_by_role("heading", level=2, name=title)
    return page.locator("section.card-box").filter(has=heading)


def lead(page: Page) -> list[str]:
    """The computed sentences above the cards."""
    return page.locator(".lead-points li").all_inner_texts()


def open_twin(box: Locator) -> Locator:
    """The table of a card, opened where it is folded away."""
    twin = box.get_by_text("Show as a table")
    table = box.get_by_role("table")
    if twin.count() and not table.is_visible():
        twin.click()
    expect(table).to_be_visible()
    return table


def unfold(page: Page) -> None:
    """Open every table and explanation of a page; they are fetched when they are opened."""
    page.evaluate(
        "document.querySelectorAll('.twin, .meaning').forEach((one) => { one.open = true; })"
    )
    expect(page.locator("details[open] > [id]:empty")).to_have_count(0)


def read_table(box: Locator) -> ScreenTable:
    """The table of a card, as it is on screen."""
    found = open_twin(box).evaluate(_TABLE)
    rows = [[ScreenCell(**cell) for cell in row] for row in found["rows"]]
    return ScreenTable(found["caption"], found["headings"], rows)


def areas_drawn(box: Locator, count: int) -> Locator:
    """The areas of a map, once all of them are drawn."""
    paths = box.locator("path.choroplethlocation")
    expect(paths).to_have_count(count)
    return paths


def chart_text(box: Locator) -> str:
    """Everything that is written in the chart of a card."""
    return " ".join(box.locator(".js-plotly-plot svg text").all_text_contents())


def texts(page: Page) -> list[dict]:
    """Every text that can be seen, with its size in pixels and where it is."""
    return page.evaluate(_TEXTS)


def code_of(area: Locator) -> str:
    """The code of an area that is drawn on a map."""
    return area.evaluate("(path) => path.__data__.loc")


def click_area(page: Page, area: Locator) -> None:
    """Click an area of a map, once it has answered to the pointer as it does for people."""
    area.scroll_into_view_if_needed()
    x, y = area.evaluate(_INSIDE)
    page.mouse.move(x, y)
    expect(page.locator(".hoverlayer .hovertext")).to_be_visible()
    page.mouse.click(x, y)


def fills(shapes: Locator) -> list[str]:
    """The colours that shapes are filled with."""
    return shapes.evaluate_all("(all) => all.map((one) => getComputedStyle(one).fill)")
