"""What the command line shows, as text: tables, with colour where it is wanted."""

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

from dashboard.metadata.survey import Questionnaire
from dashboard.survey.finding import Finding, Severity
from dashboard.survey.pilot import QuestionReport
from dashboard.survey.tracker import AreaState

_COLOURS = {Severity.STOP: "1;31", Severity.CHECK: "33", Severity.NOTE: "36"}
_GAP = "  "
_NARROWEST = 8
_MOST_NOTES = 40
_MOST_LINES = 50


def findings_table(
    findings: Sequence[Finding], *, width: int, colour: bool, everything: bool = False
) -> str:
    """Findings, one block of lines each, as wide as the screen.

    Those of one rule that say the same of several cells of a column are one block.

    Args:
        findings: in the order shown.
        width: of the screen, in characters.
        colour: whether to colour the severity.
        everything: whether all blocks are shown, or the first 50, with at most 40 notes.
    """
    blocks = _alike(findings)
    notes = [one for one in blocks if one[0].severity is Severity.NOTE]
    few = [one for one in blocks if one[0].severity is not Severity.NOTE]
    shown = blocks if everything else (few + notes[:_MOST_NOTES])[:_MOST_LINES]
    if not shown:
        return ""
    rows = [
        (one.severity.value, _places(block), one.question, one.found, one.expected, one.fix)
        for block in shown
        for one in block[:1]
    ]
    titles = ("", "where", "question", "found", "expected", "how to mend it")
    lines = table_lines(
        titles, rows, width, [_COLOURS[one[0].severity] if colour else "" for one in shown]
    )
    left_out = len(findings) - sum(map(len, shown))
    if left_out:
        lines.append(f"... and {left_out:,} more: --csv FILE writes all of them.")
    return "\n".join(lines)


def _alike(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings that differ in nothing but the row, together at the place of the first."""
    blocks: dict[tuple[str, ...], list[Finding]] = {}
    for one in findings:
        column = one.cell.rstrip("0123456789")
        key = (one.severity, one.rule, one.sheet, column, one.question, one.found, one.expected)
        blocks.setdefault(key, []).append(one)
    return list(blocks.values())


def _places(block: Sequence[Finding]) -> str:
    first, *others = block
    return f"{first.place} and {len(others):,} more" if others else first.place


def counts_line(findings: Iterable[Finding]) -> str:
    """How many findings of each severity, and what that means."""
    severities = [one.severity for one in findings]
    parts = [
        f"{count} {one}{'' if count == 1 else 's'} ({one.means})"
        for one in Severity
        if (count := severities.count(one))
    ]
    return "; ".join(parts) if parts else "nothing to put right"


def tracker_table(states: Iterable[AreaState], *, width: int) -> str:
    """The state of every area, one line each."""
    titles = ("area", "state", "answers", "services", "known", "filled in", "accepted", "file")
    rows = [
        (
            one.area.name,
            one.state,
            _whose(one),
            str(one.services) if one.state in {"answered", "partly"} else "",
            f"{one.slots_known} of {one.slots}",
            one.answered_on,
            f"{one.accepted_at:%Y-%m-%d %H:%M}" if one.accepted_at else "",
            one.file,
        )
        for one in states
    ]
    return "\n".join(table_lines(titles, rows, width))


def pilot_table(
    reports: Sequence[QuestionReport], questionnaire: Questionnaire, *, width: int
) -> str:
    """How each question fared, and under the table what people said."""
    special = [one.label.lower() for one in questionnaire.special.values()]
    titles = ("sheet", "question", "asked", "answered", "empty", *special, "other", "misread")
    rows = [
        (one.sheet, one.question.label, *map(str, (one.asked, one.answered, one.empty)),
         *map(str, one.special.values()), str(one.other), str(one.misread))
        for one in reports
    ]  # fmt: skip
    lines = table_lines(titles, rows, width)
    said = [
        f"  {one.question.label}: {printable(text)} ({printable(who)})"
        for one in reports
        for who, text in one.comments
    ]
    return "\n".join([*lines, *(["", "Comments:", *said] if said else [])])


def printable(text: str) -> str:
    """Text without anything that a terminal would obey instead of show."""
    return "".join(" " if unicodedata.category(sign).startswith("C") else sign for sign in text)


def _whose(one: AreaState) -> str:
    if one.state == "asked":
        return ""
    return "illustrative" if one.illustrative else "real"


def table_lines(
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
    width: int,
    colours: Sequence[str] | None = None,
) -> list[str]:
    """Lines of a table; long cells go on below, so that nothing is cut.

    ``colours`` are codes of the terminal, one for the first word of each row; "" for none.
    """
    rows = [[printable(cell) for cell in row] for row in rows]
    widths = _widths([titles, *rows], width)
    lines = _lines(titles, widths)
    lines.append(_GAP.join("-" * one for one in widths))
    for number, row in enumerate(rows):
        first, *others = _lines(row, widths)
        code = colours[number] if colours else ""
        word = first[: widths[0]]
        lines.append(f"\x1b[{code}m{word}\x1b[0m{first[widths[0] :]}" if code else first)
        lines += others
    return lines


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Column widths: as needed, and the widest made narrower until all fit."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    room = width - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widest = max(range(len(widths)), key=widths.__getitem__)
        widths[widest] -= 1
    return widths


def _lines(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [
        textwrap.wrap(cell, max(size, 1)) or [""] for cell, size in zip(row, widths, strict=True)
    ]
    height = max(map(len, cells))
    return [
        _GAP.join(
            (cell[line] if line < len(cell) else "").ljust(size)
            for cell, size in zip(cells, widths, strict=True)
        ).rstrip()
        for line in range(height)
    ]
