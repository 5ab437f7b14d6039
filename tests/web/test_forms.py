"""Forms are taken from our own pages only, and requests at our own address."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import siekit.web.routes
from siekit.workspace.actors import Role
from tests.web.visiting import PASSWORD, URL

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.visiting import Visited, Visitor

ANNA = "anna@bjorken.example"


@pytest.fixture
def anna(visited: Visited) -> Visitor:
    """An administrator who has signed in."""
    visited.person(ANNA, Role.ADMIN, runs=True)
    visitor = visited.visit()
    visitor.sign_in(ANNA)
    return visitor


def _paths() -> list[str]:
    """Every page's path that takes a form, with numbers filled in."""
    import re
    from importlib import import_module

    from siekit.web.routes import PAGES

    routes = [route for name in PAGES for route in import_module(name).router.routes]
    forms = [one.path for one in routes if one.methods & {"POST", "PUT", "PATCH", "DELETE"}]
    return [re.sub(r"\{[^}]*\}", "1", path) for path in forms]


def test_no_form_is_taken_without_its_token(visited: Visited, anna: Visitor) -> None:
    """Whichever page it is for, also with the token of another session."""
    other = visited.visit()
    visited.person("bo@bjorken.example", Role.ADMIN)
    other.sign_in("bo@bjorken.example")
    wrong = other.token("/account")
    paths = _paths()
    assert len(paths) > 20
    for path in paths:
        for fields in ({}, {"csrf": ""}, {"csrf": wrong}):
            answer = anna.client.post(path, data=fields)
            if answer.status_code == 422:  # a field is missing, and nothing was looked at
                continue
            assert answer.status_code == 403, path
            assert "Inget har ändrats" in answer.text
    assert anna.get("/account").status_code == 200


def test_no_form_is_taken_from_another_site(anna: Visitor) -> None:
    """Not even with the right token."""
    token = anna.token("/account")
    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://127.0.0.1:9999"},
    ):
        answer = anna.client.post("/sign-out", data={"csrf": token}, headers=headers)
        assert answer.status_code == 403, headers
    fine = {"origin": URL, "sec-fetch-site": "same-origin"}
    assert anna.client.post("/sign-out", data={"csrf": token}, headers=fine).status_code == 303


def test_nobody_is_signed_in_by_a_form_of_another_site(visited: Visited) -> None:
    """The form of a stranger carries a token too."""
    visited.person(ANNA, Role.VIEWER)
    visitor = visited.visit()
    answer = visitor.client.post("/sign-in", data={"email": ANNA, "password": PASSWORD})
    assert answer.status_code == 403


