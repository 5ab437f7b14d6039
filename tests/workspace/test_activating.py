"""What is active: one upload an integration and day, whoever activates what when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from siekit.workspace.actors import Role
from siekit.workspace.model import Badge
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import State
from siekit.workspace.tables import activations, uploads
from siekit.workspace.workspace import Workspace
from tests.books import books, entries
from tests.workspace.putting import new_workspace, put, put_integration

if TYPE_CHECKING:
    from siekit.workspace.installation import Installation


def as_role(ws: Workspace, role: Role) -> Workspace:
    """The same workspace for somebody of another role."""
    return Workspace(ws.installation, ws.domain_id, replace(ws.actor, role=role))


def states(ws: Workspace, *ids: int) -> list[State]:
    """The states of uploads."""
    return [ws.upload(one).state for one in ids]


def test_a_second_file_of_a_year_replaces_the_first(installation: Installation) -> None:
    """What would happen is told before, with the change in totals, and then happens."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    first, second = put(ws, company), put(ws, company, sales=1500)
    assert ws.activate(first).replaced == ()
    told = ws.what_if(second)
    assert [one.id for one in told.replaced] == [first]
    assert told.result == (Decimal(12_000), Decimal(18_000))
    assert told.assets == (Decimal(112_000), Decimal(118_000))
    assert told.months_lost == ()
    assert states(ws, first, second) == [State.ACTIVE, State.READY]
    done = ws.activate(second, token=told.token)
    assert (done.result, done.assets, done.months_lost) == (told.result, told.assets, ())
    assert done.upload == ws.upload(second)
    assert done.replaced == (ws.upload(first),)
    assert ws.what_if(first).token.split(".")[2] == done.token.split(".")[2]
    assert states(ws, first, second) == [State.SUPERSEDED, State.ACTIVE]
    assert ws.upload(first).superseded_by == second
    with ws.catalogue.read() as connection:
        query = sa.select(activations.c.upload_id, activations.c.action, activations.c.reason)
        assert connection.execute(query.order_by(activations.c.id)).fetchall() == [
            (first, "activated", "toggle"),
            (first, "superseded", f"superseded by upload {second}"),
            (second, "activated", "toggle"),
        ]
    actions = [one.action for one in ws.log() if one.object_kind == "upload"]
    assert actions[:3] == ["upload.activated", "upload.superseded", "upload.activated"]


def test_reports_change_at_a_sync_and_not_before(installation: Installation) -> None:
    """The badges follow: draft, waits, in reports, leaves, draft."""
    ws = new_workspace(installation)
    number = put(ws, put_integration(ws))
    assert ws.snapshot() is None
    assert ws.upload(number).badge is Badge.DRAFT
    ws.activate(number)
    assert ws.upload(number).badge is Badge.WAITS
    done = ws.sync()
    assert (done.status, done.refusal) == ("done", None)
    snapshot = ws.snapshot()
    assert snapshot is not None
    assert (snapshot.id, snapshot.uploads) == (done.snapshot_id, (number,))
    assert ws.upload(number).badge is Badge.IN_REPORTS
    ws.deactivate(number)
    assert ws.upload(number).badge is Badge.LEAVES
    assert ws.snapshot() == snapshot
    ws.sync()
    assert ws.upload(number).badge is Badge.DRAFT
    newest = ws.snapshot()
    assert newest is not None
    assert newest.uploads == ()
    assert ws.snapshot(snapshot.id) == snapshot


