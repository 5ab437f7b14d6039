"""What is erased is gone from disk and tables, and what tells of it stays."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from siekit.workspace import idempotency
from siekit.workspace.actors import Actor, Role
from siekit.workspace.audit import now
from siekit.workspace.parquet_store import ParquetStore
from siekit.workspace.processing import process
from siekit.workspace.refusals import Refusal
from siekit.workspace.retention import run_retention
from siekit.workspace.schedule import ask_for_what_is_due
from siekit.workspace.tables import METADATA, uploads
from siekit.workspace.verifying import verify
from siekit.workspace.worker import Worker
from siekit.workspace.workspace import Workspace
from tests.books import books
from tests.workspace.putting import new_workspace, put, put_integration

if TYPE_CHECKING:
    from pathlib import Path

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
    tomorrow = now() + timedelta(hours=26)  # one night of the year has an hour more
    ask_for_what_is_due(ws.installation, tomorrow)
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


NAMED = "Kalle Hemligsson"
"""What only the erased file says."""


def secret_books(**changes: object) -> bytes:
    """Books of a company and with an account that are called by a person's name."""
    named = f'#KONTO 2393 "Lån från {NAMED}"\n#KONTO 3001'.encode("cp437")
    return books(f"{NAMED} AB", **changes).replace(b"#KONTO 3001", named)  # type: ignore[arg-type]


def where_it_stands(ws: Workspace) -> list[str]:
    """The tables of the catalogue in which the secret can be read."""
    with ws.catalogue.read() as connection:
        return [
            table.name
            for table in METADATA.sorted_tables
            if any(
                NAMED in json.dumps(list(row), default=str, ensure_ascii=False)
                for row in connection.execute(sa.select(table))
            )
        ]


def test_what_a_worker_wrote_after_the_erasure_is_taken_away(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It had read the bytes when they were erased, and wrote the tables of them after that."""
    company = put_integration(ws)
    (sent,) = ws.receive(books(), "bok.se")
    assert sent.upload is not None
    number = sent.upload.id
    write = ParquetStore.write

    def late(store: ParquetStore, upload_id: int, *given: Any) -> None:  # noqa: ANN401, as is
        assert ws.upload(upload_id).integration_id == company
        ws.erase(upload_id, reason="begäran")
        write(store, upload_id, *given)

    monkeypatch.setattr(ParquetStore, "write", late)
    process(ws.installation, number)
    assert ws.upload(number).erased_at is not None
    assert number not in ws.installation.tables
    assert verify(ws.installation).sound


def test_no_answer_that_is_kept_tells_what_was_erased(ws: Workspace) -> None:
    """A request sent again gets the answer of before, without what the file said."""
    company = put_integration(ws)
    number = put(ws, company, secret_books())
    upload = ws.upload(number)
    told = {"id": number, "sha256": upload.sha256, "company": upload.company, "preview": {"a": 1}}
    other = {"id": number, "name": "of something else"}
    chart = {"since_id": 7, "accounts": [{"account": "2393", "after": NAMED}]}
    activated = {"upload": told, "blocking": [{"title": NAMED}], "chart": chart}
    begun = idempotency.begin(ws, "1 admin key", "request")
    assert isinstance(begun, int)
    answer = [{"upload": told, "file": "bok.se"}, other, activated]
    idempotency.finish(ws, begun, 201, {"results": answer})
    ws.erase(number, reason="begäran")
    again = idempotency.begin(ws, "1 admin key", "request")
    assert isinstance(again, idempotency.Answered)
    told |= {"company": None, "preview": None}
    activated |= {"blocking": [], "chart": {"since_id": 7, "accounts": []}}
    assert again.body == {"results": answer}
    assert where_it_stands(ws) == []


def test_answers_are_not_kept_longer_than_a_day(ws: Workspace) -> None:
    """Also where nobody sends a key again, the nightly clearing takes them away."""
    begun = idempotency.begin(ws, "1 admin key", "request")
    assert isinstance(begun, int)
    idempotency.finish(ws, begun, 200, {"company": NAMED})
    run_retention(ws.installation, ws.domain_id)
    assert where_it_stands(ws) == ["idempotency_keys"]
    run_retention(ws.installation, ws.domain_id, moment=now() + timedelta(hours=25))
    assert where_it_stands(ws) == []


def test_a_notice_of_another_file_forgets_the_names_of_an_erased_one(ws: Workspace) -> None:
    """It still says how many accounts vanished, and not any more what they were called."""
    company = put_integration(ws)
    first = put(ws, company, secret_books())
    ws.activate(first)
    ws.sync()
    ws.activate(put(ws, company, generated="2025-02-01"))
    ws.sync()
    assert "notices" in where_it_stands(ws)
    ws.erase(first, reason="begäran")
    assert where_it_stands(ws) == []
    (notice,) = [one for one in ws.notices() if one.kind == "accounts_changed"]
    assert notice.facts["vanished"] == 1


def test_what_was_erased_is_not_left_in_free_pages_of_the_file(tmp_path: Path) -> None:
    """SQLite would leave the old bytes of a row where they were until something needs the room."""
    place = tmp_path / "workspace"
    with Workspace.open(place) as ws:
        number = put(ws, put_integration(ws), secret_books())
        ws.erase(number, reason="begäran")
    for path in place.iterdir():
        if path.is_file():
            assert NAMED.encode() not in path.read_bytes(), path
