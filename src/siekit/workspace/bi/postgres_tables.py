"""The books in PostgreSQL: every table of the schema with the rows of each upload.

They are made of the originals, so a new version of siekit makes them anew instead of changing
them. What a reader sees is decided by `members`: the uploads of its domain's newest snapshot.
"""

from __future__ import annotations

import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.charts.statement_lines import COMPUTED_RESULT, statement_lines
from siekit.engine.shown import BY_YEAR, FRONT
from siekit.schema import DECIMAL, KIND, OBJECTS, TABLES

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from siekit.schema import Table

BOOKS = "siekit_books"
"""The schema of the tables; readers may look, but see only what their views show them."""

VIEWS = "siekit"
"""The schema of the views that people query."""

DIMENSIONS = (1, 2, 6, 7, 8, 9, 10)
"""Dimensions with columns of their own in the ledger: those that the standard names.

They are the same for everybody, so that nobody learns from a column what others use; objects of
other dimensions are in the column `objects`.
"""

_LOCK_NUMBER = 0x51EB

_TYPES = {
    "int8": "smallint",
    "int32": "integer",
    "int64": "bigint",
    "bool": "boolean",
    "string": "text",
    "date32": "date",
    KIND: "text",
    DECIMAL: "numeric(38, 6)",
    OBJECTS: "jsonb",
}


def make_tables(connection: Connection, *, anew: bool = False) -> bool:
    """Make schemas, tables, rules and views; return whether they were not there as they should be.

    The members of all snapshots then stand in `to_load`. `anew` makes them whatever there is.
    """
    # Two that make them at once would both fail.
    connection.execute(sa.text(f"select pg_advisory_xact_lock({_LOCK_NUMBER})"))
    wanted = version()
    if anew:
        readers = _readers(connection)
        connection.execute(sa.text(f"drop schema if exists {VIEWS}, {BOOKS} cascade"))
    elif connection.execute(sa.text("select to_regnamespace(:name)"), {"name": BOOKS}).scalar():
        found = connection.execute(sa.text(f"select version from {BOOKS}.made")).scalar()
        if found == wanted:
            return False
        readers = _readers(connection)  # so that their right outlives the change
        connection.execute(sa.text(f"drop schema {VIEWS}, {BOOKS} cascade"))
    else:
        readers = []
    for statement in statements():
        connection.exec_driver_sql(statement)
    connection.execute(sa.text(f"insert into {BOOKS}.made values (:version)"), {"version": wanted})
    for role_name, domain_id in readers:
        admit(connection, role_name, domain_id)
    return True


def admit_again(connection: Connection) -> None:
    """Let every reader read what was made since it was admitted."""
    for role_name, domain_id in _readers(connection):
        admit(connection, role_name, domain_id)


def _readers(connection: Connection) -> list[tuple[str, int]]:
    """Return the roles that are readers, with their domain; none where that table is lost.

    A role that was removed from the server is no reader any more.
    """
    name = {"name": f"{BOOKS}.readers"}
    if connection.execute(sa.text("select to_regclass(:name)"), name).scalar() is None:
        return []
    found = connection.execute(
        sa.text(
            f"select role_name, domain_id from {BOOKS}.readers join pg_roles on rolname = role_name"
        )
    )
    return [(str(role), int(domain)) for role, domain in found]


def admit(connection: Connection, role_name: str, domain_id: int) -> None:
    """Let a role of the database read one domain, and nothing else."""
    quoted = connection.dialect.identifier_preparer.quote(role_name)
    connection.execute(
        sa.text(
            f"insert into {BOOKS}.readers values (:role, :domain) "
            "on conflict (role_name) do update set domain_id = excluded.domain_id"
        ),
        {"role": role_name, "domain": domain_id},
    )
    for schema in (BOOKS, VIEWS):
        connection.exec_driver_sql(f"grant usage on schema {schema} to {quoted}")
        connection.exec_driver_sql(f"grant select on all tables in schema {schema} to {quoted}")
    # These say which roles and domains there are, which is nobody else's business.
    hidden = ", ".join(f"{BOOKS}.{name}" for name in ("readers", "made", "to_load"))
    connection.exec_driver_sql(f"revoke all on {hidden} from {quoted}")


def statements() -> list[str]:
    """Return everything that makes the books, in order."""
    text = (files("siekit.workspace.bi") / "postgres_tables.sql").read_text("utf-8")
    made = [one.strip() for one in text.split("-- next") if one.strip()]
    for table in TABLES:
        made += _table(table)
    made += [_line_ranges(), *(_view(table) for table in TABLES), _ledger()]
    return [one.replace("%", "%%") for one in made]


def _table(table: Table) -> list[str]:
    columns = ", ".join(f'"{one.name}" {_TYPES[one.type]}' for one in table.columns)
    name = f"{BOOKS}.{table.name}"
    made = [
        f"create table {name} ({columns})",
        f"create index on {name} (document_id)",
        f"alter table {name} enable row level security",
        (
            f"create policy own_domain on {name} for select "
            f"using (document_id in (select document_id from {BOOKS}.members))"
        ),
    ]
    if table.name == "transactions":
        made.append(f"create index on {name} (account, document_id)")
    return made


def _line_ranges() -> str:
    rows = ", ".join(
        f"('{one.statement}', {one.order}, {one.first}, {one.last})"
        for one in statement_lines()
        if one.first is not None and one.order != COMPUTED_RESULT
    )
    return f"insert into {BOOKS}.statement_lines values {rows}"


def _view(table: Table) -> str:
    """Return what makes the view of a table: its rows with company and year in front.

    `security_invoker` makes the rules of the tables hold for who asks, not for who made the view.
    """
    front = ", ".join(f"f.{name}" for name in FRONT[1:])
    own = ", ".join(f't."{one.name}"' for one in table.columns if one.name not in FRONT)
    where = " where not coalesce(t.year_no = any(f.years_elsewhere), false)"
    return (
        f"create view {VIEWS}.{table.name} with (security_invoker = true) as "
        f"select t.document_id, {front}, {own} from {BOOKS}.{table.name} t "
        f"join {BOOKS}.members f using (document_id){where if table.name in BY_YEAR else ''}"
    )


def _ledger() -> str:
    columns = "".join(
        f",\n       o{n}.object as dim_{n}, n{n}.name as dim_{n}_name" for n in DIMENSIONS
    )
    joins = "\n".join(
        f"left join lateral (select one->>'object' as object "
        f"from jsonb_array_elements(t.objects) one where (one->>'dimension')::integer = {n} "
        f"limit 1) o{n} on t.objects <> '[]'\n"
        f"left join {BOOKS}.object_names n{n} on n{n}.document_id = t.document_id "
        f"and n{n}.dimension = {n} and n{n}.object = o{n}.object"
        for n in DIMENSIONS
    )
    text = (files("siekit.workspace.bi") / "postgres_ledger.sql").read_text("utf-8")
    return text.format(books=BOOKS, views=VIEWS, dimensions=columns, joins=joins)


def version() -> str:
    """Return what changes whenever the books would be made otherwise."""
    return hashlib.sha256("\n".join(statements()).encode()).hexdigest()[:16]
