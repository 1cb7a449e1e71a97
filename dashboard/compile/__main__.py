"""Build the dataset: ``python -m dashboard.compile``."""

import argparse
import sys
import time
from pathlib import Path

from dashboard.compile.finding import describe, write_findings
from dashboard.compile.pipeline import CompileError, check_sources, compile_dataset, rule_sentences
from dashboard.compile.progress import Progress
from dashboard.compile.protect import DisclosureError
from dashboard.compile.write import REPORT, read_manifest
from dashboard.settings import settings

FINDINGS = "findings.csv"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Returns:
        0 when all is right; 1 when the sources break rules, or nothing can be written.
    """
    chosen = _parse(arguments)
    start = time.perf_counter()
    progress = Progress()
    try:
        done = _check(chosen, progress) if chosen.check else _build(chosen, progress)
    except CompileError as error:
        write_findings(error.findings, chosen.out / FINDINGS)
        progress.say(describe(error.findings, rule_sentences()))
        progress.say(
            f"\nNot compiled: {len(error.findings):,} to put right. "
            f"All of them: {chosen.out / FINDINGS}\n{_fallback(chosen.out)}"
        )
        return 1
    except (OSError, DisclosureError) as error:
        progress.say(f"Not compiled: {error}.\n{_fallback(chosen.out)}")
        return 1
    progress.say(f"{done} ({time.perf_counter() - start:.1f} s in all)")
    (chosen.out / FINDINGS).unlink(missing_ok=True)
    return 0


def _check(chosen: argparse.Namespace, progress: Progress) -> str:
    check_sources(chosen.data, progress)
    return "All rules are kept. Nothing was written."


def _build(chosen: argparse.Namespace, progress: Progress) -> str:
    manifest = compile_dataset(chosen.data, chosen.out, progress)
    return f"Dataset {manifest['version']} is in use. What changed: {chosen.out / REPORT}."


def _fallback(out_dir: Path) -> str:
    """What the dashboard goes on showing."""
    earlier = read_manifest(out_dir)
    if earlier is None:
        return "There is no earlier dataset to fall back on."
    return f"The earlier dataset {earlier['version']} of {earlier['compiled_at']} stays in use."


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m dashboard.compile",
        description="Check the sources and build the dataset that the dashboard shows.",
    )
    parser.add_argument(
        "--data", type=Path, help="folder of sources; the project's own if left out"
    )
    parser.add_argument(
        "--out", type=Path, help="where to build; compiled/ in the sources if left out"
    )
    parser.add_argument("--check", action="store_true", help="check only, build nothing")
    chosen = parser.parse_args(arguments)
    if chosen.out is None:
        chosen.out = chosen.data / "compiled" if chosen.data else settings().compiled_dir
    chosen.data = chosen.data or settings().data_dir
    if not chosen.data.is_dir():
        parser.error(f"there is no folder {chosen.data}")
    return chosen


if __name__ == "__main__":
    sys.exit(main())
