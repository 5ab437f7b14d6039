"""Rules that stand in the database itself, so that no program and no race can break them.

At most one active ledger per integration and day; activations and audit rows are only ever added.
Made again after every migration, because rebuilding a table in SQLite drops its triggers silently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

OVERLAP = "siekit_one_active_ledger_per_day"
"""The name by which a refusal by the database is known again."""

APPEND_ONLY = ("activations", "audit_events")

_OVERLAPS = f"""
select raise(abort, '{OVERLAP}') where exists (
    select 1 from uploads other
    where other.id <> new.id and other.integration_id = new.integration_id
      and other.state = 'ACTIVE' and other.role = 'ledger'
      and other.first_day <= new.last_day and new.first_day <= other.last_day
);
"""  # noqa: S608 - the name is ours

_SQLITE = {
    f"{OVERLAP}_{event}": (
        f"before {event} on uploads when new.state = 'ACTIVE' and new.role = 'ledger' "
        f"begin {_OVERLAPS} end"
    )
    for event in ("insert", "update")
} | {
    f"siekit_{table}_{event}": (
        f"before {event} on {table} begin select raise(abort, '{table} are only added to'); end"
    )
    for table in APPEND_ONLY
    for event in ("update", "delete")
}

_POSTGRESQL_FUNCTION = """
create or replace function siekit_only_added_to() returns trigger language plpgsql as $$
begin raise exception '%% are only added to', tg_table_name; end $$
"""


def make_guards(connection: Connection) -> None:
    """Make every guard that is missing, and make the others anew."""
    if connection.dialect.name == "sqlite":
        for name, body in _SQLITE.items():
            connection.execute(sa.text(f"drop trigger if exists {name}"))
            connection.exec_driver_sql(f"create trigger {name} {body}")
        return
    connection.execute(sa.text("create extension if not exists btree_gist"))
    if OVERLAP not in guards_in(connection):
        connection.execute(
            sa.text(
                f"alter table uploads add constraint {OVERLAP} exclude using gist "
                "(integration_id with =, daterange(first_day, last_day, '[]') with &&) "
                "where (state = 'ACTIVE' and role = 'ledger')"
            )
        )
    connection.exec_driver_sql(_POSTGRESQL_FUNCTION)
    for table in APPEND_ONLY:
        connection.execute(
            sa.text(
                f"create or replace trigger siekit_{table}_kept before update or delete on {table} "
                "for each row execute function siekit_only_added_to()"
            )
        )


def guards_in(connection: Connection) -> set[str]:
    """Return the names of the guards that the database has now."""
    if connection.dialect.name == "sqlite":
        query = "select name from sqlite_master where type = 'trigger' and name like 'siekit%'"
    else:
        query = (
            "select conname from pg_constraint where contype = 'x' and conname like 'siekit%' "
            "union select tgname from pg_trigger where not tgisinternal and tgname like 'siekit%'"
        )
    return {str(name) for (name,) in connection.execute(sa.text(query))}


def guards_wanted(dialect: str) -> set[str]:
    """Return the names of the guards that a database must have."""
    if dialect == "sqlite":
        return set(_SQLITE)
    return {OVERLAP, *(f"siekit_{table}_kept" for table in APPEND_ONLY)}
