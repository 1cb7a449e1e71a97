"""The view: what is looked at and how, as kept in the address.

The path says what a page is about, the query how it is looked at. Every link in the
product is made here. Addresses are untrusted: what is not understood is reported and
the default is shown; unknown parameters are ignored.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from urllib.parse import parse_qs, quote, urlencode

import pandas as pd

from dashboard.analysis.themes import KINDS, NO_THEME
from dashboard.dataset import Dataset

MAX_INDICATORS = 12
MAX_AREAS = 40
MAX_QUERY = 4000
MAX_CHOICES = 20
MAX_ROWS = 100_000
MAX_THRESHOLD = 1000
MAX_MONTHS = 60
MAX_ALIKE = 20
MAX_WEIGHT = 100
MAX_QUOTED = 40

_PATHS = {
    "region": re.compile(r"/"),
    "indicators": re.compile(r"/indicator/?"),
    "indicator": re.compile(r"/indicator/(?P<subject>[^/]{1,80})/?"),
    "compare": re.compile(r"/compare/?"),
    "areas": re.compile(r"/area/?"),
    "area": re.compile(r"/area/(?P<subject>[^/]{1,20})/?"),
    "services": re.compile(r"/services?/?"),
    "gaps": re.compile(r"/gaps/?"),
    "service": re.compile(r"/service/(?P<subject>[^/]{1,120})/?"),
    "need": re.compile(r"/need-and-support/?"),
    "themes": re.compile(r"/themes/?"),
    "data": re.compile(r"/data/?"),
    "help": re.compile(r"/help/?"),
    "accessibility": re.compile(r"/accessibility/?"),
}

# Pages whose path is not their name.
_PLAIN_PATHS = {
    "region": "/",
    "indicators": "/indicator",
    "areas": "/area",
    "need": "/need-and-support",
}


@dataclass(frozen=True)
class View:
    """One view of the dataset. Fields left at their default do not show in the address."""

    page: str = "region"
    subject: str = ""
    benchmark: str = "england"
    peers: tuple[str, ...] = ()
    period: str = ""
    level: str = "areas"
    map: str = "geographic"
    colour: str = "value"
    area: str = ""
    areas: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    domain: str = ""
    view: str = ""
    sort: str = ""
    order: str = ""
    neighbours: str = "dfe"
    q: str = ""
    tier: tuple[str, ...] = ()
    situation: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    delivery: tuple[str, ...] = ()
    status: str = ""
    programme: str = ""
    ending: str = ""
    layer: str = ""
    count: str = ""
    slot: str = ""
    cell: str = ""
    without: str = ""
    min_capacity: str = ""
    months: str = ""
    alike: str = ""
    weights: tuple[str, ...] = ()
    measure: str = ""
    km: str = ""
    by: str = ""
    theme: str = ""
    anonymous: str = ""
    present: str = ""

    @property
    def path(self) -> str:
        """The path of the page that the view is about."""
        if self.page in {"indicator", "area", "service"}:
            return f"/{self.page}/{quote(self.subject)}"
        if self.page == "missing":
            # One slash: an address with two would lead to another host.
            return "/" + quote(self.subject.lstrip("/\\"), safe="/%")
        return _PLAIN_PATHS.get(self.page, f"/{self.page}")

    @property
    def query(self) -> str:
        """The query string without its question mark; defaults left out."""
        pairs = []
        for item in fields(self):
            value = getattr(self, item.name)
            if item.name in {"page", "subject"} or value == item.default:
                continue
            pairs.append((item.name, ",".join(value) if isinstance(value, tuple) else value))
        return urlencode(pairs, safe=",:")

    @property
    def href(self) -> str:
        """The address of the view."""
        return self.path + (f"?{self.query}" if self.query else "")

    @property
    def is_presented(self) -> bool:
        """Whether the page is enlarged for a projector."""
        return self.present == "1"

    def change(self, **changes: object) -> "View":
        """The same view with some fields changed."""
        return replace(self, **changes)

    def go(self, page: str, subject: str = "", **changes: object) -> "View":
        """Another page, keeping only what is meant to follow people around."""
        kept = {"benchmark": self.benchmark, "peers": self.peers, "present": self.present}
        return View(page=page, subject=subject, **{**kept, **changes})

    def period_end(self) -> pd.Timestamp | None:
        """The chosen period as a date; None for the latest."""
        return pd.Timestamp(self.period) if self.period else None

    def benchmark_choice(self) -> str:
        """The benchmark in the words of ``analysis.benchmarks``."""
        return "areas:" + ",".join(self.peers) if self.benchmark == "chosen" else self.benchmark

    def download(self, card_id: str, extension: str) -> str:
        """The address of the file with exactly what a card shows."""
        path = "/download" + self.path.rstrip("/") + f"/{card_id}.{extension}"
        return path + (f"?{self.query}" if self.query else "")


class UnknownPageError(LookupError):
    """The path leads to no page, indicator or area; the message says which."""


def parse(address: str, dataset: Dataset) -> tuple[View, tuple[str, ...]]:
    """Read an address ("/path?query").

    Returns:
        The view, and a sentence for each part that was not understood.

    Raises:
        UnknownPageError: the path leads nowhere.
    """
    path, query = _split(address)
    page, subject = _parse_path(path, dataset)
    return _parse_query(View(page=page, subject=subject), query, dataset)


def lost(address: str, dataset: Dataset) -> View:
    """The view of an address that leads nowhere: it keeps its path, and the projector view."""
    path, query = _split(address)
    return _parse_query(View(page="missing", subject=path), query, dataset)[0]


def _split(address: str) -> tuple[str, dict[str, list[str]]]:
    """Path and query; not by urlsplit, which takes "//[" for a broken host name."""
    path, _, rest = address[:MAX_QUERY].partition("#")[0].partition("?")
    return path, parse_qs(rest, keep_blank_values=False, errors="replace")


def _parse_path(path: str, dataset: Dataset) -> tuple[str, str]:
    for page, pattern in _PATHS.items():
        if match := pattern.fullmatch(path):
            subject = match.groupdict().get("subject") or ""
            known = {
                "indicator": dataset.registry.indicators,
                "area": {*dataset.member_codes, *dataset.local_codes},
                "service": dataset.survey.by_service,
            }.get(page)
            if known is not None and subject not in known:
                raise UnknownPageError(f"There is no {page} called “{_short(subject)}” here.")
            return page, subject
    raise UnknownPageError(f"There is no page at {_short(path)}.")


def _parse_query(
    view: View, query: Mapping[str, list[str]], dataset: Dataset
) -> tuple[View, tuple[str, ...]]:
    changes: dict[str, object] = {}
    notices = []
    for name, read in _readers(view, dataset).items():
        if name not in query:
            continue
        text = ",".join(query[name])
        value, left_over = read(text)
        if left_over:
            notices.append(_notice(name, left_over, value))
        if value is not None:
            changes[name] = value
    view = view.change(**changes)
    if view.benchmark == "chosen" and not view.peers:
        view = view.change(peers=dataset.member_codes)
    return view, tuple(notices)


def _short(text: str) -> str:
    """What an address asked for, as it is quoted."""
    return text if len(text) <= MAX_QUOTED else text[:MAX_QUOTED] + "…"


def _notice(name: str, text: str, value: object) -> str:
    rest = "what can be is shown" if value else "the usual view is shown instead"
    return f"The address asked for {name} “{_short(text)}”, which cannot be shown here; {rest}."


def _one_of(choices: set[str]) -> Callable[[str], tuple[str | None, str]]:
    return lambda text: (text, "") if text in choices else (None, text)


def _some_of(choices: set[str], most: int) -> Callable[[str], tuple[tuple[str, ...] | None, str]]:
    def read(text: str) -> tuple[tuple[str, ...] | None, str]:
        asked = list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
        known = [part for part in asked if part in choices]
        left_over = ", ".join(part for part in asked if part not in choices)
        if len(known) > most:
            left_over = f"{len(known)} at once (at most {most})"
        return tuple(known[:most]) or None, left_over

    return read


def _date(text: str) -> tuple[str | None, str]:
    try:
        # A plain date, not pandas: it would read "now" and "nan" as dates.
        return datetime.strptime(text, "%Y-%m-%d").date().isoformat(), ""
    except ValueError:
        return None, text


def _number(least: float, most: float) -> Callable[[str], tuple[str | None, str]]:
    def read(text: str) -> tuple[str | None, str]:
        try:
            number = float(text)
        except ValueError:
            return None, text
        # Written so that "not a number" is refused as well.
        return (f"{number:g}", "") if least <= number <= most else (None, text)

    return read


def _weights(indicators: set[str]) -> Callable[[str], tuple[tuple[str, ...] | None, str]]:
    """Weights of the need index, as "indicator:weight"; one for each indicator."""
    weight = _number(0, MAX_WEIGHT)

    def read(text: str) -> tuple[tuple[str, ...] | None, str]:
        found: dict[str, str] = {}
        left_over = []
        for part in filter(None, (part.strip() for part in text.split(","))):
            name, _, number = part.partition(":")
            value, _ = weight(number)
            if name in indicators and value is not None:
                found[name] = value
            else:
                left_over.append(part)
        return tuple(f"{k}:{v}" for k, v in found.items()) or None, ", ".join(left_over)

    return read


def _readers(view: View, dataset: Dataset) -> dict[str, Callable]:
    """How each parameter is read; one row for each field of a view."""
    return {**_need_readers(view, dataset), **_support_readers(dataset)}


def _need_readers(view: View, dataset: Dataset) -> dict[str, Callable]:
    registry = dataset.registry
    here = {*dataset.member_codes, *dataset.local_codes}
    methods = {*registry.neighbour_methods, "adjacent"}
    indicators = set(registry.indicators)
    anywhere = set(registry.areas)
    return {
        "benchmark": _one_of(
            {"england", "region", "rest", "chosen", *(f"neighbours:{m}" for m in methods)}
        ),
        "peers": _some_of(anywhere, MAX_AREAS),
        "period": _date,
        "level": _one_of({"areas", "districts"}),
        "map": _one_of({"geographic", "tiles"}),
        "colour": _one_of({"value", "comparison"}),
        "area": _one_of(here),
        "areas": _some_of(anywhere, MAX_AREAS),
        "indicators": _some_of(indicators, MAX_INDICATORS),
        "domain": _one_of({"headline", "all", *registry.domains}),
        "view": _one_of(VIEWS.get(view.page, set())),
        "sort": _one_of({*dataset.member_codes, *dataset.comparator_codes}),
        "order": _one_of(indicators),
        "neighbours": _one_of(methods),
        "q": lambda text: (text.strip()[:80].strip(), ""),
        "present": _one_of({"1"}),
    }


def _support_readers(dataset: Dataset) -> dict[str, Callable]:
    """Parameters of the pages about support; their choices are those of the questionnaire."""
    lists = {
        name: {item.id for item in one.items}
        for name, one in dataset.survey.questionnaire.lists.items()
    }
    slots = {":".join(slot) for slot in dataset.survey.questionnaire.slots()}
    return {
        "tier": _some_of(lists["level"], MAX_CHOICES),
        "situation": _some_of(lists["situation"], MAX_CHOICES),
        "stage": _some_of(lists["stage"], MAX_CHOICES),
        "audience": _some_of(lists["audience"], MAX_CHOICES),
        "delivery": _some_of(lists["delivery"], MAX_CHOICES),
        "status": _one_of(lists["status"]),
        "programme": _one_of(lists["programme"]),
        "ending": _one_of({"6", "12"}),
        "layer": _one_of({"public"}),
        "count": _number(1, MAX_ROWS),
        "slot": _one_of(slots),
        "cell": _one_of({f"{code}:{slot}" for code in dataset.member_codes for slot in slots}),
        "without": _one_of(set(dataset.survey.by_service)),
        "min_capacity": _number(0, MAX_THRESHOLD),
        "months": _number(0, MAX_MONTHS),
        "alike": _number(2, MAX_ALIKE),
        "weights": _weights(set(dataset.registry.indicators)),
        "measure": _one_of({"capacity", "starts", "services"}),
        "km": _one_of({"2", "5", "10"}),
        "by": _one_of({"areas", "matrix", "districts"}),
        "theme": _one_of({NO_THEME, *(theme.id for theme in dataset.survey.record.themes)}),
        "anonymous": _one_of({"1"}),
    }


# Sections of the pages that have several; the first is the default and has no name.
VIEWS = {
    "compare": {"maps", "trends", "change", "scatter"},
    "area": {"trends", "neighbours", "districts"},
    "gaps": {"area", "shared"},
    "need": {"map", "difference", "index", "access"},
    "themes": set(KINDS),
    "data": {"coverage", "methods", "sources", "downloads"},
}
