"""Whether a query asks about rows only, so that balances and the chart need not be made.

Told from the words of the query: one that stands in a text or a comment counts too, which only
makes the answer come a little later. What such a query cannot see is not there at all, so that it
never meets an empty table in the place of a full one.
"""

from __future__ import annotations

import re

from siekit.schema import TABLES

OF_ROWS = frozenset({"transactions", "vouchers", "fiscal_years"})
"""Tables that can be had without the others; the header lacks one of its facts."""

_OTHERS = "|".join(sorted(table.name for table in TABLES if table.name not in OF_ROWS))
_MORE = re.compile(
    # The views of this package, those of the engine, and functions that take names as texts.
    rf"\b(?:{_OTHERS}|ledger)\b|\b_|sie|fortnox|show|describe|summarize|schema|duckdb|pragma|sqlite"
    r"|pg_|query",
    re.IGNORECASE,
)


def is_about_rows(query: str) -> bool:
    """Tell whether a query sees nothing but `files`, `vouchers`, `transactions`, `fiscal_years`."""
    return _MORE.search(query) is None
