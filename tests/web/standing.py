"""Fixtures that give a standing portal, and people who are signed in to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fastapi import FastAPI
    from playwright.sync_api import Page

    from siekit.web.settings import Settings
    from siekit.workspace.actors import Role
    from siekit.workspace.installation import Installation
    from siekit.workspace.model import Domain
    from siekit.workspace.worker import Worker
    from siekit.workspace.workspace import Workspace
    from tests.servers.databases import Backend
    from tests.web.person import Person


@dataclass
class Standing:
    """A portal that is served: where, what it stands on, and the domain it begins with."""

    url: str
    settings: Settings
    app: FastAPI
    installation: Installation
    domain: Domain
    worker: Worker
    people: dict[str, int] = field(default_factory=dict)

    @property
    def start(self) -> str:
        """The start page of the domain."""
        return f"{self.url}/d/{self.domain.id}"

    def workspace(self, role: Role | None = None) -> Workspace:
        """The domain as a program sees it, to look at what the pages have done."""
        from siekit.workspace.actors import Actor, Role

        return self.installation.workspace(
            self.domain.id, Actor("test", Role.ADMIN if role is None else role)
        )

    def person(self, email: str, role: Role | None, *, domain: Domain | None = None) -> int:
        """Let somebody into a domain, and return their number; without a role they are in none."""
        from siekit.workspace.accounts import add_user
        from siekit.workspace.actors import local_actor
        from siekit.workspace.members import join
        from siekit.workspace.people import find_user

        who = local_actor()
        if email not in self.people:
            name = email.partition("@")[0].capitalize()
            self.people[email] = add_user(self.installation, email, who, name=name).id
        if role is not None:
            with self.installation.catalogue.write() as connection:
                user = find_user(connection, self.people[email])
                join(connection, user, (domain or self.domain).id, role, actor=who)
        return self.people[email]

    def sign_in(self, page: Page, email: str) -> None:
        """Give a page the session of somebody, as if they had signed in."""
        from siekit.workspace.sessions import open_session

        secret = open_session(self.installation, self.people[email], via="password")
        page.context.add_cookies(
            [{"name": self.settings.cookie, "value": secret, "url": self.url, "httpOnly": True}]
        )


@pytest.fixture
def standing(backend: Backend, serve_app: Callable[..., str]) -> Iterator[Standing]:
    """A portal of one empty domain, once on each kind of database; a thread does its jobs."""
    from siekit.web.app import create_app
    from siekit.web.settings import Settings
    from siekit.workspace.actors import local_actor
    from siekit.workspace.worker import Worker

    installation = backend.open()
    domain = installation.create_domain("Björkens bolag", local_actor())
    told: list[Settings] = []
    made: list[FastAPI] = []

    def make(url: str) -> FastAPI:
        told.append(Settings(place=backend.place, folder=backend.folder, url=url, server=True))
        made.append(create_app(told[0]))
        return made[0]

    url = serve_app(make)
    worker = Worker(installation)
    worker.start()
    yield Standing(url, told[0], made[0], installation, domain, worker)
    worker.stop()
    installation.close()


@pytest.fixture
def enter(standing: Standing, new_page: Callable[..., Page]) -> Callable[..., Person]:
    """A function that lets somebody in: `enter("bo@bjorken.example", Role.VIEWER)`.

    Further arguments are those of `new_page`.
    """

    def let_in(email: str, role: Role, **options: object) -> Person:
        from tests.web.person import Person

        page = new_page(**options)
        standing.person(email, role)
        standing.sign_in(page, email)
        return Person(standing, page)

    return let_in


@pytest.fixture
def anna(enter: Callable[..., Person]) -> Person:
    """An administrator of the domain, at a page of her own."""
    from siekit.workspace.actors import Role

    return enter("anna@bjorken.example", Role.ADMIN)
