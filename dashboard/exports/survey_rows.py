"""The answered survey as rows: one for each service, each step asked about, each place."""

from collections.abc import Callable, Sequence
from datetime import date

from dashboard.analysis.survey_answers import area_name, told, why_none
from dashboard.dataset import Dataset
from dashboard.dataset.survey import ANSWERED, BLANK, ILLUSTRATIVE, said
from dashboard.metadata.survey import AreaAnswers, Place

Row = list[object]
Sheet = tuple[list[str], list[Row]]  # headings and rows

ANSWERED_BY_COUNCIL = "answered by the council"

_STATES = {"answered": "answered", "partly": "partly answered", "asked": "not answered yet"}
_PLACE_STATES = {"public": "public list, to be confirmed by councils"}
_EVERY_ROW = ("Area code", "Area", "Kind of answers", "Round", "Questionnaire version",
              "Filled in on", "Filled in by (post)", "Workbook")  # fmt: skip


def about(dataset: Dataset) -> list[tuple[str, str]]:
    """What the files are: survey, round, whose answers, and how to read what is missing."""
    survey, questionnaire = dataset.survey, dataset.survey.questionnaire
    made_up = [area_name(dataset, code) for code in survey.illustrative_codes]
    return [
        *([("Note", f"{ILLUSTRATIVE}: {', '.join(made_up)}")] if made_up else []),
        ("Survey", questionnaire.title),
        ("Round", questionnaire.round),
        ("Questionnaire version", questionnaire.version),
        ("Lists confirmed by", questionnaire.confirmed_by or "nobody yet"),
        ("Dataset version", dataset.version),
        ("Source", "Answers of the councils to the survey; kept as they were accepted"),
        (
            "No answer",
            "Don't know, not asked, left empty, hidden because small, withheld because a person "
            "may be named, and does not apply are told apart, and none of them means no.",
        ),
        ("Small numbers", "Counts of 1 to 7 families are hidden, others rounded to 5."),
    ]


def tracker(dataset: Dataset) -> Sheet:
    """One row for each area of the region: how far it has answered."""
    frame = dataset.survey.tracker(dataset.member_codes)
    names = ["Area code", "Area", "State", "Kind of answers", "Filled in on", "Services",
             "Steps asked about", "Steps known", "Questions", "Answered", "Don't know",
             "Not asked", "Left empty"]  # fmt: skip
    rows: list[Row] = [
        [
            code, area_name(dataset, code), _STATES[row["state"]],
            "" if row["state"] == "asked" else _kind(row["illustrative"]),
            row["answered_on"], row["services"], row["slots"], row["slots_known"],
            row["questions"], row["answered"], row["dont_know"], row["not_asked"], row["blank"],
        ]
        for code, row in zip(frame.index, frame.to_dict("records"), strict=True)
    ]  # fmt: skip
    return names, rows


def services(dataset: Dataset, *, with_reasons: bool) -> Sheet:
    """One row for each service, one column for each question.

    Args:
        dataset: the compiled dataset.
        with_reasons: a second column for each question tells whether it was answered, and the
            first is empty if not (for programs). Otherwise the words stand in the one column
            (for people).
    """
    questions = dataset.survey.questionnaire.questions
    names = ["Service id", *_EVERY_ROW]
    for one in questions:
        unit = f" ({one.unit})" if one.unit and one.unit != one.label.lower() else ""
        names += [one.label + unit, f"{one.label}: said"] if with_reasons else [one.label + unit]
    rows: list[Row] = []
    for service_id, (area, _) in dataset.survey.by_service.items():
        row: Row = [service_id, *_of_area(dataset, area)]
        for one in told(dataset, service_id).values():
            if with_reasons:
                row += [one.value, "Answered" if one.is_answered else one.text]
            else:
                row.append(one.value if one.is_answered else f"[{one.text}]")
        rows.append(row)
    return names, rows


def asked_and_none(dataset: Dataset) -> Sheet:
    """One row for each area, level and family situation: support, none, or why not known."""
    survey, questionnaire = dataset.survey, dataset.survey.questionnaire
    rows: list[Row] = []
    for code in dataset.member_codes:
        area = survey.responses.get(code)
        for level, situation in questionnaire.slots():
            answer = survey.none_answers.get((code, level, situation), "")
            if area is None:
                words = "Area has not answered"
            elif answer in {"some", "none"}:
                words = questionnaire.label("none_answer", answer)
            else:
                words = why_none(questionnaire, answer or BLANK)
            first = _of_area(dataset, area) if area else _without_answers(dataset, code)
            rows.append(
                [
                    *first,
                    questionnaire.label("level", level),
                    questionnaire.label("situation", situation),
                    {"some": "yes", "none": "no"}.get(answer, "unknown"),
                    words,
                ]
            )
    names = [*_EVERY_ROW, "Level of support", "Family situation", "Is there support", "Answer"]
    return names, rows


def places(dataset: Dataset) -> Sheet:
    """One row for each family hub or children's centre, with who says that it is there."""
    names = ["Place id", "Name", "Kind", "Postcode", "Area code", "Area", "District", "State",
             "Longitude", "Latitude", "Listed in", "Note"]  # fmt: skip
    return names, [_place(one, lambda code: area_name(dataset, code)) for one in
                   dataset.survey.record.places]  # fmt: skip


def places_label(dataset: Dataset) -> str:
    """What to know of the places; empty once councils have answered for all of them."""
    states = {one.state for one in dataset.survey.record.places}
    if "public" not in states:
        return ""
    if states == {"public"}:
        return "Public list, to be confirmed by councils"
    return "Public list, to be confirmed by councils where “State” says so"


def _place(one: Place, name_of: Callable[[str], str]) -> Row:
    return [
        one.place_id, one.name, one.type, one.postcode, one.area_code, name_of(one.area_code),
        name_of(one.district_code), _PLACE_STATES.get(one.state, f"{one.state} by the council"),
        one.lon, one.lat, one.listed_in, one.note,
    ]  # fmt: skip


def _kind(is_illustrative: bool) -> str:
    return ILLUSTRATIVE if is_illustrative else ANSWERED_BY_COUNCIL


def _of_area(dataset: Dataset, area: AreaAnswers) -> Sequence[object]:
    """What every row says of the area that answered."""
    questionnaire = dataset.survey.questionnaire
    given = {}
    for key in ("answered_on", "respondent_role"):
        answer = area.answers.get(key)
        reason = said(answer, questionnaire)
        given[key] = answer if reason == ANSWERED else f"[{why_none(questionnaire, reason)}]"
    day = given["answered_on"]
    return (
        area.area_code,
        area_name(dataset, area.area_code),
        _kind(area.illustrative),
        area.round,
        area.version,
        day if str(day).startswith("[") else date.fromisoformat(str(day)),
        given["respondent_role"],
        area.file,
    )


def _without_answers(dataset: Dataset, code: str) -> Sequence[object]:
    questionnaire = dataset.survey.questionnaire
    round_, version = questionnaire.round, questionnaire.version
    return code, area_name(dataset, code), "", round_, version, None, "", ""
