"""Files with exactly what a card shows, and the whole dataset, at addresses of their own."""

import re

from flask import Flask, Response, abort, request

from dashboard.dataset import Dataset
from dashboard.exports import everything
from dashboard.exports.files import csv_bytes, xlsx_bytes
from dashboard.exports.survey_files import FILES, survey_file
from dashboard.pages import answer

_TYPES = {
    "csv": ("text/csv; charset=utf-8", csv_bytes),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_bytes),
}
_CARD_FILE = re.compile(r"^(?P<path>.*?)/?(?P<card>[a-z0-9-]+)\.(?P<type>csv|xlsx)$")


def register(server: Flask, dataset: Dataset) -> None:
    """Add the download routes."""

    @server.get("/download/data/all.<any(csv, xlsx, parquet):kind>")
    def whole_dataset(kind: str) -> Response:
        content, mimetype = everything.whole(dataset, kind)
        return _file(content, mimetype, f"needs-dataset-{dataset.version}.{kind}")

    @server.get("/download/survey/<name>")
    def survey(name: str) -> Response:
        if name not in FILES or not dataset.survey.questionnaire.is_there:
            abort(404)
        content, mimetype = survey_file(dataset, name)
        return _file(content, mimetype, f"needs-survey-{dataset.version}-{name}")

    @server.get("/download/<path:target>")
    def card(target: str) -> Response:
        match = _CARD_FILE.match("/" + target)
        if match is None:
            abort(404)
        address = (match["path"] or "/") + "?" + request.query_string.decode("utf-8", "replace")
        _, body = answer(address, dataset)
        found = next((c for c in body.cards if c.id == match["card"]), None)
        if found is None:
            abort(404)
        mimetype, write = _TYPES[match["type"]]
        name = "-".join(["needs", *filter(None, match["path"].split("/")), found.id])
        return _file(write(found.file), mimetype, f"{name}.{match['type']}")


def _file(content: bytes, mimetype: str, name: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
