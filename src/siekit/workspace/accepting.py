"""A membership of somebody who has an account already: it waits until they accept it.

The link comes from the domain's administrator, who knows whom they mean; the account's own way in
from the person, since a link that opened an account would open what others have let it into. And
nobody who knew a way into the account before, such as who made it, may come along: so those end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import sqlalchemy as sa

from siekit.workspace.actors import Role
from siekit.workspace.confirming import (
    confirm,
    end_ways_in,
    lock_account,
    pending_in,
    refuse_ended,
)
from siekit.workspace.own_account import another_password, must_know, write_password
from siekit.workspace.people import actor_of, all_memberships_of, find_user
from siekit.workspace.refusals import Refusal
from siekit.workspace.signing_in import find_link, is_nobodys, sign_in_with_password, use_up
from siekit.workspace.tables import domains, memberships

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from siekit.workspace.actors import Actor
    from siekit.workspace.installation import Installation
    from siekit.workspace.people import Membership, User
    from siekit.workspace.sessions import Session

Kind = Literal["sign_in", "accept", "accepted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSeen:
    """What a link would do: sign somebody in, or let them accept; or that they have accepted."""

    kind: Kind
    user: User
    membership: Membership | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What somebody may do where from now on. `renewed`: all their sessions have ended."""

    user: User
    membership: Membership
    renewed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for before a membership counts.

    `current` and `new` are passwords; `drops`: the present one ends, since they do not need it.
    """

    current: bool
    new: bool
    drops: bool


def what_is_asked(who: Session) -> Asked:
    """Return what somebody must give to accept.

    Whoever signed in by a service, or whose account is known to be theirs alone, only confirms.
    Else somebody else may know the password, so they choose another.
    """
    by_service = who.via == "oidc"
    proved = who.user.proved_at is not None
    return Asked(
        current=not by_service and must_know(who),
        new=not (by_service or proved),
        drops=by_service and who.user.has_password and not proved,
    )


def look_at_link(installation: Installation, secret: str, who: Session | None) -> LinkSeen:
    """Return what a link would do for the one who looks at it; `link_used` when nothing."""
    with installation.catalogue.read() as connection:
        return _seen(connection, secret, who)


def accept(
    installation: Installation,
    who: Session,
    secret: str,
    *,
    current: str = "",
    new: str = "",
    address: str,
    via: str,
) -> Accepted:
    """Accept a membership by its link, signed in to the account that it is for.

    `link_of_another` for another account; `sign_in_failed` for a wrong present password,
    `weak_password` and `same_password` for a new one that will not do.
    """
    seen = look_at_link(installation, secret, who)
    _refuse_others(seen, who)
    if seen.kind != "accept":
        raise Refusal("link_used")
    asked = what_is_asked(who)
    if asked.current:
        sign_in_with_password(installation, who.user.email, current, address=address)
    kept = another_password(installation, who.user, new) if asked.new else None
    actor = actor_of(who.user, Role.VIEWER, via=via)
    with installation.catalogue.write() as connection:
        user = lock_account(connection, who.user.id)
        refuse_ended(connection, who.token_hash)
        seen = _seen(connection, secret, who)
        if seen.kind != "accept" or seen.membership is None:
            raise Refusal("link_used")
        use_up(connection, secret)
        if asked.new or asked.drops:
            write_password(connection, user, kept, actor=actor, alone=who.via == "runner")
        elif user.proved_at is None:
            end_ways_in(connection, user.id)
        domain_id = seen.membership.domain_id
        confirm(connection, user, [domain_id], actor=actor, how="accepted")
        after = find_user(connection, user.id)
        return Accepted(
            user=after,
            membership=_membership(connection, user.id, domain_id),
            renewed=after.ways_in != user.ways_in,
        )


def vouch(installation: Installation, user_id: int, actor: Actor) -> list[int]:
    """Let all memberships of somebody count, for one who runs the installation.

    Returns the domains. Their ways to sign in stay: whoever vouches knows that they are theirs.
    """
    with installation.catalogue.write() as connection:
        user = lock_account(connection, user_id)
        waiting = pending_in(connection, user_id)
        confirm(connection, user, waiting, actor=actor, how="vouched")
        return waiting


def waiting(installation: Installation) -> dict[int, list[str]]:
    """Return the names of the domains that wait for somebody, by account."""
    query = (
        sa.select(memberships.c.user_id, domains.c.name)
        .join(domains)
        .where(memberships.c.confirmed_at.is_(None))
        .order_by(domains.c.name)
    )
    found: dict[int, list[str]] = {}
    with installation.catalogue.read() as connection:
        for row in connection.execute(query):
            found.setdefault(row.user_id, []).append(row.name)
    return found


def _refuse_others(seen: LinkSeen, who: Session) -> None:
    if seen.user.id != who.user.id:
        raise Refusal("link_of_another", name=who.user.email)


def _seen(connection: Connection, secret: str, who: Session | None) -> LinkSeen:
    link = find_link(connection, secret)
    user = find_user(connection, link.user_id)
    if user.disabled_at is not None:
        raise Refusal("link_used")
    if link.domain_id is None:
        if link.used_at is not None:
            raise Refusal("link_used")
        return LinkSeen(kind="sign_in", user=user)
    mine = _membership(connection, user.id, link.domain_id)
    theirs = who is not None and who.user.id == user.id
    if theirs and not mine.pending:
        return LinkSeen(kind="accepted", user=user, membership=mine)
    if link.used_at is not None:
        raise Refusal("link_used")
    if is_nobodys(connection, user, link.domain_id):
        return LinkSeen(kind="sign_in", user=user, membership=mine)
    if not mine.pending:
        raise Refusal("link_used")
    return LinkSeen(kind="accept", user=user, membership=mine)


def _membership(connection: Connection, user_id: int, domain_id: int) -> Membership:
    for one in all_memberships_of(connection, user_id):
        if one.domain_id == domain_id:
            return one
    raise Refusal("link_used")
