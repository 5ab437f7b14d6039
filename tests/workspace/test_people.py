"""People, roles, tokens and attempts to sign in, on each kind of database."""

from __future__ import annotations

import threading
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from siekit.workspace import attempts
from siekit.workspace.accepting import vouch
from siekit.workspace.accounts import add_user, disable_user, enable_user, list_users
from siekit.workspace.actors import Actor, Role, local_actor
from siekit.workspace.audit import now
from siekit.workspace.members import ensure_member, found_domain, invite, may_be_invited
from siekit.workspace.refusals import Refusal
from siekit.workspace.sessions import find_session, open_session
from siekit.workspace.signing_in import make_link, sign_in_with_password, use_link
from siekit.workspace.tables import api_tokens, one_time_links, sessions, sign_in_failures
from siekit.workspace.tokens import find_token

if TYPE_CHECKING:
    from collections.abc import Callable

    from siekit.workspace.installation import Installation
    from siekit.workspace.people import User
    from siekit.workspace.workspace import Workspace

SYSTEM = local_actor()
PASSWORD = "fyra små röda hus"  # noqa: S105, of an invented person


@pytest.fixture
def anna(installation: Installation) -> User:
    """The only administrator of the domain Björken, without a password."""
    user = add_user(installation, "anna@bjorken.example", SYSTEM, name="Anna")
    ensure_member(installation, user, "Björken", SYSTEM)
    return user


@pytest.fixture
def workspace(installation: Installation, anna: User) -> Workspace:
    """The domain as Anna sees it."""
    number = installation.domain("Björken").id
    return installation.workspace(number, Actor(anna.email, Role.ADMIN, user_id=anna.id))


def test_somebody_without_an_account_gets_one(workspace: Workspace) -> None:
    """Somebody with one is let in as they are; a second time is refused."""
    made = workspace.add_member(" Bo@Bjorken.example", Role.VIEWER, name="  Bo\u202eEk ")
    assert (made.user.email, made.user.name, made.user.joined) == (
        "bo@bjorken.example",
        "Bo Ek",
        False,
    )
    assert [one.role for one in workspace.members()] == [Role.ADMIN, Role.VIEWER]
    with pytest.raises(Refusal, match="in the list already"):
        workspace.add_member("bo@bjorken.example", Role.ADMIN)
    for email in ("bo", "@x", "a@", "a b@c.se", "a@b\n.se", "a" * 260 + "@b.se"):
        with pytest.raises(Refusal, match="no e-mail address"):
            workspace.add_member(email, Role.VIEWER)


def test_a_domain_keeps_an_administrator(workspace: Workspace, anna: User) -> None:
    """Who is the last can neither go, nor be made less, nor be shut out.

    One who has not confirmed that they are in it does not count.
    """
    installation = workspace.installation
    tried: list[Callable[[], object]] = [
        lambda: workspace.remove_member(anna.id),
        lambda: workspace.change_role(anna.id, Role.VIEWER),
        lambda: disable_user(installation, anna.id, SYSTEM),
    ]
    for attempt in tried:
        with pytest.raises(Refusal) as told:
            attempt()
        assert told.value.code == "last_admin"
    bo = workspace.add_member("bo@bjorken.example", Role.ADMIN).user
    with pytest.raises(Refusal, match="only administrator"):
        workspace.remove_member(anna.id)
    vouch(installation, bo.id, SYSTEM)
    disable_user(installation, bo.id, SYSTEM)
    with pytest.raises(Refusal, match="only administrator"):
        workspace.remove_member(anna.id)
    enable_user(installation, bo.id, SYSTEM)
    workspace.remove_member(anna.id)
    assert [one.user.email for one in workspace.members()] == ["bo@bjorken.example"]


