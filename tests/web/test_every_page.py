"""Every page shuts nobody out: axe finds nothing serious, and nothing is wider than a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from siekit.reports.registry import REPORTS
from siekit.workspace.actors import Role
from siekit.workspace.states import State
from tests.books import books, entries
from tests.servers.browsers import barriers
from tests.web.api.every_route import every_route

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from siekit.workspace.model import Upload
    from tests.servers.browsers import Complaints
    from tests.web.person import Person
    from tests.web.standing import Standing

LONG = "Föreningen för bevarande av Sörmländska Småbanor och Ångfartyg " * 2
LOOKS: dict[str, dict[str, Any]] = {
    "desk": {"locale": "sv-SE", "color_scheme": "light"},
    "phone": {
        "locale": "en-GB",
        "color_scheme": "dark",
        "viewport": {"width": 390, "height": 844},
    },
}


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize("look", LOOKS)
def test_no_page_has_barriers(
    enter: Callable[..., Person], standing: Standing, look: str, complaints: Complaints
) -> None:
    """With files in every state, a long name, an error and an empty list among them."""
    anna = enter("anna@bjorken.example", Role.ADMIN, **LOOKS[look])
    found: dict[str, list[str]] = {}
    _look(anna.page, f"{standing.start}", found)  # nothing is there yet
    for path in ("/uploads", "/sources", "/syncs", "/history", "/reports", "/notices"):
        _look(anna.page, f"{standing.start}{path}", found)
    files = _fill(standing)
    for path in _paths(standing, files):
        _look(anna.page, f"{standing.url}{path}", found)
    anna.page.goto(f"{standing.start}/uploads/{files['new'].id}/summary")
    anna.page.click('.toggle a[href$="/activate"]')
    anna.page.locator('dialog[open] form[action$="/activate"]').wait_for()
    _judge(anna.page, "the dialog before activation", found)
    assert len(found) > 40, sorted(found)
    for text in complaints.clear():
        if "status of 4" not in text:  # pages that refuse are pages too
            found.setdefault("the console", []).append(text)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def _fill(standing: Standing) -> dict[str, Upload]:
    """Files in every state, by what they are there for."""
    workspace = standing.workspace()
    sent = {
        "first": books(LONG, sales=1111),
        "new": books(LONG, sales=2222, generated="2025-02-01"),
        "wrong": books(LONG, first="2023-01-01", last="2023-12-31", off_by=2),
        "asking": books("Tall <b>AB</b>", None),
        "entries": entries(LONG),
        "odd": b"\x89PNG\r\n\x1a\n\x00\x00",
    }
    done: dict[str, Upload] = {}
    for key, data in sent.items():
        (received,) = workspace.add(data, f"{key}.se", create=key == "first")
        assert received.upload
        done[key] = workspace.upload(received.upload.id)
    workspace.activate(done["first"].id)
    assert workspace.sync().status == "done"
    assert done["asking"].state is State.PREVIEWED
    assert done["odd"].state is State.REJECTED
    assert done["new"].state is State.READY
    integration = done["first"].integration_id
    assert integration
    workspace.mark_month(integration, 202401)
    return done


def _paths(standing: Standing, files: dict[str, Upload]) -> Iterator[str]:
    """The address of every page, for objects that are there."""
    ids = {
        "domain_id": standing.domain.id,
        "upload_id": files["first"].id,
        "integration_id": files["first"].integration_id,
        "sync_id": standing.workspace().syncs()[0].id,
        "voucher_id": 1,
        "account": "1930",
        "form": "csv",
    }
    for route in every_route(standing.app):
        if route.safe and not route.of_api and "{form}" not in route.path:
            yield route.at(ids)
    base = f"/d/{standing.domain.id}"
    yield from (f"{base}/reports/{report.name}" for report in REPORTS)
    yield f"{base}/nowhere"
    for key in ("new", "wrong", "asking", "entries", "odd"):
        yield f"{base}/uploads/{files[key].id}"
    yield f"{base}/uploads/{files['new'].id}/compare"
    for key in ("new", "wrong"):
        for part in ("summary", "findings", "activate"):
            yield f"{base}/uploads/{files[key].id}/{part}"


def _look(page: Page, url: str, found: dict[str, list[str]]) -> None:
    """Open a page, and note what is wrong with it; what is no page is left alone."""
    answer = page.request.get(url)
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return
    shown = page.goto(url)
    assert shown
    path = url.partition("/d/")[2] or url
    _judge(page, path, found)
    if shown.status >= 500:
        found.setdefault(path, []).append(f"status {shown.status}")


def _judge(page: Page, path: str, found: dict[str, list[str]]) -> None:
    """Note what axe finds, and whether the page has to be moved sideways."""
    wrong = found.setdefault(path, [])
    # What is folded away is of the page too.
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    wrong += [line[:400] for line in barriers(page)]
    wider = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    if wider > 0:
        wrong.append(f"{wider} pixels wider than the window")
