"""Pages for when something is wrong: they say what, and lead back."""

from html import escape

import dash
from flask import Response, jsonify, request

_PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<link rel="stylesheet" href="/vendor/bootstrap.min.css">
<link rel="stylesheet" href="/assets/dashboard.css"></head>
<body><main id="main" class="failure"><h1>{title}</h1><p>{text}</p>
<p><a href="/">Back to the region at a glance</a></p></main></body></html>"""


def page(title: str, text: str) -> str:
    """A plain page that needs no dataset and no script."""
    return _PAGE.format(title=escape(title), text=escape(text))


def register(app: dash.Dash) -> None:
    """Answer errors of the server in words."""

    @app.server.errorhandler(404)
    def no_such_file(_error: Exception) -> tuple[str, int]:
        text = (
            "There is no such file here. The link may be old, or the figures that it led to "
            "may have been replaced."
        )
        return page("Not found", text), 404

    @app.server.errorhandler(500)
    def server_error(_error: Exception) -> tuple[str, int]:
        text = (
            "The dashboard could not answer. Nothing you did has been lost: the view is in the "
            "address. Try again, and if it happens again tell whoever looks after the dashboard."
        )
        return page("Something went wrong here", text), 500


def serve_without_dataset(app: dash.Dash, reason: str) -> None:
    """Say on every page that there is no dataset, and how to make one."""
    app.layout = dash.html.Div()

    @app.server.get("/health")
    def health() -> tuple[Response, int]:
        return jsonify(status="no dataset", detail=reason), 503

    @app.server.before_request
    def no_dataset() -> tuple[str, int] | None:
        if request.path.startswith(("/assets/", "/vendor/", "/health")):
            return None
        text = (
            "There is no compiled dataset to show. Whoever looks after the dashboard can make "
            "it with: python -m dashboard.compile. That command also says what, if anything, "
            "is wrong with the figures."
        )
        return page("The figures are not ready", text), 503
