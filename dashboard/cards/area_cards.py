"""Cards about one area across many indicators."""

from collections.abc import Sequence
from functools import lru_cache

import pandas as pd

from dashboard.analysis.area_profile import changes, peers_of, positions, profile_frame
from dashboard.analysis.benchmarks import describe_choices, number_word
from dashboard.analysis.profile import area_trends
from dashboard.analysis.summary import capital, change_over_time, join
from dashboard.cards.model import Card, LegendItem
from dashboard.cards.provenance import notes, source_line, table_meta
from dashboard.cards.series import span_of
from dashboard.cards.tables import number, number_or_blank, plain, series_table, trend_cell
from dashboard.dataset import Dataset
from dashboard.exports.table import Cell, Column, Table
from dashboard.figures.palette import JUDGEMENT_STYLE
from dashboard.figures.spine import spine
from dashboard.figures.template import Look
from dashboard.figures.trend_lines import TrendLine, trend_lines
from dashboard.metadata import Indicator, Polarity
from dashboard.metadata.format import format_difference, format_value, short_period, within
from dashboard.view_state import View

# The area itself is solid; country, region and former areas are told apart by dashes.
_DASHES = {0: "", 1: "solid", 2: "dot"}


def profile_card(dataset: Dataset, view: View, indicators: Sequence[Indicator], look: Look) -> Card:
    """Every indicator of one area against the benchmark, within the range of its peers."""
    area = dataset.area(view.subject)
    frame = profile_frame(dataset, area.code, indicators, view.benchmark_choice())
    figure = spine(
        frame,
        indicators={i.id: _as_judged(dataset, i) for i in indicators},
        domain_names={d.id: d.name for d in dataset.registry.domains.values()},
        look=look,
        area_name=area.short_name,
        benchmark_name=_benchmark_name(frame),
    )
    return Card(
        id="profile",
        figure=figure,
        title=f"How does {area.short_name} compare?",
        sentence=_profile_sentence(area.short_name, frame, _against(dataset, view, frame)),
        make_table=lambda: _profile_table(dataset, view, indicators, frame),
        legend=_legend(frame),
        indicators=tuple(i.id for i in indicators),
        image_title=f"{area.name}: profile",
        source_line=source_line(dataset, indicators, "Latest period of each indicator"),
        notes=(
            "Each row has a scale of its own: from the area with the least need to the one "
            "with the greatest, among the areas of this level. Rows that say “higher →” run from "
            "the lowest to the highest, for neither is judged better.",
        ),
    )


def _as_judged(dataset: Dataset, indicator: Indicator) -> Indicator:
    """Without a side of more need where a caveat forbids to judge."""
    if not dataset.registry.blocks_judgement(indicator):
        return indicator
    return indicator.model_copy(update={"polarity": Polarity.NEUTRAL})


def _legend(frame: pd.DataFrame) -> tuple[LegendItem, ...]:
    present = set(frame["judgement"]) if not frame.empty else set()
    return tuple(
        LegendItem(style.word, style.fill, style.char)
        for key, style in JUDGEMENT_STYLE.items()
        if key in present
    )


def _benchmark_name(frame: pd.DataFrame) -> str:
    """What to call the benchmark of many indicators: the name that most of them give it."""
    names = frame["benchmark_name"] if "benchmark_name" in frame else pd.Series(dtype=str)
    return "benchmark" if names.empty else str(names.mode().iloc[0])


def _against(dataset: Dataset, view: View, frame: pd.DataFrame) -> str:
    """The benchmark of a sentence on many indicators, whose names for it can differ."""
    names = dict.fromkeys(frame.get("benchmark_name", ()))
    if len(names) == 1:
        return next(iter(names))
    label = dict(describe_choices(dataset, view.subject)).get(view.benchmark_choice())
    return f"the chosen benchmark ({within(label)})" if label else _benchmark_name(frame)