def test_a_viewer_and_an_analyst_can_not_change_what_is_active(installation: Installation) -> None:
    """They are told that an administrator can, and nothing has changed."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    first, second = put(ws, company), put(ws, company, sales=2000)
    ws.activate(first)
    for role in (Role.VIEWER, Role.ANALYST):
        other = as_role(ws, role)
        for verb in (
            lambda: other.activate(second),  # noqa: B023 - called at once
            lambda: other.deactivate(first),  # noqa: B023
            lambda: other.rollback(first),  # noqa: B023
            lambda: other.discard(second),  # noqa: B023
            other.request_sync,
            other.sync,
        ):
            with pytest.raises(Refusal) as refused:
                verb()
            assert refused.value.code == "forbidden"
    assert states(ws, first, second) == [State.ACTIVE, State.READY]
    assert ws.syncs() == []


def test_the_summary_shows_an_upload_that_is_not_active(installation: Installation) -> None:
    """Result and assets, the year before from the file itself, and pictures."""
    ws = new_workspace(installation)
    number = put(ws, put_integration(ws))
    shown = ws.summary(number)
    result = shown.income_statement.line("290")
    assert result is not None
    assert result.values[0] == Decimal(12_000)
    assert shown.previous == "file"
    assert [chart.key for chart in shown.income_statement.charts]


def check(light: str, *, blocks: bool) -> dict[str, object]:
    """A check as the catalogue keeps it."""
    title = {"en": "Vouchers balance", "sv": "Verifikationer balanserar"}
    return {"key": "vouchers_balance", "light": light, "blocks": blocks, "title": title}


def test_a_red_check_needs_a_written_reason(installation: Installation) -> None:
    """Which stands in the log; yellow ones, and red ones that do not block, need none."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    off = put(ws, company, off_by=2, checks=[check("red", blocks=True)])
    fine = put(
        ws,
        company,
        first="2023-01-01",
        last="2023-12-31",
        checks=[check("yellow", blocks=True), check("red", blocks=False)],
    )
    ws.activate(fine)
    assert [one["key"] for one in ws.what_if(off).blocking] == ["vouchers_balance"]
    for reason in (None, "  "):
        with pytest.raises(Refusal) as refused:
            ws.activate(off, override_reason=reason)
        assert refused.value.code == "blocked"
        assert "Verifikationer balanserar" in refused.value.text("sv")
    ws.activate(off, override_reason=" The auditor knows ")
    after = ws.log(about=("upload", off))[0].after
    assert after
    assert after["override_reason"] == "The auditor knows"
    with ws.catalogue.read() as connection:
        query = sa.select(activations.c.override_reason).where(activations.c.upload_id == off)
        assert connection.execute(query).scalars().all() == ["The auditor knows"]


def test_a_broken_year_replaces_both_years_that_it_overlaps(installation: Installation) -> None:
    """Months that are lost are told; rolling one back makes room for the other."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    years = [
        put(ws, company, first=f"{year}-01-01", last=f"{year}-12-31", sales=year)
        for year in (2023, 2024)
    ]
    broken = put(ws, company, first="2023-07-01", last="2024-06-30")
    for number in years:
        ws.activate(number)
    told = ws.what_if(broken)
    assert [one.id for one in told.replaced] == years
    assert told.months_lost == (*range(202301, 202307), *range(202407, 202413))
    assert told.result[0] == Decimal(12 * 2023 + 12 * 2024)
    ws.activate(broken, token=told.token)
    assert states(ws, *years, broken) == [State.SUPERSEDED, State.SUPERSEDED, State.ACTIVE]
    ws.rollback(years[0])
    assert states(ws, *years, broken) == [State.ACTIVE, State.SUPERSEDED, State.SUPERSEDED]
    assert ws.rollback(years[1]).replaced == ()
    assert states(ws, *years, broken) == [State.ACTIVE, State.ACTIVE, State.SUPERSEDED]
    with pytest.raises(Refusal) as refused:
        ws.rollback(years[0])
    assert refused.value.code == "wrong_state"


def test_what_is_rolled_back_is_told_as_it_is_afterwards(installation: Installation) -> None:
    """Active, with its new version; what it replaced is superseded by it."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    first, second = put(ws, company), put(ws, company, sales=1500)
    ws.activate(first)
    ws.activate(second)
    done = ws.rollback(first)
    assert (done.upload.state, done.upload.version) == (State.ACTIVE, ws.upload(first).version)
    assert [(one.state, one.superseded_by) for one in done.replaced] == [(State.SUPERSEDED, first)]
    with pytest.raises(Refusal) as refused:
        ws.activate(second, token=done.token)
    assert refused.value.code == "stale"


