"""Addresses and forms that no page of ours sends are answered in words, and never as a fault."""

from __future__ import annotations

import errno
import tempfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from siekit.web.access import safe_path
from siekit.workspace.actors import Actor, Role
from tests.books import books

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.databases import Backend
    from tests.web.visiting import Visited, Visitor

ANNA = "anna@bjorken.example"
HUGE = str(9**30)
ENDLESS = "9" * 5000


@pytest.fixture
def portal(make_portal: Callable[..., Visited], backend: Backend) -> Visited:
    """A portal on each kind of database."""
    return make_portal(place=backend.place, folder=backend.folder)


@pytest.fixture
def anna(portal: Visited) -> Visitor:
    """An administrator who has signed in."""
    portal.person(ANNA, Role.ADMIN, runs=True)
    visitor = portal.visit()
    visitor.sign_in(ANNA)
    return visitor


PATHS = (
    f"/uploads/{HUGE}",
    f"/uploads/{HUGE}/summary",
    f"/uploads?before={HUGE}",
    f"/integrations/{HUGE}",
    f"/integrations/{HUGE}/months",
    f"/syncs/{HUGE}/state",
    f"/history?before={HUGE}",
    f"/notices?before={HUGE}",
    f"/reports?integration={HUGE}",
    f"/reports/balance-sheet?integration={ENDLESS}",
    f"/reports/balance-sheet?year={ENDLESS}",
    f"/uploads/states?ids={ENDLESS},{HUGE},1",
    f"/admin/log?before=-{HUGE}",
    "/admin/log?who=%00",
)
ELSEWHERE = ("//[", "http://[", "/\\[", "//evil.example", "/ok\n/x", "ok")


def test_what_no_database_can_have_is_not_there(portal: Visited, anna: Visitor) -> None:
    """A number larger than all ids, and a zero byte."""
    number = portal.installation.domains()[0].id
    for path in PATHS:
        assert anna.get(f"/d/{number}{path}").status_code in {200, 404, 422}, path


def test_forms_with_what_no_database_can_have_are_refused(portal: Visited, anna: Visitor) -> None:
    """Also those of people who are not signed in."""
    number = portal.installation.domains()[0].id
    for path, fields in (
        (f"/uploads/{HUGE}/discard", {}),
        (f"/integrations/1{HUGE}/months", {"month": "202501", "marked": "true"}),
        ("/integrations/1/months", {"month": HUGE, "marked": "true"}),
        (f"/admin/people/{HUGE}/remove", {}),
        (f"/admin/tokens/{HUGE}/revoke", {}),
    ):
        assert anna.post(f"/d/{number}{path}", **fields).status_code in {404, 422}, path
    stranger = portal.visit()
    assert stranger.sign_in("\0", "\0").status_code in {401, 422}


def test_a_path_that_leads_elsewhere_becomes_the_start(visited: Visited) -> None:
    """Also one that cannot be taken apart."""
    for path in ELSEWHERE:
        assert safe_path(path) == "/"
        answer = visited.visit().client.get("/sign-in", params={"next": path})
        assert answer.status_code == 200


def test_an_origin_that_is_no_address_is_another_site(anna: Visitor) -> None:
    """The form is refused as any other from elsewhere."""
    headers = {"x-csrf-token": anna.token("/account"), "origin": "http://["}
    assert anna.client.post("/sign-out", headers=headers).status_code == 403


def test_a_host_that_is_no_address_sees_no_metrics(visited: Visited) -> None:
    """Half a pair of brackets is no fault of ours."""
    assert visited.visit().get("/metrics", host="[").status_code == 404


def test_an_address_is_answered_as_browsers_write_it(make_portal: Callable[..., Visited]) -> None:
    """In small letters, and without the port that everybody uses."""
    client = make_portal(url="https://Books.Example.se:443").visit().client
    for host in ("books.example.se", "books.example.se:443", "BOOKS.example.se"):
        assert client.get("/sign-in", headers={"host": host}).status_code == 200
    assert client.get("/sign-in", headers={"host": "books.example.se:80"}).status_code == 421


def test_a_year_of_ten_thousand_is_no_list_of_months(portal: Visited, anna: Visitor) -> None:
    """Its pages are those of any file."""
    ws = portal.installation.workspace(portal.installation.domains()[0].id, Actor(ANNA, Role.ADMIN))
    long = books().replace(b"#RAR 0 20240101 20241231", b"#RAR 0 00010101 99991231")
    (sent,) = ws.add(long, "evig.se", create=True)
    assert sent.upload is not None
    ws.activate(sent.upload.id, override_reason="prov")
    start = f"/d/{ws.domain_id}"
    for path in (
        f"/integrations/{sent.upload.integration_id}/months",
        f"/uploads/{sent.upload.id}/accounts/1930",
    ):
        answer = anna.get(start + path)
        assert answer.status_code == 200
        assert len(answer.text) < 100_000


def test_a_disk_that_is_full_while_a_form_comes_in_is_told(
    visited: Visited, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one that is full later: with the reason, and that nothing was changed."""

    class Full(BytesIO):
        def write(self, *_: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    visited.person(ANNA, Role.ADMIN)
    visitor = visited.visit()
    visitor.sign_in(ANNA)
    start = f"/d/{visited.installation.domains()[0].id}"
    token = visitor.token("/account")
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: Full())
    for headers in ({"x-csrf-token": token}, {}):
        files = [("files", ("bok.se", bytes(2_000_000)))]
        answer = visitor.client.post(
            f"{start}/uploads", files=files, data={"csrf": token}, headers=headers
        )
        assert answer.status_code == 507
        assert "ingen plats kvar på disken" in answer.text
        assert "Inget har ändrats" in answer.text


def test_a_form_without_scripts_brings_as_many_files(visited: Visited) -> None:
    """As one that a script sends."""
    visited.person(ANNA, Role.ADMIN)
    visitor = visited.visit()
    visitor.sign_in(ANNA)
    start = f"/d/{visited.installation.domains()[0].id}"
    files = [("files", (f"{number}.se", b"same")) for number in range(1_100)]
    answer = visitor.client.post(
        f"{start}/uploads", files=files, data={"csrf": visitor.token("/account")}
    )
    assert answer.status_code == 200
