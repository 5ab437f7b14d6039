"""One's own password: who may choose another, and how it is chosen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from siekit.workspace.accounts import set_password
from siekit.workspace.actors import Role
from siekit.workspace.audit import now
from siekit.workspace.people import actor_of
from siekit.workspace.signing_in import sign_in_with_password

if TYPE_CHECKING:
    from siekit.workspace.installation import Installation
    from siekit.workspace.sessions import Session

FRESH = timedelta(minutes=30)
"""How long one who came by a link, having forgotten the password, may choose another."""


def must_know(who: Session) -> bool:
    """Tell whether the present password is asked for: not of one who came by a link just now."""
    fresh = now() - who.created_at < FRESH
    return who.user.has_password and not (who.via == "link" and fresh)


def choose_password(
    installation: Installation, who: Session, new: str, *, current: str, address: str, via: str
) -> None:
    """Give the one who is signed in another password, and end all their sessions.

    `sign_in_failed` when the present one is asked for and wrong; attempts count as at signing in.
    """
    if must_know(who):
        sign_in_with_password(installation, who.user.email, current, address=address)
    set_password(installation, who.user.id, new, actor_of(who.user, Role.VIEWER, via=via))
