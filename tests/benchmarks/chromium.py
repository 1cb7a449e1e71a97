"""A Chromium of this machine, found as the browser tests find it."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import _launch

SCREEN = {"width": 1366, "height": 768}


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser; closed afterwards."""
    with sync_playwright() as playwright:
        browser = _launch(playwright.chromium)
        yield browser
        browser.close()
