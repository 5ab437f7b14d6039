"""Accounts and domains of an installation, and one's own account."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints

from siekit.web.api.shapes.base import Id, Name, Shape
from siekit.web.api.shapes.people import DomainShape, RoleWord
from siekit.workspace.people import User

Lang = Literal["en", "sv"]
Password = Annotated[str, StringConstraints(max_length=1000)]


class AccountShape(Shape):
    """Somebody who has an account."""

    id: Id
    email: str
    name: str
    lang: Lang | None = Field(description="Language of the pages; null is that of the browser.")
    runs_installation: bool
    joined: bool = Field(description="Can sign in without a link.")
    created_at: datetime
    disabled_at: datetime | None = Field(description="Since when they are shut out, null if not.")

    @classmethod
    def of(cls, user: User) -> Self:
        """The shape of an account."""
        return cls.model_validate({name: getattr(user, name) for name in cls.model_fields})


class RunnersAccount(AccountShape):
    """Somebody who has an account, as those who run the installation see it."""

    pending_in: list[str] = Field(description="Domains that wait for them to confirm.")

    @classmethod
    def of(cls, user: User, pending_in: Iterable[str] = ()) -> Self:
        """The shape of an account."""
        own = AccountShape.of(user).model_dump()
        return cls.model_validate(own | {"pending_in": list(pending_in)})


class Accounts(Shape):
    """Everybody who has an account, by address."""

    items: list[RunnersAccount]


class Domains(Shape):
    """All domains by name."""

    items: list[DomainShape]


class NewDomain(Shape):
    """A domain to make."""

    name: Name


class OwnDomain(Shape):
    """A domain that one may come into."""

    id: Id
    name: str
    role: RoleWord


class SessionShape(Shape):
    """A browser where one is signed in; its key opens nothing."""

    key: str
    via: str = Field(description="How it began, such as password or link.")
    created_at: datetime
    expires_at: datetime
    this: bool = Field(description="The one that asks.")


class OwnAccount(Shape):
    """The account of the one who is signed in."""

    account: AccountShape
    domains: list[OwnDomain]
    sessions: list[SessionShape]
    must_know_password: bool = Field(description="Whether a new password needs the present one.")


class AccountChange(Shape):
    """What to change of one's account; what is not given stays."""

    name: Name | None = None
    lang: Lang | None = None


class Acceptance(Shape):
    """Acceptance of a domain that somebody's account was let into."""

    link: str = Field(max_length=2000, description="The link, or the secret at its end.")
    current: Password = Field(default="", description="The present password, where it is asked.")
    new: Password = Field(
        default="",
        description="Another password: not needed by one who signed in with a service, or whose "
        "account those who run the installation know to be theirs alone.",
    )


class PasswordChange(Shape):
    """Another password; a first one, and one after a link to sign in, needs no present one."""

    new: Password
    current: Password = ""
