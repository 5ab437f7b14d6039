"""What people are told of: accounts that changed, months that were reconciled, less than before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from siekit.workspace.notices import see_notices, write_notices
from siekit.workspace.refusals import Refusal
from tests.books import books, entries
from tests.workspace.putting import new_workspace, put, put_integration

if TYPE_CHECKING:
    from siekit.workspace.installation import Installation


def test_accounts_that_changed_are_told_in_one_notice(installation: Installation) -> None:
    """Renamed, appeared and vanished since the file that is replaced; also before activation."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    first = put(ws, company)
    other = books(sales=1001).replace(b'#KONTO 2081 "Aktiekapital"', b"#KONTO 2081 Kapital")
    other += b'#KONTO 4010 "Ink\x94p"\r\n'
    second = put(ws, company, other)
    ws.activate(first)
    ws.sync()
    assert ws.notices() == []
    told = ws.what_if(second).chart
    assert told
    assert told.counts | {"same": 2, "renamed": 1, "appeared": 1, "vanished": 0} == told.counts
    ws.activate(second)
    ws.sync()
    notices = ws.notices(unseen=True)
    assert [one.kind for one in notices] == ["accounts_changed"]
    facts = notices[0].facts
    assert facts["since_upload"] == first
    assert facts["examples"]["renamed"] == [
        {"account": "2081", "before": "Aktiekapital", "after": "Kapital"}
    ]
    assert facts["examples"]["appeared"] == [{"account": "4010", "name": "Inköp"}]
    assert ws.see_notice(notices[0].id).seen_at is not None
    assert ws.notices(unseen=True) == []
    with pytest.raises(Refusal):
        ws.see_notice(99)


def test_all_that_a_page_showed_are_seen_at_once_and_no_other(installation: Installation) -> None:
    """Neither a newer one nor one of another domain; who said so first stays the one."""
    ws = new_workspace(installation)
    told: dict[str, object] = {
        "kind": "covers_less",
        "facts": {},
        "integration_id": None,
        "upload_id": None,
    }
    with installation.catalogue.write() as connection:
        write_notices(connection, ws.domain_id, [told, told, told])
    other = installation.workspace(installation.create_domain("Granen", ws.actor).id, ws.actor)
    newest = ws.notices()[0].id
    assert see_notices(other, newest) == 0
    assert see_notices(ws, newest - 1) == 2
    assert [one.id for one in ws.notices(unseen=True)] == [newest]
    assert see_notices(ws, newest) == 1
    assert see_notices(ws, newest) == 0


def test_a_reconciled_month_that_changes_raises_an_alarm(installation: Installation) -> None:
    """Before activation and at the sync, with accounts and amounts; an equal month raises none."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    first = put(ws, company, until="2024-03-31")
    refresh = put(ws, company, until="2024-06-30")
    changed = put(ws, company, until="2024-06-30", sales=1100)
    ws.activate(first)
    ws.sync()
    mark = ws.mark_month(company, 202402)
    assert mark.figures == {"1930": "1000.00", "3001": "-1000.00"}
    assert ws.reconciled_months(company) == [mark]
    assert ws.what_if(refresh).months_changed == ()
    ws.activate(refresh)
    ws.sync()
    assert ws.notices() == []
    expected = [
        {"account": "1930", "before": "1000.00", "after": "1100.00"},
        {"account": "3001", "before": "-1000.00", "after": "-1100.00"},
    ]
    told = ws.what_if(changed).months_changed
    assert [(one["month"], one["accounts"]) for one in told] == [(202402, expected)]
    ws.activate(changed)
    ws.sync()
    alarms = [one for one in ws.notices() if one.kind == "month_changed"]
    assert [one.facts["accounts"] for one in alarms] == [expected]
    assert alarms[0].upload_id == changed


def test_a_reconciled_month_of_a_file_without_tables_is_not_passed_over(
    installation: Installation,
) -> None:
    """That nobody can tell whether it changes is told."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    first = put(ws, company)
    ws.activate(first)
    ws.mark_month(company, 202402)
    lost = put(ws, company, sales=1100, with_tables=False)
    (told,) = ws.what_if(lost).months_changed
    assert (told["month"], told["marked_by"], told["accounts"]) == (202402, ws.actor.name, None)


