"""Is it a workbook of this survey, this round and this area?"""

from collections.abc import Iterator

from dashboard.survey.context import SurveyContext
from dashboard.survey.finding import Flaw, Severity, rule
from dashboard.survey.layout import AREA, ROUND, START, VERSION
from dashboard.survey.reading.workbook import ReadWorkbook
from dashboard.survey.wording import listed, quoted

_FRESH = "Copy the answers into a workbook made for this round."


@rule(Severity.STOP)
def questionnaire_is_this_one(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """The workbook was made from this questionnaire, not from another survey's."""
    stamp, wanted = book.said.stamp, context.questionnaire.id
    if stamp and stamp.questionnaire != wanted:
        yield Flaw(START, "", "", quoted(stamp.questionnaire), wanted, _FRESH)


@rule(Severity.STOP)
def round_is_this_one(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """The workbook is of the round that is open."""
    wanted = context.questionnaire.round
    for text, cell in _said(book, ROUND):
        if text != wanted:
            yield Flaw(START, cell, ROUND, quoted(text), wanted, _FRESH)
            return


@rule(Severity.CHECK)
def version_is_this_one(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """The workbook asks the questions of the present version."""
    wanted = context.questionnaire.version
    for text, cell in _said(book, VERSION):
        if text != wanted:
            fix = "See what has changed on the first sheet of a fresh workbook."
            yield Flaw(START, cell, VERSION, quoted(text), wanted, fix)
            return


@rule(Severity.CHECK)
def workbook_says_what_it_is(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """The workbook says of which round it is; else it is taken for the round that is open."""
    if book.refusal is None and not list(_said(book, ROUND)):
        expected = f"round {context.questionnaire.round}"
        fix = "Make sure that the answers are of this round."
        yield Flaw(START, "", ROUND, "no round", expected, fix)


@rule(Severity.STOP)
def area_is_known(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """It is known which area the workbook is of, and the area belongs to the region."""
    if book.refusal is not None or book.area is not None:
        return
    names = listed(tuple(one.name for one in context.registry.members))
    said = book.asked_area or next((text for text, _ in _said(book, AREA)), "")
    fix = f'Write the area beside "{AREA}" on the sheet {START}, or say --area NAME.'
    yield Flaw(START, book.said.cells.get(AREA, ""), AREA, quoted(said), f"one of: {names}", fix)


@rule(Severity.STOP)
def area_is_the_one_said(book: ReadWorkbook, context: SurveyContext) -> Iterator[Flaw]:
    """Everything that names the area names the same one."""
    if book.area is None:
        return
    for text, cell in _said(book, AREA):
        if context.member(text) != book.area:
            by = "said on handing it in" if book.asked_area else "said in its hidden row"
            fix = "Find out whose answers these are; copy them into a workbook of that area."
            yield Flaw(START, cell, AREA, quoted(text), f"{book.area.name}, as {by}", fix)
            return


def _said(book: ReadWorkbook, what: str) -> Iterator[tuple[str, str]]:
    """Texts that say what it is, with their cells; that of the hidden row has none."""
    stamp = book.said.stamp
    if stamp:
        yield {AREA: stamp.area_code, ROUND: stamp.round, VERSION: stamp.version}[what], ""
    if what in book.said.words:
        yield book.said.words[what], book.said.cells[what]


RULES = (
    questionnaire_is_this_one,
    round_is_this_one,
    version_is_this_one,
    workbook_says_what_it_is,
    area_is_known,
    area_is_the_one_said,
)
