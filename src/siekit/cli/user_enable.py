"""`siekit user enable`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.options import lang_option
from siekit.cli.people import account, email_argument
from siekit.cli.workplace import installation_options
from siekit.cli.workspace_text import say
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace


@click.command(cls=ExampleCommand, examples=("siekit user enable bo@example.se",))
@email_argument
@installation_options
@lang_option
def command(*, at: Workplace, email: str, lang: str) -> None:
    """Let somebody in again who was shut out."""
    from siekit.workspace.accounts import enable_user
    from siekit.workspace.actors import local_actor

    installation = at.installation()
    try:
        user = account(installation, email)
        enable_user(installation, user.id, local_actor("command"))
    finally:
        installation.close()
    what = phrase("user_enabled", lang)
    say(phrase("user_changed", lang, email=user.email, what=what))
