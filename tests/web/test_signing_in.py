"""Signing in and out with a password or a link, and what a session is good for."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from siekit.workspace.actors import Role
from siekit.workspace.signing_in import make_link
from tests.web.visiting import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.visiting import Visited

ANNA = "anna@bjorken.example"


def test_the_right_password_opens_the_domain(visited: Visited) -> None:
    """A new cookie that scripts cannot read leads to the start page."""
    visited.person(ANNA, Role.VIEWER)
    visitor = visited.visit()
    answer = visitor.sign_in("  Anna@Bjorken.example ")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert visitor.get("/").headers["location"] == "/d/1"
    assert visitor.get("/account").status_code == 200


def test_behind_https_cookies_are_bound_to_the_host(make_portal: Callable[..., Visited]) -> None:
    """The name begins with __Host-, so no neighbouring site can set it."""
    visited = make_portal(url="https://books.example.se")
    visited.person(ANNA, Role.VIEWER)
    answer = visited.visit().sign_in(ANNA)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-siekit=")
    assert "Secure" in cookie
    assert "Path=/;" in cookie
    assert "Domain" not in cookie
    assert answer.headers["strict-transport-security"].startswith("max-age=")


@pytest.mark.parametrize("email", [ANNA, "nobody@bjorken.example", "", "x" * 5000])
def test_whatever_is_wrong_the_answer_is_the_same(visited: Visited, email: str) -> None:
    """Nobody learns from the form who has an account."""
    visited.person(ANNA, Role.VIEWER)
    answer = visited.visit().sign_in(email, "fel lösenord, men långt")
    assert answer.status_code == 401
    assert "hör inte ihop" in answer.text


def test_an_account_that_is_shut_out_does_not_open(visited: Visited) -> None:
    """Neither by password nor with a session that stood open."""
    from siekit.workspace.accounts import disable_user
    from siekit.workspace.actors import local_actor

    number = visited.person(ANNA, Role.VIEWER)
    visitor = visited.visit()
    visitor.sign_in(ANNA)
    disable_user(visited.installation, number, local_actor())
    assert visitor.get("/account").headers["location"].startswith("/sign-in")
    assert visited.visit().sign_in(ANNA).status_code == 401


def test_a_planted_session_is_worth_nothing(visited: Visited) -> None:
    """After signing in the secret is another one, and the one before is over."""
    visited.person(ANNA, Role.VIEWER)
    visited.person("eve@bjorken.example", None)
    eve = visited.visit()
    eve.sign_in("eve@bjorken.example")
    planted = eve.client.cookies[visited.settings.cookie]
    victim = visited.visit()
    victim.client.cookies.set(visited.settings.cookie, planted, domain="127.0.0.1", path="/")
    token = victim.token("/account")
    victim.client.post("/sign-in", data={"csrf": token, "email": ANNA, "password": PASSWORD})
    assert eve.get("/account").status_code == 303


def test_signing_out_ends_the_session_for_copies_too(visited: Visited) -> None:
    """A copy of the cookie opens nothing afterwards."""
    visited.person(ANNA, Role.VIEWER)
    visitor, thief = visited.visit(), visited.visit()
    visitor.sign_in(ANNA)
    thief.client.cookies.update(visitor.client.cookies)
    assert thief.get("/account").status_code == 200
    assert visitor.post("/sign-out").headers["location"] == "/sign-in"
    assert thief.get("/account").status_code == 303


def test_signing_out_everywhere_ends_all_sessions(visited: Visited) -> None:
    """Also those of other browsers."""
    visited.person(ANNA, Role.VIEWER)
    here, there = visited.visit(), visited.visit()
    here.sign_in(ANNA)
    there.sign_in(ANNA)
    here.post("/account/sign-out-everywhere")
    assert there.get("/account").status_code == 303


def test_a_session_ends_by_itself(make_portal: Callable[..., Visited]) -> None:
    """The cookie of one that is over leads to signing in."""
    visited = make_portal(session_hours=-1)
    visited.person(ANNA, Role.VIEWER)
    visitor = visited.visit()
    assert visitor.sign_in(ANNA).status_code == 303
    assert visitor.get("/account").status_code == 303


def test_a_new_password_needs_the_present_one_and_ends_other_sessions(visited: Visited) -> None:
    """A weak one, or two that differ, changes nothing and says why."""
    visited.person(ANNA, Role.VIEWER)
    here, there = visited.visit(), visited.visit()
    here.sign_in(ANNA)
    there.sign_in(ANNA)
    new = "ett helt annat lösenord"
    send = {"current": PASSWORD, "new": new, "again": new}
    for wrong, told in (
        ({"current": "fel"}, "Det är inte ditt nuvarande"),
        ({"again": "annat"}, "De två lösenorden är olika"),
        ({"new": "kort", "again": "kort"}, "för lätt att gissa"),
        ({"new": ANNA, "again": ANNA}, "för lätt att gissa"),
    ):
        answer = here.post("/account/password", **send | wrong)
        assert answer.status_code == 422
        assert told in answer.text
    assert here.post("/account/password", **send).status_code == 303
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 303
    assert visited.visit().sign_in(ANNA, PASSWORD).status_code == 401
    assert visited.visit().sign_in(ANNA, new).status_code == 303


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/\t/evil.example",
        "\\\\evil.example",
        "evil.example",
        "/\r\nSet-Cookie: x=y",
    ],
)
def test_signing_in_leads_nowhere_else(visited: Visited, path: str) -> None:
    """What is no path of this portal becomes the start page."""
    visited.person(ANNA, Role.VIEWER)
    assert visited.visit().sign_in(ANNA, next=path).headers["location"] == "/"


def test_signing_in_leads_back_to_where_one_was_going(visited: Visited) -> None:
    """With its query; what was sent as a form is not sent again."""
    visited.person(ANNA, Role.ADMIN)
    visitor = visited.visit()
    sent_away = visitor.get("/d/1/admin/log?kind=user").headers["location"]
    assert sent_away == "/sign-in?next=%2Fd%2F1%2Fadmin%2Flog%3Fkind%3Duser"
    assert 'value="/d/1/admin/log?kind=user"' in visitor.get(sent_away).text
    answer = visitor.sign_in(ANNA, next="/d/1/admin/log?kind=user")
    assert answer.headers["location"] == "/d/1/admin/log?kind=user"


def test_a_link_works_once(make_portal: Callable[..., Visited]) -> None:
    """On a laptop at once; the second time it is refused."""
    visited = make_portal(server=False)
    number = visited.person(ANNA, Role.ADMIN)
    link = f"/link/{make_link(visited.installation, number)}"
    visitor = visited.visit()
    assert visitor.get(link).headers["location"] == "/"
    assert visitor.get("/account").status_code == 200
    again = visited.visit().get(link)
    assert again.status_code == 410
    assert "redan använd" in again.text


def test_on_a_server_looking_at_a_link_does_not_use_it_up(visited: Visited) -> None:
    """A press of a button does, and the next page offers to choose a password without the old."""
    number = visited.person(ANNA, Role.ADMIN)
    link = f"/link/{make_link(visited.installation, number)}"
    assert visited.visit().get(link).status_code == 200
    visitor = visited.visit()
    assert visitor.post(link, on=link).headers["location"] == "/account"
    new = "ett helt annat lösenord"
    assert visitor.post("/account/password", new=new, again=new).status_code == 303
    assert visited.visit().sign_in(ANNA, new).status_code == 303


def test_a_link_ends_after_its_time(visited: Visited) -> None:
    """And a newer one takes the place of an older one."""
    number = visited.person(ANNA, Role.ADMIN)
    late = f"/link/{make_link(visited.installation, number, minutes=-1)}"
    visitor = visited.visit()
    assert visitor.post(late, on="/sign-in").status_code == 410
    older = f"/link/{make_link(visited.installation, number)}"
    make_link(visited.installation, number)
    assert visitor.post(older, on="/sign-in").status_code == 410


def test_five_wrong_passwords_shut_the_door_for_a_while(visited: Visited) -> None:
    """Also to the right one from that address; to another account it stays open."""
    visited.person(ANNA, Role.VIEWER)
    visited.person("bo@bjorken.example", Role.VIEWER)
    visitor = visited.visit()
    for _ in range(5):
        assert visitor.sign_in(ANNA, "fel lösenord").status_code == 401
    answer = visitor.sign_in(ANNA)
    assert answer.status_code == 429
    assert "Vänta 15 minuter" in answer.text
    assert visited.visit().sign_in("bo@bjorken.example").status_code == 303


FORM = "http://127.0.0.1:8470/d/1/admin/settings"


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        (FORM, "/d/1/admin/settings"),
        (f"{FORM}?x=1&y=%C3%A5", "/d/1/admin/settings?x=1&y=%C3%A5"),
        ("http://127.0.0.1:8470/account/password", "/account"),  # answered a form itself
        ("http://127.0.0.1:8470/no/such/page", "/"),
        ("http://127.0.0.1:8470//evil.example", "/"),
        ("http://evil.example/d/1/admin/settings", "/"),
        ("http://[", "/"),
        ("", "/"),
    ],
)
def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(
    visited: Visited, referer: str, back: str
) -> None:
    """With the word that nothing was saved, on the way and there; the form is not sent again."""
    visited.person(ANNA, Role.ADMIN)
    visitor = visited.visit()
    visitor.sign_in(ANNA)
    token = visitor.token("/account")
    visitor.client.cookies.delete(visited.settings.cookie)
    visitor.client.headers["referer"] = referer
    sent = visitor.client.post("/d/1/admin/settings", data={"csrf": token, "name": "Annan"})
    assert sent.status_code == 303
    assert sent.headers["location"].startswith("/sign-in")
    del visitor.client.headers["referer"]
    told = "det du skrev eller valde sparades inte"
    assert told in visitor.get(sent.headers["location"]).text
    assert visitor.sign_in(ANNA, "fel lösenord").status_code == 401
    form = visitor.get(sent.headers["location"]).text
    wanted = re.findall('name="next" value="([^"]*)"', form)[-1]
    answer = visitor.sign_in(ANNA, next=unescape(wanted))
    assert (answer.status_code, answer.headers["location"]) == (303, back)
    page = visitor.get("/d/1" if back == "/" else back)
    assert told in page.text
    assert told not in visitor.get("/account").text
    assert visited.installation.domains()[0].name == "Björken"


def test_signing_out_without_a_session_loses_nothing(visited: Visited) -> None:
    """So nothing is said of what was sent."""
    visitor = visited.visit()
    token = visitor.token("/sign-in")
    sent = visitor.client.post("/sign-out", data={"csrf": token})
    assert sent.headers["location"] == "/sign-in"
    assert "sparades inte" not in visitor.get("/sign-in").text
