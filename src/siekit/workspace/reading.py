"""What reports and queries read: the tables of one snapshot, and nothing that is not in it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from siekit.engine.shown import LEDGER as LEDGER_VIEW
from siekit.engine.shown import OF_LEDGER, beneath, database
from siekit.exceptions import SiekitError
from siekit.reports.making import make_each
from siekit.reports.model import Words
from siekit.reports.pages import for_pages
from siekit.schema import TABLES
from siekit.workspace.actors import Role
from siekit.workspace.files_of_members import LEDGER, files_of_members
from siekit.workspace.foreign_words import in_swedish
from siekit.workspace.lookup import find_snapshot, find_uploads
from siekit.workspace.parquet_store import LINES
from siekit.workspace.refusals import Refusal
from siekit.workspace.report_kinds import cannot_be_made, kind_of
from siekit.workspace.report_notes import currency_of, with_notes
from siekit.workspace.snapshot_rules import rules_of_snapshot
from siekit.workspace.tables import activations, integrations, snapshot_members, uploads

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    import duckdb
    import pyarrow as pa
    from sqlalchemy.engine import Connection

    from siekit.reports.base import Options, ReportKind
    from siekit.reports.model import Report
    from siekit.workspace.model import Snapshot, Upload
    from siekit.workspace.snapshot_rules import SnapshotRules
    from siekit.workspace.workspace import Workspace

ALWAYS = ("header", "vouchers", "fiscal_years")
"""Tables that the others are shown by: they say whose a file is, and of which years."""

YEARS_BEFORE = 2
"""How many earlier years of a company stand behind a report: comparatives and rolling months."""

READERS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotReports:
    """Reports of one snapshot, None before the first sync; `made_of` are the uploads asked for.

    `left_out` are those of which this report cannot be made, and why. `rules` are the mappings and
    eliminations that the snapshot has for a report of several companies.
    """

    snapshot: Snapshot | None
    reports: tuple[Report, ...]
    made_of: tuple[Upload, ...]
    left_out: tuple[tuple[Upload, Words], ...]
    rules: SnapshotRules | None = None


def database_of_snapshot(
    ws: Workspace,
    snapshot_id: int | None = None,
    *,
    integration_ids: Collection[int] | None = None,
    years: Collection[int] | None = None,
    tables: Collection[str] | None = None,
    memory: str | None = None,
    add: Callable[[duckdb.DuckDBPyConnection], None] | None = None,
) -> duckdb.DuckDBPyConnection:
    """Return a locked database of a snapshot, the newest unless its id is given.

    Tables and the ledger are shown as `siekit.connect` shows them; document_id is the upload's id.
    Which file speaks for a year was decided when it was activated. `years` are those in which
    fiscal years end. Only `tables` are read, and only of the members asked for; there are none
    before the first sync. Raises `erased` and `tables_missing`.
    """
    ws.actor.require(Role.VIEWER)
    snapshot, found = members(ws, snapshot_id)
    chosen = _asked(found, integration_ids, years)
    documents, files = _documents(ws, snapshot, chosen, tables)
    return database(documents, files=files, only=tables, memory=memory, add=add)


def reports_of(
    ws: Workspace,
    name: str,
    options: Options,
    *,
    snapshot_id: int | None = None,
    integration_ids: Collection[int] | None = None,
    years: Collection[int] | None = None,
    currencies: Collection[str] | None = None,
    drawn: bool = True,
) -> SnapshotReports:
    """Return a report of each member asked for, or one of all companies side by side.

    `years` are those in which fiscal years end; `currencies` are those of the files.
    Companies side by side go by the mappings and eliminations of the snapshot, unless `options`
    bring others. `drawn` adds pictures, and with `options.details` the ledgers behind each
    statement. Raises `invalid` where the report cannot be made of any of them.
    """
    ws.actor.require(Role.VIEWER)
    kind = kind_of(name)
    snapshot, found = members(ws, snapshot_id)
    chosen = _asked(found, integration_ids, years)
    asked = sorted((one for one in chosen if _is_in(one, currencies)), key=_by_company)
    if snapshot is None or not asked:
        return SnapshotReports(snapshot=snapshot, reports=(), made_of=(), left_out=())
    rules: SnapshotRules | None = None
    said: list[Words] = []
    if options.companies:
        rules = rules_of_snapshot(ws, snapshot).of(asked)
        said, options = rules.words(options), rules.options(options)
    documents, files = _documents(ws, snapshot, _with_years_before(asked, found))
    with beneath(documents, files=files) as connection:
        reports, left_out = _made(kind, connection, asked, options)
        if drawn:
            reports = for_pages(reports, connection, options)
    gone = {one.id for one, _ in left_out}
    group = (asked, chosen) if options.companies else None
    return SnapshotReports(
        snapshot=snapshot,
        reports=tuple(with_notes(one, snapshot, found, group=group, said=said) for one in reports),
        made_of=tuple(one for one in asked if one.id not in gone),
        left_out=tuple(left_out),
        rules=rules,
    )


def members(ws: Workspace, snapshot_id: int | None = None) -> tuple[Snapshot | None, list[Upload]]:
    """Return a snapshot and its uploads in order; None and nothing before the first sync."""
    with ws.catalogue.read() as connection:
        snapshot = find_snapshot(connection, ws.domain_id, snapshot_id)
        if snapshot is None:
            return None, []
        return snapshot, _members(connection, snapshot)


def _members(connection: Connection, snapshot: Snapshot) -> list[Upload]:
    member = snapshot_members.c
    ids = sa.select(member.upload_id).where(
        member.domain_id == snapshot.domain_id,
        member.from_snapshot <= snapshot.id,
        sa.or_(member.until_snapshot.is_(None), member.until_snapshot > snapshot.id),
    )
    found = find_uploads(
        connection, snapshot.domain_id, uploads.c.id.in_(ids), oldest_first=True, brief=True
    )
    if all(one.in_reports for one in found):
        return found
    then = _linked_then(connection, snapshot)
    return [replace(one, **then.get(one.id, {})) for one in found]


def _linked_then(connection: Connection, snapshot: Snapshot) -> dict[int, dict[str, Any]]:
    """Return what each upload was linked to when it last came in before a snapshot was made.

    What is in the newest one cannot be linked anew, what is in older ones only can.
    """
    query = (
        sa.select(
            activations.c.upload_id,
            activations.c.integration_id,
            integrations.c.name.label("integration"),
        )
        .select_from(activations.join(integrations))
        .where(
            integrations.c.domain_id == snapshot.domain_id,
            activations.c.action == "activated",
            activations.c.at <= snapshot.built_at,
        )
        .order_by(activations.c.id)
    )
    rows = connection.execute(query).mappings()
    return {
        row["upload_id"]: {n: row[n] for n in ("integration_id", "integration")} for row in rows
    }


def _asked(
    found: Iterable[Upload],
    integration_ids: Collection[int] | None,
    years: Collection[int] | None,
) -> list[Upload]:
    return [
        one
        for one in found
        if integration_ids is None or one.integration_id in integration_ids
        if years is None or (one.last_day is not None and one.last_day.year in years)
    ]


def _with_years_before(asked: Sequence[Upload], found: Sequence[Upload]) -> list[Upload]:
    """Return the uploads asked for, and those of the years before that stand beside them."""
    ledgers = {(one.integration_id, one.last_day): one for one in found if one.role == LEDGER}
    wanted = {one.id: one for one in asked}
    for one in asked:
        at = one
        for _ in range(YEARS_BEFORE):
            if at.first_day is None or at.first_day == date.min:
                break
            before = ledgers.get((at.integration_id, at.first_day - timedelta(days=1)))
            if before is None:
                break
            wanted[before.id] = before
            at = before
    return sorted(wanted.values(), key=lambda one: one.id)


def _documents(
    ws: Workspace,
    snapshot: Snapshot | None,
    chosen: Sequence[Upload],
    tables: Collection[str] | None = None,
) -> tuple[list[Mapping[str, pa.Table]], pa.Table]:
    """Return the tables of uploads, and the table of files that says which speaks for a year."""
    for one in chosen:
        if one.erased_at is not None:
            raise Refusal("erased", file=one.file, day=f"{one.erased_at:%Y-%m-%d}")
    documents = _read(ws, chosen, _names(tables))
    reason = f"in snapshot {snapshot.id}" if snapshot else ""
    return documents, files_of_members(chosen, documents, reason=reason)


def _names(tables: Collection[str] | None) -> list[str]:
    """Return the tables to read; without `tables` all of them, and where lines went."""
    if tables is None:
        return [*(table.name for table in TABLES), LINES]
    wanted = {*tables, *ALWAYS, *(OF_LEDGER if LEDGER_VIEW in tables else ())}
    return [table.name for table in TABLES if table.name in wanted]


def _read(
    ws: Workspace, chosen: Sequence[Upload], names: Sequence[str]
) -> list[Mapping[str, pa.Table]]:
    """Return the tables of uploads; much of the time is waiting for the disk."""
    store = ws.installation.tables
    with ThreadPoolExecutor(READERS) as pool:
        return list(pool.map(lambda one: store.read(one.id, names), chosen))


def _made(
    kind: ReportKind,
    connection: duckdb.DuckDBPyConnection,
    asked: Sequence[Upload],
    options: Options,
) -> tuple[list[Report], list[tuple[Upload, Words]]]:
    """Return the reports, and of which uploads there is none and why; refuse where all lack it."""
    try:
        made, failed = make_each(kind, connection, [one.id for one in asked], options)
    except SiekitError as error:
        raise cannot_be_made(kind, error) from None
    return made, [(one, _why(failed[one.id])) for one in asked if one.id in failed]


def _why(error: SiekitError) -> Words:
    return Words(str(error), in_swedish(error))


def _is_in(one: Upload, currencies: Collection[str] | None) -> bool:
    return currencies is None or currency_of(one) in currencies


def _by_company(one: Upload) -> tuple[str, int, str, int]:
    return (one.integration or "", one.integration_id or 0, str(one.first_day), one.id)
