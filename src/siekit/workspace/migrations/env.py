"""What runs a migration: the connection that `Catalogue.upgrade` holds."""

from __future__ import annotations

from alembic import context

from siekit.workspace.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite changes a table by making it anew
    transactional_ddl=False,  # the transaction is the caller's
)
context.run_migrations()
