"""One's own password: who may choose another, and how it is chosen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from siekit.workspace.accounts import find_account_of
from siekit.workspace.actors import Role
from siekit.workspace.audit import note, now
from siekit.workspace.confirming import (
    confirm,
    end_ways_in,
    lock_account,
    pending_in,
    refuse_ended,
)
from siekit.workspace.passwords import password_fits, password_hash
from siekit.workspace.people import actor_of, find_user, user_row
from siekit.workspace.refusals import Refusal
from siekit.workspace.signing_in import sign_in_with_password
from siekit.workspace.tables import users

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from siekit.workspace.actors import Actor
    from siekit.workspace.installation import Installation
    from siekit.workspace.people import User
    from siekit.workspace.sessions import Session

FRESH = timedelta(minutes=30)
"""How long one who came by a link, having forgotten the password, may choose another."""

BY_LINK = frozenset({"link", "runner"})


def must_know(who: Session) -> bool:
    """Tell whether the present password is asked for: not of one who came by a link just now."""
    fresh = now() - who.created_at < FRESH
    return who.user.has_password and not (who.via in BY_LINK and fresh)


def choose_password(
    installation: Installation, who: Session, new: str, *, current: str, address: str, via: str
) -> User:
    """Give the one who is signed in another password, and end all their sessions.

    `sign_in_failed` when the present one is asked for and wrong; attempts count as at signing in.
    Who came by a link of those who run the installation is then alone with their account: it
    opens what waited for them, and must be another one than before (`same_password`).
    """
    actor = actor_of(who.user, Role.VIEWER, via=via)
    if must_know(who):
        sign_in_with_password(installation, who.user.email, current, address=address)
    alone = who.via == "runner"
    kept = another_password(installation, who.user, new) if alone else _hash_for(who.user, new)
    with installation.catalogue.write() as connection:
        user = lock_account(connection, who.user.id)
        refuse_ended(connection, who.token_hash)
        write_password(connection, user, kept, actor=actor, alone=alone)
        return find_user(connection, user.id)


def set_password(installation: Installation, user_id: int, password: str, actor: Actor) -> None:
    """Give somebody a new password, for one who runs the installation, and end their sessions.

    They are known to be the right one, so memberships that waited for them count.
    """
    kept = _hash_for(find_account_of(installation, user_id), password)
    with installation.catalogue.write() as connection:
        user = lock_account(connection, user_id)
        write_password(connection, user, kept, actor=actor, alone=True)


def another_password(installation: Installation, user: User, new: str) -> str:
    """Return the hash of a password that is not the present one, else `same_password`."""
    kept = _hash_for(user, new)
    with installation.catalogue.read() as connection:
        row = user_row(connection, users.c.id == user.id)
    present = row["password_hash"] if row else None
    if present is not None and password_fits(new, present)[0]:
        raise Refusal("same_password")
    return kept


def write_password(
    connection: Connection, user: User, kept: str | None, *, actor: Actor, alone: bool
) -> None:
    """Write a password, or that there is none, and end all older ways in.

    `alone`: those who run the installation know that nobody else has it.
    """
    values: dict[str, object] = {"password_hash": kept}
    if alone:
        values["proved_at"] = now()
    connection.execute(users.update().where(users.c.id == user.id).values(**values))
    end_ways_in(connection, user.id)
    if alone:
        confirm(connection, user, pending_in(connection, user.id), actor=actor, how="vouched")
    note(connection, actor, "user.password", domain_id=None, about=("user", user.id))


def _hash_for(user: User, password: str) -> str:
    return password_hash(password, email=user.email)
