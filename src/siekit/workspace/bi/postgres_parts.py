"""The parts of the books in PostgreSQL: which there are to be, which are missing, made again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.bi.postgres_tables import (
    BOOKS,
    VIEWS,
    admit_again,
    make_tables,
    statements,
    version,
)

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_MADE_BY = (
    (re.compile(r"create (?:table|view) ([\w.]+)"), "{}"),
    (re.compile(r"create function ([\w.]+)"), "{}()"),
    (re.compile(r"create policy own_domain on ([\w.]+)"), "own_domain ({})"),
    (re.compile(r"alter table ([\w.]+) enable row level security"), "row level security ({})"),
)
"""How a statement that makes a part begins, perhaps after a comment, and the part's name."""

_RULE = re.compile(rf"(?:own_domain|row level security) \(.*\)|{VIEWS}\.\w+")
"""Parts that hold no rows: they are made again by themselves."""

_THERE = sa.text("""
select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname in (:books, :views)
  and (c.relkind = 'r' or c.relkind = 'v' and 'security_invoker=true' = any(c.reloptions))
union all
select n.nspname || '.' || p.proname || '()'
from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = :books
union all
select p.policyname || ' (' || p.schemaname || '.' || p.tablename || ')' from pg_policies p
where p.schemaname = :books
union all
select 'row level security (' || n.nspname || '.' || c.relname || ')'
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = :books and c.relrowsecurity
""")


def missing_parts(connection: Connection) -> list[str]:
    """Return the names of the tables, views and rules that there should be and are not."""
    there = set(connection.execute(_THERE, {"books": BOOKS, "views": VIEWS}).scalars())
    return [name for name in _parts() if name not in there]


def are_of_this_version(connection: Connection) -> bool:
    """Tell whether the books, of which no part is missing, are those that we would make."""
    return connection.execute(sa.text(f"select version from {BOOKS}.made")).scalar() == version()


def make_again(connection: Connection) -> None:
    """Make the parts that are missing; where one with rows is among them, all of the books."""
    missing = missing_parts(connection)
    if not all(_RULE.fullmatch(one) for one in missing):
        make_tables(connection, anew=True)
        return
    made = _parts()
    for name in missing:
        if name.startswith(f"{VIEWS}."):  # it may be there without its rule
            connection.exec_driver_sql(f"drop view if exists {name}")
        connection.exec_driver_sql(made[name])
    admit_again(connection)


def _parts() -> dict[str, str]:
    """Return the statement that makes each part, in order."""
    made: dict[str, str] = {}
    for one in statements():
        for how, name in _MADE_BY:
            if found := how.search(one):
                made[name.format(found[1])] = one
                break
    return made
