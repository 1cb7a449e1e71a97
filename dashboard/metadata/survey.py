"""What the survey asks and what areas have answered: typed, frozen, read from no file here.

The record of a service follows Open Referral UK (HSDS); each question names its field there.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

# Several items of a list, a number, or text: an item, an ISO date or a special answer.
# None means that the cell was left empty.
Answer = tuple[str, ...] | float | str | None


# What ``ListItem.also`` says where any answer to the other question will do.
ANY_ANSWER = "answered"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class QuestionKind(StrEnum):
    """What an answer is; decides how it is read, checked and shown."""

    TEXT = "text"
    LONG = "long"
    ONE = "one"
    MANY = "many"
    AREAS = "areas"
    DISTRICTS = "districts"
    SITES = "sites"
    NUMBER = "number"
    DATE = "date"

    @property
    def is_several(self) -> bool:
        """Whether an answer can hold several values."""
        return self in {self.MANY, self.AREAS, self.DISTRICTS, self.SITES}


class ListItem(_Frozen):
    """One answer that can be chosen."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    label: str
    short: str = ""
    means: str = Field("", description="definition, in a sentence")
    synonyms: tuple[str, ...] = Field((), description="other words read as this answer")
    also: dict[str, str] = Field(
        default_factory=dict,
        description="answers to other questions that mean this one too; by question, an item "
        'or "answered" for any answer',
    )
    rating: str = Field("", description="evidence rating of a programme; scales never mix")
    scale: str = Field("", description="the scale that the rating is on")
    at_place: bool = Field(False, description="a way of delivery for which parents go to a place")

    @model_validator(mode="before")
    @classmethod
    def _default_short(cls, values: dict) -> dict:
        return {**values, "short": values.get("short") or values.get("label")}


class AnswerList(_Frozen):
    """The answers that a question offers, in the order shown."""

    label: str
    help: str = ""
    items: tuple[ListItem, ...]

    def item(self, item_id: str) -> ListItem | None:
        """The item with an id; None if there is none."""
        return next((item for item in self.items if item.id == item_id), None)


class SpecialAnswer(_Frozen):
    """An answer that every question offers, such as "don't know"."""

    label: str
    synonyms: tuple[str, ...] = ()


