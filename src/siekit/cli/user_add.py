"""`siekit user add`: give somebody an account, or a role in another domain."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.options import lang_option
from siekit.cli.people import asked_password, email_argument, role_choice
from siekit.cli.workplace import require_extra, workspace_options
from siekit.cli.workspace_text import say
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace

EXAMPLES = (
    "siekit user add anna@example.se --role admin",
    'siekit user add bo@example.se --name "Bo Ek" --role viewer',
)


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@email_argument
@click.option("--name", default="", help="What they are called.")
@click.option("--role", type=role_choice, default="viewer", show_default=True)
@click.option("--password", is_flag=True, help="Ask for a password, or read it from the input.")
@click.option("--runs-installation", is_flag=True, help="Let them make domains and accounts.")
@workspace_options
@lang_option
def command(
    *,
    at: Workplace,
    email: str,
    name: str,
    role: str,
    password: bool,
    runs_installation: bool,
    lang: str,
) -> None:
    """Give somebody an account and a role in a domain.

    Without --password they get a link with which they sign in once, and choose one; it begins
    with $SIEKIT_URL where that is set. The domain of the name given by --domain is made where
    there is none.
    """
    require_extra()
    from siekit.workspace.accounts import add_user, find_account
    from siekit.workspace.actors import Role, local_actor
    from siekit.workspace.installation import FIRST_DOMAIN
    from siekit.workspace.members import add_member
    from siekit.workspace.signing_in import LINK_MINUTES, make_link

    with at.installation(make=True) as installation:
        actor = local_actor("command")
        secret = asked_password() if password else None
        wanted = at.domain or FIRST_DOMAIN
        known = {one.name: one.id for one in installation.domains()}
        if at.domain is None and known:
            workspace = installation.only_workspace(actor)
        else:
            number = known.get(wanted) or installation.create_domain(wanted, actor).id
            workspace = installation.workspace(number, actor)
        user = find_account(installation, email)
        if user is None:
            user = add_user(
                installation,
                email,
                actor,
                name=name,
                password=secret,
                runs_installation=runs_installation,
            )
        add_member(workspace, email, Role.of(role), name=name, vouched=True)
        domain = workspace.domain().name
        say(phrase("user_added", lang, email=user.email, role=role, domain=domain))
        if not password and not user.has_password:
            path = f"/link/{make_link(installation, user.id)}"
            url = os.environ.get("SIEKIT_URL", "").strip().rstrip("/")
            key = "user_link" if url else "user_link_somewhere"
            say(phrase(key, lang, link=f"{url}{path}", minutes=LINK_MINUTES))
