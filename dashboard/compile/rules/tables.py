"""Rules about files: can their rows and columns be told apart at all?"""

from dashboard.compile.finding import Finding
from dashboard.compile.read import Table
from dashboard.compile.rules.context import at_file

_SAVE_AS = (
    "Save the file again as CSV UTF-8 (comma separated). Files in geography/ are made by "
    "python -m dashboard.geography.boundaries."
)


def file_is_readable(table: Table) -> list[Finding]:
    """Every file that must be there is, as CSV in UTF-8."""
    if not table.problem:
        return []
    return [
        at_file(
            rule=file_is_readable,
            file=table.file,
            found=table.problem,
            expected="comma-separated text in UTF-8",
            fix=_SAVE_AS,
        )
    ]


def columns_are_complete(table: Table) -> list[Finding]:
    """Every file has all columns that its kind must have, in any order."""
    if table.problem:
        return []
    return [
        at_file(
            rule=columns_are_complete,
            file=table.file,
            row=1,
            column=name,
            found=", ".join(table.header) or "an empty file",
            expected=f"a column {name}",
            fix=f"Add the column {name}, or correct its heading. It may be left empty only "
            "where the data folder's README says so.",
        )
        for name in table.columns
        if name not in table.header
    ]


def columns_are_known(table: Table) -> list[Finding]:
    """No file has a column that is not asked for, or the same column twice."""
    findings = []
    for position, name in enumerate(table.header):
        twice = name in table.header[:position]
        if name in table.columns and not twice:
            continue
        findings.append(
            at_file(
                rule=columns_are_known,
                file=table.file,
                row=1,
                column=name,
                found=f"{name or 'a column without a heading'}{', a second time' * twice}",
                expected=", ".join(table.columns),
                fix="Remove the column, or correct its heading.",
            )
        )
    return findings


def rows_fit_columns(table: Table) -> list[Finding]:
    """Every row has one cell for each column."""
    if not table.is_sound:
        return []
    width = len(table.header)
    return [
        at_file(
            rule=rows_fit_columns,
            file=table.file,
            row=number,
            column=table.header[min(len(row), width) - 1],
            found=f"{len(row)} cells",
            expected=f"{width} cells",
            fix="Look for a comma that should be inside quotation marks, or one that is missing.",
        )
        for number, row in zip(table.numbers, table.rows, strict=True)
        if len(row) != width
    ]


def file_has_rows(table: Table) -> list[Finding]:
    """Every file has at least one row below its headings."""
    if table.rows or not table.is_sound:
        return []
    return [
        at_file(
            rule=file_has_rows,
            file=table.file,
            found="headings only",
            expected="at least one row",
            fix="Add the figures, or remove the file and its description.",
        )
    ]
