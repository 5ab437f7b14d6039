"""API tokens: a program acts in one domain, with at most the role of the one who made it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.accounts import plain_name
from siekit.workspace.actors import Actor, Role
from siekit.workspace.audit import note, now
from siekit.workspace.hashed_secrets import hashed, new_secret
from siekit.workspace.refusals import Refusal
from siekit.workspace.tables import api_tokens, memberships, users

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.engine import RowMapping

    from siekit.workspace.installation import Installation
    from siekit.workspace.workspace import Workspace

PREFIX = "siekit_"
"""What every token begins with, so that one which strays is found."""

LONGEST_DAYS = 3650
_SEEN_AGAIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """One token, without its secret. `owner` is the address of the one who made it."""

    id: int
    name: str
    role: Role
    owner: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None

    @property
    def usable(self) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > now())


def list_tokens(workspace: Workspace) -> list[ApiToken]:
    """Return the tokens of the domain, the newest first."""
    workspace.actor.require(Role.ADMIN)
    query = (
        sa.select(api_tokens, users.c.email.label("owner"))
        .join(users)
        .where(api_tokens.c.domain_id == workspace.domain_id)
        .order_by(api_tokens.c.id.desc())
    )
    with workspace.catalogue.read() as connection:
        return [_token(row) for row in connection.execute(query).mappings()]


def create_token(
    workspace: Workspace, name: str, role: Role, *, days: int | None = 365
) -> tuple[ApiToken, str]:
    """Make a token; its secret is told here and never again. Without `days` it does not expire."""
    actor = workspace.actor
    actor.require(Role.ADMIN)
    shown = plain_name(name)
    if not shown:
        raise Refusal(
            "invalid",
            field="name",
            problem="say what the token is for.",
            field_sv="namn",
            problem_sv="ange vad nyckeln är till för.",
        )
    if days is not None and not 1 <= days <= LONGEST_DAYS:
        problem = f"give a number of days from 1 to {LONGEST_DAYS}."
        problem_sv = f"ange ett antal dagar från 1 till {LONGEST_DAYS}."
        raise Refusal(
            "invalid", field="days", problem=problem, field_sv="dagar", problem_sv=problem_sv
        )
    if actor.user_id is None:
        problem = "only somebody with an account can make tokens."
        problem_sv = "bara den som har ett konto kan skapa nycklar."
        raise Refusal("invalid", field="user", problem=problem, problem_sv=problem_sv)
    secret = PREFIX + new_secret()
    moment = now()
    with workspace.catalogue.write() as connection:
        made = connection.execute(
            api_tokens.insert().values(
                token_hash=hashed(secret),
                domain_id=workspace.domain_id,
                user_id=actor.user_id,
                name=shown,
                role=role.word,
                created_at=moment,
                expires_at=None if days is None else moment + timedelta(days=days),
            )
        ).inserted_primary_key
        number = int(made[0]) if made else 0
        note(
            connection,
            actor,
            "token.created",
            domain_id=workspace.domain_id,
            about=("token", number),
            after={"name": shown, "role": role.word},
        )
    return next(one for one in list_tokens(workspace) if one.id == number), secret


def revoke_token(workspace: Workspace, token_id: int) -> None:
    """Shut a token out at once; `not_found` when the domain has none of that id."""
    workspace.actor.require(Role.ADMIN)
    mine = (api_tokens.c.domain_id == workspace.domain_id, api_tokens.c.id == token_id)
    with workspace.catalogue.write() as connection:
        if connection.execute(sa.select(api_tokens.c.id).where(*mine)).first() is None:
            raise Refusal("not_found", what="token", what_sv="nyckel", id=token_id)
        done = connection.execute(
            api_tokens.update()
            .where(*mine, api_tokens.c.revoked_at.is_(None))
            .values(revoked_at=now())
        )
        if done.rowcount:
            note(
                connection,
                workspace.actor,
                "token.revoked",
                domain_id=workspace.domain_id,
                about=("token", token_id),
            )


def find_token(installation: Installation, secret: str) -> tuple[int, Actor] | None:
    """Return the domain of a token and who acts by it; None when it opens nothing (any more).

    Its role is never higher than what its maker has in the domain now.
    """
    query = (
        sa.select(api_tokens, users.c.email, memberships.c.role.label("role_now"))
        .select_from(api_tokens)
        .join(users)
        .join(
            memberships,
            (memberships.c.user_id == api_tokens.c.user_id)
            & (memberships.c.domain_id == api_tokens.c.domain_id),
        )
        .where(
            api_tokens.c.token_hash == hashed(secret),
            api_tokens.c.revoked_at.is_(None),
            memberships.c.confirmed_at.is_not(None),
            users.c.disabled_at.is_(None),
        )
    )
    moment = now()
    with installation.catalogue.read() as connection:
        row = connection.execute(query).mappings().first()
    if row is None or (row["expires_at"] is not None and row["expires_at"] <= moment):
        return None
    if row["last_used_at"] is None or moment - row["last_used_at"] > _SEEN_AGAIN:
        with installation.catalogue.write() as connection:
            used = api_tokens.update().where(api_tokens.c.id == row["id"])
            connection.execute(used.values(last_used_at=moment))
    role = min(Role.of(row["role"]), Role.of(row["role_now"]))
    name = f"{row['email']} ({row['name']})"
    return row["domain_id"], Actor(name, role, user_id=row["user_id"], via="api")


def _token(row: RowMapping) -> ApiToken:
    values = {field.name: row[field.name] for field in fields(ApiToken)}
    return ApiToken(**values | {"role": Role.of(values["role"])})
