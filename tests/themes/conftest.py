"""A data folder of its own: real questions and codebook, made-up answers, nothing coded."""

import shutil
from pathlib import Path

import pytest

from dashboard.metadata.coding import Role
from dashboard.themes import CodingContext, load_coding_context, make_coding_workbook
from tests.data_folder import copy_data
from tests.themes.coding_book import CODER, FilledCoding


@pytest.fixture(scope="session")
def sources(tmp_path_factory) -> Path:
    """What is needed of the data folder; not to be written to."""
    return copy_data(
        tmp_path_factory.mktemp("themes"),
        "survey/questionnaire.yml",
        "survey/themes.yml",
        "survey/example/E06000015.json",
        "survey/example/E06000017.json",
    )


@pytest.fixture(scope="session")
def context(sources) -> CodingContext:
    return load_coding_context(sources)


@pytest.fixture
def data(sources, tmp_path) -> Path:
    """A data folder to write to."""
    return shutil.copytree(sources, tmp_path / "data")


@pytest.fixture
def own(data) -> CodingContext:
    """What is read by, in a data folder to write to."""
    return load_coding_context(data)


@pytest.fixture(scope="session")
def blank(context) -> bytes:
    return make_coding_workbook(context, coder=CODER)


@pytest.fixture(scope="session")
def blank_second(context) -> bytes:
    return make_coding_workbook(context, coder="Second Person", role=Role.SECOND)


@pytest.fixture
def book(blank) -> FilledCoding:
    """A workbook in which nothing is coded yet; code in it as you like."""
    return FilledCoding(blank)


@pytest.fixture
def second_book(blank_second) -> FilledCoding:
    return FilledCoding(blank_second)
