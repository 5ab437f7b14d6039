"""The first people: one on a laptop, an administrator on a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from siekit.exceptions import UsageError
from siekit.web.first_people import first_admin, local_user
from siekit.workspace.accounts import add_user, disable_user, find_account
from siekit.workspace.actors import Role, local_actor
from siekit.workspace.refusals import Refusal
from siekit.workspace.signing_in import sign_in_with_password

if TYPE_CHECKING:
    from siekit.workspace.installation import Installation

GIVEN = {
    "SIEKIT_ADMIN_EMAIL": "Anna@Bjorken.example",
    "SIEKIT_ADMIN_PASSWORD": "fyra små röda hus",
    "SIEKIT_DOMAIN": "Björken",
}


def test_a_laptops_person_administers_every_domain(installation: Installation) -> None:
    """The first one is made; starting again changes nothing, and takes in new domains."""
    user = local_user(installation)
    assert local_user(installation) == user
    installation.create_domain("Granen", local_actor())
    local_user(installation)
    for domain in installation.domains():
        members = installation.workspace(domain.id, local_actor()).members()
        assert [(one.user.id, one.role) for one in members] == [(user.id, Role.ADMIN)]
    with pytest.raises(Refusal):
        sign_in_with_password(installation, user.email, "", address="127.0.0.1")


def test_a_servers_first_administrator_is_made_once(installation: Installation) -> None:
    """A later start neither makes another nor brings the old password back."""
    made = first_admin(installation, GIVEN)
    assert made
    assert (made.email, made.runs_installation) == ("anna@bjorken.example", True)
    assert [one.name for one in installation.domains()] == ["Björken"]
    assert first_admin(installation, GIVEN | {"SIEKIT_ADMIN_PASSWORD": "ett annat lösen"}) is None
    password = GIVEN["SIEKIT_ADMIN_PASSWORD"]
    assert sign_in_with_password(installation, made.email, password, address="127.0.0.1") == made


def test_a_server_that_nobody_could_enter_does_not_start(installation: Installation) -> None:
    """It says how to make somebody; with anybody there it starts."""
    with pytest.raises(UsageError, match="Nobody could sign in"):
        first_admin(installation, {})
    with pytest.raises(UsageError, match="easy to guess"):
        first_admin(installation, GIVEN | {"SIEKIT_ADMIN_PASSWORD": "kort"})
    with pytest.raises(Refusal, match="no e-mail address"):
        first_admin(installation, GIVEN | {"SIEKIT_ADMIN_EMAIL": "anna"})
    assert installation.domains() == []
    add_user(installation, "bo@bjorken.example", local_actor())
    assert first_admin(installation, {}) is None


def test_who_runs_the_installation_is_never_lost(installation: Installation) -> None:
    """The last one cannot be shut out."""
    made = first_admin(installation, GIVEN)
    assert made
    with pytest.raises(Refusal, match="only administrator"):
        disable_user(installation, made.id, local_actor())
    found = find_account(installation, " ANNA@bjorken.example")
    assert found == made
