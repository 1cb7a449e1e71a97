"""What a coding workbook is made of and checked against: answers, codebook, decisions."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dashboard.compile.themes import CompiledThemes, compile_themes
from dashboard.metadata import load_registry
from dashboard.metadata.coding import Coding, load_codings
from dashboard.metadata.survey import AreaAnswers, CodedText, Questionnaire, ThemeCode
from dashboard.metadata.survey_files import load_questionnaire, load_responses, load_themes
from dashboard.survey.context import SurveyContext
from dashboard.themes.layout import coding_questionnaire


@dataclass(frozen=True, eq=False)
class CodingContext:
    """Everything that making, reading and checking look up.

    Attributes:
        survey: by which the survey kit writes and reads; its questions are the columns.
        asked: the survey whose answers are coded.
        codings: decisions as they were when this was read.
    """

    data_dir: Path
    survey: SurveyContext
    asked: Questionnaire
    responses: tuple[AreaAnswers, ...]
    themes: tuple[ThemeCode, ...]
    codings: tuple[Coding, ...]

    @cached_property
    def compiled(self) -> CompiledThemes:
        """Answers with suggestions and decisions, and agreement."""
        return compile_themes(self.responses, self.asked, self.themes, self.codings)

    @cached_property
    def texts(self) -> dict[str, CodedText]:
        """Every answer that can be coded, by text id."""
        return {one.text_id: one for one in self.compiled.texts}

    @cached_property
    def codings_of(self) -> dict[str, tuple[Coding, ...]]:
        """Decisions by text id, those on earlier answers included."""
        found: dict[str, tuple[Coding, ...]] = {}
        for one in self.codings:
            found[one.text_id] = (*found.get(one.text_id, ()), one)
        return found

    @cached_property
    def made_up(self) -> bool:
        """Whether some answers are illustrative, not of real services."""
        return any(one.illustrative for one in self.responses)

    def service_name(self, service_id: str) -> str:
        """What a service is called; empty for an answer about an area."""
        area_code, _, key = service_id.partition("-")
        for area in self.responses:
            for one in area.services:
                if (area.area_code, one.key) == (area_code, key):
                    return str(one.answers.get("service_name") or key)
        return ""


def load_coding_context(data_dir: Path) -> CodingContext:
    """Read survey, answers, codebook and decisions.

    Raises:
        MetadataError: one of them cannot be read.
    """
    asked, registry = load_questionnaire(data_dir), load_registry(data_dir)
    themes = load_themes(data_dir)
    return CodingContext(
        data_dir=data_dir,
        survey=SurveyContext(data_dir, coding_questionnaire(themes, asked), registry, ()),
        asked=asked,
        responses=load_responses(data_dir, asked, registry.region.members),
        themes=themes,
        codings=load_codings(data_dir, themes),
    )
