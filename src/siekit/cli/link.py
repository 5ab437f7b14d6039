"""`siekit link`: say which company's books a file is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from siekit.cli.at_work import LinkedAlong, became, brought_on, linked
from siekit.cli.command import ExampleCommand
from siekit.cli.link_new import link_all_new
from siekit.cli.options import lang_option
from siekit.cli.workplace import workspace_options
from siekit.cli.workspace_text import JSON, choices, form_option, print_json, say
from siekit.exceptions import UsageError
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace
    from siekit.workspace.model import Upload
    from siekit.workspace.workspace import Workspace

EXAMPLES = (
    'siekit link 4 --new "Fjällbacken"',
    "siekit link 4 --to 1",
    "siekit link --all-new",
)


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@click.argument("upload", metavar="[ID]", type=int, required=False)
@click.option("--to", "to", metavar="INTEGRATION", help="The integration, by its name or number.")
@click.option("--new", "new", metavar="NAME", help="Make a new integration of this name.")
@click.option("--all-new", is_flag=True, help="Make all companies that are clearly new.")
@click.option("--other-orgnr", is_flag=True, help="Yes, also with another organisation number.")
@click.option("--other-currency", is_flag=True, help="Yes, also in another currency.")
@click.option("--take-orgnr", is_flag=True, help="Give the integration the file's number.")
@form_option
@workspace_options
@lang_option
def command(
    *,
    at: Workplace,
    upload: int | None,
    to: str | None,
    new: str | None,
    all_new: bool,
    other_orgnr: bool,
    other_currency: bool,
    take_orgnr: bool,
    form: str,
    lang: str,
) -> None:
    """Say which company's books a file is of, or choose another one.

    Files link themselves by their organisation number; this is for those that cannot. Without
    --to and --new the choices are told. Other files that waited for the company that is made
    here are linked too, and told. A file in the reports keeps its company.

    --all-new takes all files that wait, makes each company whose number is right and nobody's yet,
    and links its files to it; what is left is told with the reason.
    """
    if all_new == (upload is not None) or (all_new and (to is not None or new is not None)):
        message = "Give the ID of an upload, or --all-new by itself."
        raise UsageError(message)
    if to is not None and new is not None:
        message = "Give --to INTEGRATION or --new NAME, not both."
        raise UsageError(message)
    with at.open() as workspace:
        if upload is None:
            link_all_new(workspace, form, lang)
            return
        now = brought_on(workspace, upload)
        if to is None and new is None:
            if form == JSON:
                print_json(now.as_row())
            else:
                say(_choices(workspace, now, lang))
            return
        others = LinkedAlong(workspace)
        done = workspace.link(
            upload,
            None if to is None else _integration(workspace, to),
            new_name=new,
            confirm_orgnr=other_orgnr,
            confirm_currency=other_currency,
            take_orgnr=take_orgnr,
        )
        done = brought_on(workspace, done.id)
        along = others.since(beside=[upload])
    if form == JSON:
        print_json(done.as_row())
    else:
        for sentence in (linked(done, lang), *became(along, lang)):
            say(sentence)


def _choices(workspace: Workspace, upload: Upload, lang: str) -> str:
    """What can be chosen for an upload, whether or not it has its integration already."""
    from siekit.workspace.changing import wrong_state
    from siekit.workspace.states import WAYS, State

    if upload.state is State.PREVIEWED:
        return choices(workspace, upload, lang)
    if upload.integration_id is None:
        raise wrong_state(upload)
    open_ = State.LINKED in WAYS[upload.state] and not upload.in_reports
    how = phrase("link_again" if open_ else "link_kept", lang, id=upload.id)
    return f"{linked(upload, lang)} {how}"


def _integration(workspace: Workspace, named: str) -> int:
    """The integration of a name, else of a number."""
    found = workspace.integrations()
    for one in found:
        if one.name == named:
            return one.id
    if named.isdecimal():
        return workspace.integration(int(named)).id
    names = ", ".join(one.name for one in found) or "-"
    message = f"There is no integration {named!r}. They are: {names}."
    raise UsageError(message)
