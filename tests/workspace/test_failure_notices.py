"""What fails while nobody is looking is told until somebody has seen it."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from siekit.workspace import syncing
from siekit.workspace.actors import Actor, Role
from siekit.workspace.receiving import receive
from siekit.workspace.worker import Worker
from tests.books import books

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.workspace.workspace import Workspace
    from tests.servers.databases import Backend

NOT_SIE = b"%PDF-1.4 a report"
NO_YEAR = b'#FLAGGA 0\r\n#SIETYP 4\r\n#ORGNR 556334-3689\r\n#FNAMN "A"\r\n#KONTO 1930 "Bank"\r\n'


@pytest.fixture
def workspace(backend: Backend) -> Iterator[Workspace]:
    """A workspace on each database with one integration."""
    installation = backend.open()
    made = installation.only_workspace(Actor("robot", Role.ADMIN))
    made.create_integration("Bolaget", orgnr="556334-3689")
    yield made
    installation.close()


def told(workspace: Workspace) -> list[tuple[str, str, str]]:
    """The unseen notices of failures: kind, file and code of the reason, the oldest first."""
    found = workspace.notices(unseen=True)[::-1]
    return [(one.kind, one.facts.get("file", ""), one.facts["refusal"]["code"]) for one in found]


@pytest.mark.parametrize("via", ["api", "command", "program"])
def test_a_file_that_no_person_sent_and_that_fails_is_told(workspace: Workspace, via: str) -> None:
    """What is no SIE, and what was read and cannot be used; not what could be used."""
    for name, data in (("rapport.pdf", NOT_SIE), ("2024.se", NO_YEAR), ("bok.se", books())):
        receive(workspace, data, name, via=via)
    Worker(workspace.installation).run_until_idle()
    assert told(workspace) == [
        ("upload_failed", "rapport.pdf", "not_sie"),
        ("upload_failed", "2024.se", "no_year"),
    ]
    (newest, oldest) = workspace.notices()
    assert workspace.upload(oldest.upload_id or 0).state.value == "REJECTED"
    assert (oldest.facts["by"], oldest.facts["source"]) == ("robot", via)
    seen = workspace.see_notice(oldest.id)
    assert (seen.seen_by, workspace.notices(unseen=True)) == ("robot", [newest])


def test_who_uploads_on_a_page_is_told_there(workspace: Workspace) -> None:
    """A person who sees the reason at once needs no notice of it."""
    receive(workspace, NOT_SIE, "rapport.pdf")
    Worker(workspace.installation).run_until_idle()
    assert workspace.notices() == []


def test_files_of_a_zip_are_told_one_by_one(workspace: Workspace) -> None:
    """Also what was refused before it was kept, such as a zip within the zip."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as one:
        one.writestr("bok.se", books())
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as one:
        one.writestr("bok.se", books())
        one.writestr("tom.se", b"")
        one.writestr("mer.zip", inner.getvalue())
    receive(workspace, outer.getvalue(), "allt.zip", via="api")
    Worker(workspace.installation).run_until_idle()
    assert sorted(one[1:] for one in told(workspace)) == [
        ("allt.zip/mer.zip", "zip_in_zip"),
        ("allt.zip/tom.se", "file_empty"),
    ]


def test_a_file_too_large_to_keep_is_told_without_an_upload(workspace: Workspace) -> None:
    """Nothing of it is here, so the notice is all that tells of it."""
    workspace.change_settings(largest_file=2**20)
    receive(workspace, b"#FLAGGA 0\r\n" * 2**17, "stor.se", via="api")
    assert told(workspace) == [("upload_failed", "stor.se", "file_too_large")]
    assert workspace.notices()[0].upload_id is None


def test_the_same_failure_is_told_once_until_it_was_seen(workspace: Workspace) -> None:
    """A program that sends the same bad file each hour fills no list; seen, it is told anew."""
    for _ in range(3):
        receive(workspace, NOT_SIE, "rapport.pdf", via="api")
        Worker(workspace.installation).run_until_idle()
    (one,) = workspace.notices()
    receive(workspace, NOT_SIE + b"!", "rapport.pdf", via="api")  # other bytes are another file
    Worker(workspace.installation).run_until_idle()
    assert len(workspace.notices()) == 2
    workspace.see_notice(one.id)
    receive(workspace, NOT_SIE, "rapport.pdf", via="api")
    Worker(workspace.installation).run_until_idle()
    assert len(workspace.notices()) == 3


def test_a_sync_that_fails_is_told_until_it_was_seen(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when a later one is done with: somebody should know that it did not work for a while."""
    (received,) = workspace.add(books(), "bok.se")
    assert received.upload
    workspace.activate(received.upload.id)

    def broken(*_: object) -> None:
        message = "no room"
        raise RuntimeError(message)

    with monkeypatch.context() as patch:
        patch.setattr(syncing, "prepare", broken)
        runs = [workspace.sync() for _ in range(2)]
    assert [run.status for run in runs] == ["failed", "failed"]
    assert workspace.sync().status == "done"
    assert told(workspace) == [("sync_failed", "", "sync_failed")]
    (one,) = workspace.notices()
    assert one.facts["sync"] == runs[0].id
