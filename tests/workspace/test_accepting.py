"""Nobody comes into a domain along with an account that somebody else made or opened.

Björken's administrator makes an account and knows its password; Granen's lets the same address in.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from siekit.workspace.accepting import accept, look_at_link, vouch, what_is_asked
from siekit.workspace.accounts import find_account_of
from siekit.workspace.actors import Actor, Role, local_actor
from siekit.workspace.members import invite
from siekit.workspace.own_account import choose_password, set_password
from siekit.workspace.refusals import Refusal
from siekit.workspace.sessions import find_session, open_session
from siekit.workspace.signing_in import (
    make_link,
    sign_in_with_password,
    sign_in_with_service,
    use_link,
)
from siekit.workspace.tokens import create_token, find_token

if TYPE_CHECKING:
    from siekit.workspace.installation import Installation
    from siekit.workspace.sessions import Session
    from siekit.workspace.workspace import Workspace

SYSTEM = local_actor()
BO = "bo@example.se"
KNOWN = "som Björkens admin vet"
OWN = "fyra små röda hus"
HERE = {"address": "10.0.0.1", "via": "portal"}


@dataclass
class Two:
    """Two domains of companies that do not trust each other."""

    installation: Installation
    bjorken: Workspace
    granen: Workspace

    def session(self, user_id: int, via: str) -> Session:
        """Sign somebody in."""
        found = find_session(self.installation, open_session(self.installation, user_id, via=via))
        assert found
        return found

    def by_password(self, password: str) -> Session:
        """Sign Bo in with a password."""
        user = sign_in_with_password(self.installation, BO, password, address="10.0.0.1")
        return self.session(user.id, "password")

    def by_link(self, secret: str) -> Session:
        """Sign in by a link."""
        came = use_link(self.installation, secret)
        return self.session(came.user.id, came.via)

    def squatted(self) -> int:
        """Let Björken's administrator make Bo's account and choose its password."""
        made = self.bjorken.add_member(BO, Role.VIEWER).user
        session = self.by_link(invite(self.bjorken, made.id, minutes=15).secret)
        choose_password(self.installation, session, KNOWN, current="", **HERE)
        return made.id

    def invited(self, user_id: int) -> str:
        """Let Bo into Granen, and return the link that its administrator gets."""
        self.granen.add_member(BO, Role.ANALYST)
        return invite(self.granen, user_id, minutes=15).secret


@pytest.fixture
def two(installation: Installation) -> Two:
    """Björken and Granen."""
    opened = []
    for name in ("Björken", "Granen"):
        number = installation.create_domain(name, SYSTEM).id
        opened.append(installation.workspace(number, Actor(f"admin of {name}", Role.ADMIN)))
    return Two(installation, *opened)


def domains_of(session: Session) -> list[str]:
    """The domains that a session opens."""
    return [one.domain for one in session.memberships]


def refused(code: str, work: object, *args: object, **options: object) -> None:
    """See that something is refused, as what is told."""
    assert callable(work)
    with pytest.raises(Refusal) as told:
        work(*args, **options)
    assert told.value.code == code


def test_who_knows_the_password_of_before_comes_in_nowhere_else(two: Two) -> None:
    """Neither while the membership waits, nor after the person accepted it with another one."""
    bo = two.squatted()
    thief = two.by_password(KNOWN)
    link = two.invited(bo)
    assert domains_of(two.by_password(KNOWN)) == ["Björken"]
    # The person was told the password, and comes with the link.
    mine = two.by_password(KNOWN)
    asked = what_is_asked(mine)
    assert (asked.current, asked.new, asked.drops) == (True, True, False)
    wrong = {"current": "fel lösenord", "new": OWN}
    refused("sign_in_failed", accept, two.installation, mine, link, **wrong, **HERE)
    for weak, code in (("", "weak_password"), ("kort", "weak_password"), (KNOWN, "same_password")):
        given = {"current": KNOWN, "new": weak}
        refused(code, accept, two.installation, mine, link, **given, **HERE)
    assert two.granen.members()[0].pending
    done = accept(two.installation, mine, link, current=KNOWN, new=OWN, **HERE)
    assert (done.membership.domain, done.membership.role, done.renewed) == (
        "Granen",
        Role.ANALYST,
        True,
    )
    assert domains_of(two.by_password(OWN)) == ["Björken", "Granen"]
    refused("sign_in_failed", two.by_password, KNOWN)
    for session in (thief, mine):
        refused(
            "not_signed_in",
            choose_password,
            two.installation,
            session,
            "nu är det mitt igen",
            current=OWN,
            **HERE,
        )
    assert two.installation.workspace(two.granen.domain_id, SYSTEM).log(kind="user")[0].after == {
        "email": BO,
        "how": "accepted",
    }


def test_a_link_opens_no_books_that_another_domain_let_somebody_into(two: Two) -> None:
    """Granen's administrator has the link and not the account: it opens nothing here."""
    bo = two.squatted()
    link = two.invited(bo)
    refused("link_to_accept", use_link, two.installation, link)
    stranger = two.granen.add_member("admin@granen.example", Role.ADMIN, vouched=True).user
    theirs = two.session(stranger.id, "password")
    refused("link_of_another", accept, two.installation, theirs, link, new=OWN, **HERE)
    assert look_at_link(two.installation, link, None).kind == "accept"
    assert domains_of(two.by_password(KNOWN)) == ["Björken"]


