"""PostgreSQL as a place that a sync publishes to: rows first, then who sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.workspace.bi.postgres_compared import differing, erase_orphan, is_member, lacking
from siekit.workspace.bi.postgres_parts import are_of_this_version, make_again, missing_parts
from siekit.workspace.bi.postgres_rows import (
    erase_rows,
    load_rows,
    show,
    show_newest,
    show_one,
    to_load,
)
from siekit.workspace.bi.postgres_tables import make_tables
from siekit.workspace.rebuilding import rebuild_one, show_again

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.engine import Connection

    from siekit.workspace.faults import Fault
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

    def show_anew(self, upload_id: int) -> None:
        """Load the rows of a member anew; where the books are to be made anew, the next sync does.

        Whoever is no member any more has no rows, and gets none.
        """
        with self._installation.catalogue.read() as connection:
            if missing_parts(connection) or not are_of_this_version(connection):
                return
        tables = self._installation.tables.read(upload_id)
        with self._installation.catalogue.write() as connection:
            domain_id = is_member(connection, upload_id)
            if domain_id is not None:
                load_rows(connection, upload_id, tables)
                show_one(connection, domain_id, upload_id)

    def lacking(self) -> list[Fault]:
        """Tell which tables, views and rules are missing, or are of another version."""
        with self._installation.catalogue.read() as connection:
            return lacking(connection)

    def differing(self, *, without: Collection[int], deep: bool) -> list[Fault]:
        """Tell of uploads whose rows are missing, others than their tables', or nobody's."""
        return differing(self._installation, without=without, deep=deep)

    def mend(self, fault: Fault) -> None:
        """Make parts again, load rows anew, take out those that are nobody's."""
        match fault.kind:
            case "part_missing":
                with self._installation.catalogue.write() as connection:
                    make_again(connection)
                show_again(self._installation)
            case "books_outdated":
                show_again(self._installation)
            case "rows_missing" | "rows_differ":
                self.show_anew(fault.facts["upload"])
            case "rows_orphan":
                with self._installation.catalogue.write() as connection:
                    erase_orphan(connection, fault.facts["upload"])
            case "tables_differ":
                rebuild_one(self._installation, fault.facts["upload"])
                self.show_anew(fault.facts["upload"])
            case "snapshot_not_shown":
                with self._installation.catalogue.write() as connection:
                    show_newest(connection, fault.facts["domain_id"])
