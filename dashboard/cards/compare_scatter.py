"""Two indicators against each other, without a claim about causes."""

from collections.abc import Sequence

import pandas as pd

from dashboard.analysis.benchmarks import number_word
from dashboard.analysis.profile import Compared
from dashboard.analysis.summary import join
from dashboard.cards.comparison import (
    chosen_areas,
    compare_all,
    comparison_notes,
    wide_table,
    with_period,
)
from dashboard.cards.model import Card
from dashboard.cards.provenance import source_line
from dashboard.dataset import Dataset
from dashboard.figures.crossing import Crossing
from dashboard.figures.scatter import scatter
from dashboard.figures.template import Look
from dashboard.metadata.format import in_steps
from dashboard.view_state import View

_NO_CAUSE = "This does not show that one causes the other."
_MOST_NAMED = 8


def scatter_card(dataset: Dataset, view: View, look: Look) -> Card:
    """The first two chosen indicators; needs two."""
    every = compare_all(dataset, view)
    across, up = found = every[:2]
    chosen = len(every)
    indicators = [one.indicator for one in found]
    codes = chosen_areas(dataset, view)
    frame = pd.DataFrame(
        {"name": across.frame["name"], "x": across.frame["value"], "y": up.frame["value"]}
    )
    order = list(across.frame.index)
    title = f"{indicators[1].short_name} and {indicators[0].short_name}"
    return Card(
        id="scatter",
        title="Which areas are high on both?",
        sentence=_sentence(across, up),
        make_table=lambda: wide_table(dataset, view, found, order, f"{title}, latest periods"),
        figure=scatter(
            frame,
            x=with_period(across),
            y=with_period(up),
            look=look,
            benchmark=_crossing(found),
            selected=[view.area] if view.area in codes else [],
        ),
        indicators=tuple(one.id for one in indicators),
        image_title=title,
        source_line=source_line(dataset, indicators, _periods(found)),
        notes=(*_limits(chosen, found), *comparison_notes(dataset, indicators, codes)),
        on_click="highlight",
    )


def _crossing(found: Sequence[Compared]) -> Crossing | None:
    """The benchmark on both indicators; none where it differs from area to area."""
    if not all(one.is_common for one in found):
        return None
    return Crossing(found[0].benchmark.name, *(one.benchmark.value for one in found))


def _sentence(across: Compared, up: Compared) -> str:
    """Who is above, and who below, the benchmark on both; never more than that."""
    both = across.frame["value"].notna() & up.frame["value"].notna()
    if not both.any():
        return "No chosen area has figures for both indicators."
    sides = [_side(one)[both] for one in (across, up)]
    if any(side.isna().all() for side in sides):
        mark = next(one for one, side in zip((across, up), sides, strict=True) if side.isna().all())
        return f"No comparison with {mark.benchmark.name}: {mark.benchmark.reason}. {_NO_CAUSE}"
    name = across.benchmark.name if across.is_common else "each area's benchmark"
    names = across.frame["name"][both]
    parts = [
        f"{words} {name} on both: {_named(names[(sides[0] == sign) & (sides[1] == sign)])}."
        for words, sign in (("Above", 1), ("Below", -1))
    ]
    return " ".join([*parts, _NO_CAUSE])


def _side(one: Compared) -> pd.Series:
    """1 above the benchmark, -1 below, 0 the same as printed, NaN where there is none."""
    decimals = one.indicator.decimals

    def side(value: float, mark: float) -> float:
        if pd.isna(value) or pd.isna(mark):
            return float("nan")
        gap = in_steps(value, decimals) - in_steps(mark, decimals)
        return float((gap > 0) - (gap < 0))

    pairs = zip(one.frame["value"], one.frame["benchmark"], strict=True)
    return pd.Series([side(*pair) for pair in pairs], index=one.frame.index)


def _named(names: pd.Series) -> str:
    if names.empty:
        return "no area"
    return join(list(names)) if len(names) <= _MOST_NAMED else f"{len(names)} areas"


def _periods(found: Sequence[Compared]) -> str:
    labels = [one.period_label for one in found]
    return labels[0] if labels[0] == labels[1] else f"{labels[0]} (across), {labels[1]} (up)"


def _limits(chosen: int, found: Sequence[Compared]) -> tuple[str, ...]:
    """What the chart leaves out."""
    said = ["Whether differences are beyond chance is on “Side by side”."]
    labels = [one.period_label for one in found]
    if labels[0] != labels[1]:
        said.append(f"The periods differ: {labels[0]} across, {labels[1]} up.")
    if chosen > len(found):
        said.append(f"Only the first two of the {number_word(chosen)} chosen indicators are drawn.")
    return tuple(said)
