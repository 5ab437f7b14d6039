"""The people of one domain and their roles; a domain always keeps an administrator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.accounts import admins_of, insert_user, lock_people, plain_name
from siekit.workspace.actors import Role
from siekit.workspace.audit import note, now
from siekit.workspace.confirming import confirm, revoke_tokens
from siekit.workspace.lookup import find_domain
from siekit.workspace.people import (
    Member,
    as_user,
    find_user,
    members_of_domain,
    plain_address,
    user_row,
)
from siekit.workspace.refusals import Refusal
from siekit.workspace.signing_in import is_nobodys, make_link
from siekit.workspace.tables import memberships, one_time_links, users

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from siekit.workspace.actors import Actor
    from siekit.workspace.installation import Installation
    from siekit.workspace.model import Domain
    from siekit.workspace.people import User
    from siekit.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link for a member: by itself it signs in, or lets who has an account accept."""

    user: User
    secret: str
    signs_in: bool


def list_members(workspace: Workspace) -> list[Member]:
    """Return the people of the domain by name."""
    workspace.actor.require(Role.ADMIN)
    with workspace.catalogue.read() as connection:
        return members_of_domain(connection, workspace.domain_id)


def add_member(
    workspace: Workspace, email: str, role: Role, *, name: str = "", vouched: bool = False
) -> Member:
    """Let somebody in, with an account made for them if they have none; `invalid` if they are.

    It counts when they have confirmed it by a link of this domain, or at once when one who runs
    the installation has `vouched` for them: else whoever made their account could come in.
    """
    workspace.actor.require(Role.ADMIN)
    address = plain_address(email)
    with workspace.catalogue.write() as connection:
        lock_people(connection)
        row = user_row(connection, users.c.email == address)
        if row:
            user = as_user(row)
        else:
            user = insert_user(connection, workspace.actor, email=address, name=name)
        if vouched and user.id in _waiting_in(connection, workspace.domain_id):
            _write_role(connection, workspace.domain_id, user.id, role)
            confirm(connection, user, [workspace.domain_id], actor=workspace.actor, how="vouched")
            return Member(user=user, role=role)
        if _role_in(connection, workspace.domain_id, user.id) is not None:
            problem = f"{address} is in the list already; change the role there."
            problem_sv = f"{address} finns redan i listan; ändra rollen där."
            raise Refusal(
                "invalid",
                field="email",
                problem=problem,
                field_sv="e-postadress",
                problem_sv=problem_sv,
            )
        join(
            connection,
            user,
            workspace.domain_id,
            role,
            actor=workspace.actor,
            pending=not vouched,
        )
        return Member(user=user, role=role, pending=not vouched)


def join(
    connection: Connection,
    user: User,
    domain_id: int,
    role: Role,
    *,
    actor: Actor,
    pending: bool = False,
) -> None:
    """Give a user a role in a domain, in the caller's transaction.

    One that is `pending` gives no right until they confirm it.
    """
    connection.execute(
        memberships.insert().values(
            user_id=user.id,
            domain_id=domain_id,
            role=role.word,
            confirmed_at=None if pending else now(),
        )
    )
    note(
        connection,
        actor,
        "member.added",
        domain_id=domain_id,
        about=("user", user.id),
        after={"email": user.email, "role": role.word},
    )


def change_role(workspace: Workspace, user_id: int, role: Role) -> None:
    """Give a member another role; `last_admin` when nobody else administers the domain."""
    _change(workspace, user_id, role)


def remove_member(workspace: Workspace, user_id: int) -> None:
    """Take somebody out of the domain, and their tokens with them; `last_admin` as above."""
    _change(workspace, user_id, None)


def may_be_invited(workspace: Workspace, user_id: int) -> User:
    """Return a member who may be given a link of the domain, else `forbidden`.

    Somebody whose membership waits; and somebody who has no way to sign in and is in no other
    domain, whose link signs in: else that of one domain's administrator would open another's books.
    """
    return _invited(workspace, user_id)[0]


