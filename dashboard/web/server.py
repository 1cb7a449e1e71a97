"""The Flask and Dash application."""

from importlib import resources
from typing import Any

import dash
import pandas as pd
import pyarrow as pa
from flask import Flask, Response, abort, jsonify, request, send_file

from dashboard.dataset import Dataset, DatasetMissingError
from dashboard.pages import answer
from dashboard.settings import PROJECT, Settings
from dashboard.view_state import UnknownPageError, parse
from dashboard.web import callbacks, downloads, failures, shell
from dashboard.web.security import add_headers

_BOOTSTRAP = "vendor/bootstrap.min.css"
_NO_SCRIPT = (
    "<noscript>This dashboard draws its charts in the browser and needs JavaScript. "
    'The figures can be had without it: <a href="/download/data/all.csv">all data as CSV</a>.'
    "</noscript>"
)


class _StaticCache(dict):
    """Compressed copies of the files that never change while the process runs.

    Everything else has the empty key and is not kept: answers differ by view.
    """

    def set(self, key: str, value: bytes) -> None:
        if not key.endswith(";"):
            self[key] = value


def _cache_key(current: Any) -> str:
    return current.path if current.path.startswith("/_dash-component-suites/") else ""


def create_app(settings: Settings) -> dash.Dash:
    """Build the app on the compiled dataset.

    Without a dataset the app still answers: every page says what is missing and
    ``/health`` gives 503.
    """
    server = Flask("dashboard")
    server.config.update(
        COMPRESS_MIMETYPES=[
            "text/html", "text/css", "text/csv", "text/plain", "text/javascript",
            "application/javascript", "application/json", "application/geo+json",
        ],
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_CACHE_KEY=_cache_key,
        COMPRESS_CACHE_BACKEND=_StaticCache,
        MAX_CONTENT_LENGTH=1_000_000,
    )  # fmt: skip
    app = dash.Dash(
        "dashboard",
        server=server,
        assets_folder=str(PROJECT / "assets"),
        external_stylesheets=[f"/{_BOOTSTRAP}"],
        compress=True,
        title=shell.PRODUCT,
        update_title=None,
        suppress_callback_exceptions=True,
        serve_locally=True,
    )
    # Dash's own frame has a footer element for scripts; the page's footer is the real one.
    frame = app.index_string.replace("footer>", "div>")
    frame = frame.replace("<html>", '<html lang="en-GB">')
    app.index_string = frame.replace("{%app_entry%}", "{%app_entry%}" + _NO_SCRIPT)
    # Arrow's own allocator keeps what it once had; the system's gives it back.
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        dataset = Dataset.load(settings.compiled_dir)
    except DatasetMissingError as error:
        failures.serve_without_dataset(app, str(error))
    else:
        _serve(app, dataset)
    _vendor_files(server)
    failures.register(app)
    add_headers(app)
    return app


def _serve(app: dash.Dash, dataset: Dataset) -> None:
    # Pages work on small frames, where Python's strings are faster than Arrow's.
    pd.set_option("mode.string_storage", "python")
    app.server.config["DATASET"] = dataset
    app.layout = shell.layout(dataset)
    callbacks.register(app, dataset)
    downloads.register(app.server, dataset)
    _name_pages(app, dataset)

    @app.server.get("/health")
    def health() -> Response:
        return jsonify(status="ok", dataset_version=dataset.version, compiled=dataset.compiled_at)


def _name_pages(app: dash.Dash, dataset: Dataset) -> None:
    """Give each address its own title, description and status before any script runs."""

    @app.server.before_request
    def unknown_page() -> tuple[str, int] | None:
        if request.method != "GET" or request.path.startswith(
            ("/_", "/assets/", "/download/", "/vendor/", "/health", "/favicon")
        ):
            return None
        try:
            parse(request.full_path, dataset)
        except UnknownPageError:
            return app.index(), 404
        return None

    plain = app.interpolate_index

    def interpolate_index(**parts: str) -> str:
        _, body = answer(request.full_path, dataset)
        title = shell.window_title(body.title, dataset.registry.region.name)
        meta = f'<meta name="description" content="{failures.escape(body.description)}">'
        return plain(**{**parts, "title": failures.escape(title), "metas": parts["metas"] + meta})

    app.interpolate_index = interpolate_index


def _vendor_files(server: Flask) -> None:
    """Bootstrap's style sheet, out of an installed package."""
    static = resources.files("flask_bootstrap") / "static" / "bootstrap5" / "css"

    @server.get(f"/{_BOOTSTRAP}")
    def bootstrap() -> Response:
        path = static / "bootstrap.min.css"
        if not path.is_file():
            abort(404)
        return send_file(str(path), max_age=86400)
