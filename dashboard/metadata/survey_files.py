"""Where the survey lies in the data folder, and how its files are read.

``survey/questionnaire.yml`` is what is asked; ``survey/answers/<round>/<area>.json`` what an
area has answered, one file replaced as a whole; ``survey/example/<area>.json`` made-up
answers for areas that have not answered any round; ``survey/received/`` the workbooks as they came.
"""

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from dashboard.metadata.problems import MetadataError, Place, Problem, schema_problems
from dashboard.metadata.survey import AreaAnswers, Questionnaire, ThemeCode
from dashboard.metadata.yaml_file import read_yaml

QUESTIONNAIRE = "survey/questionnaire.yml"
THEMES = "survey/themes.yml"
CODING = "survey/coding.csv"
PLACES = "places/places.csv"
POSTCODES = "geography/postcodes.parquet"


def answers_file(data_dir: Path, round_id: str, area_code: str) -> Path:
    """The one file that holds an area's accepted answers of a round."""
    return data_dir / "survey" / "answers" / round_id / f"{area_code}.json"


def example_file(data_dir: Path, area_code: str) -> Path:
    """The made-up answers of an area."""
    return data_dir / "survey" / "example" / f"{area_code}.json"


def current_file(data_dir: Path, round_id: str, area_code: str) -> Path | None:
    """The answers of an area that are shown: its own of the round, else made-up ones.

    Made-up answers only fill in for an area that has never answered: one that answered an
    earlier round has been asked again, and nothing made up stands beside what it said then.
    """
    own = answers_file(data_dir, round_id, area_code)
    if own.is_file():
        return own
    example = example_file(data_dir, area_code)
    if not example.is_file() or has_answered(data_dir, area_code):
        return None
    return example


def has_answered(data_dir: Path, area_code: str) -> bool:
    """Whether an area has accepted answers of any round."""
    return any((data_dir / "survey" / "answers").glob(f"*/{area_code}.json"))


def received_folder(data_dir: Path, round_id: str, area_code: str) -> Path:
    """Where the workbooks of an area and round are kept as they came."""
    return data_dir / "survey" / "received" / round_id / area_code


def load_questionnaire(data_dir: Path) -> Questionnaire:
    """Read what is asked.

    Raises:
        MetadataError: the file is missing, is not YAML or does not fit the schema.
    """
    file = read_yaml(data_dir / QUESTIONNAIRE, f"{data_dir.resolve().name}/{QUESTIONNAIRE}")
    return _build(Questionnaire, file.content, file.place())


def load_themes(data_dir: Path) -> tuple[ThemeCode, ...]:
    """Read the codebook; empty if there is none.

    Raises:
        MetadataError: the file is not YAML or does not fit the schema.
    """
    if not (data_dir / THEMES).is_file():
        return ()
    file = read_yaml(data_dir / THEMES, f"{data_dir.resolve().name}/{THEMES}")
    themes = (file.content or {}).get("themes") or []
    return tuple(
        _build(ThemeCode, one, file.place("themes", number)) for number, one in enumerate(themes)
    )


def load_responses(
    data_dir: Path, questionnaire: Questionnaire, codes: tuple[str, ...]
) -> tuple[AreaAnswers, ...]:
    """The answers of this round, area by area; see ``current_file`` for made-up ones.

    Raises:
        MetadataError: a file cannot be read, or is another area's.
    """
    problems: list[Problem] = []
    found = []
    for code in codes:
        path = current_file(data_dir, questionnaire.round, code)
        if path is None:
            continue
        try:
            found.append(read_answers(path, data_dir, code))
        except MetadataError as error:
            problems += error.problems
    if problems:
        raise MetadataError(problems)
    return tuple(found)


def read_answers(path: Path, data_dir: Path, code: str) -> AreaAnswers:
    """One file of answers.

    Raises:
        MetadataError: the file cannot be read, or is another area's.
    """
    place = Place(f"{data_dir.resolve().name}/{path.relative_to(data_dir).as_posix()}")
    try:
        answers = AreaAnswers.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise MetadataError(schema_problems(error, AreaAnswers, place)) from None
    if answers.area_code != code:
        raise MetadataError([Problem(place, "area_code", answers.area_code, code)])
    return answers


def _build(model: type[BaseModel], content: object, place: Place) -> Any:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise MetadataError(schema_problems(error, model, place)) from None
