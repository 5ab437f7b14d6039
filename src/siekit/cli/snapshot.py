"""What commands read without FILE: the newest snapshot of the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import duckdb

    from siekit.cli.sql_question import Question
    from siekit.cli.workplace import Workplace
    from siekit.document import Document
    from siekit.workspace.workspace import Workspace


def snapshot_for(files: Sequence[str], at: Workplace) -> Snapshot | None:
    """The snapshot that a command reads: None where it has files, or where no workspace is."""
    if files:
        if at.named:
            message = "Give FILE or --workspace, not both: a workspace is read as it was synced."
            raise UsageError(message)
        return None
    return Snapshot(at.open()) if at.place() else None


class Snapshot:
    """The newest snapshot in the place of `Inputs`; nothing before the first sync."""

    failed = False

    def __init__(self, workspace: Workspace) -> None:
        """Take an open workspace, which is closed with this."""
        self.workspace = workspace

    @property
    def paths(self) -> list[Path]:
        """No file that a command could write over."""
        return []

    def documents(self) -> Iterator[Document]:
        """The documents one after the other, made of the originals; numbered as the uploads."""
        from siekit.workspace.processing import document_of
        from siekit.workspace.reading import members

        with self.workspace as opened:
            for upload in members(opened)[1]:
                yield document_of(opened.installation, upload)

    def database(self, question: Question, *, memory: str | None) -> duckdb.DuckDBPyConnection:
        """What a query sees, with the views of scripts that it names."""
        from siekit.sql.compat import add_views, script_views
        from siekit.sql.plan import plan_of
        from siekit.sql.seeing import OWN
        from siekit.workspace.reading import database_of_snapshot

        plan = None if question.text is None else plan_of(question.text, question.values)
        seen = plan.seen if plan else None
        only = seen if seen is not None and seen <= OWN else None

        def add(made: duckdb.DuckDBPyConnection) -> None:
            if only is None:
                add_views(made, script_views() if seen is None else seen)

        with self.workspace as opened:
            return database_of_snapshot(opened, tables=only, memory=memory, add=add)
