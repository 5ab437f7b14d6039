"""Files that come in: kept once, each with its own result, whatever they are."""

from __future__ import annotations

import errno
import io
import threading
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from siekit.exceptions import FileUnreadableError, UsageError
from siekit.workspace.actors import Actor, Role
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import State
from siekit.workspace.tables import domains, jobs, uploads
from siekit.workspace.workspace import Workspace
from tests.books import books, entries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from siekit.workspace.receiving import Sent
    from tests.servers.databases import Backend

ANALYST = Actor("anna", Role.ANALYST)


@pytest.fixture
def workspace(backend: Backend) -> Iterator[Workspace]:
    """A new workspace on each database, as an analyst sees it."""
    installation = backend.open()
    yield installation.only_workspace(ANALYST)
    installation.close()


def only(workspace: Workspace, data: bytes, name: str = "2024.se") -> State:
    """The state in which one file ends that is added."""
    (found,) = workspace.add(data, name, create=True)
    assert found.upload is not None
    return found.upload.state


def test_what_was_received_waits_for_a_worker(workspace: Workspace) -> None:
    """A received file is kept and nothing is known of it until its job is done."""
    (found,) = workspace.receive(books(), "2024.se")
    assert found.upload is not None
    assert (found.upload.state, found.upload.preview) == (State.RECEIVED, None)
    assert workspace.original(found.upload.id) == books()
    with workspace.catalogue.read() as connection:
        waiting = connection.execute(sa.select(jobs.c.kind, jobs.c.arg, jobs.c.state)).all()
    assert [tuple(one) for one in waiting] == [("process", str(found.upload.id), "queued")]


def test_bytes_paths_streams_and_pieces_are_the_same(workspace: Workspace, tmp_path: Path) -> None:
    """However the same bytes are sent, they are one upload."""
    path = tmp_path / "2024.se"
    path.write_bytes(books())
    pieces = [books()[:10], b"", books()[10:]]
    sent: list[Sent] = [books(), path, io.BytesIO(books()), pieces]
    found = [workspace.receive(one, "2024.se")[0].upload for one in sent]
    assert {one.id for one in found if one} == {found[0].id if found[0] else 0}
    assert [one.seen_before for one in found if one] == [False, True, True, True]


def test_a_path_may_be_a_text_and_gives_its_name(workspace: Workspace, tmp_path: Path) -> None:
    """As `siekit.read` takes it; the name is the file's own unless another one is given."""
    path = tmp_path / "bok 2024.se"
    path.write_bytes(books())
    with path.open("rb") as file:
        sent: list[Sent] = [str(path), path, file]
        named = [workspace.add(one)[0] for one in sent]
    assert [one.file for one in named] == ["bok 2024.se"] * 3
    assert len({one.upload.id for one in named if one.upload}) == 1
    assert workspace.receive(str(path), "annat.se")[0].file == "annat.se"
    with pytest.raises(FileUnreadableError, match=r"saknas\.se cannot be read"):
        workspace.receive(str(tmp_path / "saknas.se"))


@pytest.mark.parametrize("source", [b"#FLAGGA 0", [b"#FLAGGA", b" 0"], io.BytesIO(b"#FLAGGA 0")])
def test_bytes_need_a_name(workspace: Workspace, source: Sent) -> None:
    """Nothing is received under a name that somebody made up."""
    for verb in (workspace.add, workspace.receive):
        with pytest.raises(UsageError, match="say what the file is called"):
            verb(source)
    assert workspace.uploads() == []


def test_the_same_bytes_are_new_when_the_old_ones_were_refused(workspace: Workspace) -> None:
    """Bytes that were rejected, or whose upload was discarded, are taken as a new upload."""
    first = workspace.add(b"no books", "x.txt")[0].upload
    again = workspace.add(b"no books", "x.txt")[0].upload
    assert first is not None
    assert again is not None
    assert (first.state, again.state, again.seen_before) == (State.REJECTED, State.REJECTED, False)
    assert again.id != first.id


def test_two_at_once_are_one_upload(workspace: Workspace) -> None:
    """The same bytes sent by many at one moment are one upload, and all are told of it."""
    start, found = threading.Barrier(6), []

    def send() -> None:
        start.wait()
        found.extend(workspace.receive(books(), "2024.se"))

    threads = [threading.Thread(target=send) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len({one.upload.id for one in found if one.upload}) == 1
    assert sorted(one.upload.seen_before for one in found if one.upload) == [False] + [True] * 5


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "ett PDF-dokument"),
        (b"<html><body>Fel 500</body></html>", "en webbsida (HTML)"),
        (b"hello", "en textfil utan någon SIE-etikett"),
        (b"\x00\x01\x02" * 100, "binära data av okänt slag"),
        (b'<?xml version="1.0"?><Sie xmlns="http://www.sie.se/sie5"/>', "en SIE 5-fil (XML)"),
    ],
)
def test_what_is_no_sie_file_is_kept_with_the_reason(
    workspace: Workspace, data: bytes, what: str
) -> None:
    """A file of another kind is rejected, says what it is, and its bytes are kept."""
    upload = workspace.add(data, "bokslut.se")[0].upload
    assert upload is not None
    assert upload.state is State.REJECTED
    said = Refusal.from_json(dict(upload.refusal or {}))
    assert "bokslut.se" in said.text("sv")
    assert what in said.text("sv")
    assert workspace.original(upload.id) == data
    assert upload.id not in workspace.installation.tables


