"""Coding answers into themes: ``python -m dashboard.themes export|import|list``."""

import argparse
import os
import shutil
import sys
from pathlib import Path

from dashboard.metadata import MetadataError
from dashboard.settings import settings
from dashboard.survey.commands import Terminal, UsageError
from dashboard.themes import commands

RIGHT, WRONG, USAGE = 0, 1, 2
_EPILOG = (
    "Ends with 0 if all is well, 1 if something must be put right or cannot be read or written, "
    "2 if the command was not understood."
)
_DATA_HELP = "the data folder (%(default)s)"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Returns:
        0 when all is right; 1 when a workbook must be put right or a file cannot be read or
        written; 2 when the command is not understood.
    """
    parser = _parser()
    chosen = parser.parse_args(arguments)
    if not chosen.data.is_dir():
        parser.error(f"there is no folder {chosen.data}")
    terminal = Terminal(
        say=lambda text: sys.stdout.write(f"{text}\n"),
        ask=None,
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dashboard.themes",
        description="Code answers in people's own words into the themes of the codebook.",
    )
    parser.epilog = _EPILOG
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, default=settings().data_dir, help=_DATA_HELP)
    orders = parser.add_subparsers(required=True, metavar="export|import|list")

    order = orders.add_parser("export", parents=[common], help="make a workbook to code in")
    order.add_argument(
        "--out", type=Path, default=Path("coding.xlsx"), help="file to write (%(default)s)"
    )
    order.add_argument("--coder", default="", help="who will code; earlier decisions are filled in")
    order.add_argument("--second", action="store_true", help="for a second coder, to compare")
    order.add_argument("--no-suggestions", action="store_true", help="leave suggestions out")
    order.add_argument("--replace", action="store_true", help="write over a file that is there")
    order.set_defaults(run=commands.export)

    order = orders.add_parser("import", parents=[common], help="use a workbook's decisions")
    order.add_argument("file", type=Path, metavar="FILE")
    order.add_argument("--coder", default="", help="who has coded, if it does not say so")
    role = order.add_mutually_exclusive_group()
    role.add_argument("--first", action="store_true", help="as first coder")
    role.add_argument("--second", action="store_true", help="as second coder")
    order.add_argument("--csv", type=Path, help="write all findings there")
    order.set_defaults(run=commands.import_file)

    order = orders.add_parser("list", parents=[common], help="how far answers are coded, agreement")
    order.set_defaults(run=commands.list_coding)
    return parser


if __name__ == "__main__":
    sys.exit(main())
