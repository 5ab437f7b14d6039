"""Documents of several readings side by side: each gets a number of its own."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from siekit.document import Document


def numbered(documents: Iterable[Document]) -> Iterator[Mapping[str, pa.Table]]:
    """Give the tables of documents with document_id 1, 2, … in the order given.

    The table `lines` is added to them: where the lines of the file went.
    """
    for number, document in enumerate(documents, 1):
        lines = pa.Table.from_pylist([{"document_id": number, **asdict(document.lines)}])
        yield {**renumbered(document.tables, number), "lines": lines}


def renumbered(tables: Mapping[str, pa.Table], number: int) -> Mapping[str, pa.Table]:
    """Return the tables of a document with a number of its own in every row."""
    if tables["header"]["document_id"][0].as_py() == number:
        return tables
    scalar = pa.scalar(number, pa.int32())
    return {
        name: table.set_column(0, table.schema.field(0), pa.repeat(scalar, table.num_rows))
        for name, table in tables.items()
    }
