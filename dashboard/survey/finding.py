"""What is wrong with a workbook, where, and what to do about it."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from dashboard.metadata.spreadsheet_text import harmless


class Severity(StrEnum):
    """How much a finding matters."""

    STOP = "stop"
    CHECK = "check"
    NOTE = "note"

    @property
    def means(self) -> str:
        """In words."""
        return {
            Severity.STOP: "must be put right before the workbook can be accepted",
            Severity.CHECK: "may be right; look at it",
            Severity.NOTE: "nothing to do if it is meant so",
        }[self]


class Flaw(NamedTuple):
    """What a rule says about one cell; the rule adds its name and severity."""

    sheet: str
    cell: str
    question: str
    found: str
    expected: str
    fix: str


@dataclass(frozen=True)
class Finding:
    """One thing that one rule found.

    Attributes:
        sheet, cell: where, such as Services and F7; empty for the file as a whole.
        question: heading of the column.
        found, expected: what is there, and what should be; for notes, what it was read as.
        fix: what to do, as a sentence.
    """

    severity: Severity
    rule: str
    sheet: str
    cell: str
    question: str
    found: str
    expected: str
    fix: str

    @property
    def place(self) -> str:
        """Sheet and cell, such as Services!F7."""
        return "!".join(filter(None, (self.sheet, self.cell))) or "the file"


@dataclass(frozen=True)
class Rule:
    """One rule: a function that yields what breaks it, with its name, severity and sentence."""

    severity: Severity
    function: Callable[..., Iterator[Flaw]]

    @property
    def name(self) -> str:
        """Name of the rule in findings and in docs/survey.md."""
        return self.function.__name__

    @property
    def sentence(self) -> str:
        """The rule in words: the first paragraph of its docstring."""
        return " ".join((self.function.__doc__ or "").strip().split("\n\n")[0].split())

    def __call__(self, *arguments: object) -> Iterator[Finding]:
        """What breaks the rule."""
        for flaw in self.function(*arguments):
            yield Finding(self.severity, self.name, *flaw)


def rule(severity: Severity) -> Callable[[Callable[..., Iterator[Flaw]]], Rule]:
    """Make a rule of a function."""
    return lambda function: Rule(severity, function)


def has_stops(findings: Iterable[Finding]) -> bool:
    """Whether anything must be put right first."""
    return any(one.severity is Severity.STOP for one in findings)


def write_findings(findings: Iterable[tuple[str, Finding]], path: Path) -> None:
    """Write findings as CSV, one row each.

    Args:
        findings: pairs of the workbook's name and a finding.
        path: the file to write.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["file", *(field.name for field in fields(Finding))])
        writer.writerows(
            (harmless(str(text)) for text in (name, *astuple(one))) for name, one in findings
        )
