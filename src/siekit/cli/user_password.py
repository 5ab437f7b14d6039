"""`siekit user password`: give somebody a new password."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.options import lang_option
from siekit.cli.people import account, asked_password, email_argument
from siekit.cli.workplace import installation_options
from siekit.cli.workspace_text import say
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace


@click.command(cls=ExampleCommand, examples=("siekit user password anna@example.se",))
@email_argument
@installation_options
@lang_option
def command(*, at: Workplace, email: str, lang: str) -> None:
    """Give somebody a new password, typed on the terminal or read from the standard input."""
    from siekit.workspace.actors import local_actor
    from siekit.workspace.own_account import set_password

    with at.installation() as installation:
        user = account(installation, email)
        set_password(installation, user.id, asked_password(), local_actor("command"))
    what = phrase("user_password", lang)
    say(phrase("user_changed", lang, email=user.email, what=what))