def invite(workspace: Workspace, user_id: int, *, minutes: float) -> Invitation:
    """Make a link of the domain for a member who `may_be_invited`; it is told only here."""
    user, signs_in = _invited(workspace, user_id)
    secret = make_link(
        workspace.installation,
        user.id,
        minutes=minutes,
        actor=workspace.actor,
        domain_id=workspace.domain_id,
    )
    return Invitation(user, secret, signs_in)


def _invited(workspace: Workspace, user_id: int) -> tuple[User, bool]:
    """Return a member who may be given a link, and whether it signs them in."""
    workspace.actor.require(Role.ADMIN)
    domain_id, role = workspace.domain_id, workspace.actor.role
    with workspace.catalogue.read() as connection:
        if _role_in(connection, domain_id, user_id) is None:
            raise Refusal("not_found", what="person", what_sv="person", id=user_id)
        user = find_user(connection, user_id)
        waits = user_id in _waiting_in(connection, domain_id)
        signs_in = is_nobodys(connection, user, domain_id)
    if user.disabled_at or not (waits or signs_in):
        raise Refusal("forbidden", role=role.word, role_sv=role.word_sv)
    return user, signs_in


def found_domain(installation: Installation, user: User, name: str, actor: Actor) -> Domain:
    """Make a domain with its founder as administrator; only who runs the installation may."""
    if not user.runs_installation:
        raise Refusal("forbidden", role="–", role_sv="–")
    made = installation.create_domain(plain_name(name), actor)
    with installation.catalogue.write() as connection:
        join(connection, user, made.id, Role.ADMIN, actor=actor)
    return made


def ensure_member(installation: Installation, user: User, domain: str, actor: Actor) -> int:
    """Return the domain of a name with the user as its administrator; make what is missing."""
    found = [one.id for one in installation.domains() if one.name == domain]
    number = found[0] if found else installation.create_domain(domain, actor).id
    with installation.catalogue.write() as connection:
        if _role_in(connection, number, user.id) is None:
            join(connection, user, number, Role.ADMIN, actor=actor)
    return number


def _change(workspace: Workspace, user_id: int, role: Role | None) -> None:
    workspace.actor.require(Role.ADMIN)
    domain_id = workspace.domain_id
    with workspace.catalogue.write() as connection:
        lock_people(connection)
        before = _role_in(connection, domain_id, user_id)
        if before is None:
            raise Refusal("not_found", what="person", what_sv="person", id=user_id)
        if before == role:
            return
        user = find_user(connection, user_id)
        if before is Role.ADMIN and admins_of(connection, domain_id) == [user_id]:
            name = find_domain(connection, domain_id).name
            raise Refusal("last_admin", name=user.email, domain=name)
        _write_role(connection, domain_id, user_id, role)
        note(
            connection,
            workspace.actor,
            "member.role" if role else "member.removed",
            domain_id=domain_id,
            about=("user", user_id),
            before={"email": user.email, "role": before.word},
            after={"role": role.word} if role else None,
        )


def _write_role(connection: Connection, domain_id: int, user_id: int, role: Role | None) -> None:
    where = (memberships.c.domain_id == domain_id, memberships.c.user_id == user_id)
    if role is None:
        connection.execute(memberships.delete().where(*where))
        revoke_tokens(connection, user_id, domain_id)
        links = (one_time_links.c.domain_id == domain_id, one_time_links.c.user_id == user_id)
        connection.execute(one_time_links.delete().where(*links))
    else:
        connection.execute(memberships.update().where(*where).values(role=role.word))


def _role_in(connection: Connection, domain_id: int, user_id: int) -> Role | None:
    query = sa.select(memberships.c.role).where(
        memberships.c.domain_id == domain_id, memberships.c.user_id == user_id
    )
    word = connection.execute(query).scalar()
    return Role.of(word) if word else None


def _waiting_in(connection: Connection, domain_id: int) -> list[int]:
    """Return the ids of those who have not confirmed that they are in a domain."""
    query = sa.select(memberships.c.user_id).where(
        memberships.c.domain_id == domain_id, memberships.c.confirmed_at.is_(None)
    )
    return list(connection.execute(query).scalars())