def test_a_form_of_a_stranger_leads_to_signing_in(visited: Visited) -> None:
    """Without looking at what it holds."""
    answer = visited.visit().client.post("/d/1/admin/people", data={"email": "x@y.z"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:8471", "", "localhost"])
def test_other_hosts_are_not_answered(visited: Visited, host: str) -> None:
    """A page elsewhere that names its host to ours reads nothing."""
    answer = visited.visit().get("/sign-in", host=host)
    assert answer.status_code == 421
    assert URL in answer.text


def test_a_laptop_answers_to_its_own_names(make_portal: Callable[..., Visited]) -> None:
    """By number and by name, at its own port."""
    visited = make_portal(server=False)
    visitor = visited.visit()
    for host in ("127.0.0.1:8470", "localhost:8470", "[::1]:8470", "LOCALHOST:8470"):
        assert visitor.get("/sign-in", host=host).status_code == 200
    assert visitor.get("/sign-in", host="rebound.example:8470").status_code == 421


def test_every_answer_forbids_what_pages_do_not_need(anna: Visitor) -> None:
    """Pages, errors, redirects and files alike."""
    for path in ("/account", "/nowhere", "/", "/static/app.css", "/health", "/d/1/admin/log"):
        headers = anna.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        kept = "public" if path.startswith("/static") else "no-store"
        assert kept in headers["cache-control"]


def test_a_large_form_is_refused_before_it_is_read(anna: Visitor) -> None:
    """By what it says of its size, and by what comes."""
    answer = anna.client.post("/account", data={"name": "x" * 2_000_000, "lang": "sv"})
    assert answer.status_code == 413

    def chunks() -> object:
        for _ in range(40):
            yield b"x" * 65536

    head = {"content-type": "application/x-www-form-urlencoded"}
    answer = anna.client.post("/account", content=chunks(), headers=head)  # type: ignore[arg-type]
    assert answer.status_code == 413


def test_the_language_is_asked_for_chosen_or_the_browsers(visited: Visited, anna: Visitor) -> None:
    """In this order: the address, the person's choice, the browser."""
    stranger = visited.visit()
    assert 'lang="sv"' in stranger.get("/sign-in").text
    assert '<html lang="en">' in stranger.get("/sign-in", accept_language="de, en;q=0.8").text
    assert '<html lang="sv">' in stranger.get("/sign-in", accept_language="de").text
    assert '<html lang="en">' in stranger.get("/sign-in?lang=en").text
    anna.post("/language", lang="en", next="/account")
    assert '<html lang="en">' in anna.get("/account").text
    assert "Min" not in anna.get("/account").text.partition("<h1>")[2][:20]


def test_errors_are_told_in_words(anna: Visitor) -> None:
    """As a page to people and as JSON to programs, with what to do."""
    page = anna.get("/d/1/nothing")
    assert page.status_code == 404
    assert "Till startsidan" in page.text
    assert anna.get("/d/99").status_code == 404
    assert anna.get("/d/x").status_code == 404
    told = anna.get("/d/99", accept="application/json").json()
    assert told["error"]["code"] == "not_found"
    assert set(told["error"]["message"]) == {"en", "sv"}


def test_a_catalogue_that_is_gone_is_told_on_a_page(visited: Visited, anna: Visitor) -> None:
    """Without the driver's words, which name places; when it is back everything goes on."""
    visited.installation.catalogue.close()
    place = visited.installation.folder
    hidden = place.rename(place.with_name("gone"))
    answer = anna.get("/account")
    assert answer.status_code == 503
    assert "Inget har ändrats" in answer.text
    assert "den svarar inte" in answer.text
    assert "sqlite" not in answer.text
    assert "database file" not in answer.text
    assert anna.get("/health").json()["catalogue"] == "catalogue_unavailable"
    assert anna.get("/health").json()["store"] == "store_unavailable"
    hidden.rename(place)
    assert anna.get("/account").status_code == 200


def test_a_fault_is_told_by_a_number(visited: Visited, anna: Visitor) -> None:
    """The page shows nothing of the fault, the log has it under the number."""
    from starlette.testclient import TestClient

    @visited.app.get("/broken")
    def broken() -> None:
        message = "secret words"
        raise ValueError(message)

    client = TestClient(visited.app, base_url=URL, raise_server_exceptions=False)
    client.cookies.update(anna.client.cookies)
    answer = client.get("/broken")
    client.close()
    assert answer.status_code == 500
    assert "secret words" not in answer.text
    assert "content-security-policy" in answer.headers


def test_the_switch_of_languages_stays_on_the_page(visited: Visited, anna: Visitor) -> None:
    """With what was asked for, but not with the language; after a form on what lies nearest."""
    page = anna.get("/d/1/admin/log?who=a%26b&lang=en").text
    assert 'name="next" value="/d/1/admin/log?who=a%26b"' in page
    visited.person("bo@bjorken.example", Role.VIEWER)
    refused = anna.post("/d/1/admin/people/1/role", role="viewer").text
    assert 'name="next" value="/d/1"' in refused


def test_every_file_of_routes_is_listed() -> None:
    """One that `PAGES` forgot would answer nothing."""
    from siekit.web.routes import OTHERS, PAGES

    folder = Path(siekit.web.routes.__file__).parent
    files = {path.stem for path in folder.glob("*.py") if "APIRouter(" in path.read_text("utf-8")}
    listed = {name.rpartition(".")[2] for name in (*PAGES, *OTHERS) if ".web.routes." in name}
    assert files == listed
