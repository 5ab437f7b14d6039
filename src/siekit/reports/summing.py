"""Queries that sum amounts, also where a sum is more than the engine's numbers hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

_TABLES = re.compile(r"\b(_transactions|_period_balances|_balances)\b")

BOUNDED = (
    "(select * replace (case when abs(amount) < 100000000000000000000 then amount end "
    "as amount) from {table})"
)
"""A table whose amounts of 10^20 and more are not known: 10^12 of the others can be added."""


def summed(
    connection: duckdb.DuckDBPyConnection, query: str, values: Mapping[str, object]
) -> list[dict[str, Any]]:
    """Return the rows of a query that adds amounts.

    Amounts so large that a sum does not fit make their own sums not known, and no others: the
    query is asked again without them.
    """
    import duckdb

    try:
        found = connection.execute(query, dict(values))
    except duckdb.OutOfRangeException:
        bounded = _TABLES.sub(lambda name: BOUNDED.format(table=name[0]), query)
        found = connection.execute(bounded, dict(values))
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
