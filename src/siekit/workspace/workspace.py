"""`Workspace`: the verbs of one company domain, each a module of its own.

A verb asks for the role it needs, does its work in one transaction of the catalogue, and writes
the audit row in it. What another domain has cannot be named here, so it cannot be seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.workspace.activating import activate, deactivate, rollback
from siekit.workspace.actors import Role, local_actor
from siekit.workspace.audit import events
from siekit.workspace.discarding import discard
from siekit.workspace.erasing import erase
from siekit.workspace.installation import Installation
from siekit.workspace.lookup import (
    find_domain,
    find_integration,
    find_integrations,
    find_snapshot,
    find_snapshots,
    find_sync,
    find_syncs,
    find_upload,
    find_uploads,
)
from siekit.workspace.refusals import Refusal
from siekit.workspace.replacing import what_if
from siekit.workspace.summary import summary
from siekit.workspace.syncing import request_sync, sync
from siekit.workspace.tables import snapshots, sync_runs, uploads

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from sqlalchemy.sql.elements import ColumnElement

    from siekit.workspace.actors import Actor
    from siekit.workspace.catalogue import Catalogue
    from siekit.workspace.model import (
        AuditEvent,
        Domain,
        Integration,
        Replacement,
        Snapshot,
        SyncRun,
        Upload,
    )
    from siekit.workspace.states import State
    from siekit.workspace.summary import Summary


class Workspace:
    """One domain of an installation as one actor sees it; `Workspace.open` makes it."""

    def __init__(self, installation: Installation, domain_id: int, actor: Actor) -> None:
        """Take an open installation; use `open` unless you have one."""
        self.installation = installation
        self.domain_id = domain_id
        self.actor = actor

    @classmethod
    def open(
        cls,
        place: str | Path,
        *,
        domain: str | None = None,
        actor: Actor | None = None,
        folder: str | Path | None = None,
        create: bool = True,
    ) -> Workspace:
        """Open the workspace in a folder, or in PostgreSQL by its address.

        `domain` names one where there are several. `folder` is where the files of a database's
        address are. Raises `Refusal` when it cannot be opened, saying what to do.
        """
        installation = Installation.open(place, folder=folder, create=create)
        who = actor or local_actor()
        if domain is None:
            return installation.only_workspace(who)
        return installation.workspace(installation.domain(domain).id, who)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue's database."""
        return self.installation.catalogue

    def domain(self) -> Domain:
        """The domain itself: its name and settings."""
        with self.catalogue.read() as connection:
            return find_domain(connection, self.domain_id)

    def uploads(
        self,
        *,
        states: tuple[State, ...] = (),
        integration_id: int | None = None,
        before_id: int | None = None,
        most: int | None = None,
    ) -> list[Upload]:
        """The uploads, the newest first; `before_id` and `most` are for pages."""
        self.actor.require(Role.VIEWER)
        where: list[ColumnElement[bool]] = []
        if states:
            where.append(uploads.c.state.in_([one.value for one in states]))
        if integration_id is not None:
            where.append(uploads.c.integration_id == integration_id)
        if before_id is not None:
            where.append(uploads.c.id < before_id)
        with self.catalogue.read() as connection:
            return find_uploads(connection, self.domain_id, *where, most=most)

    def upload(self, upload_id: int) -> Upload:
        """One upload; `not_found` when this domain has none of that id."""
        with self.catalogue.read() as connection:
            return find_upload(connection, self.domain_id, upload_id)

    def integrations(self) -> list[Integration]:
        """The integrations by name."""
        with self.catalogue.read() as connection:
            return find_integrations(connection, self.domain_id)

    def integration(self, integration_id: int) -> Integration:
        """One integration; `not_found` when this domain has none of that id."""
        with self.catalogue.read() as connection:
            return find_integration(connection, self.domain_id, integration_id)

    def snapshot(self, snapshot_id: int | None = None) -> Snapshot | None:
        """The newest snapshot, None before the first sync; or the one of an id."""
        with self.catalogue.read() as connection:
            return find_snapshot(connection, self.domain_id, snapshot_id)

    def snapshots(self, *, before_id: int | None = None, most: int | None = None) -> list[Snapshot]:
        """The snapshots, the newest first; `before_id` and `most` are for pages."""
        where = [] if before_id is None else [snapshots.c.id < before_id]
        with self.catalogue.read() as connection:
            return find_snapshots(connection, self.domain_id, *where, most=most)

    def syncs(self, *, before_id: int | None = None, most: int | None = None) -> list[SyncRun]:
        """The syncs, the newest first; `before_id` and `most` are for pages."""
        where = [] if before_id is None else [sync_runs.c.id < before_id]
        with self.catalogue.read() as connection:
            return find_syncs(connection, self.domain_id, *where, most=most)

    def sync_run(self, sync_id: int) -> SyncRun:
        """One sync; `not_found` when this domain has none of that id."""
        with self.catalogue.read() as connection:
            return find_sync(connection, self.domain_id, sync_id)

    def log(
        self,
        *,
        before_id: int | None = None,
        about: tuple[str, int] | None = None,
        most: int = 100,
    ) -> list[AuditEvent]:
        """What was done and by whom, the newest first; `about` is a kind of object and its id."""
        self.actor.require(Role.ADMIN)
        with self.catalogue.read() as connection:
            return events(connection, self.domain_id, before_id=before_id, about=about, most=most)

    def what_if(self, upload_id: int) -> Replacement:
        """What activating an upload would do now: what it replaces, and the change in totals.

        Raises `wrong_state` unless it is READY or SUPERSEDED, and `entries_not_allowed`.
        """
        return what_if(self, upload_id)

    def activate(
        self, upload_id: int, *, token: str | None = None, override_reason: str | None = None
    ) -> Replacement:
        """Put an upload into the reports from the next sync on, and return what it replaced.

        Active uploads of the integration whose years overlap its own become SUPERSEDED in the
        same transaction. `token` is that of the `Replacement` that somebody saw and confirmed.
        Raises `stale` when that has changed since, `blocked` where checks need an
        `override_reason`, `overlap` when somebody else was quicker.
        """
        return activate(self, upload_id, token=token, override_reason=override_reason)

    def deactivate(self, upload_id: int) -> Upload:
        """Take an active upload out of the reports, from the next sync on."""
        return deactivate(self, upload_id)

    def rollback(
        self, upload_id: int, *, token: str | None = None, override_reason: str | None = None
    ) -> Replacement:
        """Activate a superseded upload again, by the rules of `activate`."""
        return rollback(self, upload_id, token=token, override_reason=override_reason)

    def discard(self, upload_id: int) -> Upload:
        """Cancel or delete an upload that is neither active nor in the newest snapshot.

        Its row and log stay; retention erases the bytes. `in_use` while it is in the reports.
        """
        return discard(self, upload_id)

    def request_sync(self) -> SyncRun:
        """Ask for a sync that a worker will do; `already_syncing` while one is open."""
        return request_sync(self)

    def sync(self) -> SyncRun:
        """Make the reports show what is active, now; one that is open already is done with.

        Look at the `status` of what is returned: a sync that failed left the reports as they were,
        and its `refusal` says why.
        """
        return sync(self)

    def summary(self, upload_id: int, *, previous: bool = True) -> Summary:
        """Both statements of an upload with the year before, its checks and pictures.

        The upload need not be active. Raises `wrong_state` where it has no tables.
        """
        return summary(self, upload_id, previous=previous)

    def erase(self, upload_id: int, *, reason: str) -> Upload:
        """Erase the bytes of an upload and all that was made of them, for good.

        Its row and log stay and tell why. Snapshots that had it cannot be shown any more. Raises
        `in_use` while it is active or in the newest snapshot.
        """
        return erase(self, upload_id, reason=reason)

    def original(self, upload_id: int) -> bytes:
        """The bytes of an upload exactly as they came; `erased` when they are gone for good."""
        upload = self.upload(upload_id)
        if upload.erased_at is not None:
            raise Refusal("erased", file=upload.file, day=f"{upload.erased_at:%Y-%m-%d}")
        return self.installation.originals.read(upload.sha256)

    def findings(self, upload_id: int) -> list[dict[str, Any]]:
        """What is odd about the file of an upload, as `siekit check --format json` tells it."""
        return self.installation.tables.findings(self.upload(upload_id).id)

    def close(self) -> None:
        """Close the installation."""
        self.installation.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
