"""Notices: what somebody should look at after a sync; each stays until it was seen."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc
import sqlalchemy as sa

from siekit.workspace.account_changes import chart_changes
from siekit.workspace.actors import Role
from siekit.workspace.audit import now
from siekit.workspace.files_of_members import LEDGER
from siekit.workspace.lookup import find_uploads
from siekit.workspace.model import Notice
from siekit.workspace.reconciling import changed_months, marks
from siekit.workspace.refusals import Refusal
from siekit.workspace.tables import integrations, notices, uploads

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.engine import Connection, RowMapping

    from siekit.workspace.model import Upload
    from siekit.workspace.parquet_store import ParquetStore
    from siekit.workspace.publishing import Changes
    from siekit.workspace.workspace import Workspace

ACCOUNTS, MONTH, LESS = "accounts_changed", "month_changed", "covers_less"


def find_notices(
    ws: Workspace, *, unseen: bool = False, before_id: int | None = None, most: int | None = None
) -> list[Notice]:
    """Return the notices of the domain, the newest first; `unseen` only those nobody has seen."""
    ws.actor.require(Role.VIEWER)
    query = sa.select(notices).where(notices.c.domain_id == ws.domain_id)
    if unseen:
        query = query.where(notices.c.seen_at.is_(None))
    if before_id is not None:
        query = query.where(notices.c.id < before_id)
    with ws.catalogue.read() as connection:
        rows = connection.execute(query.order_by(notices.c.id.desc()).limit(most)).mappings()
        return [_notice(row) for row in rows]


def see_notice(ws: Workspace, notice_id: int) -> Notice:
    """Say that a notice was seen, which whoever said so first did; `not_found` where none is."""
    ws.actor.require(Role.ANALYST)
    own = (notices.c.domain_id == ws.domain_id, notices.c.id == notice_id)
    with ws.catalogue.write() as connection:
        connection.execute(
            notices.update()
            .where(*own, notices.c.seen_at.is_(None))
            .values(seen_at=now(), seen_by=ws.actor.name)
        )
        row = connection.execute(sa.select(notices).where(*own)).mappings().first()
    if row is None:
        raise Refusal("not_found", what="notice", what_sv="notis", id=notice_id)
    return _notice(row)


def see_notices(ws: Workspace, up_to: int) -> int:
    """Say that all notices up to one were seen, and return of how many nobody had said so."""
    ws.actor.require(Role.ANALYST)
    with ws.catalogue.write() as connection:
        seen = connection.execute(
            notices.update()
            .where(
                notices.c.domain_id == ws.domain_id,
                notices.c.id <= up_to,
                notices.c.seen_at.is_(None),
            )
            .values(seen_at=now(), seen_by=ws.actor.name)
        )
    return seen.rowcount


def _notice(row: RowMapping) -> Notice:
    return Notice(**{name: row[name] for name in Notice.__slots__})


def notices_of(
    connection: Connection, store: ParquetStore, changes: Changes
) -> list[dict[str, Any]]:
    """Return the rows of the notices that a sync of these changes gives."""
    companies = {one.integration_id for one in (*changes.added, *changes.removed)}
    members = _members(connection, changes, companies)
    found: list[dict[str, Any]] = []
    for upload in changes.added:
        if upload.role == LEDGER:
            before = previous(upload, changes.removed, members[upload.integration_id])
            if before is not None:
                found += _of_file(store, before, upload)
    return found + _of_months(connection, store, changes, members)


def write_notices(
    connection: Connection, domain_id: int, found: Iterable[Mapping[str, Any]]
) -> None:
    """Keep notices, but for those that say again what an unseen one says."""
    for one in found:
        if not _is_told(connection, one):
            connection.execute(notices.insert().values(domain_id=domain_id, at=now(), **one))


def previous(upload: Upload, removed: Iterable[Upload], members: Iterable[Upload]) -> Upload | None:
    """Return the file that an upload follows: the last that it replaces, else that of before."""
    own = [one for one in removed if one.integration_id == upload.integration_id]
    replaced = [one for one in own if one.role == LEDGER and one.overlaps(upload)]
    if replaced:
        return max(replaced, key=lambda one: (one.last_day, one.id))
    earlier = [
        one
        for one in members
        if one.role == LEDGER and one.last_day and upload.first_day
        if one.last_day < upload.first_day
    ]
    return max(earlier, key=lambda one: (one.last_day, one.id), default=None)


def covers_less(store: ParquetStore, before: Upload, after: Upload) -> dict[str, Any] | None:
    """Return in what a file covers less than the one it replaces, None where it does not."""
    if not before.overlaps(after):
        return None
    was, will_be = (_covered(store, one.id) for one in (before, after))
    earlier = was["last_voucher"] and (will_be["last_voucher"] or "") < was["last_voucher"]
    if not earlier and will_be["vouchers"] >= was["vouchers"]:
        return None
    return {"before": was, "after": will_be}


def _members(
    connection: Connection, changes: Changes, companies: set[int | None]
) -> dict[int | None, list[Upload]]:
    """Return what the newest snapshot has of the companies that change."""
    found: dict[int | None, list[Upload]] = defaultdict(list)
    for chunk in _chunks(sorted(one for one in companies if one is not None)):
        for one in find_uploads(
            connection,
            changes.domain_id,
            uploads.c.published,
            uploads.c.integration_id.in_(chunk),
            oldest_first=True,
            brief=True,
        ):
            found[one.integration_id].append(one)
    return found


def _chunks(ids: Sequence[int], size: int = 500) -> Iterable[Sequence[int]]:
    return (ids[at : at + size] for at in range(0, len(ids), size))


def _told_of_file(
    store: ParquetStore, before: Upload, after: Upload
) -> dict[str, Mapping[str, Any]]:
    """Return the facts that a file gives notice of beside the one before it, by kind."""
    told: dict[str, Mapping[str, Any]] = {}
    chart = chart_changes(store, before, after)
    if chart is not None and chart.differing:
        told[ACCOUNTS] = {**chart.facts(), "file": after.file}
    try:
        less = covers_less(store, before, after)
    except Refusal:  # the older one may have been erased
        return told
    if less:
        since = {"since_upload": before.id, "since_file": before.file, "file": after.file}
        told[LESS] = {**since, **less}
    return told


def _of_file(store: ParquetStore, before: Upload, after: Upload) -> list[dict[str, Any]]:
    common = {"integration_id": after.integration_id, "upload_id": after.id}
    told = _told_of_file(store, before, after)
    return [{**common, "kind": kind, "facts": facts} for kind, facts in told.items()]


def _of_months(
    connection: Connection,
    store: ParquetStore,
    changes: Changes,
    members: Mapping[int | None, Sequence[Upload]],
) -> list[dict[str, Any]]:
    """Return an alarm for each reconciled month that will not be what it was."""
    changed = [*changes.added, *changes.removed]
    found: list[dict[str, Any]] = []
    gone = {one.id for one in changes.removed}
    for company in members.keys() | {one.integration_id for one in changes.added}:
        own = [one for one in changed if one.integration_id == company]
        marked = [
            mark
            for mark in marks(connection, integrations.c.id == company)
            if any(touches(one, mark.month) for one in own)
        ]
        after = [one for one in members[company] if one.id not in gone]
        after += [one for one in changes.added if one.integration_id == company]
        for facts in changed_months(store, marked, after):
            upload = max(facts["uploads_after"], default=None)
            found.append(
                {"integration_id": company, "upload_id": upload, "kind": MONTH, "facts": facts}
            )
    return found


def touches(upload: Upload, month: int) -> bool:
    """Tell whether a month (YYYYMM) has a day of an upload's year."""
    if upload.first_day is None or upload.last_day is None:
        return False
    first, last = (day.year * 100 + day.month for day in (upload.first_day, upload.last_day))
    return first <= month <= last


def _covered(store: ParquetStore, upload_id: int) -> dict[str, Any]:
    vouchers = store.read(upload_id, ["vouchers"])["vouchers"]
    last = pc.max(vouchers["date"]).as_py()
    return {"vouchers": vouchers.num_rows, "last_voucher": last.isoformat() if last else None}


def _is_told(connection: Connection, one: Mapping[str, Any]) -> bool:
    """Tell whether an unseen notice says the same already."""
    if one["kind"] != MONTH:
        return False
    open_ones = connection.execute(
        sa.select(notices.c.facts).where(
            notices.c.integration_id == one["integration_id"],
            notices.c.kind == MONTH,
            notices.c.seen_at.is_(None),
        )
    ).scalars()
    same = ("month", "accounts")
    return any(all(kept[name] == one["facts"][name] for name in same) for kept in open_ones)
