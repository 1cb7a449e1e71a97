"""About the data: what is held, what is missing, how it was made, where it comes from."""

from collections.abc import Callable
from functools import cache

import yaml

from dashboard.cards.catalogue import (
    catalogue_card,
    caveats_card,
    chosen,
    found,
    nothing_found,
    similar_areas_card,
    sources_card,
)
from dashboard.cards.coverage import coverage_card, stamp, symbols_card
from dashboard.cards.model import Body, Card, Control, Link, Option, Prose
from dashboard.cards.provenance import table_meta
from dashboard.cards.survey_downloads import survey_cards
from dashboard.dataset import Dataset
from dashboard.exports.everything import MOST_ROWS
from dashboard.exports.table import Cell, Column, Table
from dashboard.figures.template import Look
from dashboard.pages.lists import search_control
from dashboard.pages.text import page_text, project_text, sections
from dashboard.settings import PROJECT, settings
from dashboard.view_state import View

_TABS = {
    "": "Catalogue",
    "coverage": "What is missing",
    "methods": "Methods",
    "sources": "Sources and known problems",
    "downloads": "Downloads",
}
_SEARCHED = frozenset({"", "coverage"})


def body(view: View, dataset: Dataset, look: Look) -> Body:
    """The page, with the part that the address asks for."""
    part = view.view if view.view in _PARTS else ""
    is_list = part in _SEARCHED
    nothing = nothing_found(dataset, view) if is_list else ""
    return Body(
        title="About the data",
        description=(
            "Every indicator, what is missing, how the figures were made, where they come "
            "from, and files to download."
        ),
        intro=(
            "Every figure is published, or is a simple sum or share of published counts. None "
            "is estimated or filled in here."
        ),
        controls=(search_control(view), _topic_control(view, dataset)) if is_list else (),
        tabs=tuple(
            Link(text, view.change(view=name).href, current=name == part)
            for name, text in _TABS.items()
        ),
        sections=_PARTS[part](view, dataset),
        notices=(nothing,) if nothing else (),
    )


def _topic_control(view: View, dataset: Dataset) -> Control:
    topics = sorted(dataset.registry.domains.values(), key=lambda one: one.order)
    return Control(
        "domain",
        "Topic",
        "select",
        (
            Option("", "Every topic"),
            *(Option(one.id, one.name, one.group.label) for one in topics),
        ),
        view.domain if view.domain in dataset.registry.domains else "",
    )


def _catalogue(view: View, dataset: Dataset) -> tuple[Card | Prose, ...]:
    return (catalogue_card(dataset, view),)


def _coverage(view: View, dataset: Dataset) -> tuple[Card | Prose, ...]:
    indicators = chosen(dataset, view)
    return (coverage_card(dataset, view, indicators, found(dataset, view, indicators)),)


def _methods(view: View, dataset: Dataset) -> tuple[Card | Prose, ...]:
    text = project_text(PROJECT / "docs" / "methods.md")
    return (
        *sections("methods", text, view, dataset),
        symbols_card(dataset, view),
        similar_areas_card(dataset, view),
        _boundaries_card(view, dataset),
    )


def _sources(view: View, dataset: Dataset) -> tuple[Card | Prose, ...]:
    text = project_text(PROJECT / "LICENSE-DATA.md")
    return (
        sources_card(dataset, view),
        caveats_card(dataset, view),
        *sections("licences", text, view, dataset),
    )


def _downloads(view: View, dataset: Dataset) -> tuple[Card | Prose, ...]:
    words = {
        "version": dataset.version,
        "compiled": dataset.compiled_at[:10],
        "region": dataset.registry.region.name,
    }
    return (
        _files_card(view, dataset),
        *survey_cards(dataset),
        *sections("using", page_text("downloads.md"), view, dataset, words),
        _build_card(view, dataset),
    )


_PARTS: dict[str, Callable[[View, Dataset], tuple[Card | Prose, ...]]] = {
    "": _catalogue,
    "coverage": _coverage,
    "methods": _methods,
    "sources": _sources,
    "downloads": _downloads,
}


