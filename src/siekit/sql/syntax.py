"""The tree of a query as DuckDB's own parser makes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

Node: TypeAlias = "dict[str, Any]"

_TREE = "select json_serialize_sql(?::varchar, skip_null := true)"
_TEXT = "select json_deserialize_sql(?::json)"


def tree_of(connection: duckdb.DuckDBPyConnection, query: str) -> Node | None:
    """Return the tree of one SELECT; None for what is none, or cannot be read."""
    import duckdb

    try:
        row = connection.execute(_TREE, [query]).fetchone()
    except duckdb.Error:
        return None
    made: Node = json.loads(row[0]) if row else {"error": True}
    if made.get("error", True) or len(made.get("statements", ())) != 1:
        return None
    return made


def text_of(connection: duckdb.DuckDBPyConnection, tree: Node) -> str:
    """Return a tree as the text of a query again."""
    row = connection.execute(_TEXT, [json.dumps(tree)]).fetchone()
    return str(row[0]) if row else ""


def nodes(tree: object) -> Iterator[Node]:
    """Give every node of a tree, from the top."""
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def leaves(source: Node) -> Iterator[Node]:
    """Give what stands in a FROM: the sides of joins, each by itself."""
    if source.get("type") == "JOIN":
        yield from leaves(source["left"])
        yield from leaves(source["right"])
    else:
        yield source


def conjuncts(condition: Node | None) -> Iterator[Node]:
    """Give the conditions that all must hold for a whole one to hold."""
    if condition is None:
        return
    if condition.get("type") == "CONJUNCTION_AND":
        for child in condition["children"]:
            yield from conjuncts(child)
    else:
        yield condition


def path_of(node: Node) -> list[str]:
    """Return the parts of a table's or function's name, in small letters."""
    return [str(part).lower() for part in node.get("qualified_name", {}).get("path", ())]
