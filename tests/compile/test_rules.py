"""Every rule, on folders that break it and on folders that only look as if they did."""

import pytest

from dashboard.compile.pipeline import METADATA_RULE, rule_sentences
from tests.compile.bad_inputs import ALSO, BAD_INPUTS, Bad
from tests.compile.good_inputs import GOOD_INPUTS


def test_the_made_up_folder_keeps_every_rule(folder):
    assert folder.findings() == []


@pytest.mark.parametrize("bad", BAD_INPUTS, ids=lambda bad: bad.id)
def test_a_mistake_is_named_by_place_found_expected_and_fix(folder, bad: Bad):
    bad.make(folder)
    findings = folder.findings()
    named = [
        one
        for one in findings
        if (one.rule, one.file, one.row, one.column) == (bad.rule, bad.file, bad.row, bad.column)
        and bad.found in one.found
    ]
    assert named, findings
    assert bad.fix in named[0].fix
    assert named[0].expected
    assert {one.rule for one in findings} == {bad.rule} | ALSO.get(bad.id, set())


@pytest.mark.parametrize("make", GOOD_INPUTS.values(), ids=GOOD_INPUTS)
def test_what_is_right_passes(folder, make):
    make(folder)
    assert folder.findings() == []


def test_every_rule_is_broken_by_some_mistake():
    assert {bad.rule for bad in BAD_INPUTS} == set(rule_sentences()) - {METADATA_RULE}


def test_mistakes_are_collected_over_files_and_rules(folder):
    chosen = [bad for bad in BAD_INPUTS if bad.id in {"NaN", "unknown method", "rank in words"}]
    chosen[0].make(folder)
    folder.change("neighbours.csv", 2, method="guess")
    folder.change("neighbours.csv", 4, rank="third")
    assert {one.rule for one in folder.findings()} == {bad.rule for bad in chosen}


def test_cells_are_checked_even_when_the_metadata_cannot_be_read(folder):
    (folder.data / "indicators/measures.yml").write_text("domain: {id: 1", "utf-8")
    folder.change("figures/referrals.csv", 9, value="many")
    assert {one.rule for one in folder.findings()} == {METADATA_RULE, "number_is_a_number"}
