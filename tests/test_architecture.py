"""The shape of the code: who imports whom, how long files are, what the browser is sent."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from dashboard.settings import PROJECT

LONGEST_FILE = 400
CODE = {".py", ".js", ".css"}

COMPILING = (
    "dashboard.compile.",
    "dashboard.geography",
    "geopandas",
    "pyogrio",
    "pyproj",
    "shapely",
)

# Names in XML that browsers never fetch.
NAMESPACE = "http://www.w3.org/"

LINTER = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]


def code_files(*folders: str) -> list[Path]:
    paths = [path for folder in folders for path in (PROJECT / folder).rglob("*")]
    return [*sorted(path for path in paths if path.suffix in CODE), PROJECT / "app.py"]


def name_of(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


@pytest.mark.parametrize("contract", [one["id"] for one in LINTER["contracts"]])
def test_imports_keep_to_the_contract(contract, capsys):
    status = lint_imports(
        config_filename=str(PROJECT / "pyproject.toml"),
        limit_to_contracts=(contract,),
        no_cache=True,
        no_logo=True,
    )
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_the_web_process_loads_nothing_of_compiling():
    """What the contracts say of imports, seen on a process that has loaded everything."""
    code = "import sys, dashboard.web.server, dashboard.web.startup; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split()) - {"dashboard.compile.fingerprint"}
    assert "dash" in loaded
    assert not [name for name in loaded if name.startswith(COMPILING)]


@pytest.mark.parametrize("path", code_files("dashboard", "assets", "tests"), ids=name_of)
def test_files_are_short_enough_to_read(path):
    lines = path.read_text("utf-8").count("\n")
    assert lines <= LONGEST_FILE, f"{name_of(path)} has {lines} lines"


def test_there_is_no_drawer_for_everything():
    names = {path.stem for path in code_files("dashboard", "tests")}
    assert not names & {"utils", "util", "helpers", "common", "misc"}


@pytest.mark.parametrize("path", code_files("assets"), ids=name_of)
def test_assets_ask_nothing_of_other_servers(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    outside = re.findall(r"(?:https?:)?//[\w.-]+\.\w+[^\s\"')]*", text)
    assert not [url for url in outside if not url.startswith(NAMESPACE)]


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=["lint", "format"])
def test_code_is_written_one_way(command):
    ruff = [sys.executable, "-m", "ruff", *command, "--no-cache", "--quiet", "."]
    done = subprocess.run(ruff, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
