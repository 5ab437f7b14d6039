"""Fixtures that call the API of a portal in this process, as programs with tokens do."""

# ruff: noqa: ANN401 - answers are JSON of any shape, and options those of the client

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from tests.books import books

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from fastapi import FastAPI
    from httpx2 import Response
    from starlette.testclient import TestClient

    from siekit.workspace.actors import Role
    from siekit.workspace.installation import Installation
    from siekit.workspace.model import Domain
    from siekit.workspace.workspace import Workspace
    from tests.servers.databases import Backend

HOST = "portal.example"
V1 = "/api/v1"


@dataclass
class Caller:
    """A program with a token: calls the API, and does the jobs that come of it."""

    client: TestClient
    portal: Called
    token: str | None
    domain: Domain

    def call(self, method: str, path: str, **options: Any) -> Response:
        """Send a request to a path under /api/v1."""
        headers = dict(options.pop("headers", {}))
        if self.token and "Authorization" not in headers:
            bearer = f"Bearer {self.token}"
            # The client takes either all as bytes or all as text.
            is_raw = any(isinstance(one, bytes) for one in headers)
            headers |= {b"Authorization": bearer.encode()} if is_raw else {"Authorization": bearer}
        found: Response = self.client.request(method, V1 + path, headers=headers, **options)
        return found

    def get(self, path: str, **query: Any) -> Any:
        """The answer to a question that is answered."""
        found = self.call("GET", path, params=query or None)
        assert found.status_code == 200, found.text
        return found.json()

    def post(self, path: str, body: Any = None, *, status: int = 200, **options: Any) -> Any:
        """The answer to a request, which must have the status; jobs are done then."""
        found = self.call("POST", path, json=body, **options)
        assert found.status_code == status, found.text
        self.portal.work()
        return found.json()

    def send(self, *files: tuple[str, bytes], status: int = 201, **options: Any) -> list[Any]:
        """Send files, let them be read, and return the results."""
        parts = [("files", (name, data)) for name, data in files]
        found = self.call("POST", "/uploads", files=parts, **options)
        assert found.status_code == status, found.text
        self.portal.work()
        results: list[Any] = found.json()["results"]
        return results

    def ready(self, name: str = "bok.se", data: bytes | None = None, **changes: Any) -> int:
        """Send a file, link it to a new integration if it must be, and return its number."""
        (result,) = self.send((name, data if data is not None else books(**changes)))
        number: int = result["upload"]["id"]
        if self.state(number) == "PREVIEWED":
            self.post(f"/uploads/{number}/link", {"new": {"name": f"Bolag {number}"}})
        assert self.state(number) == "READY", self.get(f"/uploads/{number}")
        return number

    def active(self, name: str = "bok.se", data: bytes | None = None, **changes: Any) -> int:
        """Send a file and activate it."""
        number = self.ready(name, data, **changes)
        self.post(f"/uploads/{number}/activate")
        return number

    def state(self, upload_id: int) -> str:
        """The state of an upload."""
        return str(self.get(f"/uploads/{upload_id}")["state"])

    def sync(self) -> Any:
        """Sync, and return how that went."""
        asked = self.post("/syncs", status=202)
        return self.get(f"/syncs/{asked['id']}")

    def reports(self, name: str = "income-statement", **query: Any) -> Any:
        """Reports over the newest snapshot."""
        return self.get(f"/reports/{name}", **query)

    def result(self) -> str | None:
        """The result of the year in the reports, None where there is none."""
        return result_of(self.reports())


def result_of(found: Any) -> str | None:
    """The last line's first figure of the only report of an answer."""
    reports = found["reports"]
    if not reports:
        return None
    (report,) = reports
    value: str = report["lines"][-1]["values"][0]
    return value


