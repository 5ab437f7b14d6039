"""Whose books a file is of: told by its number, asked where that is not clear."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from siekit.workspace import jobs
from siekit.workspace.actors import Actor, Role
from siekit.workspace.processing import document_of
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import State
from siekit.workspace.worker import Worker
from tests.books import books, entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from siekit.workspace.model import Check, Upload
    from siekit.workspace.workspace import Workspace
    from tests.servers.databases import Backend

NUMBER = "555555-5555"


@pytest.fixture
def workspace(backend: Backend) -> Iterator[Workspace]:
    """A new workspace on each database, as an administrator sees it."""
    installation = backend.open()
    yield installation.only_workspace(Actor("anna", Role.ADMIN))
    installation.close()


def added(workspace: Workspace, data: bytes, name: str = "x.se", *, create: bool = False) -> Upload:
    """The upload of a file that is added."""
    upload = workspace.add(data, name, create=create)[0].upload
    assert upload is not None
    return upload


def linked(workspace: Workspace, upload: Upload, integration_id: int | None = None) -> Upload:
    """The upload after it was linked and a worker was at it."""
    workspace.link(upload.id, integration_id)
    Worker(workspace.installation).run_until_idle()
    return workspace.upload(upload.id)


def check(workspace: Workspace, upload: Upload, key: str) -> Check:
    """One check of an upload."""
    (found,) = [one for one in workspace.checks(upload.id) if one.key == key]
    return found


def refused(verb: Callable[[], object]) -> str:
    """The code by which something is refused."""
    with pytest.raises(Refusal) as found:
        verb()
    return found.value.code


@pytest.mark.parametrize("written", ["5555555555", "555555-5555", "16555555-5555", "165555555555"])
def test_one_integration_of_the_number_is_linked_by_itself(
    workspace: Workspace, written: str
) -> None:
    """However the number is written, the one integration that has it is taken (scenario 2)."""
    one = workspace.create_integration("Bolaget", orgnr=NUMBER)
    workspace.create_integration("Ett annat", orgnr="556334-3689")
    upload = added(workspace, books("Bolaget AB", written))
    assert (upload.state, upload.integration_id) == (State.READY, one.id)
    assert (upload.linked_how, upload.orgnr) == ("auto", "5555555555")


@pytest.mark.parametrize("written", [None, "55555555551", "DE 812 345", ""])
def test_without_a_number_somebody_is_asked(workspace: Workspace, written: str | None) -> None:
    """No number, or one of another form, gives the list to choose from (scenario 3)."""
    one = workspace.create_integration("Bolaget", orgnr=NUMBER)
    upload = added(workspace, books("Bolaget AB", written), create=True)
    assert (upload.state, upload.orgnr) == (State.PREVIEWED, None)
    assert workspace.suggestions(upload.id) == [one]
    assert refused(lambda: workspace.link(upload.id)) == "choose_integration"
    upload = linked(workspace, upload, one.id)
    assert (upload.state, upload.linked_how) == (State.READY, "picked")


def test_a_new_integration_is_made_of_the_file(workspace: Workspace) -> None:
    """A company that nobody has is created by name, with the number and currency of the file."""
    upload = added(workspace, books("Bolaget AB", NUMBER, currency="EUR"))
    assert upload.state is State.PREVIEWED
    workspace.link(upload.id, new_name="Mitt bolag")
    Worker(workspace.installation).run_until_idle()
    upload = workspace.upload(upload.id)
    (made,) = workspace.integrations()
    assert (made.name, made.orgnr, made.currency) == ("Mitt bolag", "5555555555", "EUR")
    assert (upload.state, upload.integration_id) == (State.READY, made.id)
    assert upload.linked_how == "created"


def test_files_that_waited_for_the_company_follow(workspace: Workspace) -> None:
    """When the company is created for one file, its other files link themselves."""
    first = added(workspace, books("Bolaget AB", NUMBER))
    second = added(workspace, books("Bolaget AB", NUMBER, first="2025-01-01", last="2025-12-31"))
    other = added(workspace, books("Annat AB", "556334-3689"))
    workspace.link(first.id, new_name="Bolaget")
    Worker(workspace.installation).run_until_idle()
    states = [workspace.upload(one.id).state for one in (first, second, other)]
    assert states == [State.READY, State.READY, State.PREVIEWED]


def test_where_no_worker_runs_a_verb_does_what_it_asks_for(workspace: Workspace) -> None:
    """The file that is linked, and those linked along with it, are ready when it returns."""
    first = added(workspace, books("Bolaget AB", NUMBER))
    second = added(workspace, books("Bolaget AB", NUMBER, first="2025-01-01", last="2025-12-31"))
    assert workspace.link(first.id, new_name="Bolaget").state is State.READY
    assert workspace.upload(second.id).state is State.READY
    workspace.edit_integration(workspace.integrations()[0].id, currency="EUR")
    assert [one.state for one in workspace.uploads()] == [State.READY, State.READY]
    feed = added(workspace, entries("Bolaget AB", NUMBER), "dag.si")
    assert workspace.set_year(feed.id, date(2024, 1, 1), date(2024, 12, 31)).state is State.READY


def test_a_number_that_is_taken_over_links_what_waited_for_it(workspace: Workspace) -> None:
    """Those files too are ready at once."""
    one = workspace.create_integration("Bolaget")
    first = added(workspace, books("Bolaget AB", NUMBER))
    second = added(workspace, books("Bolaget AB", NUMBER, sales=7))
    assert workspace.link(first.id, one.id, take_orgnr=True).state is State.READY
    assert workspace.upload(second.id).state is State.READY


def test_a_company_that_an_import_makes_brings_on_what_waited_for_it(workspace: Workspace) -> None:
    """Files that came before by another way are not left between two states."""
    before = added(workspace, books("Bolaget AB", NUMBER))
    assert before.state is State.PREVIEWED
    assert added(workspace, books("Bolaget AB", NUMBER, sales=7), create=True).state is State.READY
    assert workspace.upload(before.id).state is State.READY


def test_where_workers_run_they_do_it(workspace: Workspace) -> None:
    """Nobody waits for them; `bring_on` does what waits if they do not come."""
    workspace.installation.has_workers = True
    first = added(workspace, books("Bolaget AB", NUMBER))
    (second,) = workspace.receive(books("Bolaget AB", NUMBER, sales=7), "y.se")
    assert second.upload is not None
    assert workspace.link(first.id, new_name="Bolaget").state is State.LINKED
    assert [one.state for one in workspace.bring_on(first.id)] == [State.READY]
    assert workspace.upload(second.upload.id).state is State.RECEIVED
    assert [one.id for one in workspace.bring_on()] == [second.upload.id]
    assert workspace.upload(second.upload.id).state is State.READY
    assert workspace.bring_on() == []


def test_what_hinders_the_work_is_told_and_the_work_waits(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk ends a command with the reason; when there is room again it is gone on with."""
    upload = added(workspace, books("Bolaget AB", NUMBER))
    monkeypatch.setattr(jobs, "LONGEST_PAUSE", 0.0)

    reason = Refusal("store_unavailable", reason="full", reason_sv="full")

    def full(*_: object) -> None:
        raise reason

    with monkeypatch.context() as patch:
        patch.setattr(workspace.installation.tables, "write", full)
        with pytest.raises(Refusal) as hindered:
            workspace.link(upload.id, new_name="Bolaget")
    assert hindered.value.code == "store_unavailable"
    assert workspace.upload(upload.id).state is State.LINKED
    assert [one.state for one in workspace.bring_on()] == [State.READY]


