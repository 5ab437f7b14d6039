"""`siekit user enable`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.options import lang_option
from siekit.cli.people import change_account, email_argument
from siekit.cli.workplace import installation_options

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace


@click.command(cls=ExampleCommand, examples=("siekit user enable bo@example.se",))
@email_argument
@installation_options
@lang_option
def command(*, at: Workplace, email: str, lang: str) -> None:
    """Let somebody in again who was shut out."""
    from siekit.workspace.accounts import enable_user

    change_account(at, email, enable_user, said="user_enabled", lang=lang)
