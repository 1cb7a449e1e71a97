"""What the command lines of the survey and of the themes share: options, errors, exit codes."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from dashboard.metadata import MetadataError
from dashboard.settings import settings
from dashboard.survey.commands import Terminal, UsageError

WRONG = 1
_EPILOG = (
    "Ends with 0 if all is well, 1 if something must be put right or cannot be read or written, "
    "2 if the command was not understood."
)


def make_parser(prog: str, description: str) -> argparse.ArgumentParser:
    """The parser of a command line, without its orders."""
    return argparse.ArgumentParser(prog=prog, description=description, epilog=_EPILOG)


def common_options() -> argparse.ArgumentParser:
    """What every order takes: the parent of its parser."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--data", type=Path, default=settings().data_dir, help="the data folder (%(default)s)"
    )
    return common


def run(
    parser: argparse.ArgumentParser,
    arguments: Sequence[str] | None,
    ask: Callable[[str], bool] | None = None,
) -> int:
    """Carry out the order that was given.

    Args:
        parser: each of its orders has set ``run``.
        arguments: words of the command line; None for those of the process.
        ask: how a question is put to the person, where there is one to ask.

    Returns:
        0 when all is right; 1 when a workbook must be put right or a file cannot be read or
        written.

    Raises:
        SystemExit: with 2, when the command is not understood.
    """
    chosen = parser.parse_args(arguments)
    if not chosen.data.is_dir():
        parser.error(f"there is no folder {chosen.data}")
    terminal = Terminal(
        say=lambda text: sys.stdout.write(f"{text}\n"),
        ask=ask,
        width=max(shutil.get_terminal_size((140, 40)).columns, 80),
        colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ,
    )
    try:
        return chosen.run(chosen, terminal)
    except UsageError as error:
        parser.error(str(error))
    except (MetadataError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return WRONG
