"""Ranked bars of one indicator with intervals and benchmark lines."""

from collections import defaultdict

import pandas as pd

from dashboard.analysis.profile import Compared, area_trends
from dashboard.analysis.summary import against_benchmark, join
from dashboard.cards.looks import half
from dashboard.cards.model import Card, LegendItem
from dashboard.cards.provenance import notes, source_line
from dashboard.cards.tables import compared_table
from dashboard.dataset import Dataset
from dashboard.figures.palette import JUDGEMENT_STYLE
from dashboard.figures.ranked_bars import BenchmarkLine, ranked_bars
from dashboard.figures.template import Look
from dashboard.metadata.format import within
from dashboard.view_state import View


def ranking_card(
    dataset: Dataset,
    view: View,
    one: Compared,
    look: Look,
    *,
    title: str = "",
    card_id: str = "ranking",
    width: str = "half",
) -> Card:
    """Areas from highest to lowest, each judged against the benchmark."""
    indicator = one.indicator
    codes = tuple(one.frame.index)
    selected = [view.area] if view.area else []
    figure = ranked_bars(
        drawn(one),
        indicator=indicator,
        look=half(look) if width == "half" else look,
        benchmarks=benchmark_lines(dataset, one),
        selected=selected,
    )
    return Card(
        id=card_id,
        title=title or f"Which area is highest, and is it different from {_benchmark_name(one)}?",
        sentence=against_benchmark(one) or f"No figures for {one.period_label}.",
        figure=figure,
        legend=judgements_shown(one),
        make_table=lambda: compared_table(
            one,
            dataset,
            view,
            trends=area_trends(
                dataset,
                indicator.id,
                (*codes, *dataset.comparator_codes),
                one.period_end if view.period else None,
            ),
            extra=dataset.comparator_codes,
        ),
        indicators=(indicator.id,),
        image_title=f"{indicator.name}, {indicator.unit}",
        source_line=source_line(dataset, [indicator], one.period_label),
        notes=(*_break_notes(one), *_interval_note(one), *notes(dataset, [indicator])),
        width=width,
        on_click="highlight",
    )


def drawn(one: Compared) -> pd.DataFrame:
    """The frame for a chart: without judgements where nothing at all was tested.

    The sentence says so once; ten times "not tested" beside ten bars says no more.
    """
    tested = one.frame["outcome"].isin(["higher", "similar", "lower"]).any()
    return one.frame if tested else one.frame.assign(judgement="")


def _benchmark_name(one: Compared) -> str:
    return one.benchmark.name if one.is_common else "its benchmark"


def benchmark_lines(dataset: Dataset, one: Compared) -> list[BenchmarkLine]:
    """Country and region always; the chosen benchmark too where all areas share it."""
    others = dataset.at_period(one.indicator.id, one.period_end, dataset.comparator_codes)
    lines = [
        BenchmarkLine(dataset.area(code).short_name, value)
        for code, value in others["value"].items()
    ]
    mark = one.benchmark
    if one.is_common and mark.value is not None and mark.name not in {x.name for x in lines}:
        lines.append(BenchmarkLine(mark.name, mark.value))
    return lines


_METHODS = {
    "published": "as published",
    "Wilson": "worked out here from published counts (Wilson’s method)",
    "Byar": "worked out here from published counts (Byar’s method)",
    "exact Poisson": "worked out here from published counts (exact Poisson, for counts under 10)",
}


def _break_notes(one: Compared) -> tuple[str, ...]:
    """Which areas have a figure that may not be comparable, and why."""
    names = defaultdict(list)
    for code, note in one.broken.items():
        names[note].append(one.rows[code]["name"])
    return tuple(f"{join(who)}: {within(note)}" for note, who in names.items())


def _interval_note(one: Compared) -> tuple[str, ...]:
    """Which 95% intervals the whiskers are."""
    used = [method for method in _METHODS if (one.frame["interval_method"] == method).any()]
    if not used:
        return ()
    return (f"Whiskers are 95% intervals, {'; '.join(_METHODS[m] for m in used)}.",)


def judgements_shown(one: Compared) -> tuple[LegendItem, ...]:
    """The judgements that the chart holds, in the fixed order of the styles."""
    present = set(drawn(one)["judgement"])
    return tuple(
        LegendItem(style.word, style.fill, style.char)
        for key, style in JUDGEMENT_STYLE.items()
        if key in present
    )
