"""The survey kit: ``python -m dashboard.survey template|check|accept|list|remove|pilot``."""

import argparse
import sys
from pathlib import Path

from dashboard.survey import commands
from dashboard.survey.command_line import common_options, make_parser, run


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns its exit code, as ``command_line.run`` says."""
    has_person = sys.stdin.isatty() and sys.stdout.isatty()
    return run(_parser(), arguments, _ask if has_person else None)


def _ask(question: str) -> bool:
    return input(f"{question} [y/N] ").strip().lower() in {"y", "yes"}


def _parser() -> argparse.ArgumentParser:
    parser = make_parser(
        "python -m dashboard.survey",
        "Make the workbooks of the survey, check what comes back, and accept it.",
    )
    common = common_options()
    orders = parser.add_subparsers(required=True, metavar="template|check|accept|list|remove|pilot")
    _add_template(orders, common)
    _add_readers(orders, common)
    _add_keepers(orders, common)
    return parser


def _add_template(orders: argparse._SubParsersAction, common: argparse.ArgumentParser) -> None:
    order = orders.add_parser("template", parents=[common], help="make workbooks to fill in")
    order.add_argument("areas", nargs="*", metavar="AREA", help="names or codes of areas")
    order.add_argument("--all", action="store_true", help="one for every area")
    order.add_argument(
        "--out", type=Path, default=Path("survey-workbooks"), help="folder (%(default)s)"
    )
    order.add_argument("--pilot", action="store_true", help="with columns for comments")
    order.add_argument("--replace", action="store_true", help="write over workbooks there")
    order.set_defaults(run=commands.template)


def _add_readers(orders: argparse._SubParsersAction, common: argparse.ArgumentParser) -> None:
    order = orders.add_parser("check", parents=[common], help="say what is wrong with workbooks")
    order.add_argument("files", nargs="+", type=Path, metavar="FILE")
    order.add_argument("--area", default="", help="whose it is, if it does not say so")
    order.add_argument("--csv", type=Path, help="write all findings there")
    order.set_defaults(run=commands.check_files)

    order = orders.add_parser("accept", parents=[common], help="use a workbook's answers")
    order.add_argument("file", type=Path, metavar="FILE")
    order.add_argument("--area", default="", help="whose it is, if it does not say so")
    order.add_argument("--csv", type=Path, help="write all findings there")
    order.set_defaults(run=commands.accept_file)

    order = orders.add_parser("pilot", parents=[common], help="how the questions of a trial fared")
    order.add_argument("files", nargs="+", type=Path, metavar="FILE")
    order.add_argument("--csv", type=Path, help="write the report there")
    order.set_defaults(run=commands.pilot)


def _add_keepers(orders: argparse._SubParsersAction, common: argparse.ArgumentParser) -> None:
    order = orders.add_parser("list", parents=[common], help="how far each area has answered")
    order.set_defaults(run=commands.list_areas)

    order = orders.add_parser("remove", parents=[common], help="take answers away")
    order.add_argument("area", nargs="?", metavar="AREA", help="name or code of an area")
    order.add_argument("--round", help="the round; the one that is open if left out")
    order.add_argument("--examples", action="store_true", help="all made-up answers instead")
    order.add_argument("--yes", action="store_true", help="do not ask")
    order.set_defaults(run=commands.remove)


if __name__ == "__main__":
    sys.exit(main())
