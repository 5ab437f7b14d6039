"""Companies that are new: found among the files that wait, and made all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from siekit.workspace.actors import Actor, Role
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import State
from siekit.workspace.worker import Worker
from tests.books import books

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.workspace.model import Upload
    from siekit.workspace.workspace import Workspace
    from tests.servers.databases import Backend

TALL, BJORK, KIM = "555555-5555", "556334-3689", "800101-1239"


@pytest.fixture
def workspace(backend: Backend) -> Iterator[Workspace]:
    """A new workspace on each database, as an administrator sees it."""
    installation = backend.open()
    yield installation.only_workspace(Actor("anna", Role.ADMIN))
    installation.close()


def added(workspace: Workspace, name: str, orgnr: str | None, **changes: object) -> Upload:
    """The upload of a file that is added and waits."""
    upload = workspace.add(books(name, orgnr, **changes), "x.se")[0].upload  # type: ignore[arg-type]
    assert upload is not None
    return upload


def year(number: int) -> dict[str, object]:
    """The days of a calendar year."""
    return {"first": f"{number}-01-01", "last": f"{number}-12-31"}


def test_new_companies_are_told_with_their_files(workspace: Workspace) -> None:
    """Files of one number are one company, by its name, with its years; nothing is changed."""
    for number in (2023, 2024):
        added(workspace, "Tall AB", TALL, **year(number))
    added(workspace, "Björken AB", BJORK)
    found = workspace.new_companies()
    assert [(one.orgnr, one.name, len(one.uploads)) for one in found.companies] == [
        ("5563343689", "Björken AB", 1),
        ("5555555555", "Tall AB", 2),
    ]
    assert found.companies[1].fiscal_years == ("2023-01-01/2023-12-31", "2024-01-01/2024-12-31")
    assert [one.doubt for one in found.companies] == [None, None]
    assert (found.left, found.being_read) == ((), 0)
    assert workspace.integrations() == []


def test_all_that_are_clear_are_made_at_once(workspace: Workspace) -> None:
    """Each gets an integration of its name, number and currency, and all its files."""
    files = [added(workspace, "Tall AB", TALL, **year(number)) for number in (2023, 2024)]
    files.append(added(workspace, "Björken AB", BJORK, currency="EUR"))
    made = workspace.create_companies()
    assert [(one.refusal, len(one.uploads)) for one in made] == [(None, 1), (None, 2)]
    Worker(workspace.installation).run_until_idle()
    assert [(one.name, one.orgnr, one.currency) for one in workspace.integrations()] == [
        ("Björken AB", "5563343689", "EUR"),
        ("Tall AB", "5555555555", "SEK"),
    ]
    now = [workspace.upload(one.id) for one in files]
    assert [one.state for one in now] == [State.READY] * 3
    assert [one.integration for one in now] == ["Tall AB", "Tall AB", "Björken AB"]
    assert workspace.new_companies().companies == ()
    assert workspace.create_companies() == []


def test_what_is_not_clear_stays_and_is_told_why(workspace: Workspace) -> None:
    """Neither a wrong check digit nor two names or currencies is passed over in silence."""
    added(workspace, "Tall AB", TALL, **year(2023))
    added(workspace, "Gran AB", TALL, **year(2024))
    added(workspace, "Fel AB", "556334-3680")
    added(workspace, "Björken AB", BJORK)
    added(workspace, "björken  ab", BJORK, currency="EUR", **year(2023))
    doubts = {one.name: one.doubt for one in workspace.new_companies().companies}
    told = {name: doubt.text("en") if doubt else "" for name, doubt in doubts.items()}
    assert set(told) == {"Gran AB", "Fel AB", "Björken AB"}
    assert "another name: Tall AB" in told["Gran AB"]
    assert "check digit" in told["Fel AB"]
    assert "556334-3680" in told["Fel AB"]
    assert "EUR, SEK" in told["Björken AB"]
    assert workspace.create_companies() == []
    (made,) = workspace.create_companies([(TALL, None)])
    assert made.integration is not None
    assert (made.integration.name, len(made.uploads)) == ("Gran AB", 2)


def test_files_of_which_no_company_can_be_made_say_why(workspace: Workspace) -> None:
    """No number, a number that is had already, or several businesses under one number."""
    for name in ("A", "B"):
        workspace.create_integration(name, orgnr=TALL)
    workspace.create_integration("Kim snickeri", orgnr=BJORK, acquisition_no="1")
    added(workspace, "Utan AB", None)
    added(workspace, "Tall AB", TALL)
    added(workspace, "Björken", f"{BJORK} 2")
    for number in ("1", "2"):
        added(workspace, "Kim", f"{KIM} {number}", sales=int(number))
    found = workspace.new_companies()
    assert found.companies == ()
    assert [one.why.code for one in found.left] == [
        "no_orgnr",
        "ambiguous_link",
        "orgnr_taken",
        "several_businesses",
        "several_businesses",
    ]
    assert "555555-5555" in found.left[1].why.text("sv")
    (made,) = workspace.create_companies([(KIM, None)])
    assert made.refusal is not None
    assert made.refusal.code == "several_businesses"


def test_one_that_cannot_be_made_stops_none_of_the_others(workspace: Workspace) -> None:
    """Each result says what became of it: made, made already, no number, or a name that is had."""
    added(workspace, "Tall AB", TALL)
    added(workspace, "Björken AB", BJORK)
    workspace.create_integration("Upptaget")
    made = workspace.create_companies(
        [("12", None), (BJORK, "Upptaget"), (TALL, "Tallen"), (TALL, None)]
    )
    assert [one.refusal and one.refusal.code for one in made] == [
        "nothing_waits",
        "invalid",
        None,
        "nothing_waits",
    ]
    assert {one.name for one in workspace.integrations()} == {"Upptaget", "Tallen"}
    states = [one.state for one in workspace.uploads()]
    assert states == [State.PREVIEWED, State.READY]


def test_a_name_that_is_had_gets_a_number(workspace: Workspace) -> None:
    """Two companies of one name are both made, and told apart."""
    added(workspace, "Tall AB", TALL)
    added(workspace, "Tall AB", BJORK)
    workspace.create_companies()
    assert [one.name for one in workspace.integrations()] == ["Tall AB", "Tall AB (2)"]


def test_a_viewer_may_not_make_companies(workspace: Workspace) -> None:
    """It asks for the role that linking does, and another domain's files are not seen."""
    added(workspace, "Tall AB", TALL)
    installation = workspace.installation
    viewer = installation.workspace(workspace.domain_id, Actor("bo", Role.VIEWER))
    with pytest.raises(Refusal) as found:
        viewer.create_companies()
    assert found.value.code == "forbidden"
    other = installation.create_domain("Annan", workspace.actor)
    theirs = installation.workspace(other.id, workspace.actor)
    assert theirs.new_companies().companies == ()
    (made,) = theirs.create_companies([(TALL, None)])
    assert made.refusal is not None
    assert workspace.integrations() == []
