"""A backup as a workspace again: in another place, in SQLite or in PostgreSQL."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from siekit.workspace.backup import copy_original, read_backup, table_facts
from siekit.workspace.dump import DUMPED, count_on, is_empty, load
from siekit.workspace.installation import Installation, place_of
from siekit.workspace.originals import Originals
from siekit.workspace.parquet_store import ParquetStore
from siekit.workspace.rebuilding import rebuild
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from siekit.workspace.backup import Backup
    from siekit.workspace.catalogue import Catalogue


def restore(backup: Path, place: str | Path, *, folder: str | Path | None = None) -> Backup:
    """Make a workspace of a backup where none is, equal to what was backed up.

    `place` and `folder` are as for `Installation.open`. Everything is compared with the manifest
    before the catalogue has a row; a restore that was interrupted can be begun anew. Raises
    `not_empty` where a workspace is in use, `backup_damaged` where something is missing.
    """
    found = read_backup(backup)
    catalogue, data = place_of(place, folder=folder)
    with closing(catalogue):
        catalogue.upgrade(found.revision)
        _refuse_in_use(catalogue, place)
        if any(ParquetStore(data / "tables")):  # of other books, or of ones whose catalogue is lost
            raise Refusal("not_empty", place=str(data))
        source, target = Originals(backup / "originals"), Originals(data / "originals")
        for sha256 in found.originals:
            if sha256 not in target:
                copy_original(source, target, sha256)
        with catalogue.write() as connection:
            if not is_empty(connection):
                raise Refusal("not_empty", place=str(place))
            _load(connection, found)
        catalogue.upgrade()
    with Installation.open(place, folder=folder, create=False) as installation:
        rebuild(installation)
    return found


def _refuse_in_use(catalogue: Catalogue, place: str | Path) -> None:
    with catalogue.read() as connection:
        if not is_empty(connection):
            raise Refusal("not_empty", place=str(place))


def _load(connection: Connection, backup: Backup) -> None:
    """Load every table, and see that they are what the manifest says."""
    for table in DUMPED:
        if table.name in backup.tables:
            load(connection, table, _lines(backup.folder / "catalogue" / f"{table.name}.jsonl"))
    count_on(connection)
    loaded = table_facts(connection)
    for name, facts in backup.tables.items():
        if loaded[name] != facts:
            problem = f"the table {name} is not what the manifest says"
            problem_sv = f"tabellen {name} är inte det som förteckningen anger"
            raise Refusal("backup_damaged", problem=problem, problem_sv=problem_sv)


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            yield from file
    except FileNotFoundError:
        problem, problem_sv = f"{path} is missing", f"{path} saknas"
        raise Refusal("backup_damaged", problem=problem, problem_sv=problem_sv) from None
