"""Whatever is sent where files are taken: too much, too many, of another kind, broken."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from tests.books import books
from tests.web.api.calling import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.api.calling import Called, Caller

MB = 2**20


@pytest.fixture
def api(sqlite_called: Called) -> Caller:
    """An administrator's program; the database does not matter here."""
    return sqlite_called.caller()


def originals(api: Caller) -> list[str]:
    """What is kept, and what was left half-written."""
    store = api.portal.installation.originals
    assert store.left_behind() == []
    return list(store)


def test_raw_bytes_with_a_name(api: Caller) -> None:
    """A body that is the file itself is taken as well as a form."""
    found = api.call(
        "POST",
        "/uploads",
        params={"name": "bok.se"},
        content=books(),
        headers={"Content-Type": "application/octet-stream"},
    )
    assert found.status_code == 201
    assert found.json()["results"][0]["upload"]["file"] == "bok.se"
    number = found.json()["results"][0]["upload"]["id"]
    back = api.call("GET", f"/uploads/{number}/original")
    assert back.content == books()
    assert back.headers["content-type"] == "application/octet-stream"
    assert back.headers["content-disposition"].startswith('attachment; filename="bok.se"')


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("application/json", 415),
        ("text/html", 415),
        ("application/x-www-form-urlencoded", 415),
        ("", 415),
        ("multipart/form-data", 422),
        ("multipart/form-data; boundary=", 422),
        ("multipart/form-data; boundary=x", 422),
        ("multipart/form-data; boundary=x; charset=utf-16", 422),
        ("text/plain", 422),
        ("\u00e4/\u00e4", 415),
    ],
)
def test_other_content_types_are_refused(shared_api: Caller, kind: str, status: int) -> None:
    """What is no form and no file is refused in words, and kept nowhere."""
    headers = {b"Content-Type": kind.encode("latin-1")} if kind else {}
    found = shared_api.call("POST", "/uploads", content=b"{}", headers=headers)
    assert (found.status_code, told(found)["status"]) == (status, status), found.text
    assert originals(shared_api) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--x\r\n",
        b"--x--\r\n",
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.se"\r\n\r\n#FLAGGA',
        b'--x\r\nContent-Disposition: form-data; filename="a.se"\r\n\r\n#FLAGGA 0\r\n--x--\r\n',
        b'--x\r\nContent-Disposition: form-data; name="files"\r\n\r\nno file\r\n--x--\r\n',
        b"--x\r\n" + b"A" * 100_000,
        b"\xff\xfe" * 1000,
    ],
)
def test_broken_forms_are_refused(shared_api: Caller, body: bytes) -> None:
    """A form that ends early, or is none, is refused and leaves nothing."""
    found = shared_api.call(
        "POST",
        "/uploads",
        content=body,
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )
    assert (found.status_code, told(found)["code"]) == (422, "invalid"), found.text
    assert originals(shared_api) == []


def test_half_a_gigabyte_is_refused_before_it_is_sent(shared_api: Caller) -> None:
    """What announces too much is refused at once, whether form or file."""
    for kind in ("application/octet-stream", "multipart/form-data; boundary=x"):
        found = shared_api.call(
            "POST",
            "/uploads",
            params={"name": "stor.se"},
            content=b"its beginning",
            headers={"Content-Type": kind, "Content-Length": str(500 * MB)},
        )
        assert (found.status_code, told(found)["status"]) == (413, 413)
    assert originals(shared_api) == []


def test_a_stream_that_does_not_end_is_refused_at_the_limit(api: Caller) -> None:
    """Without an announced length it is counted as it comes; memory does not grow with it."""
    api.call("PATCH", "/domain", json={"largest_file": MB})

    def endless() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.se"\r\n\r\n'
        for _ in range(50):
            yield b"\0" * MB

    for kind in ("application/octet-stream", "multipart/form-data; boundary=x"):
        found = api.call(
            "POST",
            "/uploads",
            params={"name": "stor.se"},
            content=endless(),
            headers={"Content-Type": kind},
        )
        assert (found.status_code, told(found)["status"]) == (413, 413), found.text
    assert originals(api) == []


def test_a_file_over_the_limit_harms_no_other(api: Caller) -> None:
    """In a form each file has its own limit and its own result."""
    api.call("PATCH", "/domain", json={"largest_file": MB})
    results = api.send(("stor.se", b"\0" * (MB + 1)), ("bok.se", books()))
    large, small = results
    assert (large["upload"], large["error"]["code"]) == (None, "file_too_large")
    assert api.state(small["upload"]["id"]) == "PREVIEWED"


