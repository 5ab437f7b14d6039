"""Whether a workspace is whole: its originals, tables, rules and log."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import sqlalchemy as sa

from siekit.workspace.faults import Fault
from siekit.workspace.guards import guards_in, guards_wanted, make_guards
from siekit.workspace.orphans import erase_if_nobodys
from siekit.workspace.rebuilding import rebuild_one, with_tables
from siekit.workspace.refusals import Refusal
from siekit.workspace.replaying import replayed
from siekit.workspace.states import PARSED, State
from siekit.workspace.tables import snapshot_members, snapshots, uploads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection

    from siekit.workspace.installation import Installation
    from siekit.workspace.publishing import SnapshotTarget

_PIECE = 1 << 20
_MAY_HAVE_TABLES = frozenset({*PARSED, State.LINKED, State.DISCARDED})


@dataclass(slots=True, kw_only=True)
class Verified:
    """What was found: `faults` that stand, `mended` ones that do not any more, and how much it is.

    `sound` is True when nothing stands.
    """

    faults: list[Fault] = field(default_factory=list)
    mended: list[Fault] = field(default_factory=list)
    uploads: int = 0
    originals: int = 0
    tables: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong, or nothing is any more."""
        return not self.faults


def verify(installation: Installation, *, repair: bool = False, deep: bool = False) -> Verified:
    """Look at everything that the workspace holds, while others may be at work.

    Every original is read and compared with its sha256. `deep` also makes all tables anew from the
    originals and compares them, and every value in PostgreSQL, of which otherwise rows and sums are
    counted. `repair` removes what belongs to nothing, makes missing tables and guards and publishes
    rows anew; it never touches an original that belongs to an upload.
    """
    found = Verified()
    stored = set(installation.originals)
    with installation.catalogue.read() as connection:
        rows = [dict(row) for row in connection.execute(_UPLOADS).mappings()]
        faults = [*_guards(connection), *_states(connection), *_snapshots(connection)]
        faults += _published(connection)
        faults += replayed(connection)
        needed = set(with_tables(connection))
    faults += _originals(installation, rows, stored)
    lost = {fault.facts.get("upload") for fault in faults if fault.kind in _LOST}
    faults += _tables(installation, rows, needed, compared=needed - lost if deep else set())
    faults += _left_behind(installation)
    found.uploads = len(rows)
    found.originals = len(set(installation.originals))
    found.tables = len(list(installation.tables))
    for fault in faults:
        mended = repair and _mend(installation, fault)
        (found.mended if mended else found.faults).append(fault)
    # Rows are compared with tables that are right: those that were mended among them.
    for target in installation.targets:
        _see_target(target, found, repair=repair, deep=deep)
    return found


def _see_target(target: SnapshotTarget, found: Verified, *, repair: bool, deep: bool) -> None:
    """Look at another place that shows the newest snapshots: at what holds the rows first."""
    wrong = {
        fault.facts["upload"]
        for fault in found.faults
        if fault.kind in {"tables_missing", "tables_differ"}
    }
    for look in (target.lacking, partial(target.differing, without=wrong, deep=deep)):
        for fault in look():
            mended = repair and _is_mended(target, fault)
            (found.mended if mended else found.faults).append(fault)


def _is_mended(target: SnapshotTarget, fault: Fault) -> bool:
    try:
        target.mend(fault)
    except (Refusal, OSError, sa.exc.DBAPIError):
        return False
    return True


_LOST = frozenset({"original_damaged", "original_missing"})
"""What is wrong with an upload whose tables nobody can compare or make anew."""

_UPLOADS = sa.select(
    uploads.c.id, uploads.c.sha256, uploads.c.file, uploads.c.state, uploads.c.erased_at
).order_by(uploads.c.id)


def _guards(connection: Connection) -> Iterator[Fault]:
    missing = guards_wanted(connection.dialect.name) - guards_in(connection)
    for name in sorted(missing):
        yield Fault("guard_missing", name=name)


def _states(connection: Connection) -> Iterator[Fault]:
    """Tell of two active ledgers on one day, which the guards make impossible."""
    one, other = uploads.alias(), uploads.alias()
    query = sa.select(one.c.id, other.c.id).where(
        one.c.integration_id == other.c.integration_id,
        one.c.id < other.c.id,
        *(each.c.state == State.ACTIVE.value for each in (one, other)),
        *(each.c.role == "ledger" for each in (one, other)),
        one.c.first_day <= other.c.last_day,
        other.c.first_day <= one.c.last_day,
    )
    for first, second in connection.execute(query):
        yield Fault("two_active", upload=first, other=second)


def _snapshots(connection: Connection) -> Iterator[Fault]:
    """Tell of snapshots that do not have as many members as they say."""
    member = snapshot_members.c
    number = (
        sa.select(sa.func.count())
        .where(
            member.domain_id == snapshots.c.domain_id,
            member.from_snapshot <= snapshots.c.id,
            sa.or_(member.until_snapshot.is_(None), member.until_snapshot > snapshots.c.id),
        )
        .scalar_subquery()
    )
    query = sa.select(snapshots.c.id, snapshots.c.members, number).where(
        snapshots.c.members != number
    )
    for snapshot_id, said, counted in connection.execute(query):
        yield Fault("snapshot_differs", snapshot=snapshot_id, said=said, counted=counted)


