"""`siekit serve` as somebody runs it at home: a link, the start page, a file, a restart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.books import books
from tests.servers.browsers import barriers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.servers.browsers import Complaints
    from tests.servers.serving import Served


def test_the_printed_link_opens_the_portal_once(
    serve_command: Callable[..., Served],
    new_page: Callable[..., Page],
    tmp_path: Path,
    complaints: Complaints,
) -> None:
    """It leads to the start page; a second visitor who has it is told, and gets no further."""
    place = str(tmp_path / "siekit.workspace")
    served = serve_command("--workspace", place, "--no-browser", answers="/health")
    link = _link(served)
    page = new_page()
    page.goto(link)
    assert page.url.endswith("/d/1")
    assert barriers(page) == []
    other = new_page()
    other.goto(link)
    complaints.heard(other, 410)
    other.goto(f"{served.url}/d/1")
    assert "/sign-in" in other.url


def test_what_was_uploaded_is_there_after_a_kill(
    serve_command: Callable[..., Served], new_page: Callable[..., Page], tmp_path: Path
) -> None:
    """The portal is killed right after it has answered, and goes on with the file when it is up."""
    place = str(tmp_path / "siekit.workspace")
    served = serve_command("--workspace", place, "--no-browser", answers="/health")
    page = new_page()
    page.goto(_link(served))
    page.goto(f"{served.url}/d/1/uploads/new")
    page.locator(".drop-hint").wait_for()
    page.set_input_files(
        "input[type=file]",
        {"name": "bok.se", "mimeType": "text/plain", "buffer": books()},
    )
    page.locator('.results-list a[href*="/uploads/1"]').wait_for()
    page.goto("about:blank")
    served.kill()
    again = serve_command("--workspace", place, "--no-browser", answers="/health")
    page.goto(_link(again))
    page.goto(f"{again.url}/d/1/uploads/1")
    page.locator('form[action$="/link"]').wait_for()
    assert "556334-3689" in page.inner_text("main")


def _link(served: Served) -> str:
    """The link that was printed."""
    found = re.search(r"http://\S+/link/\S+", served.text)
    assert found, served.text
    return found[0]
