"""Read the survey of support and the list of places, check them, and hide small numbers."""

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from dashboard.compile.finding import Finding
from dashboard.compile.read import read_table
from dashboard.compile.themes import compile_themes
from dashboard.dataset.survey import no_survey
from dashboard.metadata import MetadataError, Problem, Registry
from dashboard.metadata import Place as FilePlace
from dashboard.metadata.coding import load_codings
from dashboard.metadata.survey import (
    Answer,
    AreaAnswers,
    Place,
    PlaceAnswer,
    Question,
    QuestionKind,
    Questionnaire,
    ServiceAnswers,
    Site,
    SurveyRecord,
)
from dashboard.metadata.survey_files import (
    PLACES,
    POSTCODES,
    QUESTIONNAIRE,
    load_questionnaire,
    load_responses,
    load_themes,
)

SURVEY_RULE = "survey_can_be_read"
SURVEY_SENTENCE = (
    "The questionnaire, the accepted answers, the list of places, the postcodes, the codebook and "
    "the coding of answers can be read, and every answer is one that the questionnaire offers."
)
PLACE_COLUMNS = (
    "place_id", "name", "type", "postcode", "area_code", "district_code", "lat", "lon",
    "listed_in", "source_url", "note",
)  # fmt: skip

# Counts of families from 1 to 7 are hidden and others rounded to 5, as OpenSAFELY and
# NHS hospital statistics do; it also keeps a hidden one from being worked out of a sum.
_HIDDEN_TO = 7
_ROUNDED_TO = 5
HIDDEN = "hidden"


@dataclass(frozen=True)
class CompiledSurvey:
    """The survey as it goes into the dataset."""

    record: SurveyRecord
    postcodes: pd.DataFrame = field(default_factory=pd.DataFrame)


def read_survey(data_dir: Path, registry: Registry) -> tuple[CompiledSurvey | None, list[Finding]]:
    """The survey of a region, an empty one where it has none; None if something is wrong."""
    if not (data_dir / QUESTIONNAIRE).is_file():
        return CompiledSurvey(no_survey().record), []
    codes = registry.region.members
    try:
        questionnaire = load_questionnaire(data_dir)
        responses = load_responses(data_dir, questionnaire, codes)
        themes = load_themes(data_dir)
        codings = load_codings(data_dir, themes)
        postcodes = _read_postcodes(data_dir, registry)
    except MetadataError as error:
        return None, [_finding(problem) for problem in error.problems]
    findings = [one for response in responses for one in _wrong_answers(response, questionnaire)]
    public, wrong_places = _read_places(data_dir, registry)
    findings += wrong_places
    if findings:
        return None, findings
    responses = tuple(protected(one, questionnaire) for one in responses)
    sites = _sites(responses, postcodes)
    found = compile_themes(responses, questionnaire, themes, codings)
    record = SurveyRecord(
        questionnaire=questionnaire,
        responses=responses,
        places=tuple(places_as_answered(public, responses, sites)),
        sites=sites,
        themes=themes,
        texts=found.texts,
        agreement=found.agreement,
        outdated=found.outdated,
    )
    return CompiledSurvey(record, postcodes.drop(columns=["postcode", "lon", "lat"])), []


def protected(response: AreaAnswers, questionnaire: Questionnaire) -> AreaAnswers:
    """The same answers, with counts of families of 1 to 7 hidden and others rounded to 5."""
    people = {one.id for one in questionnaire.questions if one.counts_people}

    def protect(answer: Answer) -> Answer:
        if not isinstance(answer, (int, float)):
            return answer
        if 0 < answer <= _HIDDEN_TO:
            return HIDDEN
        return float(_ROUNDED_TO * round(answer / _ROUNDED_TO))

    services = tuple(
        ServiceAnswers(
            key=one.key,
            answers={k: protect(v) if k in people else v for k, v in one.answers.items()},
        )
        for one in response.services
    )
    return response.model_copy(update={"services": services})


def places_as_answered(
    public: list[Place], responses: tuple[AreaAnswers, ...], sites: dict[str, Site]
) -> list[Place]:
    """The public list, with what areas have confirmed, corrected, closed or added."""
    said = {one.place_id: one for r in responses for one in r.places if one.place_id}
    found = [_answered(place, said.get(place.place_id), sites) for place in public]
    for response in responses:
        added = [one for one in response.places if one.action == "added" and not one.place_id]
        for number, one in enumerate(added, start=1):
            if (site := sites.get(one.postcode)) is not None:
                found.append(
                    Place(
                        place_id=f"{response.area_code}-added-{number}",
                        name=one.name,
                        type=one.type or "place",
                        postcode=one.postcode,
                        area_code=response.area_code,
                        district_code=site.district_code,
                        lon=site.lon,
                        lat=site.lat,
                        state="added",
                    )
                )
    return found


