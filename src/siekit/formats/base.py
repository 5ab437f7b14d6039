"""What a format must have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pyarrow as pa

    from siekit.document import Document
    from siekit.engine.choosing import FileFacts
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

    def read_tables(
        self, source: Source, *, names: Collection[str], sie_type: str | None, document_id: int
    ) -> Mapping[str, pa.Table]:
        """Return header, fiscal_years and vouchers of such a file, and the tables of these names.

        There may be more, but what is named in `names` is as in the document.
        """

    def read_facts(
        self, source: Source, *, sie_type: str | None, document_id: int
    ) -> FileFacts | None:
        """Return what is known of such a file without its rows; None where only they can tell."""
