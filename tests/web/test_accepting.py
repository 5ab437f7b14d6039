"""An account that another domain's administrator made opens no books here: by pages and by API.

Each attack is tried on each kind of database. Eve administers Björken and has made Bo's account;
Gun administers Granen, where Bo is let in too.
"""

# ruff: noqa: ANN401 - answers are JSON of any shape

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.api.calling import HOST, V1, told
from tests.web.visiting import Visitor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from httpx2 import Response
    from starlette.testclient import TestClient

    from tests.web.api.calling import Called

BO = "bo@example.se"
KNOWN = "som Eve vet och valde"
OWN = "fyra små röda hus"


@dataclass
class Two:
    """A portal of two domains, and whoever visits it."""

    called: Called
    visit: Callable[[], Visitor]
    here: int
    there: int

    def signed_in(self, email: str, password: str) -> Visitor:
        """Somebody who has come in with a password."""
        visitor = self.visit()
        assert visitor.sign_in(email, password).status_code == 303
        return visitor

    def squatted(self, eve: Visitor) -> int:
        """Eve makes Bo's account, opens its link herself, and chooses its password."""
        page = eve.post(f"/d/{self.here}/admin/people", email=BO, role="viewer")
        thief = self.visit()
        link = link_of(page.text)
        assert thief.post(link, on=link).headers["location"] == "/account"
        done = thief.post("/account/password", new=KNOWN, again=KNOWN)
        assert done.status_code == 303
        (number,) = (
            one.user.id for one in self.called.workspace().members() if one.user.email == BO
        )
        return number

    def sees_granen(self, visitor: Visitor) -> list[int]:
        """What somebody gets who asks for Granen's books, by page and by API."""
        page = visitor.get(f"/d/{self.there}")
        called = visitor.get(f"{V1}/uploads?domain={self.there}")
        return [page.status_code, called.status_code]


@pytest.fixture
def two(called: Called) -> Iterator[Two]:
    """Björken and Granen."""
    from starlette.testclient import TestClient

    from siekit.workspace.actors import local_actor

    there = called.installation.create_domain("Granen", local_actor())
    clients: list[TestClient] = []

    def visit() -> Visitor:
        client = TestClient(called.app, base_url=f"http://{HOST}", follow_redirects=False)
        client.headers["accept-language"] = "en"
        clients.append(client)
        return Visitor(client)

    yield Two(called, visit, called.domain.id, there.id)
    for client in clients:
        client.close()


@pytest.fixture
def eve(two: Two) -> Visitor:
    """The administrator of Björken."""
    return _administrator(two, "eve@bjorken.example", two.here)


@pytest.fixture
def gun(two: Two) -> Visitor:
    """The administrator of Granen."""
    return _administrator(two, "gun@granen.example", two.there)


def test_by_pages_who_made_the_account_stays_out(two: Two, eve: Visitor, gun: Visitor) -> None:
    """Before the person has confirmed, and after; and Granen's administrator is told plainly."""
    two.squatted(eve)
    shown = gun.post(f"/d/{two.there}/admin/people", email=BO, role="analyst").text
    assert "There was already an account for bo@example.se" in shown
    assert "can vouch for the person" in shown
    assert "Björken" not in shown
    assert "has not confirmed yet" in gun.get(f"/d/{two.there}/admin/people").text
    thief = two.signed_in(BO, KNOWN)
    assert two.sees_granen(thief) == [404, 404]
    assert "Granen" not in thief.get("/account").text
    # Bo was told the password, has the link of Gun's, and opens it before signing in.
    bo, link = two.visit(), link_of(shown)
    first = bo.get(link)
    assert (first.status_code, "has an account already" in first.text) == (200, True)
    assert f"/sign-in?next={link}".replace("/", "%2F") in first.text.replace("/", "%2F")
    assert bo.post(link, on="/sign-in").status_code == 409
    assert bo.sign_in(BO, KNOWN, next=link).headers["location"] == link
    assert two.sees_granen(bo) == [404, 404]
    for wrong, word in (
        ({"current": "fel", "new": OWN, "again": OWN}, "not your present password"),
        ({"current": KNOWN, "new": OWN, "again": "annat"}, "two passwords differ"),
        ({"current": KNOWN, "new": KNOWN, "again": KNOWN}, "somebody else may know"),
        ({"current": KNOWN}, "too easy to guess"),
    ):
        answer = bo.post(link, on=link, **wrong)
        assert (answer.status_code, word in answer.text) == (422, True), wrong
    done = bo.post(link, on=link, current=KNOWN, new=OWN, again=OWN)
    assert (done.status_code, done.headers["location"]) == (303, f"/d/{two.there}")
    assert two.sees_granen(bo) == [200, 200]
    assert bo.get(link).headers["location"] == f"/d/{two.there}"
    # Eve's session and password are over, and she gets no new way in.
    assert thief.get("/account").headers["location"].startswith("/sign-in")
    assert two.visit().sign_in(BO, KNOWN).status_code == 401
    number = _number_of_bo(two)
    assert eve.post(f"/d/{two.here}/admin/people/{number}/link").status_code == 403
    assert two.visit().post(link, on="/sign-in").status_code == 410
    assert "confirmed a membership" in gun.get(f"/d/{two.there}/admin/log").text
    assert eve.get(f"/d/{two.here}/admin/log").text.count("confirmed a membership") == 1


