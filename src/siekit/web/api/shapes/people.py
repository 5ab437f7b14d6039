"""People, tokens, the domain and its log."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints

from siekit.web.api.shapes.base import Id, Name, Shape
from siekit.workspace.model import AuditEvent, Domain
from siekit.workspace.people import Member
from siekit.workspace.tokens import ApiToken
from siekit.workspace.told_facts import told_facts

RoleWord = Literal["admin", "analyst", "viewer"]
Email = Annotated[
    str,
    StringConstraints(max_length=254, pattern=r"^[^\s@\x00-\x1f\x7f]+@[^\s@\x00-\x1f\x7f]+$"),
    Field(examples=["anna@example.se"]),
]


class Me(Shape):
    """Who the token or session is, and in which domain."""

    name: str
    role: RoleWord
    domain_id: Id
    domain: str


class PersonShape(Shape):
    """Somebody who may come into the domain."""

    id: Id
    email: str
    name: str
    role: RoleWord
    disabled: bool = Field(description="Shut out of the whole installation.")
    joined: bool = Field(description="Can sign in without a link.")
    pending: bool = Field(description="Has not confirmed yet, and may do nothing here.")

    @classmethod
    def of(cls, member: Member) -> Self:
        """The shape of a member."""
        user = member.user
        return cls(
            id=user.id,
            email=user.email,
            name=user.name,
            role=member.role.word,  # type: ignore[arg-type]  # one of the three
            disabled=user.disabled_at is not None,
            joined=user.joined,
            pending=member.pending,
        )


class People(Shape):
    """Everybody who may come into the domain."""

    items: list[PersonShape]


class NewPerson(Shape):
    """Somebody to let in; one who has no account yet gets one."""

    email: Email
    name: Name | None = None
    role: RoleWord


class RoleChange(Shape):
    """Another role for somebody."""

    role: RoleWord


class SignInLink(Shape):
    """A link with which somebody comes in once; it is told only here."""

    link: str
    expires_at: datetime
    signs_in: bool = Field(
        description="Whether it signs in; else who has the account signs in to it and confirms."
    )


class TokenShape(Shape):
    """A token for programs. Its secret was told once, when it was made."""

    id: Id
    name: str
    role: RoleWord
    owner: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None

    @classmethod
    def of(cls, token: ApiToken) -> Self:
        """The shape of a token."""
        own = {name: getattr(token, name) for name in cls.model_fields}
        return cls.model_validate(own | {"role": token.role.word})


class Tokens(Shape):
    """The tokens of the domain."""

    items: list[TokenShape]


class NewToken(Shape):
    """A token to make; its role is at most your own."""

    name: Name
    role: RoleWord
    days: int | None = Field(default=None, ge=1, le=3650, description="How long it is valid.")


class MadeToken(Shape):
    """A new token with its secret, which is told only here."""

    token: TokenShape
    secret: str


class DomainShape(Shape):
    """The domain and its settings."""

    id: Id
    name: str
    created_at: datetime
    sync_at: str | None = Field(description="When it is synced each day, in Stockholm.")
    entries_allowed: bool = Field(description="Whether files of single vouchers may be active.")
    rejected_kept_days: int
    largest_file: int = Field(description="Bytes.")

    @classmethod
    def of(cls, domain: Domain) -> Self:
        """The shape of a domain."""
        return cls.model_validate({name: getattr(domain, name) for name in cls.model_fields})


class DomainChange(Shape):
    """Settings to change; what is not given stays. `sync_at` null means by hand only."""

    name: Name | None = None
    sync_at: str | None = Field(default=None, pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")
    entries_allowed: bool | None = None
    rejected_kept_days: int | None = Field(default=None, ge=1, le=3650)
    largest_file: int | None = Field(default=None, ge=1, le=2**40)


class EventShape(Shape):
    """One thing that somebody did."""

    id: Id
    at: datetime
    actor: str
    action: str
    object_kind: str
    object_id: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @classmethod
    def of(cls, event: AuditEvent) -> Self:
        """The shape of an event."""
        own = {name: getattr(event, name) for name in cls.model_fields}
        for name in ("before", "after"):
            own[name] = None if own[name] is None else told_facts(own[name])
        return cls.model_validate(own)
