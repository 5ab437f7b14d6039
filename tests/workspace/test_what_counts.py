"""What counts in reports over a snapshot: ledgers, not the single vouchers beside them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from siekit.engine.asking import ask
from siekit.reports.base import Options
from siekit.workspace.refusals import Refusal
from tests.books import entries
from tests.workspace.putting import new_workspace, put, put_integration

if TYPE_CHECKING:
    from siekit.reports.model import Report
    from siekit.workspace.installation import Installation
    from siekit.workspace.workspace import Workspace

GROUP = Options(companies=True, previous=False)


@pytest.fixture
def ws(installation: Installation) -> Workspace:
    """An empty workspace that lets single vouchers in."""
    made = new_workspace(installation)
    made.change_settings(entries_allowed=True)
    return made


def result(report: Report) -> list[Decimal | None]:
    """The result of the year in each column."""
    line = report.line("290")
    assert line
    return list(line.values)


def test_single_vouchers_are_never_shown_for_the_company(ws: Workspace) -> None:
    """Neither in the group nor in the ledger's own report, which both say so; queries have them."""
    company = put_integration(ws)
    ledger = put(ws, company)
    till = put(ws, company, entries(), role="entries", file="kassa.si")
    for number in (ledger, till):
        ws.activate(number)
    ws.sync()
    (group,) = ws.reports("income-statement", GROUP, years=[2024]).reports
    assert result(group) == [Decimal(12_000), Decimal(12_000)]
    own, single = ws.reports("income-statement", Options(previous=False), years=[2024]).reports
    assert (result(own)[0], result(single)[0]) == (Decimal(12_000), Decimal(250))
    for one in (group, own):
        assert sum("Not counted here: kassa.si" in note.en for note in one.notes) == 1
        assert sum("Inte medräknat här: kassa.si" in note.sv for note in one.notes) == 1
    assert any("not the company's year" in note.en for note in single.notes)
    with ws.database() as connection:
        query = (
            "select f.sie_type, -sum(l.amount) as sales from ledger l join files f "
            "using (document_id) where l.account = '3001' group by all"
        )
        rows = ask(connection, query).to_pylist()
    assert {row["sie_type"]: row["sales"] for row in rows} == {"4E": 12_000, "4I": 250}


def test_single_vouchers_of_another_calendar_year_are_told_too(ws: Workspace) -> None:
    """A broken year that is asked for by its end has them in its first months."""
    company = put_integration(ws)
    ws.activate(put(ws, company, first="2023-09-01", last="2024-08-31"))
    late = entries().replace(b"20240131", b"20231031")
    ws.activate(put(ws, company, late, role="entries", file="kassa.si"))
    ws.sync()
    for options in (GROUP, Options()):
        (one,) = ws.reports("balance-sheet", options, years=[2024]).reports
        assert sum("Not counted here: kassa.si" in note.en for note in one.notes) == 1


def test_a_company_with_single_vouchers_alone_is_shown_by_them(ws: Workspace) -> None:
    """Where it has no ledger of the year, with a note that says so."""
    one, other = put_integration(ws, "Ek"), put_integration(ws, "Alm", "5566778899")
    ws.activate(put(ws, one))
    ws.activate(put(ws, other, entries("Alm AB", "556677-8899"), role="entries"))
    ws.sync()
    (group,) = ws.reports("income-statement", GROUP, years=[2024]).reports
    assert sorted(map(str, result(group))) == ["12000.000000", "12250.000000", "250.000000"]
    assert any("Alm AB has no ledger here" in note.en for note in group.notes)


def test_a_group_can_be_asked_for_one_currency(ws: Workspace) -> None:
    """Several are refused with what they are; one gives its companies, and names the others."""
    kronor, euro = put_integration(ws, "Ek"), put_integration(ws, "Alm", "5566778899")
    ws.activate(put(ws, kronor))
    ws.activate(put(ws, euro, sales=10, currency="EUR"))
    ws.sync()
    with pytest.raises(Refusal) as refused:
        ws.reports("income-statement", GROUP)
    assert refused.value.facts["differs"] == "currencies"
    assert "EUR: " in refused.value.facts["found"]
    for currency, wanted in (("EUR", 120), ("SEK", 12_000)):
        (group,) = ws.reports("income-statement", GROUP, currencies=[currency]).reports
        assert result(group) == [Decimal(wanted)] * 2
        assert group.unit == currency
        assert any(note.sv.startswith("I andra valutor och inte med") for note in group.notes)
    assert ws.reports("income-statement", GROUP, currencies=["NOK"]).reports == ()