def _published(connection: Connection) -> Iterator[Fault]:
    """Tell of uploads that are marked otherwise than the newest snapshot has them."""
    member = sa.exists().where(
        snapshot_members.c.upload_id == uploads.c.id,
        snapshot_members.c.until_snapshot.is_(None),
    )
    for upload_id in connection.execute(
        sa.select(uploads.c.id).where(uploads.c.published != member)
    ).scalars():
        yield Fault("published_differs", upload=upload_id)


def _originals(
    installation: Installation, rows: list[dict[str, Any]], stored: set[str]
) -> Iterator[Fault]:
    """Tell of bytes that are missing, are others than their name says, or belong to nothing."""
    owned = {row["sha256"] for row in rows if row["erased_at"] is None}
    damaged = {sha256 for sha256 in stored & owned if _sha256(installation, sha256) != sha256}
    for row in rows:
        about = {"upload": row["id"], "file": row["file"], "sha256": row["sha256"]}
        if row["erased_at"] is not None:
            continue
        if row["sha256"] in damaged:
            yield Fault("original_damaged", **about)
        elif row["sha256"] not in installation.originals and _still(installation, row):
            yield Fault("original_missing", **about)
    for sha256 in sorted(stored - owned):
        if not _is_owned_now(installation, sha256):
            yield Fault("original_orphan", sha256=sha256)


def _sha256(installation: Installation, sha256: str) -> str:
    digest = hashlib.sha256()
    try:
        with installation.originals.path(sha256).open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
    except OSError:
        return ""
    return digest.hexdigest()


def _still(installation: Installation, row: dict[str, Any]) -> bool:
    """Tell whether an upload is still there to be missed; it may be erased meanwhile."""
    query = sa.select(uploads.c.erased_at).where(uploads.c.id == row["id"])
    with installation.catalogue.read() as connection:
        return connection.execute(query).scalar() is None


def _is_owned_now(installation: Installation, sha256: str) -> bool:
    """Tell whether an upload came meanwhile whose bytes these are."""
    query = sa.select(uploads.c.id).where(uploads.c.sha256 == sha256, uploads.c.erased_at.is_(None))
    with installation.catalogue.read() as connection:
        return connection.execute(query).first() is not None


def _tables(
    installation: Installation,
    rows: list[dict[str, Any]],
    needed: set[int],
    *,
    compared: set[int],
) -> Iterator[Fault]:
    """Tell of uploads without their tables, and of tables without their upload.

    Those of the uploads in `compared` are made anew and compared with what there is.
    """
    for row in rows:
        if row["id"] not in needed:
            continue
        about = {"upload": row["id"], "file": row["file"]}
        if not installation.tables.is_whole(row["id"]) and _still(installation, row):
            yield Fault("tables_missing", **about)
        elif row["id"] in compared and not _are_equal(installation, row["id"]):
            yield Fault("tables_differ", **about)
    newest = max((row["id"] for row in rows), default=0)
    for upload_id in sorted(installation.tables):
        if upload_id <= newest and upload_id not in needed:
            with installation.catalogue.read() as connection:
                if not _may_have_tables(connection, upload_id):
                    yield Fault("tables_orphan", upload=upload_id)


def _may_have_tables(connection: Connection, upload_id: int) -> bool:
    """Tell whether an upload may have tables now: it came to that meanwhile, or is deleted."""
    query = sa.select(uploads.c.state, uploads.c.erased_at).where(uploads.c.id == upload_id)
    row = connection.execute(query).first()
    return row is not None and row.erased_at is None and State(row.state) in _MAY_HAVE_TABLES


def _are_equal(installation: Installation, upload_id: int) -> bool:
    """Tell whether the tables are those that the original gives."""
    from siekit.workspace.parsing import tables_of

    try:
        tables, findings = tables_of(installation, upload_id)
    except Refusal:
        return True  # the original is told of by itself
    try:
        kept = installation.tables.read(upload_id)
    except (OSError, pa.ArrowException):
        return False
    return installation.tables.findings(upload_id) == findings and all(
        _same(kept[name], table) for name, table in tables.items() if table.num_rows
    )


def _same(one: pa.Table, other: pa.Table) -> bool:
    """Tell whether tables have the same values, however their columns are packed."""
    if one.num_rows != other.num_rows or one.column_names != other.column_names:
        return False
    return all(_plain(one[name]).equals(_plain(other[name])) for name in one.column_names)


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    return column.cast(kind.value_type) if pa.types.is_dictionary(kind) else column


def _left_behind(installation: Installation) -> Iterator[Fault]:
    for store in (installation.originals, installation.tables):
        for path in store.left_behind():
            yield Fault("left_behind", path=path)


def _mend(installation: Installation, fault: Fault) -> bool:
    """Mend what can be; tell whether it was."""
    facts = fault.facts
    try:
        match fault.kind:
            case "left_behind":
                path = facts["path"]
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
            case "original_orphan":
                return erase_if_nobodys(installation, facts["sha256"])
            case "tables_orphan":
                with installation.catalogue.write() as connection:
                    if not _may_have_tables(connection, facts["upload"]):
                        installation.tables.erase(facts["upload"])
            case "tables_missing" | "tables_differ":
                rebuild_one(installation, facts["upload"])
            case "guard_missing":
                with installation.catalogue.write() as connection:
                    make_guards(connection)
            case _:
                return False
    except (Refusal, OSError):
        return False
    return True