def test_by_api_who_made_the_account_stays_out(two: Two, eve: Visitor, gun: Visitor) -> None:
    """The same by the verbs: people, their link, and the acceptance of a domain."""
    number = two.squatted(eve)
    made = _api(two, gun, "POST", "/people", {"email": BO, "role": "analyst"})
    assert (made.status_code, made.json()["pending"], made.json()["joined"]) == (201, True, True)
    link = _api(two, gun, "POST", f"/people/{number}/sign-in-link").json()
    assert link["signs_in"] is False
    thief, bo = two.signed_in(BO, KNOWN), two.signed_in(BO, KNOWN)
    assert two.sees_granen(thief) == [404, 404]
    wanted = {"link": link["link"], "current": KNOWN, "new": OWN}
    for wrong, status, code in (
        ({"current": "fel"}, 422, "invalid"),
        ({"new": KNOWN}, 422, "same_password"),
        ({"new": ""}, 422, "weak_password"),
        ({"link": "http://portal.example/link/unknown"}, 410, "link_used"),
    ):
        found = _api(two, bo, "POST", "/me/domains", wanted | wrong)
        assert (found.status_code, told(found)["code"]) == (status, code)
    done = _api(two, bo, "POST", "/me/domains", wanted)
    assert (done.status_code, done.json()) == (
        201,
        {"id": two.there, "name": "Granen", "role": "analyst"},
    )
    for ended in (bo, thief):
        assert ended.get(f"{V1}/me/account").status_code == 401
    assert two.visit().sign_in(BO, KNOWN).status_code == 401
    assert two.sees_granen(two.signed_in(BO, OWN)) == [200, 200]


def test_a_link_opens_no_other_domains_books(two: Two, eve: Visitor, gun: Visitor) -> None:
    """Gun has Bo's link and lets it sign her in, accept for her, or choose a password: in vain."""
    number = two.squatted(eve)
    page = gun.post(f"/d/{two.there}/admin/people", email=BO, role="viewer").text
    link = link_of(page)
    stranger = two.visit()
    assert stranger.post(link, on="/sign-in", new=OWN, again=OWN).status_code == 409
    assert stranger.get("/account").status_code == 303
    seen = gun.get(link)
    assert (seen.status_code, 'name="new"' in seen.text) == (200, False)
    assert "You are signed in as gun@granen.example" in seen.text
    assert gun.post(link, new=OWN, again=OWN).status_code == 403
    wanted = {"link": link, "current": OWN, "new": OWN}
    found = _api(two, gun, "POST", "/me/domains", wanted)
    assert (found.status_code, told(found)["code"]) == (403, "link_of_another")
    link = _api(two, gun, "POST", f"/people/{number}/sign-in-link").json()["link"]
    assert two.visit().post(link_of(link), on="/sign-in").status_code == 409
    assert gun.get(f"/d/{two.here}").status_code == 404
    assert two.signed_in(BO, KNOWN).get(f"/d/{two.here}").status_code == 200


