"""What the engine says of a query, in plain words: what is missing, and the nearest names."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from siekit.engine.names import column_names, function_names, table_names
from siekit.engine.told_in_swedish import (
    NO_FILES_SV,
    fault_in_swedish,
    memory_in_swedish,
    missing_in_swedish,
)
from siekit.exceptions import UsageError
from siekit.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import duckdb

_KIND = re.compile(r"^[A-Z][A-Za-z -]*? Error:\s*")
_OUR_OWN = re.compile(r"Python exception occurred while executing the UDF: \w+: (.*)", re.DOTALL)
_TABLE = re.compile(r"Table (?:Function )?with name (\S+) does not exist")
_FUNCTION = re.compile(r"(?:Scalar |Table |Aggregate )*Function with name (\S+) does not exist")
_COLUMN = re.compile(
    r'(?:Referenced column "([^"]+)" not found|does not have a column named "([^"]+)")'
)
_SYNTAX = re.compile(r"(syntax error at or near .*?|unterminated .*?)\s*\n\s*LINE (\d+):")
_CANDIDATES = re.compile(r"\n\s*Candidate functions:.*", re.DOTALL)
_GUESS = re.compile(r'Did you mean "([^"]+)"')

NO_FILES = (
    "A query reads the tables of the files given and nothing else: no other file, no network."
)
NO_MEMORY = "The query needs more memory than it may use. Ask for less, or raise the limit."
NAMES_TOLD = 5


def told(
    error: Exception, query: str, connection: duckdb.DuckDBPyConnection | None = None
) -> UsageError:
    """Return what an error of the engine says, as one paragraph without its jargon.

    In Swedish its own words follow; there is none for what is of no common kind.
    """
    import duckdb

    text = str(error)
    if isinstance(error, duckdb.PermissionException):
        return UsageError(NO_FILES, swedish=NO_FILES_SV)
    if isinstance(error, duckdb.OutOfMemoryException):
        return UsageError(NO_MEMORY, swedish=memory_in_swedish(text))
    missing = _missing_name(text, connection)
    if missing is None:
        own = _OUR_OWN.search(text)
        return UsageError(_fault(text), swedish=None if own else fault_in_swedish(text, query))
    kind, name, near = missing
    names = ", ".join(near)
    return UsageError(
        f"There is no {kind} {name}.{f' Near it: {names}.' if names else ''}",
        swedish=missing_in_swedish(kind, name, near, query=query, text=text),
    )


def _missing_name(
    text: str, connection: duckdb.DuckDBPyConnection | None
) -> tuple[str, str, list[str]] | None:
    """Return the kind and name of what is not there, where that is the matter, and near names."""
    if found := _TABLE.search(text):
        known = _known(connection, _whole, function_names)
        return "table", *_near(found[1], known)
    if found := _COLUMN.search(text):
        return "column", *_near(found[1] or found[2], _known(connection, column_names))
    if found := _FUNCTION.search(text):
        return "function", found[1].strip('"'), _GUESS.findall(text)
    return None


def _fault(text: str) -> str:
    """Say what else is wrong with the query."""
    if own := _OUR_OWN.search(text):
        return _sentence(own[1])
    if found := _SYNTAX.search(text):
        return _sentence(f"{found[1]} in line {found[2]} of the query")
    return _sentence(_KIND.sub("", _CANDIDATES.sub("", text)).partition("\n\n")[0])


def _near(name: str, known: Iterable[str]) -> tuple[str, list[str]]:
    """Return a name as people write it, and what is called nearly so."""
    name = name.strip('"')
    by_lower = {one.lower(): one for one in known}
    last = name.lower().rpartition(".")[2]
    near = get_close_matches(last, by_lower, NAMES_TOLD, 0.5)
    return name, [by_lower[one] for one in near]


def _known(
    connection: duckdb.DuckDBPyConnection | None,
    *lists: Callable[[duckdb.DuckDBPyConnection], list[str]],
) -> list[str]:
    """Return the names that people may use, none where they cannot be had now."""
    import duckdb

    if connection is None:
        return []
    try:
        return [name for names in lists for name in names(connection)]
    except duckdb.Error:
        return []


def _whole(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the names of tables, and those that a database of rows only was made without.

    Had the query been spelt right, they would be there.
    """
    names = table_names(connection)
    if "files" not in names or "ledger" in names:
        return names
    return list(dict.fromkeys([*names, *(table.name for table in TABLES), "ledger"]))


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    text = f"{text[:1].upper()}{text[1:]}"
    return text if text.endswith((".", "!", "?")) else f"{text}."
