"""Every page as people see it: nobody is shut out, nothing runs out of its frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from portal_scene import scene

from tests.servers.browsers import barriers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page
    from portal_scene import Scene

    from tests.servers.browsers import Complaints

VIEWS = {
    "wide, light, Swedish": {
        "viewport": {"width": 1280, "height": 900},
        "color_scheme": "light",
        "locale": "sv-SE",
    },
    "phone, dark, English": {
        "viewport": {"width": 390, "height": 844},
        "color_scheme": "dark",
        "locale": "en-GB",
    },
}
OUT_OF_FRAME = """() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    return wide > 0 ? wide : 0;
}"""


@pytest.fixture
def seen(tmp_path: Path) -> Iterator[Scene]:
    """A portal in use: companies, files of every kind, an empty domain."""
    with scene(tmp_path / "scene") as made:
        yield made


@pytest.mark.parametrize("view", VIEWS)
def test_every_page_can_be_used_by_everybody(
    view: str,
    seen: Scene,
    serve_app: Callable[..., str],
    new_page: Callable[..., Page],
    complaints: Complaints,
) -> None:
    """Axe finds nothing serious on any page, and no page is wider than its window."""
    from siekit.web.app import create_app
    from siekit.web.settings import Settings

    def make(url: str) -> object:
        return create_app(Settings(place=str(seen.installation.folder), url=url, server=True))

    url = serve_app(make)
    page = new_page(**VIEWS[view])
    cookie = Settings(place="", url=url).cookie
    page.context.add_cookies([{"name": cookie, "value": seen.session, "url": url}])
    found: dict[str, list[str]] = {}
    for name, path in seen.pages.items():
        answer = page.goto(url + path)
        assert answer is not None
        expected = 404 if name == "not found" else 200
        wrong = [] if answer.status == expected else [f"status {answer.status}"]
        over = page.evaluate(OUT_OF_FRAME)
        wrong += [f"{over} pixels too wide"] if over else []
        wrong += barriers(page)
        if wrong:
            found[name] = wrong
    assert found == {}
    # A page that is not there is an error to the browser's console, as it should be.
    assert all("404" in text for text in complaints.clear())
