"""Indicators side by side: a panel of bars for each, the areas in one order."""

from collections.abc import Sequence

from dashboard.analysis.benchmarks import number_word
from dashboard.analysis.profile import Compared
from dashboard.analysis.summary import capital
from dashboard.cards.comparison import (
    LATEST,
    chosen_areas,
    compare_all,
    compared_sentence,
    comparison_notes,
    question,
    wide_table,
    with_period,
)
from dashboard.cards.model import Card, LegendItem
from dashboard.cards.provenance import source_line
from dashboard.cards.ranking import drawn
from dashboard.dataset import Dataset
from dashboard.figures.comparison_bars import BarPanel, comparison_bars
from dashboard.figures.palette import DARK_BLUE, JUDGEMENT_STYLE
from dashboard.figures.template import Look
from dashboard.view_state import View


def bars_card(dataset: Dataset, view: View, look: Look) -> Card:
    """The latest figure of every chosen indicator, against the benchmark."""
    found, codes = compare_all(dataset, view), chosen_areas(dataset, view)
    order = list(found[0].frame.index)
    indicators = [one.indicator for one in found]
    panels = [
        BarPanel(
            with_period(one),
            drawn(one),
            one.benchmark.name if one.is_common else "",
            one.benchmark.value if one.is_common else None,
        )
        for one in found
    ]
    many = f"{capital(number_word(len(found)))} indicators"
    what = indicators[0].name if len(found) == 1 else many
    return Card(
        id="bars",
        title=question(indicators, "How do the areas compare?"),
        sentence=compared_sentence(found),
        make_table=lambda: wide_table(dataset, view, found, order, f"{what}, latest period"),
        figure=comparison_bars(panels, look=look, selected=[view.area]),
        legend=legend(found),
        indicators=tuple(one.id for one in indicators),
        image_title=f"{what} side by side",
        source_line=source_line(dataset, indicators, LATEST),
        notes=(
            f"Areas are in the order of the first indicator, {indicators[0].short_name}.",
            *comparison_notes(dataset, indicators, codes),
        ),
        on_click="highlight",
    )


def legend(found: Sequence[Compared]) -> tuple[LegendItem, ...]:
    """The judgements that any panel holds, in the fixed order of the styles."""
    present = {word for one in found for word in drawn(one)["judgement"].tolist()}
    items = [
        LegendItem(style.word, style.fill, style.char)
        for key, style in JUDGEMENT_STYLE.items()
        if key in present - {"no_value"}
    ]
    if items and "" in present:
        items.append(LegendItem("not compared", DARK_BLUE))
    return tuple(items)