def _answered(place: Place, said: PlaceAnswer | None, sites: dict[str, Site]) -> Place:
    if said is None:
        return place
    changes: dict[str, object] = {"state": said.action}
    if said.action == "corrected":
        changes |= {k: v for k in ("name", "type", "postcode") if (v := getattr(said, k))}
        if (site := sites.get(said.postcode)) is not None:
            changes |= {"lon": site.lon, "lat": site.lat, "district_code": site.district_code}
    return place.model_copy(update=changes)


def _read_postcodes(data_dir: Path, registry: Registry) -> pd.DataFrame:
    """Postcodes with the member that their district belongs to."""
    try:
        table = pd.read_parquet(data_dir / POSTCODES)
    except (OSError, ValueError) as error:
        where = FilePlace(POSTCODES)
        raise MetadataError([Problem(where, "", str(error), "the table of postcodes")]) from None
    members = set(registry.region.members)
    codes = table["district_code"].astype(str)
    above = {
        area.code: area.code if area.code in members else area.parent or ""
        for area in registry.local_areas()
    }
    return table.assign(
        district_code=codes.astype("category"),
        area_code=codes.map(above).astype("category"),
    )


def _sites(responses: tuple[AreaAnswers, ...], postcodes: pd.DataFrame) -> dict[str, Site]:
    """Every postcode that answers name, with its position; unknown ones have none."""
    named = {
        postcode
        for response in responses
        for postcode in (
            *(p for one in response.services for p in _several(one.answers.get("sites"))),
            *(one.postcode for one in response.places),
        )
    }
    rows = postcodes[postcodes["postcode"].isin(named)]
    fields = ["postcode", "lon", "lat", "easting", "northing", "district_code"]
    return {
        row["postcode"]: Site(**row)
        for row in rows[fields].sort_values("postcode").to_dict("records")
    }


def _several(answer: Answer) -> tuple[str, ...]:
    return answer if isinstance(answer, tuple) else ()


def _read_places(data_dir: Path, registry: Registry) -> tuple[list[Place], list[Finding]]:
    if not (data_dir / PLACES).is_file():
        return [], []
    table = read_table(data_dir / PLACES, file=PLACES, columns=PLACE_COLUMNS)
    if not table.is_sound:
        expected = f"the columns {', '.join(PLACE_COLUMNS)}"
        found = table.problem or f"the columns {', '.join(table.header)}"
        return [], [_wrong(PLACES, None, "", found, expected, "Save the list again as CSV.")]
    places, findings = [], []
    for number, record in table.records:
        if record["area_code"] not in registry.region.members:
            findings.append(
                _wrong(PLACES, number, "area_code", record["area_code"],
                       "the code of a member", "Correct the code.")
            )  # fmt: skip
            continue
        try:
            position = {k: float(record[k]) for k in ("lat", "lon")}
        except ValueError:
            findings.append(
                _wrong(PLACES, number, "lat, lon", f"{record['lat']}, {record['lon']}",
                       "degrees", "Correct the position.")
            )  # fmt: skip
            continue
        places.append(Place(**{**record, **position}))
    return places, findings


def _wrong_answers(response: AreaAnswers, questionnaire: Questionnaire) -> list[Finding]:
    """Answers that the questionnaire does not offer."""
    known = {one.id: one for one in questionnaire.questions}
    findings = []
    for one in response.services:
        for name, answer in one.answers.items():
            wrong = "no such question" if name not in known else _not_offered(
                answer, known[name], questionnaire
            )  # fmt: skip
            if wrong:
                file = f"answers of {response.area_code}, service {one.key}"
                findings.append(
                    _wrong(file, None, name, wrong, "an answer that the questionnaire offers",
                           "Correct the workbook and accept it again.")
                )  # fmt: skip
    return findings


def _not_offered(answer: Answer, question: Question, questionnaire: Questionnaire) -> str:
    if question.kind not in {QuestionKind.ONE, QuestionKind.MANY} or answer is None:
        return ""
    given = answer if isinstance(answer, tuple) else (answer,)
    offered = {item.id for item in questionnaire.items(question.list)} | set(questionnaire.special)
    return ", ".join(str(one) for one in given if one not in offered)


def _finding(problem: Problem) -> Finding:
    place = problem.place
    return _wrong(
        place.file.partition("/")[2] or place.file,
        place.fields.get(problem.field.split(",")[0], place.line),
        ": ".join(part for part in (place.item, problem.field) if part),
        problem.found,
        problem.expected,
        "Correct the file here; docs/survey.md says what each field is for.",
    )


def _wrong(file: str, row: int | None, column: str, found: str, expected: str, fix: str) -> Finding:
    return Finding(SURVEY_RULE, file, row, column, found, expected, fix)
