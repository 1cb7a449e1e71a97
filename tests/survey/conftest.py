"""A data folder of its own, with the real questions, areas and places and no answers."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from dashboard.survey import SurveyContext, load_context
from dashboard.survey.template import make_workbook
from tests.data_folder import copy_data
from tests.survey.filled import AREA, Filled


@pytest.fixture(scope="session")
def sources(tmp_path_factory) -> Path:
    """What is needed of the data folder; not to be written to."""
    return copy_data(
        tmp_path_factory.mktemp("survey"),
        "places/places.csv",
        "geography/postcodes.parquet",
        "survey/questionnaire.yml",
    )


@pytest.fixture(autouse=True)
def _day_within_the_round(monkeypatch):
    """The day on which workbooks are checked, whatever the clock says."""
    monkeypatch.setattr("dashboard.survey.context.current_day", lambda: date(2026, 10, 15))


@pytest.fixture(scope="session")
def context(sources) -> SurveyContext:
    return load_context(sources)


@pytest.fixture
def data(sources, tmp_path) -> Path:
    """A data folder to write to."""
    return shutil.copytree(sources, tmp_path / "data")


@pytest.fixture
def own(data) -> SurveyContext:
    """What is read by, in a data folder to write to."""
    return load_context(data)


@pytest.fixture(scope="session")
def blank(context) -> bytes:
    """The template of one area."""
    return make_workbook(context, context.member(AREA))


@pytest.fixture
def book(blank, context) -> Filled:
    """A workbook that keeps every rule; break it as you like."""
    return Filled(blank, context).fill()
