"""Every link that a page makes leads somewhere."""

from dashboard.pages import answer
from dashboard.view_state import UnknownPageError, parse


def links_of(body):
    """All addresses inside the site that a page links to."""
    found = [link.href for link in (*body.lead, *body.tabs, *body.crumbs)]
    for card in body.cards:
        found += [link.href for link in card.links]
        found += [cell.href for row in card.table.rows for cell in row]
        found += [href for column in card.table.columns for href in (column.href, column.url)]
    return {href for href in found if href.startswith("/") and not href.startswith("/download/")}


def test_links_lead_to_pages_that_understand_them(dataset, addresses, busy_addresses):
    wrong = []
    for address in (*addresses, *busy_addresses):
        _, body = answer(address, dataset)
        for href in links_of(body):
            try:
                _, notices = parse(href.partition("#")[0], dataset)
            except UnknownPageError as error:
                notices = (str(error),)
            wrong += [f"{address} -> {href}: {notice}" for notice in notices]
    assert not wrong


def test_links_to_charts_name_a_chart_of_that_page(dataset, busy_addresses):
    wrong = []
    for address in busy_addresses:
        _, body = answer(address, dataset)
        for href in links_of(body):
            path, _, name = href.partition("#")
            if name:
                _, target = answer(path, dataset)
                known = {section.id for section in target.sections}
                wrong += [] if name in known else [f"{address} -> {href}"]
    assert not wrong
