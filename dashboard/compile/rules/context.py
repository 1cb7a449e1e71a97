"""What every rule looks at, and how a rule says what it found."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from dashboard.compile.finding import Finding
from dashboard.compile.harmonise import Rows
from dashboard.compile.read import FIGURES, Sources
from dashboard.compile.survey import CompiledSurvey
from dashboard.metadata.models import Area, Level, Registry


@dataclass(frozen=True)
class Context:
    """Everything that was read.

    Attributes:
        registry: areas, indicators and the other metadata.
        sources: the tables as text.
        rows: the figures, with descriptions of their areas and indicators.
        survey: what areas have answered about support.
    """

    registry: Registry
    sources: Sources
    rows: Rows
    survey: CompiledSurvey

    @property
    def regional(self) -> pd.DataFrame:
        """The rows of figures files, without comparators."""
        return self.rows.frame[self.rows.frame["folder"] == FIGURES]

    def figures_file(self, indicator_id: str) -> str:
        """Where the figures of an indicator are, as named in findings."""
        return f"{FIGURES}/{indicator_id}.csv"

    def areas_of_region(self, level: Level) -> tuple[Area, ...]:
        """Members at the upper tier; their districts below it; else every area of the level."""
        if level is Level.UPPER_TIER:
            return self.registry.members
        if level is Level.DISTRICT:
            members = self.registry.members
            return tuple(
                area for member in members for area in self.registry.districts_of(member.code)
            )
        return tuple(area for area in self.registry.areas.values() if area.level is level)


def at_rows(
    rows: Rows,
    wrong: ArrayLike,
    *,
    rule: Callable,
    column: str,
    expected: str,
    fix: str,
    found: str = "{cell}",
    **extra: ArrayLike,
) -> list[Finding]:
    """One finding for each row that is wrong.

    Args:
        rows: the figures.
        wrong: true where a row breaks the rule, shape (n,).
        rule: the rule function.
        column: the column to look at.
        expected: template. It may name any column in braces, as written in the file, and
            anything in ``extra``; ``cell`` is the text of ``column``.
        fix: template.
        found: template; the cell as written, "nothing" when it is empty.
        extra: more to name in templates, shape (n,) each.
    """
    places = np.flatnonzero(np.asarray(wrong, dtype=bool))
    if not len(places):
        return []
    written = rows.texts.iloc[places].to_dict("records")
    named = {name: np.asarray(values)[places] for name, values in extra.items()}
    findings = []
    for number, cells in enumerate(written):
        values = {**cells, **{name: column_of[number] for name, column_of in named.items()}}
        values["cell"] = cells.get(column) or "nothing"
        findings.append(
            Finding(
                rule=rule.__name__,
                file=cells["file"],
                row=int(cells["row"]),
                column=column,
                found=found.format(**values),
                expected=expected.format(**values),
                fix=fix.format(**values),
            )
        )
    return findings


def at_file(
    *,
    rule: Callable,
    file: str,
    expected: str,
    fix: str,
    found: str,
    column: str = "",
    row: int | None = None,
) -> Finding:
    """One finding about a file, or about a row that is not a figure."""
    return Finding(rule.__name__, file, row, column, found, expected, fix)
