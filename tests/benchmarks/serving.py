"""The app as people start it, in a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dashboard.settings import PROJECT

_PATIENCE_S = 60.0
_POLL_S = 0.02


def environment(compiled: Path, **settings: str) -> dict[str, str]:
    """The environment of a process that uses a compiled dataset."""
    held = {**os.environ, "NEEDS_COMPILED_DIR": str(compiled), "PYTHONUNBUFFERED": "1", **settings}
    # Programs of the same Python, such as gunicorn, are found first.
    held["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), held.get("PATH", "")])
    return held


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def running(command: Sequence[str], port: int, env: dict[str, str]) -> Iterator[tuple[str, float]]:
    """Start a server and stop it afterwards.

    Args:
        command: what to run, in the project's folder.
        port: where it listens; ``/health`` and ``/`` must answer there.
        env: the environment.

    Returns:
        Its address, and the seconds from starting it to the first answer.
    """
    address = f"http://127.0.0.1:{port}"
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=PROJECT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not (_answers(f"{address}/health") and _answers(f"{address}/")):
            if process.poll() is not None or time.perf_counter() - started > _PATIENCE_S:
                raise RuntimeError(f"{' '.join(command)} does not answer at {address}")
            time.sleep(_POLL_S)
        yield address, time.perf_counter() - started
    finally:
        process.terminate()
        process.wait(timeout=20)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 -- our own server
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def app_py(compiled: Path) -> Iterator[tuple[str, float]]:
    """``python app.py`` on a free port."""
    port = free_port()
    env = environment(compiled, NEEDS_PORT=str(port))
    with running([sys.executable, "app.py"], port, env) as answer:
        yield answer


@contextmanager
def procfile(compiled: Path) -> Iterator[tuple[str, float]]:
    """What the ``Procfile`` runs, on a free port."""
    port = free_port()
    web = (PROJECT / "Procfile").read_text("utf-8").split("web:", 1)[1].splitlines()[0].strip()
    with running(["sh", "-c", f"exec {web}"], port, environment(compiled, PORT=str(port))) as it:
        yield it
