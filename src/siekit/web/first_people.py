"""The first people of an installation: the one at this machine, or a server's administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.workspace.accounts import add_user, find_account, list_users
from siekit.workspace.actors import local_actor
from siekit.workspace.installation import FIRST_DOMAIN
from siekit.workspace.members import ensure_member
from siekit.workspace.people import plain_address
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from siekit.workspace.installation import Installation
    from siekit.workspace.people import User


def local_user(installation: Installation) -> User:
    """Return the person at this machine, who administers every domain here."""
    actor = local_actor("portal")
    user = find_account(installation, actor.name) or _make_local(installation, actor.name)
    names = [one.name for one in installation.domains()] or [FIRST_DOMAIN]
    for name in names:
        ensure_member(installation, user, name, actor)
    return user


def first_admin(installation: Installation, environment: Mapping[str, str]) -> User | None:
    """Make the administrator that the environment names, unless there is one.

    Returns them when they were made. Raises `UsageError` when nobody could sign in at all.
    """
    everybody = list_users(installation)
    if any(user.runs_installation and user.disabled_at is None for user in everybody):
        return None
    email = environment.get("SIEKIT_ADMIN_EMAIL")
    password = environment.get("SIEKIT_ADMIN_PASSWORD")
    if not (email and password):
        if everybody:
            return None
        message = (
            "Nobody could sign in: set SIEKIT_ADMIN_EMAIL and SIEKIT_ADMIN_PASSWORD for the first "
            "administrator, or run siekit user add EMAIL --role admin --runs-installation."
        )
        raise UsageError(message)
    actor = local_actor("command")
    address = plain_address(email)
    try:
        user = add_user(installation, address, actor, password=password, runs_installation=True)
    except Refusal as refusal:
        if refusal.code != "weak_password":
            raise
        message = f"SIEKIT_ADMIN_PASSWORD cannot be used. {refusal}"
        raise UsageError(message) from None
    domains = installation.domains()
    name = environment.get("SIEKIT_DOMAIN") or (domains[0].name if domains else FIRST_DOMAIN)
    ensure_member(installation, user, name, actor)
    return user


def _make_local(installation: Installation, name: str) -> User:
    """Make the account of the one at this machine: a name, no address, no password."""
    from siekit.workspace.accounts import insert_user

    actor = local_actor("portal")
    with installation.catalogue.write() as connection:
        return insert_user(connection, actor, email=name.lower(), name=name, runs_installation=True)
