"""What each order of the command line does, and says when it is done."""

import argparse
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.metadata import Area
from dashboard.survey.accept import NotAcceptedError, accept
from dashboard.survey.check import check
from dashboard.survey.context import SurveyContext, load_context
from dashboard.survey.files import replace_file
from dashboard.survey.finding import Finding, has_stops, write_findings
from dashboard.survey.pilot import pilot_report, write_pilot_report
from dashboard.survey.reading import ReadWorkbook, read_workbook
from dashboard.survey.screen import (
    counts_line,
    findings_table,
    pilot_table,
    printable,
    tracker_table,
)
from dashboard.survey.template import make_workbook, workbook_name
from dashboard.survey.tracker import (
    examples,
    newest_received,
    remove_answers,
    remove_examples,
    tracker,
)

_ACCEPT = "python -m dashboard.survey accept"
_REBUILD = "To show it: python -m dashboard.compile (the app also does so when it next starts)."


class UsageError(Exception):
    """The command cannot be carried out as it was given."""


@dataclass(frozen=True)
class Terminal:
    """Where results go.

    Attributes:
        say: shows text.
        ask: asks a question to be answered yes or no; None where nobody can answer.
        width: of the screen, in characters.
        colour: whether it shows colour.
    """

    say: Callable[[str], object]
    ask: Callable[[str], bool] | None
    width: int
    colour: bool


def template(chosen: argparse.Namespace, terminal: Terminal) -> int:
    """Make workbooks; none that is there already is written over unasked."""
    context = load_context(chosen.data)
    if not chosen.areas and not chosen.all:
        raise UsageError("say which areas, or --all")
    areas = [_area(text, context) for text in chosen.areas]
    areas = list(context.registry.members) if chosen.all else areas
    paths = {area.code: chosen.out / workbook_name(context, area) for area in areas}
    there = [str(path) for path in paths.values() if path.exists()]
    if there and not chosen.replace:
        terminal.say(
            f"Nothing was written: {', '.join(there)} may hold answers.\n"
            "Choose another folder with --out, or say --replace."
        )
        return 1
    pilot = True if chosen.pilot else None
    for area in areas:
        content = make_workbook(context, area, pilot=pilot)
        replace_file(paths[area.code], content, owner="template")
        terminal.say(str(paths[area.code]))
    return 0


def check_files(chosen: argparse.Namespace, terminal: Terminal) -> int:
    """Say what is wrong with workbooks; nothing is changed."""
    context = load_context(chosen.data)
    found: list[tuple[str, Finding]] = []
    for path in chosen.files:
        findings = check(_read(path, context, chosen.area), context)
        found += [(path.name, one) for one in findings]
        _show(path.name, findings, terminal)
    _write_csv(found, chosen.csv, terminal)
    return int(has_stops(one for _, one in found))


def accept_file(chosen: argparse.Namespace, terminal: Terminal) -> int:
    """Make a workbook's answers those of its area, unless a rule stops it."""
    context = load_context(chosen.data)
    book = _read(chosen.file, context, chosen.area)
    try:
        done = accept(
            book, context, on_wait=lambda: terminal.say("Waiting for another accept to finish ...")
        )
    except NotAcceptedError as error:
        _show(chosen.file.name, error.findings, terminal)
        _write_csv([(chosen.file.name, one) for one in error.findings], chosen.csv, terminal)
        terminal.say("Not accepted. Nothing has changed.")
        return 1
    _show(chosen.file.name, done.findings, terminal)
    _write_csv([(chosen.file.name, one) for one in done.findings], chosen.csv, terminal)
    before = "They replace its earlier answers" if done.replaced else "They are its first answers"
    count = len(done.answers.services)
    terminal.say(
        f"Accepted: {count} service{'' if count == 1 else 's'} of {book.area.name}.\n"
        f"{before} of round {done.answers.round}. No other area has changed."
    )
    for line in done.changes:
        terminal.say(printable(line))
    terminal.say(f"Answers: {done.path}\nWorkbook kept: {done.received}\n{_REBUILD}")
    return 0


def list_areas(chosen: argparse.Namespace, terminal: Terminal) -> int:
    """Show how far each area has answered."""
    context = load_context(chosen.data)
    states = tracker(context)
    terminal.say(f"Round {context.questionnaire.round}")
    terminal.say(tracker_table(states, width=terminal.width))
    real = [one for one in states if one.state in {"answered", "partly"} and not one.illustrative]
    made_up = sum(one.illustrative for one in states)
    terminal.say(
        f"\n{sum(one.state == 'answered' for one in real)} of {len(states)} areas answered in "
        f"full, {sum(one.state == 'partly' for one in real)} in part. "
        f"{made_up} are shown with illustrative answers, not real services."
    )
    return 0


