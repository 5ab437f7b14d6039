"""Scenarios 2, 3, 4, 11, 12, 15 and 18: which company a file is for, as a person sees it."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from siekit.workspace.states import State
from tests.books import books

if TYPE_CHECKING:
    from tests.servers.browsers import Complaints
    from tests.web.person import Person

NO_YEAR = b"#FLAGGA 0\r\n#FORMAT PC8\r\n#SIETYP 4\r\n#FNAMN Tomma\r\n#KONTO 1930 Bank\r\n"


def test_scenario_2_the_organisation_number_links_in_every_way_it_is_written(anna: Person) -> None:
    """The first file makes the integration; the others find it without a question."""
    first = anna.upload_one(books(orgnr="5555555555"))
    anna.link(first, "new", name="Björken")
    for year, orgnr in ((2022, "555555-5555"), (2021, "16555555-5555"), (2020, "5555555555")):
        data = books(orgnr=orgnr, first=f"{year}-01-01", last=f"{year}-12-31")
        upload = anna.upload_one(data, f"{year}.se")
        assert (upload.state, upload.linked_how) == (State.READY, "auto")
        anna.go(f"/uploads/{upload.id}")
        assert "Björken" in anna.text
    assert len(anna.standing.workspace().integrations()) == 1


def test_scenario_3_a_file_without_a_number_is_asked_about(anna: Person) -> None:
    """A person makes an integration, and picks it for the next file."""
    first = anna.upload_one(books(orgnr=None), "utan.se")
    assert first.state is State.PREVIEWED
    anna.link(first, "new", name="Utan nummer")
    assert anna.settled(first.id).integration == "Utan nummer"
    second = anna.upload_one(books(orgnr=None, first="2023-01-01", last="2023-12-31"), "utan2.se")
    assert second.state is State.PREVIEWED
    anna.link(second, str(anna.settled(first.id).integration_id))
    found = anna.settled(second.id)
    assert (found.state, found.integration, found.linked_how) == (
        State.READY,
        "Utan nummer",
        "picked",
    )


def test_scenario_4_two_integrations_of_one_number_are_never_guessed(anna: Person) -> None:
    """Both are offered first, and the one that is picked gets the file."""
    for year, name in ((2020, "Butiken"), (2021, "Lagret")):
        data = books(first=f"{year}-01-01", last=f"{year}-12-31")
        upload = anna.upload_one(data, f"{year}.se")
        if upload.state is State.PREVIEWED:
            anna.link(upload, "new", name=name)
        else:
            anna.go(f"/uploads/{upload.id}")
            anna.page.click("details:has(form[action$='/link']) summary")
            anna.link(upload, "new", name=name)
        assert anna.settled(upload.id).integration == name
    third = anna.upload_one(books(), "2024.se")
    assert third.state is State.PREVIEWED
    anna.go(f"/uploads/{third.id}")
    assert "Butiken" in anna.text
    assert "Lagret" in anna.text
    lagret = next(one for one in anna.standing.workspace().integrations() if one.name == "Lagret")
    anna.link(third, str(lagret.id))
    assert anna.settled(third.id).integration == "Lagret"


def test_scenario_11_the_same_bytes_show_the_upload_they_are(anna: Person) -> None:
    """There is one upload, also where the file has another name now."""
    first = anna.upload_one(books(), "bok.se")
    again = anna.upload_one(books(), "kopia.se")
    assert again.id == first.id
    assert [one.id for one in anna.standing.workspace().uploads()] == [first.id]


def test_scenario_12_what_cannot_be_used_is_told_and_leaves_nothing(anna: Person) -> None:
    """A file that is no SIE and one of no year are shown with the reason; a mended one goes."""
    odd = anna.upload_one(b"\x89PNG\r\n\x1a\n\x00\x00", "bild.png")
    assert odd.state is State.REJECTED
    anna.go(f"/uploads/{odd.id}")
    assert "bild.png" in anna.text
    empty = anna.upload_one(NO_YEAR, "tomma.se")
    anna.link(empty, "new", name="Tomma")
    assert anna.settled(empty.id).state is State.FAILED
    anna.go(f"/uploads/{empty.id}")
    assert "#RAR" in anna.text
    tables = anna.standing.installation.folder / "tables"
    assert [path for path in tables.rglob("*") if path.is_file()] == []
    mended = anna.upload_one(books("Tomma", None), "tomma2.se")
    anna.link(mended, str(anna.settled(empty.id).integration_id))
    assert anna.settled(mended.id).state is State.READY


def test_scenario_15_another_companys_number_needs_a_yes(
    anna: Person, complaints: Complaints
) -> None:
    """The page says both numbers and asks; nothing is linked until it is ticked."""
    own = anna.upload_one(books())
    anna.link(own, "new", name="Björken")
    other = anna.upload_one(books("Tall AB", "555555-5555"), "tall.se")
    assert other.state is State.PREVIEWED
    to = str(anna.settled(own.id).integration_id)
    anna.link(other, to)
    assert "555555-5555" in anna.text
    assert anna.state(other) is State.PREVIEWED
    complaints.heard(anna.page, 409)
    anna.link(other, to, confirm=True)
    found = anna.settled(other.id)
    assert (found.state, found.other_orgnr_confirmed_by) == (State.READY, "anna@bjorken.example")


def test_scenario_18_a_zip_of_companies_goes_where_it_belongs(anna: Person) -> None:
    """Each file finds its own company, and one that is no SIE stops none of them."""
    for name, orgnr in (("Björken", "556334-3689"), ("Tall", "555555-5555")):
        upload = anna.upload_one(books(name, orgnr, first="2023-01-01", last="2023-12-31"), name)
        anna.link(upload, "new", name=name)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("bolag/björken.se", books("Björken"))
        archive.writestr("bolag/tall.se", books("Tall", "555555-5555"))
        archive.writestr("bolag/trasig.se", b"\x89PNG\r\n\x1a\n\x00\x00")
    anna.upload({"alla.zip": packed.getvalue()})
    newest = anna.standing.workspace().uploads(most=3)
    found = {anna.settled(one.id).file.rpartition("/")[2]: anna.settled(one.id) for one in newest}
    assert (found["björken.se"].state, found["björken.se"].integration) == (State.READY, "Björken")
    assert (found["tall.se"].state, found["tall.se"].integration) == (State.READY, "Tall")
    assert found["trasig.se"].state is State.REJECTED
