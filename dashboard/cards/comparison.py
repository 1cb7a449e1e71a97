"""Any indicators for any areas: what is chosen, and the tables and sentences about it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dashboard.analysis.benchmarks import number_word
from dashboard.analysis.compare import THE_BENCHMARK
from dashboard.analysis.profile import Compared, compared
from dashboard.analysis.summary import against_benchmark, capital, extremes, join
from dashboard.cards.provenance import notes, table_meta
from dashboard.cards.tables import number
from dashboard.dataset import Dataset
from dashboard.exports.table import Cell, Column, Table
from dashboard.metadata import Indicator, Level
from dashboard.metadata.format import format_interval, format_value, short_period, unbroken, within
from dashboard.view_state import View

LATEST = "Latest period of each indicator"
# How many headline indicators an address without any reads as.
_USUAL = 4
_MOST_NAMED = 4
_TESTED = ("higher", "similar", "lower")
# What a cell of a table is made from.
_CELL = ("value", "lower_ci", "upper_ci", "status", "note", "reason", "judgement")


def chosen_indicators(dataset: Dataset, view: View) -> tuple[Indicator, ...]:
    """The indicators asked for; else the first headline ones."""
    if view.indicators:
        return tuple(dataset.indicator(key) for key in view.indicators)
    registry = dataset.registry
    return (registry.headline() or tuple(registry.indicators.values()))[:_USUAL]


def chosen_areas(dataset: Dataset, view: View) -> tuple[str, ...]:
    """The areas asked for; else the members."""
    return view.areas or dataset.member_codes


def compare_all(dataset: Dataset, view: View) -> list[Compared]:
    """Each chosen indicator at its latest period, for the chosen areas.

    All in one order: the highest value of the first indicator first, areas without one last.
    """
    codes, choice = chosen_areas(dataset, view), view.benchmark_choice()
    indicators = chosen_indicators(dataset, view)
    values = compared(dataset, indicators[0].id, codes, choice).frame["value"]
    values = values.sort_values(ascending=False, kind="stable", na_position="last")
    ordered = tuple(values.index)
    return [compared(dataset, one.id, ordered, choice) for one in indicators]


def question(indicators: Sequence[Indicator], text: str) -> str:
    """A card's title; one indicator alone is named in it, as nothing else on the card does."""
    if len(indicators) > 1:
        return text
    return f"{indicators[0].short_name}: {within(text)}"


def with_period(one: Compared) -> Indicator:
    """The indicator, named with its period, for charts whose indicators differ in period."""
    period = f", {unbroken(short_period(one.period_label))}" if one.period_label else ""
    return one.indicator.model_copy(update={"short_name": f"{one.indicator.short_name}{period}"})


def most_often(counts: Mapping[str, int], total: int, words: str) -> str:
    """Who has the largest count: "most often worse: Derby and Leicester (on three of four)".

    Args:
        counts: by name of area.
        total: out of how many.
        words: what is counted.
    """
    largest = max(counts.values(), default=0)
    if not largest:
        return ""
    names = [name for name, count in counts.items() if count == largest]
    who = join(names) if len(names) <= _MOST_NAMED else f"{number_word(len(names))} areas"
    return f"{words}: {who} (on {number_word(largest)} of {number_word(total)})"


def compared_sentence(found: Sequence[Compared]) -> str:
    """Which areas are worse or better on most of the indicators, as far as tested."""
    if all(one.with_value.empty for one in found):
        return "None of the chosen areas has a figure for what is chosen here."
    if len(found) == 1:
        return f"{extremes(found[0])} {against_benchmark(found[0])}".strip()
    mark = found[0].benchmark
    against = mark.name if all(one.is_common for one in found) else "each area's own benchmark"
    tested = sum(one.frame["outcome"].isin(_TESTED).any() for one in found)
    if not tested:
        above, below = _sides(found)
        parts = [
            most_often(above, len(found), f"most often above {against}"),
            most_often(below, len(found), "most often below"),
        ]
        said = capital("; ".join(part for part in parts if part)) or "No area is above or below"
        said_why = (reason for one in found for (reason,) in _columns(one, "reason"))
        reasons = Counter(why for why in said_why if why not in {"", THE_BENCHMARK})
        why = reasons.most_common(1)[0][0] if reasons else "not tested"
        return f"{said}. Differences {why}."
    parts = [
        most_often(_counts(found, word), len(found), f"most often {word}")
        for word in ("worse", "better")
    ]
    said = "; ".join(part for part in parts if part) or "no area is better or worse on any of them"
    untested = len(found) - tested
    of = f"{number_word(untested)} of the {number_word(len(found))} indicators"
    rest = f" Not tested: {of}." if untested else ""
    return f"Compared with {against}, {said} (95% intervals).{rest}"