def test_of_an_account_that_nobody_came_into_the_first_link_opens_its_own_domain(two: Two) -> None:
    """The other one then only lets whoever has the account accept."""
    bo = two.bjorken.add_member(BO, Role.VIEWER).user
    first = invite(two.bjorken, bo.id, minutes=15).secret
    link = two.invited(bo.id)
    session = two.by_link(link)
    assert domains_of(session) == ["Granen"]
    refused("link_to_accept", use_link, two.installation, first)
    choose_password(two.installation, session, OWN, current="", **HERE)
    refused("link_to_accept", use_link, two.installation, first)
    assert domains_of(two.by_password(OWN)) == ["Granen"]
    new = {"current": OWN, "new": "en dans på rosor"}
    accept(two.installation, two.by_password(OWN), first, **new, **HERE)
    assert domains_of(two.by_password("en dans på rosor")) == ["Björken", "Granen"]


def test_a_session_of_a_link_that_chose_no_password_comes_no_further(two: Two) -> None:
    """It ends when another domain's link opens the account, or another membership is accepted."""
    bo = two.bjorken.add_member(BO, Role.VIEWER).user
    secret = invite(two.bjorken, bo.id, minutes=15).secret
    thief = open_session(two.installation, use_link(two.installation, secret).user.id, via="link")
    two.bjorken.remove_member(bo.id)
    session = two.by_link(two.invited(bo.id))
    assert domains_of(session) == ["Granen"]
    assert find_session(two.installation, thief) is None


def test_a_sign_in_that_was_under_way_ends_too(two: Two) -> None:
    """Who proved the password of before just when it was changed gets no session."""
    bo = two.squatted()
    user = sign_in_with_password(two.installation, BO, KNOWN, address="10.0.0.1")
    link = two.invited(bo)
    accept(two.installation, two.by_password(KNOWN), link, current=KNOWN, new=OWN, **HERE)
    refused(
        "sign_in_failed",
        open_session,
        two.installation,
        user.id,
        via="password",
        ways_in=user.ways_in,
    )


def test_of_two_links_at_once_one_opens_the_account(two: Two) -> None:
    """Five times over, each with an account that nobody came into."""
    for number in range(5):
        email = f"bo{number}@example.se"
        bo = two.bjorken.add_member(email, Role.VIEWER).user
        two.granen.add_member(email, Role.VIEWER)
        links = [invite(one, bo.id, minutes=15).secret for one in (two.bjorken, two.granen)]
        gate = threading.Barrier(2)
        came: list[str] = []

        def use(secret: str, gate: threading.Barrier = gate, came: list[str] = came) -> None:
            gate.wait()
            try:
                use_link(two.installation, secret)
            except Refusal as refusal:
                came.append(refusal.code)
            else:
                came.append("in")

        threads = [threading.Thread(target=use, args=(secret,)) for secret in links]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(came) == ["in", "link_to_accept"]
        assert len(domains_of(two.session(bo.id, "link"))) == 1


def test_by_a_service_the_person_only_confirms_and_the_password_of_before_ends(two: Two) -> None:
    """The service knows whose the address is; who made the account does not come along."""
    bo = two.squatted()
    link = two.invited(bo)
    user = sign_in_with_service(two.installation, "https://id", "7", verified_email=BO)
    mine = two.session(user.id, "oidc")
    assert domains_of(mine) == ["Björken"]
    asked = what_is_asked(mine)
    assert (asked.current, asked.new, asked.drops) == (False, False, True)
    assert accept(two.installation, mine, link, **HERE).renewed
    refused("sign_in_failed", two.by_password, KNOWN)
    user = sign_in_with_service(two.installation, "https://id", "7", verified_email=None)
    assert domains_of(two.session(user.id, "oidc")) == ["Björken", "Granen"]


