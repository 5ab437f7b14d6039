"""Signing in: with a password, a one-time link, or by a service; and the sessions that follow."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.actors import Role
from siekit.workspace.attempts import begin_attempt, forget_attempts
from siekit.workspace.audit import note, now
from siekit.workspace.hashed_secrets import hashed, new_secret
from siekit.workspace.passwords import password_fits
from siekit.workspace.people import actor_of, find_user, user_row
from siekit.workspace.refusals import Refusal
from siekit.workspace.tables import one_time_links, users

if TYPE_CHECKING:
    from siekit.workspace.actors import Actor
    from siekit.workspace.installation import Installation
    from siekit.workspace.people import User

LINK_MINUTES = 15
INVITATION_DAYS = 7


def sign_in_with_password(
    installation: Installation, email: str, password: str, *, address: str
) -> User:
    """Return the user of an e-mail address and a password.

    `address` is where the attempt comes from. Refuses as `sign_in_failed`, whatever is wrong, and
    as `too_many_attempts` also the right password after too many wrong ones.
    """
    known_as = email.strip().lower()
    if not known_as.isprintable():  # what no database keeps
        known_as = ""
    begin_attempt(installation, known_as, address)
    with installation.catalogue.read() as connection:
        row = user_row(connection, users.c.email == known_as)
        kept = row["password_hash"] if row and row["disabled_at"] is None else None
    fits, newer = password_fits(password, kept)
    if not fits or row is None:
        raise Refusal("sign_in_failed")
    forget_attempts(installation, known_as, address)
    with installation.catalogue.write() as connection:
        if newer:
            connection.execute(
                users.update().where(users.c.id == row["id"]).values(password_hash=newer)
            )
        user = find_user(connection, row["id"])
        signed_in = actor_of(user, Role.VIEWER, via="portal")
        note(connection, signed_in, "user.signed_in", domain_id=None, about=("user", user.id))
        return user


def sign_in_with_service(
    installation: Installation, issuer: str, subject: str, *, verified_email: str | None
) -> User:
    """Return the user whom a sign-in service means, by its own name for them.

    The first time they are known by the e-mail address that the service has verified. Nobody gets
    an account by signing in: `sign_in_failed` when there is none.
    """
    mine = (users.c.oidc_issuer == issuer) & (users.c.oidc_subject == subject)
    with installation.catalogue.write() as connection:
        row = user_row(connection, mine)
        if row is None and verified_email:
            row = user_row(
                connection,
                (users.c.email == verified_email.strip().lower()) & users.c.oidc_subject.is_(None),
            )
            if row is not None:
                connection.execute(
                    users.update()
                    .where(users.c.id == row["id"])
                    .values(oidc_issuer=issuer, oidc_subject=subject)
                )
        if row is None or row["disabled_at"] is not None:
            raise Refusal("sign_in_failed")
        user = find_user(connection, row["id"])
        signed_in = actor_of(user, Role.VIEWER, via="portal")
        note(connection, signed_in, "user.signed_in", domain_id=None, about=("user", user.id))
        return user


def make_link(
    installation: Installation,
    user_id: int,
    *,
    minutes: float = LINK_MINUTES,
    actor: Actor | None = None,
) -> str:
    """Return the secret of a link by which somebody can sign in once, within a short time.

    `actor` is who gives it to somebody else; the log says so.
    """
    secret = new_secret()
    moment = now()
    with installation.catalogue.write() as connection:
        # A newer link takes the place of one that was not used; old ones are of no interest.
        connection.execute(
            one_time_links.delete().where(
                (one_time_links.c.user_id == user_id) & one_time_links.c.used_at.is_(None)
                | (one_time_links.c.expires_at < moment - timedelta(days=1))
            )
        )
        connection.execute(
            one_time_links.insert().values(
                token_hash=hashed(secret),
                user_id=user_id,
                expires_at=moment + timedelta(minutes=minutes),
            )
        )
        if actor:
            note(connection, actor, "user.invited", domain_id=None, about=("user", user_id))
    return secret


def use_link(installation: Installation, secret: str) -> User:
    """Return the user of a link, which then opens nothing more; else `link_used`."""
    moment = now()
    mine = one_time_links.c.token_hash == hashed(secret)
    with installation.catalogue.write() as connection:
        # One statement, so that of two at once only one finds it unused.
        used = connection.execute(
            one_time_links.update()
            .where(mine, one_time_links.c.used_at.is_(None), one_time_links.c.expires_at > moment)
            .values(used_at=moment)
        )
        if not used.rowcount:
            raise Refusal("link_used")
        user_id = connection.execute(sa.select(one_time_links.c.user_id).where(mine)).scalar_one()
        user = find_user(connection, user_id)
        if user.disabled_at is not None:
            raise Refusal("link_used")
        signed_in = actor_of(user, Role.VIEWER, via="portal")
        note(connection, signed_in, "user.signed_in", domain_id=None, about=("user", user.id))
        return user
