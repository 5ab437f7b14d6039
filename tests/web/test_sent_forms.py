"""A form with very many files takes neither memory nor handles."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from siekit.workspace import receiving
from siekit.workspace.actors import Role, local_actor
from tests.books import books

if TYPE_CHECKING:
    from siekit.workspace.receiving import Received
    from siekit.workspace.workspace import Workspace
    from tests.web.visiting import Visited, Visitor

ANNA = "anna@bjorken.example"
HANDLES = Path("/proc/self/fd")


@pytest.fixture
def anna(visited: Visited) -> Visitor:
    """Somebody who may send files and has signed in."""
    visited.person(ANNA, Role.ANALYST)
    visitor = visited.visit()
    visitor.sign_in(ANNA)
    return visitor


def workspace_of(visited: Visited) -> Workspace:
    """The domain of the portal."""
    return visited.installation.only_workspace(local_actor())


@pytest.mark.skipif(not HANDLES.is_dir(), reason="handles are counted by /proc")
def test_the_files_of_a_form_lie_in_one_file_on_the_disk(
    visited: Visited, anna: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many they are; each is received with its own bytes, empty and equal ones too."""
    sent = [(f"{n}.se", books(f"Bolag {n} AB") * n) for n in range(70)]
    sent += [("lika.se", sent[5][1]), ("stor.se", b"x" * 2_000_000)]
    handles: list[int] = []
    receive = receiving.receive

    def counted(*given: Any) -> list[Received]:  # noqa: ANN401, as it is called
        handles.append(len(list(HANDLES.iterdir())))
        return receive(*given)

    def in_memory(*_: object) -> int:
        raise AssertionError

    token = anna.token("/account")
    before = len(list(HANDLES.iterdir()))
    monkeypatch.setattr("siekit.web.routes.sending.receive", counted)
    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "write", in_memory)
    number = workspace_of(visited).domain_id
    files = [("files", (name, data, "text/plain")) for name, data in sent]
    page = anna.client.post(f"/d/{number}/uploads", files=files, data={"csrf": token})
    assert page.status_code == 200
    assert len(handles) == len(sent)
    assert max(handles) <= before + 10
    kept = {one.file: one.id for one in workspace_of(visited).uploads()}
    assert "lika.se" not in kept
    for name, data in sent:
        if name != "lika.se":
            assert workspace_of(visited).original(kept[name]) == data, name
    assert not list(visited.installation.folder.glob("tmp*"))
