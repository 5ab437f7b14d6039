"""Account mappings and eliminations, in versions that snapshots keep."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table; there is nothing to put into it."""
    op.create_table(
        "group_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("domain_id", sa.Integer(), nullable=False),
        sa.Column("integration_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_snapshot", sa.Integer(), nullable=True),
        sa.Column("until_snapshot", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["domain_id"], ["domains.id"], name=op.f("fk_group_rules_domain_id")
        ),
        sa.ForeignKeyConstraint(
            ["from_snapshot"], ["snapshots.id"], name=op.f("fk_group_rules_from_snapshot")
        ),
        sa.ForeignKeyConstraint(
            ["integration_id"], ["integrations.id"], name=op.f("fk_group_rules_integration_id")
        ),
        sa.ForeignKeyConstraint(
            ["until_snapshot"], ["snapshots.id"], name=op.f("fk_group_rules_until_snapshot")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_rules")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_group_rules_domain_id_integration_id_until_snapshot"),
        "group_rules",
        ["domain_id", "integration_id", "until_snapshot"],
        unique=False,
    )
