"""What is erased is gone from disk and tables, and what tells of it stays."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from siekit.workspace.actors import Actor, Role
from siekit.workspace.audit import now
from siekit.workspace.refusals import Refusal
from siekit.workspace.retention import run_retention
from siekit.workspace.schedule import ask_for_what_is_due
from siekit.workspace.tables import uploads
from siekit.workspace.verifying import verify
from siekit.workspace.worker import Worker
from siekit.workspace.workspace import Workspace
from tests.books import books
from tests.workspace.putting import new_workspace, put, put_integration

if TYPE_CHECKING:
    from siekit.workspace.installation import Installation


@pytest.fixture
def ws(installation: Installation) -> Workspace:
    """An empty workspace."""
    return new_workspace(installation)


def test_erased_bytes_and_tables_are_gone_and_the_log_tells_why(ws: Workspace) -> None:
    """The row stays with name, hash and year; what the file told of people does not."""
    upload_id = put(ws, put_integration(ws))
    sha256 = ws.upload(upload_id).sha256
    erased = ws.erase(upload_id, reason="begäran 12")
    assert sha256 not in ws.installation.originals
    assert upload_id not in ws.installation.tables
    assert erased.erased_at is not None
    assert (erased.company, erased.orgnr, erased.preview) == (None, None, None)
    newest = ws.log(about=("upload", upload_id))[0]
    assert newest.action == "upload.erased"
    assert newest.after == {"state": "DISCARDED", "reason": "begäran 12"}
    with pytest.raises(Refusal) as caught:
        ws.original(upload_id)
    assert caught.value.code == "erased"
    assert verify(ws.installation).sound


def test_what_is_in_reports_is_not_erased(ws: Workspace) -> None:
    """First it must be deactivated and leave the reports."""
    upload_id = put(ws, put_integration(ws))
    ws.activate(upload_id)
    with pytest.raises(Refusal) as caught:
        ws.erase(upload_id, reason="begäran")
    assert caught.value.code == "in_use"
    ws.sync()
    ws.deactivate(upload_id)
    with pytest.raises(Refusal, match="newest reports"):
        ws.erase(upload_id, reason="begäran")
    ws.sync()
    ws.erase(upload_id, reason="begäran")
    assert verify(ws.installation).sound


def test_erasing_needs_an_administrator_and_a_reason(ws: Workspace) -> None:
    """Nothing goes by mistake."""
    upload_id = put(ws, put_integration(ws))
    analyst = Workspace(ws.installation, ws.domain_id, Actor("anna", Role.ANALYST))
    with pytest.raises(Refusal) as caught:
        analyst.erase(upload_id, reason="begäran")
    assert caught.value.code == "forbidden"
    with pytest.raises(Refusal, match="say why"):
        ws.erase(upload_id, reason=" ")
    assert upload_id in ws.installation.tables


def test_bytes_stay_while_another_domain_has_them(ws: Workspace) -> None:
    """They are kept once, and belong to everybody who uploaded them."""
    other = ws.installation.workspace(ws.installation.create_domain("annan", ws.actor).id, ws.actor)
    data = books()
    mine, theirs = put(ws, put_integration(ws), data), put(other, put_integration(other), data)
    ws.erase(mine, reason="begäran")
    assert other.original(theirs) == data
    other.erase(theirs, reason="begäran")
    assert list(ws.installation.originals) == []


def test_deleted_files_are_kept_for_thirty_days(ws: Workspace) -> None:
    """Then their bytes go by themselves, and the row tells of it."""
    upload_id = put(ws, put_integration(ws))
    kept = put(ws, put_integration(ws, name="Två"), sales=2)
    ws.discard(upload_id)
    late = now() + timedelta(days=29)
    assert run_retention(ws.installation, ws.domain_id, moment=late) == 0
    assert upload_id in ws.installation.tables
    late = now() + timedelta(days=31)
    assert run_retention(ws.installation, ws.domain_id, moment=late) == 1
    assert run_retention(ws.installation, ws.domain_id, moment=late) == 0
    assert list(ws.installation.originals) == [ws.upload(kept).sha256]
    assert list(ws.installation.tables) == [kept]
    assert ws.log(about=("upload", upload_id))[0].actor == "retention"
    assert verify(ws.installation).sound


def test_refused_files_are_kept_as_long_as_the_domain_says(ws: Workspace) -> None:
    """Their reasons can be read until then, and a worker clears them away."""
    (added,) = ws.add(b"Hej!\n", "brev.txt")
    assert added.upload
    upload_id = added.upload.id
    ws.change_settings(rejected_kept_days=3)
    ask_for_what_is_due(ws.installation)
    Worker(ws.installation).run_until_idle()
    assert ws.original(upload_id) == b"Hej!\n"
    with ws.catalogue.write() as connection:
        long_ago = uploads.update().values(state_at=now() - timedelta(days=4))
        connection.execute(long_ago.where(uploads.c.id == upload_id))
    ask_for_what_is_due(ws.installation, now() + timedelta(days=1))
    Worker(ws.installation).run_until_idle()
    upload = ws.upload(upload_id)
    assert upload.erased_at
    assert upload.refusal
    assert verify(ws.installation).sound


def test_what_a_killed_erasure_left_is_removed_the_next_time(ws: Workspace) -> None:
    """The catalogue knows first; the disk follows."""
    from siekit.workspace.erasing import mark_erased

    upload_id = put(ws, put_integration(ws))
    with ws.catalogue.write() as connection:
        mark_erased(connection, ws.installation, ws.actor, ws.upload(upload_id), reason="x")
    assert not verify(ws.installation).sound
    run_retention(ws.installation, ws.domain_id)
    assert verify(ws.installation).sound
    assert list(ws.installation.originals) == []


def test_a_reconciled_month_outlives_the_file_that_it_was_marked_with(ws: Workspace) -> None:
    """The file that speaks for it now stands for it, and a later change still gives the alarm."""
    company = put_integration(ws)
    first = put(ws, company)
    ws.activate(first)
    ws.sync()
    ws.mark_month(company, 202403)
    second = put(ws, company, generated="2025-02-01")
    ws.activate(second)
    ws.sync()
    ws.erase(first, reason="begäran")
    (mark,) = ws.reconciled_months(company)
    assert (mark.month, mark.upload_id) == (202403, second)
    third = put(ws, company, sales=1200)
    assert [one["month"] for one in ws.what_if(third).months_changed] == [202403]


def test_a_reconciled_month_of_no_file_goes_with_the_last_one(ws: Workspace) -> None:
    """Nobody speaks for it any more."""
    company = put_integration(ws)
    upload_id = put(ws, company)
    ws.activate(upload_id)
    ws.mark_month(company, 202403)
    ws.deactivate(upload_id)
    ws.erase(upload_id, reason="begäran")
    assert ws.reconciled_months(company) == []