def test_two_administrators_cannot_remove_each_other_at_once(
    workspace: Workspace, anna: User
) -> None:
    """One of them stays, ten times over."""
    for _ in range(10):
        known = {one.user.email for one in workspace.members()}
        if len(known) == 1:
            other = ({"a@b.example", "b@b.example"} - known).pop()
            workspace.add_member(other, Role.ADMIN, vouched=True)
        ids = [one.user.id for one in workspace.members()]
        _at_once([partial(workspace.remove_member, number) for number in ids])
        assert [one.role for one in workspace.members()] == [Role.ADMIN]
    assert anna.id


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ANALYST])
def test_only_administrators_look_after_people(workspace: Workspace, role: Role) -> None:
    """Others neither see the list nor change it."""
    other = workspace.installation.workspace(workspace.domain_id, Actor("bo", role, user_id=1))
    tried: list[Callable[[], object]] = [
        other.members,
        other.tokens,
        other.log,
        lambda: other.add_member("x@y.example", Role.ADMIN),
        lambda: other.change_role(1, Role.ADMIN),
        lambda: other.remove_member(1),
        lambda: other.create_token("n", Role.VIEWER),
        lambda: other.revoke_token(1),
        lambda: other.change_settings(name="mine"),
    ]
    for attempt in tried:
        with pytest.raises(Refusal) as told:
            attempt()
        assert told.value.code == "forbidden"


def test_an_invitation_opens_no_other_books(workspace: Workspace) -> None:
    """Only who has not confirmed, or never came in and is nowhere else, may have a link."""
    installation = workspace.installation
    bo = workspace.add_member("bo@bjorken.example", Role.VIEWER).user
    assert may_be_invited(workspace, bo.id).id == bo.id
    vouch(installation, bo.id, SYSTEM)
    assert may_be_invited(workspace, bo.id).id == bo.id
    elsewhere = installation.create_domain("Granen", SYSTEM).id
    granen = installation.workspace(elsewhere, SYSTEM)
    granen.add_member("bo@bjorken.example", Role.ADMIN, vouched=True)
    with pytest.raises(Refusal) as told:
        may_be_invited(workspace, bo.id)
    assert told.value.code == "forbidden"
    stranger = add_user(installation, "eve@granen.example", SYSTEM)
    with pytest.raises(Refusal) as told:
        may_be_invited(workspace, stranger.id)
    assert told.value.code == "not_found"


def test_a_link_or_session_of_before_opens_no_further_domain(workspace: Workspace) -> None:
    """Whoever has it may be the administrator who invited, and not the one who was."""
    installation = workspace.installation
    bo = workspace.add_member("bo@bjorken.example", Role.VIEWER).user
    came = use_link(installation, invite(workspace, bo.id, minutes=15).secret)
    secret = open_session(installation, bo.id, via=came.via, ways_in=came.user.ways_in)
    link = invite(workspace, bo.id, minutes=15).secret
    elsewhere = installation.create_domain("Granen", SYSTEM).id
    installation.workspace(elsewhere, SYSTEM).add_member("bo@bjorken.example", Role.ADMIN)
    session = find_session(installation, secret)
    assert session
    assert [one.domain for one in session.memberships] == ["Björken"]
    again = use_link(installation, link)
    secret = open_session(installation, bo.id, via=again.via)
    session = find_session(installation, secret)
    assert session
    assert [one.domain for one in session.memberships] == ["Björken"]


def test_who_is_let_in_again_brings_no_token_of_before(workspace: Workspace) -> None:
    """What they had made ended when they were taken out."""
    bo = workspace.add_member("bo@bjorken.example", Role.ADMIN, vouched=True).user
    own = workspace.installation.workspace(
        workspace.domain_id, Actor(bo.email, Role.ADMIN, user_id=bo.id)
    )
    _, secret = own.create_token("Power BI", Role.VIEWER)
    assert find_token(workspace.installation, secret)
    workspace.remove_member(bo.id)
    workspace.add_member("bo@bjorken.example", Role.VIEWER, vouched=True)
    assert find_token(workspace.installation, secret) is None
    assert not workspace.tokens()[0].usable


