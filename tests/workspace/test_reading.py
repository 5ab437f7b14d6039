"""What reports read: one snapshot, and nothing that is not in it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from siekit.engine.asking import ask
from siekit.reports.base import Options
from siekit.workspace.refusals import Refusal
from siekit.workspace.tables import domains, uploads
from tests.books import entries
from tests.workspace.putting import new_workspace, put, put_integration

if TYPE_CHECKING:
    from siekit.reports.model import Report
    from siekit.workspace.installation import Installation
    from siekit.workspace.workspace import Workspace


@pytest.fixture
def ws(installation: Installation) -> Workspace:
    """An empty workspace."""
    return new_workspace(installation)


def result(report: Report) -> list[Decimal | None]:
    """The result of the year, and what stands beside it."""
    line = report.line("290")
    assert line
    return list(line.values)


def test_before_the_first_sync_there_are_empty_tables(ws: Workspace) -> None:
    """Also when something is active already; and no report."""
    ws.activate(put(ws, put_integration(ws)))
    with ws.database() as connection:
        assert ask(connection, "select count(*) as n from ledger").to_pylist() == [{"n": 0}]
    found = ws.reports("income-statement")
    assert (found.snapshot, found.reports) == (None, ())


def test_a_report_is_pinned_to_its_snapshot(ws: Workspace) -> None:
    """What is activated after it is not in it, and both can be read when the next one stands."""
    company = put_integration(ws)
    first, second = put(ws, company), put(ws, company, sales=1500)
    ws.activate(first)
    old = ws.sync().snapshot_id
    ws.activate(second)
    for snapshot_id in (None, old):
        found = ws.reports("income-statement", snapshot_id=snapshot_id)
        assert [result(one)[0] for one in found.reports] == [Decimal(12_000)]
        assert found.snapshot
        assert found.snapshot.id == old
        assert [one.id for one in found.made_of] == [first]
    new = ws.sync().snapshot_id
    assert [result(one)[0] for one in ws.reports("income-statement").reports] == [Decimal(18_000)]
    before = ws.reports("income-statement", snapshot_id=old).reports[0]
    assert result(before)[0] == Decimal(12_000)
    assert any(f"snapshot {old}" in note.en for note in before.notes)
    assert [file.document_id for file in before.files] == [first]
    assert new != old


def test_only_what_is_asked_for_is_read(ws: Workspace) -> None:
    """Companies, years in which fiscal years end, and tables."""
    one, other = put_integration(ws, "Ek"), put_integration(ws, "Alm")
    wanted = put(ws, one)
    broken = put(ws, one, first="2022-07-01", last="2023-06-30")
    away = put(ws, other, sales=5)
    for number in (wanted, broken, away):
        ws.activate(number)
    ws.sync()
    ws.installation.tables.erase(away)
    with ws.database(integration_ids=[one], years=[2023], tables=["accounts"]) as connection:
        rows = ask(connection, "select distinct document_id from accounts").to_pylist()
        assert rows == [{"document_id": broken}]
        assert ask(connection, "select count(*) as n from files").to_pylist() == [{"n": 1}]
    with ws.database(integration_ids=[one], tables=["ledger"]) as connection:
        rows = ask(connection, "select sum(debit) as d from ledger").to_pylist()
        assert rows == [{"d": Decimal(24_000)}]
    with pytest.raises(Refusal) as refused:
        ws.database()
    assert refused.value.code == "tables_missing"


def test_the_year_before_stands_beside_a_year_from_its_own_file(ws: Workspace) -> None:
    """Though only the later year was asked for, and is not counted twice in tables."""
    company = put_integration(ws)
    ws.activate(put(ws, company, first="2023-01-01", last="2023-12-31", sales=700))
    later = put(ws, company)
    ws.activate(later)
    ws.sync()
    found = ws.reports("income-statement", years=[2024])
    assert [result(one)[:2] for one in found.reports] == [[Decimal(12_000), Decimal(8_400)]]
    assert [one.id for one in found.made_of] == [later]
    with ws.database() as connection:
        query = "select distinct year_no from balances where document_id = ?"
        assert ask(connection, query, [later]).to_pylist() == [{"year_no": 0}]


def test_companies_stand_side_by_side(ws: Workspace) -> None:
    """Two integrations of one organisation number are two companies."""
    for name, sales in (("Ek", 100), ("Ek filial", 200)):
        ws.activate(put(ws, put_integration(ws, name), sales=sales))
    ws.sync()
    found = ws.reports("income-statement", Options(companies=True))
    assert len(found.reports) == 1
    assert result(found.reports[0]) == [Decimal(1_200), Decimal(2_400), Decimal(3_600)]
    assert [one.key for one in found.reports[0].columns] == ["Ek", "Ek filial", "sum"]
    assert len(ws.reports("income-statement").reports) == 2


def test_companies_keep_their_places_when_a_file_is_refreshed(ws: Workspace) -> None:
    """They stand by name, in whatever order their files came."""
    first, second = put_integration(ws, "Ek"), put_integration(ws, "Ek filial")
    ws.activate(put(ws, second, sales=200))
    for sales in (100, 300):
        ws.activate(put(ws, first, sales=sales))
        ws.sync()
        (report,) = ws.reports("income-statement", Options(companies=True)).reports
        assert [one.key for one in report.columns] == ["Ek", "Ek filial", "sum"]
        assert result(report)[:2] == [Decimal(12 * sales), Decimal(2_400)]


def test_a_report_that_one_file_cannot_give_is_left_out_and_told(ws: Workspace) -> None:
    """The others are shown; where none can give it, that is refused with the reason."""
    one, other = put_integration(ws, "Ek"), put_integration(ws, "Alm")
    rows = b"#FLAGGA 0\r\n#SIETYP 1\r\n#FNAMN Alm\r\n#RAR 0 20240101 20241231\r\n"
    poor = put(ws, other, rows + b"#KONTO 3001 F\r\n#RES 0 3001 -500.00\r\n")
    ws.activate(put(ws, one))
    ws.activate(poor)
    ws.sync()
    found = ws.reports("income-statement", Options(by="month"))
    assert len(found.reports) == 1
    assert [upload.id for upload, _ in found.left_out] == [poor]
    with pytest.raises(Refusal) as refused:
        ws.reports("income-statement", Options(by="month"), integration_ids=[other])
    assert refused.value.code == "invalid"
    with pytest.raises(Refusal):
        ws.reports("no-such-report")


def test_entries_are_additive_where_they_are_allowed(ws: Workspace) -> None:
    """They replace nothing, are refused by default, and their rows are in the ledger."""
    company = put_integration(ws)
    ledger, feed = put(ws, company), put(ws, company, entries(), role="entries")
    ws.activate(ledger)
    with pytest.raises(Refusal) as refused:
        ws.activate(feed)
    assert refused.value.code == "entries_not_allowed"
    with ws.catalogue.write() as connection:
        connection.execute(sa.update(domains).values(entries_allowed=True))
    assert ws.activate(feed).replaced == ()
    assert ws.activate(put(ws, company, sales=9)).replaced[0].id == ledger
    ws.sync()
    with ws.database() as connection:
        rows = ask(connection, "select sum(debit) as d from ledger").to_pylist()
        assert rows == [{"d": Decimal(9 * 12 + 250)}]


def test_an_old_snapshot_keeps_what_a_file_was_linked_to(ws: Workspace) -> None:
    """Also when the file has left the reports and was linked to another company since."""
    one, other = put_integration(ws, "Ek"), put_integration(ws, "Alm")
    number = put(ws, one)
    ws.activate(number)
    old = ws.sync().snapshot_id
    ws.deactivate(number)
    ws.sync()
    with ws.catalogue.write() as connection:
        connection.execute(sa.update(uploads).values(integration_id=other))
    assert ws.reports("income-statement", snapshot_id=old, integration_ids=[other]).made_of == ()
    (upload,) = ws.reports("income-statement", snapshot_id=old, integration_ids=[one]).made_of
    assert upload.integration == "Ek"
