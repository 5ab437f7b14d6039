"""Fixtures that give databases: of PostgreSQL, and of each kind a workspace may stand on."""

from __future__ import annotations

import itertools
import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.servers.cluster import ADMIN, OWNER, Cluster, programs
from tests.servers.keeper import use_shared
from tests.servers.needing import needed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import psycopg

    from siekit.workspace.installation import Installation

_NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class Backend:
    """Where an installation may be: its database, and a folder for its files."""

    name: str
    """sqlite or postgres."""
    url: str
    """The database's address, as SQLAlchemy takes it; no row is in it yet."""
    folder: Path

    @property
    def place(self) -> str:
        """What `Installation.open` takes beside the folder."""
        return str(self.folder) if self.name == "sqlite" else self.url

    def open(self) -> Installation:
        """Open the installation there."""
        from siekit.workspace.installation import Installation

        return Installation.open(self.place, folder=self.folder)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the run's PostgreSQL server, with `{user}` and `{database}` to fill in.

    All processes of a run share one server; it ends when the last of them does.
    """
    needed("postgres", programs(), package="postgresql")
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    users, address = use_shared(folder / "postgres")
    with users:
        yield address


@pytest.fixture
def make_database(postgres: str) -> Iterator[Callable[[], str]]:
    """A function that makes an empty database and gives its address; all are dropped afterwards.

    The owner is no superuser, as on a real server.
    """
    with databases(postgres) as make:
        yield make


@pytest.fixture(scope="session")
def migrated(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a database that has a catalogue's tables; a copy of it is there sooner."""
    from siekit.workspace.installation import Installation

    with databases(postgres) as make:
        url = make()
        Installation.open(url, folder=tmp_path_factory.mktemp("migrated")).close()
        yield url.rpartition("/")[2]


@contextmanager
def databases(postgres: str, *, like: str = "template1") -> Iterator[Callable[[], str]]:
    """Make databases of a server as copies of another, and drop them at the end."""
    made: list[str] = []

    def make() -> str:
        name = f"test_{os.getpid()}_{next(_NUMBERS)}"
        with _admin(postgres) as connection:
            connection.execute(f"create database {name} owner {OWNER} template {like}".encode())
        made.append(name)
        return postgres.format(user=OWNER, database=name)

    try:
        yield make
    finally:
        with _admin(postgres) as connection:
            for name in made:
                connection.execute(f"drop database if exists {name} with (force)".encode())


@pytest.fixture
def database_url(make_database: Callable[[], str]) -> str:
    """The address of an empty PostgreSQL database of the test's own."""
    return make_database()


@pytest.fixture
def own_cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A PostgreSQL server of the test's own, which it may stop, kill and start (about 1.5 s)."""
    del tmp_path
    cluster = Cluster(needed("postgres", programs(), package="postgresql"))
    try:
        yield cluster
    finally:
        cluster.remove()


@pytest.fixture(params=["sqlite", "postgres"])
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Backend]:
    """A place for an installation without a domain, once on each kind of database."""
    folder = tmp_path / "installation"
    folder.mkdir()
    with _backend(request, folder) as made:
        yield made


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def shared_backend(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Backend]:
    """The same for a whole file, whose tests leave what is there as it was."""
    with _backend(request, tmp_path_factory.mktemp("installation")) as made:
        yield made


@contextmanager
def _backend(request: pytest.FixtureRequest, folder: Path) -> Iterator[Backend]:
    """Make a place of the kind that a fixture is asked for."""
    if request.param == "sqlite":
        yield Backend("sqlite", f"sqlite:///{folder.absolute() / 'catalogue.sqlite'}", folder)
        return
    address, like = (request.getfixturevalue(name) for name in ("postgres", "migrated"))
    with databases(address, like=like) as make:
        url = make().replace("postgresql://", "postgresql+psycopg://")
        yield Backend("postgres", url, folder)


@pytest.fixture
def installation(backend: Backend) -> Iterator[Installation]:
    """An empty installation, once on each kind of database."""
    opened = backend.open()
    yield opened
    opened.close()


def _admin(address: str) -> psycopg.Connection:
    """A connection that may make and drop databases."""
    import psycopg

    return psycopg.connect(address.format(user=ADMIN, database="postgres"), autocommit=True)
