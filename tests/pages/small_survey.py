"""A small survey for the invented region: one area answered, one in part, one not at all."""

from dashboard.dataset.survey import Survey
from dashboard.metadata.survey import (
    AreaAnswers,
    NoneAnswer,
    Place,
    ServiceAnswers,
    Site,
    SurveyRecord,
    ThemeCode,
)
from dashboard.metadata.survey_files import load_questionnaire
from dashboard.settings import PROJECT

QUESTIONNAIRE = load_questionnaire(PROJECT / "data")
SITE = "MI1 1AA"


def service(key: str, **answers: object) -> ServiceAnswers:
    """A running group for parents who live together, unless changed."""
    usual = {
        "service_name": f"Group {key}",
        "organisation": "Example Trust",
        "status": "running",
        "level": "targeted",
        "situation": ("together",),
        "delivery": ("in_person",),
        "capacity": 40.0,
    }
    return ServiceAnswers(key=key, answers={**usual, **answers})


def slots(answer: str | None, **changes: str) -> tuple[NoneAnswer, ...]:
    """The same answer for every level and situation; ``level__situation=answer`` changes one."""
    return tuple(
        NoneAnswer(
            level=level, situation=situation, answer=changes.get(f"{level}__{situation}", answer)
        )
        for level, situation in QUESTIONNAIRE.slots()
    )


def survey(answered: str, partly: str, district: str) -> Survey:
    """The survey of two areas.

    Args:
        answered: code of the area that has answered everything.
        partly: code of the area that has left most of it out.
        district: code of the lower tier in which the one site lies.
    """
    full = AreaAnswers(
        questionnaire=QUESTIONNAIRE.id,
        version=QUESTIONNAIRE.version,
        round=QUESTIONNAIRE.round,
        area_code=answered,
        illustrative=True,
        answers={"answered_on": "2026-10-01"},
        services=(
            service("s01", sites=(SITE,)),
            service("s02", level="universal", delivery=("online",), capacity="dont_know"),
        ),
        none=slots("none", targeted__together="some", universal__together="some"),
    )
    part = full.model_copy(
        update={
            "area_code": partly,
            "services": (service("s01", status="paused"),),
            "none": slots(None, specialist__together="dont_know"),
        }
    )
    place = Place(
        place_id="p1", name="Dale hub", type="family hub", postcode=SITE, area_code=answered,
        district_code=district, lon=-1.5, lat=52.5,
    )  # fmt: skip
    site = Site(
        postcode=SITE, lon=-1.5, lat=52.5, easting=434000, northing=289000, district_code=district
    )
    theme = ThemeCode(id="travel", name="Travel", means="Getting there is hard.", words=("bus",))
    return Survey(
        SurveyRecord(
            questionnaire=QUESTIONNAIRE,
            responses=(full, part),
            places=(place,),
            sites={SITE: site},
            themes=(theme,),
        )
    )
