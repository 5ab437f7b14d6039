"""Signing in: with a password, a one-time link, or by a service; and the sessions that follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.accounts import lock_people
from siekit.workspace.actors import Role
from siekit.workspace.attempts import begin_attempt, forget_attempts
from siekit.workspace.audit import note, now
from siekit.workspace.confirming import confirm, end_ways_in, lock_account, pending_in
from siekit.workspace.hashed_secrets import hashed, new_secret
from siekit.workspace.passwords import password_fits
from siekit.workspace.people import (
    actor_of,
    all_memberships_of,
    find_user,
    memberships_of,
    user_row,
)
from siekit.workspace.refusals import Refusal
from siekit.workspace.tables import one_time_links, users

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from siekit.workspace.actors import Actor
    from siekit.workspace.installation import Installation
    from siekit.workspace.people import User

LINK_MINUTES = 15
INVITATION_DAYS = 7


@dataclass(frozen=True, slots=True)
class CameIn:
    """Who came by a link: `via` is `link`, or `runner` by one of who runs the installation."""

    user: User
    via: str


@dataclass(frozen=True, slots=True)
class Link:
    """What a link is for: an account, and the domain whose administrator made it."""

    user_id: int
    domain_id: int | None
    used_at: datetime | None


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
        user = lock_account(connection, row["id"])
        if not _still_kept(connection, user.id, kept):  # somebody chose another meanwhile
            raise Refusal("sign_in_failed")
        if newer:
            connection.execute(
                users.update().where(users.c.id == row["id"]).values(password_hash=newer)
            )
        signed_in = actor_of(user, Role.VIEWER, via="portal")
        note(connection, signed_in, "user.signed_in", domain_id=None, about=("user", user.id))
        return user


def sign_in_with_service(
    installation: Installation, issuer: str, subject: str, *, verified_email: str | None
) -> User:
    """Return the user whom a sign-in service means, by its own name for them.

    The first time they are known by the e-mail address that the service has verified. Nobody gets
    an account by signing in: `sign_in_failed` when there is none. Where there is no password, so
    that nobody but the service lets them in, memberships that waited count from now on.
    """
    mine = (users.c.oidc_issuer == issuer) & (users.c.oidc_subject == subject)
    with installation.catalogue.write() as connection:
        lock_people(connection)
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
        user = lock_account(connection, row["id"])
        signed_in = actor_of(user, Role.VIEWER, via="portal")
        if not user.has_password:
            _let_in(connection, user, actor=signed_in, how="service")
        note(connection, signed_in, "user.signed_in", domain_id=None, about=("user", user.id))
        return find_user(connection, user.id)


def make_link(
    installation: Installation,
    user_id: int,
    *,
    minutes: float = LINK_MINUTES,
    actor: Actor | None = None,
    domain_id: int | None = None,
) -> str:
    """Return the secret of a link by which somebody can sign in once, within a short time.

    `actor` is who gives it to somebody else; the log says so. With `domain_id` it is that domain's
    and opens no other: of an account that somebody has come into already, it only lets them accept
    the membership. Without it comes from those who run the installation, who know whom they mean.
    """
    secret = new_secret()
    moment = now()
    with installation.catalogue.write() as connection:
        # A newer link takes the place of one that was not used; old ones are of no interest.
        connection.execute(
            one_time_links.delete().where(
                (one_time_links.c.user_id == user_id)
                & one_time_links.c.domain_id.is_not_distinct_from(domain_id)
                & one_time_links.c.used_at.is_(None)
                | (one_time_links.c.expires_at < moment - timedelta(days=1))
            )
        )
        connection.execute(
            one_time_links.insert().values(
                token_hash=hashed(secret),
                user_id=user_id,
                domain_id=domain_id,
                expires_at=moment + timedelta(minutes=minutes),
            )
        )
        if actor:
            note(connection, actor, "user.invited", domain_id=None, about=("user", user_id))
    return secret


def use_link(installation: Installation, secret: str) -> CameIn:
    """Return who comes in by a link, which then opens nothing more; else `link_used`.

    Nor does it open a domain's link of an account that somebody has come into: `link_to_accept`.
    """
    with installation.catalogue.write() as connection:
        lock_people(connection)
        link = find_link(connection, secret)
        use_up(connection, secret)
        user = lock_account(connection, link.user_id)
        if user.disabled_at is not None:
            raise Refusal("link_used")
        actor = actor_of(user, Role.VIEWER, via="portal")
        if link.domain_id is not None:
            _open_by_domain(connection, user, link.domain_id, actor)
        elif not user.has_password:
            _let_in(connection, user, actor=actor, how="vouched")
        note(connection, actor, "user.signed_in", domain_id=None, about=("user", user.id))
        via = "link" if link.domain_id is not None else "runner"
        return CameIn(find_user(connection, user.id), via)


def find_link(connection: Connection, secret: str) -> Link:
    """Return what a link is for, used or not; `link_used` when there is none or it is too old."""
    query = sa.select(one_time_links).where(
        one_time_links.c.token_hash == hashed(secret), one_time_links.c.expires_at > now()
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        raise Refusal("link_used")
    return Link(row["user_id"], row["domain_id"], row["used_at"])


def use_up(connection: Connection, secret: str) -> None:
    """Let a link open nothing more; `link_used` when it was used or replaced meanwhile."""
    mine = (one_time_links.c.token_hash == hashed(secret), one_time_links.c.used_at.is_(None))
    # One statement, so that of two at once only one finds it unused.
    used = connection.execute(one_time_links.update().where(*mine).values(used_at=now()))
    if not used.rowcount:
        raise Refusal("link_used")


def is_nobodys(connection: Connection, user: User, domain_id: int) -> bool:
    """Tell whether nobody has come into an account but, perhaps, by links of this domain.

    Only then such a link signs in: it opens nothing that anybody else has let them into.
    """
    elsewhere = any(one.domain_id != domain_id for one in memberships_of(connection, user.id))
    return not (user.joined or user.runs_installation or elsewhere)


def _open_by_domain(connection: Connection, user: User, domain_id: int, actor: Actor) -> None:
    """Let somebody into a domain by its own link, and whoever came by another one out."""
    mine = [one for one in all_memberships_of(connection, user.id) if one.domain_id == domain_id]
    if not mine:
        raise Refusal("link_used")
    if not is_nobodys(connection, user, domain_id):
        raise Refusal("link_to_accept" if mine[0].pending else "link_used")
    end_ways_in(connection, user.id)
    confirm(connection, user, [domain_id], actor=actor, how="accepted")


def _let_in(connection: Connection, user: User, *, actor: Actor, how: str) -> None:
    """Confirm every membership that waits, and put out whoever else is signed in."""
    waiting = pending_in(connection, user.id)
    if waiting:
        end_ways_in(connection, user.id)
        confirm(connection, user, waiting, actor=actor, how=how)


def _still_kept(connection: Connection, user_id: int, kept: str | None) -> bool:
    query = sa.select(users.c.password_hash).where(users.c.id == user_id)
    return connection.execute(query).scalar() == kept
