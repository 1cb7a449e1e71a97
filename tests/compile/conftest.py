"""The made-up data folder, fresh for each test."""

import pytest

from tests.compile.folder import Folder, make_folder


@pytest.fixture
def folder(tmp_path) -> Folder:
    """A data folder that keeps every rule; break it as you like."""
    return make_folder(tmp_path)