def _files_card(view: View, dataset: Dataset) -> Card:
    """The whole dataset in three kinds of file."""
    # The files hold everything, so their address must not keep what is looked at now.
    files = View(page="data")
    held = f"{len(dataset.observations):,} rows: one for each indicator, area and period"
    region = dataset.registry.region.name
    in_book = (
        held if len(dataset.observations) <= MOST_ROWS else f"{region} and what it is compared with"
    )
    described = (
        ("csv", "CSV", held, "any spreadsheet or statistics program"),
        ("xlsx", "Excel workbook", f"{in_book}; sheets on indicators, areas and caveats", "Excel"),
        ("parquet", "Parquet", held, "Python, R and databases: small, and quick to read"),
    )
    return Card(
        id="files",
        title="The whole dataset",
        sentence="Every file holds the same figures and names the version of the dataset.",
        make_table=lambda: Table(
            "Files with the whole dataset",
            (Column("File"), Column("What it holds"), Column("Good for")),
            tuple(
                (
                    Cell.of(name, href=files.download("all", kind)),
                    Cell.of(holds),
                    Cell.of(good_for),
                )
                for kind, name, holds, good_for in described
            ),
            table_meta(dataset, view, ()),
        ),
        source_line=stamp(dataset),
    )


_MAPS = {"upper_tier": "Areas", "district": "Districts and unitary councils"}


@cache
def _boundaries() -> dict[str, dict]:
    """Where the outlines on the maps come from; empty where the record is not installed."""
    try:
        path = settings().data_dir / "geography" / "boundaries.yml"
        return yaml.safe_load(path.read_text("utf-8")) or {}
    except (OSError, yaml.YAMLError):
        return {}


def _boundaries_card(view: View, dataset: Dataset) -> Card:
    """Where the outlines on the maps come from, and what not to use them for."""
    maps = {name: made for key, name in _MAPS.items() if (made := _boundaries().get(key))}
    rows = tuple(
        (
            Cell.of(name),
            Cell.of(made.get("source", ""), detail=made.get("label", "")),
            Cell.of(str(made.get("vintage", ""))),
            Cell.of(str(made.get("built_on", ""))),
            Cell.of(". ".join(made.get("licence", ()))),
        )
        for name, made in maps.items()
    )
    columns = ("Map", "Drawn from", "Edition", "Made on", "Licence")
    return Card(
        id="boundaries",
        title="Where the outlines on the maps come from",
        sentence=" ".join(dict.fromkeys(made["note"] for made in maps.values() if "note" in made)),
        make_table=lambda: Table(
            "Outlines on the maps",
            tuple(Column(name) for name in columns),
            rows,
            table_meta(dataset, view, ()),
        ),
        source_line=stamp(dataset),
    )


def _build_card(view: View, dataset: Dataset) -> Card:
    """How this version of the dataset was made, in the words of its manifest."""
    manifest = dataset.manifest
    counts = manifest.get("counts", {})
    pairs = [
        ("Dataset version", dataset.version),
        ("Compiled", dataset.compiled_at),
        *((f"Number of {name}", f"{count:,}") for name, count in counts.items()),
        ("Newest release used", manifest.get("latest_release", "")),
        ("Fingerprint of the source files", manifest.get("sources_hash", "")),
        *((f"Fingerprint of {name}", text) for name, text in manifest.get("files", {}).items()),
    ]
    rows = tuple((Cell.of(label), Cell.of(str(text))) for label, text in pairs if text)
    return Card(
        id="build",
        title="How this version was made",
        sentence=(
            "The version is worked out from the content: the same figures always give the same "
            "version, and any change gives another."
        ),
        make_table=lambda: Table(
            "About this version",
            (Column("What"), Column("Value")),
            rows,
            table_meta(dataset, view, ()),
        ),
        source_line=stamp(dataset),
    )
