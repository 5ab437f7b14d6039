"""Whether a query can show rows of a file, asked of the engine with the query's own conditions."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from siekit.sql.conditions import COLUMNS, FACTS, conditions_of
from siekit.sql.syntax import nodes, text_of, tree_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import duckdb

    from siekit.engine.choosing import FileFacts
    from siekit.sql.syntax import Node

_OF_A_FILE = ", ".join(f"$_{name}::varchar as {name}" for name in COLUMNS)
_FRAME = f"select true from (select {_OF_A_FILE}) as {FACTS}"  # noqa: S608 - names of ours

REMEMBERED = 10_000
"""Answers that are kept: most files have their company and year in common with others."""


def wanted_of(
    connection: duckdb.DuckDBPyConnection, tree: Node, values: Mapping[str, object]
) -> Callable[[FileFacts], bool] | None:
    """Return what tells whether a query can show rows of a file; None where it sees all files."""
    import duckdb

    sets = conditions_of(tree, values)
    frame = tree_of(connection, _FRAME)
    if sets is None or frame is None:
        return None
    try:
        telling = [_telling(connection, frame, one, values) for one in sets]
        if not all(telling):
            return None
        whole = _any_of([_all_of(one) for one in telling])
        return _Asking(connection, frame, whole, values)
    except duckdb.Error:
        return None


def _telling(
    connection: duckdb.DuckDBPyConnection,
    frame: Node,
    conditions: Iterable[Node],
    values: Mapping[str, object],
) -> list[Node]:
    """Return the conditions that a row of nulls, as outer joins make, does not fulfil."""
    nothing = dict.fromkeys(COLUMNS)
    found = []
    for one in conditions:
        query = text_of(connection, _where(frame, one))
        if not connection.execute(query, {**_used(one, values), **_facts(nothing)}).fetchall():
            found.append(one)
    return found


class _Asking:
    """Answers about files, from two threads too."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        frame: Node,
        condition: Node,
        values: Mapping[str, object],
    ) -> None:
        self._connection = connection
        self._query = text_of(connection, _where(frame, condition))
        self._values = _used(condition, values)
        self._columns = {
            one["column_names"][-1] for one in nodes(condition) if one.get("class") == "COLUMN_REF"
        }
        self._lock = Lock()
        self._remembered = lru_cache(REMEMBERED)(self._ask)

    def __call__(self, file: FileFacts) -> bool:
        return self._remembered(
            *(getattr(file, name) if name in self._columns else None for name in COLUMNS)
        )

    def _ask(self, *facts: str | None) -> bool:
        import duckdb

        given = {**self._values, **_facts(dict(zip(COLUMNS, facts, strict=True)))}
        with self._lock:
            try:
                return bool(self._connection.execute(self._query, given).fetchall())
            except duckdb.Error:
                # What is wrong with the condition, the query itself shall say.
                return True


def _facts(facts: Mapping[str, object]) -> dict[str, object]:
    return {f"_{name}": value for name, value in facts.items()}


def _used(condition: Node, values: Mapping[str, object]) -> dict[str, Any]:
    """Return the values of the parameters that a condition has."""
    named = {one["identifier"] for one in nodes(condition) if one.get("class") == "PARAMETER"}
    return {name: value for name, value in values.items() if name in named}


def _where(frame: Node, condition: Node) -> Node:
    """Return the query that gives a row where a file fulfils a condition."""
    (statement,) = frame["statements"]
    node = {**statement["node"], "where_clause": condition}
    return {**frame, "statements": [{**statement, "node": node}]}


def _all_of(conditions: Sequence[Node]) -> Node:
    return _joined("CONJUNCTION_AND", conditions)


def _any_of(conditions: Sequence[Node]) -> Node:
    return _joined("CONJUNCTION_OR", conditions)


def _joined(kind: str, conditions: Sequence[Node]) -> Node:
    if len(conditions) == 1:
        return conditions[0]
    return {"class": "CONJUNCTION", "type": kind, "children": list(conditions)}
