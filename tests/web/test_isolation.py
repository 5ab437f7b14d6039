"""Who may come where: every route, every role, and the objects of another company."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from tests.web.api.calling import portal_on
from tests.web.api.every_route import IDS, WORDS, Route, every_route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from httpx2 import Response

    from siekit.workspace.model import Domain
    from tests.servers.databases import Backend
    from tests.web.api.calling import Called

FREE = (
    "/sign-in",
    "/sign-out",
    "/link/",
    "/static",
    "/health",
    "/oidc",
    "/language",
    "/style/",
    "/metrics",
)
FREE_EXACTLY = ("/api/v1/openapi.json",)
"""What is there for those who are not signed in; it tells of no company.

The metrics are for programs on the same machine only, and have a test of their own.
"""

PASSING = {"sessions", "sign_in_failures", "idempotency_keys", "one_time_links", "jobs"}
"""Tables that say nothing of a company's books."""

NOWHERE = 2_000_000_000
UNSAFE_OF_VIEWERS = {"query", "seeNotice"}
"""Requests that are no GET and yet change nothing of the books, so that viewers may make them."""


class Company:
    """A domain with one of everything."""

    def __init__(self, called: Called, name: str, orgnr: str) -> None:
        """Make it, and fill it."""
        from siekit.workspace.actors import Role, local_actor

        self.called = called
        if name == called.domain.name:
            self.domain: Domain = called.domain
        else:
            self.domain = called.installation.create_domain(name, local_actor())
        self.caller = called.caller(Role.ADMIN, self.domain)
        self.ids = self._fill(orgnr)

    def _fill(self, orgnr: str) -> dict[str, object]:
        """Files in several states, a sync, and what comes of them; the numbers of each."""
        caller = self.caller
        active = caller.active("aktiv.se", orgnr=orgnr)
        caller.sync()
        ready = caller.ready("klar.se", orgnr=orgnr, sales=2000)
        upload = caller.get(f"/uploads/{ready}")
        run = caller.get("/syncs")["items"][0]
        (token, *_) = caller.get("/tokens")["items"]
        self.active = active
        return {
            "domain_id": self.domain.id,
            "upload_id": ready,
            "integration_id": upload["integration_id"],
            "sync_id": run["id"],
            "snapshot_id": run["snapshot_id"],
            "notice_id": self._notice(ready),
            "user_id": caller.get("/people")["items"][0]["id"],
            "token_id": token["id"],
            "voucher_id": 0,
        }

    def _notice(self, upload_id: int) -> int:
        from siekit.workspace.audit import now
        from siekit.workspace.tables import notices

        values = {
            "domain_id": self.domain.id,
            "upload_id": upload_id,
            "kind": "covers_less",
            "facts": {
                "since_upload": upload_id,
                "since_file": "klar.se",
                "file": "klar.se",
                "before": {"vouchers": 12, "last_voucher": "2024-12-31"},
                "after": {"vouchers": 11, "last_voucher": "2024-11-30"},
            },
            "at": now(),
        }
        with self.called.installation.catalogue.write() as connection:
            made = connection.execute(notices.insert().values(values)).inserted_primary_key
        assert made
        return int(made[0])

    def secrets(self) -> list[str]:
        """Words that nobody else may read."""
        return ["Hemliga Bolaget", "aktiv.se", "klar.se"]


@pytest.fixture
def companies(called: Called) -> tuple[Company, Company]:
    """Two domains, each with one of everything."""
    return _companies(called)


@pytest.fixture(scope="module")
def shared(shared_backend: Backend) -> Iterator[tuple[Company, Company]]:
    """The same two for all tests that change nothing in them."""
    with portal_on(shared_backend) as called:
        yield _companies(called)


def _companies(called: Called) -> tuple[Company, Company]:
    return (
        Company(called, "Björkens bolag", "556334-3689"),
        Company(called, "Andra bolaget", "556036-0793"),
    )


