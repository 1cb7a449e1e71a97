"""Help, the accessibility statement and the words in Markdown files."""

import re

import pytest

from dashboard.exports.files import csv_bytes
from dashboard.figures.palette import JUDGEMENT_STYLE
from dashboard.figures.template import Look
from dashboard.pages import accessibility, data, help
from dashboard.pages.text import page_text, project_text, sections
from dashboard.settings import PROJECT
from dashboard.view_state import View, parse

from .small_region import dataset

DATASET = dataset()
OWN = ("help.md", "terms.md", "downloads.md", "accessibility.md")
TEXTS = {
    **{name: page_text(name) for name in OWN},
    "LICENSE-DATA.md": project_text(PROJECT / "LICENSE-DATA.md"),
    "methods.md": project_text(PROJECT / "docs" / "methods.md"),
}
PAGES = {
    "help": (help.body, View(page="help")),
    "accessibility": (accessibility.body, View(page="accessibility")),
    **{
        f"data-{part}": (data.body, View(page="data", view=part))
        for part in ("methods", "sources", "downloads")
    },
}
LINK = re.compile(r"\]\(([^)]+)\)")


@pytest.fixture(params=PAGES, scope="module")
def body(request):
    make, view = PAGES[request.param]
    return make(view, DATASET, Look(False))


def prose(page) -> str:
    return "\n".join([page.intro, *(getattr(one, "markdown", "") for one in page.sections)])


def test_sections_have_titles_and_names_of_their_own(body):
    names = [one.id for one in body.sections]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in names)
    assert all(one.title for one in body.sections)


def test_no_word_is_left_to_fill_in(body):
    assert "$" not in prose(body)


def test_the_introduction_is_plain_text(body):
    assert not re.search(r"[*`\[\]#\n]", body.intro)


def test_links_lead_somewhere(body):
    for address in LINK.findall(prose(body)):
        if not address.startswith("https://"):
            parse(address, DATASET)


@pytest.mark.parametrize("name", OWN)
def test_no_link_was_taken_out_because_it_leads_nowhere(name):
    made = sections("x", TEXTS[name], View(page="help"), DATASET)
    kept = sum(len(LINK.findall(one.markdown)) for one in made)
    assert kept == len(LINK.findall(TEXTS[name]))


def test_links_inside_the_site_keep_the_projector_view():
    body = help.body(View(page="help", present="1"), DATASET, Look(True))
    inside = [address for address in LINK.findall(prose(body)) if address.startswith("/")]
    assert inside
    assert all("present=1" in address for address in inside)


@pytest.mark.parametrize("name", TEXTS)
def test_texts_are_markdown_that_the_page_can_show(name):
    text = re.sub(r"`[^`]*`", "", TEXTS[name])
    # A word in brackets alone would become a link to nowhere.
    assert re.findall(r"\[[^\]\n]*\](?![(\[])", text) == []
    # A column without a heading cannot be read out.
    headings = re.findall(r"^(\|.*\|)\n\|[-| :]+\|$", text, re.MULTILINE)
    assert [row for row in headings if re.search(r"\|\s*\|", row)] == []


def test_names_of_buttons_in_the_help_are_those_on_screen():
    code = "\n".join(
        path.read_text("utf-8") for path in sorted((PROJECT / "dashboard").rglob("*.py"))
    )
    labels = re.findall(r"\*\*([^*]+)\*\*", TEXTS["help.md"])
    assert labels
    assert [label for label in labels if f'"{label}' not in code] == []


def test_each_shape_is_explained():
    (shapes, symbols) = help.body(View(page="help"), DATASET, Look(False)).cards
    assert [row[0].text for row in shapes.table.rows] == [
        style.word for style in JUDGEMENT_STYLE.values()
    ]
    assert {item.symbol for item in shapes.legend} == {s.char for s in JUDGEMENT_STYLE.values()}
    assert csv_bytes(shapes.table)
    assert csv_bytes(symbols.table)


def test_help_counts_the_other_areas():
    assert "the other two" in prose(help.body(View(page="help"), DATASET, Look(False))).lower()


def test_the_statement_is_dated_and_says_who_to_tell():
    text = prose(accessibility.body(View(page="accessibility"), DATASET, Look(False)))
    assert "24 November 2026" in text
    assert "the council that runs this dashboard" in text


def test_links_of_the_project_files_become_links_of_the_site():
    text = "# T\n[a](../LICENSE-DATA.md) [b](boundaries.md#x) [c](../compile.py) [d](https://x.uk/methods.md)"
    (made,) = sections("x", text, View(page="data"), DATASET)
    assert made.markdown == (
        "[a](/data?view=sources) [b](/data?view=methods) c [d](https://x.uk/methods.md)"
    )


def test_a_heading_inside_code_starts_no_section():
    made = sections("x", "# T\na\n```\n## no\n```\n## yes\nb", View(), DATASET)
    assert [one.title for one in made] == ["T", "yes"]
