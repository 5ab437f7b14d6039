"""Take pictures of the portal's pages, as it looks in use.

    python tools/portal_pictures.py docs/_static [FOLDER]

The main pages go into the first folder, for the documentation; one is drawn anew only when what it
shows has changed. With FOLDER every page is drawn there too: 1280 and 390 wide, light and dark, in
Swedish and English. Without Chromium the pictures that there are stay.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from playwright.sync_api import sync_playwright
from portal_scene import scene
from report_pictures import fingerprint, keep, source_of

from siekit.web.app import create_app
from siekit.web.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from portal_scene import Scene

WIDE, NARROW = (1280, 900), (390, 844)
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SECRET = re.compile(rb'name="csrf" value="[^"]*"|content="[^"]*" name="csrf"|127\.0\.0\.1:\d+')
"""What differs each time that a page is asked for."""


@dataclass(frozen=True, slots=True)
class View:
    """How somebody looks at the portal."""

    lang: str = "sv"
    dark: bool = False
    size: tuple[int, int] = WIDE

    @property
    def name(self) -> str:
        """What tells the picture from others of the page."""
        return f"{self.lang}-{'dark' if self.dark else 'light'}-{self.size[0]}"


MAIN = {
    "portal-start.png": ("start", View()),
    "portal-preview.png": ("preview", View()),
    "portal-summary.png": ("summary", View()),
    "portal-summary-dark.png": ("summary", View(dark=True)),
    "portal-summary-phone.png": ("summary", View("en", dark=True, size=NARROW)),
    "portal-checks.png": ("faulty summary", View("en")),
    "portal-compare.png": ("compare", View("en")),
    "portal-activate.png": ("activate", View()),
    "portal-refused.png": ("refused", View("en")),
    "portal-empty.png": ("empty start", View("en")),
    "portal-report.png": ("income statement", View("en")),
}
"""The pictures of the documentation: the page, and how it is looked at."""

GALLERY = ("start", "summary", "activate", "income statement")
"""The pages that the documentation shows in every way."""

VIEWS = tuple(
    View(lang, dark, size)
    for lang in ("sv", "en")
    for dark in (False, True)
    for size in (WIDE, NARROW)
)


def main() -> None:
    """Draw the pictures into the folders that the command line names."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium")
    if chromium is None:
        print("No Chromium here: the pictures of the portal stay as they are.")
        return
    with (
        tempfile.TemporaryDirectory() as place,
        scene(Path(place) / "scene") as seen,
        _served(Path(place) / "scene") as url,
        sync_playwright() as playwright,
    ):
        flags = [*FLAGS, *(["--no-sandbox"] if os.getuid() == 0 else [])]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        for name, (page, view) in MAIN.items():
            _draw(browser, url, seen, page=page, view=view, target=folder / name)
        (folder / "portal").mkdir(exist_ok=True)
        for page, view in product(GALLERY, VIEWS):
            target = folder / "portal" / f"{_named(page, view)}.png"
            _draw(browser, url, seen, page=page, view=view, target=target)
        if len(sys.argv) > 2:
            _draw_all(browser, url, seen, Path(sys.argv[2]))
        browser.close()


def _draw(browser: Browser, url: str, seen: Scene, *, page: str, view: View, target: Path) -> None:
    """Draw one page as the top of it looks, unless it looks as it did."""
    opened = _open(browser, url, seen, view)
    opened.goto(url + seen.pages[page])
    shown = SECRET.sub(b"", opened.content().encode())
    style = opened.request.get(f"{url}/static/app.css").body()
    source = fingerprint(shown, style, view.name.encode())
    if source != source_of(target):
        keep(opened.screenshot(), source, target)
    opened.context.close()


def _draw_all(browser: Browser, url: str, seen: Scene, folder: Path) -> None:
    """Draw every page in every way, the whole of it."""
    folder.mkdir(parents=True, exist_ok=True)
    for view in VIEWS:
        opened = _open(browser, url, seen, view)
        for name, path in seen.pages.items():
            opened.goto(url + path)
            opened.screenshot(path=folder / f"{_named(name, view)}.png", full_page=True)
        opened.context.close()


def _named(page: str, view: View) -> str:
    return f"{page.replace(' ', '-')}-{view.name}"


def _open(browser: Browser, url: str, seen: Scene, view: View) -> Page:
    width, height = view.size
    context = browser.new_context(
        locale="sv-SE" if view.lang == "sv" else "en-GB",
        timezone_id="Europe/Stockholm",
        color_scheme="dark" if view.dark else "light",
        viewport={"width": width, "height": height},
    )
    cookie = Settings(place="", url=url).cookie
    context.add_cookies([{"name": cookie, "value": seen.session, "url": url}])
    return context.new_page()


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve the scene on a free port, from a thread."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        app = create_app(Settings(place=str(folder), url=url, server=True))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        try:
            yield url
        finally:
            server.should_exit = True
            thread.join()


if __name__ == "__main__":
    main()
