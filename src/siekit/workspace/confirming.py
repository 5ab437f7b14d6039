"""What ends and what begins when it is known who an account belongs to.

Everything here runs in the caller's transaction, after `lock_account`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.accounts import lock_people
from siekit.workspace.audit import note, now
from siekit.workspace.people import all_memberships_of, as_user
from siekit.workspace.refusals import Refusal
from siekit.workspace.tables import api_tokens, memberships, one_time_links, sessions, users

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Connection

    from siekit.workspace.actors import Actor
    from siekit.workspace.people import User


def lock_account(connection: Connection, user_id: int) -> User:
    """Return an account as it is, and let whoever else changes it or its memberships wait."""
    lock_people(connection)
    query = sa.select(users).where(users.c.id == user_id).with_for_update(key_share=True)
    row = connection.execute(query).mappings().first()
    if row is None:
        raise Refusal("not_found", what="person", what_sv="person", id=user_id)
    return as_user(row)


def pending_in(connection: Connection, user_id: int) -> list[int]:
    """Return the domains in which a membership of somebody waits."""
    return [one.domain_id for one in all_memberships_of(connection, user_id) if one.pending]


def end_ways_in(connection: Connection, user_id: int) -> None:
    """Put out everybody who is signed in to an account, or is about to be.

    A domain's links stay: they open nothing of an account that somebody has come into.
    """
    connection.execute(sessions.delete().where(sessions.c.user_id == user_id))
    theirs = (one_time_links.c.user_id == user_id, one_time_links.c.domain_id.is_(None))
    connection.execute(
        one_time_links.update()
        .where(*theirs, one_time_links.c.used_at.is_(None))
        .values(used_at=now())
    )
    counted = users.update().where(users.c.id == user_id)
    connection.execute(counted.values(ways_in=users.c.ways_in + 1))


def confirm(
    connection: Connection, user: User, domain_ids: Iterable[int], *, actor: Actor, how: str
) -> None:
    """Let memberships count from now on; programs of before come in by none of them.

    `how` stands in the domain's log: accepted, service, vouched.
    """
    for domain_id in domain_ids:
        mine = (memberships.c.user_id == user.id, memberships.c.domain_id == domain_id)
        done = connection.execute(
            memberships.update()
            .where(*mine, memberships.c.confirmed_at.is_(None))
            .values(confirmed_at=now())
        )
        if not done.rowcount:
            continue
        revoke_tokens(connection, user.id, domain_id)
        note(
            connection,
            actor,
            "member.confirmed",
            domain_id=domain_id,
            about=("user", user.id),
            after={"email": user.email, "how": how},
        )


def revoke_tokens(connection: Connection, user_id: int, domain_id: int) -> None:
    """Shut out the programs of somebody in a domain."""
    theirs = (api_tokens.c.domain_id == domain_id, api_tokens.c.user_id == user_id)
    connection.execute(
        api_tokens.update()
        .where(*theirs, api_tokens.c.revoked_at.is_(None))
        .values(revoked_at=now())
    )


def refuse_ended(connection: Connection, token_hash: str) -> None:
    """Raise `not_signed_in` when the session of the one who asks has ended meanwhile."""
    query = sa.select(sessions.c.user_id).where(sessions.c.token_hash == token_hash)
    if connection.execute(query).first() is None:
        raise Refusal("not_signed_in")
