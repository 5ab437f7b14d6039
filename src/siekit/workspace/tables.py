"""The tables of the catalogue, for SQLite and PostgreSQL alike.

The migrations make them; a test compares what they make with what stands here. Money is in none
of them but as text in JSON: the books themselves are in originals and in the tables of uploads.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
METADATA = sa.MetaData(naming_convention=NAMES)


class Moment(sa.types.TypeDecorator[datetime]):
    """A point in time, always with its zone: UTC in the catalogue, where SQLite keeps none."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn what Python gives into UTC."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Say that what the catalogue holds is UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _to(table: str, **options: Any) -> sa.Column[int]:  # noqa: ANN401, SQLAlchemy's
    name = options.pop("name", f"{table.removesuffix('s')}_id")
    index = options.pop("index", False)
    return sa.Column(name, sa.ForeignKey(f"{table}.id"), index=index, **options)


def _now(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, Moment, nullable=nullable)


def _table(name: str, *parts: sa.schema.SchemaItem) -> sa.Table:
    # Without autoincrement SQLite gives the number of a row that is gone to the next one.
    numbered = any(getattr(part, "name", None) == "id" for part in parts)
    return sa.Table(name, METADATA, *parts, sqlite_autoincrement=numbered)


OPEN_JOB = sa.text("state in ('queued', 'running')")
OPEN_SYNC: sa.ColumnElement[bool] = sa.literal_column("status in ('queued', 'running')")
LIVE = sa.text("state not in ('DISCARDED', 'REJECTED')")
PENDING: sa.ColumnElement[bool] = sa.literal_column("(state = 'ACTIVE') <> published")
"""What the next sync changes. Its index holds only that, so finding it costs what changed."""

