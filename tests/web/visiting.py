"""Visitors without a browser: requests to a portal in this process, and its forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fastapi import FastAPI
    from httpx2 import Response
    from starlette.testclient import TestClient

    from siekit.web.settings import Settings
    from siekit.workspace.actors import Role
    from siekit.workspace.installation import Installation

URL = "http://127.0.0.1:8470"
PASSWORD = "fyra små röda hus"  # noqa: S105, of an invented person


@dataclass
class Visitor:
    """One browser, as far as cookies and forms go."""

    client: TestClient

    def get(self, path: str, **headers: str) -> Response:
        """Ask for a page; a redirect is not followed."""
        return self.client.get(path, headers=_named(headers))

    def post(self, path: str, on: str | None = None, **fields: object) -> Response:
        """Send a form with the token of a page, the account's unless told otherwise."""
        token = self.token(on or "/account")
        return self.client.post(path, data={"csrf": token, **fields})

    def token(self, path: str) -> str:
        """The token that a page's forms carry."""
        page = self.get(path)
        found = re.search('name="csrf" value="([^"]+)"', page.text)
        assert found, f"{path}: {page.status_code}"
        return found[1]

    def sign_in(self, email: str, password: str = PASSWORD, **fields: object) -> Response:
        """Send the form with a password."""
        return self.post("/sign-in", on="/sign-in", email=email, password=password, **fields)


@dataclass
class Visited:
    """A portal in this process, and what it stands on."""

    app: FastAPI
    settings: Settings
    installation: Installation
    visit: Callable[[], Visitor]

    def person(
        self, email: str, role: Role | None, *, domain: str = "Björken", runs: bool = False
    ) -> int:
        """Make an account with the password of these tests, and let it into a domain."""
        from siekit.workspace.accounts import add_user
        from siekit.workspace.actors import local_actor
        from siekit.workspace.members import join

        user = add_user(
            self.installation, email, local_actor(), password=PASSWORD, runs_installation=runs
        )
        if role is not None:
            with self.installation.catalogue.write() as connection:
                number = self.installation.domain(domain).id
                join(connection, user, number, role, actor=local_actor())
        return user.id


@pytest.fixture
def make_portal(tmp_path: Path) -> Iterator[Callable[..., Visited]]:
    """A function that makes a portal of one domain; it takes settings by name."""
    from starlette.testclient import TestClient

    from siekit.web.app import create_app
    from siekit.web.settings import Settings
    from siekit.workspace.actors import local_actor

    clients: list[TestClient] = []
    apps: list[FastAPI] = []

    def make(**options: object) -> Visited:
        told = {"place": str(tmp_path / "workspace"), "server": True, "url": URL, **options}
        settings = Settings(**told)  # type: ignore[arg-type]
        app = create_app(settings)
        apps.append(app)
        installation = app.state.portal.installation
        if not installation.domains():
            installation.create_domain("Björken", local_actor())

        def visit() -> Visitor:
            client = TestClient(app, base_url=settings.url, follow_redirects=False)
            client.headers["accept-language"] = "sv"
            clients.append(client)
            return Visitor(client)

        return Visited(app, settings, installation, visit)

    yield make
    for client in clients:
        client.close()
    for app in apps:
        app.state.portal.close()


@pytest.fixture
def visited(make_portal: Callable[..., Visited]) -> Visited:
    """A portal of one domain, as a server serves it."""
    return make_portal()


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
