"""The frame around every page: skip link, name, navigation, footer."""

from typing import Any

from dash import dcc, html

from dashboard.dataset import Dataset
from dashboard.view_state import View

PRODUCT = "Needs and services"
NAVIGATION = (
    ("region", "Region"),
    ("indicators", "Indicators"),
    ("compare", "Compare"),
    ("areas", "Areas"),
    ("services", "Services"),
    ("gaps", "Gaps"),
    ("need", "Need and support"),
    ("themes", "Themes"),
    ("data", "Data"),
    ("help", "Help"),
)
# Pages about one thing belong to the list page of such things.
_HOME_OF = {"indicator": "indicators", "area": "areas", "service": "services"}


def window_title(title: str, region: str) -> str:
    """The name of the window: page, product, region."""
    return f"{title} – {PRODUCT} – {region}"


def nav_links(view: View) -> list[Any]:
    """Links to the pages that keep the benchmark, and the projector switch."""
    current = _HOME_OF.get(view.page, view.page)
    links = [
        html.Li(
            html.A(
                label,
                href=view.go(page).href,
                className="nav-item is-current" if page == current else "nav-item",
                **({"aria-current": "page"} if page == current else {}),
            )
        )
        for page, label in NAVIGATION
    ]
    switch = html.A(
        "Leave projector view" if view.is_presented else "Projector view",
        href=view.change(present="" if view.is_presented else "1").href,
        className="nav-item nav-switch",
        id="present-switch",
    )
    return [*links, html.Li(switch)]


def layout(dataset: Dataset) -> Any:
    """The frame; the page itself arrives through the address callback."""
    region = dataset.registry.region
    return html.Div(
        [
            html.A("Skip to the page", href="#main", className="skip-link"),
            html.Header(
                [
                    html.A(
                        [html.Strong(PRODUCT), html.Span(region.name, className="brand-region")],
                        href="/",
                        className="brand",
                    ),
                    html.Nav(html.Ul(nav_links(View()), id="nav"), **{"aria-label": "Pages"}),
                ],
                className="site-header",
            ),
            html.Div("Loading…", id="loading", className="loading is-on", role="status"),
            html.Main(html.Div(id="page"), id="main", tabIndex="-1"),
            html.Footer(footer(dataset), className="site-footer"),
            html.Div(id="listener", hidden=True),
            dcc.Store(id="address"),
            dcc.Store(id="shown"),
        ]
    )


def footer(dataset: Dataset) -> list[Any]:
    """Version, licence and statements; on every page."""
    date = dataset.compiled_at[:10]
    return [
        html.P(
            [
                "Dataset version ",
                html.Code(dataset.version),
                f", compiled {date}. ",
                html.A("Known problems and sources", href="/data?view=sources"),
            ]
        ),
        html.P(
            "Contains public sector information licensed under the Open Government Licence v3.0. "
            "Contains OS data © Crown copyright and database right. Contains Royal Mail data "
            "© Royal Mail copyright and database right. Contains National Statistics data "
            "© Crown copyright and database right."
        ),
        html.P(
            [
                html.A("Accessibility", href="/accessibility"),
                " · ",
                html.A("Help", href="/help"),
                " · ",
                html.A("Download all data", href="/data?view=downloads"),
            ]
        ),
    ]
