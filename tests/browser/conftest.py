"""A real browser on the real app: local, without WebGL, and strict.

A test fails if the page logs an error, throws one, or asks for anything outside the
server. The browser is found on this machine, or else installed by Playwright.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Thread
from urllib.parse import urlsplit

import pytest
import waitress
from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    Error,
    Page,
    expect,
    sync_playwright,
)

from dashboard.settings import Settings
from tests.browser import screen

SIZES = {"projector": (1920, 1080), "laptop": (1366, 768), "phone": (390, 844)}

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
_CHANNELS = ("chrome", "msedge")  # where Windows and macOS keep them, which is not on the path
_ARGUMENTS = (
    "--no-sandbox",  # CI runs as root in a container
    "--disable-gpu",
    "--disable-webgl",
    "--disable-3d-apis",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--disable-smooth-scrolling",  # what gets the focus is in sight at once
    # Outside names lead nowhere, also for requests that a page's events do not show.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
_WHAT_TO_INSTALL = (
    "The browser tests need Chromium or Chrome: install one (Debian and Ubuntu: apt-get install "
    "chromium), or set NEEDS_BROWSER to the path of one."
)
_PATIENCE = 30_000  # milliseconds, for a busy machine; nothing waits that long otherwise


@pytest.fixture(scope="session")
def address(app) -> Iterator[str]:
    """The app's address, served as ``python app.py`` serves it, on a free port."""
    yield from _serve(app.server)


@pytest.fixture
def empty_address(app, tmp_path) -> Iterator[str]:
    """The address of an app that has no dataset; made after the real one, see ``app``."""
    from dashboard.web.server import create_app  # noqa: PLC0415

    yield from _serve(create_app(Settings(compiled_dir=tmp_path)).server)


def _serve(wsgi) -> Iterator[str]:
    server = waitress.create_server(wsgi, host="127.0.0.1", port=0, threads=8)

    def run() -> None:
        # Closing a server that waits for requests ends its wait with an error.
        with suppress(OSError):
            server.run()

    Thread(target=run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the whole run."""
    with sync_playwright() as playwright:
        browser = _launch(playwright.chromium)
        yield browser
        browser.close()


def _launch(chromium: BrowserType) -> Browser:
    """A browser of this machine, else Playwright's own, else the end of the run."""
    chosen = os.environ.get("NEEDS_BROWSER") or next(
        filter(None, map(shutil.which, _PROGRAMS)), None
    )
    if chosen:
        return chromium.launch(executable_path=chosen, args=_ARGUMENTS)
    for channel in _CHANNELS:
        try:
            return chromium.launch(channel=channel, args=_ARGUMENTS)
        except Error:
            continue
    install = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(install, check=False, capture_output=True)
    try:
        return chromium.launch(args=_ARGUMENTS)
    except Error:
        pytest.exit(_WHAT_TO_INSTALL, returncode=1)


@pytest.fixture(params=SIZES)
def every_size(request) -> str:
    """Ask for this to run a test at each size; it gives the size's name."""
    return request.param


@pytest.fixture
def size(request) -> tuple[int, int]:
    """Width and height of the screen: ``every_size``, else the marker, else a laptop."""
    if "every_size" in request.fixturenames:
        return SIZES[request.getfixturevalue("every_size")]
    marker = request.node.get_closest_marker("size")
    return SIZES[marker.args[0] if marker else "laptop"]


@pytest.fixture(scope="session")
def contexts(browser, address) -> Iterator[Callable[[tuple[int, int]], BrowserContext]]:
    """A browser's profile for each size of screen, so that files are fetched only once."""
    made: dict[tuple[int, int], BrowserContext] = {}
    expect.set_options(timeout=_PATIENCE)

    def context(size: tuple[int, int]) -> BrowserContext:
        if size not in made:
            made[size] = browser.new_context(
                base_url=address,
                viewport={"width": size[0], "height": size[1]},
                locale="en-GB",
                service_workers="block",
                permissions=["clipboard-read", "clipboard-write"],
            )
            made[size].set_default_timeout(_PATIENCE)
        return made[size]

    yield context
    for one in made.values():
        one.close()


@pytest.fixture
def page(contexts, address, size, request) -> Iterator[Page]:
    """A fresh page that fails the test for errors and for requests to anywhere else."""
    problems: list[str] = []
    page = contexts(size).new_page()
    _watch(page, address, problems)
    yield page
    page.close()
    _fail_for(problems, request)


@pytest.fixture(scope="session")
def shared_pages(contexts, address) -> Iterator[dict[tuple[int, int], tuple[Page, list[str]]]]:
    """The pages of ``tour``, one for each size."""
    pages: dict[tuple[int, int], tuple[Page, list[str]]] = {}
    yield pages
    for page, _ in pages.values():
        page.close()


@pytest.fixture
def tour(shared_pages, contexts, address, size, request) -> Iterator[Callable[[str], Page]]:
    """Go to an address on a page that other tests use too; as strict as ``page``.

    For tests that only look: going on within the app takes a tenth of the time that
    opening it takes.
    """
    if size not in shared_pages:
        problems: list[str] = []
        page = contexts(size).new_page()
        _watch(page, address, problems)
        shared_pages[size] = page, problems
        page.goto("/")
        screen.settle(page)
    page, problems = shared_pages[size]
    problems.clear()

    def go(path: str) -> Page:
        try:
            return screen.visit(page, path)
        except Error:
            # The next test shall not suffer from a page that hangs.
            shared_pages.pop(size)
            page.close()
            raise

    yield go
    _fail_for(problems, request)


def _fail_for(problems: list[str], request) -> None:
    allowed = [marker.args[0] for marker in request.node.iter_markers("console_allowed")]
    left = [one for one in problems if not any(text in one for text in allowed)]
    if left:
        pytest.fail("In the browser:\n" + "\n".join(left), pytrace=False)


def _watch(page: Page, address: str, problems: list[str]) -> None:
    # Requests are watched, not intercepted, because interception turns the cache off.
    def request_made(request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob", "about"} and not request.url.startswith(address):
            problems.append(f"request outside the server: {request.url}")

    def said(message) -> None:
        if message.type in {"error", "warning"}:
            problems.append(f"console {message.type}: {message.text} ({message.location['url']})")

    page.on("request", request_made)
    page.on("console", said)
    page.on("pageerror", lambda error: problems.append(f"error in a script: {error}"))


@pytest.fixture
def settle(page) -> Callable[[], Page]:
    """Wait until the page shows what its address asks for."""
    return lambda: screen.settle(page)


@pytest.fixture
def open_page(page, settle) -> Callable[[str], Page]:
    """Open an address of the app, such as "/compare", and wait until it is drawn."""

    def open_page(path: str) -> Page:
        page.goto(path)
        return settle()

    return open_page
