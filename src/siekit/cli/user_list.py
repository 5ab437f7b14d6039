"""`siekit user list`: who has an account, and what each may do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from siekit.cli.columns import columns
from siekit.cli.command import ExampleCommand
from siekit.cli.terminal import printable, write_text
from siekit.cli.workplace import installation_options
from siekit.cli.workspace_text import JSON, form_option, print_json

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace
    from siekit.workspace.installation import Installation


@click.command(cls=ExampleCommand, examples=("siekit user list",))
@form_option
@installation_options
def command(*, at: Workplace, form: str) -> None:
    """List who has an account, and what each may do in which domain."""
    with at.installation() as installation:
        found = _people(installation)
    if form == JSON:
        print_json(found)
    elif found:
        write_text("\n".join(columns([_row(one) for one in found], left=4)) + "\n")


def _people(installation: Installation) -> list[dict[str, Any]]:
    from siekit.workspace.accounts import list_users
    from siekit.workspace.people import all_memberships_of

    people = []
    for user in list_users(installation):
        with installation.catalogue.read() as connection:
            member = all_memberships_of(connection, user.id)
        people.append(
            {
                "email": user.email,
                "name": user.name,
                "roles": [
                    {"domain": one.domain, "role": one.role.word, "pending": one.pending}
                    for one in member
                ],
                "runs_installation": user.runs_installation,
                "disabled": user.disabled_at is not None,
            }
        )
    return people


def _row(one: dict[str, Any]) -> list[str]:
    roles = ", ".join(
        f"{role['role']} in {role['domain']}{' (not confirmed)' if role['pending'] else ''}"
        for role in one["roles"]
    )
    more = "disabled" if one["disabled"] else "runs it" if one["runs_installation"] else ""
    return [printable(one["email"]), printable(one["name"]), printable(roles), more]
