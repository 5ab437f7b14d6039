"""`receipt`: everything that is known of one upload, to keep beside the file that it is of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from siekit.about import version
from siekit.locale.figures import plain_money
from siekit.workspace.actors import Role
from siekit.workspace.audit import now
from siekit.workspace.changing import wrong_state
from siekit.workspace.findings_kept import MOST
from siekit.workspace.head_facts import CONTENTS, NOT_TAKEN
from siekit.workspace.lookup import find_domain, find_upload
from siekit.workspace.present_checks import present_checks
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import PARSED, State
from siekit.workspace.tables import activations, snapshot_members, snapshots
from siekit.workspace.totals import Totals, totals_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from decimal import Decimal

    from sqlalchemy.engine import Connection

    from siekit.workspace.model import Upload
    from siekit.workspace.workspace import Workspace

SEVERITIES = ("error", "warning", "info")

MOST_LINES = 100
"""Lines that a receipt names; of others it tells how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActiveChange:
    """One change of whether an upload is active; `action` is activated, deactivated, superseded."""

    at: datetime
    actor: str
    action: str
    reason: str
    override_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """Snapshots one after the other that an upload is in.

    From `first` on, built `first_at`, up to the one before `until`; that is None as long as the
    newest has it.
    """

    first: int
    first_at: datetime
    until: int | None
    until_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What is known of an upload at one moment.

    `checks` are those of its summary, and `totals` the figures of it; none before it was parsed.
    `findings` are by severity: those of reading and of the rules, before it was parsed of reading
    only, None where it was never read; `findings_cut` tells that there are so many that some kinds
    may be missing from these numbers. `not_taken` are lines of the file that nothing is read of,
    the first of them by number in `not_taken_lines`.
    """

    upload: Upload
    domain: str
    made_at: datetime
    made_with: str
    totals: Totals
    checks: tuple[Mapping[str, Any], ...]
    findings: Mapping[str, int] | None
    findings_cut: bool
    not_taken: int | None
    not_taken_lines: tuple[int, ...]
    refusal: Refusal | None
    changes: tuple[ActiveChange, ...]
    spells: tuple[Spell, ...]

    def as_json(self) -> dict[str, Any]:
        """What programs are told: `siekit schema receipt` describes it."""
        upload = self.upload
        return {
            "upload": upload.as_row(),
            "domain": self.domain,
            "made_at": self.made_at.isoformat(),
            "made_with": self.made_with,
            "size": upload.size,
            "source": upload.source,
            "uploaded_by": upload.uploaded_by,
            "state_at": upload.state_at.isoformat(),
            "linked_how": upload.linked_how,
            "other_orgnr_confirmed_by": upload.other_orgnr_confirmed_by,
            "currency_confirmed_by": upload.currency_confirmed_by,
            "orgnr_raw": upload.orgnr_raw,
            "year_derived": upload.year_derived,
            "erased_at": upload.erased_at.isoformat() if upload.erased_at else None,
            "reader": upload.reader,
            "refusal": _refusal(self.refusal),
            "contents": _contents(upload.preview),
            "not_taken": {"lines": self.not_taken, "first": list(self.not_taken_lines)},
            "result": _money(self.totals.result),
            "assets": _money(self.totals.assets),
            "checks": [
                {name: check[name] for name in ("key", "light", "blocks", "title", "text", "count")}
                for check in self.checks
            ],
            "findings": None if self.findings is None else dict(self.findings),
            "findings_cut": self.findings_cut,
            "activations": [
                {
                    "at": one.at.isoformat(),
                    "actor": one.actor,
                    "action": one.action,
                    "reason": one.reason,
                    "override_reason": one.override_reason,
                }
                for one in self.changes
            ],
            "snapshots": [
                {
                    "first": one.first,
                    "first_at": one.first_at.isoformat(),
                    "until": one.until,
                    "until_at": one.until_at.isoformat() if one.until_at else None,
                }
                for one in self.spells
            ],
        }


def receipt(ws: Workspace, upload_id: int) -> Receipt:
    """Return the receipt of an upload, `wrong_state` before anybody has looked into its file.

    Its figures are those of the summary, and its checks are as they are now.
    """
    ws.actor.require(Role.VIEWER)
    with ws.catalogue.read() as connection:
        upload = find_upload(connection, ws.domain_id, upload_id)
        if upload.state is State.RECEIVED:
            raise wrong_state(upload)
        domain = find_domain(connection, ws.domain_id).name
        changes = _changes(connection, upload)
        spells = _spells(connection, upload)
    parsed = upload.state in PARSED
    found = ws.installation.tables.findings(upload.id) if parsed else None
    lines = (upload.preview or {}).get("lines") or {}
    return Receipt(
        upload=upload,
        domain=domain,
        made_at=now().replace(microsecond=0),
        made_with=version(),
        totals=totals_of(ws.installation, upload) if parsed else Totals(),
        checks=tuple(one.as_json() for one in present_checks(ws.installation, upload))
        if parsed
        else (),
        findings=_findings(upload, found),
        findings_cut=len(found or ()) >= MOST,
        not_taken=lines.get("rejected"),
        not_taken_lines=_lines_not_taken(upload, found),
        refusal=Refusal.from_json(dict(upload.refusal)) if upload.refusal else None,
        changes=changes,
        spells=spells,
    )


def _changes(connection: Connection, upload: Upload) -> tuple[ActiveChange, ...]:
    query = (
        sa.select(activations)
        .where(activations.c.upload_id == upload.id)
        .order_by(activations.c.id)
    )
    names = ActiveChange.__slots__
    rows = connection.execute(query).mappings()
    return tuple(ActiveChange(**{name: row[name] for name in names}) for row in rows)


def _spells(connection: Connection, upload: Upload) -> tuple[Spell, ...]:
    """Return since when, and until when, an upload was in the snapshots."""
    member, end = snapshot_members.c, snapshots.alias()
    query = (
        sa.select(
            member.from_snapshot.label("first"),
            snapshots.c.built_at.label("first_at"),
            member.until_snapshot.label("until"),
            end.c.built_at.label("until_at"),
        )
        .select_from(
            snapshot_members.join(snapshots, member.from_snapshot == snapshots.c.id).outerjoin(
                end, member.until_snapshot == end.c.id
            )
        )
        .where(member.domain_id == upload.domain_id, member.upload_id == upload.id)
        .order_by(member.id)
    )
    return tuple(Spell(**row) for row in connection.execute(query).mappings())


def _findings(upload: Upload, found: list[dict[str, Any]] | None) -> Mapping[str, int] | None:
    """Return how many findings there are of each severity, also where not all are kept."""
    if found is None:
        told = (upload.preview or {}).get("findings")
        return None if told is None else {word: told[word] for word in SEVERITIES}
    kept = Counter((one["severity"], one["code"]) for one in found)
    # The first of a code tells how many there are of it, also where only some are kept.
    exact = {(one["severity"], one["code"]): one["found"] for one in found if "found" in one}
    counts = dict.fromkeys(SEVERITIES, 0)
    for key, number in (kept | exact).items():
        counts[key[0]] += number
    return counts


def _lines_not_taken(upload: Upload, found: list[dict[str, Any]] | None) -> tuple[int, ...]:
    if found is None:
        kept = ((upload.preview or {}).get(CONTENTS) or {}).get("not_taken") or ()
        return tuple(kept[:MOST_LINES])
    lines = [one["line"] for one in found if one["code"] == NOT_TAKEN and one["line"]]
    return tuple(lines[:MOST_LINES])


def _refusal(refusal: Refusal | None) -> dict[str, Any] | None:
    if refusal is None:
        return None
    message = {"en": refusal.text("en"), "sv": refusal.text("sv")}
    return {"code": refusal.code, "message": message}


_OF_CONTENTS = (
    "sie_type",
    "program",
    "generated",
    "fiscal_years",
    "currency",
    "encoding",
    "counts",
    "totals",
    "series",
    "series_left_out",
    "voucher_dates",
    "covered_to",
    "lines",
)


def _contents(preview: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return what was found in the file when it was read, None where it was not, or was erased."""
    if preview is None:
        return None
    return {name: preview.get(name) for name in _OF_CONTENTS}


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else plain_money(amount)
