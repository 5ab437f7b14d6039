"""Whether two documents say the same: what a fix must not change."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from siekit.document import Document

HOW_IT_IS_WRITTEN = frozenset(
    {
        "file",
        "sha256",
        "size",
        "sie_type_evidence",
        "orgnr_raw",
        "line_end",
        "encoding",
        "encoding_declared",
        "checksum_declared",
        "checksum_computed",
    }
)
"""Facts of the header that tell of a file's bytes and not of its content."""

PLACES = frozenset({"document_id", "line"})


def same_content(one: Document, other: Document) -> bool:
    """Whether tables and header are the same, lines and ways of writing aside.

    A file without #FLAGGA says the same as one with #FLAGGA 0: that it was not read in yet.
    """
    if _facts(one) != _facts(other):
        return False
    names = [name for name in one.tables if name != "header"]
    return all(_content(one.tables[name]).equals(_content(other.tables[name])) for name in names)


def _facts(document: Document) -> dict[str, object]:
    row = document.header.as_row()
    facts = {name: fact for name, fact in row.items() if name not in HOW_IT_IS_WRITTEN}
    return {**facts, "flag": facts["flag"] or 0}


def _content(table: pa.Table) -> pa.Table:
    """The table without places, and with words instead of numbers that stand for them."""
    import pyarrow as pa

    columns = {}
    for name in table.column_names:
        if name not in PLACES:
            column = table[name]
            # Numbers for words go by the order in which the words were met.
            is_coded = pa.types.is_dictionary(column.type)
            columns[name] = column.cast(column.type.value_type) if is_coded else column
    return pa.table(columns)
