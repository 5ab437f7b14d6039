"""PostgreSQL as a place that a sync publishes to: rows first, then who sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.workspace.bi.postgres_rows import erase_rows, load_rows, show, to_load
from siekit.workspace.bi.postgres_tables import make_tables

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from siekit.workspace.installation import Installation
    from siekit.workspace.publishing import Changes


class PostgresBooks:
    """The books in the catalogue's own PostgreSQL, so that publishing is one transaction.

    Rows are loaded before, each upload in a transaction; nobody sees them until then.
    """

    def __init__(self, installation: Installation) -> None:
        """Take an installation whose catalogue is in PostgreSQL."""
        self._installation = installation

    def prepare(self, changes: Changes) -> None:
        """Load the rows of what comes in, and of members that the books have lost."""
        with self._installation.catalogue.write() as connection:
            make_tables(connection)
            wanted = [*to_load(connection, changes.domain_id), *(one.id for one in changes.added)]
        for upload_id in wanted:
            tables = self._installation.tables.read(upload_id)
            with self._installation.catalogue.write() as connection:
                load_rows(connection, upload_id, tables)

    def publish(self, connection: Connection, snapshot_id: int, changes: Changes) -> None:
        """Show the snapshot to the domain's readers, in the sync's transaction."""
        gone = {one.id for one in changes.removed}
        come = {*to_load(connection, changes.domain_id), *(one.id for one in changes.added)} - gone
        show(connection, changes.domain_id, snapshot_id=snapshot_id, come=come, gone=gone)

    def erase(self, connection: Connection, upload_id: int) -> None:
        """Take out the rows of an upload that is erased."""
        if not make_tables(connection):
            erase_rows(connection, upload_id)
