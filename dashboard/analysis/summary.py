"""Findings in plain sentences, computed from the same frames as the charts.

A sentence never says more than was tested: "worse" only where a test and the polarity
allow it, and "not tested" wherever there was none.
"""

from collections.abc import Sequence

import pandas as pd

from dashboard.analysis.benchmarks import number_word
from dashboard.analysis.compare import THE_BENCHMARK
from dashboard.analysis.profile import Compared
from dashboard.analysis.trend import Trend
from dashboard.metadata import Indicator
from dashboard.metadata.format import (
    format_difference,
    format_value,
    format_with_unit,
    in_steps,
)

_MOST_NAMED = 4


def join(names: Sequence[str]) -> str:
    """Names as a list in a sentence: "Derby, Leicester and Rutland"."""
    if len(names) < 2:  # noqa: PLR2004
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def capital(text: str) -> str:
    """The text with a capital first letter, the rest left alone."""
    return text[:1].upper() + text[1:]


def extremes(compared: Compared) -> str:
    """Who is highest and who lowest, with ties and the number of areas with data."""
    indicator, held = compared.indicator, compared.with_value
    if held.empty:
        return f"No area here has a figure for {compared.period_label or 'any period'}."
    printed = held["value"].map(lambda value: in_steps(value, indicator.decimals))
    highest = held.loc[printed == printed.max()]
    lowest = held.loc[printed == printed.min()]
    when = f" ({compared.period_label})"
    if len(held) == 1:
        value = format_with_unit(held["value"].iloc[0], indicator)
        return f"Only {held['name'].iloc[0]} has a figure: {value}{when}."
    if len(highest) == len(held):
        same = format_with_unit(held["value"].iloc[0], indicator)
        return f"All {number_word(len(held))} areas with data have the same figure: {same}{when}."
    missing = len(compared.frame) - len(held)
    among = f", among the {number_word(len(held))} areas with data" if missing else ""
    top = format_with_unit(highest["value"].iloc[0], indicator)
    low = format_value(lowest["value"].iloc[0], indicator)
    return (
        f"Highest in {_named(highest['name'])}, {top}; "
        f"lowest in {_named(lowest['name'])}, {low}{among}{when}."
    )


def _named(names: pd.Series) -> str:
    if len(names) > _MOST_NAMED:
        return f"{number_word(len(names))} areas"
    return join(list(names))


def against_benchmark(compared: Compared) -> str:
    """How many areas differ from the benchmark, and why not tested where they are not."""
    mark, held = compared.benchmark, compared.with_value
    held = held[held["reason"] != THE_BENCHMARK]
    if held.empty:
        return ""
    if compared.is_common and mark.value is None:
        return f"No comparison with {mark.name}: {mark.reason}."
    name = mark.name
    figure = ""
    if compared.is_common:
        figure = f" ({format_value(mark.value, compared.indicator)})"
    tested = held[held["outcome"].isin(["higher", "similar", "lower"])]
    opening = (
        f"Compared with {name}{figure}, "
        if compared.is_common
        else ("Each area compared with its own benchmark: ")
    )
    if tested.empty:
        reason = held["reason"].mode().iloc[0]
        if held["difference"].isna().all():
            return capital(f"{opening}{reason}.")
        return f"{opening}{_sides(held['difference'])}; differences {reason}."
    counts = tested["judgement"].value_counts()
    parts = [
        f"{_areas(counts[word])} {_IS.get(word, word)}"
        for word in ("worse", "higher", "similar", "lower", "better")
        if word in counts
    ]
    untested = len(held) - len(tested)
    rest = f"; {_areas(untested)} not tested" if untested else ""
    return f"{opening}{join(parts)}{rest} (95% intervals)."


def _sides(differences: pd.Series) -> str:
    """How many areas lie above, below and at the benchmark, and how many have none."""
    above, below = int((differences > 0).sum()), int((differences < 0).sum())
    same, without = int((differences == 0).sum()), int(differences.isna().sum())
    parts = [f"{_areas(above)} above", f"{number_word(below) if below else 'none'} below"]
    parts += [f"{number_word(same)} the same"] if same else []
    parts += [f"{number_word(without)} without a benchmark"] if without else []
    return join(parts)


_IS = {"worse": "significantly worse", "better": "significantly better",
       "higher": "significantly higher", "lower": "significantly lower"}  # fmt: skip


def _areas(count: int) -> str:
    return f"{number_word(int(count))} {'area is' if count == 1 else 'areas are'}"


