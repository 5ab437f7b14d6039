"""`siekit serve`, as a process: on a laptop, and as a server on each kind of database."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING

import httpx2

from siekit.workspace.installation import Installation
from siekit.workspace.receiving import receive
from siekit.workspace.states import State
from siekit.workspace.workspace import Workspace
from tests.servers.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.servers.databases import Backend
    from tests.servers.serving import Served

PASSWORD = "fyra små röda hus"  # noqa: S105, of an invented person
FILE = (
    b'#FLAGGA 0\n#SIETYP 4\n#ORGNR 556334-3689\n#FNAMN "Bj\x94rken AB"\n#RAR 0 20250101 20251231\n'
)


def test_a_laptop_opens_by_a_link_that_works_once(
    serve_command: Callable[..., Served], tmp_path: Path
) -> None:
    """It makes its workspace, answers to its own host only, does jobs, and ends in good order."""
    place = tmp_path / "mine"
    served = serve_command("--no-browser", "--workspace", str(place))
    found = re.search(r"http://\S+/link/\S+", served.text)
    assert found
    with httpx2.Client(follow_redirects=True) as client:
        page = client.get(found[0])
        assert page.status_code == 200
        assert page.url.path == "/d/1"
        assert client.get(f"{served.url}/d/1/admin/people").status_code == 200
        host = {"host": "rebound.example"}
        assert client.get(served.url, headers=host).status_code == 421
    assert httpx2.get(found[0]).status_code == 410
    with Workspace.open(place) as workspace:
        assert _is_done(workspace)
    assert served.stop() == 0
    assert served.text.endswith("Stopped.\n")
    assert "Traceback" not in served.text


def test_a_server_does_jobs_in_processes_of_their_own(
    serve_command: Callable[..., Served], backend: Backend
) -> None:
    """With several processes for pages; all end in good order, and the log names nobody."""
    port = free_port()
    environment = {
        "SIEKIT_DATABASE_URL": backend.place,
        "SIEKIT_DATA": str(backend.folder),
        "SIEKIT_SECRET": "x" * 40,
        "SIEKIT_URL": f"http://127.0.0.1:{port}",
        "SIEKIT_ADMIN_EMAIL": "anna@bjorken.example",
        "SIEKIT_ADMIN_PASSWORD": PASSWORD,
        "SIEKIT_DOMAIN": "Björken",
    }
    served = serve_command(
        "--server", "--workers", "2", environment=environment, port=port, answers="/health"
    )
    with httpx2.Client() as client:
        page = client.get(f"{served.url}/sign-in?secret=query")
        token = re.search('name="csrf" value="([^"]+)"', page.text)
        assert token
        form = {"csrf": token[1], "email": "anna@bjorken.example", "password": PASSWORD}
        answer = client.post(f"{served.url}/sign-in", data=form)
        assert answer.status_code == 303
        for _ in range(8):  # whichever process answers knows the session
            assert client.get(f"{served.url}/d/1").status_code == 200
        assert client.get(f"{served.url}/health").json()["status"] == "ok"
    installation = Installation.open(backend.place, folder=backend.folder)
    workspace = installation.only_workspace()
    assert _is_done(workspace)
    installation.close()
    assert served.stop() == 0
    lines = [json.loads(line) for line in served.text.splitlines()]
    assert {"method", "route", "status", "milliseconds"} <= set(
        next(one for one in lines if one["logger"] == "siekit.web.requests")
    )
    for secret in ("anna", "björken", "bj\\u00f6rken", "query", PASSWORD, "x" * 40):
        assert secret not in served.text.lower()


def test_a_server_without_its_settings_does_not_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what is missing, and exits with 2."""
    from click.testing import CliRunner

    from siekit.cli.main import main

    monkeypatch.setenv("SIEKIT_WORKSPACE", "")
    done = CliRunner().invoke(main, ["serve", "--server"])
    assert done.exit_code == 2
    assert "set SIEKIT_SECRET" in done.stderr
    done = CliRunner().invoke(main, ["serve", "--host", "0.0.0.0"])  # noqa: S104, refused
    assert done.exit_code == 2
    for name, value in (
        ("SIEKIT_DATABASE_URL", str(tmp_path / "books")),
        ("SIEKIT_SECRET", "x" * 40),
        ("SIEKIT_URL", "http://127.0.0.1:8470"),
    ):
        monkeypatch.setenv(name, value)
    done = CliRunner().invoke(main, ["serve", "--server"])
    assert done.exit_code == 2
    assert "Nobody could sign in" in done.stderr


def _is_done(workspace: Workspace) -> bool:
    """Put a file in, and tell whether the server looks at it."""
    upload = receive(workspace, FILE, "björken.se")[0].upload
    assert upload
    until = time.monotonic() + 180
    while time.monotonic() < until:
        if workspace.upload(upload.id).state is not State.RECEIVED:
            return True
        time.sleep(0.1)
    return False
