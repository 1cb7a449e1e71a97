"""Figures over time."""

from collections.abc import Sequence

from dashboard.analysis.profile import area_trends
from dashboard.analysis.summary import join, trend_counts
from dashboard.cards.model import Card
from dashboard.cards.provenance import notes, source_line
from dashboard.cards.tables import series_table
from dashboard.dataset import Dataset
from dashboard.figures.small_multiples import Panel, small_multiples
from dashboard.figures.template import Look
from dashboard.metadata import Indicator
from dashboard.view_state import View


def trends_card(
    dataset: Dataset, view: View, indicator: Indicator, look: Look, codes: Sequence[str]
) -> Card:
    """Every area over all periods, side by side on one axis."""
    ancestors = ancestors_of(dataset, indicator, codes)
    context = dataset.comparator_codes
    former = list(dict.fromkeys(code for group in ancestors.values() for code in group))
    shown = [*codes, *context, *former]
    frame = dataset.of_indicator(indicator.id)
    names = {code: dataset.area(code).short_name for code in shown}
    figure = small_multiples(
        frame[frame["area_code"].isin(set(shown))],
        indicator=indicator,
        look=look,
        panels=[Panel(code, names[code], ancestors.get(code, ())) for code in codes],
        names=names,
        context=context,
    )
    return Card(
        id="trends",
        title=f"What has happened over time{_where(dataset, codes)}?",
        sentence=trend_counts(area_trends(dataset, indicator.id, tuple(codes))),
        figure=figure,
        make_table=lambda: series_table(
            dataset,
            view,
            indicator,
            [*context, *codes, *former],
            f"{indicator.name}, {indicator.unit}, all periods",
        ),
        indicators=(indicator.id,),
        image_title=f"{indicator.name}, {indicator.unit}, over time",
        source_line=source_line(dataset, [indicator], span_of(dataset, indicator)),
        notes=(*_former_note(dataset, former), *notes(dataset, [indicator])),
    )


def _where(dataset: Dataset, codes: Sequence[str]) -> str:
    """Named where the chart holds only a part of the region, such as one county's districts."""
    if tuple(codes) == dataset.member_codes:
        return ""
    parent = dataset.registry.areas.get(dataset.area(codes[0]).parent or "")
    if parent is not None and parent.code in dataset.member_codes:
        return f" in the districts of {parent.short_name}"
    return f" in {dataset.area(codes[0]).short_name}"


def span_of(dataset: Dataset, indicator: Indicator) -> str:
    """First and last period held."""
    labels = dataset.periods(indicator.id)["period_label"]
    if labels.empty:
        return ""
    first, last = labels.iloc[0], labels.iloc[-1]
    return first if first == last else f"{first} to {last}"


def _former_note(dataset: Dataset, former: Sequence[str]) -> tuple[str, ...]:
    if not former:
        return ()
    names = join([dataset.area(code).name for code in former])
    return (f"Dashed: {names}, before it was replaced; the lines are not joined.",)


def ancestors_of(
    dataset: Dataset, indicator: Indicator, codes: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Former areas of each area that replaced one, where this indicator has figures for them."""
    frame = dataset.of_indicator(indicator.id)
    held = set(frame.loc[frame["value"].notna(), "area_code"])
    found = {code: tuple(held.intersection(dataset.area(code).predecessors)) for code in codes}
    return {code: former for code, former in found.items() if former}
