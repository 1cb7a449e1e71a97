"""Answers in own words for the invented region: written, coded and flagged in every way."""

from dataclasses import replace

from dashboard.dataset import Dataset
from dashboard.dataset.survey import Survey
from dashboard.metadata.survey import Agreement, CodedText, ThemeCode

from . import small_region
from .small_region import COUNTY, DALE, TOWN
from .small_survey import survey

FORMULA = '=HYPERLINK("http://evil.example","free")'
SCRIPT = "<script>alert(1)</script> the bus is late"
PERSONAL = "Ring Alex Example on 01632 960 123 about the bus."
THEMES = (
    ThemeCode(id="travel", name="Travel", means="Getting there is hard.", words=("bus",)),
    ThemeCode(id="money", name="Money", means="It is paid for, or not.", examples=("No grant.",)),
    ThemeCode(id="fathers", name="Fathers", means="Fathers are not reached."),
)


def text(key: str, words: str, **changes: object) -> CodedText:
    """An answer of the county about its first service, suggested for nothing unless changed."""
    service, _, question = key.partition("/")
    usual = {"area_code": COUNTY, "service_id": f"{COUNTY}-{service}" if service else ""}
    found = {**usual, "question": question, "text": words, **changes}
    return CodedText(text_id=f"{found['service_id'] or found['area_code']}/{question}", **found)


TEXTS = (
    text("s01/barriers", "No bus from Dale after six.", confirmed=("travel",), coder="AB",
         second=("travel",), second_coder="CD", suggested=("money",), keyphrases=("bus", "Dale")),
    text("s01/what_works", "Group s01 pays for taxis.", confirmed=("travel", "money"), coder="AB",
         second=("money",)),
    text("s02/barriers", FORMULA, suggested=("money",)),
    text("s02/what_works", SCRIPT, suggested=("travel",)),
    text("/area_barriers", PERSONAL, suggested=("travel",), keyphrases=("Alex Example",),
         flags=("possible name: Alex Example", "telephone number: 01632 960 123")),
    text("/gaps_seen", "Hard to say.", confirmed=(), coder="AB"),
    text("/area_works", "Nothing special.", area_code=TOWN),
)  # fmt: skip
AGREEMENT = (
    Agreement(theme="", answers=12, same=10, kappa=0.71),
    Agreement(theme="travel", answers=12, same=11, kappa=0.796),
    Agreement(theme="money", answers=12, same=12, kappa=None),
)


def dataset(texts: tuple[CodedText, ...] = TEXTS, **changes: object) -> Dataset:
    """The invented region with these answers; the new council has sent in nothing."""
    record = survey(COUNTY, TOWN, DALE).record
    held = {"themes": THEMES, "agreement": AGREEMENT, "texts": texts, **changes}
    return replace(small_region.dataset(), survey=Survey(record.model_copy(update=held)))
