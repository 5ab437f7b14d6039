"""What a table format must have."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pyarrow as pa


class TableWriter(Protocol):
    """Writes rows as they come; the output is complete after `close`."""

    def write(self, name: str, batch: pa.RecordBatch) -> None:
        """Write these rows of the table of that name."""

    def close(self) -> None:
        """Write what the format wants at its end; the output itself stays open."""


@dataclass(frozen=True, slots=True)
class TableFormat:
    """A way to write tables to a file."""

    name: str
    extension: str
    writer: str
    """Module and class below `siekit.formats.tables`, imported when it is needed."""
    streams: bool = True
    """Whether it can go to the standard output."""
    holds_several: bool = False
    """Whether one file holds several tables."""

    def open(self, sink: BinaryIO, schemas: Mapping[str, pa.Schema]) -> TableWriter:
        """Begin to write the tables of these schemas; exactly one unless `holds_several`."""
        module, _, name = self.writer.partition(":")
        loaded = import_module(f"siekit.formats.tables.{module}")
        make = cast(
            "Callable[[BinaryIO, Mapping[str, pa.Schema]], TableWriter]", getattr(loaded, name)
        )
        return make(sink, schemas)