domains = _table(
    "domains",
    _id(),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    _now("created_at"),
    sa.Column("sync_at", sa.Text),  # HH:MM in Stockholm; null: by hand only
    sa.Column("entries_allowed", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("rejected_kept_days", sa.Integer, nullable=False, server_default="30"),
    sa.Column("largest_file", sa.BigInteger, nullable=False, server_default="209715200"),
)

users = _table(
    "users",
    _id(),
    sa.Column("email", sa.Text, nullable=False, unique=True),  # in small letters
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("password_hash", sa.Text),  # null: signs in another way
    sa.Column("oidc_issuer", sa.Text),
    sa.Column("oidc_subject", sa.Text),
    sa.Column("lang", sa.Text),
    sa.Column("runs_installation", sa.Boolean, nullable=False, server_default=sa.false()),
    _now("created_at"),
    _now("disabled_at", nullable=True),
    _now("proved_at", nullable=True),  # who runs the installation knows that it is theirs alone
    # Counts how often all older ways to sign in were ended, so that none slips in meanwhile.
    sa.Column("ways_in", sa.Integer, nullable=False, server_default="0"),
    sa.UniqueConstraint("oidc_issuer", "oidc_subject"),
)

memberships = _table(
    "memberships",
    _to("users", primary_key=True),
    _to("domains", primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    _now("confirmed_at", nullable=True),  # null: gives no right yet
    sa.CheckConstraint("role in ('admin', 'analyst', 'viewer')", name="role"),
)

sessions = _table(
    "sessions",
    sa.Column("token_hash", sa.Text, primary_key=True),
    _to("users", nullable=False, index=True),
    sa.Column("csrf", sa.Text, nullable=False),
    sa.Column("via", sa.Text, nullable=False),  # password, link, runner (their link), oidc
    _now("created_at"),
    _now("expires_at"),
)

one_time_links = _table(
    "one_time_links",
    sa.Column("token_hash", sa.Text, primary_key=True),
    _to("users", nullable=False),
    _to("domains"),  # whose administrator made it; null: who runs the installation did
    _now("expires_at"),
    _now("used_at", nullable=True),
)

api_tokens = _table(
    "api_tokens",
    _id(),
    sa.Column("token_hash", sa.Text, nullable=False, unique=True),
    _to("domains", nullable=False, index=True),
    _to("users", nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    _now("created_at"),
    _now("expires_at", nullable=True),
    _now("last_used_at", nullable=True),
    _now("revoked_at", nullable=True),
    sa.CheckConstraint("role in ('admin', 'analyst', 'viewer')", name="role"),
)

sign_in_failures = _table(
    "sign_in_failures",
    _id(),
    sa.Column("key", sa.Text, nullable=False),
    _now("at"),
    sa.Index(None, "key", "at"),
)

integrations = _table(
    "integrations",
    _id(),
    _to("domains", nullable=False),
    sa.Column("kind", sa.Text, nullable=False, server_default="sie"),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("orgnr", sa.Text),  # ten digits
    sa.Column("acquisition_no", sa.Text),
    sa.Column("currency", sa.Text, nullable=False, server_default="SEK"),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    _to("users", name="created_by"),
    _now("created_at"),
    sa.Index(None, "domain_id", "orgnr"),
)

uploads = _table(
    "uploads",
    _id(),
    _to("domains", nullable=False),
    sa.Column("sha256", sa.Text, nullable=False, index=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("file", sa.Text, nullable=False),  # the name as it was sent, only ever shown
    sa.Column("source", sa.Text, nullable=False, server_default="manual"),
    sa.Column("uploaded_by", sa.Text, nullable=False),
    _now("uploaded_at"),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("state_at", Moment, nullable=False),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("role", sa.Text, nullable=False, server_default="ledger"),
    _to("integrations"),
    sa.Column("linked_how", sa.Text),  # auto, picked, created
    sa.Column("other_orgnr_confirmed_by", sa.Text),
    sa.Column("currency_confirmed_by", sa.Text),
    # What the file says, for lists, linking and overlap; `preview` has the rest.
    sa.Column("company", sa.Text),
    sa.Column("orgnr", sa.Text),
    sa.Column("orgnr_raw", sa.Text),
    sa.Column("acquisition_no", sa.Text),
    sa.Column("sie_type", sa.Text),
    sa.Column("currency", sa.Text),
    sa.Column("generated_date", sa.Date),
    sa.Column("first_day", sa.Date),
    sa.Column("last_day", sa.Date),
    sa.Column("year_derived", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("preview", sa.JSON),
    sa.Column("checks", sa.JSON),  # the list of `model.Check` when READY was reached
    sa.Column("refusal", sa.JSON),  # why REJECTED or FAILED: code and facts
    sa.Column("reader", sa.Text),  # version of siekit that made the tables
    sa.Column("superseded_by", sa.Integer),
    _now("erased_at", nullable=True),  # the bytes are gone; the row stays
    # Whether the newest snapshot has it; only syncs write it.
    sa.Column("published", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.CheckConstraint(
        "state in ('RECEIVED', 'REJECTED', 'PREVIEWED', 'DISCARDED', 'LINKED', 'FAILED', "
        "'READY', 'ACTIVE', 'SUPERSEDED')",
        name="state",
    ),
    sa.CheckConstraint("role in ('ledger', 'entries')", name="role"),
    sa.CheckConstraint(
        "state <> 'ACTIVE' or (integration_id is not null and first_day is not null "
        "and last_day is not null and first_day <= last_day)",
        name="active_has_year",
    ),
    sa.Index(None, "integration_id", "state", "first_day"),
    sa.Index(None, "domain_id", "state"),
    sa.Index(
        "same_bytes", "domain_id", "sha256", unique=True, sqlite_where=LIVE, postgresql_where=LIVE
    ),
    sa.Index("pending_for_sync", "domain_id", sqlite_where=PENDING, postgresql_where=PENDING),
)

activations = _table(
    "activations",
    _id(),
    _to("uploads", nullable=False, index=True),
    _to("integrations", nullable=False),
    sa.Column("action", sa.Text, nullable=False),  # activated, deactivated, superseded
    sa.Column("reason", sa.Text, nullable=False),  # toggle, rollback, superseded by upload 7
    sa.Column("override_reason", sa.Text),
    sa.Column("actor", sa.Text, nullable=False),
    _now("at"),
    sa.Column("first_day", sa.Date, nullable=False),
    sa.Column("last_day", sa.Date, nullable=False),
)

sync_runs = _table(
    "sync_runs",
    _id(),
    _to("domains", nullable=False),
    sa.Column("requested_by", sa.Text, nullable=False),
    _now("requested_at"),
    sa.Column("status", sa.Text, nullable=False),
    _now("started_at", nullable=True),
    _now("finished_at", nullable=True),
    sa.Column("snapshot_id", sa.Integer),
    sa.Column("log", sa.JSON),  # list of {at, code, facts}
    sa.Column("refusal", sa.JSON),
    sa.CheckConstraint("status in ('queued', 'running', 'done', 'failed')", name="status"),
    sa.Index(
        "one_open_sync",
        "domain_id",
        unique=True,
        sqlite_where=OPEN_SYNC,
        postgresql_where=OPEN_SYNC,
    ),
)

snapshots = _table(
    "snapshots",
    _id(),
    _to("domains", nullable=False),
    _to("sync_runs", name="sync_run_id"),
    _now("built_at"),
    sa.Column("members", sa.Integer, nullable=False),
    sa.Index(None, "domain_id", "id"),
)

snapshot_members = _table(
    # A member is in every snapshot of its domain from `from_snapshot` up to, and without,
    # `until_snapshot`; so a sync writes what changed, not what exists.
    "snapshot_members",
    _id(),
    _to("domains", nullable=False),
    _to("uploads", nullable=False, index=True),
    sa.Column("from_snapshot", sa.ForeignKey("snapshots.id"), nullable=False),
    sa.Column("until_snapshot", sa.ForeignKey("snapshots.id")),
    sa.Index(None, "domain_id", "until_snapshot"),
)

group_rules = _table(
    # What is said of companies in common, in versions: of an integration its account mapping,
    # without one the eliminations of the domain. It is in snapshots as members are; one that no
    # snapshot has yet waits for a sync.
    "group_rules",
    _id(),
    _to("domains", nullable=False),
    _to("integrations"),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("content", sa.JSON, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    _now("at"),
    sa.Column("from_snapshot", sa.ForeignKey("snapshots.id")),
    sa.Column("until_snapshot", sa.ForeignKey("snapshots.id")),
    sa.Index(None, "domain_id", "integration_id", "until_snapshot"),
)

jobs = _table(
    "jobs",
    _id(),
    sa.Column("kind", sa.Text, nullable=False),  # process, sync, retention
    sa.Column("arg", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False, server_default="queued"),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("lease_until", sa.Float),
    sa.Column("owner", sa.Text),
    # Somebody asked for it again while it was running, so it runs once more.
    sa.Column("again", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("error", sa.Text),
    sa.CheckConstraint("state in ('queued', 'running', 'done', 'failed')", name="state"),
    sa.Index("pick_job", "state", "id"),
    sa.Index(
        "one_open_job", "kind", "arg", unique=True, sqlite_where=OPEN_JOB, postgresql_where=OPEN_JOB
    ),
)

audit_events = _table(
    "audit_events",
    _id(),
    _to("domains"),
    _now("at"),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),  # upload.activated, user.added, …
    sa.Column("object_kind", sa.Text, nullable=False),
    sa.Column("object_id", sa.Integer),
    sa.Column("before", sa.JSON),
    sa.Column("after", sa.JSON),
    sa.Index(None, "domain_id", "id"),
    sa.Index(None, "object_kind", "object_id"),
)

reconciled_months = _table(
    "reconciled_months",
    _id(),
    _to("integrations", nullable=False),
    sa.Column("month", sa.Integer, nullable=False),  # YYYYMM
    _to("uploads", nullable=False),
    sa.Column("figures", sa.JSON, nullable=False),  # account -> amount as text
    sa.Column("actor", sa.Text, nullable=False),
    _now("at"),
    sa.UniqueConstraint("integration_id", "month"),
)

notices = _table(
    "notices",
    _id(),
    _to("domains", nullable=False),
    _to("integrations"),
    _to("uploads", index=True),
    sa.Column("kind", sa.Text, nullable=False),  # accounts_changed, month_changed, …
    sa.Column("facts", sa.JSON, nullable=False),
    _now("at"),
    _now("seen_at", nullable=True),
    sa.Column("seen_by", sa.Text),
    sa.Index(None, "domain_id", "seen_at"),
)

idempotency_keys = _table(
    "idempotency_keys",
    _id(),
    _to("domains", nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("request", sa.Text, nullable=False),  # sha256 of method, path and body
    sa.Column("status", sa.Integer),  # null while the first request is at work
    sa.Column("body", sa.JSON),
    _now("at"),
    sa.UniqueConstraint("domain_id", "key"),
)

settings = _table(
    "settings",
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
