"""Whether the books in PostgreSQL are those of the uploads' tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from siekit.schema import DECIMAL, TABLES
from siekit.workspace.bi.postgres_parts import are_of_this_version, missing_parts
from siekit.workspace.bi.postgres_rows import (
    COLUMNS_OF_A_MEMBER,
    COMPANIES,
    ELSEWHERE,
    LOOKED_UP,
    OF_A_MEMBER,
    copy_rows,
    erase_rows,
)
from siekit.workspace.bi.postgres_tables import BOOKS
from siekit.workspace.faults import Fault
from siekit.workspace.refusals import Refusal
from siekit.workspace.tables import domains, snapshots

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy.engine import Connection

    from siekit.schema import Table
    from siekit.workspace.installation import Installation

Sums = tuple[Any, ...]
"""How many rows, and the exact sum of each column of decimals; of transactions those that count."""

_WIDE = pa.decimal256(76, 6)
"""Sums of amounts, however large those in a file are."""

_COUNTING = {"transactions": "counts"}


@dataclass(frozen=True, slots=True)
class _Member:
    """A file of the newest snapshot, whether it is a member here, and one as it should be."""

    file: str
    shown: bool
    same: bool


def lacking(connection: Connection) -> list[Fault]:
    """Tell which parts are missing, or that another version made them; before any sync nothing."""
    if not _members(connection):
        return []
    missing = [Fault("part_missing", name=name) for name in missing_parts(connection)]
    if not missing and not are_of_this_version(connection):
        return [Fault("books_outdated")]
    return missing


def differing(installation: Installation, *, without: Collection[int], deep: bool) -> list[Fault]:
    """Tell of uploads whose rows are missing, others than those of their tables, or nobody's."""
    with installation.catalogue.read() as connection:
        if missing_parts(connection) or not are_of_this_version(connection):
            return []
        members = {number: _Member(*row) for number, *row in connection.execute(_MEMBERS)}
        found = {table.name: _sums_here(connection, table) for table in TABLES}
        looked_up = {name: _numbers(connection, _ROWS.format(name)) for name in LOOKED_UP}
        keys = {name: _numbers(connection, query) for name, query in _KEYS.items()}
        coming = set(connection.execute(_COMING).scalars())
        seen = set(connection.execute(_SEEN).scalars())
        faults = _not_shown(connection)
    here = set().union(*found.values(), *looked_up.values())
    nobodys = (here - set(members) - coming) | (seen - set(members))
    faults += [Fault("rows_orphan", upload=number) for number in sorted(nobodys)]
    for number, member in sorted(members.items()):
        about = {"upload": number, "file": member.file}
        if not member.shown or number not in here:
            faults.append(Fault("rows_missing", **about))
        elif number not in without:
            wrong = [] if member.same else ["members"]
            wrong += [
                name for name in LOOKED_UP if looked_up[name].get(number) != keys[name].get(number)
            ]
            try:
                wrong += _wrong_tables(installation, number, found)
                if deep and not wrong:
                    wrong = _other_values(installation, number)
            except Refusal:
                continue  # it was erased meanwhile, or is told of by itself
            except (OSError, pa.ArrowException):
                faults.append(Fault("tables_differ", **about))
                continue
            if wrong:
                faults.append(Fault("rows_differ", **about, tables=", ".join(wrong)))
    return faults


def is_member(connection: Connection, upload_id: int) -> int | None:
    """Return the domain whose newest snapshot has an upload; it does until the transaction ends."""
    query = sa.text(
        "select domain_id from snapshot_members "
        "where upload_id = :upload and until_snapshot is null for update"
    )
    return connection.execute(query, {"upload": upload_id}).scalar()


def erase_orphan(connection: Connection, upload_id: int) -> None:
    """Take out the rows of an upload that is in no newest snapshot, nor comes into one.

    Readers see none of one that comes, until it is there.
    """
    asked = {"upload": upload_id}
    connection.execute(sa.text("select from uploads where id = :upload for update"), asked)
    if is_member(connection, upload_id) is not None:
        return
    connection.execute(sa.text(f"delete from {BOOKS}.members where document_id = :upload"), asked)
    if upload_id not in set(connection.execute(_COMING).scalars()):
        erase_rows(connection, upload_id)


def _members(connection: Connection) -> bool:
    query = sa.text("select 1 from snapshot_members where until_snapshot is null limit 1")
    return connection.execute(query).first() is not None


def _not_shown(connection: Connection) -> list[Fault]:
    newest = sa.select(sa.func.max(snapshots.c.id)).group_by(snapshots.c.domain_id)
    shown = sa.text(f"select snapshot_id from {BOOKS}.published").columns(sa.column("snapshot_id"))
    query = (
        sa.select(snapshots.c.id, snapshots.c.domain_id, domains.c.name)
        .join(domains, domains.c.id == snapshots.c.domain_id)
        .where(snapshots.c.id.in_(newest), snapshots.c.id.not_in(shown))
    )
    return [
        Fault("snapshot_not_shown", snapshot=number, domain_id=domain_id, domain=name)
        for number, domain_id, name in connection.execute(query)
    ]


