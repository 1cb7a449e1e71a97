"""The registry of the project's own data folder."""

import pytest

from dashboard.metadata import Registry, load_registry
from tests.metadata.data_files import DATA


@pytest.fixture(scope="session")
def registry() -> Registry:
    """Read once for all tests."""
    return load_registry(DATA)