def test_only_who_runs_the_installation_makes_domains(workspace: Workspace, anna: User) -> None:
    """And administers what they have made."""
    installation = workspace.installation
    with pytest.raises(Refusal):
        found_domain(installation, anna, "Granen", SYSTEM)
    runner = add_user(installation, "cia@bjorken.example", SYSTEM, runs_installation=True)
    made = found_domain(installation, runner, "Granen", SYSTEM)
    members = installation.workspace(made.id, SYSTEM).members()
    assert [(one.user.id, one.role) for one in members] == [(runner.id, Role.ADMIN)]
    assert [one.email for one in list_users(installation)] == [
        "anna@bjorken.example",
        "cia@bjorken.example",
    ]


def test_a_token_opens_its_domain_and_no_more_than_its_maker_may(
    workspace: Workspace, anna: User
) -> None:
    """Its secret stands nowhere; revoked, ended, or its maker gone, it opens nothing."""
    installation = workspace.installation
    token, secret = workspace.create_token("  Nattlig ", Role.ADMIN, days=30)
    assert (token.name, token.owner) == ("Nattlig", anna.email)
    assert secret.startswith("siekit_")
    with installation.catalogue.read() as connection:
        assert secret not in str(connection.execute(sa.select(api_tokens)).all())
    found = find_token(installation, secret)
    assert found
    assert (found[0], found[1].role, found[1].via) == (workspace.domain_id, Role.ADMIN, "api")
    workspace.add_member("bo@bjorken.example", Role.ADMIN, vouched=True)
    workspace.change_role(anna.id, Role.VIEWER)
    lowered = find_token(installation, secret)
    assert lowered
    assert lowered[1].role is Role.VIEWER
    disable_user(installation, anna.id, SYSTEM)
    assert find_token(installation, secret) is None
    enable_user(installation, anna.id, SYSTEM)
    workspace.remove_member(anna.id)
    assert find_token(installation, secret) is None
    assert find_token(installation, "siekit_other") is None


def test_a_token_ends_when_it_is_revoked_or_old(workspace: Workspace) -> None:
    """Revoking twice is no fault; that of another domain is not there."""
    installation = workspace.installation
    one, secret = workspace.create_token("a", Role.VIEWER)
    _, old = workspace.create_token("b", Role.VIEWER, days=1)
    elsewhere = installation.create_domain("Granen", SYSTEM).id
    with pytest.raises(Refusal):
        installation.workspace(elsewhere, SYSTEM).revoke_token(one.id)
    workspace.revoke_token(one.id)
    workspace.revoke_token(one.id)
    assert find_token(installation, secret) is None
    with installation.catalogue.write() as connection:
        connection.execute(api_tokens.update().values(expires_at=now() - timedelta(minutes=1)))
    assert find_token(installation, old) is None
    assert [one.usable for one in workspace.tokens()] == [False, False]
    for name, days in (("", 1), ("x", 0), ("x", 4000), ("x" * 300, 1)):
        with pytest.raises(Refusal):
            workspace.create_token(name, Role.VIEWER, days=days)


def test_settings_change_all_together_or_not_at_all(workspace: Workspace) -> None:
    """What changed stands in the log, and only that."""
    workspace.change_settings(sync_at="06:30", entries_allowed=True)
    told = workspace.log(kind="domain")[0]
    assert told.before == {"sync_at": None, "entries_allowed": False}
    assert told.after == {"sync_at": "06:30", "entries_allowed": True}
    workspace.installation.create_domain("Granen", SYSTEM)
    for wrong in (
        {"sync_at": "24:00"},
        {"sync_at": "6:30"},
        {"largest_file": 1},
        {"rejected_kept_days": 0},
        {"rejected_kept_days": True},
        {"name": " \u200b"},
        {"name": "Granen"},
    ):
        with pytest.raises(Refusal):
            workspace.change_settings(**{"entries_allowed": False, **wrong})
    assert workspace.domain().entries_allowed


