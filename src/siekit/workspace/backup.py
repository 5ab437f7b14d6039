"""A backup: the catalogue of one moment as JSON lines, and the originals; tables are made anew.

    manifest.json            what there is, with the sha256 of each; written last
    catalogue/uploads.jsonl  one file a table (workspace/dump.py)
    originals/ab/abcdef…     as in the workspace

It is made while the workspace is at work, and is the same from SQLite and from PostgreSQL.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from siekit.about import version
from siekit.replace_file import replace_file
from siekit.workspace.audit import now
from siekit.workspace.dump import dumped, tables_in
from siekit.workspace.foreign_words import disk_refusal
from siekit.workspace.originals import Originals
from siekit.workspace.refusals import Refusal
from siekit.workspace.tables import uploads

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from siekit.workspace.installation import Installation

MANIFEST = "manifest.json"
FORM = 1
"""The form of backups; a higher one is of a newer siekit."""

_ATTEMPTS = 3
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A complete backup: its folder, and per table the number of rows and the sha256."""

    folder: Path
    revision: str
    made_at: str
    tables: Mapping[str, Mapping[str, Any]]
    originals: Mapping[str, int]

    @property
    def rows(self) -> int:
        """How many rows the catalogue had."""
        return sum(one["rows"] for one in self.tables.values())


def back_up(installation: Installation, folder: Path) -> Backup:
    """Make a backup in a folder that is not there yet or empty, while others are at work.

    Raises `store_unavailable` where it cannot be written, `original_missing` or
    `original_damaged` where the workspace is not whole: see `verify`.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # the books are in it
        if any(folder.iterdir()):
            problem = f"{folder} is not empty: give a new one."
            problem_sv = f"{folder} är inte tom: ange en ny mapp."
            raise Refusal("invalid", field="folder", problem=problem, problem_sv=problem_sv)
        return _made(installation, folder)
    except OSError as error:
        raise disk_refusal(error, place=folder) from error


def _made(installation: Installation, folder: Path) -> Backup:
    """Write all of it; what is erased meanwhile makes the dump begin anew."""
    kept = Originals(folder / "originals")
    for attempt in range(1, _ATTEMPTS + 1):
        with installation.catalogue.read() as connection:
            tables = _dump(connection, folder / "catalogue")
            wanted = originals_wanted(connection)
        try:
            for sha256 in wanted:
                if sha256 not in kept:
                    copy_original(installation.originals, kept, sha256)
        except Refusal:
            if attempt == _ATTEMPTS or not _erased_meanwhile(installation, wanted):
                raise
            continue
        break
    for sha256 in set(kept) - wanted.keys():
        kept.erase(sha256)  # of an attempt during which it was erased
    manifest = {
        "form": FORM,
        "siekit": version(),
        "revision": installation.catalogue.revision(),
        "made_at": now().isoformat(),
        "tables": tables,
        "originals": wanted,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    replace_file(folder / MANIFEST, text)
    return _of(folder, manifest)


def read_backup(folder: Path) -> Backup:
    """Return what a backup says of itself; `backup_damaged` when it is none, or not complete."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        if manifest["form"] > FORM:
            raise Refusal("catalogue_newer", found=manifest["siekit"])
        return _of(folder, manifest)
    except (OSError, ValueError, KeyError, TypeError) as error:
        problem = f"{folder / MANIFEST} is not there or cannot be read, so it is not complete"
        problem_sv = f"{folder / MANIFEST} saknas eller går inte att läsa, så den är inte hel"
        raise Refusal("backup_damaged", problem=problem, problem_sv=problem_sv) from error


def _of(folder: Path, manifest: Mapping[str, Any]) -> Backup:
    return Backup(
        folder=folder,
        revision=manifest["revision"],
        made_at=manifest["made_at"],
        tables=manifest["tables"],
        originals=manifest["originals"],
    )


def table_facts(connection: Connection) -> dict[str, dict[str, Any]]:
    """Return the rows and the sha256 of each table as a backup made now would have them."""
    return {table.name: _facts(dumped(connection, table)) for table in tables_in(connection)}


def _dump(connection: Connection, folder: Path) -> dict[str, dict[str, Any]]:
    folder.mkdir(exist_ok=True)
    facts = {}
    for table in tables_in(connection):
        with (folder / f"{table.name}.jsonl").open("wb") as out:

            def written(table: sa.Table = table, out: Any = out) -> Iterator[bytes]:  # noqa: ANN401, a file
                for line in dumped(connection, table):
                    out.write(line + b"\n")
                    yield line

            facts[table.name] = _facts(written())
    return facts


def _facts(lines: Iterator[bytes]) -> dict[str, Any]:
    digest, rows = hashlib.sha256(), 0
    for line in lines:
        digest.update(line + b"\n")
        rows += 1
    return {"rows": rows, "sha256": digest.hexdigest()}


def originals_wanted(connection: Connection) -> dict[str, int]:
    """Return sha256 and size of the originals that belong to uploads."""
    query = (
        sa.select(uploads.c.sha256, uploads.c.size)
        .where(uploads.c.erased_at.is_(None))
        .order_by(uploads.c.sha256)
    )
    return {row.sha256: row.size for row in connection.execute(query)}


def copy_original(source: Originals, target: Originals, sha256: str) -> None:
    """Copy bytes from one store to another, and see that they are what their name says."""
    kept = target.keep(_pieces(source, sha256))
    if kept.sha256 != sha256:
        target.erase(kept.sha256)
        raise Refusal("original_damaged", sha256=sha256)


def _pieces(source: Originals, sha256: str) -> Iterator[bytes]:
    try:
        with source.path(sha256).open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    except FileNotFoundError:
        raise Refusal("original_missing", sha256=sha256) from None


def _erased_meanwhile(installation: Installation, wanted: Mapping[str, int]) -> bool:
    with installation.catalogue.read() as connection:
        return bool(wanted.keys() - originals_wanted(connection).keys())
