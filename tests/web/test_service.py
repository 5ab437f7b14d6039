"""Signing in by a service: only who is known, and only by an answer that fits the question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from joserfc.jwk import RSAKey

from siekit.web import oidc
from siekit.web.settings import OidcSettings
from siekit.workspace.actors import Role, local_actor
from siekit.workspace.members import invite
from tests.web.issuer import CLIENT, SECRET
from tests.web.visiting import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from httpx2 import Response

    from tests.web.issuer import Issuer
    from tests.web.visiting import Visited, Visitor

ANNA = "anna@bjorken.example"
VERIFIED = {"email": "Anna@bjorken.example", "email_verified": True}
LEAVE = "/sign-in/service?next=/account"


@pytest.fixture
def portal(make_portal: Callable[..., Visited], issuer: Issuer) -> Visited:
    """A portal that knows the service, and one person."""
    settings = OidcSettings(
        issuer=issuer.url, client_id=CLIENT, client_secret=SECRET, name="Björkens inloggning"
    )
    made = make_portal(oidc=settings)
    made.person(ANNA, Role.VIEWER)
    return made


def _there_and_back(visitor: Visitor, issuer: Issuer) -> Response:
    left = visitor.get(LEAVE)
    assert left.headers["location"].startswith(f"{issuer.url}/authorize")
    return visitor.get(issuer.answer(left.headers["location"]))


def test_who_is_known_by_a_verified_address_comes_in(portal: Visited, issuer: Issuer) -> None:
    """And from then on by the service's own name for them, whatever their address."""
    issuer.claims = dict(VERIFIED)
    visitor = portal.visit()
    assert "Björkens inloggning" in visitor.get("/sign-in").text
    assert _there_and_back(visitor, issuer).headers["location"] == "/account"
    assert visitor.get("/account").status_code == 200
    issuer.claims = {"email": "anna.nygift@bjorken.example"}
    again = portal.visit()
    assert _there_and_back(again, issuer).status_code == 303
    issuer.claims = VERIFIED | {"sub": "another"}
    assert _there_and_back(portal.visit(), issuer).status_code == 401


@pytest.mark.parametrize(
    "claims",
    [
        {"email": ANNA},
        {"email": ANNA, "email_verified": False},
        {"email": ANNA, "email_verified": "true"},
        {"email": "stranger@bjorken.example", "email_verified": True},
        VERIFIED | {"aud": "another"},
        VERIFIED | {"iss": "https://evil.example"},
        VERIFIED | {"nonce": "old"},
        VERIFIED | {"exp": 1},
        VERIFIED | {"azp": "another"},
    ],
)
def test_nobody_else_comes_in(portal: Visited, issuer: Issuer, claims: dict[str, Any]) -> None:
    """Without a verified address, unknown, or by a token that is for another portal or time."""
    issuer.claims = claims
    visitor = portal.visit()
    assert _there_and_back(visitor, issuer).status_code == 401
    assert visitor.get("/account").status_code == 303


def test_a_token_of_another_key_is_refused(portal: Visited, issuer: Issuer) -> None:
    """The service's published keys alone count."""
    issuer.claims = dict(VERIFIED)
    issuer.signs_with = RSAKey.generate_key(2048, {"kid": "k1"})
    assert _there_and_back(portal.visit(), issuer).status_code == 401