class Question(_Frozen):
    """One question, asked in one way."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    label: str = Field(description="heading of its column")
    ask: str = Field(description="the question as people read it")
    help: str = ""
    kind: QuestionKind
    list: str = Field("", description="name of its list of answers")
    section: str = ""
    unit: str = ""
    least: float | None = None
    most: float | None = None
    unusual_above: float | None = Field(None, description="numbers above are asked about")
    decimals: int = 0
    required: bool = False
    counts_people: bool = Field(False, description="small numbers are hidden when compiled")
    show_if: dict[str, str] = Field(
        default_factory=dict, description="asked only where another question has this answer"
    )
    nothing: tuple[str, ...] = Field(
        (), description='own words that say that there is nothing, such as "English only"'
    )
    coded: bool = Field(False, description="answers are coded into themes")
    hsds: str = Field("", description="field of the Open Referral UK record")
    synonyms: tuple[str, ...] = Field((), description="other headings read as this question")


class Change(_Frozen):
    """What a version of the questionnaire changed."""

    version: str
    date: date
    notes: tuple[str, ...]


class Questionnaire(_Frozen):
    """Everything that is asked in one round."""

    id: str
    title: str
    version: str
    pilot: bool = False
    round: str = Field(pattern=r"^[A-Za-z0-9_-]+$")
    round_opens: date
    round_closes: date
    confirmed_by: str = ""
    changes: tuple[Change, ...]
    special: dict[str, SpecialAnswer]
    lists: dict[str, AnswerList]
    questions: tuple[Question, ...]
    area_questions: tuple[Question, ...]

    @model_validator(mode="after")
    def _lists_are_there(self) -> "Questionnaire":
        known = {q.id for q in (*self.questions, *self.area_questions)}
        for one in (*self.questions, *self.area_questions):
            if one.kind in {QuestionKind.ONE, QuestionKind.MANY} and one.list not in self.lists:
                raise ValueError(f"question {one.id} names a list that is not here: {one.list}")
            if not set(one.show_if) <= known:
                raise ValueError(f"question {one.id} depends on a question that is not here")
        for item in (item for one in self.lists.values() for item in one.items):
            self._check_also(item)
        if len(known) != len(self.questions) + len(self.area_questions):
            raise ValueError("two questions have the same id")
        return self

    def _check_also(self, item: ListItem) -> None:
        """What else means an answer must be an answer to a question about services."""
        asked = {one.id: one for one in self.questions}
        for other, wanted in item.also.items():
            if other not in asked:
                raise ValueError(f"answer {item.id} names a question that is not here: {other}")
            offered = self.lists.get(asked[other].list)
            if wanted != ANY_ANSWER and not (offered and offered.item(wanted)):
                raise ValueError(f"answer {item.id}: {other} does not offer {wanted}")

    @property
    def is_there(self) -> bool:
        """Whether anything is asked; a region need not have a survey."""
        return bool(self.questions)

    def question(self, question_id: str) -> Question:
        """A question by id; KeyError when unknown."""
        for one in (*self.questions, *self.area_questions):
            if one.id == question_id:
                return one
        raise KeyError(question_id)

    def items(self, list_id: str) -> tuple[ListItem, ...]:
        """The answers of a list, in the order shown."""
        return self.lists[list_id].items

    def label(self, list_id: str, item_id: str) -> str:
        """An answer in words; special answers included, unknown ones as they are."""
        item = self.lists[list_id].item(item_id)
        if item is not None:
            return item.label
        return self.special[item_id].label if item_id in self.special else item_id

    def is_at_place(self, delivery: Answer) -> bool:
        """Whether parents go to a place, by the ways of delivery; also where those are not known.

        A service that is only online or by phone has none: a postcode it gives is an office.
        """
        offered = self.lists["delivery"].items if "delivery" in self.lists else ()
        at_place = {item.id for item in offered if item.at_place}
        known = isinstance(delivery, tuple) and bool(delivery)
        return not at_place or not known or not at_place.isdisjoint(delivery)

    def slots(self) -> tuple[tuple[str, str], ...]:
        """Every pair of level and family situation: the steps of the pathway."""
        return tuple(
            (level.id, situation.id)
            for level in self.items("level")
            for situation in self.items("situation")
        )


class ServiceAnswers(_Frozen):
    """One row of the services sheet: answers by question id."""

    key: str = Field(pattern=r"^[a-z0-9-]+$", description="stays the same between rounds")
    answers: dict[str, Answer]


class NoneAnswer(_Frozen):
    """What an area says about one level and family situation as a whole."""

    level: str
    situation: str
    answer: Literal["some", "none", "dont_know", "not_asked"] | None = None


class PlaceAnswer(_Frozen):
    """What an area says about a place of the public list, or a place it adds."""

    place_id: str = ""
    action: str
    name: str = ""
    type: str = ""
    postcode: str = ""


class AreaAnswers(_Frozen):
    """One area's accepted answers of one round: one file, replaced as a whole.

    Attributes:
        answers: by id of the area questions.
        file, sha256, accepted_at: the workbook they came from; empty for example answers.
        illustrative: made up to try the pages with; says so wherever it shows.
    """

    questionnaire: str
    version: str
    round: str
    area_code: str
    illustrative: bool = False
    answers: dict[str, Answer] = Field(default_factory=dict)
    services: tuple[ServiceAnswers, ...] = ()
    none: tuple[NoneAnswer, ...] = ()
    places: tuple[PlaceAnswer, ...] = ()
    file: str = ""
    sha256: str = ""
    accepted_at: datetime | None = None


class Place(_Frozen):
    """A family hub or children's centre, where it is and who says so.

    ``state`` is "public" (from the public list, to be confirmed by councils), or what the
    area answered: confirmed, corrected, closed, added.
    """

    place_id: str
    name: str
    type: str
    postcode: str
    area_code: str
    district_code: str
    lon: float
    lat: float
    state: str = "public"
    listed_in: str = ""
    source_url: str = ""
    note: str = ""


class Site(_Frozen):
    """A postcode where services take place. Easting and northing are British National Grid."""

    postcode: str
    lon: float
    lat: float
    easting: int
    northing: int
    district_code: str


class ThemeCode(_Frozen):
    """A theme of the codebook."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    name: str
    means: str
    excludes: str = Field("", description="what it does not include, and where that goes")
    examples: tuple[str, ...] = ()
    words: tuple[str, ...] = Field((), description="words and phrases that suggest the theme")


class CodedText(_Frozen):
    """One free-text answer with its themes.

    ``suggested`` is what term weighting proposes; ``confirmed`` what a person has decided,
    None while nobody has, empty where they found that no theme fits. ``second`` is a second
    coder's decision. ``coder`` and ``second_coder`` are the names that they gave.
    """

    text_id: str = Field(description="area_code/question or area_code-key/question")
    area_code: str
    service_id: str = ""
    question: str
    text: str
    suggested: tuple[str, ...] = ()
    keyphrases: tuple[str, ...] = ()
    confirmed: tuple[str, ...] | None = None
    second: tuple[str, ...] | None = None
    coder: str = ""
    second_coder: str = ""
    flags: tuple[str, ...] = Field((), description="possible names and addresses to look at")


class Agreement(_Frozen):
    """How far two coders agree on one theme; docs/themes.md says how it is worked out.

    Attributes:
        theme: its id; empty for all themes together.
        answers: those that both have coded.
        same: those of them where both say the same of the theme, yes or no; for all themes
            together, those where both chose the very same themes.
        kappa: Cohen's kappa; None where it is not defined, as where both chose the theme for
            every answer or for none.
    """

    theme: str
    answers: int
    same: int = 0
    kappa: float | None = None


class SurveyRecord(_Frozen):
    """The compiled survey: one round, all areas, with places, sites and themes.

    ``outdated`` names the texts whose answers have changed or gone since they were coded, so
    that what was decided of them does not count.
    """

    questionnaire: Questionnaire
    responses: tuple[AreaAnswers, ...] = ()
    places: tuple[Place, ...] = ()
    sites: dict[str, Site] = Field(default_factory=dict)
    themes: tuple[ThemeCode, ...] = ()
    texts: tuple[CodedText, ...] = ()
    agreement: tuple[Agreement, ...] = ()
    outdated: tuple[str, ...] = ()
