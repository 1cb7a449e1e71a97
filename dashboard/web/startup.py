"""From the command line to a running site: have a dataset, then answer.

The figures are compiled by a process of their own, so that the one that answers requests
never loads what only compiling needs.
"""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import waitress
from dash import Dash

from dashboard.compile.fingerprint import source_fingerprint
from dashboard.settings import PROJECT, Settings

_THREADS = 8  # a browser asks for several files at once
# Addresses that mean "every network of this machine" and cannot be opened as they are.
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104


def ensure_dataset(settings: Settings) -> None:
    """Compile the figures if there is no dataset, or if its sources have changed since.

    When compiling fails the earlier dataset, if there is one, stays in use. Nothing is
    raised: the site itself says what is missing.
    """
    held = held_sources(settings.compiled_dir)
    if not settings.data_dir.is_dir():
        return
    if held is not None and held == source_fingerprint(settings.data_dir):
        return
    _say(
        "Compiling the figures for the first time."
        if held is None
        else "The figures or what describes them have changed: compiling them again."
    )
    if _compile(settings):
        return
    _say(
        "The figures could not be compiled, and there is no earlier dataset. "
        "The site will say so until they can be."
        if held is None
        else "The figures could not be compiled. The earlier dataset stays in use."
    )


def held_sources(compiled_dir: Path) -> str | None:
    """The fingerprint of the sources that the present dataset was made from.

    Returns:
        None when there is no complete dataset.
    """
    try:
        manifest = json.loads((compiled_dir / "manifest.json").read_text("utf-8"))
        files = [compiled_dir / manifest["folder"] / name for name in manifest["files"]]
        return str(manifest["sources_hash"]) if all(file.is_file() for file in files) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _compile(settings: Settings) -> bool:
    """Run the compile step with its progress on this terminal; whether it worked."""
    folders = {
        "NEEDS_DATA_DIR": str(settings.data_dir.resolve()),
        "NEEDS_COMPILED_DIR": str(settings.compiled_dir.resolve()),
    }
    command = [sys.executable, "-m", "dashboard.compile"]
    done = subprocess.run(command, cwd=PROJECT, env=os.environ | folders, check=False)  # noqa: S603
    return done.returncode == 0


def serve(app: Dash, settings: Settings) -> None:
    """Answer at the address of the settings until stopped.

    Raises:
        SystemExit: the address cannot be used; the message says what to do.
    """
    if settings.debug:
        app.run(host=settings.host, port=settings.port, debug=True)
        return
    try:
        server = waitress.create_server(
            app.server, host=settings.host, port=settings.port, threads=_THREADS, ident=None
        )
    except (OSError, ValueError, OverflowError) as error:
        raise SystemExit(_why_not(error, settings)) from error
    # A host name with several addresses gives several servers, on the port asked for.
    port = getattr(server, "effective_port", settings.port)
    _say(f"The dashboard is at {address(settings, port)}\nTo stop it, press Ctrl+C here.")
    server.run()


def address(settings: Settings, port: int) -> str:
    """The address to open in a browser on this machine."""
    host = _EVERYWHERE.get(settings.host, settings.host)
    return f"http://{host}:{port}/"


def _why_not(error: Exception, settings: Settings) -> str:
    if getattr(error, "errno", None) == errno.EADDRINUSE:
        return (
            f"Port {settings.port} is already in use, perhaps by another copy of the dashboard. "
            "Stop that, or choose another port by setting NEEDS_PORT, for example "
            f"NEEDS_PORT={settings.port + 1} python app.py "
            f"(Windows PowerShell: $env:NEEDS_PORT={settings.port + 1}; python app.py)"
        )
    return (
        f"Cannot listen on {settings.host}, port {settings.port}: {error}. "
        "Set NEEDS_HOST and NEEDS_PORT to an address and port of this machine."
    )


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201
