"""A membership counts when the person has confirmed it, and a link knows its domain."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what tells whether a membership is confirmed; those of before are.

    Links of before do not tell which domain they came from, so they end.
    """
    op.add_column("memberships", sa.Column("confirmed_at", sa.DateTime(timezone=True)))
    op.add_column("users", sa.Column("proved_at", sa.DateTime(timezone=True)))
    op.add_column("users", sa.Column("ways_in", sa.Integer(), server_default="0", nullable=False))
    moment = datetime.now(UTC)
    members = sa.table("memberships", sa.column("confirmed_at", sa.DateTime(timezone=True)))
    op.get_bind().execute(members.update().values(confirmed_at=moment))
    op.drop_table("one_time_links")
    op.create_table(
        "one_time_links",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("domain_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["domain_id"], ["domains.id"], name=op.f("fk_one_time_links_domain_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_one_time_links_user_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_one_time_links")),
        sqlite_autoincrement=False,
    )
