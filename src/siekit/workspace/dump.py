"""The catalogue as JSON lines, the same from SQLite and from PostgreSQL, and back into either.

A dump is read in one transaction, so it is of one moment. Equal catalogues have equal dumps, byte
for byte: rows are in the order of their keys, moments in UTC, keys of JSON sorted.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from siekit.workspace.refusals import Refusal
from siekit.workspace.tables import METADATA, Moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy.engine import Connection

PASSING = frozenset({"idempotency_keys", "one_time_links", "sessions", "sign_in_failures"})
"""Tables that a backup leaves out: whoever restores it signs in anew."""

DUMPED = tuple(table for table in METADATA.sorted_tables if table.name not in PASSING)
"""The tables of a dump; each comes after those that it points at."""

_AT_ONCE = 200
"""Rows in memory together; those of uploads have previews and checks in them."""


def dumped(connection: Connection, table: sa.Table) -> Iterator[bytes]:
    """Give the rows of a table, each a line of JSON, in the order of their keys."""
    there = {one["name"] for one in sa.inspect(connection).get_columns(table.name)}
    # An older backup is compared before the columns of today come.
    columns = [column for column in table.c if column.name in there]
    query = sa.select(*columns).order_by(*table.primary_key.columns)
    for row in connection.execute(query.execution_options(yield_per=_AT_ONCE)).mappings():
        yield _line({name: _plain(value) for name, value in row.items()})


def load(connection: Connection, table: sa.Table, lines: Iterable[bytes]) -> int:
    """Put dumped rows into a table that is empty; return how many."""
    number = 0
    rows: list[dict[str, Any]] = []
    for line in lines:
        rows.append(_row(table, json.loads(line)))
        if len(rows) == _AT_ONCE:
            number += _insert(connection, table, rows)
    return number + _insert(connection, table, rows)


def count_on(connection: Connection) -> None:
    """Let PostgreSQL number new rows after those that were loaded; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables_in(connection):
        if table.primary_key.columns.keys() == ["id"]:
            connection.execute(
                sa.text(
                    f"select setval(pg_get_serial_sequence('{table.name}', 'id'), "  # noqa: S608, ours
                    f"coalesce(max(id), 0) + 1, false) from {table.name}"
                )
            )


def is_empty(connection: Connection) -> bool:
    """Tell whether no table of the catalogue has a row."""
    return not any(
        connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first()
        for table in tables_in(connection)
    )


def tables_in(connection: Connection) -> list[sa.Table]:
    """Return the tables of a dump that the catalogue has; one of an older version lacks some."""
    names = set(sa.inspect(connection).get_table_names())
    return [table for table in DUMPED if table.name in names]


def _insert(connection: Connection, table: sa.Table, rows: list[dict[str, Any]]) -> int:
    number = len(rows)
    if rows:
        # None must become the absence of a value also in a JSON column, not JSON's null.
        columns = [sa.column(name, _kept(table.c[name].type)) for name in rows[0]]
        connection.execute(sa.insert(sa.table(table.name, *columns)), rows)
        rows.clear()
    return number


def _kept(kind: sa.types.TypeEngine[Any]) -> sa.types.TypeEngine[Any]:
    return sa.JSON(none_as_null=True) if isinstance(kind, sa.JSON) else kind


def _line(row: Mapping[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:  # noqa: ANN401, columns of any type
    """A value as JSON has it."""
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _row(table: sa.Table, plain: dict[str, Any]) -> dict[str, Any]:
    """A row as the database takes it. Columns that came after the dump was made are left out."""
    unknown = plain.keys() - table.c.keys()
    if unknown:
        problem = f"{table.name} has no column {', '.join(sorted(unknown))}"
        problem_sv = f"{table.name} har ingen kolumn {', '.join(sorted(unknown))}"
        raise Refusal("backup_damaged", problem=problem, problem_sv=problem_sv)
    return {name: _typed(table.c[name].type, value) for name, value in plain.items()}


def _typed(kind: sa.types.TypeEngine[Any], value: Any) -> Any:  # noqa: ANN401, columns of any type
    """A value as the column's type has it in Python."""
    if value is None:
        return None
    if isinstance(kind, (Moment, sa.DateTime)):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, sa.Date) else value