def test_without_a_password_the_service_lets_in_where_one_is_let_in(two: Two) -> None:
    """Nobody else can come in then, and who was in by a link is put out."""
    bo = two.bjorken.add_member(BO, Role.VIEWER).user
    thief = open_session(
        two.installation,
        use_link(two.installation, invite(two.bjorken, bo.id, minutes=15).secret).user.id,
        via="link",
    )
    two.granen.add_member(BO, Role.VIEWER)
    user = sign_in_with_service(two.installation, "https://id", "7", verified_email=BO)
    assert domains_of(two.session(user.id, "oidc")) == ["Björken", "Granen"]
    assert find_session(two.installation, thief) is None
    assert not any(one.pending for one in two.granen.members())


def test_who_runs_the_installation_gives_an_account_back_to_its_owner(two: Two) -> None:
    """By their link the person chooses another password, is alone with it, and is let in."""
    bo = two.squatted()
    link = two.invited(bo)
    session = two.by_link(make_link(two.installation, bo, actor=SYSTEM))
    assert domains_of(session) == ["Björken"]
    refused("same_password", choose_password, two.installation, session, KNOWN, current="", **HERE)
    choose_password(two.installation, session, OWN, current="", **HERE)
    mine = two.by_password(OWN)
    assert domains_of(mine) == ["Björken", "Granen"]
    refused("sign_in_failed", two.by_password, KNOWN)
    refused("link_used", look_at_link, two.installation, link, None)
    assert look_at_link(two.installation, link, mine).kind == "accepted"


def test_who_is_known_to_be_alone_with_their_account_only_confirms(two: Two) -> None:
    """With the present password; they stay signed in, and choose no other."""
    bo = two.squatted()
    set_password(two.installation, bo, OWN, SYSTEM)
    assert find_account_of(two.installation, bo).proved_at
    link = two.invited(bo)
    mine = two.by_password(OWN)
    refused("sign_in_failed", accept, two.installation, mine, link, current="fel", **HERE)
    assert not accept(two.installation, mine, link, current=OWN, **HERE).renewed
    assert domains_of(two.by_password(OWN)) == ["Björken", "Granen"]
    refused("link_used", accept, two.installation, mine, link, current=OWN, **HERE)


def test_who_runs_the_installation_vouches(two: Two) -> None:
    """At once, by a word or by letting in themselves; once more does no harm."""
    bo = two.squatted()
    two.granen.add_member(BO, Role.VIEWER)
    assert vouch(two.installation, bo, SYSTEM) == [two.granen.domain_id]
    assert vouch(two.installation, bo, SYSTEM) == []
    assert domains_of(two.by_password(KNOWN)) == ["Björken", "Granen"]
    two.granen.remove_member(bo)
    two.granen.add_member(BO, Role.VIEWER)
    two.granen.add_member(BO, Role.ANALYST, vouched=True)
    assert [(one.role, one.pending) for one in two.granen.members()] == [(Role.ANALYST, False)]


def test_a_membership_that_waits_gives_no_token_and_no_way_back(two: Two) -> None:
    """Being taken out ends the links; a token of another domain stays there, and opens it only."""
    bo = two.squatted()
    owner = Actor(BO, Role.ADMIN, user_id=bo)
    at_bjorken = two.installation.workspace(two.bjorken.domain_id, owner)
    _, token = create_token(at_bjorken, "nattlig", Role.VIEWER)
    link = two.invited(bo)
    at_granen = two.installation.workspace(two.granen.domain_id, owner)
    _, early = create_token(at_granen, "i förväg", Role.VIEWER)
    assert find_token(two.installation, early) is None
    accept(two.installation, two.by_password(KNOWN), link, current=KNOWN, new=OWN, **HERE)
    assert find_token(two.installation, early) is None
    found = find_token(two.installation, token)
    assert found
    assert found[0] == two.bjorken.domain_id
    two.granen.remove_member(bo)
    other = two.invited(bo)
    two.granen.remove_member(bo)
    refused("link_used", look_at_link, two.installation, other, None)
    refused("link_used", use_link, two.installation, other)


def test_one_domains_new_link_leaves_those_of_others(two: Two) -> None:
    """Else an administrator could take away what others have given."""
    bo = two.bjorken.add_member(BO, Role.VIEWER).user
    runners = make_link(two.installation, bo.id)
    first = invite(two.bjorken, bo.id, minutes=15).secret
    two.invited(bo.id)
    assert look_at_link(two.installation, first, None).kind == "sign_in"
    assert look_at_link(two.installation, runners, None).kind == "sign_in"
    invite(two.bjorken, bo.id, minutes=15)
    refused("link_used", look_at_link, two.installation, first, None)
