"""The dataset in use is whole at every moment, whatever happens to a compile."""

import hashlib
import json
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from dashboard.compile.lock import only_one
from dashboard.compile.write import read_manifest
from tests.compile.folder import POOR, Folder

# Events of the file system that writing consists of.
WRITES = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree"}


class KilledError(BaseException):
    """Stands for the end of a process."""


class Killer:
    """Ends a compile at the nth time it touches a folder."""

    def __init__(self) -> None:
        self.folder = ""
        self.left = 0
        self.armed = False
        sys.addaudithook(self._watch)

    def arm(self, folder: Folder, nth: int) -> None:
        self.folder, self.left, self.armed = str(folder.out), nth, True

    def _watch(self, event: str, arguments: tuple) -> None:
        if not self.armed or event not in WRITES or not _touches(arguments, self.folder):
            return
        self.left -= 1
        if self.left == 0:
            self.armed = False
            raise KilledError


def _touches(arguments: tuple, folder: str) -> bool:
    return any(
        isinstance(one, str | os.PathLike) and os.fspath(one).startswith(folder)
        for one in arguments
    )


@pytest.fixture(scope="module")
def killer() -> Killer:
    """One for all tests: an audit hook stays until the process ends."""
    return Killer()


def versions(folder: Folder) -> set[str]:
    return {path.name for path in folder.out.iterdir() if path.is_dir()}


def assert_whole(folder: Folder) -> None:
    """The manifest names a folder whose files are as they were when written."""
    manifest = json.loads((folder.out / "manifest.json").read_text("utf-8"))
    for name, expected in manifest["files"].items():
        content = (folder.out / manifest["folder"] / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == expected


def test_a_compile_killed_at_any_write_leaves_a_whole_dataset(folder, killer):
    before = folder.compile()["version"]
    folder.change(POOR, 9, value="12.53")
    seen, killed = set(), 0
    for nth in range(1, 200):
        killer.arm(folder, nth)
        try:
            after = folder.compile()["version"]
            break
        except KilledError:
            killed += 1
            assert_whole(folder)
            seen.add(read_manifest(folder.out)["version"])
    killer.armed = False
    assert killed > 10
    assert seen == {before, after}
    assert versions(folder) == {before, after}
    assert not [path for path in folder.out.iterdir() if path.name.startswith(".unfinished")]


KILL_AT = """
import os
def watch(event, arguments):
    if event == "os.rename" and str(arguments[1]).endswith({name!r}):
        os._exit(9)
sys.addaudithook(watch)
"""


@pytest.mark.parametrize("name", ["report.md", "manifest.json"])
def test_a_process_that_dies_while_switching_leaves_the_earlier_dataset(folder, name):
    before = folder.compile()["version"]
    manifest = (folder.out / "manifest.json").read_bytes()
    folder.change(POOR, 9, value="12.53")
    assert folder.run(code=KILL_AT.format(name=name)).returncode == 9
    assert (folder.out / "manifest.json").read_bytes() == manifest
    assert_whole(folder)
    # The lock and the leftovers of the dead process are in nobody's way.
    after = folder.compile()["version"]
    assert_whole(folder)
    assert versions(folder) == {before, after}


def test_the_current_and_the_previous_version_are_kept(folder):
    made = []
    for value in ("12.51", "12.52", "12.53"):
        folder.change(POOR, 9, value=value)
        made.append(folder.compile()["version"])
    assert len(set(made)) == 3
    assert versions(folder) == set(made[1:])
    folder.compile()
    assert versions(folder) == set(made[1:])


def test_other_things_in_the_folder_are_left_alone(folder):
    (folder.out / "mine").mkdir(parents=True)
    (folder.out / ".unfinished-abc").mkdir()
    (folder.out / "0123456789ab").mkdir()
    folder.compile()
    folder.change(POOR, 9, value="12.53")
    folder.compile()
    assert (folder.out / "mine").is_dir()
    assert not (folder.out / ".unfinished-abc").exists()
    assert not (folder.out / "0123456789ab").exists()


def test_a_damaged_dataset_is_repaired(folder):
    manifest = folder.compile()
    observations = folder.out / manifest["folder"] / "observations.parquet"
    observations.write_bytes(b"")
    assert folder.compile()["version"] == manifest["version"]
    assert_whole(folder)


def test_a_second_compile_waits_for_the_first(folder):
    waited = threading.Event()
    with only_one(folder.out, on_wait=lambda: None):
        second = threading.Thread(target=_take_lock, args=(folder, waited))
        second.start()
        assert waited.wait(5)
        assert second.is_alive()
    second.join(5)
    assert not second.is_alive()


def _take_lock(folder: Folder, waited: threading.Event) -> None:
    with only_one(folder.out, on_wait=waited.set):
        pass


def test_two_compiles_at_once_leave_one_whole_dataset(folder):
    with ThreadPoolExecutor() as pool:
        both = [pool.submit(folder.run) for _ in range(2)]
        done = [one.result() for one in both]
    assert [one.returncode for one in done] == [0, 0], done
    assert_whole(folder)
    assert len(versions(folder)) == 1


def test_the_same_sources_give_the_same_version_and_files(folder, tmp_path):
    first = folder.compile()
    other = Folder(folder.data, tmp_path / "elsewhere")
    for path in folder.data.rglob("*"):
        os.utime(path, (0, 0))
    second = other.compile()
    assert (first["version"], first["files"]) == (second["version"], second["files"])


def test_the_order_of_rows_and_columns_makes_no_difference(folder):
    first = folder.compile()
    rows = [dict(reversed(row.items())) for row in reversed(folder.rows(POOR))]
    folder.write(POOR, rows)
    second = folder.compile()
    assert first["sources_hash"] != second["sources_hash"]
    assert (first["version"], first["files"]) == (second["version"], second["files"])


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("a value", lambda folder: folder.change(POOR, 9, value="12.53")),
        ("a note", lambda folder: folder.change(POOR, 9, note="Revised.")),
        ("a description", lambda folder: folder.describe("referrals", definition="Other.")),
        ("a tile", lambda folder: folder.change("geography/tiles.csv", 2, column="7")),
        ("a neighbour", lambda folder: folder.change("neighbours.csv", 4, rank="4")),
    ],
)
def test_a_change_of_content_changes_the_version(folder, what, change):
    before = folder.compile()["version"]
    change(folder)
    assert folder.compile()["version"] != before, what


def test_the_manifest_describes_the_dataset(folder):
    manifest = folder.compile()
    assert manifest == json.loads((folder.out / "manifest.json").read_text("utf-8"))
    assert manifest["counts"] == {"indicators": 2, "areas": 8, "observations": 26, "services": 0}
    assert manifest["latest_release"] == "2025-10-23"
    assert manifest["folder"] == manifest["version"]
    assert len(manifest["version"]) == 12
    assert set(manifest["files"]) == {
        "metadata.json",
        "neighbours.parquet",
        "observations.parquet",
        "places.parquet",
        "postcodes.parquet",
        "survey.json",
    }
    assert pd.Timestamp(manifest["compiled_at"]).utcoffset().total_seconds() == 0
