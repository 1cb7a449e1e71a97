"""The survey of support, as frames that pages filter and count.

Everything is as answered: a cell that was left empty, "don't know" and "not asked" stay
apart, and none of them is ever a "no".
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from dashboard.metadata.survey import (
    Answer,
    AnswerList,
    AreaAnswers,
    CodedText,
    Place,
    Question,
    QuestionKind,
    Questionnaire,
    ServiceAnswers,
    SurveyRecord,
)

# What ``said`` tells about one answer.
ANSWERED = "answered"
BLANK = "blank"
HIDDEN = "hidden"  # a small number of people, withheld when compiled
WITHHELD = "withheld"  # own words that may name a person, withheld when compiled
KEPT_BACK = (HIDDEN, WITHHELD)
NOT_DUE = "not_due"  # another answer makes the question pointless, such as a date for "no end date"

ILLUSTRATIVE = "Illustrative, not real services"

EVERY_SLICE = ("level", "situation", "stage", "audience", "delivery", "status", "programme")


def said(answer: Answer, questionnaire: Questionnaire) -> str:
    """Whether it was answered: "answered", "blank", "hidden", "withheld", or a special answer."""
    if answer is None or answer == ():
        return BLANK
    if isinstance(answer, str) and (answer in questionnaire.special or answer in KEPT_BACK):
        return answer
    return ANSWERED


# Compared by identity, so that it can be part of a cache key.
@dataclass(frozen=True, eq=False)
class Survey:
    """The compiled survey and the frames made from it."""

    record: SurveyRecord

    @property
    def questionnaire(self) -> Questionnaire:
        """What was asked."""
        return self.record.questionnaire

    @cached_property
    def responses(self) -> dict[str, AreaAnswers]:
        """Accepted (or illustrative) answers by area code; areas without any are absent."""
        return {one.area_code: one for one in self.record.responses}

    @cached_property
    def illustrative_codes(self) -> tuple[str, ...]:
        """Areas whose answers are made up to try the pages with."""
        return tuple(code for code, one in self.responses.items() if one.illustrative)

    @cached_property
    def by_service(self) -> dict[str, tuple[AreaAnswers, ServiceAnswers]]:
        """The area's answers and the service's own, by service id."""
        return {
            service_id(area.area_code, one.key): (area, one)
            for area in self.record.responses
            for one in area.services
        }

    @cached_property
    def services(self) -> pd.DataFrame:
        """One row per service and area, indexed by service_id ("E06000015-s01").

        Columns: area_code, illustrative, answered_on (timestamp or NaT) and one column per
        question. Lists are tuples of item ids, empty where nothing was chosen; numbers are
        floats, NaN without one; dates are timestamps; other answers are texts, "" without
        one. ``said_<question>`` says why there is none: answered, blank, hidden, dont_know
        or not_asked.
        """
        return _services_frame(self)

    @cached_property
    def none_answers(self) -> dict[tuple[str, str, str], str]:
        """What each area says of a level and situation: some, none, dont_know, not_asked.

        Keys are (area_code, level, situation); what was left empty has no entry.
        """
        return {
            (area.area_code, one.level, one.situation): one.answer
            for area in self.record.responses
            for one in area.none
            if one.answer is not None
        }

    @cached_property
    def sites(self) -> pd.DataFrame:
        """One row per service and postcode where it takes place.

        Columns: service_id, area_code, postcode, lon, lat, easting, northing,
        district_code. Services that are online, by phone or area-wide have no row, nor has a
        service that parents cannot have in person but that names a postcode: it is an office.
        """
        known = self.record.sites
        rows = [
            {"service_id": key, "area_code": area.area_code, **known[postcode].model_dump()}
            for key, (area, one) in self.by_service.items()
            if self.questionnaire.is_at_place(one.answers.get("delivery"))
            for postcode in _several(one.answers.get("sites"))
            if postcode in known
        ]
        columns = ["service_id", "area_code", "postcode", "lon", "lat", "easting", "northing",
                   "district_code"]  # fmt: skip
        return pd.DataFrame(rows, columns=columns)

    @cached_property
    def places(self) -> pd.DataFrame:
        """Family hubs and children's centres: the fields of ``Place``, one row each."""
        rows = [one.model_dump() for one in self.record.places]
        return pd.DataFrame(rows, columns=list(Place.model_fields))

    @cached_property
    def texts(self) -> pd.DataFrame:
        """Free-text answers with their themes: the fields of ``CodedText``, one row each."""
        rows = [one.model_dump() for one in self.record.texts]
        return pd.DataFrame(rows, columns=list(CodedText.model_fields))

    def tracker(self, codes: tuple[str, ...]) -> pd.DataFrame:
        """How far each area has answered; shown before anything is counted.

        Returns:
            Indexed by area code: state (answered, partly, asked), illustrative, services,
            slots and slots_known (levels and situations, and those answered some or none),
            questions, answered, dont_know, not_asked, blank (answers about services),
            answered_on. Areas without a response are "asked".
        """
        return pd.DataFrame([_tracked(self, code) for code in codes]).set_index("area_code")