def test_two_integrations_of_the_number_are_asked_about(workspace: Workspace) -> None:
    """Of several that match none is guessed, and only they are suggested (scenario 4)."""
    two = [workspace.create_integration(name, orgnr=NUMBER) for name in ("A", "B")]
    workspace.create_integration("C", orgnr="556334-3689")
    upload = added(workspace, books("Bolaget AB", NUMBER), create=True)
    assert upload.state is State.PREVIEWED
    assert workspace.suggestions(upload.id) == two
    assert refused(lambda: workspace.link(upload.id)) == "ambiguous_link"
    assert linked(workspace, upload, two[1].id).state is State.READY


def test_another_number_must_be_confirmed(workspace: Workspace) -> None:
    """A file of another company is linked only when somebody says so (scenario 15)."""
    one = workspace.create_integration("Bolaget", orgnr="556334-3689")
    upload = added(workspace, books("Fel AB", NUMBER))
    assert refused(lambda: workspace.link(upload.id, one.id)) == "other_orgnr"
    assert workspace.upload(upload.id).state is State.PREVIEWED
    workspace.link(upload.id, one.id, confirm_orgnr=True)
    Worker(workspace.installation).run_until_idle()
    upload = workspace.upload(upload.id)
    assert (upload.state, upload.other_orgnr_confirmed_by) == (State.READY, "anna")
    found = check(workspace, upload, "company")
    assert (found.light.value, found.blocks) == ("yellow", False)
    assert "anna" in found.text["sv"]


