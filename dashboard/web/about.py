"""Definition, direction, source and caveats of indicators, one click from every chart."""

from typing import Any

from dash import html

from dashboard.metadata import Indicator, Registry


def about(indicator_ids: tuple[str, ...], registry: Registry) -> list[Any]:
    """What each indicator of a card means and where it comes from."""
    many = len(indicator_ids) > 1
    return [_about_one(registry.indicators[i], registry, titled=many) for i in indicator_ids]


def _about_one(indicator: Indicator, registry: Registry, *, titled: bool) -> Any:
    released = indicator.released or "release date not held"
    rows = [
        ("Measures", indicator.definition),
        ("Unit", indicator.unit),
        ("Direction", f"{registry.direction_of(indicator)} ({indicator.polarity_basis})"),
        ("Why it matters here", indicator.why_it_matters),
        (
            "Source",
            html.Span(
                [
                    f"{indicator.source}, ",
                    html.A(indicator.publication, href=str(indicator.url), rel="external"),
                    f". Released: {released}. {indicator.licence}.",
                ]
            ),
        ),
        ("Comparing", indicator.comparability),
        *((caveat.short, caveat.text) for caveat in registry.caveats_of(indicator)),
    ]
    return html.Div(
        [
            html.H3(indicator.name) if titled else None,
            html.Dl([x for k, v in rows if v for x in (html.Dt(k), html.Dd(v))]),
        ],
        className="about-indicator",
    )
