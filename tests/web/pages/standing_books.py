"""A portal in this process whose domain has books in every state, and people of every role."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from siekit.workspace.actors import Actor, Role
from tests.books import books, entries

if TYPE_CHECKING:
    from siekit.workspace.model import Upload
    from siekit.workspace.workspace import Workspace
    from tests.web.visiting import Visited, Visitor

HOSTILE = '<script>alert("x")</script> & \u202eomvänt'
HOSTILE_FILE = 'x"><script>alert(1)</script>.se'


@dataclass
class Shelf:
    """The domain's uploads by what they are, and visitors by role."""

    visited: Visited
    workspace: Workspace
    uploads: dict[str, Upload] = field(default_factory=dict)
    visitors: dict[Role, Visitor] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """The address of the domain."""
        return f"/d/{self.workspace.domain_id}"

    def page(self, path: str, role: Role = Role.ADMIN) -> str:
        """The text of a page that must be there."""
        answer = self.visitor(role).get(f"{self.base}{path}")
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return answer.text

    def visitor(self, role: Role = Role.ADMIN) -> Visitor:
        """Somebody of a role who has signed in."""
        if role not in self.visitors:
            email = f"{role.word}@bjorken.example"
            self.visited.person(email, role)
            visitor = self.visitors[role] = self.visited.visit()
            visitor.sign_in(email)
        return self.visitors[role]

    def add(self, key: str, data: bytes, file: str | None = None) -> Upload:
        """Receive and process a file as a worker would; make its integration where it is clear."""
        from siekit.workspace.linking import create_if_clear
        from siekit.workspace.processing import process
        from siekit.workspace.receiving import receive

        (got,) = receive(self.workspace, data, file or f"{key}.se")
        assert got.upload is not None
        number = got.upload.id
        for _ in range(2):
            process(self.workspace.installation, number)
            create_if_clear(self.workspace, self.workspace.upload(number))
        self.uploads[key] = self.workspace.upload(number)
        return self.uploads[key]

    def activate(self, key: str, **more: str) -> None:
        """Activate an upload."""
        self.workspace.activate(self.uploads[key].id, **more)


@pytest.fixture
def bare(visited: Visited) -> Shelf:
    """A domain without any file."""
    number = visited.installation.domains()[0].id
    actor = Actor("Anna", Role.ADMIN)
    return Shelf(visited, visited.installation.workspace(number, actor))


@pytest.fixture
def shelf(bare: Shelf) -> Shelf:
    """A domain with two years in the reports, a newer export, and files that were refused."""
    bare.add("last", books(first="2023-01-01", last="2023-12-31", sales=900))
    bare.add("this", books(until="2024-06-30"))
    bare.activate("last")
    bare.activate("this")
    assert bare.workspace.sync().status == "done"
    bare.add("newer", books(until="2024-08-31", generated="2025-02-01"))
    bare.add("wrong", books("Felet AB", "556677-8899", off_by=7))
    bare.add("entries", entries(), "kassa.si")
    bare.add("no number", books("Utan nummer AB", None))
    bare.add("no sie", b"%PDF-1.4", "rapport.pdf")
    bare.add("hostile", _hostile(), HOSTILE_FILE)
    return bare


def _hostile() -> bytes:
    """Return books whose names no page may take for markup."""
    text = books("Farlig AB", "559999-0008").decode("cp437")
    for name in ("Farlig AB", "Företagskonto", "Försäljning 2024-01"):
        text = text.replace(name, HOSTILE.replace('"', '\\"'))
    return text.encode()