def test_a_month_with_single_vouchers_is_the_same_with_them_beside(
    installation: Installation,
) -> None:
    """What is active beside a file is in the month still when the file is replaced."""
    ws = new_workspace(installation)
    ws.change_settings(entries_allowed=True)
    company = put_integration(ws)
    single = put(ws, company, entries(), role="entries")
    for one in (put(ws, company, until="2024-03-31"), single):
        ws.activate(one)
    assert ws.mark_month(company, 202401).figures["1930"] == "1250.00"
    assert ws.what_if(put(ws, company)).months_changed == ()
    (told,) = ws.what_if(put(ws, company, sales=1100)).months_changed
    assert told["accounts"][0] == {"account": "1930", "before": "1250.00", "after": "1350.00"}


def test_a_reconciled_month_that_leaves_the_reports_raises_an_alarm(
    installation: Installation,
) -> None:
    """Its amounts are then zero; an alarm that nobody has seen is not told twice."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    number = put(ws, company)
    ws.activate(number)
    ws.sync()
    ws.mark_month(company, 202412)
    for _ in range(2):
        ws.deactivate(number)
        ws.sync()
        ws.activate(number)
        ws.sync()
    alarms = [one for one in ws.notices() if one.kind == "month_changed"]
    assert len(alarms) == 1
    assert alarms[0].facts["accounts"][0]["after"] == "0.00"
    ws.unmark_month(company, 202412)
    assert ws.reconciled_months() == []


def test_a_file_that_covers_less_is_told(installation: Installation) -> None:
    """An earlier last voucher than that of the file it replaces."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    whole, part = put(ws, company), put(ws, company, until="2024-05-31")
    ws.activate(whole)
    ws.sync()
    told = {one.kind: (one.before, one.after) for one in ws.what_if(part).covers_less}
    assert told == {"ends_earlier": ("2024-12-31", "2024-05-31"), "fewer_vouchers": ("12", "5")}
    ws.activate(part)
    ws.sync()
    assert [one.kind for one in ws.notices()] == ["covers_less"]


def test_only_months_of_files_can_be_reconciled(installation: Installation) -> None:
    """A month without a file, a number that is no month, another company's integration."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    ws.activate(put(ws, company))
    assert ws.mark_month(company, 202401).upload_id
    for month, code in ((202301, "invalid"), (202413, "invalid"), (7, "invalid")):
        with pytest.raises(Refusal) as refused:
            ws.mark_month(company, month)
        assert refused.value.code == code
    with pytest.raises(Refusal) as refused:
        ws.mark_month(company + 1, 202401)
    assert refused.value.code == "not_found"


def test_a_month_of_a_file_without_vouchers_has_its_period_balances(
    installation: Installation,
) -> None:
    """An amount that cannot be read is not known, and is another than a known one."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    head = b"#FLAGGA 0\r\n#SIETYP 2\r\n#FNAMN Alm\r\n#RAR 0 20240101 20241231\r\n"
    rows = b"#PSALDO 0 202401 1930 {} 100.00\r\n#PSALDO 0 202401 3001 {} -100.00\r\n"
    first = put(ws, company, head + rows)
    second = put(ws, company, head + rows.replace(b"-100.00", b"-1o0"))
    ws.activate(first)
    assert ws.mark_month(company, 202401).figures == {"1930": "100.00", "3001": "-100.00"}
    told = ws.what_if(second).months_changed
    assert [one["accounts"] for one in told] == [
        [{"account": "3001", "before": "-100.00", "after": None}]
    ]
    ws.activate(second)
    assert ws.mark_month(company, 202401).figures["3001"] is None
    assert ws.what_if(first).months_changed[0]["accounts"][0]["before"] is None