def test_a_service_may_change_its_keys(
    portal: Visited, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A token that no known key signed has the keys asked for anew, though not all the time."""
    issuer.claims = dict(VERIFIED)
    assert _there_and_back(portal.visit(), issuer).status_code == 303
    issuer.key = RSAKey.generate_key(2048, {"kid": "k1"})
    assert _there_and_back(portal.visit(), issuer).status_code == 401
    monkeypatch.setattr(oidc, "_REST_SECONDS", 0)
    assert _there_and_back(portal.visit(), issuer).status_code == 303


def test_an_answer_belongs_to_the_browser_that_asked(portal: Visited, issuer: Issuer) -> None:
    """Another browser, a second time or a made-up state are refused."""
    issuer.claims = dict(VERIFIED)
    asking, other = portal.visit(), portal.visit()
    back = issuer.answer(asking.get(LEAVE).headers["location"])
    assert other.get(back).status_code == 403
    other.get(LEAVE)
    assert other.get(back).status_code == 403
    assert asking.get(back).status_code == 303
    assert asking.get(back).status_code == 403
    assert asking.get("/sign-in/service/back").status_code == 403


def test_a_service_of_another_name_is_not_believed(portal: Visited, issuer: Issuer) -> None:
    """Nor one that does not answer; the page says so, and a password still works."""
    issuer.called = "https://evil.example"
    visitor = portal.visit()
    answer = visitor.get(LEAVE)
    assert answer.status_code == 503
    assert "lösenord" in answer.text


def test_without_a_service_there_is_no_such_page(visited: Visited) -> None:
    """The way there is not found."""
    assert visited.visit().get("/sign-in/service").status_code == 404


GARBLED: dict[str, Any] = {
    "a list": [],
    "no keys": {"authorization_endpoint": "a", "token_endpoint": "t"},
    "no way there": {"jwks_uri": "keys"},
    "a number": {"authorization_endpoint": 7, "token_endpoint": "t", "jwks_uri": "keys"},
}


@pytest.mark.parametrize("told", GARBLED.values(), ids=GARBLED)
def test_a_service_that_describes_itself_wrongly_is_told_of(
    portal: Visited, issuer: Issuer, told: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the service that does not work, and the page says so."""
    described = told | {"issuer": issuer.url} if isinstance(told, dict) else told

    def garbled(url: str, **_: object) -> httpx2.Response:
        return httpx2.Response(200, json=described, request=httpx2.Request("GET", url))

    monkeypatch.setattr(httpx2, "get", garbled)
    answer = portal.visit().get(LEAVE)
    assert answer.status_code == 503
    assert "Inloggningstjänsten svarar inte" in answer.text


def test_an_answer_that_is_no_token_lets_nobody_in(
    portal: Visited, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the service sends instead of one is a refusal, and no fault of ours."""
    send = httpx2.Client.send

    def garbled(client: httpx2.Client, request: httpx2.Request, **given: Any) -> httpx2.Response:  # noqa: ANN401, as it is called
        if request.url.path == "/token":
            return httpx2.Response(answer[0], content=answer[1], request=request)
        return send(client, request, **given)

    monkeypatch.setattr(httpx2.Client, "send", garbled)
    bodies = (b"<html>no", b"[]", b'"x"', b"null", b'{"id_token": 7}', b"{}", b"\xff")
    for answer in ((status, body) for status in (200, 400) for body in bodies):
        came = _there_and_back(portal.visit(), issuer)
        assert came.status_code in {401, 503}, answer


@pytest.mark.parametrize("keys", [{}, {"keys": 7}, {"keys": [{}]}, {"keys": [{"kty": "RSA"}]}])
def test_keys_that_are_none_let_nobody_in(
    portal: Visited, issuer: Issuer, keys: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be checked is not believed."""
    fetch = oidc._fetch

    def garbled(url: str) -> dict[str, Any]:
        return keys if url.endswith("/jwks") else fetch(url)

    monkeypatch.setattr(oidc, "_fetch", garbled)
    assert _there_and_back(portal.visit(), issuer).status_code in {401, 503}


def test_an_answer_in_other_letters_is_no_fault(portal: Visited) -> None:
    """A state that nobody has given is refused, whatever its letters are."""
    visitor = portal.visit()
    visitor.get(LEAVE)
    answer = visitor.get("/sign-in/service/back?state=%C3%A5&code=x")
    assert answer.status_code == 403


def test_who_signs_in_with_the_service_only_confirms(
    make_portal: Callable[..., Visited], issuer: Issuer
) -> None:
    """Whoever made the account elsewhere knows a password that ends then, and is put out."""
    settings = OidcSettings(
        issuer=issuer.url, client_id=CLIENT, client_secret=SECRET, name="Björkens inloggning"
    )
    portal = make_portal(oidc=settings)
    there = portal.installation
    here = there.workspace(1, local_actor())
    bo = here.add_member("bo@example.se", Role.VIEWER).user
    thief = portal.visit()
    link = f"/link/{invite(here, bo.id, minutes=15).secret}"
    thief.post(link, on=link)
    thief.post("/account/password", new=PASSWORD, again=PASSWORD)
    granen = there.workspace(there.create_domain("Granen", local_actor()).id, local_actor())
    granen.add_member("bo@example.se", Role.VIEWER)
    link = f"/link/{invite(granen, bo.id, minutes=15).secret}"
    issuer.claims = {"email": "bo@example.se", "email_verified": True}
    visitor = portal.visit()
    _there_and_back(visitor, issuer)
    assert visitor.get("/d/2").status_code == 404
    page = visitor.get(link).text
    assert 'type="password"' not in page
    assert "så kontots lösenord upphör" in page
    assert visitor.post(link, on=link).headers["location"] == "/d/2"
    assert visitor.get("/d/2").status_code == 200
    assert thief.get("/account").status_code == 303
    assert portal.visit().sign_in("bo@example.se", PASSWORD).status_code == 401
