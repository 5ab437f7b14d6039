"""`siekit user`: who may use a portal, and what each may do."""

from __future__ import annotations

import click

from siekit.cli.command import LateGroup

COMMANDS = {
    "add": "siekit.cli.user_add",
    "list": "siekit.cli.user_list",
    "role": "siekit.cli.user_role",
    "password": "siekit.cli.user_password",
    "disable": "siekit.cli.user_disable",
    "enable": "siekit.cli.user_enable",
}
"""Each command and the module that defines it, in the order of the help text."""

EXAMPLES = ("siekit user add anna@example.se --role admin", "siekit user list")


@click.group(cls=LateGroup, homes=COMMANDS, examples=EXAMPLES)
def command() -> None:
    """Say who may use the portal, and what each may do in which domain.

    On a server this makes the first administrator. Whoever runs these commands may do everything.
    """