def _decimals(table: Table) -> list[str]:
    return [one.name for one in table.columns if one.type == DECIMAL]


def _sums_here(connection: Connection, table: Table) -> dict[int, Sums]:
    """Return how many rows every upload has in a table of the books, and their sums."""
    counting = f" filter (where {_COUNTING[table.name]})" if table.name in _COUNTING else ""
    sums = "".join(f', coalesce(sum("{one}"){counting}, 0)' for one in _decimals(table))
    query = f"select document_id, count(*){sums} from {BOOKS}.{table.name} group by document_id"
    return {row[0]: tuple(row[1:]) for row in connection.execute(sa.text(query))}


def _wrong_tables(
    installation: Installation, upload_id: int, found: Mapping[str, Mapping[int, Sums]]
) -> list[str]:
    """Return the names of the tables that have other rows here than the upload has."""
    columns = {
        table.name: [
            "document_id",
            *_decimals(table),
            *filter(None, [_COUNTING.get(table.name)]),
        ]
        for table in TABLES
    }
    kept = installation.tables.read(upload_id, columns, columns=columns)
    return [
        table.name
        for table in TABLES
        if found[table.name].get(upload_id, _none(table)) != _sums(table, kept[table.name])
    ]


def _none(table: Table) -> Sums:
    return (0, *(0 for _ in _decimals(table)))


def _sums(table: Table, rows: pa.Table) -> Sums:
    counting = _COUNTING.get(table.name)
    summed = rows.filter(rows[counting]) if counting else rows
    return (
        rows.num_rows,
        *(pc.sum(summed[one].cast(_WIDE)).as_py() or 0 for one in _decimals(table)),
    )


def _numbers(connection: Connection, query: str) -> dict[int, int]:
    return {row[0]: row[1] for row in connection.execute(sa.text(query))}


def _other_values(installation: Installation, upload_id: int) -> list[str]:
    """Return the names of the tables of which any value is another than the upload has."""
    tables = installation.tables.read(upload_id)
    with installation.catalogue.write() as connection:
        if is_member(connection, upload_id) is None:
            return []
        for table in TABLES:
            connection.exec_driver_sql(
                f"create temporary table {table.name} (like {BOOKS}.{table.name}) on commit drop"
            )
        copy_rows(connection, tables, "pg_temp")
        wanted = {table.name: f"select * from pg_temp.{table.name}" for table in TABLES}
        return [
            name
            for name, query in {**wanted, **LOOKED_UP}.items()
            if not _are_the_same(connection, name, query, upload_id)
        ]


def _are_the_same(connection: Connection, name: str, query: str, upload_id: int) -> bool:
    here = f"select * from {BOOKS}.{name} where document_id = :upload"
    differ = f"({query}) except all ({here})) union all (({here}) except all ({query})"
    found = connection.execute(sa.text(f"({differ}) limit 1"), {"upload": upload_id})
    return found.first() is None


_HERE = ", ".join(f"b.{one}" for one in COLUMNS_OF_A_MEMBER)

_COMPANY = "case when c.by_integration then b.company else c.company end"
"""The name of an integration may have been changed since; the next sync shows the new one."""

_MEMBERS = sa.text(f"""
with members as (
    select u.id as document_id, u.integration_id, u.first_day, u.last_day
    from snapshot_members s join uploads u on u.id = s.upload_id where s.until_snapshot is null)
select s.upload_id, coalesce(u.file, ''), b.document_id is not null,
       ({OF_A_MEMBER.format(company=_COMPANY)}) is not distinct from ({_HERE})
       and b.years_elsewhere = {ELSEWHERE.format(books=BOOKS, members="members")}
from snapshot_members s join uploads u on u.id = s.upload_id
left join {BOOKS}.members b on b.document_id = u.id
left join {BOOKS}.header h on h.document_id = u.id
left join ({COMPANIES.format(books=BOOKS, members="members", where="")}) c on c.document_id = u.id
where s.until_snapshot is null
""")

_COMING = sa.text("""
select u.id from uploads u where u.state = 'ACTIVE' or u.domain_id in (
    select domain_id from sync_runs where status in ('queued', 'running'))
""")
"""Uploads whose rows a sync may have put there to show them."""

_SEEN = sa.text(f"select document_id from {BOOKS}.members")

_ROWS = f"select document_id, count(*) from {BOOKS}.{{}} group by document_id"

_KEYS = {
    "account_facts": (
        f"select document_id, count(distinct account) from {BOOKS}.accounts "
        "where account is not null group by document_id"
    ),
    "object_names": (
        f"select document_id, count(distinct (dimension, object)) from {BOOKS}.objects "
        "where dimension is not null and object is not null group by document_id"
    ),
}
"""How many keys each upload has for what the ledger looks up."""
