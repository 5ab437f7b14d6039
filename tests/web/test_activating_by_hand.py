"""Scenarios 1, 5 to 10, 13, 14, 16 and 17: from the summary to the reports, as a person sees it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from siekit.workspace.actors import Role
from siekit.workspace.states import State
from tests.books import books
from tests.servers.browsers import barriers

if TYPE_CHECKING:
    from collections.abc import Callable

    from siekit.workspace.model import Upload
    from tests.servers.browsers import Complaints
    from tests.web.person import Person


def ready(person: Person, data: bytes, name: str = "bokföring.se") -> Upload:
    """A file that is sent and linked; its company is made where it is the first one."""
    upload = person.upload_one(data, name)
    if upload.state is State.PREVIEWED:
        person.link(upload, "new", name="Björken")
    found = person.settled(upload.id)
    assert found.state is State.READY, found
    return found


def active(person: Person) -> list[str]:
    """The names of the files that are active."""
    found = person.standing.workspace().uploads(states=(State.ACTIVE,))
    return sorted(one.file for one in found)


def test_scenario_1_looking_at_a_file_changes_no_report(anna: Person) -> None:
    """Preview and summary show its figures; there is no snapshot, and the reports know nothing."""
    upload = ready(anna, books(sales=1111))
    assert anna.standing.workspace().snapshot() is None
    anna.go(f"/uploads/{upload.id}")
    assert "556334-3689" in anna.text
    assert "2024-01-01" in anna.text
    assert barriers(anna.page) == []
    anna.go(f"/uploads/{upload.id}/summary")
    assert "13 332" in anna.text
    assert barriers(anna.page) == []
    assert "13 332" not in anna.income_statement()
    assert anna.standing.workspace().snapshot() is None


def test_scenario_5_activated_figures_come_with_the_next_sync(anna: Person) -> None:
    """The dialog says that nothing is replaced; before the sync reports are as they were."""
    upload = ready(anna, books(sales=1111))
    anna.activate(upload)
    assert "13 332" not in anna.income_statement()
    anna.go("")
    assert barriers(anna.page) == []
    assert anna.sync() == "done"
    assert "13 332" in anna.income_statement()
    assert barriers(anna.page) == []


def test_scenario_6_a_second_file_of_the_year_replaces_the_first(anna: Person) -> None:
    """The dialog names it and the change; the reports switch with the sync."""
    first = ready(anna, books(sales=1111), "gammal.se")
    anna.activate(first)
    anna.sync()
    second = ready(anna, books(sales=2222, generated="2025-02-01"), "ny.se")
    said = anna.activate(second)
    assert "gammal.se" in said
    assert "13 332" in said
    assert "26 664" in said
    assert anna.state(first) is State.SUPERSEDED
    assert "13 332" in anna.income_statement()
    anna.sync()
    shown = anna.income_statement()
    assert "26 664" in shown
    assert "13 332" not in shown


def test_scenario_7_a_broken_year_replaces_both_years_it_touches(anna: Person) -> None:
    """The dialog names both, and the months that no file is about any more."""
    for year in (2023, 2024):
        name = f"{year}.se"
        anna.activate(ready(anna, books(first=f"{year}-01-01", last=f"{year}-12-31"), name))
    broken = ready(anna, books(first="2023-07-01", last="2024-06-30"), "brutet.se")
    said = anna.activate(broken)
    assert "2023.se" in said
    assert "2024.se" in said
    assert active(anna) == ["brutet.se"]


def test_scenario_8_years_that_only_touch_stand_beside_each_other(anna: Person) -> None:
    """The last day of one and the first of the other are two days."""
    anna.activate(ready(anna, books(first="2023-01-01", last="2023-12-31"), "2023.se"))
    anna.activate(ready(anna, books(), "2024.se"))
    assert active(anna) == ["2023.se", "2024.se"]


def test_scenario_9_what_is_switched_off_leaves_with_the_next_sync(anna: Person) -> None:
    """Not before."""
    upload = ready(anna, books(sales=1111))
    anna.activate(upload)
    anna.sync()
    anna.deactivate(upload)
    assert "13 332" in anna.income_statement()
    anna.sync()
    assert "13 332" not in anna.income_statement()


def test_scenario_10_history_takes_a_replacement_back(anna: Person) -> None:
    """One press leads to the dialog of the old file; after the sync its figures are back."""
    first = ready(anna, books(sales=1111), "gammal.se")
    anna.activate(first)
    second = ready(anna, books(sales=2222, generated="2025-02-01"), "ny.se")
    anna.activate(second)
    anna.sync()
    anna.go("/history")
    assert barriers(anna.page) == []
    anna.press(f'main a[href$="/uploads/{first.id}/activate"]')
    anna.press('main form[action$="/activate"] button')
    assert anna.state(first) is State.ACTIVE
    assert anna.state(second) is State.SUPERSEDED
    anna.sync()
    shown = anna.income_statement()
    assert "13 332" in shown
    assert "26 664" not in shown


def test_scenario_13_the_second_of_two_who_activate_is_told(
    anna: Person, enter: Callable[..., Person], complaints: Complaints
) -> None:
    """What they saw is true no longer: they get it shown anew, and nothing else changes."""
    bo = enter("bo@bjorken.example", Role.ADMIN)
    mine = ready(anna, books(sales=1111), "annas.se")
    yours = ready(bo, books(sales=2222, generated="2025-02-01"), "bos.se")
    dialog = bo.ask_to_activate(yours)
    anna.activate(mine)
    bo.press(dialog.locator('form[action$="/activate"] button'))
    complaints.heard(bo.page, 409)
    assert active(bo) == ["annas.se"]
    assert "annas.se" in bo.text
    bo.press('main form[action$="/activate"] button')
    assert active(bo) == ["bos.se"]


def test_scenario_14_a_sync_that_fails_keeps_the_old_reports(anna: Person) -> None:
    """Its page says why, and the reports show what they showed."""
    anna.activate(ready(anna, books(sales=1111), "gammal.se"))
    anna.sync()
    before = anna.standing.workspace().snapshot()
    second = ready(anna, books(first="2023-01-01", last="2023-12-31"), "2023.se")
    anna.activate(second)
    folder = anna.standing.installation.folder
    for path in (folder / "originals").rglob(f"*{second.sha256[2:]}*"):
        path.unlink()
    (table,) = (path for path in (folder / "tables").rglob("*") if path.name == str(second.id))
    shutil.rmtree(table)
    assert anna.sync() == "failed"
    assert second.sha256[:8] in anna.text or "2023.se" in anna.text
    assert anna.standing.workspace().snapshot() == before
    assert "13 332" in anna.income_statement()


def test_scenario_16_a_viewer_sees_the_figures_and_cannot_activate(
    anna: Person, enter: Callable[..., Person], complaints: Complaints
) -> None:
    """The page has no button for it, and the address of the question is refused."""
    upload = ready(anna, books(sales=1111))
    viewer = enter("vera@bjorken.example", Role.VIEWER)
    viewer.go(f"/uploads/{upload.id}/summary")
    assert "13 332" in viewer.text
    assert viewer.page.locator('main a[href$="/activate"], main form').count() == 0
    answer = viewer.page.goto(f"{anna.standing.start}/uploads/{upload.id}/activate")
    assert answer
    assert answer.status == 403
    complaints.heard(viewer.page, 403)
    assert anna.state(upload) is State.READY


def test_scenario_17_twelve_months_of_refreshing_have_one_active_file(anna: Person) -> None:
    """Each month's file replaces that of the month before."""
    months = [f"2024-{month:02}" for month in range(1, 13)]
    ends = ("31", "29", "31", "30", "31", "30", "31", "31", "30", "31", "30", "31")
    first = ready(anna, books(until=f"{months[0]}-{ends[0]}"), f"{months[0]}.se")
    files = {
        f"{month}.se": books(until=f"{month}-{end}", generated=f"{month}-{end}")
        for month, end in zip(months[1:], ends[1:], strict=True)
    }
    uploads = [first, *sorted(anna.upload(files), key=lambda one: one.file)]
    for upload in uploads:
        anna.activate(upload)
        assert active(anna) == [upload.file]
    states = {anna.state(one) for one in uploads[:-1]}
    assert states == {State.SUPERSEDED}