def test_an_integration_without_a_number_may_take_that_of_the_file(workspace: Workspace) -> None:
    """The number is taken over only when that is asked for."""
    one = workspace.create_integration("Bolaget")
    first = added(workspace, books("Bolaget AB", NUMBER))
    linked(workspace, first, one.id)
    assert workspace.integration(one.id).orgnr is None
    second = added(workspace, books("Bolaget AB", NUMBER, sales=7))
    assert second.state is State.PREVIEWED
    workspace.link(second.id, one.id, take_orgnr=True)
    assert workspace.integration(one.id).orgnr == "5555555555"


def test_sole_traders_are_told_apart_by_the_acquisition_number(workspace: Workspace) -> None:
    """Two businesses of one person have one number, and files go to the right one."""
    one = workspace.create_integration("Snickeri", orgnr="8001011239", acquisition_no="1")
    two = workspace.create_integration("Café", orgnr="8001011239", acquisition_no="2")
    for number, integration in (("1", one), ("002", two)):
        data = books("Kim", f"800101-1239 {number}", sales=int(number))
        assert added(workspace, data).integration_id == integration.id
    assert added(workspace, books("Kim", "800101-1239", sales=9)).state is State.PREVIEWED


def test_another_currency_blocks_until_confirmed(workspace: Workspace) -> None:
    """A file in another currency links itself but is red; confirmed it is not (section 3.1)."""
    one = workspace.create_integration("Bolaget", orgnr=NUMBER)
    upload = added(workspace, books("Bolaget AB", NUMBER, currency="EUR"))
    assert (upload.state, upload.integration_id) == (State.READY, one.id)
    found = check(workspace, upload, "currency")
    assert (found.light.value, found.blocks) == ("red", True)
    assert "EUR" in found.text["en"]
    assert "SEK" in found.text["en"]
    assert refused(lambda: workspace.link(upload.id, one.id)) == "other_currency"
    workspace.link(upload.id, one.id, confirm_currency=True)
    Worker(workspace.installation).run_until_idle()
    found = check(workspace, upload, "currency")
    assert (found.light.value, found.blocks) == ("yellow", False)


def test_a_number_that_was_changed_afterwards_is_red(workspace: Workspace) -> None:
    """When the integration gets another number than the file has, the file is checked anew."""
    one = workspace.create_integration("Bolaget", orgnr=NUMBER)
    upload = added(workspace, books("Bolaget AB", NUMBER))
    workspace.edit_integration(one.id, orgnr="556334-3689")
    Worker(workspace.installation).run_until_idle()
    assert workspace.upload(upload.id).state is State.READY
    assert refused(lambda: workspace.link(upload.id, one.id)) == "other_orgnr"
    found = check(workspace, upload, "company")
    assert (found.light.value, found.blocks) == ("red", True)


def test_a_link_can_be_changed_until_the_file_is_in_reports(workspace: Workspace) -> None:
    """A ready file can be linked anew; an active one, or one in the reports, cannot."""
    one = workspace.create_integration("Bolaget", orgnr=NUMBER)
    two = workspace.create_integration("Filialen")
    upload = added(workspace, books("Bolaget AB", NUMBER))
    assert upload.integration_id == one.id
    upload = linked(workspace, upload, two.id)
    assert (upload.state, upload.integration_id) == (State.READY, two.id)
    workspace.activate(upload.id)
    assert refused(lambda: workspace.link(upload.id, one.id)) == "wrong_state"
    workspace.sync()
    workspace.deactivate(upload.id)
    assert refused(lambda: workspace.link(upload.id, one.id)) == "in_reports"
    workspace.sync()
    assert linked(workspace, upload, one.id).integration_id == one.id


