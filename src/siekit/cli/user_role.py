"""`siekit user role`: what somebody may do in a domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.options import lang_option
from siekit.cli.people import account, email_argument
from siekit.cli.workplace import require_extra, workspace_options
from siekit.cli.workspace_text import say
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace

NONE = "none"


@click.command(cls=ExampleCommand, examples=("siekit user role bo@example.se analyst",))
@email_argument
@click.argument("role", type=click.Choice(["admin", "analyst", "viewer", NONE]))
@workspace_options
@lang_option
def command(*, at: Workplace, email: str, role: str, lang: str) -> None:
    """Give somebody another role in a domain, or none.

    A viewer reads; an analyst also uploads and links; an admin activates, syncs and manages
    people. The last admin of a domain stays one.
    """
    require_extra()
    from siekit.workspace.actors import Role
    from siekit.workspace.members import change_role, remove_member

    with at.open() as workspace:
        user = account(workspace.installation, email)
        if role == NONE:
            remove_member(workspace, user.id)
        else:
            change_role(workspace, user.id, Role.of(role))
        key = "user_gone" if role == NONE else "user_role"
        what = phrase(key, lang, role=role, domain=workspace.domain().name)
    say(phrase("user_changed", lang, email=user.email, what=what))
