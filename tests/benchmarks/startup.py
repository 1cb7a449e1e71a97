"""How long it takes to compile the figures, and to start with them."""

import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib.util import find_spec
from pathlib import Path

from dashboard.settings import PROJECT
from tests.benchmarks.bars import COMPILE_S, START_S, Row, at_most, told
from tests.benchmarks.serving import app_py, environment, procfile


def compile_rows(folders: list[Path]) -> list[Row]:
    """Compile into each of some empty folders; the best counts."""
    taken = []
    for folder in folders:
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "dashboard.compile"],
            cwd=PROJECT,
            env=environment(folder),
            check=True,
            stdout=subprocess.DEVNULL,
        )
        taken.append(time.perf_counter() - started)
    return [at_most("Compile the figures", min(taken), COMPILE_S, "s", _each(taken))]


def start_rows(compiled: Path, runs: int) -> list[Row]:
    """Start to the first answers of ``/health`` and ``/``; the best counts."""
    name = "Start to first answer, python app.py"
    rows = [_start(name, app_py, compiled, runs)]
    name = "Start to first answer, Procfile"
    if find_spec("gunicorn") is None:
        return [*rows, told(name, "gunicorn is not installed")]
    return [*rows, _start(name, procfile, compiled, runs)]


def _start(
    name: str,
    server: Callable[[Path], AbstractContextManager[tuple[str, float]]],
    compiled: Path,
    runs: int,
) -> Row:
    taken = []
    for _ in range(runs):
        with server(compiled) as (_, seconds):
            taken.append(seconds)
    return at_most(name, min(taken), START_S, "s", _each(taken))


def _each(taken: list[float]) -> str:
    return f"best of {', '.join(f'{seconds:.2f}' for seconds in taken)}"
