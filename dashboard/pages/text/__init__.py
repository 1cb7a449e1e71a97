"""The words of the text pages: Markdown files, read and cut into sections.

A file starts with a title ("# ...") and an opening; each heading of the second level
("## ...") starts a section. Addresses are written as paths, such as ``/data?view=sources``.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from string import Template

from dashboard.cards.model import Prose
from dashboard.dataset import Dataset
from dashboard.view_state import UnknownPageError, View, parse

_LINK = re.compile(r"\[(?P<text>[^\]\n]+)\]\((?P<address>[^)\s]+)\)")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
# Where people find on the site what a file of the project says.
_PAGE_OF_FILE = {
    "LICENSE-DATA.md": "/data?view=sources",
    "methods.md": "/data?view=methods",
    "boundaries.md": "/data?view=methods",
}


@cache
def page_text(name: str) -> str:
    """A text of this folder, such as "help.md"."""
    return resources.files(__name__).joinpath(name).read_text("utf-8")


@cache
def project_text(path: Path) -> str:
    """A text of the project; one that says so where it was not installed with the site."""
    try:
        return path.read_text("utf-8")
    except OSError:
        return f"# Not here\n\nThe file {path.name} was not installed with this site."


def sections(
    name: str, text: str, view: View, dataset: Dataset, words: Mapping[str, object] | None = None
) -> tuple[Prose, ...]:
    """A text as sections of a page.

    Args:
        name: start of the ids of the sections.
        text: Markdown.
        view: what links inside the site keep, such as the projector view.
        dataset: to know which addresses exist.
        words: values for ``$name`` in the text.
    """
    if words:
        text = Template(text).safe_substitute(words)
    made = []
    for part in _cut(_linked(text, view, dataset)):
        title, _, body = part.partition("\n")
        if body.strip():
            made.append(Prose(f"{name}-{_slug(title)}", title.strip(), body.strip()))
    return tuple(made)


def _cut(text: str) -> list[str]:
    """The opening and each section, headed by its title without the signs before it."""
    parts, is_code = [""], False
    for line in text.splitlines(keepends=True):
        is_code ^= line.startswith("```")
        if not is_code and line.startswith(("# ", "## ")):
            parts.append(line.lstrip("# "))
        else:
            parts[-1] += line
    return [part for part in parts if part.strip()]


def _slug(title: str) -> str:
    return _NOT_SLUG.sub("-", title.lower()).strip("-")


def _linked(text: str, view: View, dataset: Dataset) -> str:
    """Links that lead somewhere on this site, or out of it; others become plain words."""

    def link(match: re.Match[str]) -> str:
        words, address = match["text"], match["address"]
        if address.startswith(("https://", "http://", "#")):
            return match[0]
        address = _PAGE_OF_FILE.get(address.rsplit("/", 1)[-1].split("#")[0], address)
        try:
            there, _ = parse(address, dataset)
        except UnknownPageError:
            return words
        _, _, fragment = address.partition("#")
        there = there.change(present=view.present)
        return f"[{words}]({there.href}{f'#{fragment}' if fragment else ''})"

    return _LINK.sub(link, text)
