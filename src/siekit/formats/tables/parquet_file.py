"""Parquet, compressed with zstd, in row groups of a good size."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

_ROW_GROUP = 131_072


class ParquetWriter:
    """Writes one table as Parquet."""

    def __init__(self, sink: BinaryIO, schemas: Mapping[str, pa.Schema]) -> None:
        """Write the head of the file."""
        import pyarrow.parquet as pq

        (self._schema,) = schemas.values()
        self._file = pq.ParquetWriter(sink, self._schema, compression="zstd")
        self._waiting: list[pa.RecordBatch] = []
        self._rows = 0

    def write(self, name: str, batch: pa.RecordBatch) -> None:
        """Keep these rows until there are enough for a row group."""
        del name
        self._waiting.append(batch)
        self._rows += batch.num_rows
        if self._rows >= _ROW_GROUP:
            self._flush()

    def close(self) -> None:
        """Write the rows that wait, and the foot of the file."""
        self._flush()
        self._file.close()

    def _flush(self) -> None:
        """Write the rows that wait as one row group."""
        import pyarrow as pa

        if self._rows:
            self._file.write_table(pa.Table.from_batches(self._waiting, self._schema))
        self._waiting, self._rows = [], 0
