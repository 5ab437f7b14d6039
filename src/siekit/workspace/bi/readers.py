"""Roles of PostgreSQL that may read one domain's books, and nothing else."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.actors import Role
from siekit.workspace.audit import note
from siekit.workspace.bi.postgres_tables import BOOKS, VIEWS, admit, make_tables
from siekit.workspace.foreign_words import said
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from siekit.workspace.workspace import Workspace

LONGEST_NAME = 63
"""Characters of a name in PostgreSQL; it cuts longer ones silently."""

LONGEST_QUERY = "60s"
"""How long one query of a reader may run, so that none holds up the others."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How a program for reports signs in to PostgreSQL; the password is shown this once."""

    role: str
    password: str


def create_reader(workspace: Workspace) -> Reader:
    """Make the domain's reading role, or give the one there is a new password.

    For administrators. Raises `not_on_postgresql`, and `cannot_make_roles` where the database's
    own user may not make roles.
    """
    workspace.actor.require(Role.ADMIN)
    if workspace.catalogue.dialect != "postgresql":
        raise Refusal("not_on_postgresql")
    password = secrets.token_hex(20)
    try:
        with workspace.catalogue.write() as connection:
            make_tables(connection)
            role = _role_of(connection, workspace.domain_id)
            quoted = connection.dialect.identifier_preparer.quote(role)
            exists = connection.execute(
                sa.text("select 1 from pg_roles where rolname = :role"), {"role": role}
            ).first()
            verb = "alter" if exists else "create"
            # A password cannot be bound; this one is made of hexadecimal digits only.
            connection.exec_driver_sql(f"{verb} role {quoted} login password '{password}'")
            for setting in (
                "default_transaction_read_only = on",
                f"statement_timeout = '{LONGEST_QUERY}'",
                "search_path = siekit",
            ):
                connection.exec_driver_sql(f"alter role {quoted} set {setting}")
            admit(connection, role, workspace.domain_id)
            note(
                connection,
                workspace.actor,
                "reader.created",
                domain_id=workspace.domain_id,
                about=("domain", workspace.domain_id),
                after={"role": role},
            )
    except sa.exc.ProgrammingError as error:
        reason = str(error.orig).strip()
        reason_sv = said("den", reason)
        raise Refusal("cannot_make_roles", reason=reason, reason_sv=reason_sv) from error
    return Reader(role, password)


def remove_reader(workspace: Workspace) -> None:
    """Take the domain's reading role its rights at once, and remove it."""
    workspace.actor.require(Role.ADMIN)
    if workspace.catalogue.dialect != "postgresql":
        raise Refusal("not_on_postgresql")
    with workspace.catalogue.write() as connection:
        make_tables(connection)
        role = _role_of(connection, workspace.domain_id)
        quoted = connection.dialect.identifier_preparer.quote(role)
        connection.execute(
            sa.text(f"delete from {BOOKS}.readers where role_name = :role"), {"role": role}
        )
        known = connection.execute(
            sa.text("select 1 from pg_roles where rolname = :role"), {"role": role}
        ).first()
        if known:
            # `drop owned` would want membership in the role, which its maker need not have.
            for schema in (BOOKS, VIEWS):
                connection.exec_driver_sql(
                    f"revoke all on all tables in schema {schema} from {quoted}"
                )
                connection.exec_driver_sql(f"revoke all on schema {schema} from {quoted}")
            connection.exec_driver_sql(f"drop role {quoted}")
        note(
            connection,
            workspace.actor,
            "reader.removed",
            domain_id=workspace.domain_id,
            about=("domain", workspace.domain_id),
            before={"role": role},
        )


def _role_of(connection: Connection, domain_id: int) -> str:
    """Return the name of a domain's role: roles belong to the server, so it names the database."""
    database = connection.execute(sa.text("select current_database()")).scalar()
    return f"siekit_reader_{domain_id}_{database}"[:LONGEST_NAME]