def test_an_empty_file_is_rejected_at_once(workspace: Workspace) -> None:
    """An empty file becomes a rejected upload that says so."""
    (found,) = workspace.receive(b"", "tom.se")
    assert found.upload is not None
    assert found.refusal is not None
    assert (found.upload.state, found.refusal.code) == (State.REJECTED, "file_empty")


def test_a_file_larger_than_the_limit_leaves_nothing(workspace: Workspace) -> None:
    """Bytes beyond the domain's limit are not even read, and nothing of them is kept."""
    with workspace.catalogue.write() as connection:
        connection.execute(domains.update().values(largest_file=1000))
    read = []

    def pieces() -> Iterator[bytes]:
        for number in range(500):
            read.append(number)
            yield b"x" * 1_000_000

    (found,) = workspace.receive(pieces(), "stor.se")
    assert found.upload is None
    assert found.refusal is not None
    assert found.refusal.code == "file_too_large"
    assert "stor.se" in found.refusal.text("en")
    assert len(read) < 3
    folder = workspace.installation.folder / "originals"
    assert not [one for one in folder.rglob("*") if one.is_file()]


def test_a_viewer_may_not_send_files(workspace: Workspace) -> None:
    """Who only reads cannot upload, link or make integrations."""
    viewer = Workspace(workspace.installation, workspace.domain_id, Actor("v", Role.VIEWER))
    for verb in (
        lambda: viewer.receive(books(), "x.se"),
        lambda: viewer.add(books(), "x.se"),
        lambda: viewer.create_integration("Bolag"),
        lambda: viewer.link(1),
    ):
        with pytest.raises(Refusal) as refused:
            verb()
        assert refused.value.code == "forbidden"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\Bolag 2024.se", "Bolag 2024.se"),
        ("/abs/olut.se", "olut.se"),
        ("a\x00b\r\nSet-Cookie: x\x1b[31m.se", "ab  Set-Cookie: x[31m.se"),
        ("\u202eexe.se", "exe.se"),
        ("", "–"),
        ("../", "–"),
        ("\ud800.se", ".se"),
        ("<script>alert(1)</script>.se", "script>.se"),
    ],
)
def test_names_are_only_shown(workspace: Workspace, name: str, shown: str) -> None:
    """Whatever a file is called, the name is one line of text and never a path."""
    (found,) = workspace.receive(books(), name)
    assert found.upload is not None
    assert found.upload.file == shown
    assert workspace.upload(found.upload.id).file == shown


def test_a_very_long_name_keeps_its_end(workspace: Workspace) -> None:
    """A name of ten thousand characters is cut in the middle."""
    (found,) = workspace.receive(books(), "å" * 10_000 + ".se")
    assert len(found.file) == 255
    assert found.file.endswith("å.se")
    assert "…" in found.file


def test_another_domain_has_uploads_of_its_own(workspace: Workspace) -> None:
    """The same bytes in another domain are another upload, which the first does not see."""
    installation = workspace.installation
    other = installation.workspace(installation.create_domain("Annan", ANALYST).id, ANALYST)
    mine = workspace.add(books(), "2024.se", create=True)[0].upload
    theirs = other.add(books(), "2024.se", create=True)[0].upload
    assert mine is not None
    assert theirs is not None
    assert (theirs.seen_before, theirs.id == mine.id) == (False, False)
    with pytest.raises(Refusal) as refused:
        other.upload(mine.id)
    assert refused.value.code == "not_found"


def test_what_is_received_changes_no_report(workspace: Workspace) -> None:
    """Upload, preview and parse touch neither snapshots nor what is active (scenario 1)."""
    assert only(workspace, books()) is State.READY
    assert only(workspace, entries(), "i.si") is State.READY
    assert workspace.snapshot() is None
    with workspace.catalogue.read() as connection:
        states = set(connection.execute(sa.select(uploads.c.state)).scalars())
    assert states == {"READY"}


def test_a_full_disk_refuses_and_leaves_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the bytes cannot be made safe nothing stands for them; afterwards it works again."""
    with monkeypatch.context() as patch:

        def full(_: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        patch.setattr("siekit.workspace.originals.os.fsync", full)
        with pytest.raises(Refusal) as refused:
            workspace.receive(books(), "2024.se")
    assert refused.value.code == "store_unavailable"
    assert "No space left" in refused.value.text("en")
    assert workspace.uploads() == []
    assert workspace.installation.originals.left_behind() == []
    assert only(workspace, books()) is State.READY


def test_a_path_that_cannot_be_opened_says_so(workspace: Workspace, tmp_path: Path) -> None:
    """A missing file is told of by its path and is no fault of the disk."""
    with pytest.raises(FileUnreadableError, match=r"saknas\.se cannot be read"):
        workspace.receive(tmp_path / "saknas.se", "saknas.se")