def remove(chosen: argparse.Namespace, terminal: Terminal) -> int:
    """Take away an area's answers, or all made-up ones, once that is confirmed."""
    if bool(chosen.area) == chosen.examples:
        raise UsageError("say an area, or --examples")
    context = load_context(chosen.data)
    if chosen.examples:
        return _remove_examples(chosen, terminal, context)
    return _remove_area(chosen, terminal, context)


def pilot(chosen: argparse.Namespace, terminal: Terminal) -> int:
    """Show which questions people stumbled over."""
    context = load_context(chosen.data)
    books = [_read(path, context, "") for path in chosen.files]
    refused = [one for one in books if one.refusal is not None]
    for one in refused:
        _show(one.name, check(one, context), terminal)
    reports = pilot_report((one for one in books if one.refusal is None), context)
    terminal.say(f"{len(books) - len(refused)} workbooks read")
    terminal.say(pilot_table(reports, context.questionnaire, width=terminal.width))
    if chosen.csv:
        write_pilot_report(reports, chosen.csv)
        terminal.say(f"Report: {chosen.csv}")
    return int(bool(refused))


def _remove_area(chosen: argparse.Namespace, terminal: Terminal, context: SurveyContext) -> int:
    area = _area(chosen.area, context)
    round_id = chosen.round or context.questionnaire.round
    if not _confirmed(f"Remove {area.name}'s answers of round {round_id}?", chosen, terminal):
        return 1
    if remove_answers(context, area, round_id) is None:
        terminal.say(f"{area.name} has no accepted answers of round {round_id}.")
        return 1
    terminal.say(f"Removed {area.name}'s answers of round {round_id}.")
    if round_id == context.questionnaire.round:
        state = next(one for one in tracker(context) if one.area == area)
        shows = "its illustrative answers" if state.illustrative else "that it has not answered"
        terminal.say(f"The dashboard will show {shows}.")
    kept = newest_received(context, area, round_id)
    if kept is not None:
        again = shlex.join(["--data", str(chosen.data), str(kept)])
        terminal.say(f"To undo{_in_round(round_id, context)}: {_ACCEPT} {again}")
    terminal.say(_REBUILD)
    return 0


def _in_round(round_id: str, context: SurveyContext) -> str:
    """What must be done first to accept a workbook of another round than the open one."""
    now = context.questionnaire.round
    if round_id == now:
        return ""
    return (
        f', put round: "{round_id}" into survey/questionnaire.yml, accept the workbook as follows, '
        f'and put round: "{now}" back'
    )


def _remove_examples(chosen: argparse.Namespace, terminal: Terminal, context: SurveyContext) -> int:
    found = examples(context)
    if not found:
        terminal.say("There are no illustrative answers.")
        return 0
    if not _confirmed(f"Delete the illustrative answers of {len(found)} areas?", chosen, terminal):
        return 1
    remove_examples(context)
    terminal.say(
        f"Deleted {len(found)} files of illustrative answers. The dashboard will show real answers "
        "only; areas without any as not answered.\n"
        f"To undo: put the files back, such as with git checkout -- {found[0].parent}\n{_REBUILD}"
    )
    return 0


def _confirmed(question: str, chosen: argparse.Namespace, terminal: Terminal) -> bool:
    if chosen.yes:
        return True
    if terminal.ask is None:
        terminal.say(f"{question} Say --yes to do so.")
        return False
    return terminal.ask(question)


def _area(text: str, context: SurveyContext) -> Area:
    area = context.member(text)
    if area is None:
        names = ", ".join(one.name for one in context.registry.members)
        raise UsageError(f"there is no area {text!r}; there are {names}")
    return area


def _read(path: Path, context: SurveyContext, area: str) -> ReadWorkbook:
    if not path.is_file():
        raise UsageError(f"there is no file {path}")
    if area:
        _area(area, context)
    return read_workbook(path, context, area=area)


def _show(name: str, findings: Sequence[Finding], terminal: Terminal) -> None:
    terminal.say(f"{printable(name)}: {counts_line(findings)}")
    if findings:
        terminal.say(findings_table(findings, width=terminal.width, colour=terminal.colour))


def _write_csv(found: Sequence[tuple[str, Finding]], path: Path | None, terminal: Terminal) -> None:
    if path is not None:
        write_findings(found, path)
        terminal.say(f"All findings: {path}")