def test_import_creates_only_where_that_is_clear(workspace: Workspace) -> None:
    """A valid number that nobody has makes an integration; a wrong check digit does not."""
    assert added(workspace, books("Bolaget AB", NUMBER), create=True).integration == "Bolaget AB"
    upload = added(workspace, books("Bolaget AB", "556334-3689"), create=True)
    assert upload.integration == "Bolaget AB (2)"
    wrong = added(workspace, books("Fel AB", "556334-3680"), create=True)
    assert (wrong.state, wrong.orgnr) == (State.PREVIEWED, "5563343680")


def test_a_link_of_another_domain_is_not_found(workspace: Workspace) -> None:
    """Neither an upload nor an integration of another domain can be named."""
    installation = workspace.installation
    other = installation.workspace(
        installation.create_domain("Annan", workspace.actor).id, workspace.actor
    )
    theirs = other.create_integration("Deras", orgnr=NUMBER)
    upload = added(workspace, books("Bolaget AB", NUMBER))
    assert upload.state is State.PREVIEWED
    assert workspace.suggestions(upload.id) == []
    for verb in (
        lambda: workspace.link(upload.id, theirs.id),
        lambda: other.link(upload.id, theirs.id),
        lambda: workspace.rename_integration(theirs.id, "Min"),
        lambda: other.suggestions(upload.id),
        lambda: other.checks(upload.id),
        lambda: other.findings(upload.id),
        lambda: other.set_year(upload.id, date(2024, 1, 1), date(2024, 12, 31)),
    ):
        assert refused(verb) == "not_found"


def test_what_an_integration_is_given_must_make_sense(workspace: Workspace) -> None:
    """Names are needed and unlike; numbers have ten digits; a currency has three letters."""
    one = workspace.create_integration("Bolaget", orgnr="16555555-5555", currency="eur")
    assert (one.orgnr, one.currency) == ("5555555555", "EUR")
    for verb in (
        lambda: workspace.create_integration(" \x00 "),
        lambda: workspace.create_integration("Bolaget"),
        lambda: workspace.create_integration("B", orgnr="123"),
        lambda: workspace.create_integration("B", currency="kronor"),
    ):
        assert refused(verb) == "invalid"
    assert workspace.edit_integration(one.id, orgnr="", name="Nytt namn").orgnr is None
    assert workspace.integration(one.id).name == "Nytt namn"


def test_a_feed_has_the_year_of_its_vouchers_and_may_be_given_another(
    workspace: Workspace,
) -> None:
    """A 4I file without #RAR is marked as derived, of role entries; a person may set the year."""
    one = workspace.create_integration("Bolaget", orgnr="556334-3689")
    upload = added(workspace, entries(), "dag.si")
    assert (upload.role, upload.year_derived, upload.integration_id) == ("entries", True, one.id)
    assert upload.fiscal_year == "2024-01-31/2024-01-31"
    first, last = date(2024, 1, 1), date(2024, 12, 31)
    workspace.set_year(upload.id, first, last)
    Worker(workspace.installation).run_until_idle()
    upload = workspace.upload(upload.id)
    assert (upload.state, upload.fiscal_year) == (State.READY, "2024-01-01/2024-12-31")
    assert refused(lambda: workspace.set_year(upload.id, last, first)) == "invalid"
    ledger = added(workspace, books())
    assert refused(lambda: workspace.set_year(ledger.id, first, last)) == "year_stated"
    waiting = added(workspace, entries("Annat AB", None), "annat.si")
    assert workspace.set_year(waiting.id, first, last).state is State.PREVIEWED
    assert workspace.upload(waiting.id).fiscal_year == "2024-01-01/2024-12-31"


def test_vouchers_alone_are_no_ledger_whatever_the_file_is_called(workspace: Workspace) -> None:
    """Numbered vouchers without a year and balances take no ledger's place, be it a .se file."""
    ledger = added(workspace, books(), create=True)
    workspace.activate(ledger.id)
    data = b"\r\n".join(
        line
        for line in books().splitlines()
        if not line.startswith((b"#RAR", b"#IB", b"#UB", b"#RES", b"#PSALDO"))
    )
    upload = added(workspace, data, "dag.se")
    assert (upload.role, upload.sie_type, upload.year_derived) == ("entries", "4I", True)
    before = replace(upload, sie_type="4E")  # by a version that knew no better
    assert document_of(workspace.installation, before).header.sie_type == "4E"
    assert refused(lambda: workspace.activate(upload.id)) == "entries_not_allowed"
    assert workspace.upload(ledger.id).state is State.ACTIVE