def _counts(found: Sequence[Compared], word: str) -> Counter[str]:
    """On how many indicators each area, by name, has a judgement."""
    return Counter(
        name
        for one in found
        for name, judgement in _columns(one, "name", "judgement")
        if judgement == word
    )


def _sides(found: Sequence[Compared]) -> tuple[Counter[str], Counter[str]]:
    """On how many indicators each area, by name, lies above and below its benchmark."""
    gaps = [pair for one in found for pair in _columns(one, "name", "difference")]
    return (
        Counter(name for name, gap in gaps if gap > 0),
        Counter(name for name, gap in gaps if gap < 0),
    )


def _columns(one: Compared, *names: str) -> Iterator[tuple]:
    return zip(*(one.frame[name].tolist() for name in names), strict=True)


def wide_table(
    dataset: Dataset,
    view: View,
    found: Sequence[Compared],
    codes: Sequence[str],
    caption: str,
    *,
    judged: bool = True,
) -> Table:
    """Areas down, indicators across: value with judgement and interval, then the benchmark.

    Args:
        dataset: for names and provenance.
        view: for links and the address kept in files.
        found: the indicators; an area that one of them does not show has an empty cell.
        codes: areas in the order shown.
        caption: what the table holds.
        judged: whether judgements and the benchmark are part of it.
    """
    columns = [
        Column(f"{one.indicator.short_name}, {short_period(one.period_label)}", numeric=True)
        for one in found
    ]
    frames = [_rows(one) for one in found]
    rows = [
        (
            area_cell(dataset, view, code),
            *(
                _cell(one, rows.get(code), code, judged=judged)
                for one, rows in zip(found, frames, strict=True)
            ),
        )
        for code in codes
    ]
    if judged and all(one.is_common for one in found):
        marks = [
            Cell(b.value, format_value(b.value, one.indicator), b.reason or b.method)
            for one in found
            for b in [one.benchmark]
        ]
        rows.append((Cell.of(f"Benchmark: {found[0].benchmark.name}"), *marks))
    indicators = [one.indicator for one in found]
    meta = table_meta(dataset, view, indicators, LATEST)
    return Table(caption, (Column("Area"), *columns), tuple(rows), meta)


def area_cell(dataset: Dataset, view: View, code: str) -> Cell:
    """Name of an area, with a link where it has a page."""
    here = code in dataset.member_codes or code in dataset.local_codes
    href = view.go("area", code).href if here else ""
    return Cell.of(dataset.area(code).short_name, href=href)


def _rows(one: Compared) -> dict[str, dict]:
    """The columns that cells need, by area code; ``to_dict`` would take ten times as long."""
    return {
        code: dict(zip(_CELL, row, strict=True))
        for code, row in zip(one.frame.index, _columns(one, *_CELL), strict=True)
    }


def _cell(one: Compared, row: Mapping | None, code: str, *, judged: bool) -> Cell:
    if row is None:
        return Cell(None, "", "not on this map")
    indicator, mark = one.indicator, one.benchmarks[code]
    note = row["note"] or (row["reason"] if judged else "")
    if judged and not note and not one.is_common:
        note = f"against {mark.name}, {format_value(mark.value, indicator)}"
    cell = number(row["value"], indicator, row["status"], note)
    detail = format_interval(row["lower_ci"], row["upper_ci"], indicator)
    return replace(cell, judgement=row["judgement"] if judged else "", detail=detail)


def comparison_notes(
    dataset: Dataset, indicators: Sequence[Indicator], codes: Sequence[str]
) -> tuple[str, ...]:
    """Limits of comparing these areas on these indicators, then the indicators' caveats."""
    said = []
    districts = [code for code in codes if dataset.area(code).level is Level.DISTRICT]
    none = [one.short_name for one in indicators if not dataset.has_districts(one.id)]
    if districts and none:
        said.append(f"No district figures are published for: {'; '.join(none)}.")
    if {dataset.area(code).parent for code in districts} & set(codes):
        said.append("Figures of a county include those of its districts.")
    return (*said, *notes(dataset, indicators))
