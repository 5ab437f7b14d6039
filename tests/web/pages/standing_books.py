"""A portal in this process whose domain has books in every state, and people of every role."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from siekit.workspace.actors import Actor, Role
from tests.books import books, entries

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from siekit.workspace.model import Upload
    from siekit.workspace.workspace import Workspace
    from tests.web.visiting import Visited, Visitor

ANNA = Actor("Anna", Role.ADMIN)
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
        """Put a file in, and remember it by its key."""
        self.uploads[key] = put_in(self.workspace, data, file or f"{key}.se")
        return self.uploads[key]

    def activate(self, key: str, **more: str) -> None:
        """Activate an upload."""
        self.workspace.activate(self.uploads[key].id, **more)


def put_in(workspace: Workspace, data: bytes, file: str) -> Upload:
    """Receive and process a file as a worker would; make its integration where it is clear."""
    from siekit.workspace.linking import create_if_clear
    from siekit.workspace.processing import process
    from siekit.workspace.receiving import receive

    (got,) = receive(workspace, data, file)
    assert got.upload is not None
    number = got.upload.id
    for _ in range(2):
        process(workspace.installation, number)
        create_if_clear(workspace, workspace.upload(number))
    return workspace.upload(number)


@pytest.fixture
def bare(visited: Visited) -> Shelf:
    """A domain without any file."""
    return _shelf(visited)


@pytest.fixture
def shelf(
    filled: tuple[Path, dict[str, int]], tmp_path: Path, make_portal: Callable[..., Visited]
) -> Shelf:
    """A domain with two years in the reports, a newer export, and files that were refused."""
    place, numbers = filled
    shutil.copytree(place, tmp_path / "workspace")
    made = _shelf(make_portal())
    made.uploads = {key: made.workspace.upload(number) for key, number in numbers.items()}
    return made


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """The workspace that each `shelf` is a copy of, and the numbers of its uploads."""
    from siekit.workspace.actors import local_actor
    from siekit.workspace.installation import Installation

    place = tmp_path_factory.mktemp("shelf") / "workspace"
    with Installation.open(place) as installation:
        number = installation.create_domain("Björken", local_actor()).id
        numbers = _fill(installation.workspace(number, ANNA))
    return place, numbers


def _fill(workspace: Workspace) -> dict[str, int]:
    numbers = {}

    def add(key: str, data: bytes, file: str | None = None) -> None:
        numbers[key] = put_in(workspace, data, file or f"{key}.se").id

    add("last", books(first="2023-01-01", last="2023-12-31", sales=900))
    add("this", books(until="2024-06-30"))
    workspace.activate(numbers["last"])
    workspace.activate(numbers["this"])
    assert workspace.sync().status == "done"
    add("newer", books(until="2024-08-31", generated="2025-02-01"))
    add("wrong", books("Felet AB", "556677-8899", off_by=7))
    add("entries", entries(), "kassa.si")
    add("no number", books("Utan nummer AB", None))
    add("no sie", b"%PDF-1.4", "rapport.pdf")
    add("hostile", _hostile(), HOSTILE_FILE)
    return numbers


def _shelf(visited: Visited) -> Shelf:
    number = visited.installation.domains()[0].id
    return Shelf(visited, visited.installation.workspace(number, ANNA))


def _hostile() -> bytes:
    """Return books whose names no page may take for markup."""
    text = books("Farlig AB", "559999-0008").decode("cp437")
    for name in ("Farlig AB", "Företagskonto", "Försäljning 2024-01"):
        text = text.replace(name, HOSTILE.replace('"', '\\"'))
    return text.encode()
