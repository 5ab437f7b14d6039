"""Queries in SQL and their answers."""

from typing import Any

from pydantic import Field

from siekit.web.api.shapes.base import TEXT, Id, Shape

MOST_ROWS = 100_000


class Query(Shape):
    """One query that only reads: SELECT, EXPLAIN, DESCRIBE, SHOW or SUMMARIZE."""

    query: str = Field(
        min_length=1,
        max_length=100_000,
        pattern=TEXT,
        examples=["select company, sum(amount) as total from ledger group by company"],
    )
    parameters: dict[str, str | int | bool | None] = Field(
        default_factory=dict, description="Values for `$name` in the query.", max_length=100
    )
    snapshot: Id | None = Field(default=None, description="A snapshot of before; else the newest.")
    limit: int = Field(default=1000, ge=1, le=MOST_ROWS, description="Most rows of the answer.")


class Rows(Shape):
    """The answer to a query."""

    snapshot_id: Id | None = Field(description="Null before the first sync: no rows then.")
    columns: list[str]
    rows: list[dict[str, Any]] = Field(
        description="An object for each row. Exact numbers with decimals and money are text, days "
        "are `2025-01-31`."
    )
    truncated: bool = Field(description="There were more rows than `limit`.")
