"""Words that go with every answer of the survey: where it is from, and whether it is made up."""

from collections.abc import Sequence
from functools import lru_cache

from dashboard.analysis.pathway_words import plural
from dashboard.analysis.summary import join
from dashboard.dataset import Dataset
from dashboard.dataset.survey import ILLUSTRATIVE, Survey


def made_up(survey: Survey, codes: Sequence[str]) -> tuple[str, ...]:
    """Those of the areas whose answers are made up."""
    return tuple(code for code in codes if code in survey.illustrative_codes)


def banner(dataset: Dataset, codes: Sequence[str]) -> str:
    """The strip above a page that shows made-up answers; empty if it shows none."""
    found = made_up(dataset.survey, codes)
    if not found:
        return ""
    if len(found) == len(dataset.member_codes):
        who = "all areas"
    else:
        who = join([dataset.area(code).short_name for code in found])
    return (
        f"{ILLUSTRATIVE}. Answers of {who} about support are made up; they go when an area's own "
        "are accepted."
    )


def survey_source(dataset: Dataset, codes: Sequence[str]) -> str:
    """Source line of a card and its picture."""
    questionnaire = dataset.survey.questionnaire
    source = (
        f"Source: survey of support, round {questionnaire.round}, version {questionnaire.version}. "
        f"Dataset {dataset.version}."
    )
    return f"{ILLUSTRATIVE}. {source}" if made_up(dataset.survey, codes) else source


def survey_meta(dataset: Dataset, codes: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Rows about the survey that travel with every file."""
    questionnaire = dataset.survey.questionnaire
    found = made_up(dataset.survey, codes)
    label = (
        (("Note", f"{ILLUSTRATIVE}: {join([dataset.area(code).name for code in found])}"),)
        if found
        else ()
    )
    return (
        *label,
        ("Survey", f"{questionnaire.title}, round {questionnaire.round}"),
        ("Questionnaire version", questionnaire.version),
        ("Answers", response_sentence(dataset, codes)),
        ("Dataset version", dataset.version),
    )


def title_with_label(dataset: Dataset, codes: Sequence[str], title: str) -> str:
    """Title of a picture, which may travel without its page."""
    return f"{ILLUSTRATIVE}: {title}" if made_up(dataset.survey, codes) else title


def labelled(dataset: Dataset, codes: Sequence[str], sentence: str) -> str:
    """A sentence of a card that people are led to past the strip at the top of the page."""
    return f"{ILLUSTRATIVE}. {sentence}" if made_up(dataset.survey, codes) else sentence


def response_sentence(dataset: Dataset, codes: Sequence[str]) -> str:
    """How many areas have answered; said before anything is counted."""
    return _response_sentence(dataset, tuple(codes))


# Every card and file says it, and counting the answers of thousands of services takes a second.
@lru_cache(maxsize=64)
def _response_sentence(dataset: Dataset, codes: tuple[str, ...]) -> str:
    tracker = dataset.survey.tracker(codes)
    counts = tracker["state"].value_counts()
    words = (
        ("answered", "answered in full"),
        ("partly", "answered in part"),
        ("asked", "not answered yet"),
    )
    said = [f"{counts[state]} {text}" for state, text in words if counts.get(state)]
    known, asked = int(tracker["slots_known"].sum()), int(tracker["slots"].sum())
    return (
        f"Of {len(tracker)} areas, {join(said)}. It is known whether there is support for "
        f"{known} of {asked} steps."
        if len(tracker) > 1
        else f"{dataset.area(tracker.index[0]).name} has {dict(words)[tracker['state'].iloc[0]]}; "
        f"it is known whether there is support for {known} of {plural(asked, 'step')}."
    )
