"""What the commands about users share: finding one, and asking for a password."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from siekit.cli.terminal import is_terminal, standard_input
from siekit.cli.workspace_text import say
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from siekit.cli.workplace import Workplace
    from siekit.workspace.actors import Actor
    from siekit.workspace.installation import Installation
    from siekit.workspace.people import User

email_argument = click.argument("email", metavar="EMAIL")
role_choice = click.Choice(["admin", "analyst", "viewer"])


def account(installation: Installation, email: str) -> User:
    """The account of an address; `not_found` when there is none."""
    from siekit.workspace.accounts import find_account
    from siekit.workspace.refusals import Refusal

    found = find_account(installation, email)
    if found is None:
        raise Refusal("not_found", what="person", what_sv="person", id=email)  # noqa: EM101, its code
    return found


def change_account(
    at: Workplace,
    email: str,
    change: Callable[[Installation, int, Actor], object],
    *,
    said: str,
    lang: str,
) -> None:
    """Change the account of an address, and say what became of it in the words of `said`."""
    from siekit.workspace.actors import local_actor

    with at.installation() as installation:
        user = account(installation, email)
        change(installation, user.id, local_actor("command"))
    say(phrase("user_changed", lang, email=user.email, what=phrase(said, lang)))


def asked_password() -> str:
    """A password: typed twice on a terminal, else the first line of the standard input."""
    if is_terminal(sys.stdin):
        typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return typed
    return standard_input().decode("utf-8", "replace").partition("\n")[0].rstrip("\r")
