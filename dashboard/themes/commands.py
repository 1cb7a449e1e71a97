"""What each order of the command line does, and says when it is done."""

import argparse

from dashboard.metadata.coding import Role
from dashboard.survey.commands import Terminal, UsageError
from dashboard.survey.files import replace_file
from dashboard.survey.finding import Finding, write_findings
from dashboard.survey.screen import counts_line, findings_table, printable, table_lines
from dashboard.themes.context import CodingContext, load_coding_context
from dashboard.themes.importing import NotImportedError, import_coding
from dashboard.themes.reading import read_coding_workbook
from dashboard.themes.workbook import kinds_of_flags, make_coding_workbook

_REBUILD = "To show it: python -m dashboard.compile (the app also does so when it next starts)."
_UNDEFINED = "not defined"


def export(chosen: argparse.Namespace, terminal: Terminal) -> int:
    """Make a workbook to code in; one that is there already is not written over unasked."""
    context = _context(chosen)
    if not context.texts:
        terminal.say("There are no answers to code.")
        return 1
    if chosen.out.exists() and not chosen.replace:
        terminal.say(
            f"Nothing was written: {chosen.out} may hold decisions.\n"
            "Choose another file with --out, or say --replace."
        )
        return 1
    content = make_coding_workbook(
        context,
        coder=chosen.coder,
        role=Role.SECOND if chosen.second else Role.FIRST,
        suggestions=not chosen.no_suggestions,
    )
    replace_file(chosen.out, content, owner="coding")
    terminal.say(f"{chosen.out}: {len(context.texts)} answers, {len(context.themes)} themes")
    flagged = [one for one in context.compiled.texts if one.flags]
    if flagged:
        named = "; ".join(f"{one.text_id} ({', '.join(kinds_of_flags(one))})" for one in flagged)
        terminal.say(
            f"Look before sharing: {_answers(len(flagged))} may name or lead to a person: {named}"
        )
    return 0


def import_file(chosen: argparse.Namespace, terminal: Terminal) -> int:
    """Use a workbook's decisions, unless a rule stops it."""
    if not chosen.file.is_file():
        raise UsageError(f"there is no file {chosen.file}")
    context = _context(chosen)
    role = Role.SECOND if chosen.second else Role.FIRST if chosen.first else None
    book = read_coding_workbook(chosen.file, context, coder=chosen.coder, role=role)
    try:
        done = import_coding(
            book, context, on_wait=lambda: terminal.say("Waiting for another import to finish ...")
        )
    except NotImportedError as error:
        _show(chosen, error.findings, terminal)
        terminal.say("Not imported. Nothing has changed.")
        return 1
    _show(chosen, done.findings, terminal)
    terminal.say(
        f"Imported: {_answers(done.coded)} coded by {printable(book.coder)} as {book.role} coder."
    )
    if done.taken_back:
        terminal.say(f"{_answers(done.taken_back)} no longer coded.")
    if done.set_aside:
        terminal.say(f"{_answers(done.set_aside)} set aside, changed or gone since the export.")
    terminal.say(f"Decisions: {done.path}\n{_REBUILD}")
    return 0


def list_coding(chosen: argparse.Namespace, terminal: Terminal) -> int:
    """Show how far answers are coded, and how far two coders agree on each theme."""
    context = _context(chosen)
    texts = context.compiled.texts
    if context.made_up:
        terminal.say("Illustrative, not real services: some of these answers are made up.")
    both = sum(one.confirmed is not None and one.second is not None for one in texts)
    terminal.say(
        f"{_answers(len(texts))} in round {context.asked.round}: "
        f"{sum(one.confirmed is not None for one in texts)} coded by a first coder, "
        f"{sum(one.second is not None for one in texts)} by a second, {both} by both; "
        f"{sum(bool(one.flags) for one in texts)} may name a person."
    )
    if context.compiled.outdated:
        terminal.say(
            f"{_answers(len(context.compiled.outdated))} changed or gone since they were coded; "
            "what was decided of them does not count."
        )
    terminal.say("\n".join(table_lines(_TITLES, _theme_rows(context), terminal.width)))
    return 0


_TITLES = ("theme", "suggested", "confirmed", "by second", "coded by both", "same", "kappa")


def _theme_rows(context: CodingContext) -> list[tuple[str, ...]]:
    texts = context.compiled.texts
    found = {one.theme: one for one in context.compiled.agreement}
    rows = []
    for theme_id, name in (*((one.id, one.name) for one in context.themes), ("", "All together")):
        one = found.get(theme_id)
        kappa = "" if one is None else _UNDEFINED if one.kappa is None else f"{one.kappa:.2f}"
        counts = [
            sum(bool(chosen) if theme_id == "" else theme_id in chosen for chosen in column)
            for column in (
                [text.suggested for text in texts],
                [text.confirmed or () for text in texts],
                [text.second or () for text in texts],
            )
        ]
        both = (str(one.answers), str(one.same)) if one else ("0", "")
        rows.append((name, *map(str, counts), *both, kappa))
    return rows


def _context(chosen: argparse.Namespace) -> CodingContext:
    context = load_coding_context(chosen.data)
    if not context.themes:
        raise UsageError("there is no codebook, or it is empty: survey/themes.yml")
    return context


def _show(chosen: argparse.Namespace, found: tuple[Finding, ...], terminal: Terminal) -> None:
    terminal.say(f"{printable(chosen.file.name)}: {counts_line(found)}")
    if found:
        terminal.say(findings_table(found, width=terminal.width, colour=terminal.colour))
    if chosen.csv is not None:
        write_findings([(chosen.file.name, one) for one in found], chosen.csv)
        terminal.say(f"All findings: {chosen.csv}")


def _answers(count: int) -> str:
    return f"{count} answer{'' if count == 1 else 's'}"
