"""What is of no domain: the own account, and the installation for those who run it."""

# ruff: noqa: ANN401 - answers are JSON of any shape

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.api.calling import V1, told
from tests.web.api.every_route import BODIES, every_route

if TYPE_CHECKING:
    from httpx2 import Response

    from tests.web.api.calling import Called
    from tests.web.api.every_route import Route

PASSWORD = "sju sorters kakor i burken"  # noqa: S105 - of nobody
OF_NO_DOMAIN = ("Account", "Installation")


@dataclass
class SignedIn:
    """Somebody who is signed in, and calls the API with the cookie of that."""

    called: Called
    user_id: int
    cookie: str
    csrf: str

    def call(self, method: str, path: str, **options: Any) -> Response:
        """Send a request, with the header of forms unless other headers are given."""
        self.called.client.cookies.clear()
        more = options.pop("headers", {"X-CSRF-Token": self.csrf})
        found: Response = self.called.client.request(
            method, V1 + path, headers={"Cookie": self.cookie, **more}, **options
        )
        return found


def signed_in(called: Called, email: str, *, runs: bool = False) -> SignedIn:
    """Make an account of the domain with a password, and sign it in."""
    from siekit.workspace.accounts import add_user
    from siekit.workspace.actors import Role, local_actor

    made = add_user(
        called.installation, email, local_actor(), password=PASSWORD, runs_installation=runs
    )
    called.people[email] = made.id
    called.person(email, Role.ADMIN)
    return again(called, made.id)


def again(called: Called, user_id: int) -> SignedIn:
    """Sign an account in."""
    from siekit.workspace.sessions import find_session, open_session

    secret = open_session(called.installation, user_id, via="password")
    found = find_session(called.installation, secret)
    assert found
    name = called.app.state.portal.settings.cookie
    return SignedIn(called, user_id, f"{name}={secret}", found.csrf)


@pytest.fixture
def anna(sqlite_called: Called) -> SignedIn:
    """Who runs the installation."""
    return signed_in(sqlite_called, "anna@bjorken.example", runs=True)


@pytest.fixture
def bo(sqlite_called: Called, anna: SignedIn) -> SignedIn:
    """An administrator of the domain, who does not run the installation."""
    del anna
    return signed_in(sqlite_called, "bo@bjorken.example")


def routes_of(called: Called, *tags: str) -> list[Route]:
    """The routes of some tags, by what the description says of them."""
    from siekit.web.api.reference import described

    named = {
        one["operationId"]
        for methods in described()["paths"].values()
        for one in methods.values()
        if set(one["tags"]) & set(tags)
    }
    return [route for route in every_route(called.app) if route.name in named]


def test_who_runs_the_installation_does_by_the_api_what_the_page_does(
    anna: SignedIn, bo: SignedIn
) -> None:
    """Domains are listed and made, accounts listed, shut out, let in and given a link."""
    assert [one["id"] for one in anna.call("GET", "/installation/domains").json()["items"]] == [1]
    made = anna.call("POST", "/installation/domains", json={"name": "Granen"})
    assert made.status_code == 201, made.text
    twice = anna.call("POST", "/installation/domains", json={"name": "Granen"})
    assert (twice.status_code, told(twice)["facts"]["field"]) == (422, "name")
    number = made.json()["id"]
    mine = anna.call("GET", "/me/account").json()["domains"]
    assert {"id": number, "name": "Granen", "role": "admin"} in mine
    accounts = anna.call("GET", "/installation/accounts").json()["items"]
    assert [one["email"] for one in accounts] == ["anna@bjorken.example", "bo@bjorken.example"]
    his = f"/installation/accounts/{bo.user_id}"
    assert anna.call("POST", f"{his}/disable").json()["disabled_at"]
    assert bo.call("GET", "/me/account").status_code == 401
    assert anna.call("POST", f"{his}/enable").json()["disabled_at"] is None
    link = anna.call("POST", f"{his}/sign-in-link").json()["link"]
    assert link.startswith("http://portal.example/link/")
    alone = anna.call("POST", f"/installation/accounts/{anna.user_id}/disable")
    assert told(alone)["code"] == "last_admin"
    assert anna.call("POST", "/installation/accounts/999/enable").status_code == 404


