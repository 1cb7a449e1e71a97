"""What is wrong, where, and what to do about it."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

SHOWN_PER_RULE = 5


@dataclass(frozen=True)
class Finding:
    """One thing that one rule found wrong.

    Attributes:
        rule: name of the rule function.
        file: path below the data folder.
        row: row as a spreadsheet counts it, the heading being row 1; None for a whole file.
        column: heading of the column, or the field of a YAML file.
        found: what is there, as written.
        expected: what should be there.
        fix: what to do, as a sentence.
    """

    rule: str
    file: str
    row: int | None
    column: str
    found: str
    expected: str
    fix: str


def sentence_of(rule: Callable) -> str:
    """The sentence that states a rule: the first paragraph of its docstring."""
    return " ".join((rule.__doc__ or "").strip().split("\n\n")[0].split())


def describe(findings: Iterable[Finding], sentences: dict[str, str]) -> str:
    """Findings as text for the screen, grouped by rule, the first few of each.

    Args:
        findings: in the order found.
        sentences: rule name -> the sentence that states it.
    """
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.rule].append(finding)
    lines: list[str] = []
    for rule, members in groups.items():
        files = len({finding.file for finding in members})
        lines += [
            "",
            f"{rule}: {sentences.get(rule, '')}",
            f"  {_count(len(members), 'finding')} in {_count(files, 'file')}",
        ]
        for finding in members[:SHOWN_PER_RULE]:
            lines += _lines_of(finding)
        if len(members) > SHOWN_PER_RULE:
            lines.append(f"  ... and {len(members) - SHOWN_PER_RULE:,} more of this rule")
    return "\n".join(lines)


def write_findings(findings: Iterable[Finding], path: Path) -> None:
    """Write every finding as CSV, one row each, for sorting and ticking off."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(field.name for field in fields(Finding))
        writer.writerows(astuple(finding) for finding in findings)


def _lines_of(finding: Finding) -> list[str]:
    row = f", row {finding.row}" if finding.row else ""
    column = f", {finding.column}" if finding.column else ""
    return [
        f"  - {finding.file}{row}{column}",
        f"      found     {finding.found}",
        f"      expected  {finding.expected}",
        f"      fix       {finding.fix}",
    ]


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
