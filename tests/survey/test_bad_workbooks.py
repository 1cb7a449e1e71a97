"""Each kind of wrong workbook is named by sheet, cell, reason and fix; nothing held is lost."""

import pytest

from dashboard.survey import NotAcceptedError, Severity, accept, check, read_workbook
from dashboard.survey.context import SurveyContext
from dashboard.survey.reading import ReadWorkbook
from dashboard.survey.rules import RULES
from tests.survey.bad_workbooks import CASES, Case
from tests.survey.filled import AREA, Filled

# Needs a data folder without postcodes; tested on its own below.
_ELSEWHERE = {"postcodes_can_be_looked_up"}
_STOPPING = {rule.name for rule in RULES if rule.severity is Severity.STOP}


def spoiled(case: Case, book: Filled, context: SurveyContext) -> tuple[ReadWorkbook, str]:
    """The workbook as read, and the cell that is wrong."""
    wrong = case.spoil(book)
    content = wrong if isinstance(wrong, bytes) else book.content()
    cell = wrong if isinstance(wrong, str) else ""
    return read_workbook(content, context, name="returned.xlsx"), cell


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_named_with_sheet_cell_reason_and_fix(case, book, context):
    read, cell = spoiled(case, book, context)
    every = check(read, context)
    found = [one for one in every if one.rule == case.rule]
    assert {(one.sheet, one.cell) for one in found} >= {(case.sheet, cell)}
    named = next(one for one in found if (one.sheet, one.cell) == (case.sheet, cell))
    assert case.says in f"{named.question} {named.found} {named.expected}"
    assert named.found
    assert named.expected
    assert named.fix.endswith(".")
    # Other cells are not blamed for it.
    assert len([one for one in every if one.severity is Severity.STOP]) <= 2
    assert len(every) <= 4


def test_there_are_more_than_twenty_kinds():
    assert len({case.rule for case in CASES} & _STOPPING) >= 20


def test_every_rule_has_a_workbook_that_breaks_it():
    assert {case.rule for case in CASES} == {rule.name for rule in RULES} - _ELSEWHERE


def test_without_a_table_of_postcodes_it_is_said_once(book, own):
    (own.data_dir / "geography" / "postcodes.parquet").unlink()
    found = check(read_workbook(book.content(), own), own)
    assert [one.rule for one in found] == ["postcodes_can_be_looked_up"]


def test_what_is_held_stays_as_it_was(book, own):
    """One bad workbook of each kind in turn, on answers that were accepted before."""
    held = accept(read_workbook(book.content(), own, name="good.xlsx"), own)
    before = held.path.read_bytes()
    received = sorted(held.received.parent.iterdir())
    template = book.content()
    for case in {case.rule: case for case in CASES}.values():
        if case.rule not in _STOPPING:
            continue
        read, _ = spoiled(case, Filled(template, own), own)
        with pytest.raises(NotAcceptedError) as refused:
            accept(read, own)
        assert refused.value.findings
        assert held.path.read_bytes() == before
    assert sorted(held.received.parent.iterdir()) == received


def test_an_area_said_on_handing_in_must_be_the_workbooks(book, context):
    read = read_workbook(book.content(), context, area="Leicester")
    found = [one for one in check(read, context) if one.rule == "area_is_the_one_said"]
    assert "handing it in" in found[0].expected
    assert read.area.name != AREA