def test_the_log_is_told_by_kind_and_by_person(workspace: Workspace) -> None:
    """A part of a name is enough, and what means something in patterns means nothing here."""
    workspace.add_member("bo@bjorken.example", Role.VIEWER)
    workspace.create_token("a", Role.VIEWER)
    assert {one.action for one in workspace.log(actor="ANNA@")} == {"member.added", "token.created"}
    assert {one.action for one in workspace.log(kind="token")} == {"token.created"}
    assert workspace.log(actor="%") == []
    assert workspace.log(actor="_nna") == []


def test_the_catalogue_holds_no_secret_of_a_session_or_link(
    installation: Installation, anna: User
) -> None:
    """Whoever reads it cannot come in with what they find."""
    session = open_session(installation, anna.id, via="password")
    link = make_link(installation, anna.id)
    with installation.catalogue.read() as connection:
        kept = str(connection.execute(sa.select(sessions)).all())
        kept += str(connection.execute(sa.select(one_time_links)).all())
    assert session not in kept
    assert link not in kept
    found = find_session(installation, session)
    assert found
    assert found.user == anna
    assert found.token_hash not in session


def test_of_two_who_use_a_link_at_once_one_comes_in(installation: Installation, anna: User) -> None:
    """Ten times over."""
    for _ in range(10):
        link = make_link(installation, anna.id)
        came = _at_once([partial(use_link, installation, link)] * 2)
        assert sorted(one is None for one in came) == [False, True]


def test_many_attempts_at_once_gain_nothing(installation: Installation) -> None:
    """Of twenty that come together from one address, five are looked at."""
    add_user(installation, "bo@bjorken.example", SYSTEM, password=PASSWORD)
    codes: list[str] = []

    def attempt() -> None:
        try:
            sign_in_with_password(installation, "bo@bjorken.example", "fel", address="10.0.0.1")
        except Refusal as refusal:
            codes.append(refusal.code)

    _at_once([attempt] * 20)
    assert codes.count("sign_in_failed") == attempts.FROM_ONE_PLACE
    assert codes.count("too_many_attempts") == 20 - attempts.FROM_ONE_PLACE


def test_attempts_are_forgotten_after_a_while_or_a_success(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And are not counted against others: another address, another account."""
    monkeypatch.setattr("siekit.workspace.signing_in.password_fits", lambda *_: (True, None))
    add_user(installation, "bo@bjorken.example", SYSTEM)
    begin, bo = attempts.begin_attempt, "bo@bjorken.example"
    for _ in range(4):
        begin(installation, bo, "10.0.0.1")
    sign_in_with_password(installation, bo, PASSWORD, address="10.0.0.1")
    for _ in range(5):
        begin(installation, bo, "10.0.0.1")
    with pytest.raises(Refusal):
        begin(installation, bo, "10.0.0.1")
    begin(installation, bo, "10.0.0.2")
    begin(installation, "cia@bjorken.example", "10.0.0.1")
    with installation.catalogue.write() as connection:
        connection.execute(sign_in_failures.update().values(at=now() - timedelta(minutes=16)))
    begin(installation, bo, "10.0.0.1")


def test_one_house_has_one_address(installation: Installation) -> None:
    """Of IPv6 the network counts; what is no address counts as it is written."""
    for number in range(5):
        attempts.begin_attempt(installation, "bo@bjorken.example", f"2001:db8::{number}")
    with pytest.raises(Refusal):
        attempts.begin_attempt(installation, "bo@bjorken.example", "2001:db8::ffff")
    attempts.begin_attempt(installation, "bo@bjorken.example", "2001:db8:0:1::1")
    attempts.begin_attempt(installation, "bo@bjorken.example", "testclient")


def _at_once(work: list[Callable[[], object]]) -> list[object]:
    """Start all at the same moment; return what came of each, None of one that was refused."""
    gate = threading.Barrier(len(work))
    came: list[object] = []

    def run(one: Callable[[], object]) -> None:
        gate.wait()
        try:
            came.append(one() or True)
        except Refusal:
            came.append(None)

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came
