"""The command line: what it prints, writes and answers with."""

import csv
import json

import pytest

from dashboard.compile.__main__ import main
from tests.compile.folder import POOR, Folder


def run(folder: Folder, *more: str) -> int:
    return main(["--data", str(folder.data), "--out", str(folder.out), *more])


def test_steps_are_shown_with_counts_and_seconds(folder, capsys):
    assert run(folder) == 0
    shown = capsys.readouterr().out
    assert "Reading metadata ... 2 indicators, 9 areas (0." in shown
    assert "Reading figures ... 3 files, 26 rows (0." in shown
    assert "rules ... 0 findings" in shown
    assert "is in use. What changed: " in shown


def test_check_builds_nothing(folder, capsys):
    assert run(folder, "--check") == 0
    assert "Nothing was written." in capsys.readouterr().out
    assert not folder.out.exists()


def test_the_folder_of_the_sources_is_the_usual_place_to_build(folder, capsys):
    assert main(["--data", str(folder.data)]) == 0
    assert (folder.data / "compiled" / "manifest.json").is_file()
    # What was built there is no source of the next compile.
    first = json.loads((folder.data / "compiled" / "manifest.json").read_text("utf-8"))
    assert main(["--data", str(folder.data)]) == 0
    second = json.loads((folder.data / "compiled" / "manifest.json").read_text("utf-8"))
    assert first["sources_hash"] == second["sources_hash"]


@pytest.mark.parametrize("more", [(), ("--check",)])
def test_a_failed_compile_leaves_the_earlier_dataset_in_use(folder, capsys, more):
    run(folder)
    manifest = (folder.out / "manifest.json").read_bytes()
    version = json.loads(manifest)["version"]
    folder.change(POOR, 9, value="n/a")
    assert run(folder, *more) == 1
    assert (folder.out / "manifest.json").read_bytes() == manifest
    shown = capsys.readouterr().out
    assert f"The earlier dataset {version} of " in shown
    assert "stays in use" in shown


def test_a_failed_first_compile_says_that_there_is_nothing_to_fall_back_on(folder, capsys):
    folder.change(POOR, 9, value="n/a")
    assert run(folder) == 1
    assert "no earlier dataset" in capsys.readouterr().out
    assert not (folder.out / "manifest.json").exists()


def test_findings_are_grouped_under_the_sentence_of_their_rule(folder, capsys):
    folder.change(POOR, 9, value="n/a")
    run(folder)
    shown = capsys.readouterr().out
    assert "number_is_a_number: Values, limits, numerators and denominators are plain" in shown
    assert "  - figures/poor_children.csv, row 9, value\n      found     n/a\n" in shown


def test_the_screen_shows_the_first_findings_and_a_file_all(folder, capsys):
    for row in range(2, 10):
        folder.change(POOR, row, value="n/a")
    run(folder)
    shown = capsys.readouterr().out
    assert shown.count("found     n/a") == 5
    assert "... and 3 more of this rule" in shown
    with (folder.out / "findings.csv").open(encoding="utf-8-sig", newline="") as stream:
        findings = list(csv.DictReader(stream))
    assert [one["row"] for one in findings] == [str(row) for row in range(2, 10)]
    assert set(findings[0]) == {"rule", "file", "row", "column", "found", "expected", "fix"}


def test_old_findings_do_not_outlive_their_cause(folder):
    folder.change(POOR, 9, value="n/a")
    run(folder)
    folder.change(POOR, 9, value="12.5")
    run(folder)
    assert not (folder.out / "findings.csv").exists()


def test_metadata_that_cannot_be_read_is_a_finding(folder, capsys):
    (folder.data / "indicators/measures.yml").write_text("domain: {id: 1", "utf-8")
    assert run(folder) == 1
    assert "metadata_is_complete" in capsys.readouterr().out


def test_a_missing_folder_is_an_error_of_use(tmp_path, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["--data", str(tmp_path / "nowhere")])
    assert "there is no folder" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_to_is_named(folder, capsys):
    folder.out.write_text("a file where the folder should be", "utf-8")
    assert run(folder) == 1
    shown = capsys.readouterr().out
    assert "Not compiled: " in shown
    assert str(folder.out) in shown


def test_a_withheld_figure_that_would_show_stops_it(folder, capsys, monkeypatch):
    run(folder)
    folder.change(POOR, 9, value="", status="suppressed")
    monkeypatch.setattr("dashboard.compile.assemble.blank_withheld", lambda frame: frame)
    assert run(folder) == 1
    shown = capsys.readouterr().out
    assert "1 rows without a value still carry" in shown
    assert "stays in use" in shown


def test_it_runs_as_a_module(folder):
    done = folder.run("--check")
    assert done.returncode == 0, done.stdout + done.stderr
