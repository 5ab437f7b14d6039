"""What a workspace tells: uploads, integrations, checks, replacements, syncs.

All are values of one moment; they do not change and do not reach into the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from siekit.workspace.orgnr_text import hyphened
from siekit.workspace.states import State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from decimal import Decimal

    from siekit.workspace.account_changes import ChartChanges


class Badge(StrEnum):
    """What the lists show: the state together with what the reports hold now."""

    DRAFT = "draft"
    WAITS = "waits"
    """Active, in the reports from the next sync on."""

    IN_REPORTS = "in_reports"
    LEAVES = "leaves"
    """No longer active, in the reports until the next sync."""

    REPLACED = "replaced"
    REFUSED = "refused"
    GONE = "gone"


def badge_of(state: State, *, in_reports: bool) -> Badge:
    """Return what lists show of an upload in a state; `in_reports`: the newest snapshot has it."""
    if state is State.ACTIVE:
        return Badge.IN_REPORTS if in_reports else Badge.WAITS
    if in_reports:
        return Badge.LEAVES
    if state in (State.REJECTED, State.FAILED):
        return Badge.REFUSED
    if state is State.DISCARDED:
        return Badge.GONE
    return Badge.REPLACED if state is State.SUPERSEDED else Badge.DRAFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One uploaded file. `first_day` and `last_day` are those of its own fiscal year.

    `version` changes with every change to the row. `preview` is `Document.preview()`, None before
    the file was read; `checks` are those of `Check.as_json`. `in_reports` tells whether the newest
    snapshot has it.
    """

    id: int
    domain_id: int
    sha256: str
    size: int
    file: str
    source: str
    uploaded_by: str
    uploaded_at: datetime
    state: State
    state_at: datetime
    version: int
    role: str
    integration_id: int | None
    integration: str | None
    linked_how: str | None
    other_orgnr_confirmed_by: str | None
    currency_confirmed_by: str | None
    company: str | None
    orgnr: str | None
    orgnr_raw: str | None
    acquisition_no: str | None
    sie_type: str | None
    currency: str | None
    generated_date: date | None
    first_day: date | None
    last_day: date | None
    year_derived: bool
    preview: Mapping[str, Any] | None
    checks: tuple[Mapping[str, Any], ...]
    refusal: Mapping[str, Any] | None
    reader: str | None
    superseded_by: int | None
    erased_at: datetime | None
    in_reports: bool
    seen_before: bool = False
    """True in an answer to an upload of bytes that the domain had already."""

    @property
    def active(self) -> bool:
        """Whether it is to be in the reports."""
        return self.state is State.ACTIVE

    @property
    def fiscal_year(self) -> str | None:
        """The year as tables show it: `2025-01-01/2025-12-31`."""
        if self.first_day is None or self.last_day is None:
            return None
        return f"{self.first_day}/{self.last_day}"

    @property
    def badge(self) -> Badge:
        """What lists show of it."""
        return badge_of(self.state, in_reports=self.in_reports)

    def overlaps(self, other: Upload) -> bool:
        """Whether the years have a day in common; the last days belong to them."""
        if None in (self.first_day, self.last_day, other.first_day, other.last_day):
            return False
        return self.first_day <= other.last_day and other.first_day <= self.last_day  # type: ignore[operator]

    def as_row(self) -> dict[str, Any]:
        """The shape of `siekit list` (contracts section 4)."""
        return {
            "id": self.id,
            "state": self.state.value,
            "file": self.file,
            "sha256": self.sha256,
            "company": self.company,
            "orgnr": hyphened(self.orgnr),
            "fiscal_year": self.fiscal_year,
            "integration": self.integration,
            "active": self.active,
            "in_reports": self.in_reports,
            "uploaded_at": self.uploaded_at.isoformat(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Integration:
    """One source of books, usually a company. `version` changes when what is active changes."""

    id: int
    domain_id: int
    kind: str
    name: str
    orgnr: str | None
    acquisition_no: str | None
    currency: str
    version: int
    created_at: datetime


class Light(StrEnum):
    """How a check came out."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"
    """It could not be made, because the file lacks what it needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check of the summary, with the findings that it rests on.

    `key` never changes (`vouchers_balance`, …; `summary_checks.CHECKS`). `findings` are findings as
    `siekit check --format json` gives them, with both languages. `blocks` tells whether activation
    needs a written reason.
    """

    key: str
    light: Light
    blocks: bool
    title: Mapping[str, str]
    text: Mapping[str, str]
    findings: tuple[Mapping[str, Any], ...] = ()
    count: int = 0

    def as_json(self) -> dict[str, Any]:
        """What the catalogue keeps and the API gives."""
        return {
            "key": self.key,
            "light": self.light.value,
            "blocks": self.blocks,
            "title": dict(self.title),
            "text": dict(self.text),
            "count": self.count,
            "findings": [dict(one) for one in self.findings],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """One thing in which a file is older than an active one, or covers less.

    `kind` is older, ends_earlier, fewer_vouchers or other_program. `upload_id` and `file` are the
    active one's; `before` is what that has, `after` what the file has, empty for none. `text` says
    it in both languages.
    """

    kind: str
    upload_id: int
    file: str
    before: str
    after: str
    text: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """What programs are told."""
        own = ("kind", "upload_id", "file", "before", "after")
        return {**{name: getattr(self, name) for name in own}, "text": dict(self.text)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What activating an upload would do now; `token` says so when it is confirmed.

    `replaced` are the active uploads that it supersedes. `months_lost` are months (YYYYMM) that no
    active file would be about any more. `blocking` are the checks that need a written reason.
    `result` and `assets` are what the totals are and would be, in the file's currency: (before,
    after), None where nothing was or nobody can tell. `months_changed` are the reconciled months
    that would not be what they were, with the accounts that differ, None where nobody can tell;
    `chart` what became of accounts since the active file before, None where there is none or its
    tables are lost; `covers_less` in what the file is older or covers less than those it replaces.
    """

    upload: Upload
    replaced: tuple[Upload, ...]
    months_lost: tuple[int, ...]
    blocking: tuple[Mapping[str, Any], ...]
    result: tuple[Decimal | None, Decimal | None]
    assets: tuple[Decimal | None, Decimal | None]
    token: str
    months_changed: tuple[Mapping[str, Any], ...] = ()
    chart: ChartChanges | None = None
    covers_less: tuple[Shortfall, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncRun:
    """One sync: who asked, how far it is, which snapshot it made. `log` is in order."""

    id: int
    domain_id: int
    requested_by: str
    requested_at: datetime
    status: str
    started_at: datetime | None
    finished_at: datetime | None
    snapshot_id: int | None
    log: tuple[Mapping[str, Any], ...]
    refusal: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What the reports read: `uploads` are the ids of its members, in order."""

    id: int
    domain_id: int
    built_at: datetime
    uploads: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """One thing that somebody did."""

    id: int
    at: datetime
    actor: str
    action: str
    object_kind: str
    object_id: int | None
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing that somebody should look at."""

    id: int
    integration_id: int | None
    upload_id: int | None
    kind: str
    facts: Mapping[str, Any]
    at: datetime
    seen_at: datetime | None
    seen_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """A company domain: its people, integrations and uploads are its own."""

    id: int
    name: str
    created_at: datetime
    sync_at: str | None
    entries_allowed: bool
    rejected_kept_days: int
    largest_file: int