def _profile_sentence(name: str, frame: pd.DataFrame, against: str) -> str:
    """How many indicators differ from the benchmark, and how many could not be tested."""
    if frame.empty:
        return f"No figures are held for {name} here."
    counts = frame["judgement"].value_counts()
    words = {
        "worse": "significantly worse", "similar": "similar", "better": "significantly better",
        "higher": "higher without a judgement", "lower": "lower without a judgement",
        "not_tested": "not tested", "": "the benchmark itself", "no_value": "without a figure",
    }  # fmt: skip
    parts = [f"{number_word(int(counts[k]))} {w}" for k, w in words.items() if k in counts]
    total = number_word(len(frame))
    return f"Of {total} indicators, against {against}: {join(parts)}."


def _profile_table(
    dataset: Dataset, view: View, indicators: Sequence[Indicator], frame: pd.DataFrame
) -> Table:
    places = positions(dataset, view.subject, indicators)
    headings = ["Indicator", "Domain", "Period", "Value", "Lower 95% limit", "Upper 95% limit",
                "Benchmark", "Difference", "Comparison", "Lowest here", "Highest here", "Place",
                "In England"]  # fmt: skip
    text_columns = {"Indicator", "Domain", "Period", "Comparison", "In England"}
    columns = tuple(Column(h, numeric=h not in text_columns) for h in headings)
    rows = tuple(
        _profile_row(dataset, view, i, frame.loc[i.id].to_dict(), places.get(i.id))
        for i in indicators
    )
    area = dataset.area(view.subject)
    return Table(
        f"{area.name}: latest period of each indicator",
        columns,
        rows,
        table_meta(dataset, view, indicators),
    )


def _profile_row(
    dataset: Dataset, view: View, indicator: Indicator, row: dict, position: object
) -> tuple[Cell, ...]:
    reason = row["benchmark_reason"]
    text = position.text if position is not None else "not an upper-tier council"
    return (
        Cell.of(
            indicator.short_name,
            href=view.go("indicator", indicator.id, area=view.subject).href,
            detail=indicator.unit,
        ),
        Cell.of(dataset.registry.domains[indicator.domain].name),
        Cell.of(short_period(row["period_label"])),
        number(row["value"], indicator, row["status"], row["note"]),
        number_or_blank(row["lower_ci"], indicator),
        number_or_blank(row["upper_ci"], indicator),
        Cell(
            None if pd.isna(row["benchmark"]) else row["benchmark"],
            format_value(row["benchmark"], indicator),
            reason or row["benchmark_name"],
        ),
        plain(row["difference"], format_difference(row["difference"], indicator)),
        Cell(None, "", row["reason"], judgement=row["judgement"]),
        number_or_blank(row["lowest"], indicator),
        number_or_blank(row["highest"], indicator),
        plain(row["place"], f"{row['place']:.0f} of {row['ranked']}")
        if pd.notna(row["place"])
        else Cell(None, "not ranked"),
        Cell.of(text),
    )


def one_trend_card(dataset: Dataset, view: View, indicator: Indicator, look: Look) -> Card:
    """One indicator of one area over time, with the country and the region."""
    area = dataset.area(view.subject)
    trend = area_trends(dataset, indicator.id, peers_of(dataset, area.code)).get(area.code)
    codes = [area.code, *dataset.comparator_codes, *area.predecessors]
    caption = f"{indicator.name}, {indicator.unit}, all periods"
    frame = dataset.of_indicator(indicator.id)
    figure = trend_lines(
        frame[frame["area_code"].isin(codes)],
        indicator=indicator,
        look=look,
        lines=[
            TrendLine(code, dataset.area(code).short_name, _DASHES.get(i, "dash"))
            for i, code in enumerate(codes)
        ],
    )
    return Card(
        id="over-time",
        figure=figure,
        title=f"{indicator.short_name} over time",
        sentence=change_over_time(area.short_name, trend, indicator),
        make_table=lambda: series_table(dataset, view, indicator, codes, caption),
        indicators=(indicator.id,),
        image_title=f"{area.name}: {indicator.name}, {indicator.unit}",
        source_line=source_line(dataset, [indicator], span_of(dataset, indicator)),
        notes=notes(dataset, [indicator]),
    )


