"""The dashboard: ``python app.py`` runs it here, ``gunicorn app:server`` on a server."""

from dashboard.settings import settings
from dashboard.web.server import create_app
from dashboard.web.startup import ensure_dataset, serve
from dashboard.web.warm import warm

ensure_dataset(settings())
app = create_app(settings())
server = app.server
if "DATASET" in server.config:
    warm(server.config["DATASET"])

if __name__ == "__main__":
    serve(app, settings())
