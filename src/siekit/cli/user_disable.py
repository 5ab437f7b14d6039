"""`siekit user disable`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.options import lang_option
from siekit.cli.people import change_account, email_argument
from siekit.cli.workplace import installation_options

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace


@click.command(cls=ExampleCommand, examples=("siekit user disable bo@example.se",))
@email_argument
@installation_options
@lang_option
def command(*, at: Workplace, email: str, lang: str) -> None:
    """Shut somebody out at once, also their API tokens; nothing of theirs is lost."""
    from siekit.workspace.accounts import disable_user

    change_account(at, email, disable_user, said="user_disabled", lang=lang)
