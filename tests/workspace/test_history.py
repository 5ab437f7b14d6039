"""The history of what is active, the way back, and the lines and vouchers of an upload."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from siekit.reports.base import Options
from siekit.workspace.history import history
from siekit.workspace.refusals import Refusal
from siekit.workspace.source_lines import LONGEST, lines_around, source_lines
from siekit.workspace.upload_reports import upload_report, upload_voucher
from siekit.workspace.waiting import waiting_for_sync
from tests.books import books

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.workspace.model import Upload
    from siekit.workspace.workspace import Workspace
    from tests.servers.databases import Backend


@pytest.fixture
def workspace(backend: Backend) -> Iterator[Workspace]:
    """A domain of its own."""
    from siekit.workspace.actors import local_actor

    installation = backend.open()
    number = installation.create_domain("Björken", local_actor()).id
    yield installation.workspace(number, local_actor())
    installation.close()


def _add(workspace: Workspace, data: bytes, name: str) -> Upload:
    from siekit.workspace.linking import create_if_clear
    from siekit.workspace.processing import process
    from siekit.workspace.receiving import receive

    (got,) = receive(workspace, data, name)
    assert got.upload is not None
    for _ in range(2):
        process(workspace.installation, got.upload.id)
        create_if_clear(workspace, workspace.upload(got.upload.id))
    return workspace.upload(got.upload.id)


def test_the_newest_change_of_an_upload_can_be_undone(workspace: Workspace) -> None:
    """What was replaced by rolling back, what replaced nothing by switching off; older ones not."""
    first = _add(workspace, books(until="2024-06-30"), "first.se")
    second = _add(workspace, books(until="2024-08-31"), "second.se")
    workspace.activate(first.id)
    assert [one.undo for one in history(workspace)] == ["deactivate"]
    workspace.activate(second.id)
    newest, oldest = history(workspace)
    assert (newest.undo, [one.id for one in newest.replaced]) == ("rollback", [first.id])
    assert oldest.undo is None
    workspace.rollback(first.id)
    workspace.deactivate(first.id)
    told = history(workspace)
    assert [one.action for one in told] == ["deactivated", "activated", "activated", "activated"]
    assert [one.undo for one in told] == ["activate", None, None, None]
    assert [one.id for one in history(workspace, before_id=told[1].id)] == [
        told[2].id,
        told[3].id,
    ]


def test_what_the_next_sync_changes_is_known_before(workspace: Workspace) -> None:
    """What comes in, what leaves, and nothing after a sync."""
    first = _add(workspace, books(until="2024-06-30"), "first.se")
    second = _add(workspace, books(until="2024-08-31"), "second.se")
    workspace.activate(first.id)
    assert [one.id for one in waiting_for_sync(workspace).come] == [first.id]
    workspace.sync()
    assert waiting_for_sync(workspace).count == 0
    workspace.activate(second.id)
    waiting = waiting_for_sync(workspace)
    assert ([one.id for one in waiting.come], [one.id for one in waiting.leave]) == (
        [second.id],
        [first.id],
    )


def test_lines_are_those_of_the_file(workspace: Workspace) -> None:
    """By number, decoded as the reader did; beyond the last there is none."""
    data = books()
    upload = _add(workspace, data, "books.se")
    text = data.decode("cp437").split("\r\n")
    found = lines_around(workspace, upload.id, 20)
    assert [one.text for one in found.lines] == text[7:32]
    assert [one.number for one in found.lines] == list(range(8, 33))
    assert found.count == len(text) - 1
    for wrong in (0, found.count + 1):
        with pytest.raises(Refusal, match="no line"):
            source_lines(workspace, upload.id, wrong)


def test_a_line_without_end_is_cut_between_letters(workspace: Workspace) -> None:
    """And said to be longer; an empty file has no line and is none to refuse."""
    long = _add(workspace, b"#FLAGGA 0\n" + "å".encode() * 100_000, "long.se")
    line = source_lines(workspace, long.id, 2).lines[0]
    assert line.text == "å" * LONGEST
    assert line.cut
    empty = _add(workspace, b"", "empty.se")
    assert source_lines(workspace, empty.id, 1).lines == ()


def test_reports_of_one_upload_read_it_alone(workspace: Workspace) -> None:
    """Also where another file of the same year is active; a voucher is found by its number."""
    first = _add(workspace, books(until="2024-06-30"), "first.se")
    second = _add(workspace, books(until="2024-08-31"), "second.se")
    workspace.activate(second.id)
    report = upload_report(workspace, first.id, "general-ledger", Options(accounts=("3001",)))
    assert [one.document_id for one in report.files] == [first.id]
    assert len(report.sections[0].lines) == 8
    voucher = upload_voucher(workspace, second.id, 7)
    assert voucher.sections[0].title.en == "A 7 · 2024-07-31 · Försäljning 2024-07"
    with pytest.raises(Refusal, match="no voucher 7"):
        upload_voucher(workspace, first.id, 7)
    with pytest.raises(Refusal):
        upload_report(workspace, first.id, "account-statement", Options())
