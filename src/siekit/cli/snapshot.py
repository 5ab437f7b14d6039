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
    from siekit.sql.compat import Texts
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
        """What a query sees; what scripts know too, unless it surely needs none of it."""
        from siekit.sql.compat import add_compat
        from siekit.sql.plan import plan_of
        from siekit.sql.seeing import OWN
        from siekit.workspace.reading import database_of_snapshot

        plan = None if question.text is None else plan_of(question.text, question.values)
        only = plan.seen if plan is not None and plan.seen <= OWN else None
        with self.workspace as opened:
            if only is not None:
                return database_of_snapshot(opened, tables=only, memory=memory)
            texts = self._texts()
            return database_of_snapshot(
                opened, memory=memory, add=lambda made: add_compat(made, texts)
            )

    def _texts(self) -> Texts:
        """What gives the text of an upload as a type; its original is read when it is asked for."""
        from siekit.sql.texts import texts_of
        from siekit.workspace.processing import document_of
        from siekit.workspace.reading import members

        installation = self.workspace.installation
        uploads = {one.id: one for one in members(self.workspace)[1]}

        def text(number: int, wanted: str) -> str | None:
            return texts_of([document_of(installation, uploads[number])])(1, wanted)

        return text
