"""What may be asked: one statement, and one that only reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.engine.told import told
from siekit.exceptions import UsageError

if TYPE_CHECKING:
    import duckdb

_EXPLAIN = re.compile(r"\s*explain\b(\s+analyze\b)?(\s*\([^)]*\))?", re.IGNORECASE)


def reading_only(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    """Return the query when it is one SELECT, EXPLAIN, DESCRIBE, SHOW or SUMMARIZE.

    Raises `UsageError` for anything else, and for what is no SQL, saying where.
    """
    import duckdb

    try:
        query.encode()
    except UnicodeEncodeError:
        message = "The query has bytes that are no text in UTF-8. Write it anew."
        swedish = "Frågan har byte som inte är text i UTF-8. Skriv den på nytt."
        raise UsageError(message, swedish=swedish) from None
    try:
        statements = connection.extract_statements(query)
    except duckdb.Error as error:
        raise told(error, query) from None
    if len(statements) != 1:
        message = f"Give one SQL statement at a time: this is {len(statements) or 'none'}."
        swedish = f"Ange en SQL-sats i taget: detta är {len(statements) or 'ingen'}."
        raise UsageError(message, swedish=swedish)
    kind = statements[0].type
    if kind == duckdb.StatementType.SELECT:
        return query
    if kind == duckdb.StatementType.EXPLAIN and (head := _EXPLAIN.match(query)):
        reading_only(connection, query[head.end() :])
        return query
    name = str(kind).rpartition(".")[2]
    message = (
        f"{name} is not allowed: the tables are read only. "
        "Use SELECT, EXPLAIN, DESCRIBE, SHOW or SUMMARIZE."
    )
    swedish = (
        f"{name} är inte tillåtet: tabellerna går bara att läsa. Använd SELECT, EXPLAIN, "
        "DESCRIBE, SHOW eller SUMMARIZE."
    )
    raise UsageError(message, swedish=swedish)
