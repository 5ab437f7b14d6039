"""`siekit activate`: put a file into the reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from siekit.cli.activation import activated, activation_options
from siekit.cli.command import ExampleCommand

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace

EXAMPLES = ("siekit activate 3", "siekit activate 3 --yes")


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@activation_options
def command(
    *, at: Workplace, upload: int, override: str | None, yes: bool, form: str, lang: str
) -> None:
    """Put a file into the reports, from the next sync on.

    Active files of the same company whose years overlap its own are replaced, completely; what
    that changes is shown first, and on a terminal asked about; elsewhere --yes says that they may
    be replaced. A file with a red check needs a written reason.
    """
    with at.open() as workspace:
        activated(
            workspace, upload, override=override, yes=yes, form=form, lang=lang, verb="activate"
        )
