"""`siekit user disable`."""

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


@click.command(cls=ExampleCommand, examples=("siekit user disable bo@example.se",))
@email_argument
@installation_options
@lang_option
def command(*, at: Workplace, email: str, lang: str) -> None:
    """Shut somebody out at once, also their API tokens; nothing of theirs is lost."""
    from siekit.workspace.accounts import disable_user
    from siekit.workspace.actors import local_actor

    installation = at.installation()
    try:
        user = account(installation, email)
        disable_user(installation, user.id, local_actor("command"))
    finally:
        installation.close()
    what = phrase("user_disabled", lang)
    say(phrase("user_changed", lang, email=user.email, what=what))
