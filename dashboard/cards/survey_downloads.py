"""The answered survey as files to take away."""

from dashboard.cards.model import Card
from dashboard.cards.survey_labels import (
    ILLUSTRATIVE,
    made_up,
    response_sentence,
    survey_meta,
    survey_source,
    title_with_label,
)
from dashboard.dataset import Dataset
from dashboard.exports.table import Cell, Column, Table

_FOLDER = "/download/survey/"
_HOLDS = (
    ("survey.xlsx", "Excel workbook", "who has answered, services, what was asked and found "
     "missing, places; why an answer is missing stands in its place", "reading and sorting"),
    ("services.csv", "CSV of services", "one row for each service; beside each answer a column "
     "that says whether there is one", "any spreadsheet or statistics program"),
    ("asked-and-none.csv", "CSV of asked and none", "one row for each area, level and family "
     "situation: yes, no or unknown", "counting gaps without taking unknown for none"),
    ("open-referral.json", "Open Referral UK", "services, providers and places as records of the "
     "standard, with the survey's lists as taxonomies", "service directories"),
)  # fmt: skip


def survey_cards(dataset: Dataset) -> tuple[Card, ...]:
    """The files of the survey; no card where there is no survey."""
    if not dataset.survey.questionnaire.is_there:
        return ()
    codes = dataset.member_codes
    title = "The answered survey"
    label = (f"{ILLUSTRATIVE}.",) if made_up(dataset.survey, codes) else ()
    rows = tuple(
        (Cell.of(name, href=_FOLDER + file), Cell.of(holds), Cell.of(good_for))
        for file, name, holds, good_for in _HOLDS
    )
    return (
        Card(
            id="survey-files",
            title=title,
            sentence=" ".join([*label, response_sentence(dataset, codes)]),
            make_table=lambda: Table(
                "Files with every answer",
                (Column("File"), Column("What it holds"), Column("Good for")),
                rows,
                survey_meta(dataset, codes),
            ),
            image_title=title_with_label(dataset, codes, title),
            source_line=survey_source(dataset, codes),
            notes=(
                "Made-up answers are labelled in every file. Don't know, not asked, left empty and "
                "hidden because small are told apart, and none of them means no.",
            ),
        ),
    )
