"""Region at a glance: all areas and the headline indicators on one screen."""

from datetime import date

from dashboard.analysis.standouts import standouts
from dashboard.cards.model import Body, Control, Link, Option, Prose
from dashboard.cards.rug import rug_card
from dashboard.cards.support_here import region_points
from dashboard.dataset import Dataset
from dashboard.figures.template import Look
from dashboard.metadata import Indicator
from dashboard.pages.choices import benchmark_control, peers_controls
from dashboard.view_state import View


def body(view: View, dataset: Dataset, look: Look) -> Body:
    """The page."""
    registry = dataset.registry
    region = registry.region
    indicators = _shown(view, dataset)
    name = (
        "Headline indicators"
        if view.domain in {"", "headline"}
        else "All indicators"
        if view.domain == "all"
        else registry.domains[view.domain].name
    )
    lead = tuple(
        Link(
            point.sentence,
            view.go("indicator", point.indicator_id, area=point.area_code).href + f"#{point.card}",
        )
        for point in standouts(dataset, view.benchmark_choice())
    )
    support = region_points(dataset, view, date.today())
    sentence = (
        registry.domains[view.domain].description
        if view.domain in registry.domains
        else "Each row is an indicator, each column an area. Choose a heading to sort by that "
        "area's place, or an indicator to see it in full."
    )
    return Body(
        title=f"{region.name} at a glance",
        description=(
            f"{region.partnership[:1].upper()}{region.partnership[1:]} side by side on "
            "published figures that matter to conflict between parents."
        ),
        intro=(
            "No public statistic measures conflict between parents council by council. These "
            "published figures describe the circumstances and outcomes linked with it."
        ),
        lead=(*lead, *support),
        controls=_controls(view, dataset, indicators),
        sections=(rug_card(dataset, view, indicators, name, sentence), *_context(dataset)),
    )


def _shown(view: View, dataset: Dataset) -> tuple[Indicator, ...]:
    registry = dataset.registry
    if view.domain in {"", "headline"}:
        return registry.headline()
    if view.domain == "all":
        return tuple(registry.indicators.values())
    return registry.in_domain(view.domain)


def _controls(
    view: View, dataset: Dataset, indicators: tuple[Indicator, ...]
) -> tuple[Control, ...]:
    registry = dataset.registry
    domains = sorted(registry.domains.values(), key=lambda d: d.order)
    return (
        Control(
            "domain",
            "Indicators",
            "select",
            (
                Option("", "Headline indicators"),
                Option("all", "All indicators"),
                *(Option(d.id, d.name, d.group.label) for d in domains),
            ),
            view.domain,
        ),
        benchmark_control(dataset, view),
        *peers_controls(dataset, view),
        Control(
            "sort",
            "Order indicators by",
            "select",
            (
                Option("", "The catalogue"),
                *(
                    Option(code, f"Greatest need in {registry.areas[code].short_name}")
                    for code in (*dataset.comparator_codes, *dataset.member_codes)
                ),
            ),
            view.sort,
        ),
        Control(
            "order",
            "Order areas by",
            "select",
            (
                Option("", "Geography"),
                *(Option(i.id, i.short_name) for i in _to_order_by(view, dataset, indicators)),
            ),
            view.order,
        ),
    )


def _to_order_by(
    view: View, dataset: Dataset, indicators: tuple[Indicator, ...]
) -> tuple[Indicator, ...]:
    """The indicators shown, and the one in use where another domain is shown now."""
    chosen = dataset.registry.indicators.get(view.order)
    return indicators if chosen is None or chosen in indicators else (*indicators, chosen)


def _context(dataset: Dataset) -> tuple[Prose, ...]:
    """National figures on parental conflict, since there are no local ones."""
    facts = dataset.registry.region.programme_context
    if not facts:
        return ()
    lines = "\n".join(f"- {fact.text} [{fact.source}]({fact.url})" for fact in facts)
    return (Prose("national-context", "What is known nationally about parental conflict", lines),)
