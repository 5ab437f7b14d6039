"""Amounts that could not be read: they are in no sum of a query, so whoever asks is told."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

LINES_NAMED = 5

WHAT = {
    "transactions": "rows",
    "balances": "balances",
    "period_balances": "period balances and budgets",
}
"""The tables that have amounts, and what their rows are called."""

_HERE = """
    select table_name from duckdb_tables() where starts_with(table_name, '_')
    union all
    select view_name from duckdb_views() where starts_with(view_name, '_')
"""


_ABOUT_AMOUNTS = re.compile(r"transactions|ledger|balances|query|_", re.IGNORECASE)
"""Words of queries that may see amounts."""


def warn_of_amounts(connection: duckdb.DuckDBPyConnection, query: str | None = None) -> None:
    """Warn whoever called the caller of what `not_in_sums` tells, if the query may see it."""
    if query is None or _ABOUT_AMOUNTS.search(query):
        for text in not_in_sums(connection):
            warnings.warn(text, stacklevel=3)


def not_in_sums(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Give a sentence for each file and table with counted amounts that cannot be read."""
    here = {name for (name,) in connection.execute(_HERE).fetchall()}
    for table, what in WHAT.items():
        if f"_{table}" not in here:
            continue
        # The name is one of the three above.
        found = connection.execute(
            f"""
            select f.file, count(*) as number, (list(t.line order by t.line))[1:$named] as lines
            from _{table} t join _files f using (document_id)
            where t.counts and t.amount is null and f.chosen
            group by all order by f.file
            """,  # noqa: S608 - as said
            {"named": LINES_NAMED},
        )
        for file, number, lines in found.fetchall():
            more = " …" if number > len(lines) else ""
            yield (
                f"{file}: amounts of {what} that cannot be read, and so are in no sum: {number} "
                f"(lines {', '.join(map(str, lines))}{more})."
            )
