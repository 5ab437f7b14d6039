"""What a format must have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from siekit.document import Document
    from siekit.formats.source import Source


class Format(Protocol):
    """One way into the tables."""

    name: str
    """What `header.format` says."""

    def recognises(self, data: bytes) -> bool:
        """Tell from the first bytes of a file whether it is in this format."""

    def read(
        self, source: Source, *, sie_type: str | None, strict: bool, document_id: int
    ) -> Document:
        """Return the document of a file that `recognises` took for its own."""

    def read_rows(
        self, source: Source, *, sie_type: str | None, document_id: int
    ) -> Mapping[str, pa.Table]:
        """Return the tables header, fiscal_years, vouchers and transactions of such a file."""
