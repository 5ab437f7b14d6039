"""Bodies as they come: who asks is known before them, and they are never whole in memory."""

# ruff: noqa: ANN401 - messages of ASGI are of any shape

from __future__ import annotations

import asyncio
import json
import tracemalloc
from typing import TYPE_CHECKING, Any

from tests.web.api.calling import HOST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.api.calling import Called, Caller

MB = 2**20
PIECES = 48


class Body:
    """A body that is made piece by piece, and counts how many were asked for."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        """Take the pieces."""
        self._pieces = pieces
        self.asked = 0

    async def receive(self) -> dict[str, Any]:
        """Give the next piece, as a server does."""
        self.asked += 1
        piece = next(self._pieces, None)
        return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}


def sent(
    called: Called, body: Body, *, kind: str, token: str | None, query: str = ""
) -> tuple[int, Any]:
    """Send a body to where files are taken; the status and the answer."""
    headers = [(b"host", HOST.encode()), (b"content-type", kind.encode())]
    if token:
        headers.append((b"authorization", f"Bearer {token}".encode()))
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/api/v1/uploads",
        "raw_path": b"/api/v1/uploads",
        "root_path": "",
        "query_string": query.encode(),
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": (HOST, 80),
        "state": {},
    }
    answer: list[Any] = []

    async def send(message: Any) -> None:
        await asyncio.sleep(0)
        answer.append(message)

    asyncio.run(called.app(scope, body.receive, send))
    told = b"".join(one.get("body", b"") for one in answer[1:])
    return int(answer[0]["status"]), json.loads(told)


def form() -> Iterator[bytes]:
    """A form with one large file."""
    yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="stor.se"\r\n\r\n'
    for number in range(PIECES):
        yield bytes([number % 7 + 48]) * MB
    yield b"\r\n--x--\r\n"


def raw() -> Iterator[bytes]:
    """One large file."""
    for number in range(PIECES):
        yield bytes([number % 5 + 48]) * MB


def test_strangers_bodies_are_not_read(sqlite_called: Called) -> None:
    """Who may not send is told so before the first byte is taken in."""
    from siekit.workspace.actors import Role

    viewer = sqlite_called.caller(Role.VIEWER)
    for token, status in ((None, 401), (viewer.token, 403)):
        body = Body(form())
        found, _ = sent(sqlite_called, body, kind="multipart/form-data; boundary=x", token=token)
        assert (found, body.asked) == (status, 0)


def test_large_files_are_never_whole_in_memory(sqlite_called: Called) -> None:
    """A file of many megabytes goes to disk piece by piece, as a form and as raw bytes."""
    api: Caller = sqlite_called.caller()
    api.get("/me")
    kinds = (("multipart/form-data; boundary=x", form, ""), ("text/plain", raw, "name=stor.se"))
    for kind, pieces, query in kinds:
        body = Body(pieces())
        tracemalloc.start()
        try:
            status, answer = sent(sqlite_called, body, kind=kind, token=api.token, query=query)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert status == 201, answer
        assert answer["results"][0]["upload"]["size"] == PIECES * MB
        assert peak < PIECES * MB / 3


def test_a_sender_who_goes_away_leaves_nothing(sqlite_called: Called) -> None:
    """When the connection breaks in the middle of a form, nothing of it is kept."""
    api: Caller = sqlite_called.caller()

    class Broken(Body):
        async def receive(self) -> dict[str, Any]:
            if self.asked == 3:
                return {"type": "http.disconnect"}
            return await super().receive()

    for kind, pieces in (("multipart/form-data; boundary=x", form), ("text/plain", raw)):
        body = Broken(pieces())
        status, _ = sent(sqlite_called, body, kind=kind, token=api.token, query="name=stor.se")
        assert status == 422
    store = sqlite_called.installation.originals
    assert (list(store), store.left_behind()) == ([], [])
    assert api.get("/uploads")["items"] == []
