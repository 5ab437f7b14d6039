"""Which tables a query can see, told from its tree; what is not certain sees everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.engine.shown import LEDGER
from siekit.schema import TABLES
from siekit.sql.compat import FUNCTIONS, script_views
from siekit.sql.syntax import leaves, nodes, path_of, tree_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import duckdb

    from siekit.sql.syntax import Node

OWN = frozenset({*(table.name for table in TABLES), LEDGER, "files"})
"""What a query may name: the tables, the ledger, and the list of files, which is always there."""

HOME: tuple[list[str], ...] = (["memory", "main"], ["main"], ["memory"], [])
"""What may stand before the name of a table of ours."""

_SIMPLE = frozenset({"BASE_TABLE", "SUBQUERY", "EMPTY", "EXPRESSION_LIST"})
_OF_NO_TABLE = frozenset({"unnest", "range", "generate_series"})
"""Functions in FROM that look at no table."""

_CONTENTS = "_sie_text"
"""What gives the text of a file, which only the whole document has."""

UNKNOWN = ""
"""What is told where it is not certain what is named: nothing has this name."""


def tables_seen(connection: duckdb.DuckDBPyConnection, tree: Node) -> frozenset[str] | None:
    """Return the names in `OWN` and the views of scripts that a query sees; None for everything.

    `connection` need not have them.
    """
    named: set[str] = set()
    for name in _named(tree):
        more = _stands_on(connection, name)
        if more is None:
            return None
        named |= more
    return frozenset(named)


def _stands_on(connection: duckdb.DuckDBPyConnection, name: str) -> set[str] | None:
    """Return a name and what it stands on; None where that is not known, or is everything."""
    if name in OWN:
        return {name}
    if name in _KEPT:
        # All rows of all files, without company and year in front.
        return {_KEPT[name]}
    query = script_views().get(name)
    tree = tree_of(connection, query) if query else None
    if query is None or tree is None or _CONTENTS in query:
        return None
    seen = {name}
    for one in _named(tree, FUNCTIONS):
        more = _stands_on(connection, one)
        if more is None:
            return None
        seen |= more
    return seen


_KEPT = {f"_{table.name}": table.name for table in TABLES} | {"_files": "files"}


def _named(tree: Node, functions: Collection[str] = ()) -> Iterator[str]:
    """Give the names of the tables in a query, which may use some functions of ours."""
    own = {str(one["key"]).lower() for one in nodes(tree) if "key" in one and "value" in one}
    for node in nodes(tree):
        for leaf in leaves(node["from_table"]) if "from_table" in node else ():
            yield from _names_of(leaf, own)
        if node.get("class") == "FUNCTION":
            name = path_of(node)[-1:]
            if name and name[0].startswith("_") and name[0] not in functions:
                yield UNKNOWN


def _names_of(leaf: Node, own: set[str]) -> Iterator[str]:
    """Give what one place in a FROM names; `own` are the queries that the query itself names."""
    kind, path = leaf.get("type"), path_of(leaf)
    if kind == "BASE_TABLE":
        if path[:-1] not in HOME:
            yield UNKNOWN
        elif path[-1] not in own or path[-1] in OWN:
            yield path[-1]
    elif kind == "TABLE_FUNCTION":
        if _OF_NO_TABLE.isdisjoint(path_of(leaf["function"])):
            yield UNKNOWN
    elif kind not in _SIMPLE:
        yield UNKNOWN
