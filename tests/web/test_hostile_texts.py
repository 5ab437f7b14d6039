"""Names and texts of a SIE file that would be markup, script or more if pages let them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from tests.books import books
from tests.web.api.every_route import every_route
from tests.web.test_isolation import Visitor, is_free

if TYPE_CHECKING:
    from tests.web.api.calling import Called

SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(2)>"
ATTRIBUTE = "' onmouseover=alert(3) x='"
TEMPLATE = "{{ 7919 * 104729 }}{% raw %}"
RENDERED = "829348951"
"""What a template would make of it; no time of day and no token has these digits by chance."""
LINK = "javascript:alert(4)"


class Found(HTMLParser):
    """What a page would do: its elements, and attributes that run or lead somewhere."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what must not be on any page of ours."""
        given = dict(attrs)
        if tag == "script" and not (given.get("src") or "").startswith("/static/"):
            self.bad.append(f"script {given}")
        if tag in {"iframe", "object", "embed", "base"}:
            self.bad.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.bad.append(f"{tag} {name}={value}")
            leads = name in {"href", "src", "action", "formaction", "xlink:href"}
            if leads and not re.match(r"(/(?!/)|#|\?|$)", value or ""):
                self.bad.append(f"{tag} {name}={value}")


def hostile(sales: int = 1000) -> bytes:
    """Books whose every text is hostile."""
    text = books(f"{SCRIPT}AB", sales=sales).decode("cp437")
    return (
        text.replace("Övningsbok", IMAGE)
        .replace("Företagskonto", f"{SCRIPT}{TEMPLATE}")
        .replace("Aktiekapital", ATTRIBUTE)
        .replace("Försäljning inom Sverige", IMAGE)
        .replace('"Försäljning 2024-01"', f'"{LINK} {SCRIPT}"')
        .replace('"Försäljning 2024-02"', f'"{IMAGE}\x1b[31m"')
        .replace("#VER A 3 ", f'#VER "{ATTRIBUTE}" "{IMAGE}" ')
        + f'#ADRESS "{SCRIPT}" "{IMAGE}" "{ATTRIBUTE}" "{LINK}"\r\n'
        + f'#DIM 1 "{SCRIPT}"\r\n#OBJEKT 1 "{IMAGE}" "{ATTRIBUTE}"\r\n'
        + f'#OKÄND "{SCRIPT}"\r\n'
    ).encode("cp437", "replace")


def test_no_text_of_a_file_is_more_than_text(sqlite_called: Called) -> None:
    """Every page, export and answer shows the file's words as words, and runs none of them."""
    from siekit.workspace.actors import Role

    api = sqlite_called.caller()
    first = api.ready(f"{SCRIPT}.se", hostile())
    api.post(f"/uploads/{first}/activate", {"override_reason": IMAGE})
    api.sync()
    second = api.ready(f'"{ATTRIBUTE}.se', hostile(2000))
    (broken,) = api.send((f"{IMAGE}.se", b"#FLAGGA 0\r\n" + SCRIPT.encode() * 20))
    (other, *_) = api.get("/integrations")["items"]
    api.call("PATCH", f"/integrations/{other['id']}", json={"name": f"{SCRIPT}{TEMPLATE}"})
    api.call("PATCH", "/domain", json={"name": f"{IMAGE}{SCRIPT}"})
    api.call("POST", "/tokens", json={"name": ATTRIBUTE + SCRIPT, "role": "viewer"})
    user = sqlite_called.person("anna@bjorken.example", Role.ADMIN)
    api.call("POST", "/people", json={"email": "x@y.example", "name": SCRIPT, "role": "viewer"})
    who = Visitor(sqlite_called, token=api.token, user=user)
    pages = 0
    numbers = [first, second] + ([broken["upload"]["id"]] if broken["upload"] else [])
    for upload in numbers:
        ids = {
            "domain_id": api.domain.id,
            "upload_id": upload,
            "integration_id": other["id"],
            "sync_id": 1,
            "snapshot_id": 1,
            "notice_id": 1,
            "user_id": user,
            "token_id": 1,
            "voucher_id": 0,
        }
        for route in every_route(sqlite_called.app):
            if not route.safe or is_free(route):
                continue
            found = who.ask(route, ids)
            kind = found.headers.get("content-type", "text/plain")  # a redirect has none
            assert RENDERED not in found.text, route
            if not kind.startswith("text/html"):
                assert kind.startswith(
                    ("application/", "text/csv", "text/plain", "image/", "text/css")
                ), (route, kind)
                continue
            pages += 1
            page = Found()
            page.feed(found.text)
            assert page.bad == [], (route, ids)
            assert SCRIPT not in found.text, route
    assert pages > 30
    for name in ("income-statement", "general-ledger", "journal"):
        html = api.call("GET", f"/reports/{name}", params={"format": "html", "details": True})
        assert html.headers["content-disposition"].startswith("attachment")
        page = Found()
        page.feed(html.text)
        assert SCRIPT not in html.text
        assert not [one for one in page.bad if one.startswith(("iframe", "object", "img"))]


def test_names_in_refusals_are_text_too(sqlite_called: Called) -> None:
    """What a visitor writes into an address comes back as text, or not at all."""
    for path in (f"/{SCRIPT}", f"/sign-in?next={SCRIPT}", f"/d/{SCRIPT}", f"/link/{SCRIPT}"):
        found = sqlite_called.client.get(path, follow_redirects=True)
        assert SCRIPT not in found.text
        page = Found()
        page.feed(found.text)
        assert page.bad == []


@pytest.mark.parametrize(
    "path",
    [
        *("https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example"),
        *("javascript:alert(1)", "https:evil.example", "/%09/evil.example", "/\t/evil.example"),
        *("http:///evil.example", "///evil.example", "//evil.example@portal.example"),
    ],
)
def test_nobody_is_led_elsewhere(sqlite_called: Called, path: str) -> None:
    """Wherever a path to go on to may be given, it leads to pages of this portal only."""
    from siekit.workspace.actors import Role

    user = sqlite_called.person("anna@bjorken.example", Role.ADMIN)
    who = Visitor(sqlite_called, user=user)
    cookie = {"Cookie": "; ".join(f"{key}={one}" for key, one in who.cookies.items())}
    tries: list[tuple[str, str, Any]] = [
        ("GET", "/sign-in", {"params": {"next": path}}),
        ("POST", "/language", {"data": {"lang": "en", "next": path, "csrf": who.csrf}}),
        ("POST", "/sign-out", {"data": {"next": path, "csrf": who.csrf}}),
    ]
    for method, address, sent in tries:
        sqlite_called.client.cookies.clear()
        found = sqlite_called.client.request(
            method, address, headers=cookie, follow_redirects=False, **sent
        )
        place = found.headers.get("location", "/")
        assert re.match(r"/(?![/\\])", place), (address, place)
        assert "evil" not in place.partition("?")[0] or place.startswith("/%"), place
