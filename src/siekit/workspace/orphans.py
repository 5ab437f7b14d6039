"""Bytes that belong to no upload, removed without harm to one that comes at the same moment.

Bytes are kept before their row is written. So whoever writes a row sees, under a lock of the
catalogue, whether the bytes are still there; whoever removes bytes sees, under the same lock,
whether a row came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.refusals import Refusal
from siekit.workspace.tables import uploads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Connection

    from siekit.workspace.installation import Installation

_LOCK = 0x51F
"""The PostgreSQL lock between those who add rows of originals and those who remove bytes."""


def see_originals(
    connection: Connection, installation: Installation, wanted: Iterable[str]
) -> None:
    """See that bytes are there, and let nobody remove them until this transaction ends.

    To be called in the transaction that writes their rows. Raises `store_unavailable` where
    somebody cleared them away in the moment between, for want of an upload.
    """
    if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
        connection.execute(sa.text(f"select pg_advisory_xact_lock_shared({_LOCK})"))
    if any(sha256 not in installation.originals for sha256 in wanted):
        raise Refusal(
            "store_unavailable",
            reason="the bytes were cleared away meanwhile",
            reason_sv="innehållet rensades bort under tiden",
        )


def erase_if_nobodys(installation: Installation, sha256: str) -> bool:
    """Remove bytes unless an upload has them; tell whether they are gone."""
    query = sa.select(uploads.c.id).where(uploads.c.sha256 == sha256, uploads.c.erased_at.is_(None))
    with installation.catalogue.write() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text(f"select pg_advisory_xact_lock({_LOCK})"))
        if connection.execute(query).first() is not None:
            return False
        installation.originals.erase(sha256)
    return True
