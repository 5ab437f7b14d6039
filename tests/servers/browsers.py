"""Fixtures that give pages of a real browser: Debian's Chromium, headless, driven by Playwright."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.servers.needing import needed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

# The last three keep Chromium from knocking at other hosts.
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}

PATIENCE = 120
"""Seconds until what does not come is taken for a fault; only the machine's speed decides."""


@dataclass
class Complaints:
    """What the browser complained of on a test's pages; a test that expects some clears them."""

    texts: list[str] = field(default_factory=list)

    def clear(self) -> list[str]:
        """Forget them, and say what they were."""
        texts, self.texts = self.texts, []
        return texts

    def heard(self, page: Page, status: int, *, times: int = 1) -> None:
        """Wait until the browser has noted so many answers of a status, and forget those.

        It tells of them by a way of its own, and so may do it after the page has come.
        """
        until, words = time.monotonic() + PATIENCE, f"status of {status}"
        while len(found := [one for one in self.texts if words in one]) < times:
            assert time.monotonic() < until, self.texts
            page.wait_for_timeout(20)
        assert len(found) == times, found
        self.texts = [one for one in self.texts if one not in found]

    def listen(self, context: BrowserContext) -> None:
        """Note errors of the console and of scripts, and requests that leave this machine."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.texts.append(f"script: {error.error}"))
        context.on("request", lambda request: self._request(request.url))

    def _console(self, message: ConsoleMessage) -> None:
        """Note what is an error or a warning, such as a breach of the content policy."""
        if message.type in {"error", "warning"}:
            self.texts.append(f"console: {message.text} ({message.location['url']})")

    def _request(self, url: str) -> None:
        """Note a request to another host; pages carry all they need."""
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in _LOOPBACK:
            self.texts.append(f"request to {url}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A running Chromium.

    One for each test file, not for the run: while Playwright is up, its event loop runs in this
    thread, and a test of another file could not start its own.
    """
    found = shutil.which("chromium")
    path = needed("chromium", Path(found) if found else None, package="chromium")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE * 1000)

    with sync_playwright() as playwright:
        flags = FLAGS + (["--no-sandbox"] if os.getuid() == 0 else [])
        chromium = playwright.chromium.launch(executable_path=path, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def complaints() -> Complaints:
    """What the browser complained of so far."""
    return Complaints()


@pytest.fixture
def new_page(browser: Browser, complaints: Complaints) -> Iterator[Callable[..., Page]]:
    """A function that opens a page of a new visitor, and fails the test where it complains.

    It takes what Playwright's `new_context` takes, such as `color_scheme`, `viewport`,
    `java_script_enabled`; the visitor is Swedish unless told otherwise.
    """
    contexts: list[BrowserContext] = []

    def open_page(**options: object) -> Page:
        told = {"locale": "sv-SE", "timezone_id": "Europe/Stockholm", **options}
        context = browser.new_context(**told)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE * 1000)
        complaints.listen(context)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert complaints.texts == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page of a Swedish visitor, 1280 wide; the test fails where the browser complains."""
    return new_page()


def barriers(page: Page, *, impacts: tuple[str, ...] = ("critical", "serious")) -> list[str]:
    """What axe finds on the page that shuts people out, one line each."""
    from axe_playwright_python.sync_playwright import Axe

    return [
        f"{found['id']} ({found['impact']}): {node['html']}: {node['failureSummary']}"
        for found in Axe().run(page).response["violations"]
        if found["impact"] in impacts
        for node in found["nodes"]
    ]
