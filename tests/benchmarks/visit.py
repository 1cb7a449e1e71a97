"""A first visit in Chromium: how much is sent, and when a map can be read."""

import time
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from dashboard.dataset import Dataset
from tests.benchmarks.bars import FIRST_MAP_S, FIRST_VISIT_MB, Row, at_most, told
from tests.benchmarks.chromium import SCREEN, chromium
from tests.benchmarks.serving import app_py

_WARM_UP_S = 8.0
_QUIET_S = 1.0
_PATIENCE_S = 30.0
# Notes, since the navigation started, when the first table and all areas of a map are there.
_SCRIPT = """
    window.firstSeen = {};
    const look = () => {
        const found = {
            table: document.querySelector('table'),
            map: document.querySelector('path.choroplethlocation'),
        };
        for (const [name, element] of Object.entries(found)) {
            if (element && !(name in window.firstSeen)) {
                requestAnimationFrame(() => { window.firstSeen[name] ??= performance.now(); });
            }
        }
        requestAnimationFrame(look);
    };
    look();
"""


def measure(compiled: Path, dataset: Dataset, runs: int) -> list[Row]:
    """Rows of the table; sizes of the last run, times of the best."""
    indicator = f"/indicator/{dataset.registry.headline()[0].id}"
    with app_py(compiled) as (address, _), chromium() as browser:
        time.sleep(_WARM_UP_S)
        rows = []
        for page in ("/", indicator):
            seen = "map" if page == indicator else "table"
            found = [_visit(browser, address, page, seen) for _ in range(runs)]
            rows += _size_rows(page, found[-1])
            taken = [one["seen"][seen] / 1000 for one in found]
            each = f"best of {', '.join(f'{seconds:.2f}' for seconds in taken)}"
            name = f"First {seen} to be read, {page}"
            rows.append(at_most(name, min(taken), FIRST_MAP_S, "s", each))
        return rows


def _visit(browser: Browser, address: str, path: str, wanted: str) -> dict:
    """Open a page with nothing in the cache, and wait until nothing more is sent.

    ``wanted`` is what must be on it by then: "table" or "map".
    """
    context = browser.new_context(base_url=address, viewport=SCREEN, locale="en-GB")
    context.add_init_script(_SCRIPT)
    page = context.new_page()
    sizes = _watch(context, page)
    page.goto(path)
    deadline = time.perf_counter() + _PATIENCE_S
    before = -1
    while len(sizes) != before or wanted not in page.evaluate("() => window.firstSeen"):
        if time.perf_counter() > deadline:
            raise RuntimeError(f"{path} does not settle")
        before = len(sizes)
        page.wait_for_timeout(_QUIET_S * 1000)
    seen = page.evaluate("() => window.firstSeen")
    context.close()
    return {"sizes": sizes, "seen": seen}


def _watch(context: BrowserContext, page: Page) -> dict[str, float]:
    """Bytes as they came over the wire, by address; filled while the page loads."""
    sizes: dict[str, float] = {}
    urls: dict[str, str] = {}
    session = context.new_cdp_session(page)
    session.on(
        "Network.requestWillBeSent",
        lambda event: urls.update({event["requestId"]: event["request"]["url"]}),
    )

    def finished(event: dict) -> None:
        url = urls.get(event["requestId"], "?")
        sizes[url] = sizes.get(url, 0) + event["encodedDataLength"]

    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    return sizes


def _size_rows(path: str, found: dict) -> list[Row]:
    sizes = found["sizes"]
    largest = sorted(sizes.items(), key=lambda item: -item[1])[:4]
    named = ", ".join(
        f"{url.split('?')[0].rsplit('/', 1)[-1][:24] or '/'} {size / 1000:.0f} kB"
        for url, size in largest
    )
    total = sum(sizes.values()) / 1e6
    return [
        at_most(f"First visit, {path}", total, FIRST_VISIT_MB, "MB", f"{len(sizes)} requests"),
        told("  largest", named),
    ]
