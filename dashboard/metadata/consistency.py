"""Whether the descriptions agree with one another: names that must exist, numbers used once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dashboard.metadata.models import why_not_need
from dashboard.metadata.problems import Place, Problem

_AN_AREA = "the code of an area in region.yml or england_areas.csv"


@dataclass(frozen=True)
class Entry:
    """A description and where it is written."""

    value: Any
    place: Place


def area_problems(areas: dict[str, Entry]) -> list[Problem]:
    """Parents and predecessors must be areas themselves."""
    problems: list[Problem] = []
    for entry in areas.values():
        parent = [entry.value.parent] if entry.value.parent else []
        problems += _unknown(entry, "parent", parent, areas, _AN_AREA)
        problems += _unknown(entry, "predecessors", entry.value.predecessors, areas, _AN_AREA)
    return problems


def region_problems(region: Entry, areas: dict[str, Entry]) -> list[Problem]:
    """The region, its country and its members must be areas."""
    value = region.value
    expected = "the code of an area listed under areas"
    return [
        *_unknown(region, "region_code", [value.region_code], areas, expected),
        *_unknown(region, "country_code", [value.country_code], areas, expected),
        *_unknown(region, "members", value.members, areas, expected),
    ]


def lifetime_problems(indicators: dict[str, Entry], areas: dict[str, Entry]) -> list[Problem]:
    """Areas with figures outside their lifetime must be areas."""
    problems: list[Problem] = []
    for entry in indicators.values():
        named = entry.value.outside_lifetime
        problems += _unknown(entry, "outside_lifetime", named, areas, _AN_AREA)
    return problems


def caveat_problems(indicators: dict[str, Entry], caveats: dict[str, Entry]) -> list[Problem]:
    """The caveats that indicators name must exist."""
    problems: list[Problem] = []
    for entry in indicators.values():
        named = entry.value.caveats
        problems += _unknown(entry, "caveats", named, caveats, "a key from caveats.yml")
    return problems


def index_problems(
    region: Entry, indicators: dict[str, Entry], caveats: dict[str, Entry]
) -> list[Problem]:
    """The proposed need index names indicators that can say what need is, each once."""
    parts = [part.indicator for part in region.value.need_index]
    expected = "the id of an indicator in indicators/*.yml"
    problems = _unknown(region, "need_index", parts, indicators, expected)
    for name in dict.fromkeys(parts):
        if parts.count(name) > 1:
            found = f"{name}, {parts.count(name)} times"
            problems.append(Problem(region.place, "need_index", found, "each indicator only once"))
        if name in indicators:
            why = why_not_need(indicators[name].value, (one.value for one in caveats.values()))
            if why:
                found = f"{name}: {why}"
                expected = "indicators that say which direction is more need"
                problems.append(Problem(region.place, "need_index", found, expected))
    return problems


def headline_problems(indicators: dict[str, Entry]) -> list[Problem]:
    """Each headline indicator has a place of its own and says why it matters."""
    problems = _repeated(indicators, "headline")
    for entry in indicators.values():
        if entry.value.headline is not None and not entry.value.why_it_matters.strip():
            expected = "a sentence, because this is a headline indicator"
            problems.append(Problem(entry.place, "why_it_matters", "nothing", expected))
    return problems


def order_problems(domains: dict[str, Entry]) -> list[Problem]:
    """Each heading has a place of its own."""
    return _repeated(domains, "order")


def _unknown(
    entry: Entry, field: str, names: Iterable[str], known: Iterable[str], expected: str
) -> list[Problem]:
    """One problem for each name that is not known."""
    allowed = set(known)
    return [Problem(entry.place, field, n, expected) for n in names if n not in allowed]


def _repeated(entries: dict[str, Entry], field: str) -> list[Problem]:
    """One problem for each value that another entry has already; no value does not count."""
    first: dict[Any, str] = {}
    problems: list[Problem] = []
    for name, entry in entries.items():
        value = getattr(entry.value, field)
        if value in first:
            found = f"{value}, which {first[value]} has too"
            problems.append(Problem(entry.place, field, found, "a number that no other has"))
        elif value is not None:
            first[value] = name
    return problems