@dataclass
class Called:
    """A portal in this process, on one kind of database."""

    app: FastAPI
    client: TestClient
    installation: Installation
    domain: Domain
    people: dict[str, int] = field(default_factory=dict)

    def workspace(self, role: Role | None = None, domain: Domain | None = None) -> Workspace:
        """A domain as a program sees it."""
        from siekit.workspace.actors import Actor, Role

        actor = Actor("test", Role.ADMIN if role is None else role)
        return self.installation.workspace((domain or self.domain).id, actor)

    def person(self, email: str, role: Role | None, domain: Domain | None = None) -> int:
        """Let somebody into a domain, and return their number."""
        from siekit.workspace.accounts import add_user
        from siekit.workspace.actors import local_actor
        from siekit.workspace.members import join
        from siekit.workspace.people import find_user

        if email not in self.people:
            self.people[email] = add_user(self.installation, email, local_actor()).id
        if role is not None:
            with self.installation.catalogue.write() as connection:
                user = find_user(connection, self.people[email])
                join(connection, user, (domain or self.domain).id, role, actor=local_actor())
        return self.people[email]

    def caller(
        self,
        role: Role | None = None,
        domain: Domain | None = None,
        *,
        email: str | None = None,
    ) -> Caller:
        """A program with a token of a role in a domain; an administrator's unless told."""
        from siekit.workspace.actors import Actor, Role
        from siekit.workspace.tokens import create_token

        wanted, where = role or Role.ADMIN, domain or self.domain
        email = email or f"{wanted.word}@{where.id}.example"
        number = self.people.get(email) or self.person(email, Role.ADMIN, where)
        owner = Actor(email, Role.ADMIN, user_id=number)
        workspace = self.installation.workspace(where.id, owner)
        _, secret = create_token(workspace, f"{wanted.word} token", wanted)
        return Caller(self.client, self, secret, where)

    def nobody(self) -> Caller:
        """A program without a token."""
        return Caller(self.client, self, None, self.domain)

    def work(self) -> None:
        """Do all jobs that wait."""
        from siekit.workspace.worker import Worker

        Worker(self.installation).run_until_idle()


@contextmanager
def portal_on(backend: Backend) -> Iterator[Called]:
    """A portal with one empty domain in this process; nobody does its jobs but `work`."""
    from starlette.testclient import TestClient

    from siekit.web.app import create_app
    from siekit.web.settings import Settings
    from siekit.workspace.actors import local_actor

    settings = Settings(
        place=backend.place, folder=backend.folder, url=f"http://{HOST}", server=True
    )
    app = create_app(settings)
    with TestClient(app, base_url=settings.url, raise_server_exceptions=False) as client:
        installation = app.state.portal.installation
        domain = installation.create_domain("Björkens bolag", local_actor())
        yield Called(app, client, installation, domain)


@pytest.fixture
def called(backend: Backend) -> Iterator[Called]:
    """A portal with one empty domain in this process, once on each kind of database."""
    with portal_on(backend) as made:
        yield made


@pytest.fixture
def sqlite_called(tmp_path: Path) -> Iterator[Called]:
    """The same on SQLite only, for what does not depend on the database."""
    with _on_sqlite(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def shared_api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    """An administrator's program that the tests of a file share, for what must change nothing."""
    with _on_sqlite(tmp_path_factory.mktemp("shared")) as made:
        yield made.caller()


def _on_sqlite(folder: Path) -> AbstractContextManager[Called]:
    from tests.servers.databases import Backend

    place = folder / "installation"
    place.mkdir()
    return portal_on(Backend("sqlite", "", place))


@pytest.fixture
def admin_api(called: Called) -> Caller:
    """An administrator's program."""
    return called.caller()


def told(found: Response) -> dict[str, Any]:
    """The refusal of an answer, of the one shape that they all have."""
    body: dict[str, Any] = json.loads(found.text)
    assert set(body) - {"results"} == {"code", "message", "status", "line", "record", "facts"}
    assert set(body["message"]) == {"en", "sv"}
    assert body["status"] == found.status_code
    return body
