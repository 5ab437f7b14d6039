"""`siekit workspace info`: where a workspace is, and what it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.options import lang_option
from siekit.cli.workplace import installation_options
from siekit.cli.workspace_text import JSON, form_option, print_json, say
from siekit.locale.figures import MISSING
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace
    from siekit.workspace.installation import Installation


@click.command(cls=ExampleCommand, examples=("siekit workspace info",))
@form_option
@installation_options
@lang_option
def command(*, at: Workplace, form: str, lang: str) -> None:
    """Tell where a workspace is, on which database, and what each domain has."""
    with at.installation() as installation:
        facts = _facts(installation)
    if form == JSON:
        print_json(facts)
        return
    say(phrase("info_place", lang, place=facts["place"], folder=facts["folder"]))
    say(phrase("info_database", lang, **facts["database"]))
    for one in facts["domains"]:
        say(phrase("info_domain", lang, **{**one, "snapshot": one["snapshot"] or MISSING}))


def _facts(installation: Installation) -> dict[str, Any]:
    from siekit.workspace.actors import local_actor

    catalogue = installation.catalogue
    domains = []
    for domain in installation.domains():
        workspace = installation.workspace(domain.id, local_actor("command"))
        uploads, snapshot = workspace.uploads(), workspace.snapshot()
        domains.append(
            {
                "name": domain.name,
                "uploads": len(uploads),
                "active": sum(one.active for one in uploads),
                "snapshot": snapshot.id if snapshot else None,
            }
        )
    return {
        "place": catalogue.engine.url.render_as_string(hide_password=True),
        "folder": str(installation.folder),
        "database": {"dialect": catalogue.dialect, "revision": catalogue.revision()},
        "domains": domains,
    }
