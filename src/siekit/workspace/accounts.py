"""Accounts of an installation: who there is, how they sign in, who may no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.audit import note, now
from siekit.workspace.passwords import password_hash
from siekit.workspace.people import as_user, find_user, plain_address, user_row
from siekit.workspace.refusals import Refusal
from siekit.workspace.tables import domains, memberships, sessions, users

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from siekit.workspace.actors import Actor
    from siekit.workspace.installation import Installation
    from siekit.workspace.people import User

LONGEST_NAME = 200


def list_users(installation: Installation) -> list[User]:
    """Return everybody who has an account, by address."""
    query = sa.select(users).order_by(users.c.email)
    with installation.catalogue.read() as connection:
        return [as_user(row) for row in connection.execute(query).mappings()]


def find_account(installation: Installation, email: str) -> User | None:
    """Return the account of an address, None when there is none."""
    with installation.catalogue.read() as connection:
        row = user_row(connection, users.c.email == email.strip().lower())
        return as_user(row) if row else None


def find_account_of(installation: Installation, user_id: int) -> User:
    """Return the account of an id, `not_found` when there is none."""
    with installation.catalogue.read() as connection:
        return find_user(connection, user_id)


def add_user(
    installation: Installation,
    email: str,
    actor: Actor,
    *,
    name: str = "",
    password: str | None = None,
    runs_installation: bool = False,
) -> User:
    """Make an account; `invalid` when the address has one. Without a password it needs a link."""
    address = plain_address(email)
    kept = password_hash(password, email=address) if password is not None else None
    proved = now() if kept else None  # nobody else was told it by us
    with installation.catalogue.write() as connection:
        if user_row(connection, users.c.email == address):
            problem = f"{address} has an account already."
            problem_sv = f"{address} har redan ett konto."
            raise Refusal(
                "invalid",
                field="email",
                problem=problem,
                field_sv="e-postadress",
                problem_sv=problem_sv,
            )
        return insert_user(
            connection,
            actor,
            email=address,
            name=name,
            password_hash=kept,
            proved_at=proved,
            runs_installation=runs_installation,
        )


def insert_user(
    connection: Connection, actor: Actor, *, email: str, name: str, **values: object
) -> User:
    """Make an account in the caller's transaction."""
    made = connection.execute(
        users.insert().values(
            email=email, name=plain_name(name) or email, created_at=now(), **values
        )
    ).inserted_primary_key
    number = int(made[0]) if made else 0
    note(
        connection,
        actor,
        "user.added",
        domain_id=None,
        about=("user", number),
        after={"email": email},
    )
    return find_user(connection, number)


def plain_name(name: str) -> str:
    """Return a name without what cannot be seen; `invalid` when it is very long."""
    shown = " ".join("".join(one if one.isprintable() else " " for one in name).split())
    if len(shown) > LONGEST_NAME:
        problem = f"the name has more than {LONGEST_NAME} characters."
        problem_sv = f"namnet har mer än {LONGEST_NAME} tecken."
        raise Refusal(
            "invalid", field="name", problem=problem, field_sv="namn", problem_sv=problem_sv
        )
    return shown


def set_name(installation: Installation, user_id: int, name: str) -> None:
    """Change what somebody is called; `invalid` for an empty or very long name."""
    shown = plain_name(name)
    if not shown:
        raise Refusal("invalid", field="name", problem="give a name.", problem_sv="ange ett namn.")
    with installation.catalogue.write() as connection:
        _change(connection, user_id, name=shown)


def set_language(installation: Installation, user_id: int, lang: str) -> None:
    """Remember the language of somebody's pages."""
    with installation.catalogue.write() as connection:
        _change(connection, user_id, lang=lang)


def disable_user(installation: Installation, user_id: int, actor: Actor) -> None:
    """Shut somebody out at once, also their tokens; `last_admin` when a domain needs them."""
    with installation.catalogue.write() as connection:
        user = find_user(connection, user_id)
        for domain in _administered_alone(connection, user_id):
            raise Refusal("last_admin", name=user.email, domain=domain)
        if user.runs_installation and not _others_run_it(connection, user_id):
            raise Refusal("last_admin", name=user.email, domain="siekit")
        _change(connection, user_id, disabled_at=now())
        connection.execute(sessions.delete().where(sessions.c.user_id == user_id))
        note(connection, actor, "user.disabled", domain_id=None, about=("user", user_id))


def enable_user(installation: Installation, user_id: int, actor: Actor) -> None:
    """Let somebody in again."""
    with installation.catalogue.write() as connection:
        _change(connection, user_id, disabled_at=None)
        note(connection, actor, "user.enabled", domain_id=None, about=("user", user_id))


def lock_people(connection: Connection) -> None:
    """Let changes of roles take turns, so that two at once cannot remove the last two admins."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("lock table memberships in share row exclusive mode"))


def admins_of(connection: Connection, domain_id: int) -> list[int]:
    """Return the ids of those who administer a domain, have confirmed it, and may sign in."""
    query = (
        sa.select(users.c.id)
        .join(memberships, memberships.c.user_id == users.c.id)
        .where(
            memberships.c.domain_id == domain_id,
            memberships.c.role == "admin",
            memberships.c.confirmed_at.is_not(None),
            users.c.disabled_at.is_(None),
        )
    )
    return list(connection.execute(query).scalars())


def _administered_alone(connection: Connection, user_id: int) -> list[str]:
    """Return the names of the domains whose only administrator is this user."""
    lock_people(connection)
    query = (
        sa.select(domains.c.id, domains.c.name)
        .join(memberships)
        .where(memberships.c.user_id == user_id, memberships.c.role == "admin")
    )
    rows = connection.execute(query).all()
    return [row.name for row in rows if admins_of(connection, row.id) == [user_id]]


def _others_run_it(connection: Connection, user_id: int) -> bool:
    query = sa.select(users.c.id).where(
        users.c.runs_installation, users.c.disabled_at.is_(None), users.c.id != user_id
    )
    return connection.execute(query.limit(1)).first() is not None


def _change(connection: Connection, user_id: int, **values: object) -> None:
    changed = connection.execute(users.update().where(users.c.id == user_id).values(**values))
    if not changed.rowcount:
        raise Refusal("not_found", what="person", what_sv="person", id=user_id)
