"""Whether sources have changed, told fast and without loading anything."""

import os
import subprocess
import sys

import pytest

from dashboard.compile import fingerprint
from dashboard.compile.fingerprint import source_fingerprint
from dashboard.settings import PROJECT
from tests.compile.folder import POOR, REFERRALS


def test_the_manifest_carries_it(folder):
    assert folder.compile()["sources_hash"] == source_fingerprint(folder.data)


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: folder.change(POOR, 9, note="Revised."),
        lambda folder: (folder.data / POOR).rename(folder.data / "figures/other.csv"),
        lambda folder: folder.describe("referrals", definition="Other."),
        lambda folder: folder.replace("geography/adjacency.csv", "20.5", "20.6"),
        lambda folder: (folder.data / "indicators/more.yml").write_text("", "utf-8"),
    ],
    ids=["cell", "name", "description", "border", "new file"],
)
def test_any_change_of_a_source_changes_it(folder, change):
    before = source_fingerprint(folder.data)
    change(folder)
    assert source_fingerprint(folder.data) != before


def test_text_moved_to_the_next_file_changes_it(folder):
    before = source_fingerprint(folder.data)
    first, second = folder.data / POOR, folder.data / REFERRALS
    last_line = first.read_bytes().splitlines(keepends=True)[-1]
    first.write_bytes(first.read_bytes().removesuffix(last_line))
    second.write_bytes(last_line + second.read_bytes())
    assert source_fingerprint(folder.data) != before


def test_times_and_compiled_files_make_no_difference(folder):
    before = source_fingerprint(folder.data)
    os.utime(folder.data / POOR, (0, 0))
    (folder.data / "compiled").mkdir()
    (folder.data / "compiled" / "manifest.json").write_text("{}", "utf-8")
    (folder.data / "figures" / ".hidden.csv").write_text("x", "utf-8")
    (folder.data / "README.md").write_text("x", "utf-8")
    assert source_fingerprint(folder.data) == before


def test_the_schema_number_is_part_of_it(folder, monkeypatch):
    before = source_fingerprint(folder.data)
    monkeypatch.setattr(fingerprint, "SCHEMA", fingerprint.SCHEMA + 1)
    assert source_fingerprint(folder.data) != before


def test_it_loads_only_the_standard_library():
    code = "import sys, dashboard.compile.fingerprint; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & {"pandas", "numpy", "pydantic", "yaml", "pyarrow"}
