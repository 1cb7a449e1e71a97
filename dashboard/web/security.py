"""Security headers on every response."""

from dash import Dash
from flask import Response

# Dash needs inline styles; scripts come from this server, inline ones by their hash.
_POLICY = (
    "default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def add_headers(app: Dash) -> None:
    """Set the headers after each response.

    The hashes of Dash's inline scripts are complete only once the first request has been
    set up, so they are read then rather than when the app is made.
    """
    policy: list[str] = []

    @app.server.after_request
    def _headers(response: Response) -> Response:
        if not policy:
            hashes = " ".join(f"'{h}'".replace("''", "'") for h in app.csp_hashes())
            policy.append(_POLICY.format(hashes=hashes))
        response.headers["Content-Security-Policy"] = policy[0]
        for name, value in _HEADERS.items():
            response.headers[name] = value
        return response
