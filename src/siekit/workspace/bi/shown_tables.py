"""The tables that people query, of one snapshot, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.schema import TABLES
from siekit.workspace.reading import database_of_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from siekit.workspace.workspace import Workspace

SHOWN = ("files", *(table.name for table in TABLES), "ledger")
"""What a program for reports finds, in the order in which it is described."""


def shown_tables(
    workspace: Workspace, snapshot_id: int | None = None
) -> Iterator[tuple[str, pa.RecordBatchReader]]:
    """Give the name and the rows of each table of a snapshot, the newest if none is named.

    Rows come in batches, so that the largest table need not fit into memory twice. Before the
    first sync there are no rows. Kinds are plain text, which every program reads.
    """
    with database_of_snapshot(workspace, snapshot_id) as connection:
        for name in SHOWN:
            rows = connection.sql(f"from {name}")
            yield name, rows.to_arrow_reader()
