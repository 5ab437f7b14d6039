"""The pages of the administration: people, tokens, settings, the log, the installation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from siekit.workspace.actors import Role
from tests.web.visiting import PASSWORD

if TYPE_CHECKING:
    from siekit.workspace.actors import Actor
    from tests.web.visiting import Visited, Visitor

ANNA = "anna@bjorken.example"
PAGES = ("people", "tokens", "settings", "log")


@pytest.fixture
def anna(visited: Visited) -> Visitor:
    """An administrator of the domain, who also runs the installation."""
    visited.person(ANNA, Role.ADMIN, runs=True)
    visitor = visited.visit()
    visitor.sign_in(ANNA)
    return visitor


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ANALYST])
def test_the_pages_are_for_administrators(visited: Visited, role: Role) -> None:
    """Others are told so, see no way there, and their forms change nothing."""
    visited.person("bo@bjorken.example", role)
    bo = visited.visit()
    bo.sign_in("bo@bjorken.example")
    for page in PAGES:
        assert bo.get(f"/d/1/admin/{page}").status_code == 403
    assert "/d/1/admin" not in bo.get("/d/1").text
    send = {"email": "eve@bjorken.example", "role": "admin", "name": "x"}
    for path in ("people", "people/1/role", "people/1/remove", "people/1/link", "settings"):
        assert bo.post(f"/d/1/admin/{path}", **send).status_code == 403, path
    assert bo.post("/d/1/admin/tokens", name="x", role="admin", days="30").status_code == 403
    assert bo.post("/d/1/admin/tokens/1/revoke").status_code == 403


def test_the_domain_of_others_does_not_exist(visited: Visited) -> None:
    """Neither by page nor by form, whatever one is at home."""
    visited.installation.create_domain("Granen", _system())
    visited.person("bo@granen.example", Role.ADMIN, domain="Granen")
    bo = visited.visit()
    bo.sign_in("bo@granen.example")
    assert bo.get("/d/2/admin/people").status_code == 200
    for page in PAGES:
        assert bo.get(f"/d/1/admin/{page}").status_code == 404
    assert bo.post("/d/1/admin/people", email="x@y.example").status_code == 404


def test_somebody_is_invited_by_a_link(visited: Visited, anna: Visitor) -> None:
    """They choose a password, and the administrator can make a new link until then."""
    page = anna.post("/d/1/admin/people", email="bo@bjorken.example", name="<b>Bo", role="analyst")
    assert page.status_code == 200
    first = _link(page.text)
    assert "har inte kommit in ännu" in anna.get("/d/1/admin/people").text
    second = _link(anna.post("/d/1/admin/people/2/link").text)
    bo = visited.visit()
    assert bo.post(first, on="/sign-in").status_code == 410
    assert bo.post(second, on=second).headers["location"] == "/account"
    assert "&lt;b&gt;Bo" in bo.get("/account").text
    bo.post("/account/password", new=PASSWORD, again=PASSWORD)
    assert bo.get("/d/1").status_code == 200
    assert anna.post("/d/1/admin/people/2/link").status_code == 403


def test_roles_are_changed_and_people_removed(visited: Visited, anna: Visitor) -> None:
    """At once; the last administrator stays, and the page says why."""
    number = visited.person("bo@bjorken.example", Role.VIEWER)
    bo = visited.visit()
    bo.sign_in("bo@bjorken.example")
    assert anna.post(f"/d/1/admin/people/{number}/role", role="admin").status_code == 303
    assert bo.get("/d/1/admin/people").status_code == 200
    assert anna.post(f"/d/1/admin/people/{number}/remove").status_code == 303
    assert bo.get("/d/1").status_code == 404
    told = anna.post("/d/1/admin/people/1/remove")
    assert told.status_code == 409
    assert "enda administratören" in told.text
    assert anna.post("/d/1/admin/people/99/role", role="admin").status_code == 404
    assert anna.post("/d/1/admin/people/1/role", role="king").status_code == 422


def test_a_wrong_address_is_told_where_it_was_written(anna: Visitor) -> None:
    """With what was written still in the fields."""
    answer = anna.post("/d/1/admin/people", email="bo", name="Bo Ek", role="admin")
    assert answer.status_code == 422
    assert "är ingen e-postadress" in answer.text
    assert 'value="Bo Ek"' in answer.text


def test_a_token_is_shown_once(anna: Visitor) -> None:
    """Its secret stands on the page after making it, and on no later one."""
    made = anna.post("/d/1/admin/tokens", name="Nattlig", role="viewer", days="30")
    found = re.search(r"siekit_[\w-]{40,}", made.text)
    assert found
    listed = anna.get("/d/1/admin/tokens").text
    assert "Nattlig" in listed
    assert "siekit_" not in listed
    assert anna.post("/d/1/admin/tokens/1/revoke").status_code == 303
    assert "återkallad" in anna.get("/d/1/admin/tokens").text


def test_settings_are_changed_on_one_page(visited: Visited, anna: Visitor) -> None:
    """A wrong one changes none of them."""
    send = {"name": "Björken & Co", "sync_at": "05:30", "largest_megabytes": "100"}
    wrong = anna.post("/d/1/admin/settings", **send | {"rejected_kept_days": "0"})
    assert wrong.status_code == 422
    assert "dagar som avvisade filer sparas" in wrong.text
    assert visited.installation.domains()[0].sync_at is None
    assert anna.post("/d/1/admin/settings", **send).status_code == 303
    page = anna.get("/d/1/admin/settings").text
    assert "Inställningarna är sparade" in page
    assert "Björken &amp; Co" in page
    assert visited.installation.domains()[0].largest_file == 100 * 2**20


def test_the_log_has_pages_and_is_searched(visited: Visited, anna: Visitor) -> None:
    """By kind and by person; nothing of what was written is markup."""
    for number in range(60):
        anna.post("/d/1/admin/settings", on="/account", name=f"<i>{number}", sync_at="")
    page = anna.get("/d/1/admin/log").text
    assert "<i>59" not in page
    assert "&lt;i&gt;59" in page
    older = re.search(r'href="([^"]+before=\d+)"', page)
    assert older
    assert "skapade domänen" in anna.get(older[1].replace("&amp;", "&")).text
    assert "skapade domänen" not in anna.get("/d/1/admin/log?kind=user").text
    assert "Inget sådant har hänt" in anna.get("/d/1/admin/log?who=nobody").text
    assert anna.get("/d/1/admin/log?before=99999999999999999999").status_code == 200
    assert visited.installation.domains()[0].name == "<i>59"


def test_the_installation_is_for_those_who_run_it(visited: Visited, anna: Visitor) -> None:
    """They make domains, shut people out and let them in again; for others there is no page."""
    number = visited.person("bo@bjorken.example", Role.ADMIN)
    bo = visited.visit()
    bo.sign_in("bo@bjorken.example")
    assert bo.get("/installation").status_code == 404
    assert bo.post("/installation/domains", name="Granen").status_code == 404
    assert bo.post("/installation/users/1/disable").status_code == 404
    assert bo.post("/installation/users/1/link").status_code == 404
    assert anna.post("/installation/domains", name="Granen").headers["location"] == "/d/2"
    assert anna.post("/installation/domains", name="Granen").status_code == 422
    assert anna.post(f"/installation/users/{number}/disable").status_code == 303
    assert bo.get("/account").status_code == 303
    assert anna.post(f"/installation/users/{number}/enable").status_code == 303
    assert bo.sign_in("bo@bjorken.example").status_code == 303
    assert anna.post("/installation/users/1/disable").status_code == 409
    assert "bo@bjorken.example" in anna.post(f"/installation/users/{number}/link").text


def _link(page: str) -> str:
    found = re.search(r"/link/[\w-]+", page)
    assert found
    return found[0]


def _system() -> Actor:
    from siekit.workspace.actors import local_actor

    return local_actor()
