"""How the compile report writes counts, figures, lists and tables in Markdown."""

import math
from collections.abc import Iterable, Sequence

from dashboard.metadata.models import Registry, Status

_STATUS_WORDS = {status.value: status.label for status in Status}


def plural(count: int, noun: str) -> str:
    """A count and its noun, in the right number."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def figure(value: float, status: str) -> str:
    """A value with every digit it has; where there is none, its status in words."""
    if math.isnan(value):
        return _STATUS_WORDS.get(status, status)
    text = repr(float(value)).removesuffix(".0")
    return f"{text} (provisional)" if status == Status.PROVISIONAL else text


def named(indicator_id: str, registry: Registry) -> str:
    """An indicator by name, with its id."""
    indicator = registry.indicators.get(indicator_id)
    return f"{indicator.name} (`{indicator_id}`)" if indicator else f"`{indicator_id}`"


def bullets(items: Iterable[str]) -> str:
    """A Markdown list."""
    return "\n".join(f"- {item}" for item in items)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; every cell is text."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(
        "| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines
    )