def no_survey() -> Survey:
    """The survey of a region that has none: nothing asked, nothing answered."""
    names = (*EVERY_SLICE, "none_answer", "place_action", "yes_no")
    lists = {name: AnswerList(label=name, items=()) for name in names}
    day = date(1, 1, 1)
    nothing = Questionnaire(
        id="none", title="", version="", round="none", round_opens=day, round_closes=day,
        changes=(), special={}, lists=lists, questions=(), area_questions=(),
    )  # fmt: skip
    return Survey(SurveyRecord(questionnaire=nothing))


def service_id(area_code: str, key: str) -> str:
    """Name of a service in addresses and files."""
    return f"{area_code}-{key}"


def _several(answer: Answer) -> tuple[str, ...]:
    return answer if isinstance(answer, tuple) else ()


def _services_frame(survey: Survey) -> pd.DataFrame:
    questions = survey.questionnaire.questions
    entries = survey.by_service
    columns: dict[str, object] = {
        "area_code": [area.area_code for area, _ in entries.values()],
        "illustrative": [area.illustrative for area, _ in entries.values()],
        "answered_on": pd.to_datetime(
            [area.answers.get("answered_on") for area, _ in entries.values()], errors="coerce"
        ),
    }
    for question in questions:
        given = [one.answers.get(question.id) for _, one in entries.values()]
        columns[question.id] = _column(given, question, survey.questionnaire)
        columns[f"said_{question.id}"] = [said(one, survey.questionnaire) for one in given]
    return pd.DataFrame(columns, index=pd.Index(list(entries), name="service_id"))


def _column(given: list[Answer], question: Question, questionnaire: Questionnaire) -> object:
    kept = [one if said(one, questionnaire) == ANSWERED else None for one in given]
    if question.kind.is_several:
        return [one if isinstance(one, tuple) else () for one in kept]
    if question.kind is QuestionKind.NUMBER:
        return [np.nan if one is None else float(one) for one in kept]  # type: ignore[arg-type]
    if question.kind is QuestionKind.DATE:
        return pd.to_datetime(kept, errors="coerce")
    return ["" if one is None else str(one) for one in kept]


def _tracked(survey: Survey, code: str) -> dict[str, object]:
    response = survey.responses.get(code)
    slots = len(survey.questionnaire.slots())
    row: dict[str, object] = {
        "area_code": code, "state": "asked", "illustrative": False, "services": 0,
        "slots": slots, "slots_known": 0, "questions": 0, "answered": 0, "dont_know": 0,
        "not_asked": 0, "blank": 0, "answered_on": pd.NaT,
    }  # fmt: skip
    if response is None:
        return row
    answers = [
        said(one.answers.get(question.id), survey.questionnaire)
        for one in response.services
        for question in survey.questionnaire.questions
        if is_asked(question, one)
    ]
    known = sum(one.answer in {"some", "none"} for one in response.none)
    row |= {
        "illustrative": response.illustrative,
        "services": len(response.services),
        "slots_known": known,
        "questions": len(answers),
        "answered": sum(one in {ANSWERED, *KEPT_BACK} for one in answers),
        "dont_know": answers.count("dont_know"),
        "not_asked": answers.count("not_asked"),
        "blank": answers.count(BLANK),
        "answered_on": pd.to_datetime(response.answers.get("answered_on"), errors="coerce"),
    }
    row["state"] = "answered" if known == slots else "partly"
    return row


def is_asked(question: Question, one: ServiceAnswers) -> bool:
    """Whether routing asks the question of this service."""
    for other, wanted in question.show_if.items():
        given = one.answers.get(other)
        if wanted == "empty":
            if given is not None:
                return False
        elif given != wanted and wanted not in _several(given):
            return False
    return True
