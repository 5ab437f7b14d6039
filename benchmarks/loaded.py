"""The portal while many people use it: pages among uploads, and memory after many of them.

The portal runs in a process of its own with one worker thread, as on a laptop, on the same two
processors as those who ask it. Each client sends a file of its own, waits until it is read, and
opens its preview and its summary, again and again.
"""

from __future__ import annotations

import http.client
import json
import multiprocessing
import socket
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.generate import cached

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE: Final = 1_000_000
CLIENTS: Final = 50
UPLOADS: Final = 300
"""Uploads of 1 MB that the clients make together."""

MOST_PAGE: Final = 1.0
"""Seconds in which 99 of 100 pages are there."""

SMALL: Final = 60_000
MANY: Final = 1_000
FIRST: Final = 100
MOST_GROWTH: Final = 50e6
"""Bytes that the portal may grow by after the hundredth upload."""

PATIENCE: Final = 300.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured: seconds of pages, uploads a second, bytes of memory."""

    pages: tuple[float, ...]
    uploads: int
    seconds: float
    uploaded: int
    growth: int

    @property
    def p99(self) -> float:
        """The time in which 99 of 100 pages were there."""
        return sorted(self.pages)[int(len(self.pages) * 0.99)]

    @property
    def p50(self) -> float:
        """The time in which half of the pages were there."""
        return sorted(self.pages)[len(self.pages) // 2]


@dataclass(frozen=True, slots=True)
class Standing:
    """A portal that runs: where, and the ways in for programs and for people."""

    port: int
    domain: int
    token: str
    cookie: str
    process: multiprocessing.process.BaseProcess


def measured(*, clients: int = CLIENTS, uploads: int = UPLOADS, many: int = MANY) -> Figures:
    """Return what a portal does under load, and how it grows."""
    with tempfile.TemporaryDirectory() as folder:
        with _portal(Path(folder) / "busy") as standing:
            pages, done, seconds = _busy(standing, clients, uploads)
        with _portal(Path(folder) / "many") as standing:
            growth = _growth(standing, many)
    return Figures(tuple(pages), done, seconds, many, growth)


@contextmanager
def _portal(folder: Path) -> Iterator[Standing]:
    """Run a portal over a new workspace with one company in it."""
    from siekit.web.settings import Settings
    from siekit.workspace.accounts import add_user
    from siekit.workspace.actors import Actor, Role, local_actor
    from siekit.workspace.installation import Installation
    from siekit.workspace.members import join
    from siekit.workspace.people import find_user
    from siekit.workspace.sessions import open_session

    installation = Installation.open(folder)
    ws = installation.only_workspace()
    ws.create_integration("Åkerström", orgnr="559999-1204")
    user = add_user(installation, "bench@example.com", local_actor(), name="Bench")
    with installation.catalogue.write() as connection:
        person = find_user(connection, user.id)
        join(connection, person, ws.domain_id, Role.ADMIN, actor=local_actor())
    acting = installation.workspace(ws.domain_id, Actor("bench", Role.ADMIN, user_id=user.id))
    _, token = acting.create_token("bench", Role.ADMIN)
    secret = open_session(installation, user.id, via="password")
    installation.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    url = f"http://127.0.0.1:{port}"
    settings = Settings(place=str(folder), url=url, work_inside=True)
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(settings, port))
    process.start()
    cookie = f"{settings.cookie}={secret}"
    standing = Standing(port, ws.domain_id, token, cookie, process)
    try:
        _wait_for(standing)
        yield standing
    finally:
        process.terminate()
        process.join(30)
        process.kill()


def _serve(settings: object, port: int) -> None:
    import uvicorn

    from siekit.web.app import create_app
    from siekit.web.settings import Settings

    if isinstance(settings, Settings):
        uvicorn.run(create_app(settings), port=port, log_level="error", access_log=False)


def _wait_for(standing: Standing) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            _asked(standing, "GET", "/health")
        except OSError:
            time.sleep(0.1)
        else:
            return
    message = "the portal does not answer"
    raise RuntimeError(message)


def _asked(
    standing: Standing, method: str, path: str, body: bytes | None = None, *, page: bool = False
) -> bytes:
    """Ask the portal as a person (`page`) or as a program, and return what it says."""
    way = {"Cookie": standing.cookie} if page else {"Authorization": f"Bearer {standing.token}"}
    connection = http.client.HTTPConnection("127.0.0.1", standing.port, timeout=PATIENCE)
    try:
        kind = {"Content-Type": "application/octet-stream"} if body is not None else {}
        connection.request(method, path, body, {**way, **kind})
        answer = connection.getresponse()
        text = answer.read()
    finally:
        connection.close()
    if answer.status >= 400:
        message = f"{method} {path}: {answer.status} {text[:300]!r}"
        raise RuntimeError(message)
    return text


def _send(standing: Standing, data: bytes, name: str) -> int:
    """Send a file, wait until it is read, and return the number of its upload."""
    path = f"/api/v1/uploads?name={name}&wait=60"
    told = json.loads(_asked(standing, "POST", path, data))
    upload = told["results"][0]["upload"]
    while upload["state"] in {"RECEIVED", "LINKED"}:
        told = _asked(standing, "GET", f"/api/v1/uploads/{upload['id']}?wait=60")
        upload = json.loads(told)
    return int(upload["id"])


def _busy(standing: Standing, clients: int, uploads: int) -> tuple[list[float], int, float]:
    """Let clients send files and open pages at once; return the times of the pages."""
    data = cached(SIZE).read_bytes()
    _look(standing, _send(standing, data + _tail(0), "first.se"), [])
    pages: list[float] = []
    numbers = iter(range(1, uploads + 1))
    taking = threading.Lock()
    failures: list[Exception] = []

    def client() -> None:
        while not failures:
            with taking:
                number = next(numbers, None)
            if number is None:
                return
            try:
                found = _send(standing, data + _tail(number), f"{number}.se")
                _look(standing, found, pages)
            except Exception as error:  # noqa: BLE001 - told by who waits for the clients
                failures.append(error)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begin
    if failures:
        raise failures[0]
    return pages, uploads, seconds


def _look(standing: Standing, upload: int, pages: list[float]) -> None:
    """Open the preview and the summary of an upload."""
    folder = f"/d/{standing.domain}/uploads"
    wanted = (f"{folder}/{upload}", folder, f"{folder}/{upload}/summary")
    pages.extend(_page(standing, path) for path in wanted)


def _page(standing: Standing, path: str) -> float:
    begin = time.perf_counter()
    _asked(standing, "GET", path, page=True)
    return time.perf_counter() - begin


def _tail(number: int) -> bytes:
    """Return a line that makes a file another one."""
    return f'#PROSA "{number}"\r\n'.encode()


def _growth(standing: Standing, many: int) -> int:
    """Return by how many bytes the portal grew from the hundredth upload to the last."""
    data = cached(SMALL).read_bytes()
    before = 0
    for number in range(many):
        found = _send(standing, data + _tail(number), f"{number}.se")
        if number % 10 == 0:
            _look(standing, found, [])
        if number + 1 == min(FIRST, many // 2):
            before = _resident(standing)
    return _resident(standing) - before


def _resident(standing: Standing) -> int:
    status = Path(f"/proc/{standing.process.pid}/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


def lines_of(found: Figures) -> str:
    """Return the figures as a Markdown table."""
    rate = found.uploads / found.seconds
    rows = (
        (f"99 of 100 pages, while {CLIENTS} clients send files of 1 MB ({rate:.1f} a second)",
         f"{found.p99 * 1000:,.0f} ms (half of them {found.p50 * 1000:,.0f} ms)",
         f"{MOST_PAGE * 1000:,.0f} ms", found.p99 <= MOST_PAGE),
        (f"memory after upload {found.uploaded:,}, over that after upload {FIRST}",
         f"{found.growth / 1e6:,.1f} MB", f"{MOST_GROWTH / 1e6:.0f} MB",
         found.growth <= MOST_GROWTH),
    )  # fmt: skip
    lines = ["| what | is | may be | holds |", "| --- | ---: | ---: | --- |"]
    lines += [
        f"| {words} | {found_} | {most} | {'yes' if holds else 'no'} |"
        for words, found_, most, holds in rows
    ]
    return "\n".join(lines)
