"""Names of places and services taken out of what people wrote, so that it can be shown to all."""

import re
from collections.abc import Iterable
from functools import lru_cache

from dashboard.dataset import Dataset

HIDDEN_PLACE = "[place]"
HIDDEN_SERVICE = "[service]"
_SHORTEST = 4  # letters; shorter names are ordinary words too often


@lru_cache(maxsize=4)
def _patterns(dataset: Dataset) -> tuple[tuple[re.Pattern[str], str], ...]:
    """What to look for, services before places: a service may be named after its place."""
    places = {
        name
        for code in (*dataset.member_codes, *dataset.local_codes)
        for name in (dataset.area(code).name, dataset.area(code).short_name)
    } | {place.name for place in dataset.survey.record.places}
    given = [one.answers for _, one in dataset.survey.by_service.values()]
    services = {
        answer
        for answers in given
        for question in ("service_name", "organisation")
        if isinstance(answer := answers.get(question), str)
    }
    return tuple(
        (_any_of(names), mark)
        for names, mark in ((services, HIDDEN_SERVICE), (places, HIDDEN_PLACE))
        if any(_is_telling(name) for name in names)
    )


def _is_telling(name: str) -> bool:
    return len(name.strip()) >= _SHORTEST


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names as whole words, the longest first, whatever the capitals and spaces."""
    ordered = sorted(filter(_is_telling, names), key=lambda name: (-len(name), name))
    words = (r"\s+".join(map(re.escape, name.split())) for name in ordered)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def hide_names(text: str, dataset: Dataset) -> str:
    """The text with names of areas, districts, services and providers replaced by a mark.

    Only names that the dataset knows are found: a village or a nickname stays.
    """
    for pattern, mark in _patterns(dataset):
        text = pattern.sub(mark, text)
    return text