def test_single_vouchers_wait_for_nobody_until_they_are_let_in(installation: Installation) -> None:
    """Neither the matrix nor the list of what waits counts what nobody can activate."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    days = [entries().replace(b"20240131", f"202401{day}".encode()) for day in (10, 11, 12)]
    files = [put(ws, company, data, role="entries") for data in days]
    with installation.catalogue.write() as connection:
        connection.execute(
            sa.update(uploads)
            .where(uploads.c.id.in_(files))
            .values(first_day=date(2024, 1, 1), last_day=date(2024, 1, 31))
        )

    def waiting() -> list[int]:
        cells = ws.matrix().companies[0].cells[2024]
        return [len(ws.uploads(waiting=True)), sum(one.drafts for one in cells)]

    assert waiting() == [0, 0]
    ledger = put(ws, company)
    assert waiting() == [1, 0]
    ws.activate(ledger)
    ws.change_settings(entries_allowed=True)
    assert waiting() == [3, 2]


def test_years_that_touch_do_not_interact(installation: Installation) -> None:
    """Nor do two integrations of one organisation number."""
    ws = new_workspace(installation)
    company, branch = put_integration(ws), put_integration(ws, "Filial")
    numbers = [
        put(ws, company),
        put(ws, company, first="2025-01-01", last="2025-12-31"),
        put(ws, branch, sales=3),
    ]
    for number in numbers:
        assert ws.activate(number).replaced == ()
    assert states(ws, *numbers) == [State.ACTIVE] * 3
    found = ws.matrix()
    assert found.years == (2025, 2024)
    assert [one.integration.name for one in found.companies] == ["Björken", "Filial"]
    assert found.companies[0].cells[2024][0].badge is Badge.WAITS
    assert 2025 not in found.companies[1].cells


def test_twelve_monthly_files_leave_one_active(installation: Installation) -> None:
    """Each refresh replaces the one before, whatever the order of their dates."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    numbers = []
    for month in range(1, 13):
        last = f"2024-{month:02}-{29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31}"
        numbers.append(put(ws, company, until=last))
        ws.activate(numbers[-1])
        assert [one.id for one in ws.uploads(states=(State.ACTIVE,))] == [numbers[-1]]
    ws.activate(numbers[3])
    assert ws.upload(numbers[3]).active
    cell = ws.matrix().companies[0].cells[2024][0]
    assert (cell.upload_id, cell.uploads, cell.drafts) == (numbers[3], 12, 0)


def test_what_is_in_reports_can_not_be_deleted(installation: Installation) -> None:
    """Not while it is active, nor until a sync has taken it out; what is gone stays in the log."""
    ws = new_workspace(installation)
    number = put(ws, put_integration(ws))
    ws.activate(number)
    ws.sync()
    for _ in range(2):
        with pytest.raises(Refusal) as refused:
            ws.discard(number)
        assert refused.value.code == "in_use"
        if ws.upload(number).active:
            ws.deactivate(number)
    ws.sync()
    assert ws.discard(number).badge is Badge.GONE
    assert ws.log()[0].action == "upload.discarded"
    for verb in (ws.discard, ws.activate, ws.what_if, ws.summary, ws.deactivate):
        with pytest.raises(Refusal) as refused:
            verb(number)
        assert refused.value.code == "wrong_state"


def test_comparing_tells_what_came_and_went(installation: Installation) -> None:
    """Vouchers and sums; nothing where no active file is of the same days."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    first, second = put(ws, company, until="2024-03-31"), put(ws, company, until="2024-04-30")
    assert ws.compare_with_active(second) == []
    ws.activate(first)
    (found,) = ws.compare_with_active(second)
    assert (found.before.id, found.after.id) == (first, second)
    assert found.difference.voucher_counts["added"] == 1


def test_the_year_before_is_from_the_active_file_where_the_file_lacks_it(
    installation: Installation,
) -> None:
    """And the summary says so; a file's own figures of it come first."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    before = put(ws, company, first="2023-01-01", last="2023-12-31", sales=500)
    data = books().replace(b"#UB -1", b"#XUB")
    poor, own = put(ws, company, data), put(ws, company, sales=1)
    assert ws.summary(poor).previous is None
    ws.activate(before)
    shown = ws.summary(poor)
    assert (shown.previous, shown.previous_upload and shown.previous_upload.id) == (
        "upload",
        before,
    )
    result = shown.income_statement.line("290")
    assert result
    assert result.values[:2] == (Decimal(12_000), Decimal(6_000))
    assert "bok.se" in shown.notes[0].sv
    assert ws.summary(own).previous == "file"
    assert ws.summary(poor, previous=False).previous is None


def test_amounts_of_two_currencies_are_not_set_against_each_other(
    installation: Installation,
) -> None:
    """What was in kronor says nothing of what is in euro."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    ws.activate(put(ws, company))
    euro = put(ws, company, currency="EUR")
    told = ws.what_if(euro)
    assert (told.result[0], told.assets[0]) == (None, None)
    assert told.result[1] is not None
    kronor = put(ws, company, currency="SEK", sales=1100)
    assert ws.what_if(kronor).result[0] is not None
