"""`siekit workspace verify`: whether a workspace is whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from siekit.cli.at_work import who_does_it
from siekit.cli.command import ExampleCommand
from siekit.cli.failures import EXIT_CODE
from siekit.cli.options import lang_option
from siekit.cli.workplace import installation_options
from siekit.cli.workspace_text import JSON, form_option, print_json, say
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.cli.workplace import Workplace
    from siekit.workspace.installation import Installation
    from siekit.workspace.model import Upload
    from siekit.workspace.verifying import Verified

EXAMPLES = ("siekit workspace verify", "siekit workspace verify --deep --repair")


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@click.option("--repair", is_flag=True, help="Mend what can be; originals are never touched.")
@click.option("--deep", is_flag=True, help="Make all tables anew as well, and compare them.")
@click.option(
    "--backup",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Say also whether the catalogue is equal to this backup.",
)
@form_option
@installation_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    at: Workplace,
    repair: bool,
    deep: bool,
    backup: Path | None,
    form: str,
    lang: str,
) -> None:
    """See whether a workspace is whole, while others work in it.

    Every original is compared with its hash; every upload has its tables; nothing is left over;
    the database has its rules; the log, played again, ends in what there is. The exit code is 2
    when something is wrong, or differs from the backup.
    """
    from siekit.workspace.verifying import verify

    with at.installation() as installation:
        differ = _differences(installation, backup)
        found = verify(installation, repair=repair, deep=deep)
        waits = list(who_does_it(_at_work(installation), lang))
    if form == JSON:
        print_json(_json(found, differ))
    else:
        _tell(found, differ, lang)
        for sentence in waits:
            say(sentence)
    if not found.sound or differ:
        ctx.exit(EXIT_CODE)


def _at_work(installation: Installation) -> Iterator[Upload]:
    """The uploads of all domains on which work goes on, which is no fault."""
    from siekit.workspace.actors import local_actor
    from siekit.workspace.intake import AT_WORK

    for domain in installation.domains():
        workspace = installation.workspace(domain.id, local_actor("command"))
        yield from workspace.uploads(states=AT_WORK)


def _differences(installation: Installation, backup: Path | None) -> list[str] | None:
    """The tables that a backup has otherwise; None without one."""
    if backup is None:
        return None
    from siekit.workspace.backup import read_backup, table_facts

    then = read_backup(backup).tables
    with installation.catalogue.read() as connection:
        now = table_facts(connection)
    return sorted(name for name in {*then, *now} if then.get(name) != now.get(name))


def _json(found: Verified, differ: list[str] | None) -> dict[str, Any]:
    return {
        "sound": found.sound,
        "uploads": found.uploads,
        "originals": found.originals,
        "tables": found.tables,
        "faults": [one.as_json() for one in found.faults],
        "mended": [one.as_json() for one in found.mended],
        "differs_from_backup": differ,
    }


def _tell(found: Verified, differ: list[str] | None, lang: str) -> None:
    for one in found.mended:
        say(phrase("repaired", lang, text=one.text(lang)))
    for one in found.faults:
        say(one.text(lang))
    if found.sound:
        counts = {"originals": found.originals, "tables": found.tables}
        say(phrase("sound", lang, uploads=found.uploads, **counts))
    else:
        say(phrase("unsound", lang, number=len(found.faults)))
    if differ is not None:
        say(phrase("not_equal" if differ else "equal", lang, tables=", ".join(differ)))
