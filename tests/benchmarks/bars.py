"""What is promised, and a measurement set against it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# The promises, on two cores. Units as in the names.
START_S = 5.0
COMPILE_S = 5.0
CALLBACK_P95_MS = 40.0
REPAINT_P95_MS = 200.0
SERVICES_P95_MS = {100: 150.0, 5000: 300.0}  # by number of services
NEED_ORDER_MS = 300.0
FIRST_VISIT_MB = 1.9
FIRST_MAP_S = 1.5
WORKER_MB = 300.0
ACCESS_MS = 1000.0
SCALE_CALLBACKS = 1.3
SCALE_MEMORY = 2.0


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes:
        measure: what was measured.
        bar: what is promised; empty where the line is only to explain another.
        measured: what was found, with its unit and what it is made of.
        ok: whether the promise is kept; None where nothing is promised or measured.
    """

    measure: str
    bar: str
    measured: str
    ok: bool | None


def at_most(measure: str, value: float, limit: float, unit: str, detail: str = "") -> Row:
    """A measurement that must not be above a limit."""
    shown = f"{_number(value)} {unit}".strip()
    return Row(measure, f"≤ {limit:g} {unit}".strip(), _with(shown, detail), value <= limit)


def told(measure: str, text: str) -> Row:
    """A line that explains another, or says why there is no measurement."""
    return Row(measure, "", text, None)


def p50(values: Sequence[float]) -> float:
    """The median."""
    return float(np.percentile(values, 50))


def p95(values: Sequence[float]) -> float:
    """The value that one in twenty is above."""
    return float(np.percentile(values, 95))


def spread(values: Sequence[float], unit: str = "ms") -> str:
    """Median, 95th percentile and largest, and how many there are."""
    return (
        f"p50 {p50(values):.0f}, p95 {p95(values):.0f}, max {max(values):.0f} {unit} "
        f"(n {len(values)})"
    )


def table(rows: Sequence[Row]) -> str:
    """The rows as text, in columns as wide as their words."""
    cells = [("measure", "bar", "measured", "ok")]
    words = {True: "yes", False: "NO", None: ""}
    cells += [(row.measure, row.bar, row.measured, words[row.ok]) for row in rows]
    widths = [max(len(line[i]) for line in cells) for i in range(4)]
    lines = [
        " | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]
    return "\n".join([lines[0], "-+-".join("-" * width for width in widths), *lines[1:]])


def _number(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def _with(shown: str, detail: str) -> str:
    return f"{shown}; {detail}" if detail else shown