def one_against_benchmark(compared: Compared, code: str) -> str:
    """One area against its benchmark: difference, whether it was tested, and any caution."""
    said = _one_against_benchmark(compared, code)
    caution = compared.caution(code)
    has_value = pd.notna(compared.rows[code]["value"])
    return f"{said} Caution: {caution}." if caution and has_value else said


def _one_against_benchmark(compared: Compared, code: str) -> str:
    row, mark = compared.rows[code], compared.benchmarks[code]
    indicator = compared.indicator
    if pd.isna(row["value"]):
        return f"{row['name']} has no figure for {compared.period_label or 'any period'}."
    figure = f"{row['name']}: {format_with_unit(row['value'], indicator)}"
    if row["reason"] == THE_BENCHMARK:
        return f"{figure}. It is the benchmark itself."
    if mark.value is None:
        return f"{figure}. No comparison: {mark.reason}."
    gap = format_difference(row["difference"], indicator)
    benchmark = f"{mark.name} ({format_value(mark.value, indicator)})"
    outcome = row["outcome"]
    if outcome == "not_tested":
        return f"{figure}, {gap or 'no difference'} against {benchmark}; {row['reason']}."
    words = {"higher": "significantly higher than", "lower": "significantly lower than",
             "similar": "similar to"}  # fmt: skip
    meaning = {"worse": ", which means more need", "better": ", which means less need"}
    return (
        f"{figure}, {words[outcome]} {benchmark}: {gap}"
        f"{meaning.get(row['judgement'], '')} (95% interval)."
    )


def change_over_time(name: str, trend: Trend | None, indicator: Indicator) -> str:
    """What has happened in one area since its first comparable period."""
    if trend is None or trend.last_value is None:
        return f"{name}: no figures over time."
    if trend.first_value is None:
        value = format_with_unit(trend.last_value, indicator)
        return f"{name}: {value} ({trend.last_label}). No change can be shown: {trend.reason}."
    if trend.change is None:
        return f"{name}: one period only ({trend.last_label}), so no change can be shown."
    first, last = (
        in_steps(trend.first_value, indicator.decimals),
        in_steps(trend.last_value, indicator.decimals),
    )
    verb = "rose" if last > first else "fell" if last < first else "stayed the same"
    span = (
        f"{name} {verb} from {format_value(trend.first_value, indicator)} "
        f"({trend.first_label}) to {format_value(trend.last_value, indicator)} "
        f"({trend.last_label})"
    )
    if verb == "stayed the same":
        value = format_value(trend.last_value, indicator)
        span = f"{name} {verb}, {value}, from {trend.first_label} to {trend.last_label}"
    tested = f"over the last five periods{_tested_from(trend, indicator)}{_meaning(trend)}"
    verdict = {
        "rising": f"a significant rise {tested}",
        "falling": f"a significant fall {tested}",
        "no_clear_trend": f"no clear trend: {trend.reason}",
        "not_tested": f"trend not tested: {trend.reason}",
    }[trend.outcome]
    return f"{span}; {verdict}."


def _tested_from(trend: Trend, indicator: Indicator) -> str:
    """Where the tested periods start, if later than the whole series: it may go the other way."""
    if trend.tested_change is None or trend.tested_from == trend.first_label:
        return ""
    first = trend.last_value - trend.tested_change
    return f", from {format_value(first, indicator)} ({trend.tested_from})"


def _meaning(trend: Trend) -> str:
    words = {"getting_worse": ", getting worse", "getting_better": ", getting better"}
    return words.get(trend.judgement, "")


def trend_counts(trends: dict[str, Trend]) -> str:
    """How many areas rise, fall or show no clear trend; why not tested where none is."""
    outcomes = pd.Series([t.outcome for t in trends.values()], dtype=object).value_counts()
    tested = int(sum(n for key, n in outcomes.items() if key != "not_tested"))
    if not trends:
        return "No figures over time."
    if tested == 0:
        reasons = pd.Series([t.reason for t in trends.values()]).mode()
        return f"Trends not tested: {reasons.iloc[0]}."
    words = {
        "rising": "rising", "falling": "falling", "no_clear_trend": "with no clear trend",
        "not_tested": "not tested",
    }  # fmt: skip
    parts = [f"{number_word(int(outcomes[k]))} {w}" for k, w in words.items() if k in outcomes]
    return capital(f"{join(parts)}, over the last five periods (5-point test).")
