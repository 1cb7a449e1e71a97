"""Everything that is known of a service, in the order of the questionnaire, and who said so."""

from datetime import date

from dashboard.analysis.pathway_words import day
from dashboard.analysis.survey_answers import Told, rating_words, told
from dashboard.cards.model import Card, Link
from dashboard.cards.survey_labels import (
    ILLUSTRATIVE,
    response_sentence,
    survey_meta,
    survey_source,
    title_with_label,
)
from dashboard.dataset import Dataset
from dashboard.dataset.survey import ANSWERED, BLANK, HIDDEN, NOT_DUE, said
from dashboard.exports.table import Cell, Column, Table
from dashboard.metadata.survey import Answer, AreaAnswers, Questionnaire
from dashboard.view_state import View

_ROUNDED = "rounded to the nearest 5"
_EMPTY = "Leave it empty if"
# Shapes of what is no answer; the words are in the cell.
_SHAPES = {"dont_know": "?", "not_asked": "?", BLANK: "–", HIDDEN: "▒", NOT_DUE: "·"}


def answers_card(dataset: Dataset, service_id: str) -> Card:
    """All answers about a service, grouped as they were asked."""
    code = dataset.survey.by_service[service_id][0].area_code
    answers = tuple(told(dataset, service_id).values())
    title = "Everything known about it"
    return Card(
        id="answers",
        title=title,
        sentence=_counted(answers),
        make_table=lambda: Table(
            "Answers in the order of the questionnaire",
            (Column("Question"), Column("Answer"), Column("As it was asked")),
            tuple(_row(dataset.survey.questionnaire, one) for one in answers),
            survey_meta(dataset, (code,)),
            groups=tuple(one.question.section for one in answers),
        ),
        image_title=title_with_label(dataset, (code,), title),
        source_line=survey_source(dataset, (code,)),
        notes=(
            "“Don't know”, “not asked” and “left empty” are never read as “no”. Numbers of 1 to 7 "
            "families are hidden and others rounded to 5.",
        ),
    )


def _counted(answers: tuple[Told, ...]) -> str:
    """How many questions are answered, and why the others are not."""
    due = [one for one in answers if one.said != NOT_DUE]
    answered = sum(one.is_answered for one in due)
    reasons: dict[str, int] = {}
    for one in due:
        if not one.is_answered:
            reasons[one.text] = reasons.get(one.text, 0) + 1
    rest = "".join(
        f"; {count} {text[:1].lower()}{text[1:]}".replace("don't know", "answered “don't know”")
        for text, count in reasons.items()
    )
    return f"{answered} of {len(due)} questions are answered{rest}."


def _row(questionnaire: Questionnaire, one: Told) -> tuple[Cell, ...]:
    question = one.question
    if one.is_answered:
        answer = Cell(one.value, one.text, detail=_detail(questionnaire, one))
    else:
        # Some questions say what an empty cell means, such as "the whole area".
        means = question.help if one.said == BLANK and _EMPTY in question.help else ""
        shape = _SHAPES.get(one.said, "?")
        answer = Cell(one.text, f"{shape} {one.text}", note="no answer", detail=means)
    return Cell.of(question.label), answer, Cell.of(question.ask)


def _detail(questionnaire: Questionnaire, one: Told) -> str:
    """Unit of a number, rating of a programme."""
    question = one.question
    parts = [question.unit] if question.unit else []
    parts += [_ROUNDED] if question.counts_people else []
    if question.list == "programme":
        rating = rating_words(questionnaire.lists["programme"].item(one.items[0]))
        parts += [rating] if rating else []
    return ", ".join(parts)


def record_card(dataset: Dataset, view: View, service_id: str, width: str) -> Card:
    """When it was answered, by whom, in which round and version, and in which file."""
    area, _ = dataset.survey.by_service[service_id]
    code = area.area_code
    name = dataset.area(code).short_name
    title = "Where these answers come from"
    when = _given(dataset, area, "answered_on")
    return Card(
        id="record",
        title=title,
        sentence=f"Answered by {dataset.area(code).name}; filled in on: {when}.",
        make_table=lambda: Table(
            "The workbook and who filled it in",
            (Column("What"), Column("Said")),
            tuple((Cell.of(label), Cell.of(text)) for label, text in _facts(dataset, area)),
            survey_meta(dataset, (code,)),
        ),
        image_title=title_with_label(dataset, (code,), title),
        source_line=survey_source(dataset, (code,)),
        notes=(response_sentence(dataset, (code,)),),
        links=(
            Link(f"Profile of {name}", view.go("area", code).href),
            Link(f"Gaps and overlaps in {name}", view.go("gaps", view="area", area=code).href),
        ),
        width=width,
    )


def _facts(dataset: Dataset, area: AreaAnswers) -> tuple[tuple[str, str], ...]:
    questionnaire = dataset.survey.questionnaire
    file = area.file or (f"none: {ILLUSTRATIVE.lower()}" if area.illustrative else "not kept")
    accepted = f"{day(area.accepted_at.date())}" if area.accepted_at else "no workbook was accepted"
    return (
        ("Council", dataset.area(area.area_code).name),
        ("Filled in on", _given(dataset, area, "answered_on")),
        ("Filled in by (post)", _given(dataset, area, "respondent_role")),
        ("Survey", questionnaire.title),
        ("Round", area.round),
        ("Version of the questionnaire", area.version),
        ("Workbook", file),
        ("Accepted on", accepted),
        ("Kind of answers", ILLUSTRATIVE if area.illustrative else "answered by the council"),
    )


def _given(dataset: Dataset, area: AreaAnswers, question_id: str) -> str:
    """An answer about the area in words; if there is none, why."""
    questionnaire = dataset.survey.questionnaire
    answer: Answer = area.answers.get(question_id)
    reason = said(answer, questionnaire)
    if reason != ANSWERED:
        special = questionnaire.special.get(reason)
        return special.label if special else "not said"
    if question_id == "answered_on":
        return day(date.fromisoformat(str(answer)))
    return str(answer)
