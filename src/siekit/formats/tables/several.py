"""The same tables of several documents, one behind the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.schema import arrow_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import pyarrow as pa

    from siekit.document import Document
    from siekit.formats.tables.base import TableWriter

_ROWS_AT_A_TIME = 65_536


def plain_schema(name: str) -> pa.Schema:
    """The schema of a table in a file: text is text there, not numbers that stand for it.

    An Arrow file has one dictionary for all its rows, and several documents have several.
    """
    import pyarrow as pa

    schema = arrow_schema(name)
    types = [
        field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        for field in schema
    ]
    return pa.schema(list(zip(schema.names, types, strict=True)))


def write_tables(
    documents: Iterable[Document],
    names: Sequence[str],
    open_writers: Callable[[Sequence[str]], Mapping[str, TableWriter]],
) -> int:
    """Write the tables of these names, the documents numbered from 1; return how many there were.

    The writers are opened when there is a first document: without any, nothing is written.
    """
    writers: Mapping[str, TableWriter] = {}
    documents_written = 0
    for document_id, document in enumerate(documents, 1):
        writers = writers or open_writers(names)
        for name in names:
            for batch in _batches(document[name], name, document_id):
                writers[name].write(name, batch)
        documents_written = document_id
    for writer in {id(writer): writer for writer in writers.values()}.values():
        writer.close()
    return documents_written


def _batches(table: pa.Table, name: str, document_id: int) -> Iterator[pa.RecordBatch]:
    """The rows of a table in handy portions, with that number in front."""
    import pyarrow as pa

    schema = plain_schema(name)
    number = pa.repeat(pa.scalar(document_id, pa.int32()), table.num_rows)
    numbered = table.set_column(0, schema.field(0), number)
    plain = numbered.select(schema.names).cast(schema)
    yield from plain.to_batches(max_chunksize=_ROWS_AT_A_TIME)
