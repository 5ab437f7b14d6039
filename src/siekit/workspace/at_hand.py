"""The tables of a few uploads in memory: who sent a file looks at its summary next."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import stat_result

    import pyarrow as pa

MOST: Final = 8
MOST_BYTES: Final = 64_000_000
"""Uploads, and bytes of their tables together, that are kept at most."""

Writing = tuple[int, int]
"""Which writing of a folder it is: tables are replaced by another folder, never changed."""


def writing_of(found: stat_result) -> Writing:
    """Return what tells one writing of a folder from the next."""
    return found.st_ino, found.st_mtime_ns


class AtHand:
    """Tables by upload, the ones used last; several threads may ask at once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._held: dict[int, tuple[Writing, Mapping[str, pa.Table]]] = {}
        self._lock = threading.Lock()

    def put(self, upload_id: int, writing: Writing, tables: Mapping[str, pa.Table]) -> None:
        """Keep tables as long as there is room for them."""
        with self._lock:
            self._held.pop(upload_id, None)
            self._held[upload_id] = (writing, dict(tables))
            while self._held and (len(self._held) > MOST or self._bytes() > MOST_BYTES):
                del self._held[next(iter(self._held))]

    def get(self, upload_id: int, writing: Writing) -> Mapping[str, pa.Table] | None:
        """Return the tables of that writing, None unless they are here."""
        with self._lock:
            held = self._held.pop(upload_id, None)
            if held is None or held[0] != writing:
                return None
            self._held[upload_id] = held
            return held[1]

    def forget(self, upload_id: int) -> None:
        """Let go of the tables of an upload."""
        with self._lock:
            self._held.pop(upload_id, None)

    def _bytes(self) -> int:
        return sum(table.nbytes for _, tables in self._held.values() for table in tables.values())
