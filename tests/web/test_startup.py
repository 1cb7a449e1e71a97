"""From the command line to a running site."""

import json
import os
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from urllib.request import urlopen

import pytest

from dashboard.compile.fingerprint import source_fingerprint
from dashboard.settings import PROJECT, Settings
from dashboard.web import startup

PROCFILE = (PROJECT / "Procfile").read_text("utf-8")


@pytest.fixture
def settings(tmp_path):
    data, compiled = tmp_path / "data", tmp_path / "compiled"
    data.mkdir()
    compiled.mkdir()
    (data / "region.yml").write_text("id: x", "utf-8")
    return Settings(data_dir=data, compiled_dir=compiled)


@pytest.fixture
def runs(monkeypatch):
    """Compile runs asked for, none of which happens; their result can be set."""

    class Runs(list):
        returncode = 0

        def run(self, command, **options):
            self.append((command, options))
            return subprocess.CompletedProcess(command, self.returncode)

    found = Runs()
    monkeypatch.setattr(startup.subprocess, "run", found.run)
    return found


def hold_dataset(settings, sources):
    folder = settings.compiled_dir / "v1"
    folder.mkdir()
    (folder / "observations.parquet").write_bytes(b"x")
    manifest = {"folder": "v1", "sources_hash": sources, "files": {"observations.parquet": "x"}}
    (settings.compiled_dir / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def test_figures_are_compiled_the_first_time(settings, runs, capsys):
    startup.ensure_dataset(settings)
    [(command, options)] = runs
    assert command == [sys.executable, "-m", "dashboard.compile"]
    assert options["env"]["NEEDS_COMPILED_DIR"] == str(settings.compiled_dir)
    assert options["env"]["NEEDS_DATA_DIR"] == str(settings.data_dir)
    # Progress is seen, not kept.
    assert "stdout" not in options
    assert "capture_output" not in options
    assert "first time" in capsys.readouterr().out


def test_nothing_happens_while_the_sources_are_the_same(settings, runs, capsys):
    hold_dataset(settings, source_fingerprint(settings.data_dir))
    startup.ensure_dataset(settings)
    assert runs == []
    assert capsys.readouterr().out == ""


def test_changed_sources_are_compiled_again(settings, runs, capsys):
    hold_dataset(settings, source_fingerprint(settings.data_dir))
    (settings.data_dir / "region.yml").write_text("id: y", "utf-8")
    startup.ensure_dataset(settings)
    assert len(runs) == 1
    assert "have changed" in capsys.readouterr().out


def test_a_dataset_with_a_file_gone_is_compiled_again(settings, runs):
    hold_dataset(settings, source_fingerprint(settings.data_dir))
    (settings.compiled_dir / "v1" / "observations.parquet").unlink()
    startup.ensure_dataset(settings)
    assert len(runs) == 1


@pytest.mark.parametrize("manifest", ["", "{", "[]", "{}", '{"folder": 1}', "null"])
def test_a_broken_manifest_counts_as_no_dataset(settings, manifest):
    (settings.compiled_dir / "manifest.json").write_text(manifest, "utf-8")
    assert startup.held_sources(settings.compiled_dir) is None


def test_a_failed_compile_keeps_the_earlier_dataset(settings, runs, capsys):
    hold_dataset(settings, "other")
    runs.returncode = 1
    startup.ensure_dataset(settings)
    assert "earlier dataset stays in use" in capsys.readouterr().out


def test_a_failed_first_compile_is_said(settings, runs, capsys):
    runs.returncode = 1
    startup.ensure_dataset(settings)
    assert "no earlier dataset" in capsys.readouterr().out


def test_a_dataset_without_its_sources_is_used_as_it_is(settings, runs):
    hold_dataset(settings, "any")
    (settings.data_dir / "region.yml").unlink()
    settings.data_dir.rmdir()
    startup.ensure_dataset(settings)
    assert runs == []


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:8050/"),
        ("0.0.0.0", "http://127.0.0.1:8050/"),  # noqa: S104
        ("localhost", "http://localhost:8050/"),
    ],
)
def test_the_address_can_be_opened(host, expected):
    assert startup.address(Settings(host=host), 8050) == expected


# Serving fails before the app is asked anything.
NO_APP = SimpleNamespace(server=None)


def test_a_port_in_use_is_explained():
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match="NEEDS_PORT") as stopped:
            startup.serve(NO_APP, Settings(host="127.0.0.1", port=port))
    assert str(port) in str(stopped.value)


@pytest.mark.parametrize("port", [-1, 70_000])
def test_a_port_that_cannot_be_is_explained(port):
    with pytest.raises(SystemExit, match="NEEDS_PORT"):
        startup.serve(NO_APP, Settings(port=port))


def test_python_app_prints_its_address_and_answers(compiled_dir):
    run = subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=PROJECT,
        env=os.environ | {"NEEDS_COMPILED_DIR": str(compiled_dir), "NEEDS_PORT": "0"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        said = run.stdout.readline()
        assert said.startswith("The dashboard is at http://127.0.0.1:")
        address = said.split()[-1]
        with urlopen(f"{address}health") as response:  # noqa: S310
            assert json.load(response)["status"] == "ok"
    finally:
        run.terminate()
        run.wait()
        run.stdout.close()


@pytest.mark.skipif(sys.platform == "win32", reason="gunicorn does not run on Windows")
def test_the_procfile_serves_the_same_app(compiled_dir):
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    here = {
        "NEEDS_COMPILED_DIR": str(compiled_dir),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PORT": str(port),
    }
    run = subprocess.Popen(
        ["sh", "-c", f"exec {PROCFILE.removeprefix('web: ')}"],  # noqa: S607
        cwd=PROJECT,
        env=os.environ | here,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert any("Listening at" in line for line in run.stderr)
        with urlopen(f"http://127.0.0.1:{port}/health") as response:
            assert json.load(response)["status"] == "ok"
    finally:
        run.terminate()
        run.wait()
        run.stderr.close()