def test_who_runs_the_installation_vouches_by_page_and_by_api(
    two: Two, eve: Visitor, gun: Visitor
) -> None:
    """They see who waits where; for others there is no such form."""
    number = two.squatted(eve)
    runner = _administrator(two, "cia@portal.example", None, runs=True)
    gun.post(f"/d/{two.there}/admin/people", email=BO, role="viewer")
    for other in (eve, gun):
        assert other.post(f"/installation/users/{number}/vouch").status_code == 404
        refused = _api(two, other, "POST", f"/installation/accounts/{number}/vouch")
        assert refused.status_code == 404
    assert "waits to confirm in Granen" in runner.get("/installation").text
    listed = _api(two, runner, "GET", "/installation/accounts").json()["items"]
    assert {one["email"]: one["pending_in"] for one in listed}[BO] == ["Granen"]
    assert runner.post(f"/installation/users/{number}/vouch").status_code == 303
    assert "waits to confirm" not in runner.get("/installation").text
    assert two.sees_granen(two.signed_in(BO, KNOWN)) == [200, 200]
    gun.post(f"/d/{two.there}/admin/people/{number}/remove")
    gun.post(f"/d/{two.there}/admin/people", email=BO, role="viewer")
    assert two.sees_granen(two.signed_in(BO, KNOWN)) == [404, 404]
    vouched = _api(two, runner, "POST", f"/installation/accounts/{number}/vouch")
    assert (vouched.status_code, vouched.json()["pending_in"]) == (200, [])
    assert two.sees_granen(two.signed_in(BO, KNOWN)) == [200, 200]


def test_a_link_of_who_runs_the_installation_gives_the_account_back(
    two: Two, eve: Visitor, gun: Visitor
) -> None:
    """With it Bo chooses another password, is let in where he waited, and Eve is out."""
    number = two.squatted(eve)
    runner = _administrator(two, "cia@portal.example", None, runs=True)
    gun.post(f"/d/{two.there}/admin/people", email=BO, role="viewer")
    thief = two.signed_in(BO, KNOWN)
    link = link_of(runner.post(f"/installation/users/{number}/link").text)
    bo = two.visit()
    assert bo.post(link, on=link).headers["location"] == "/account"
    assert two.sees_granen(bo) == [404, 404]
    assert bo.post("/account/password", new=KNOWN, again=KNOWN).status_code == 422
    assert bo.post("/account/password", new=OWN, again=OWN).status_code == 303
    assert two.sees_granen(bo) == [200, 200]
    assert thief.get("/account").status_code == 303
    assert two.visit().sign_in(BO, KNOWN).status_code == 401


def link_of(page: str) -> str:
    """The path of the link that a page shows."""
    found = re.search(r"/link/[\w-]{20,}", page)
    assert found, page
    return found[0]


def _administrator(two: Two, email: str, domain: int | None, *, runs: bool = False) -> Visitor:
    """Somebody with an account of their own, made by who runs the installation."""
    from siekit.workspace.accounts import add_user
    from siekit.workspace.actors import Role, local_actor
    from siekit.workspace.members import join

    there = two.called.installation
    user = add_user(there, email, local_actor(), password=OWN, runs_installation=runs)
    if domain is not None:
        with there.catalogue.write() as connection:
            join(connection, user, domain, Role.ADMIN, actor=local_actor())
    return two.signed_in(email, OWN)


def _api(two: Two, who: Visitor, method: str, path: str, body: Any = None) -> Response:
    """Call the API as one who is signed in, about Granen where a domain is asked for."""
    headers = {"X-CSRF-Token": who.token("/account")}
    query = {} if path.startswith(("/me", "/installation")) else {"domain": two.there}
    found: Response = who.client.request(
        method, V1 + path, json=body, headers=headers, params=query
    )
    return found


def _number_of_bo(two: Two) -> int:
    return next(one.user.id for one in two.called.workspace().members() if one.user.email == BO)
