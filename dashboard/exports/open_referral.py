"""The answered survey as Open Referral UK records, its profile of HSDS 3.0.

Which question goes where is the field ``hsds`` of the questionnaire; docs/survey.md says what is
made of each. What is not known is left out, or linked to a term that says why there is no answer.
``open_referral_schema.json`` beside this file is what the result is tested against.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.analysis.pathway import provider_key
from dashboard.analysis.survey_answers import Told, area_name, told
from dashboard.dataset import Dataset
from dashboard.dataset.survey import BLANK, ILLUSTRATIVE
from dashboard.exports.open_referral_terms import Record, Terms, identifier
from dashboard.exports.survey_rows import about
from dashboard.metadata.survey import AreaAnswers, QuestionKind, Site

PROFILE = "https://docs.openreferraluk.org/en/latest/"

# A service must have one of four statuses; it has none if whether it runs is not known.
STATUS = {
    "running": "active",
    "starting": "inactive",
    "paused": "temporarily closed",
    "ended": "defunct",
}
_AREA_URI = "http://statistics.data.gov.uk/id/statistical-geography/"
_NOT_KNOWN = "Whether it is running is not known in words of the standard, and a record must say."


def records(dataset: Dataset) -> Record:
    """All services as one page of the standard's list, with the survey's taxonomies.

    Services for which it is not known whether they run cannot be records, because the standard
    has no word for that; they are named under ``left_out``.
    """
    survey = dataset.survey
    terms = Terms(survey.questionnaire)
    organizations = _organizations(dataset, terms)
    contents: list[Record] = []
    left_out: list[Record] = []
    for service_id, (area, _) in survey.by_service.items():
        answers = told(dataset, service_id)
        if _status(answers):
            contents.append(_service(dataset, terms, organizations, area, service_id))
        else:
            said = {"service": service_id, "name": answers["service_name"].text}
            left_out.append(said | {"reason": _NOT_KNOWN})
    count = len(contents)
    return {
        "profile": PROFILE,
        "about": [{"label": label, "text": text} for label, text in about(dataset)],
        "total_items": count,
        "total_pages": 1,
        "page_number": 1,
        "size": count,
        "first_page": True,
        "last_page": True,
        "empty": not count,
        "contents": contents,
        "left_out": left_out,
        "taxonomies": terms.taxonomies(),
    }


def _service(
    dataset: Dataset,
    terms: Terms,
    organizations: Mapping[str, Record],
    area: AreaAnswers,
    service_id: str,
) -> Record:
    answers = told(dataset, service_id)
    own_id = identifier("service", service_id)
    name = answers["service_name"]
    record: Record = {
        "id": own_id,
        "name": name.text if name.is_answered else "Name not known",
        "status": _status(answers),
        "description": _labelled(_text(answers["description"]), area),
        "alert": ILLUSTRATIVE if area.illustrative else "",
        "eligibility_description": _sentences(answers, "service.eligibility_description"),
        "application_process": _sentences(answers, "service.application_process"),
        "wait_time": _wait(answers["waiting_weeks"]),
        "assured_date": _day(area),
        "last_modified": area.accepted_at.isoformat() if area.accepted_at else "",
        "languages": _languages(own_id, answers["languages"]),
        "funding": _funding(own_id, answers["commissioner"]),
        "schedules": _schedules(own_id, answers["delivery"]),
        "service_areas": _service_areas(dataset, own_id, area.area_code, answers),
        "service_at_locations": _at_locations(dataset, own_id, answers),
        "attributes": _attributes(dataset, terms, own_id, area, answers),
    }
    organization = organizations.get(provider_key(_text(answers["organisation"])))
    if organization is not None:
        record |= {"organization_id": organization["id"], "organization": organization}
    return {key: value for key, value in record.items() if value not in ("", [])}


def _status(answers: Mapping[str, Told]) -> str:
    """The status in words of the standard; empty where it is not known."""
    return next((STATUS[one] for one in answers["status"].items if one in STATUS), "")


def _text(one: Told) -> str:
    return one.text if one.is_answered else ""


def _labelled(text: str, area: AreaAnswers) -> str:
    """Made-up services say so before anything else."""
    return f"{ILLUSTRATIVE}. {text}".strip() if area.illustrative else text


def _sentences(answers: Mapping[str, Told], field: str) -> str:
    """Answered questions that share a field of text: "Made for: Fathers. Parents in work: Yes."."""
    return " ".join(
        f"{one.question.label}: {one.text}."
        for one in answers.values()
        if one.question.hsds == field and one.is_answered
    )


def _wait(one: Told) -> str:
    return f"{one.text} {one.question.unit}" if one.is_answered else ""


def _day(area: AreaAnswers) -> str:
    """The day on which the area filled it in; nothing if it did not say."""
    given = str(area.answers.get("answered_on") or "")
    return given if given[:4].isdigit() else ""


def _languages(own_id: str, one: Told) -> list[Record]:
    """As written, in one record: to take the text apart would be to guess."""
    if not one.is_answered:
        return []
    return [{"id": identifier("language", own_id), "service_id": own_id, "name": one.text}]


def _funding(own_id: str, one: Told) -> list[Record]:
    if not one.is_answered:
        return []
    return [{"id": identifier("funding", own_id), "service_id": own_id, "source": one.text}]


def _schedules(own_id: str, one: Told) -> list[Record]:
    """How people attend, one entry for each way; the survey asks for no times."""
    return [
        {
            "id": identifier("schedule", own_id, key),
            "service_id": own_id,
            "attending_type": way,
        }
        for key, way in zip(one.items, one.names, strict=True)
    ]


def _service_areas(
    dataset: Dataset, own_id: str, code: str, answers: Mapping[str, Told]
) -> list[Record]:
    """Districts named, or the whole area where the question was left empty for that reason."""
    districts = answers["districts"]
    codes = districts.items or ((code,) if districts.said == BLANK else ())
    return [
        {
            "id": identifier("service_area", own_id, one),
            "service_id": own_id,
            "name": area_name(dataset, one),
            "service_area": area_name(dataset, one),
            "uri": f"{_AREA_URI}{one}",
        }
        for one in dict.fromkeys((*codes, *answers["other_areas"].items))
    ]


def _at_locations(dataset: Dataset, own_id: str, answers: dict[str, Told]) -> list[Record]:
    known = dataset.survey.record.sites
    # A postcode of a service that nobody can have in person is an office.
    if not dataset.survey.questionnaire.is_at_place(answers["delivery"].items):
        return []
    return [
        {
            "id": identifier("service_at_location", own_id, postcode),
            "service_id": own_id,
            "location_id": identifier("location", postcode),
            "location": _location(postcode, known.get(postcode)),
        }
        for postcode in answers["sites"].items
    ]


def _location(postcode: str, site: Site | None) -> Record:
    """A place known by its postcode alone; an address has more parts than the survey asks for."""
    where = {"latitude": site.lat, "longitude": site.lon} if site else {}
    return {
        "id": identifier("location", postcode),
        "location_type": "physical",
        "name": postcode,
        **where,
        "external_identifier": postcode,
        "external_identifier_type": "postcode",
    }


def _attributes(
    dataset: Dataset,
    terms: Terms,
    own_id: str,
    area: AreaAnswers,
    answers: Mapping[str, Told],
) -> list[Record]:
    """Every answer from a list, every answer mapped to attributes, and why others are missing."""
    found = [
        terms.kind("service", own_id, is_made_up=area.illustrative),
        terms.answered_by("service", own_id, area_name(dataset, area.area_code)),
    ]
    for one in answers.values():
        question = one.question
        if question.hsds == "organization.attributes" or not question.hsds:
            continue
        is_listed = question.kind in {QuestionKind.ONE, QuestionKind.MANY}
        if is_listed or question.hsds == "service.attributes" or not one.is_answered:
            found += terms.answers("service", own_id, one)
    return found


def _organizations(dataset: Dataset, terms: Terms) -> dict[str, Record]:
    """Providers by their key: each name once, with every kind that it was given."""
    found: dict[str, dict[str, Any]] = {}
    for service_id, (area, _) in dataset.survey.by_service.items():
        answers = told(dataset, service_id)
        key = provider_key(_text(answers["organisation"]))
        if not key:
            continue
        own_id = identifier("organization", key)
        record = found.setdefault(
            key,
            {
                "id": own_id,
                "name": answers["organisation"].text,
                "description": _labelled("Named as provider in the survey of support.", area),
                "attributes": [terms.kind("organization", own_id, is_made_up=area.illustrative)],
            },
        )
        more = terms.answers("organization", own_id, answers["sector"])
        record["attributes"] = _once([*record["attributes"], *more])
    return found


def _once(attributes: Iterable[Record]) -> list[Record]:
    """Each attribute once, in the order in which they came."""
    return list({one["id"]: one for one in attributes}.values())
