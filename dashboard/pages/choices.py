"""Controls that several pages share."""

from dashboard.analysis.benchmarks import describe_choices
from dashboard.cards.model import Control, Option
from dashboard.dataset import Dataset
from dashboard.metadata import Indicator
from dashboard.view_state import View


def indicator_options(dataset: Dataset, only: set[str] | None = None) -> tuple[Option, ...]:
    """All indicators under the names of their domains, in the order of the catalogue."""
    registry = dataset.registry
    domains = sorted(registry.domains.values(), key=lambda d: d.order)
    return tuple(
        Option(one.id, one.short_name, domain.name)
        for domain in domains
        for one in registry.in_domain(domain.id)
        if only is None or one.id in only
    )


def benchmark_control(dataset: Dataset, view: View, area_code: str | None = None) -> Control:
    """What to compare with."""
    options = tuple(Option(key, label) for key, label in describe_choices(dataset, area_code))
    return Control(
        "benchmark",
        "Compare with",
        "select",
        (*options, Option("chosen", "Areas that I choose")),
        view.benchmark,
    )


def peers_controls(dataset: Dataset, view: View) -> tuple[Control, ...]:
    """Which areas to compare with; only when that is what was chosen."""
    if view.benchmark != "chosen":
        return ()
    codes = dict.fromkeys((*dataset.member_codes, *view.peers))
    options = tuple(Option(code, dataset.area(code).short_name) for code in codes)
    return (Control("peers", "Areas to compare with", "checklist", options, view.peers),)


def period_control(dataset: Dataset, view: View, indicator: Indicator) -> Control:
    """Which period, newest first."""
    periods = dataset.periods(indicator.id).iloc[::-1]
    default = dataset.default_period(indicator.id)
    shown = view.period_end() or default
    options = tuple(
        Option(end.date().isoformat(), label)
        for end, label in zip(periods["period_end"], periods["period_label"], strict=True)
    )
    value = shown.date().isoformat() if shown is not None else ""
    return Control("period", "Period", "select", options, value)


def map_control(view: View) -> Control:
    """Which form of map."""
    kinds = (Option("geographic", "Geographic"), Option("tiles", "Equal tiles"))
    return Control("map", "Map", "radio", kinds, view.map)


def with_possible_benchmark(
    dataset: Dataset, view: View, area_code: str
) -> tuple[View, tuple[str, ...]]:
    """The view with a benchmark that exists for an area, and what was changed."""
    offered = dict(describe_choices(dataset, area_code))
    if view.benchmark == "chosen" or view.benchmark in offered:
        return view, ()
    name = dataset.area(area_code).name
    notice = f"That benchmark does not exist for {name}; England is used instead."
    return view.change(benchmark="england"), (notice,)
