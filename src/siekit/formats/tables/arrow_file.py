"""Arrow IPC: the file format where the output can be read back at will, else a stream."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa


class ArrowWriter:
    """Writes one table as an Arrow file, or as an Arrow stream to a pipe."""

    def __init__(self, sink: BinaryIO, schemas: Mapping[str, pa.Schema]) -> None:
        """Write the schema."""
        import pyarrow as pa

        (schema,) = schemas.values()
        make = pa.ipc.new_file if sink.seekable() else pa.ipc.new_stream
        self._file = make(sink, schema)

    def write(self, name: str, batch: pa.RecordBatch) -> None:
        """Write these rows."""
        del name
        self._file.write_batch(batch)

    def close(self) -> None:
        """Write the end of the stream, and the foot of the file."""
        self._file.close()
