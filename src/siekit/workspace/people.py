"""People of an installation, and what each may do in which domain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.actors import Actor, Role
from siekit.workspace.refusals import Refusal
from siekit.workspace.tables import domains, memberships, users

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.engine import Connection, RowMapping
    from sqlalchemy.sql.elements import ColumnElement


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """One person of an installation; `runs_installation` lets them make domains and accounts.

    `joined` tells whether they can sign in by themselves: with a password or by a service.
    `proved_at` is since when those who run the installation know that it is theirs alone;
    `ways_in` counts how often everybody who was signed in, or about to be, was put out.
    """

    id: int
    email: str
    name: str
    lang: str | None
    runs_installation: bool
    has_password: bool
    joined: bool
    created_at: datetime
    disabled_at: datetime | None
    proved_at: datetime | None
    ways_in: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A domain in which somebody may do something, or may when they have confirmed (`pending`)."""

    domain_id: int
    domain: str
    role: Role
    pending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who may do something in a domain, or may when they have confirmed (`pending`)."""

    user: User
    role: Role
    pending: bool = False


def actor_of(user: User, role: Role, *, via: str) -> Actor:
    """Return the user as one who acts in a domain; the log knows people by their address."""
    return Actor(user.email, role, user_id=user.id, via=via)


def as_user(row: RowMapping) -> User:
    """Return a row of `users` as a value; the password's hash stays behind."""
    has_password = row["password_hash"] is not None
    return User(
        id=row["id"],
        email=row["email"],
        name=row["name"],
        lang=row["lang"],
        runs_installation=bool(row["runs_installation"]),
        has_password=has_password,
        joined=has_password or row["oidc_subject"] is not None,
        created_at=row["created_at"],
        disabled_at=row["disabled_at"],
        proved_at=row["proved_at"],
        ways_in=row["ways_in"],
    )


def find_user(connection: Connection, user_id: int) -> User:
    """Return the user of an id, `not_found` when there is none."""
    row = user_row(connection, users.c.id == user_id)
    if row is None:
        raise Refusal("not_found", what="person", what_sv="person", id=user_id)
    return as_user(row)


def user_row(connection: Connection, where: ColumnElement[bool]) -> RowMapping | None:
    """Return the row of a user, with the password's hash."""
    return connection.execute(sa.select(users).where(where)).mappings().first()


def plain_address(email: str) -> str:
    """Return an e-mail address as the catalogue keeps it; `invalid` when it is none."""
    plain = email.strip().lower()
    name, at, host = plain.rpartition("@")
    odd = any(letter.isspace() or not letter.isprintable() for letter in plain)
    if odd or not (name and at and host) or len(plain) > 254:  # noqa: PLR2004, RFC 5321
        problem = f"{email.strip()!r} is no e-mail address."
        problem_sv = f"{email.strip()!r} är ingen e-postadress."
        raise Refusal(
            "invalid",
            field="email",
            problem=problem,
            field_sv="e-postadress",
            problem_sv=problem_sv,
        )
    return plain


def memberships_of(connection: Connection, user_id: int) -> tuple[Membership, ...]:
    """Return the domains that are open to a user, by name."""
    return tuple(one for one in all_memberships_of(connection, user_id) if not one.pending)


def all_memberships_of(connection: Connection, user_id: int) -> tuple[Membership, ...]:
    """Return the domains of a user by name, also those that they have not confirmed."""
    query = (
        sa.select(memberships, domains.c.name)
        .join(domains)
        .where(memberships.c.user_id == user_id)
        .order_by(domains.c.name)
    )
    return tuple(
        Membership(
            domain_id=row.domain_id,
            domain=row.name,
            role=Role.of(row.role),
            pending=row.confirmed_at is None,
        )
        for row in connection.execute(query)
    )


def members_of_domain(connection: Connection, domain_id: int) -> list[Member]:
    """Return the people of a domain by name."""
    query = (
        sa.select(users, memberships.c.role, memberships.c.confirmed_at)
        .join(memberships, memberships.c.user_id == users.c.id)
        .where(memberships.c.domain_id == domain_id)
        .order_by(users.c.name, users.c.id)
    )
    return [
        Member(user=as_user(row), role=Role.of(row["role"]), pending=row["confirmed_at"] is None)
        for row in connection.execute(query).mappings()
    ]
