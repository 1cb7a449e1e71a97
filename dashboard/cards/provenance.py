"""Where figures come from, for the foot of a card, a picture and a file."""

from collections.abc import Sequence

from dashboard.dataset import Dataset
from dashboard.metadata import Indicator, Status
from dashboard.metadata.format import symbols_key, within
from dashboard.view_state import View


def released(indicator: Indicator) -> str:
    """The release date as known."""
    return f"released {indicator.released}" if indicator.released else "release date not held"


def source_line(dataset: Dataset, indicators: Sequence[Indicator], period: str = "") -> str:
    """One line that makes a picture traceable: source, release, period, dataset version."""
    if len(indicators) == 1:
        one = indicators[0]
        origin = f"{one.source}, {one.publication} ({released(one)})"
    else:
        # One indicator can have two publishers; each is named once.
        names = [name for i in indicators for name in i.source.split("; ")]
        origin = "; ".join(dict.fromkeys(names))
    parts = [f"Source: {origin}", period, f"Dataset {dataset.version}"]
    return ". ".join(part for part in parts if part) + "."


def table_meta(
    dataset: Dataset, view: View, indicators: Sequence[Indicator], period: str = ""
) -> tuple[tuple[str, str], ...]:
    """Label and text pairs that travel with every file."""
    rows: list[tuple[str, str]] = []
    if period:
        rows.append(("Period", period))
    for one in indicators:
        rows += [
            ("Indicator", one.name),
            ("Definition", one.definition),
            ("Unit", one.unit),
            ("Direction", dataset.registry.direction_of(one)),
            ("Source", f"{one.source}, {one.publication} ({released(one)}). {one.licence}"),
            ("Address of source", str(one.url)),
        ]
        rows += [("Caveat", c.text) for c in dataset.registry.caveats_of(one)]
    return (
        *rows,
        ("Symbols", symbols_key(Status)),
        ("View", view.href),
        ("Dataset version", dataset.version),
        ("Compiled", dataset.compiled_at),
    )


def notes(dataset: Dataset, indicators: Sequence[Indicator]) -> tuple[str, ...]:
    """Caveats on the card itself: in full where they forbid a judgement, else by name.

    Each comes once; the full text of all is one click away in every card.
    """
    caveats = dict.fromkeys(c for i in indicators for c in dataset.registry.caveats_of(i))
    full = [f"{c.short}: {c.text}" for c in caveats if c.blocks_judgement]
    named = [c.short for c in caveats if not c.blocks_judgement]
    return (*full, f"Keep in mind: {'; '.join(map(within, named))}.") if named else tuple(full)