def test_for_others_the_installation_is_not_there(anna: SignedIn, bo: SignedIn) -> None:
    """An administrator of a domain gets 404 without a word of what there is, and does nothing."""
    before = anna.call("GET", "/installation/accounts").json()
    routes = routes_of(bo.called, "Installation")
    assert len(routes) == 7
    for route in routes:
        for number in (anna.user_id, 999):
            path = route.at({"account_id": number}).removeprefix(V1)
            found = bo.call(route.method, path, json=BODIES.get(route.name))
            assert (found.status_code, told(found)["facts"]["what"]) == (404, "address"), route
            assert "anna@" not in found.text
    assert anna.call("GET", "/installation/accounts").json() == before
    assert len(anna.call("GET", "/installation/domains").json()["items"]) == 1


def test_no_token_opens_what_is_of_no_domain(anna: SignedIn) -> None:
    """Not even an administrator's token of who runs the installation does; strangers get 401."""
    called = anna.called
    program = called.caller(email="anna@bjorken.example")
    routes = routes_of(called, *OF_NO_DOMAIN)
    assert len(routes) == 12
    called.client.cookies.clear()
    for route in routes:
        path, body = route.at({}).removeprefix(V1), BODIES.get(route.name)
        found = program.call(route.method, path, json=body)
        assert (found.status_code, told(found)["code"]) == (403, "needs_session"), route
        # A good session beside the token does not help either.
        both = {"Authorization": f"Bearer {program.token}", "X-CSRF-Token": anna.csrf}
        found = anna.call(route.method, path, json=body, headers=both)
        assert told(found)["code"] == "needs_session", route
        called.client.cookies.clear()
        assert called.nobody().call(route.method, path, json=body).status_code == 401, route
    assert anna.call("GET", "/me/account").json()["account"]["name"] == "anna@bjorken.example"


def test_what_changes_something_needs_the_header_of_forms(anna: SignedIn) -> None:
    """Without the session's token, with another's, or from another site, nothing is changed."""
    tries: tuple[dict[str, str], ...] = (
        {},
        {"X-CSRF-Token": "wrong"},
        {"X-CSRF-Token": anna.csrf, "Origin": "https://evil.example"},
    )
    for route in routes_of(anna.called, *OF_NO_DOMAIN):
        if route.safe:
            continue
        for headers in tries:
            path = route.at({}).removeprefix(V1)
            found = anna.call(route.method, path, json=BODIES.get(route.name), headers=headers)
            assert (found.status_code, told(found)["code"]) == (403, "form_expired"), route
    assert anna.call("GET", "/me/account").status_code == 200


def test_the_own_account(bo: SignedIn) -> None:
    """Name and language change, a new password needs the present one and ends all sessions."""
    found = bo.call("PATCH", "/me/account", json={"name": "Bo Ek", "lang": "en"}).json()
    assert (found["account"]["name"], found["account"]["lang"]) == ("Bo Ek", "en")
    assert [one["this"] for one in found["sessions"]] == [True]
    assert bo.call("PATCH", "/me/account", json={"lang": "xx"}).status_code == 422
    new = "åtta sorters bullar i burken"
    wrong = bo.call("PUT", "/me/password", json={"new": new, "current": "fel"})
    assert (wrong.status_code, told(wrong)["facts"]["field"]) == (422, "current")
    weak = bo.call("PUT", "/me/password", json={"new": "kort", "current": PASSWORD})
    assert told(weak)["code"] == "weak_password"
    assert bo.call("GET", "/me/account").status_code == 200
    changed = bo.call("PUT", "/me/password", json={"new": new, "current": PASSWORD})
    assert (changed.status_code, changed.content) == (204, b"")
    assert bo.call("GET", "/me/account").status_code == 401


def test_signing_out_everywhere(bo: SignedIn) -> None:
    """All sessions of the one who asks end; nobody else's does, and programs go on."""
    program = bo.called.caller(email="bo@bjorken.example")
    other = again(bo.called, bo.user_id)
    assert bo.call("POST", "/me/sign-out-everywhere").status_code == 204
    for each in (bo, other):
        assert each.call("GET", "/me/account").status_code == 401
    bo.called.client.cookies.clear()
    assert program.get("/me")["role"] == "admin"
