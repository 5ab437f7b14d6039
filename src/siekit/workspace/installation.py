"""An installation: one catalogue and one data folder, with as many domains as there are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

import sqlalchemy as sa

from siekit.workspace.actors import local_actor
from siekit.workspace.audit import note, now
from siekit.workspace.catalogue import Catalogue, is_url
from siekit.workspace.foreign_words import disk_refusal
from siekit.workspace.lookup import all_domains, find_domain
from siekit.workspace.originals import Originals
from siekit.workspace.parquet_store import ParquetStore
from siekit.workspace.refusals import Refusal
from siekit.workspace.tables import domains

if TYPE_CHECKING:
    from siekit.workspace.actors import Actor
    from siekit.workspace.model import Domain
    from siekit.workspace.publishing import SnapshotTarget
    from siekit.workspace.workspace import Workspace

CATALOGUE = "catalogue.sqlite"
FIRST_DOMAIN = "default"
"""The name of the domain that a workspace of one person begins with."""

NAMELESS = ("give a name.", "ange ett namn.")


class Installation:
    """Where the catalogue, the originals and the tables of uploads are; `with` closes it."""

    def __init__(self, catalogue: Catalogue, folder: Path) -> None:
        """Take an upgraded catalogue and the folder of the data; `open` gives both."""
        self.catalogue = catalogue
        self.folder = folder
        self.originals = Originals(folder / "originals")
        self.tables = ParquetStore(folder / "tables")
        self.targets: list[SnapshotTarget] = []
        self.has_workers = False
        """Whether workers do what waits; else the methods of `Workspace` do what they ask for."""
        if catalogue.dialect == "postgresql":
            from siekit.workspace.bi.postgres_target import PostgresBooks

            self.targets.append(PostgresBooks(self))

    @classmethod
    def open(
        cls, place: str | Path, *, folder: str | Path | None = None, create: bool = True
    ) -> Installation:
        """Open a folder with its SQLite catalogue, or a database's address.

        `folder` is where the data of a database's address are; a folder holds its own. Raises
        `Refusal`: `not_found` without `create`, `catalogue_newer`, `catalogue_unavailable`.
        """
        if not create and not is_url(str(place)) and not (Path(place) / CATALOGUE).exists():
            raise Refusal("not_found", what="workspace", what_sv="arbetsyta", id=str(place))
        catalogue, data = place_of(place, folder=folder)
        catalogue.upgrade()
        return cls(catalogue, data)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None:
        self.close()

    def domains(self) -> list[Domain]:
        """The domains by name."""
        with self.catalogue.read() as connection:
            return all_domains(connection)

    def domain(self, name: str) -> Domain:
        """The domain of a name, `not_found` when there is none."""
        for one in self.domains():
            if one.name == name:
                return one
        raise Refusal("not_found", what="company domain", what_sv="företagsdomän", id=name)

    def create_domain(self, name: str, actor: Actor) -> Domain:
        """Make a domain; `invalid` when there is one of that name."""
        if not name.strip():
            raise _of_name(*NAMELESS)
        try:
            with self.catalogue.write() as connection:
                made = connection.execute(
                    domains.insert().values(name=name.strip(), created_at=now())
                ).inserted_primary_key
                number = int(made[0]) if made else 0
                note(
                    connection, actor, "domain.created", domain_id=number, about=("domain", number)
                )
                return find_domain(connection, number)
        except sa.exc.IntegrityError:
            problem = f"there is already a domain of the name {name!r}."
            problem_sv = f"det finns redan en domän med namnet {name!r}."
            raise _of_name(problem, problem_sv) from None

    def workspace(self, domain_id: int, actor: Actor) -> Workspace:
        """One domain as one person sees it."""
        from siekit.workspace.workspace import Workspace

        return Workspace(self, domain_id, actor)

    def only_workspace(self, actor: Actor | None = None) -> Workspace:
        """The domain of an installation that has one; it is made where there is none yet."""
        who = actor or local_actor()
        found = self.domains() or [self.create_domain(FIRST_DOMAIN, who)]
        if len(found) > 1:
            names = ", ".join(one.name for one in found)
            problem = f"there are several ({names}): say which."
            problem_sv = f"det finns flera ({names}): ange vilken."
            raise Refusal("invalid", field="domain", problem=problem, problem_sv=problem_sv)
        return self.workspace(found[0].id, who)

    def close(self) -> None:
        """Close the catalogue."""
        self.catalogue.close()


def _of_name(problem: str, problem_sv: str) -> Refusal:
    return Refusal("invalid", field="name", problem=problem, field_sv="namn", problem_sv=problem_sv)


def place_of(place: str | Path, *, folder: str | Path | None = None) -> tuple[Catalogue, Path]:
    """Return the catalogue of a place, not yet upgraded, and the folder of the data."""
    if is_url(str(place)):
        if folder is None:
            problem = "a database needs a folder beside it for the files: give one."
            problem_sv = "en databas behöver en mapp bredvid sig för filerna: ange en."
            raise Refusal("invalid", field="folder", problem=problem, problem_sv=problem_sv)
        return Catalogue(str(place)), Path(folder).absolute()
    data = Path(place).absolute()
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)  # the books are in it
    except OSError as error:
        raise disk_refusal(error) from error
    url = sa.URL.create("sqlite", database=str(data / CATALOGUE))
    return Catalogue(url.render_as_string(hide_password=False)), data
