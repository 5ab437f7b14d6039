"""Sessions: who is signed in, by a secret of which the catalogue knows the hash only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.audit import now
from siekit.workspace.hashed_secrets import hashed, new_secret
from siekit.workspace.people import find_user, memberships_of
from siekit.workspace.refusals import Refusal
from siekit.workspace.tables import sessions, users

if TYPE_CHECKING:
    from datetime import datetime

    from siekit.workspace.installation import Installation
    from siekit.workspace.people import Membership, User

SESSION_HOURS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A person who is signed in, and the token that their forms must carry."""

    token_hash: str
    user: User
    memberships: tuple[Membership, ...]
    csrf: str
    via: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSeen:
    """A session in the list of one's own; `key` names it and opens nothing."""

    key: str
    via: str
    created_at: datetime
    expires_at: datetime


def open_session(
    installation: Installation,
    user_id: int,
    *,
    via: str,
    hours: float = SESSION_HOURS,
    ways_in: int | None = None,
) -> str:
    """Begin a session and return its secret, which is kept nowhere.

    Every sign-in begins a new one, so a secret that somebody planted before is of no use. With
    `ways_in` of the user as they proved who they are, `sign_in_failed` when all were put out since.
    """
    secret = new_secret()
    moment = now()
    counted = sa.select(users.c.ways_in).where(users.c.id == user_id)
    with installation.catalogue.write() as connection:
        present = connection.execute(counted.with_for_update(key_share=True)).scalar()
        if ways_in is not None and present != ways_in:
            raise Refusal("sign_in_failed")
        connection.execute(sessions.delete().where(sessions.c.expires_at < moment))
        connection.execute(
            sessions.insert().values(
                token_hash=hashed(secret),
                user_id=user_id,
                csrf=new_secret(),
                via=via,
                created_at=moment,
                expires_at=moment + timedelta(hours=hours),
            )
        )
    return secret


def find_session(installation: Installation, secret: str) -> Session | None:
    """Return the session of a secret; None when it is over, or its user may not sign in."""
    query = (
        sa.select(sessions)
        .join(users)
        .where(
            sessions.c.token_hash == hashed(secret),
            sessions.c.expires_at > now(),
            users.c.disabled_at.is_(None),
        )
    )
    with installation.catalogue.read() as connection:
        row = connection.execute(query).mappings().first()
        if row is None:
            return None
        return Session(
            token_hash=row["token_hash"],
            user=find_user(connection, row["user_id"]),
            memberships=memberships_of(connection, row["user_id"]),
            csrf=row["csrf"],
            via=row["via"],
            created_at=row["created_at"],
            expires_at=row["expires_at"],
        )


def sessions_of(installation: Installation, user_id: int) -> list[SessionSeen]:
    """Return where somebody is signed in, the newest first."""
    query = (
        sa.select(sessions)
        .where(sessions.c.user_id == user_id, sessions.c.expires_at > now())
        .order_by(sessions.c.created_at.desc())
    )
    with installation.catalogue.read() as connection:
        return [
            SessionSeen(
                key=key_of(row["token_hash"]),
                via=row["via"],
                created_at=row["created_at"],
                expires_at=row["expires_at"],
            )
            for row in connection.execute(query).mappings()
        ]


def key_of(token_hash: str) -> str:
    """Return what names a session in lists."""
    return hashed(token_hash)[:16]


def close_session(installation: Installation, secret: str) -> None:
    """End one session."""
    with installation.catalogue.write() as connection:
        connection.execute(sessions.delete().where(sessions.c.token_hash == hashed(secret)))


def close_sessions(installation: Installation, user_id: int) -> None:
    """End all sessions of somebody, wherever they are signed in."""
    with installation.catalogue.write() as connection:
        connection.execute(sessions.delete().where(sessions.c.user_id == user_id))
