"""The real figures, compiled once for the whole run, and the app on them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from dashboard.dataset import Dataset
from dashboard.settings import PROJECT, Settings

# How long an example takes depends on the machine, which is not what is tested.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

CALLBACK = "/_dash-update-component"


@pytest.fixture(scope="session")
def compiled_dir(tmp_path_factory) -> Path:
    """A folder with the dataset compiled from ``data/``, apart from any that is in use."""
    folder = tmp_path_factory.mktemp("compiled")
    done = subprocess.run(
        [sys.executable, "-m", "dashboard.compile"],
        cwd=PROJECT,
        env=os.environ
        | {"NEEDS_COMPILED_DIR": str(folder), "NEEDS_DATA_DIR": str(PROJECT / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        pytest.fail(f"The figures do not compile:\n{done.stdout}\n{done.stderr}", pytrace=False)
    return folder


@pytest.fixture(scope="session")
def dataset(compiled_dir) -> Dataset:
    """The compiled dataset. It is shared: do not write to its frames."""
    return Dataset.load(compiled_dir)


@pytest.fixture(scope="session")
def app(compiled_dir):
    """The app on the compiled dataset; Dash allows one per process.

    It has answered once, because Dash finishes its setting up with the first request
    and would else hand its callbacks to whichever app answers first.
    """
    # Here, so that tests of pure functions start without Dash.
    from dashboard.web.server import create_app  # noqa: PLC0415

    app = create_app(Settings(compiled_dir=compiled_dir))
    assert app.server.test_client().get("/_dash-dependencies").status_code == 200
    return app


@pytest.fixture(scope="session")
def client(app):
    """Requests without a browser."""
    return app.server.test_client()


@pytest.fixture(scope="session")
def ask(client) -> Callable[..., dict]:
    """Ask for a page as the browser does: an address in, what changes on the page out."""
    callback = next(
        one
        for one in client.get("/_dash-dependencies").get_json()
        if one["inputs"] == [{"id": "address", "property": "data"}]
        and not one["clientside_function"]
    )
    # Nothing is on the page yet, so there is none of the parts that come in any number.
    outputs = [
        [] if name.startswith("{") else {"id": name, "property": prop}
        for name, prop in (
            part.rsplit(".", 1) for part in callback["output"].strip(".").split("...")
        )
    ]

    def ask(href: str, *, narrow: bool = False) -> dict:
        asked = {
            "output": callback["output"],
            "outputs": outputs,
            "inputs": [
                {"id": "address", "property": "data", "value": {"href": href, "narrow": narrow}}
            ],
            "state": [{"id": "shown", "property": "data", "value": None}],
            "changedPropIds": ["address.data"],
        }
        answer = client.post(CALLBACK, json=asked)
        assert answer.status_code == 200, f"{answer.status_code} for {href!r}"
        return json.loads(answer.data)["response"]

    return ask
