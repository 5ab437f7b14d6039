"""Whether a file that was written says what the document does, seen from outside the writer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import siekit
from siekit.schema import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

    from siekit.document import Document

OF_THE_FILE = (
    "file",
    "sha256",
    "size",
    "encoding",
    "encoding_declared",
    "line_end",
    "checksum_declared",
    "checksum_computed",
    "sie_type_evidence",
)
"""What the header says about the bytes, not about the books."""

DERIVED = {
    "accounts": ("type", "declared", "name"),
    "dimensions": ("declared", "name"),
    "objects": ("declared", "name"),
    "balances": ("counts",),
    "period_balances": ("counts", "year_no"),
    "vouchers": ("year_no", "occurrence", "voucher_key"),
    "transactions": ("twin_row",),
}
"""Columns that the reader makes of others, which tables built by hand do not have."""

DERIVED_HEADER = ("orgnr", "chart_type", "psaldo_style")


def again(document: Document, data: bytes) -> Document:
    """The document of bytes, of the type that it was."""
    return siekit.read(data, sie_type=document.header.sie_type)


def header_differences(wanted: Document, found: Document, *leaving: str) -> dict[str, Any]:
    """The values of two headers that differ, by name."""
    rows = [one["header"].to_pylist()[0] for one in (wanted, found)]
    rows[0]["flag"] = rows[0]["flag"] or 0
    return {
        name: (rows[0][name], rows[1][name])
        for name in rows[0]
        if name not in (*OF_THE_FILE, *leaving, "document_id") and rows[0][name] != rows[1][name]
    }


def differing_tables(wanted: Document, found: Document) -> list[str]:
    """The names of the tables that differ in more than line numbers."""
    return [
        table.name
        for table in TABLES
        if table.name != "header" and _rows(wanted[table.name]) != _rows(found[table.name])
    ]


def differing_said(wanted: Document, found: Document) -> list[str]:
    """The names of the tables that differ in what a file says outright."""
    return [
        table.name
        for table in TABLES
        if table.name not in ("header", "other_records")
        and _rows(_said(wanted[table.name]), *DERIVED.get(table.name, ()))
        != _rows(_said(found[table.name]), *DERIVED.get(table.name, ()))
    ]


def _said(table: pa.Table) -> pa.Table:
    """The rows that are not only implied by others."""
    if "declared" not in table.column_names:
        return table
    return table.filter(table["declared"])


def _rows(table: pa.Table, *leaving: str) -> list[dict[str, Any]]:
    names = [name for name in table.column_names if name not in ("line", "document_id", *leaving)]
    rows: list[dict[str, Any]] = table.select(names).to_pylist()
    return rows
