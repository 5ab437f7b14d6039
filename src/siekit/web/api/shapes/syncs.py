"""Syncs and the snapshots that they publish."""

from datetime import datetime
from typing import Any, Self

from pydantic import Field

from siekit.web.api.shapes.base import ErrorAnswer, Id, Shape
from siekit.workspace.model import Snapshot, SyncRun


class SyncShape(Shape):
    """One sync: who asked for it, how far it is, which snapshot it made."""

    id: Id
    requested_by: str
    requested_at: datetime
    status: str = Field(description="queued, running, done or failed.")
    started_at: datetime | None
    finished_at: datetime | None
    snapshot_id: Id | None
    refusal: ErrorAnswer | None = Field(description="Why it failed.")

    @classmethod
    def of(cls, run: SyncRun) -> Self:
        """The shape of a sync."""
        own = {name: getattr(run, name) for name in cls.model_fields}
        return cls.model_validate(own | {"refusal": ErrorAnswer.kept(run.refusal)})


class SyncLog(Shape):
    """What a sync did, in order."""

    items: list[dict[str, Any]] = Field(description="Each with `at`, `code` and `facts`.")


class SnapshotShape(Shape):
    """What reports read: the uploads that were active when it was made."""

    id: Id
    built_at: datetime
    uploads: list[Id]

    @classmethod
    def of(cls, one: Snapshot) -> Self:
        """The shape of a snapshot."""
        return cls(id=one.id, built_at=one.built_at, uploads=list(one.uploads))
