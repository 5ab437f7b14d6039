"""Documents of several readings side by side: each gets a number of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from siekit.document import Document


def numbered(documents: Iterable[Document]) -> Iterator[Mapping[str, pa.Table]]:
    """Give the tables of documents with document_id 1, 2, … in the order given."""
    for number, document in enumerate(documents, 1):
        if document.document_id == number:
            yield document.tables
            continue
        scalar = pa.scalar(number, pa.int32())
        yield {
            name: table.set_column(0, table.schema.field(0), pa.repeat(scalar, table.num_rows))
            for name, table in document.tables.items()
        }