def changes_card(dataset: Dataset, view: View, indicators: Sequence[Indicator]) -> Card:
    """First and last value of every indicator, and what the trend test says."""
    area = dataset.area(view.subject)
    found = changes(dataset, area.code, indicators)
    headings = ("Indicator", "From", "First value", "To", "Last value", "Change", "Trend")
    columns = tuple(
        Column(h, numeric=h in {"First value", "Last value", "Change"}) for h in headings
    )
    rows = []
    for indicator in indicators:
        trend = found.get(indicator.id)
        if trend is None or trend.last_value is None:
            continue
        rows.append(
            (
                Cell.of(
                    indicator.short_name, href=view.change(indicators=(indicator.id,)).href,
                    detail=indicator.unit,
                ),
                Cell.of(short_period(trend.first_label)),
                plain(trend.first_value, format_value(trend.first_value, indicator)),
                Cell.of(short_period(trend.last_label)),
                plain(trend.last_value, format_value(trend.last_value, indicator)),
                plain(trend.change, format_difference(trend.change, indicator)),
                trend_cell(trend),
            )
        )  # fmt: skip
    worse = sum(t.judgement == "getting_worse" for t in found.values())
    better = sum(t.judgement == "getting_better" for t in found.values())
    untested = sum(t.outcome == "not_tested" for t in found.values())
    return Card(
        id="changes",
        title=f"What has changed in {area.short_name}?",
        sentence=capital(
            f"{_indicators(worse)} getting worse and {_or_none(better)} getting better over the "
            f"last five periods (5-point test); {_or_none(untested)} could not be tested."
        ),
        make_table=lambda: Table(
            f"{area.name}: change since the first comparable period",
            columns,
            tuple(rows),
            table_meta(dataset, view, indicators),
        ),
        indicators=(),
        source_line=source_line(dataset, indicators),
    )


def _indicators(count: int) -> str:
    """How many indicators, with the verb: "one indicator is"."""
    return f"{number_word(count)} {'indicators are' if count > 1 else 'indicator is'}"


def _or_none(count: int) -> str:
    return number_word(count) if count else "none"


def district_table_card(
    dataset: Dataset, view: View, indicators: Sequence[Indicator], districts: tuple[str, ...]
) -> Card:
    """Every indicator that has districts, districts across."""
    codes = (*districts, view.subject)
    columns = (
        Column("Indicator"),
        *(Column(dataset.area(c).short_name, numeric=True) for c in codes),
    )
    rows = tuple(
        (
            Cell.of(
                indicator.short_name,
                href=view.change(indicators=(indicator.id,)).href,
                detail=f"{indicator.unit}, {_latest_label(dataset, indicator)}",
            ),
            *_district_cells(dataset, indicator.id, codes),
        )
        for indicator in indicators
    )
    area = dataset.area(view.subject)
    return Card(
        id="all-districts",
        title=f"All district figures of {area.short_name}",
        sentence="Latest period of each indicator. Choose one to see its map and bars above.",
        make_table=lambda: Table(
            f"{area.name} and its districts", columns, rows,
            table_meta(dataset, view, indicators),
        ),
        source_line=source_line(dataset, indicators),
    )  # fmt: skip


def _latest_label(dataset: Dataset, indicator: Indicator) -> str:
    end = dataset.default_period(indicator.id)
    return short_period(dataset.period_label(indicator.id, end))


# They stay while the indicator in the map above changes.
@lru_cache(maxsize=512)
def _district_cells(
    dataset: Dataset, indicator_id: str, codes: tuple[str, ...]
) -> tuple[Cell, ...]:
    indicator = dataset.indicator(indicator_id)
    held = dataset.at_period(indicator_id, None, codes)
    return tuple(
        number(row["value"], indicator, row["status"], row["note"])
        for row in held[["value", "status", "note"]].to_dict("records")
    )
