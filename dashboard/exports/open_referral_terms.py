"""The survey's own taxonomies for Open Referral UK: one for each list, one term for each answer.

Identifiers are made from names, so that the same answer has the same one in every export.
"""

from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5

from dashboard.analysis.survey_answers import Told, rating_words, why_none
from dashboard.dataset.survey import HIDDEN, ILLUSTRATIVE
from dashboard.metadata.survey import Question, QuestionKind, Questionnaire

Record = dict[str, object]

# A name, not an address: it only has to be the same in every export.
_NAMESPACE = uuid5(NAMESPACE_URL, "needs-and-services:survey-of-support")

_QUESTIONS, _NO_ANSWER, _KIND, _AREA = "questions", "no_answer", "kind_of_answers", "answered_by"
MADE_UP, REAL = "illustrative", "answered"


def identifier(*parts: str) -> str:
    """A UUID that is the same for the same parts."""
    return str(uuid5(_NAMESPACE, ":".join(parts)))


class Terms:
    """Terms of the survey, and the attributes that link records to them."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        """Nothing is made before it is asked for, except the taxonomies themselves."""
        self._questionnaire = questionnaire
        self._taxonomies = self._all_taxonomies()
        self._terms: dict[tuple[str, str], Record] = {
            (taxonomy, code): self._term(taxonomy, code, name, description)
            for taxonomy, code, name, description in self._all_terms()
        }

    def taxonomies(self) -> list[Record]:
        """Every taxonomy with all of its terms."""
        return [
            {
                "id": identifier("taxonomy", key),
                "name": name,
                "description": description,
                "version": self._questionnaire.version,
                "taxonomy_terms": [
                    term for (taxonomy, _), term in self._terms.items() if taxonomy == key
                ],
            }
            for key, (name, description) in self._taxonomies.items()
        ]

    def answers(self, entity: str, link_id: str, one: Told) -> list[Record]:
        """The attributes of one answer; of a question without one, why it has none.

        A cell that was left empty, and a question that does not apply, have no attribute.
        """
        question = one.question
        special = {*self._questionnaire.special, HIDDEN}
        if one.said in special:
            return [self._attribute(entity, link_id, question.id, _NO_ANSWER, one.said)]
        if not one.is_answered:
            return []
        if question.kind in {QuestionKind.ONE, QuestionKind.MANY}:
            return [
                self._attribute(entity, link_id, question.id, question.list, item)
                for item in one.items
            ]
        value = f"{one.value:g}" if isinstance(one.value, float) else str(one.value)
        return [self._attribute(entity, link_id, question.id, _QUESTIONS, question.id, value)]

    def kind(self, entity: str, link_id: str, *, is_made_up: bool) -> Record:
        """The attribute that says whether the answers are made up."""
        code = MADE_UP if is_made_up else REAL
        return self._attribute(entity, link_id, _KIND, _KIND, code)

    def answered_by(self, entity: str, link_id: str, area: str) -> Record:
        """The attribute that names the council that answered."""
        return self._attribute(entity, link_id, _AREA, _AREA, "council", area)

    def _attribute(
        self, entity: str, link_id: str, link_type: str, taxonomy: str, code: str, value: str = ""
    ) -> Record:
        term = self._terms[taxonomy, code]
        return {
            "id": identifier("attribute", entity, link_id, link_type, code),
            "link_id": link_id,
            "link_entity": entity,
            "link_type": link_type,
            "taxonomy_term_id": term["id"],
            **({"value": value} if value else {}),
            "taxonomy_term": term,
        }

    def _term(self, taxonomy: str, code: str, name: str, description: str) -> Record:
        return {
            "id": identifier("term", taxonomy, code),
            "code": code,
            "name": name,
            "description": description,
            "taxonomy": self._taxonomies[taxonomy][0],
            "taxonomy_id": identifier("taxonomy", taxonomy),
        }

    def _all_taxonomies(self) -> dict[str, tuple[str, str]]:
        title = self._questionnaire.title
        used = self._lists()
        lists = {
            key: (f"{title}: {one.label}", one.help or f"Answers to “{one.label}”.")
            for key, one in self._questionnaire.lists.items()
            if key in used
        }
        return lists | {
            _QUESTIONS: (f"{title}: questions", "Questions answered by a number, day or text."),
            _NO_ANSWER: (f"{title}: no answer", "Why a question has no answer; never a no."),
            _KIND: (f"{title}: kind of answers", "Whether answers are real or made up."),
            _AREA: (f"{title}: answered by", "The council that answered."),
        }

    def _lists(self) -> set[str]:
        return {one.list for one in self._questionnaire.questions if one.list}

    def _all_terms(self) -> Iterable[tuple[str, str, str, str]]:
        questionnaire = self._questionnaire
        for key in self._lists():
            for item in questionnaire.items(key):
                rating = rating_words(item)
                means = item.means or f"Answer to “{questionnaire.lists[key].label}”."
                yield key, item.id, item.label, f"{means} {rating[:1].upper()}{rating[1:]}".strip()
        for one in questionnaire.questions:
            if _has_value(one):
                unit = f" In {one.unit}." if one.unit else ""
                yield _QUESTIONS, one.id, one.label, one.ask + unit
        for reason in (*questionnaire.special, HIDDEN):
            words = why_none(questionnaire, reason)
            yield _NO_ANSWER, reason, words, f"The question was answered so: {words}."
        yield _KIND, MADE_UP, ILLUSTRATIVE, "Made up to try the dashboard with."
        yield _KIND, REAL, "Answered by the council", "As the council answered."
        yield _AREA, "council", "Council that answered", "The council whose workbook it is."


def _has_value(question: Question) -> bool:
    return question.kind not in {QuestionKind.ONE, QuestionKind.MANY}