def everything(called: Called) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the catalogue but those of `PASSING`, and without when a token was last used."""
    from siekit.workspace.tables import METADATA

    rows = {}
    with called.installation.catalogue.read() as connection:
        for table in METADATA.sorted_tables:
            if table.name in PASSING:
                continue
            columns = [one for one in table.c if one.name != "last_used_at"]
            found = connection.execute(sa.select(*columns)).all()
            rows[table.name] = sorted(tuple(map(repr, row)) for row in found)
    return rows


def of_company(called: Called, domain_id: int) -> dict[str, list[tuple[Any, ...]]]:
    """All rows that are of one domain."""
    from siekit.workspace.tables import METADATA, activations, domains, integrations, uploads

    rows = {}
    with called.installation.catalogue.read() as connection:
        for table in METADATA.sorted_tables:
            if table.name in PASSING:
                continue
            if "domain_id" in table.c:
                where = table.c.domain_id == domain_id
            elif table is domains:
                where = table.c.id == domain_id
            elif table is activations:
                mine = sa.select(uploads.c.id).where(uploads.c.domain_id == domain_id)
                where = table.c.upload_id.in_(mine)
            elif "integration_id" in table.c:
                mine = sa.select(integrations.c.id).where(integrations.c.domain_id == domain_id)
                where = table.c.integration_id.in_(mine)
            else:
                continue
            columns = [one for one in table.c if one.name != "last_used_at"]
            found = connection.execute(sa.select(*columns).where(where)).all()
            rows[table.name] = sorted(tuple(map(repr, row)) for row in found)
    return rows


class Visitor:
    """Somebody who calls both pages and the API, with whatever they have to show."""

    def __init__(
        self, called: Called, *, token: str | None = None, user: int | None = None
    ) -> None:
        """Take a token for the API, and a user who has signed in to the pages."""
        from siekit.workspace.sessions import find_session, open_session

        self.called = called
        self.token = token
        self.cookies: dict[str, str] = {}
        self.csrf = ""
        if user is not None:
            secret = open_session(called.installation, user, via="password")
            self.cookies = {called.app.state.portal.settings.cookie: secret}
            found = find_session(called.installation, secret)
            self.csrf = found.csrf if found else ""

    def ask(self, route: Route, ids: dict[str, object]) -> Response:
        """Send what the route takes."""
        client = self.called.client
        client.cookies.clear()
        headers = {}
        if route.of_api:
            if self.token:
                headers["Authorization"] = f"Bearer {self.token}"
        elif self.cookies:
            headers["Cookie"] = "; ".join(f"{key}={one}" for key, one in self.cookies.items())
        sent = route.sending(self.csrf)
        found: Response = client.request(
            route.method, route.at(ids), headers=headers, follow_redirects=False, **sent
        )
        assert found.status_code < 500, f"{route}: {found.text}"
        return found


def shape_of(found: Response) -> tuple[int, str, str]:
    """What an answer tells, with all numbers taken out of it."""
    place = found.headers.get("location", "")
    return found.status_code, re.sub(r"\d+", "N", place), re.sub(r"\d+", "N", found.text)


def is_free(route: Route) -> bool:
    """Whether a route is there for everybody."""
    return route.path in FREE_EXACTLY or route.path.startswith(FREE)


def test_every_part_of_a_path_is_known(sqlite_called: Called) -> None:
    """A new kind of object in a path must be one that the tests below try."""
    known = {*IDS, *WORDS}
    for route in every_route(sqlite_called.app):
        assert set(route.parameters) <= known, route


def test_strangers_come_nowhere(shared: tuple[Company, Company]) -> None:
    """Without a token, with a revoked one, or shut out, nobody sees or changes anything."""
    from siekit.workspace.accounts import disable_user
    from siekit.workspace.actors import Actor, Role, local_actor
    from siekit.workspace.tokens import create_token, revoke_token

    mine, _ = shared
    called = mine.called
    gone = called.person("borta@bjorken.example", Role.ADMIN)
    owner = Actor("borta@bjorken.example", Role.ADMIN, user_id=gone)
    workspace = called.installation.workspace(mine.domain.id, owner)
    _, theirs = create_token(workspace, "kvar", Role.ADMIN)
    admin = called.people[f"admin@{mine.domain.id}.example"]
    keeper = Actor("admin", Role.ADMIN, user_id=admin)
    kept = called.installation.workspace(mine.domain.id, keeper)
    token, secret = create_token(kept, "gammal", Role.ADMIN)
    revoke_token(kept, token.id)
    disabled = Visitor(called, token=theirs, user=gone)
    disable_user(called.installation, gone, local_actor())
    strangers = {
        "nobody": Visitor(called),
        "revoked": Visitor(called, token=secret),
        "disabled": disabled,
        "nonsense": Visitor(called, token="siekit_nonsense"),  # noqa: S106, it opens nothing
    }
    before = everything(called)
    for route in every_route(called.app):
        if is_free(route):
            continue
        for name, who in strangers.items():
            called.app.state.portal.bad_tokens.forget()
            found = who.ask(route, mine.ids)
            if route.of_api:
                assert found.status_code == 401, (name, route, found.text)
            else:
                assert found.status_code in {302, 303, 307}, (name, route, found.status_code)
                assert found.headers["location"].startswith("/sign-in"), (name, route)
            for word in mine.secrets():
                assert word not in found.text
    assert everything(called) == before


def test_another_companys_objects_are_not_there(shared: tuple[Company, Company]) -> None:
    """An administrator of another company gets for ours the answer for what does not exist."""
    mine, other = shared
    called = mine.called
    user = called.person(f"admin@{other.domain.id}.example", None)
    thief = Visitor(called, token=other.caller.token, user=user)
    before = of_company(called, mine.domain.id)
    for route in every_route(called.app):
        if is_free(route):
            continue
        if "domain_id" in route.parameters:
            # Their own objects in our domain, and ours in ours.
            for ids in (mine.ids, {**other.ids, "domain_id": mine.domain.id}):
                found = thief.ask(route, ids)
                nowhere = {**ids, "domain_id": NOWHERE}
                expected = thief.ask(route, nowhere)
                assert found.status_code == 404, (route, found.status_code)
                assert shape_of(found) == shape_of(expected), route
        for name in route.of_objects:
            if name == "voucher_id":
                continue
            ids = {**other.ids, name: mine.ids[name]}
            nowhere = {**other.ids, name: NOWHERE}
            found, expected = thief.ask(route, ids), thief.ask(route, nowhere)
            assert found.status_code == 404, (route, name, found.status_code, found.text[:500])
            assert shape_of(found) == shape_of(expected), (route, name)
            for word in mine.secrets():
                assert route.of_api is False or word not in found.text
    assert of_company(called, mine.domain.id) == before


@pytest.mark.parametrize("word", ["viewer", "analyst"])
def test_lower_roles_change_nothing_that_is_not_theirs(
    called: Called, companies: tuple[Company, Company], word: str
) -> None:
    """A viewer changes nothing at all, an analyst nothing of what reports will show."""
    from siekit.workspace.actors import Role

    mine, _ = companies
    role = Role.of(word)
    token = called.caller(role).token
    user = called.person(f"{word}@egen.example", role)
    who = Visitor(called, token=token, user=user)
    before = of_company(called, mine.domain.id)
    for route in every_route(called.app):
        if is_free(route) or route.safe:
            continue
        found = who.ask(route, mine.ids)
        if role is Role.VIEWER and route.of_api and route.name not in UNSAFE_OF_VIEWERS:
            assert found.status_code == 403, (route, found.status_code, found.text)
    after = of_company(called, mine.domain.id)
    if role is Role.VIEWER:
        assert after == before
    kept = ("domains", "memberships", "api_tokens", "activations", "sync_runs", "snapshots")
    for table in kept:
        assert after[table] == before[table], table


def test_a_token_is_of_one_domain(shared: tuple[Company, Company]) -> None:
    """A token says by itself which domain it is of; asking for another one changes nothing."""
    mine, other = shared
    found = other.caller.get("/me", domain=mine.domain.id)
    assert found["domain_id"] == other.domain.id


def test_a_session_calls_the_api_with_its_token(
    called: Called, companies: tuple[Company, Company]
) -> None:
    """A signed-in person calls the API too, in each of their domains, with the header of forms."""
    from siekit.workspace.actors import Role

    mine, other = companies
    user = called.person("bada@bjorken.example", Role.ADMIN)
    called.person("bada@bjorken.example", Role.VIEWER, other.domain)
    who = Visitor(called, user=user)
    client = called.client
    client.cookies.clear()
    cookie = {"Cookie": "; ".join(f"{key}={one}" for key, one in who.cookies.items())}
    for company, role in ((mine, "admin"), (other, "viewer")):
        query = {"domain": company.domain.id}
        found = client.get("/api/v1/me", params=query, headers=cookie)
        assert (found.json()["domain_id"], found.json()["role"]) == (company.domain.id, role)
    assert client.get("/api/v1/me", headers=cookie).status_code == 422
    where = f"/api/v1/integrations?domain={mine.domain.id}"
    body = {"name": "Genom sidan"}
    assert client.post(where, json=body, headers=cookie).status_code == 403
    foreign = cookie | {"X-CSRF-Token": who.csrf, "Origin": "https://evil.example"}
    assert client.post(where, json=body, headers=foreign).status_code == 403
    allowed = cookie | {"X-CSRF-Token": who.csrf}
    assert client.post(where, json=body, headers=allowed).status_code == 201


def test_pages_take_no_form_of_another_site(shared: tuple[Company, Company]) -> None:
    """A form without the token of its page, or sent by another site, changes nothing."""
    from siekit.workspace.actors import Role

    mine, _ = shared
    called = mine.called
    user = called.person("anna@bjorken.example", Role.ADMIN)
    who = Visitor(called, user=user)
    client = called.client
    cookie = "; ".join(f"{key}={one}" for key, one in who.cookies.items())
    before = everything(called)
    tries: list[tuple[str, dict[str, str]]] = [
        ("", {}),
        ("wrong", {}),
        (who.csrf, {"Origin": "https://evil.example"}),
        (who.csrf, {"Sec-Fetch-Site": "cross-site"}),
    ]
    for route in every_route(called.app):
        if route.of_api or route.safe:
            continue
        for csrf, more in tries:
            client.cookies.clear()
            found = client.request(
                route.method,
                route.at(mine.ids),
                headers={"Cookie": cookie, **more},
                follow_redirects=False,
                **route.sending(csrf),
            )
            assert found.status_code == 403, (route, csrf, more, found.status_code)
    assert everything(called) == before


def test_headers_of_safety_stand_on_every_answer(shared: tuple[Company, Company]) -> None:
    """No answer can be framed, sniffed or made to run a script that is not ours."""
    from siekit.workspace.actors import Role

    mine, _ = shared
    called = mine.called
    user = called.person("doris@bjorken.example", Role.ADMIN)
    who = Visitor(called, token=mine.caller.token, user=user)
    answers = [
        called.client.get("/nowhere"),
        called.client.get("/api/v1/nowhere"),
        called.client.put("/sign-in"),
        *(
            who.ask(route, mine.ids)
            for route in every_route(called.app)
            if route.method == "GET" and not route.path.startswith("/static")
        ),
    ]
    for found in answers:
        policy = found.headers["content-security-policy"]
        assert "unsafe" not in policy, found.url
        assert "frame-ancestors 'none'" in policy, found.url
        assert found.headers["x-content-type-options"] == "nosniff"
        assert found.headers["x-frame-options"] == "DENY"
        assert "no-store" in found.headers["cache-control"] or "/style/" in str(found.url)


def test_objects_in_queries_and_bodies_are_no_way_round(shared: tuple[Company, Company]) -> None:
    """What is named beside the path is looked for in the own domain only, too."""
    mine, other = shared
    called = mine.called
    api, ids = other.caller, mine.ids
    before = of_company(called, mine.domain.id)
    for number in (ids["snapshot_id"], NOWHERE):
        asked = api.call("GET", "/reports/income-statement", params={"snapshot": number})
        assert asked.status_code == 404
        query = {"query": "select * from ledger", "snapshot": number}
        assert api.call("POST", "/sql", json=query).status_code == 404
    for number in (ids["integration_id"], NOWHERE):
        found = api.get("/reports/income-statement", integration=number)
        assert (found["reports"], found["made_of"]) == ([], [])
        assert api.get("/uploads", integration_id=number)["items"] == []
        link = f"/uploads/{other.ids['upload_id']}/link"
        assert api.call("POST", link, json={"integration_id": number}).status_code == 404
    for kind in ("upload", "sync", "integration", "user", "token"):
        theirs = ids[f"{kind}_id"]
        assert theirs != other.ids[f"{kind}_id"]
        found = api.get("/audit", kind=kind, object_id=theirs)
        assert found == api.get("/audit", kind=kind, object_id=NOWHERE)
    rows = api.post("/sql", {"query": "select distinct document_id from ledger"})["rows"]
    assert rows == [{"document_id": other.active}]
    api.post("/notices/seen", {"up_to": NOWHERE})
    assert of_company(called, mine.domain.id) == before


def test_keys_of_requests_are_of_one_domain(companies: tuple[Company, Company]) -> None:
    """The same idempotency key in another domain is another key."""
    key = {"Idempotency-Key": "the-same"}
    for company in companies:
        made = company.caller.call("POST", "/integrations", json={"name": "Lika"}, headers=key)
        assert (made.status_code, "idempotent-replay" in made.headers) == (201, False)
