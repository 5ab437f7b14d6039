"""What comes into a snapshot is made whole before: nobody reads tables that are not all there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from siekit.workspace.audit import now
from siekit.workspace.rebuilding import rebuild_one
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from siekit.workspace.installation import Installation
    from siekit.workspace.model import Upload
    from siekit.workspace.publishing import Changes


def prepare(installation: Installation, changes: Changes) -> list[dict[str, Any]]:
    """Make sure of the tables of what is added, here and in every target; return the log of it.

    Tables that are missing or damaged are made anew from the original. Raises `original_missing`
    and `tables_missing` where they cannot be.
    """
    log = []
    for upload in changes.added:
        if not _are_whole(installation, upload):
            rebuild_one(installation, upload.id)
            log.append(entry("tables_rebuilt", upload=upload.id, file=upload.file))
            if not _are_whole(installation, upload):
                raise Refusal("tables_missing", upload=upload.id)
    for target in installation.targets:
        target.prepare(changes)
    return log


def entry(code: str, **facts: Any) -> dict[str, Any]:  # noqa: ANN401, whatever JSON holds
    """Return one line of a sync's log."""
    return {"at": now().isoformat(), "code": code, "facts": facts}


def _are_whole(installation: Installation, upload: Upload) -> bool:
    """Tell whether the tables of an upload are there, readable, and made of its bytes."""
    store = installation.tables
    if upload.id not in store:
        return False
    try:
        for path in store.path(upload.id).glob("*.parquet"):
            pq.read_metadata(path)
        hashes = store.read(upload.id, ["header"])["header"]["sha256"].to_pylist()
    except (OSError, pa.ArrowException):
        return False
    return bool(hashes == [upload.sha256])
