"""PostgreSQL as a place that a sync publishes to: rows first, then who sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.workspace.bi.postgres_rows import erase_rows, load_rows, loaded, show_members
from siekit.workspace.bi.postgres_tables import make_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection

    from siekit.workspace.installation import Installation


class PostgresBooks:
    """The books in the catalogue's own PostgreSQL, so that publishing is one transaction."""

    name = "postgresql"

    def prepare(self, installation: Installation, members: Sequence[int]) -> None:
        """Load the rows of members that are not there yet, each upload in a transaction.

        Nobody sees them before `publish`. Members are those that the snapshot will have.
        """
        with installation.catalogue.write() as connection:
            make_tables(connection)
            there = loaded(connection, members)
        for upload_id in members:
            if upload_id not in there:
                tables = installation.tables.read(upload_id)
                with installation.catalogue.write() as connection:
                    load_rows(connection, upload_id, tables)

    def publish(self, connection: Connection, domain_id: int, snapshot_id: int) -> None:
        """Show the snapshot's members to the domain's readers, in the sync's transaction."""
        show_members(connection, domain_id, snapshot_id)

    def erase(self, connection: Connection, upload_id: int) -> None:
        """Take out the rows of an upload that is erased."""
        if not make_tables(connection):
            erase_rows(connection, upload_id)
