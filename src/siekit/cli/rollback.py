"""`siekit rollback`: activate a replaced file again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from siekit.cli.activation import activated, activation_options
from siekit.cli.command import ExampleCommand

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace

EXAMPLES = ("siekit rollback 1 --yes",)


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@activation_options
def command(
    *, at: Workplace, upload: int, override: str | None, yes: bool, form: str, lang: str
) -> None:
    """Activate a file again that another one replaced.

    The rules are those of `siekit activate`: what replaced it is replaced in turn, and where
    nobody can be asked --yes says that it may be.
    """
    with at.open() as workspace:
        activated(
            workspace, upload, override=override, yes=yes, form=form, lang=lang, verb="rollback"
        )
