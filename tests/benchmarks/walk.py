"""A walk through the site as a room takes it: places to go, then changes of what is shown.

The changes are those that the pages themselves offer, so a control that is added later is
walked too. The same seed gives the same walk.
"""

import random
from collections.abc import Iterator
from dataclasses import fields
from urllib.parse import urlsplit

from dashboard.cards.model import Body, Control
from dashboard.dataset import Dataset
from dashboard.pages import answer
from dashboard.view_state import VIEWS, View

# How often each page is opened in one round of the walk.
_INDICATORS, _COMPARE, _AREAS, _REGION, _NEED = 20, 4, 5, 8, 4
_MOST_CHANGES = 6
# Weights are put together by the browser.
_IN_ADDRESS = {one.name for one in fields(View)}
_HEADING_SHARE = 0.15  # of changes, how many are a click on a heading that sorts
_PROJECTOR_SHARE = 0.12  # of visits


def page_of(address: str) -> str:
    """The page and part of it that an address is about: "area trends", "region"."""
    parts = urlsplit(address)
    first = parts.path.strip("/").split("/")
    name = {"": "region", "indicator": "indicators", "area": "areas"}.get(first[0], first[0])
    if len(first) > 1:
        name = first[0]
    pairs = dict(p.split("=", 1) for p in parts.query.split("&") if "=" in p)
    return f"{name} {pairs['view']}" if "view" in pairs else name


def journeys(dataset: Dataset, seed: int) -> list[list[str]]:
    """Visits in random order; each is the addresses that one visit goes through.

    Args:
        dataset: figures and metadata; only the choices that it gives are used.
        seed: of the random choices.
    """
    chance = random.Random(seed)  # noqa: S311 -- a walk, not a secret
    entries = list(_entries(dataset, chance))
    chance.shuffle(entries)
    return [_visit(dataset, entry, chance) for entry in entries]


def _entries(dataset: Dataset, chance: random.Random) -> Iterator[View]:
    registry = dataset.registry
    here = list(dict.fromkeys([*dataset.member_codes, *dataset.local_codes]))
    counties = [m.code for m in registry.members if registry.districts_of(m.code)]
    for _ in range(_REGION):
        yield View()
    for key in chance.sample(sorted(registry.indicators), _INDICATORS):
        yield View("indicator", key)
    for page, often in (("compare", _COMPARE), ("need", _NEED)):
        for part in ("", *sorted(VIEWS[page])):
            yield from [View(page, view=part)] * often
    for part in ("", *sorted(VIEWS["area"])):
        for _ in range(_AREAS):
            # Only counties have districts to show.
            yield View("area", chance.choice(counties if part == "districts" else here), view=part)
    for part in ("", *sorted(VIEWS["data"])):
        yield View("data", view=part)
    for page in ("indicators", "areas", "help", "accessibility"):
        yield View(page)


def _visit(dataset: Dataset, view: View, chance: random.Random) -> list[str]:
    if chance.random() < _PROJECTOR_SHARE:
        view = view.change(present="1")
    addresses = [view.href]
    for _ in range(chance.randint(1, _MOST_CHANGES)):
        view, body = answer(addresses[-1], dataset)
        address = _changed(view, body, chance)
        if address in {None, addresses[-1]}:
            break
        addresses.append(address)
    return addresses


def _changed(view: View, body: Body, chance: random.Random) -> str | None:
    """The address after one choice among those that the page offers; None if it offers none."""
    headings = [c.href for card in body.cards for c in card.table.columns if c.href]
    controls = [
        c
        for c in body.controls
        if c.name in _IN_ADDRESS and (c.kind == "text" or len(c.options) > 1)
    ]
    if headings and (not controls or chance.random() < _HEADING_SHARE):
        return chance.choice(headings)
    if not controls:
        return None
    control = chance.choice(controls)
    return view.change(**{control.name: _choice(control, body, chance)}).href


def _choice(control: Control, body: Body, chance: random.Random) -> str | tuple[str, ...]:
    if control.kind == "text":
        return chance.choice(body.title.lower().split())
    values = [option.value for option in control.options]
    if control.kind in {"picker", "checklist"}:
        most = min(control.most or len(values), len(values))
        return tuple(chance.sample(values, chance.randint(1, most)))
    return chance.choice([value for value in values if value != control.value])
