"""Which answers of a list each service has, and which of them are not known.

Some answers can be given to two questions: a service that can be had in Urdu is one for
parents who need another language, whether or not its area ticked that group as well. The
questionnaire says which (``ListItem.also``); every page that filters services reads it here.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard.dataset.survey import ANSWERED
from dashboard.metadata.survey import ANY_ANSWER, Questionnaire


class Held(NamedTuple):
    """The answers to one question.

    Attributes:
        values: the items of its list.
        holds: one row per value, one column per service: whether the service has it.
        open: the same: whether that is not known.
        known: one per service: whether the question itself is answered.
    """

    values: tuple[str, ...]
    holds: np.ndarray
    open: np.ndarray
    known: np.ndarray

    def by_service(self) -> list[tuple[frozenset[str], frozenset[str]]]:
        """For each service the values that it has, and those that are not known."""
        values = np.array(self.values, dtype=object)
        return [
            (frozenset(values[has]), frozenset(values[unknown]))
            for has, unknown in zip(self.holds.T, self.open.T, strict=True)
        ]


def held(services: pd.DataFrame, questionnaire: Questionnaire, question_id: str) -> Held:
    """Read a question with one answer or several of a list.

    A value is there if it was chosen, or if another answer means it too. It is not known if
    neither is so and one of these questions is not answered.

    Args:
        services: as ``Survey.services``.
        questionnaire: what could be answered.
        question_id: a question with a list.
    """
    items = questionnaire.items(questionnaire.question(question_id).list)
    places = {item.id: place for place, item in enumerate(items)}
    holds = np.zeros((len(items), len(services)), dtype=bool)
    for number, answer in enumerate(services[question_id]):
        for value in (answer,) if isinstance(answer, str) else answer:
            if value in places:
                holds[places[value], number] = True
    known = (services[f"said_{question_id}"] == ANSWERED).to_numpy()
    all_known = np.repeat(known[np.newaxis, :], len(items), axis=0)
    for place, item in enumerate(items):
        for other, wanted in item.also.items():
            holds[place] |= _means(services, questionnaire, other, wanted)
            all_known[place] &= (services[f"said_{other}"] == ANSWERED).to_numpy()
    return Held(tuple(places), holds, ~holds & ~all_known, known)


def _means(
    services: pd.DataFrame, questionnaire: Questionnaire, other: str, wanted: str
) -> np.ndarray:
    """Whether the answer to another question is the one that means the item."""
    given = services[other]
    if wanted == ANY_ANSWER:
        nothing = {_plain(words) for words in questionnaire.question(other).nothing}
        says_nothing = np.array([_plain(one) in nothing for one in given.astype(str)], dtype=bool)
        return (services[f"said_{other}"] == ANSWERED).to_numpy() & ~says_nothing
    return np.array(
        [one == wanted or (isinstance(one, tuple) and wanted in one) for one in given], dtype=bool
    )


def _plain(text: str) -> str:
    return text.casefold().strip(" .!")
