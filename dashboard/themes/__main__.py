"""Coding answers into themes: ``python -m dashboard.themes export|import|list``."""

import argparse
import sys
from pathlib import Path

from dashboard.survey.command_line import common_options, make_parser, run
from dashboard.themes import commands


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns its exit code, as ``command_line.run`` says."""
    return run(_parser(), arguments)


def _parser() -> argparse.ArgumentParser:
    parser = make_parser(
        "python -m dashboard.themes",
        "Code answers in people's own words into the themes of the codebook.",
    )
    common = common_options()
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
