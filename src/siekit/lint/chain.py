"""Several files of one company: what rules that compare them need, and no more of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.document import Document

if TYPE_CHECKING:
    import pyarrow as pa

COMPARED = frozenset({"header", "fiscal_years", "balances"})
"""The tables that files are compared by."""

COUNTED = frozenset({"vouchers"})
"""Tables of which one row is kept: whether a file has vouchers decides between two of one year."""

SOURCES_KEPT = 64 << 20
"""Bytes of all files together that are kept for columns and excerpts of what is found."""


def slimmed(document: Document, number: int, *, with_source: bool) -> Document:
    """A document under another number with what files are compared by, and no findings."""
    tables = {
        name: _renumbered(table.slice(0, _rows(name, table.num_rows)), number)
        for name, table in document.tables.items()
    }
    return Document(
        header=document.header,
        tables=tables,
        findings=(),
        finding_counts={},
        lines=document.lines,
        source=document.source if with_source else None,
    )


def _rows(name: str, number: int) -> int:
    if name in COMPARED:
        return number
    return min(number, 1) if name in COUNTED else 0


def _renumbered(table: pa.Table, number: int) -> pa.Table:
    import pyarrow as pa

    ids = pa.repeat(pa.scalar(number, pa.int32()), table.num_rows)
    return table.set_column(0, table.schema.field(0), ids)
