"""Rows of uploads into PostgreSQL, and which of them readers see."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from siekit.engine.connection import connect
from siekit.schema import OBJECTS, TABLES
from siekit.workspace.bi.postgres_tables import BOOKS
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    import pyarrow as pa
    from sqlalchemy.engine import Connection

    from siekit.schema import Table

_LOCK_NUMBER = 0x51EC


def load_rows(connection: Connection, upload_id: int, tables: Mapping[str, pa.Table]) -> None:
    """Put the rows of an upload into the books, in place of those that are there.

    Who sees them stays: another may have published the same rows while these were on their way.
    """
    # Two that load the same rows at once would both fail.
    connection.execute(
        sa.text("select pg_advisory_xact_lock(:books, :upload)"),
        {"books": _LOCK_NUMBER, "upload": upload_id},
    )
    _delete(connection, upload_id, _ROWS)
    copy_rows(connection, tables, BOOKS)
    for name, query in LOOKED_UP.items():
        connection.execute(sa.text(f"insert into {BOOKS}.{name} {query}"), {"upload": upload_id})


def copy_rows(connection: Connection, tables: Mapping[str, pa.Table], schema: str) -> None:
    """Put the rows of an upload's tables into the tables of a schema that have their names."""
    with connect({table.name: tables[table.name] for table in TABLES}) as engine:
        for table in TABLES:
            if tables[table.name].num_rows:
                rows = engine.sql(_as_plain(table)).to_arrow_table()
                _copy(connection, f"{schema}.{table.name}", table.column_names, rows)


def erase_rows(connection: Connection, upload_id: int) -> None:
    """Take the rows of an upload out of the books."""
    _delete(connection, upload_id, (*_ROWS, "members"))


def _delete(connection: Connection, upload_id: int, tables: Iterable[str]) -> None:
    for name in tables:
        connection.execute(
            sa.text(f"delete from {BOOKS}.{name} where document_id = :upload"),
            {"upload": upload_id},
        )


def to_load(connection: Connection, domain_id: int) -> list[int]:
    """Return the members of a domain whose rows are to be loaded since the books were made anew."""
    query = sa.text(f"select document_id from {BOOKS}.to_load where domain_id = :domain")
    return list(connection.execute(query, {"domain": domain_id}).scalars())


def show(
    connection: Connection,
    domain_id: int,
    *,
    snapshot_id: int,
    come: Collection[int],
    gone: Collection[int],
) -> None:
    """Let readers of a domain see a snapshot: the one before with what came and without what went.

    Rows of what comes must be loaded; those of what went are removed. Earlier years of a file
    for which another member speaks are hidden, as everywhere.
    """
    asked = {"domain": domain_id, "come": list(come), "gone": list(gone), "snapshot": snapshot_id}
    changed = set(connection.execute(sa.text(_GONE), asked).scalars())
    for upload_id in gone:
        erase_rows(connection, upload_id)
    changed |= _admit(connection, asked)
    if changed:
        connection.execute(sa.text(_YEARS_ELSEWHERE), {**asked, "integrations": list(changed)})
    connection.execute(sa.text(_NAME_COMPANIES), asked)
    for upload_id in connection.execute(sa.text(_LEFT), asked).scalars().all():
        erase_rows(connection, upload_id)
    connection.execute(sa.text(_SNAPSHOT), asked)


def show_one(connection: Connection, domain_id: int, upload_id: int) -> None:
    """Let readers see a member of the snapshot that they see, whose rows were loaded anew."""
    asked = {"domain": domain_id, "come": [upload_id]}
    _delete(connection, upload_id, ["members"])  # its row is made of the header that was loaded
    changed = _admit(connection, asked)
    connection.execute(sa.text(_YEARS_ELSEWHERE), {**asked, "integrations": list(changed)})
    connection.execute(sa.text(_NAME_COMPANIES), asked)


def show_newest(connection: Connection, domain_id: int) -> None:
    """Say that readers of a domain see its newest snapshot, the members of which are right."""
    asked = {"domain": domain_id}
    # A sync that publishes meanwhile waits, or has ended when the next statement looks.
    lock = f"select from {BOOKS}.published where domain_id = :domain for update"
    connection.execute(sa.text(lock), asked)
    newest = sa.text("select max(id) from snapshots where domain_id = :domain")
    number = connection.execute(newest, asked).scalar()
    connection.execute(sa.text(_SNAPSHOT), {**asked, "snapshot": number})


def _admit(connection: Connection, asked: Mapping[str, Any]) -> set[int]:
    """Make what comes members, and return their integrations; all of it or none."""
    changed = set(connection.execute(sa.text(_COME), asked).scalars())
    connection.execute(sa.text(_LOADED), asked)
    lacking = connection.execute(sa.text(_LACKING), asked).scalar()
    if lacking is not None:  # readers would miss it, and nothing would tell them
        raise Refusal("tables_missing", upload=str(lacking))
    return changed


def _as_plain(table: Table) -> str:
    """Return the query that gives a table's rows in types that a CSV can hold."""
    columns = []
    for one in table.columns:
        if one.type == OBJECTS:
            columns.append(f"coalesce(to_json({one.name})::varchar, '[]') as {one.name}")
        elif one.type == "string":
            # PostgreSQL keeps no zero byte in a text.
            columns.append(f'replace("{one.name}", chr(0), \'\ufffd\') as "{one.name}"')
        else:
            columns.append(f'"{one.name}"')
    return f"select {', '.join(columns)} from {table.name}"


