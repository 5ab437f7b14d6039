"""Tables whose rows have a key: which rows stand in one document only, or otherwise.

DuckDB groups by the values themselves, so that equal means equal. Rows are counted: the same
record twice is not the same as once. Only rows that differ leave the engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.engine import connect

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa


PLACES = ("document_id", "line")
"""Where a row stands, which is no part of what it says."""


@dataclass(frozen=True)
class Shape:
    """Names and expressions of what makes a row: its key, and what is compared."""

    keys: Mapping[str, str]
    values: Mapping[str, str]
    where: str = "true"

    @property
    def columns(self) -> list[str]:
        """The names of all of them."""
        return [*self.keys, *self.values]


def text(column: str) -> str:
    """An expression for text that is the same absent and empty."""
    return f"coalesce({column}, '')"


def same(*columns: str) -> dict[str, str]:
    """Columns that are compared as they are."""
    return {column: column for column in columns}


OBJECTS = "list_sort(coalesce(objects, []))"
"""An expression for the objects of a row: which they are, in whatever order they stand."""

QUANTITY = "nullif(quantity, 0)"
"""An expression for a quantity: programs write 0 where there is none."""


def differing(a: pa.Table, b: pa.Table, shape: Shape) -> pa.Table:
    """The rows that differ: key, each value with _a and _b, `line_a`, `line_b`, `change`.

    Rows of one key are taken in file order where there are several. No rows come back, with any
    columns, when the tables are equal column by column.
    """
    names = [name for name in a.column_names if name not in PLACES]
    if a.select(names).equals(b.select(names)):
        return a.slice(0, 0)
    with connect({"a": a, "b": b}) as connection:
        return connection.sql(_query(shape)).to_arrow_table()


def _query(shape: Shape) -> str:
    columns = ", ".join(shape.columns)
    named = ", ".join(
        f"{expression} as {name}" for name, expression in {**shape.keys, **shape.values}.items()
    )
    keys = ", ".join(shape.keys)
    on_row = _and("d", "e", shape.columns)
    on_key = _and("x", "y", [*shape.keys, "turn"])
    chosen_keys = ", ".join(
        f"case when x.there then x.{name} else y.{name} end as {name}" for name in shape.keys
    )
    chosen = "".join(f", x.{name} as {name}_a, y.{name} as {name}_b" for name in shape.values)
    return f"""
        with every as (
            select 0 as side, line, {named} from a where {shape.where}
            union all
            select 1, line, {named} from b where {shape.where}
        ),
        counted as (
            select {columns}, count(*) filter (side = 0) as in_a, count(*) filter (side = 1) as in_b
            from every group by all having in_a <> in_b
        ),
        ranked as (
            select e.*, d.in_a, d.in_b, row_number() over (
                partition by {", ".join(f"e.{name}" for name in ["side", *shape.columns])}
                order by e.line
            ) as place
            from every e join counted d on {on_row}
        ),
        alone as (
            select *, true as there,
                row_number() over (partition by side, {keys} order by line) as turn
            from ranked where place > least(in_a, in_b)
        )
        select {chosen_keys}{chosen}, x.line as line_a, y.line as line_b,
            case when x.there and y.there then 'changed' when x.there then 'removed'
                else 'added' end as change
        from (select * from alone where side = 0) x
        full join (select * from alone where side = 1) y on {on_key}
        order by {keys}, line_a, line_b
    """  # noqa: S608, names and expressions are siekit's own


def _and(one: str, other: str, columns: list[str]) -> str:
    """A condition that columns are equal, null to null."""
    return " and ".join(f"{one}.{name} is not distinct from {other}.{name}" for name in columns)
