"""Measure speed and size and print a table: ``python -m tests.benchmarks --help``."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from dashboard.dataset import Dataset
from tests.benchmarks import access, callbacks, need, startup
from tests.benchmarks.bars import Row, table, told

PARTS = (
    "compile", "start", "callbacks", "need", "access", "scale", "visit", "repaint", "services",
)  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked for; 1 if a promise is not kept."""
    asked = _parse(arguments)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        outs = [Path(folder) / f"compiled-{n}" for n in range(asked.runs)]
        say(f"{machine()}\nmeasuring compile")
        compiled = startup.compile_rows(outs)
        dataset = Dataset.load(outs[0])
        rows += compiled if "compile" in asked.only else []
        for name, measure in _measures(asked, outs[0], dataset, Path(folder)).items():
            if name in asked.only:
                say(f"measuring {name}")
                rows += measure()
    say(f"\n{table(rows)}\n{machine()}")
    return int(any(row.ok is False for row in rows))


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--only", nargs="+", choices=PARTS, default=PARTS, help="what to measure; else everything"
    )
    parser.add_argument("--runs", type=int, default=3, help="how often; the best run counts")
    parser.add_argument("--seed", type=int, default=1, help="of the walk through the pages")
    parser.add_argument(
        "--scale",
        type=Path,
        default=os.environ.get("NEEDS_SCALE_FILE"),
        help="a large file of figures (Parquet) to load instead; also NEEDS_SCALE_FILE",
    )
    return parser.parse_args(arguments)


def _measures(
    asked: argparse.Namespace, compiled: Path, dataset: Dataset, folder: Path
) -> dict[str, Callable[[], list[Row]]]:
    played: list[callbacks.Played] = []

    def ours() -> callbacks.Played:
        if not played:
            played.append(callbacks.play(compiled, dataset, asked.seed, asked.runs))
        return played[0]

    def visit() -> list[Row]:
        from tests.benchmarks import visit as module  # noqa: PLC0415 -- needs a browser

        return module.measure(compiled, dataset, asked.runs)

    def repaint() -> list[Row]:
        from tests.benchmarks import repaint as module  # noqa: PLC0415 -- needs a browser

        return module.measure(compiled, dataset, asked.seed, asked.runs)

    def services() -> list[Row]:
        from tests.benchmarks import repaint as module  # noqa: PLC0415 -- needs a browser

        return module.measure_services(dataset, folder, asked.seed, asked.runs)

    return {
        "start": lambda: startup.start_rows(compiled, asked.runs),
        "callbacks": lambda: callbacks.rows(ours(), asked.runs),
        "need": lambda: need.measure(dataset, asked.runs),
        "access": lambda: access.rows(dataset, asked.seed),
        "scale": lambda: _scale(asked, dataset, folder / "large", ours),
        "visit": visit,
        "repaint": repaint,
        "services": services,
    }


def _scale(asked: argparse.Namespace, dataset: Dataset, folder: Path, ours: Callable) -> list[Row]:
    if asked.scale is None or not Path(asked.scale).is_file():
        return [told("A large dataset instead", "not measured: no file (--scale FILE)")]
    from tests.benchmarks import scale  # noqa: PLC0415 -- needs what only compiling needs

    folder.mkdir()
    large = scale.write(Path(asked.scale), dataset, folder)
    played = callbacks.play(folder, large, asked.seed, asked.runs)
    return callbacks.scale_rows(ours(), played, len(large.observations))


def machine() -> str:
    """Cores, and how busy they are: timings on a busy machine are too long."""
    cores = os.cpu_count()
    if not hasattr(os, "getloadavg"):
        return f"{cores} cores"
    return f"{cores} cores, load {os.getloadavg()[0]:.1f}"


def say(text: str) -> None:
    """Show it at once."""
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