def _copy(connection: Connection, name: str, columns: Iterable[str], rows: pa.Table) -> None:
    """Send rows by COPY, in the transaction of the connection."""
    from pyarrow import csv

    text = BytesIO()
    csv.write_csv(rows, text, csv.WriteOptions(include_header=False))
    driver: Any = connection.connection.driver_connection
    listed = ", ".join(f'"{one}"' for one in columns)
    with (
        driver.cursor() as cursor,
        cursor.copy(f"copy {name} ({listed}) from stdin (format csv)") as copy,
    ):
        copy.write(text.getbuffer())


LOOKED_UP = {
    "account_facts": f"""
    select a.document_id, a.account, min(a.name), min(l.statement), min(l.statement_line)
    from {BOOKS}.accounts a
    left join {BOOKS}.statement_lines l
      on case when left(a.account, 4) ~ '^[0-9]{{1,4}}$' then left(a.account, 4)::integer end
         between l.first and l.last
    where a.document_id = :upload and a.account is not null
    group by a.document_id, a.account
    """,
    "object_names": f"""
    select document_id, dimension, object, min(name) from {BOOKS}.objects
    where document_id = :upload and dimension is not null and object is not null
    group by document_id, dimension, object
    """,
}
"""What the ledger looks up: one row a key, and the query of other tables that gives it."""

_ROWS = (*(table.name for table in TABLES), *LOOKED_UP)
"""The tables that hold what a file says."""

_GONE = f"""
delete from {BOOKS}.members where domain_id = :domain and document_id = any(:gone)
returning integration_id
"""

OF_A_MEMBER = (
    "u.domain_id, u.integration_id, h.file, {company}, h.orgnr, "
    "u.first_day || '/' || u.last_day, u.first_day, u.last_day"
)
"""What stands of an upload `u` with the header `h` in the row that makes it a member.

The company is that of the header, unless `COMPANIES` says otherwise.
"""

COLUMNS_OF_A_MEMBER = (
    "domain_id",
    "integration_id",
    "file",
    "company",
    "orgnr",
    "fiscal_year",
    "first_day",
    "last_day",
)

_COME = f"""
insert into {BOOKS}.members (document_id, {", ".join(COLUMNS_OF_A_MEMBER)})
select u.id, {OF_A_MEMBER.format(company="h.company")}
from uploads u join {BOOKS}.header h on h.document_id = u.id
where u.domain_id = :domain and u.id = any(:come)
on conflict (document_id) do nothing
returning integration_id
"""

_LOADED = f"delete from {BOOKS}.to_load where domain_id = :domain and document_id = any(:come)"

_LACKING = f"""
select one from unnest(cast(:come as integer[])) as come (one)
where one not in (select document_id from {BOOKS}.members) limit 1
"""

_LEFT = f"""
select h.document_id from {BOOKS}.header h join uploads u on u.id = h.document_id
where u.domain_id = :domain and u.state <> 'ACTIVE' and not exists (
    select from snapshot_members s where s.upload_id = u.id and s.until_snapshot is null)
"""
"""What an earlier sync loaded and did not come to publish, and that none will publish as it is."""

ELSEWHERE = """coalesce((
    select array_agg(distinct y.year_no) from {books}.fiscal_years y
    join {members} o on o.integration_id = b.integration_id
        and o.document_id <> b.document_id
        and o.first_day <= y.end_date and y.start_date <= o.last_day
    join uploads u on u.id = o.document_id and u.role = 'ledger'
    where y.document_id = b.document_id and y.year_no <> 0), '{{}}')"""
"""The earlier years of a member `b` for which another one of `members` speaks."""

_YEARS_ELSEWHERE = f"""
update {BOOKS}.members b set years_elsewhere =
    {ELSEWHERE.format(books=BOOKS, members=f"{BOOKS}.members")}
where b.domain_id = :domain and b.integration_id = any(:integrations)
"""

COMPANIES = """
select m.document_id, h.company, i.name as integration,
    coalesce(h.company, '') = '' or
    min(m.integration_id) over named <> max(m.integration_id) over named as by_integration
from {members} m join {books}.header h on h.document_id = m.document_id
join integrations i on i.id = m.integration_id {where}
window named as (partition by i.domain_id, h.company)"""
"""Of each member its company, its integration, and whether it is shown by the latter's name.

An integration is a company: it is where the files of two have one name, or a file has none.
"""

_NAME_COMPANIES = f"""
update {BOOKS}.members b
set company = case when n.by_integration then n.integration else n.company end
from ({
    COMPANIES.format(books=BOOKS, members=f"{BOOKS}.members", where="where i.domain_id = :domain")
}) n
where n.document_id = b.document_id and b.company is distinct from
    case when n.by_integration then n.integration else n.company end
"""

_SNAPSHOT = f"""
insert into {BOOKS}.published
select domain_id, id, built_at from snapshots where id = :snapshot and domain_id = :domain
on conflict (domain_id) do update
set snapshot_id = excluded.snapshot_id, built_at = excluded.built_at
"""
