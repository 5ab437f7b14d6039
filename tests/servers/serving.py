"""Fixtures that serve: an application in a thread, or siekit as a process of its own."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.servers.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_PATIENCE = 180


@pytest.fixture
def serve_app() -> Iterator[Callable[..., str]]:
    """A function that serves an ASGI application on the loopback, and gives its address.

    It takes a function that makes the application for that address.
    """
    import uvicorn

    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def serve(make: Callable[[str], object], **options: object) -> str:
        listening = socket.create_server(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        told = {"log_level": "warning", "ws": "none", "timeout_graceful_shutdown": 2, **options}
        server = uvicorn.Server(uvicorn.Config(make(url), **told))  # type: ignore[arg-type]
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        running.append((server, thread))
        _until(lambda: server.started, alive=thread.is_alive)
        return url

    yield serve
    for server, thread in running:
        server.should_exit = True
        thread.join(_PATIENCE)


@dataclass
class Served:
    """A running `siekit serve`: where it answers, and what it wrote."""

    url: str
    process: subprocess.Popen[bytes]
    output: Path

    @property
    def text(self) -> str:
        """What it has written so far, also on stderr."""
        return self.output.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> int:
        """Ask it to end, wait, and give its exit code."""
        self.process.terminate()
        return self.process.wait(_PATIENCE)

    def kill(self) -> None:
        """End it and its workers at once, as a crash or power cut would."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(_PATIENCE)


@pytest.fixture
def serve_command(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """A function that runs `siekit serve ARGUMENTS --port N`, and waits until it answers."""
    running: list[Served] = []

    def serve(
        *arguments: str,
        environment: Mapping[str, str] | None = None,
        port: int | None = None,
        answers: str = "/",
    ) -> Served:
        port = port or free_port()
        command = [sys.executable, "-m", "siekit", "serve", *arguments, "--port", str(port)]
        output = tmp_path / f"served-{len(running)}.txt"
        with output.open("wb") as out:
            process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "TERM", *command],  # noqa: S607, of util-linux
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONUNBUFFERED": "1", **(environment or {})},
                start_new_session=True,
            )
        served = Served(f"http://127.0.0.1:{port}", process, output)
        running.append(served)
        _until(
            lambda: answered(served.url, answers),
            alive=lambda: process.poll() is None,
            said=lambda: served.text,
        )
        return served

    yield serve
    for served in running:
        served.kill()


def answered(url: str, path: str) -> bool:
    """Whether anything but a server error answers there."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    try:
        connection.request("GET", path)
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def _until(
    there: Callable[[], bool],
    *,
    alive: Callable[[], bool],
    said: Callable[[], str] = str,
) -> None:
    """Return when it is there; fail when it ended or takes too long."""
    until = time.monotonic() + _PATIENCE
    while not there():
        if not alive() or time.monotonic() > until:
            pytest.fail(f"The server did not come up.\n{said()}")
        time.sleep(0.05)
