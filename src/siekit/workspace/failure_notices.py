"""Notices of what failed while nobody was looking: files that came by programs, and syncs.

Who uploads on a page is told there. All else would fail in silence; so it is told to whoever opens
the portal, until somebody says that it was seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from siekit.workspace.audit import now
from siekit.workspace.tables import notices

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.engine import Connection

    from siekit.workspace.model import SyncRun, Upload
    from siekit.workspace.refusals import Refusal

UPLOAD_FAILED, SYNC_FAILED = "upload_failed", "sync_failed"
FAILURES = frozenset({UPLOAD_FAILED, SYNC_FAILED})
"""The kinds of notices that tell of failures."""

BY_HAND = "manual"
"""How an upload came whose sender looks at the page that tells what became of it."""

MOST_COMPARED = 1_000
"""Unseen notices that a new one is compared with, so that a failure is not told again and again."""

Row = dict[str, Any]


def of_upload(upload: Upload, refusal: Refusal) -> Row | None:
    """Return the notice of an upload that failed, None for one that was sent on a page."""
    if upload.source == BY_HAND:
        return None
    facts = _of_file(upload.file, refusal, source=upload.source, by=upload.uploaded_by)
    facts["sha256"] = upload.sha256
    return {
        "kind": UPLOAD_FAILED,
        "integration_id": upload.integration_id,
        "upload_id": upload.id,
        "facts": facts,
    }


def of_file(file: str, refusal: Refusal, *, source: str, by: str) -> Row | None:
    """Return the notice of a file of which nothing was kept, None for one sent on a page."""
    if source == BY_HAND:
        return None
    return {"kind": UPLOAD_FAILED, "facts": _of_file(file, refusal, source=source, by=by)}


def of_sync(run: SyncRun, refusal: Refusal) -> Row:
    """Return the notice of a sync that failed, whoever asked for it: they may have gone away."""
    facts = {
        "sync": run.id,
        "by": run.requested_by,
        "asked_at": run.requested_at.isoformat(),
        "refusal": refusal.as_json(),
    }
    return {"kind": SYNC_FAILED, "facts": facts}


def tell(connection: Connection, domain_id: int, rows: Iterable[Row | None]) -> None:
    """Write notices, but for those that say again what an unseen one says."""
    found = [one for one in rows if one is not None]
    if not found:
        return
    known = {_said(one) for one in _unseen(connection, domain_id)}
    for one in found:
        said = _said(one)
        if said not in known:
            known.add(said)
            connection.execute(notices.insert().values(domain_id=domain_id, at=now(), **one))


def _unseen(connection: Connection, domain_id: int) -> Sequence[Mapping[str, Any]]:
    query = (
        sa.select(notices.c.kind, notices.c.facts)
        .where(
            notices.c.domain_id == domain_id,
            notices.c.kind.in_(FAILURES),
            notices.c.seen_at.is_(None),
        )
        .order_by(notices.c.id.desc())
        .limit(MOST_COMPARED)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def _of_file(file: str, refusal: Refusal, *, source: str, by: str) -> dict[str, Any]:
    return {"file": file, "source": source, "by": by, "refusal": refusal.as_json()}


def _said(one: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """Return what makes two notices one: the same bytes, or the same reason of a sync."""
    facts = one["facts"]
    reason = facts["refusal"]
    what = facts.get("file", str(sorted(reason["facts"].items())))
    return one["kind"], what, facts.get("sha256", ""), reason["code"]