def test_when_no_file_is_taken_the_answer_is_the_refusal(api: Caller) -> None:
    """An empty file alone is refused as such, with its result beside."""
    found = api.call("POST", "/uploads", files=[("files", ("tom.se", b""))])
    assert found.status_code == 422
    assert told(found)["code"] == "file_empty"
    assert found.json()["results"][0]["error"]["code"] == "file_empty"


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..\\..\\windows\\system32\\bok.se",
        "/etc/passwd",
        "C:\\bok.se",
        "bok.se\0.exe",
        "a" * 1000 + ".se",
        '"><script>alert(1)</script>.se',
        "\u202eexe.se",
        "ö\r\nSet-Cookie: a=b.se",
        "",
        ".",
    ],
)
def test_names_are_only_ever_shown(api: Caller, name: str) -> None:
    """Whatever a file is called, nothing is written under its name and no header breaks."""
    found = api.call("POST", "/uploads", files=[("files", (name or " ", books()))])
    assert found.status_code == 201, found.text
    number = found.json()["results"][0]["upload"]["id"]
    folder = api.portal.installation.folder
    assert {one.name for one in folder.iterdir()} <= {
        *("originals", "tables", "catalogue.sqlite"),
        *("catalogue.sqlite-wal", "catalogue.sqlite-shm"),
    }
    shown = api.get(f"/uploads/{number}")["file"]
    assert "\0" not in shown
    assert "\n" not in shown
    back = api.call("GET", f"/uploads/{number}/original")
    assert back.content == books()
    assert "set-cookie" not in back.headers
    assert back.headers["content-disposition"].isascii()


def test_a_zip_with_ten_thousand_files(api: Caller) -> None:
    """So many are refused in words; nothing of them is kept."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}.se", b"#FLAGGA 0\n")
    found = api.call("POST", "/uploads", files=[("files", ("m\u00e5nga.zip", packed.getvalue()))])
    assert (found.status_code, told(found)["code"]) == (422, "zip_too_many"), found.text[:300]


def test_a_zip_that_blows_up(api: Caller) -> None:
    """A file that unpacks to very much more than it was is refused by itself."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.se", b"\0" * (300 * MB))
        archive.writestr("bok.se", books())
    results = api.send(("bomb.zip", packed.getvalue()))
    bomb, good = results
    assert bomb["error"]["code"] in {"zip_too_large", "file_too_large", "zip_bomb"}, bomb
    assert api.state(good["upload"]["id"]) == "PREVIEWED"


def test_names_in_a_zip_lead_nowhere(api: Caller) -> None:
    """A zip cannot write outside the store, whatever its files are called."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("../../slip.se", "/tmp/slip.se", "..\\slip.se"):  # noqa: S108, none is made
            archive.writestr(name, books(sales=len(name)))
    results = api.send(("slip.zip", packed.getvalue()))
    assert len(results) == 3
    folder = api.portal.installation.folder
    for place in (folder, folder.parent, folder.parent.parent):
        assert not list(place.glob("*slip*"))


def test_too_many_files_in_one_form(shared_api: Caller) -> None:
    """A form of very many files is refused in words: a zip is the way."""
    parts = [("files", (f"{n}.se", b"#FLAGGA 0\n")) for n in range(201)]
    found = shared_api.call("POST", "/uploads", files=parts)
    assert (found.status_code, told(found)["code"]) == (422, "invalid")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"null",
        b"\xff",
        b'{"name": "\\ud800"}',
        b'{"name": "a\\u0000b"}',
        b'{"\\ud800": 1, "name": "x"}',
        b'{"name": 1e999}',
        b'{"name": "x", "unknown": 1}',
        b"[" * 100_000,
        b'{"name": ' + b"9" * 10_000 + b"}",
    ],
)
def test_json_that_is_none_is_refused(shared_api: Caller, body: bytes) -> None:
    """Whatever comes as JSON is an answer in words, never a fault."""
    found = shared_api.call(
        "POST", "/integrations", content=body, headers={"Content-Type": "application/json"}
    )
    assert (found.status_code, told(found)["code"]) == (422, "invalid"), found.text
    assert shared_api.get("/integrations")["items"] == []


def test_large_json_is_refused(shared_api: Caller) -> None:
    """Where no files are taken, a body is small."""
    body: Any = {"name": "x" * (2 * MB)}
    found = shared_api.call("POST", "/integrations", json=body)
    assert (found.status_code, told(found)["code"]) == (413, "request_too_large")

    def endless() -> Iterator[bytes]:
        for _ in range(50):
            yield b"x" * MB

    found = shared_api.call(
        "POST", "/integrations", content=endless(), headers={"Content-Type": "application/json"}
    )
    assert (found.status_code, told(found)["code"]) == (413, "request_too_large")


@pytest.mark.parametrize("number", ["0", "-1", "2147483648", "9" * 30, "x", "1.5", "%00"])
def test_numbers_that_no_object_has(shared_api: Caller, number: str) -> None:
    """An id that cannot be is answered as one that is not there."""
    found = shared_api.call("GET", f"/uploads/{number}")
    assert (found.status_code, told(found)["code"]) == (404, "not_found")


def test_many_bad_tokens_are_told_to_wait(api: Caller) -> None:
    """After thirty bad tokens from one address it is told to wait; good ones still come in."""
    for _ in range(30):
        bad = api.call("GET", "/me", headers={"Authorization": "Bearer siekit_no"})
        assert bad.status_code == 401
        assert bad.headers["www-authenticate"].startswith("Bearer")
    bad = api.call("GET", "/me", headers={"Authorization": "Bearer siekit_no"})
    assert (bad.status_code, told(bad)["code"]) == (429, "too_many_attempts")
    assert int(bad.headers["retry-after"]) > 0
    assert api.get("/me")["role"] == "admin"
