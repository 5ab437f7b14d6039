"""What the other tests stand on stands."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.servers.browsers import barriers

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from siekit.workspace.installation import Installation
    from tests.servers.browsers import Complaints
    from tests.servers.cluster import Cluster
    from tests.servers.databases import Backend

ROOT = Path(__file__).resolve().parent.parent.parent
HEAD = b"<!doctype html><html lang='sv'><head><title>Prov</title></head><body><main><h1>Prov</h1>"


async def application(
    scope: dict[str, object], _receive: object, send: Callable[..., object]
) -> None:
    """Answer each path with a small page."""
    assert scope["type"] == "http"
    found = {
        "/favicon.ico": b" ",
        "/": HEAD + b"<p>Hej</p></main></body></html>",
        "/image": HEAD + b"<img src='data:,'></main></body></html>",
        "/script": HEAD + b"<script>missing()</script></main></body></html>",
        "/away": HEAD + b"<img alt='' src='http://10.255.255.1/x.png'></main></body></html>",
    }
    body = found.get(str(scope["path"]))
    head = [(b"content-type", b"text/html; charset=utf-8")]
    await send({"type": "http.response.start", "status": 200 if body else 404, "headers": head})  # type: ignore[misc]
    await send({"type": "http.response.body", "body": body or b"None"})  # type: ignore[misc]


def test_each_backend_is_empty_and_writable(backend: Backend) -> None:
    """It has no domain; a table is made in it, and Swedish letters come back."""
    import sqlalchemy as sa

    with backend.open() as installation:
        assert installation.domains() == []
    engine = sa.create_engine(backend.url)
    with engine.begin() as connection:
        connection.execute(sa.text("create table made (text varchar)"))
        connection.execute(sa.text("insert into made values ('räksmörgås')"))
        assert connection.execute(sa.text("select text from made")).scalar() == "räksmörgås"
    engine.dispose()
    assert backend.folder.is_dir()


def test_an_installation_is_the_same_when_it_is_opened_again(
    installation: Installation, backend: Backend
) -> None:
    """Its address leads to the same catalogue."""
    from siekit.workspace.actors import local_actor

    made = installation.create_domain("Björken", local_actor())
    again = backend.open()
    assert again.domains() == [made]
    again.close()


def test_the_owner_of_a_database_is_no_superuser(database_url: str) -> None:
    """It may make the extension for day ranges, which a database's owner may."""
    import psycopg

    with psycopg.connect(database_url) as connection:
        connection.execute("create extension btree_gist")
        row = connection.execute("select current_setting('is_superuser')").fetchone()
        assert row == ("off",)


def test_a_killed_cluster_starts_again(own_cluster: Cluster) -> None:
    """What was committed is still there."""
    import psycopg

    with psycopg.connect(own_cluster.url("postgres", user="postgres")) as connection:
        connection.execute("create table made as select 1 as number")
    own_cluster.kill()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(own_cluster.url("postgres"))
    own_cluster.start()
    with psycopg.connect(own_cluster.url("postgres", user="postgres")) as connection:
        assert connection.execute("select number from made").fetchone() == (1,)


def test_the_server_ends_with_its_users_however_they_end(tmp_path: Path, postgres: str) -> None:
    """Also with one that is killed: nobody is left, and the folder is gone."""
    del postgres  # skips where PostgreSQL is done without
    code = (
        "import sys, time; from pathlib import Path; from tests.servers.keeper import use_shared\n"
        "users, address = use_shared(Path(sys.argv[1])); print(address, flush=True)\n"
        "time.sleep(600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as user:
        assert user.stdout
        port = user.stdout.readline().partition("127.0.0.1:")[2].partition("/")[0]
        assert _listening(port)
        os.kill(user.pid, signal.SIGKILL)
    until = time.monotonic() + 180
    while _listening(port) and time.monotonic() < until:
        time.sleep(0.1)
    assert not _listening(port)
    assert not (tmp_path / "address").exists()


def test_a_page_is_shown_and_looked_through(serve_app: Callable[..., str], page: Page) -> None:
    """Axe finds the image without a text, and nothing on the page without it."""
    url = serve_app(lambda _url: application, lifespan="off")
    page.goto(url)
    assert page.get_by_text("Hej").is_visible()
    assert page.evaluate("navigator.language") == "sv-SE"
    assert barriers(page) == []
    page.goto(f"{url}/image")
    assert [line.partition(" ")[0] for line in barriers(page)] == ["image-alt"]


def test_what_the_browser_complains_of_is_noted(
    serve_app: Callable[..., str], page: Page, complaints: Complaints
) -> None:
    """A missing file, a script that fails, and a request that leaves this machine."""
    url = serve_app(lambda _url: application, lifespan="off")
    page.goto(f"{url}/nowhere")
    page.goto(f"{url}/script")
    page.route("http://10.255.255.1/**", lambda route: route.abort())
    page.goto(f"{url}/away")
    texts = complaints.clear()
    assert any("404" in text for text in texts)
    assert any("missing is not defined" in text for text in texts)
    assert "request to http://10.255.255.1/x.png" in texts


def _listening(port: str) -> bool:
    """Whether anybody accepts connections there."""
    import socket

    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(port))) == 0
