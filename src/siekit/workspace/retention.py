"""What is not kept for ever: the bytes of files that were refused or deleted a while ago."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.actors import Actor, Role
from siekit.workspace.audit import now
from siekit.workspace.erasing import mark_erased, remove
from siekit.workspace.idempotency import clear_old
from siekit.workspace.lookup import find_domain, find_uploads
from siekit.workspace.states import State
from siekit.workspace.tables import uploads

if TYPE_CHECKING:
    from datetime import datetime

    from siekit.workspace.installation import Installation
    from siekit.workspace.model import Upload

DISCARDED_KEPT_DAYS = 30
"""How long a file that somebody deleted can still be had from the store."""

ACTOR = Actor("retention", Role.ADMIN, via="schedule")


def run_retention(
    installation: Installation, domain_id: int, *, moment: datetime | None = None
) -> int:
    """Erase what a domain has kept for long enough, and return how many uploads that were.

    Refused files go after the domain's `rejected_kept_days`, deleted ones after 30 days; nothing
    goes that a snapshot reads. Doing it twice, or after it was killed midway, does no harm.
    """
    at = moment or now()
    with installation.catalogue.read() as connection:
        days = find_domain(connection, domain_id).rejected_kept_days
        rejected = _kept_since(State.REJECTED, at - timedelta(days=days))
        discarded = _kept_since(State.DISCARDED, at - timedelta(days=DISCARDED_KEPT_DAYS))
        due = find_uploads(connection, domain_id, sa.or_(rejected, discarded), oldest_first=True)
    for upload in due:
        _erase(installation, upload, days)
    _remove_the_rest(installation, domain_id)
    with installation.catalogue.write() as connection:
        clear_old(connection, domain_id, at)
    return len(due)


def _kept_since(state: State, day: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(
        uploads.c.state == state.value,
        uploads.c.state_at < day,
        uploads.c.erased_at.is_(None),
        uploads.c.published.is_(sa.false()),
    )


def _erase(installation: Installation, upload: Upload, rejected_days: int) -> None:
    days = rejected_days if upload.state is State.REJECTED else DISCARDED_KEPT_DAYS
    reason = f"{upload.state.value.lower()} more than {days} days ago"
    with installation.catalogue.write() as connection:
        still = uploads.c.version == upload.version
        found = find_uploads(connection, upload.domain_id, uploads.c.id == upload.id, still)
        if not found:
            return
        mark_erased(connection, installation, ACTOR, found[0], reason=reason)
    remove(installation, upload)


def _remove_the_rest(installation: Installation, domain_id: int) -> None:
    """Remove what an erasure left on disk that was killed before its end."""
    with installation.catalogue.read() as connection:
        erased = find_uploads(connection, domain_id, uploads.c.erased_at.is_not(None))
    for upload in erased:
        if upload.id in installation.tables or upload.sha256 in installation.originals:
            remove(installation, upload)
