"""The pages that change what is active: what is shown, confirmed, refused and undone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.workspace.states import State
from tests.books import books

if TYPE_CHECKING:
    from httpx2 import Response

    from tests.web.pages.standing_books import Shelf


def _state(shelf: Shelf, key: str) -> State:
    return shelf.workspace.upload(shelf.uploads[key].id).state


def _token(page: str) -> str:
    found = re.search('name="token" value="([^"]+)"', page)
    assert found
    return found[1]


def _activate(shelf: Shelf, key: str, **fields: str) -> Response:
    path = f"{shelf.base}/uploads/{shelf.uploads[key].id}/activate"
    token = fields.pop("token", None) or _token(shelf.page(path.removeprefix(shelf.base)))
    return shelf.visitor().post(path, token=token, **fields)


def test_what_is_replaced_is_shown_and_then_done(shelf: Shelf) -> None:
    """The page names the file, the change in totals and the button what it does."""
    page = shelf.page(f"/uploads/{shelf.uploads['newer'].id}/activate")
    assert "this.se" in page
    assert "Aktivera och ersätt 1 fil" in page
    assert "8\u202f000,00" in page
    assert _activate(shelf, "newer").status_code == 303
    assert _state(shelf, "newer") is State.ACTIVE
    assert _state(shelf, "this") is State.SUPERSEDED


def test_what_has_changed_meanwhile_is_shown_anew(shelf: Shelf) -> None:
    """A confirmation of what is no longer so changes nothing, and the page has it as it is now."""
    token = _token(shelf.page(f"/uploads/{shelf.uploads['newer'].id}/activate"))
    shelf.add("another", books(until="2024-07-31"))
    shelf.activate("another")
    answer = _activate(shelf, "newer", token=token)
    assert answer.status_code == 409
    assert "Det du såg har ändrats" in answer.text
    assert "another.se" in answer.text
    assert _token(answer.text) != token
    assert _state(shelf, "newer") is State.READY


def test_what_cannot_be_done_with_a_file_leads_to_the_file(shelf: Shelf) -> None:
    """Back at the form of a file that is active by now, a person finds the way on to it."""
    path = f"/uploads/{shelf.uploads['this'].id}"
    answer = shelf.visitor().get(f"{shelf.base}{path}/activate")
    assert answer.status_code == 409
    assert f'href="{shelf.base}{path}">Till filen</a>' in answer.text


def test_what_is_wrong_needs_a_reason_which_the_history_keeps(shelf: Shelf) -> None:
    """Without it the same page asks for it; with it the file is active."""
    answer = _activate(shelf, "wrong", override_reason="  ")
    assert answer.status_code == 409
    assert 'name="override_reason"' in answer.text
    assert _state(shelf, "wrong") is State.READY
    done = _activate(shelf, "wrong", override_reason="Stämt av <b>för hand</b>")
    assert done.status_code == 303
    assert "Stämt av &lt;b&gt;för hand&lt;/b&gt;" in shelf.page("/history")


def test_the_history_leads_back(shelf: Shelf) -> None:
    """What was replaced can be activated again, and what is active be taken out."""
    _activate(shelf, "newer")
    old, new = (shelf.uploads[key].id for key in ("this", "newer"))
    page = shelf.page("/history")
    assert f'href="{shelf.base}/uploads/{old}/activate"' in page
    assert f'action="{shelf.base}/uploads/{new}/deactivate"' in page
    assert _activate(shelf, "this").status_code == 303
    assert _state(shelf, "this") is State.ACTIVE
    answer = shelf.visitor().post(f"{shelf.base}/uploads/{old}/deactivate", back="history")
    assert answer.headers["location"] == f"{shelf.base}/history"
    assert _state(shelf, "this") is State.READY


def test_a_reconciled_month_that_changes_is_told(shelf: Shelf) -> None:
    """Marked on its page, and after a sync of another file a notice says what it was and is."""
    company = shelf.uploads["this"].integration_id
    path = f"/integrations/{company}/months"
    shelf.visitor().post(f"{shelf.base}{path}", month="202403", marked="true")
    assert "Avstämd" in shelf.page(path)
    shelf.add("other", books(until="2024-08-31", sales=1500))
    shelf.activate("other")
    shelf.workspace.sync()
    page = shelf.page("/notices")
    assert "Den avstämda månaden 2024-03 har ändrats." in page
    assert "1\u202f500,00" in page
    seen = re.search(rf'action="({shelf.base}/notices/\d+/seen)"', page)
    assert seen
    assert shelf.visitor().post(seen[1]).status_code == 303


def test_linking_to_another_number_is_asked_on_the_page(shelf: Shelf) -> None:
    """The page stays, with what was chosen and a box to confirm."""
    upload = shelf.uploads["wrong"]
    other = shelf.uploads["this"].integration_id
    path = f"{shelf.base}/uploads/{upload.id}/link"
    asked = shelf.visitor().post(path, integration=str(other))
    assert asked.status_code == 409
    assert 'name="confirm_orgnr"' in asked.text
    nothing = shelf.visitor().post(path)
    assert nothing.status_code == 422
    assert "Välj vilken koppling" in nothing.text
    done = shelf.visitor().post(path, integration=str(other), confirm_orgnr="true")
    assert done.status_code == 303
    assert shelf.workspace.upload(upload.id).integration_id == other


def test_each_file_sent_has_its_own_result(shelf: Shelf) -> None:
    """As a page, and as JSON for the script that sends them one by one."""
    visitor = shelf.visitor()
    token = visitor.token(f"{shelf.base}/uploads/new")
    files = [
        ("files", ("ny.se", books("Nya AB", "556111-1114"), "text/plain")),
        ("files", ("igen.se", books(until="2024-06-30"), "text/plain")),
        ("files", ("tom.se", b"", "text/plain")),
    ]
    headers = {"x-csrf-token": token}
    page = visitor.client.post(f"{shelf.base}/uploads", files=files, headers=headers)
    assert page.status_code == 200
    assert "Väntar på att läsas" in page.text
    assert "Samma fil laddades upp" in page.text
    assert "tom.se är tom" in page.text
    headers["accept"] = "application/json"
    told = visitor.client.post(f"{shelf.base}/uploads", files=files[:2], headers=headers).json()
    assert [one["file"] for one in told] == ["ny.se", "igen.se"]
    ids = ",".join(str(one["id"]) for one in told)
    states = visitor.get(f"{shelf.base}/uploads/states?ids={ids},999,x").json()
    assert len(states) == 2
    none = visitor.client.post(f"{shelf.base}/uploads", headers=headers)
    assert none.status_code == 422
    assert none.json()["error"]["code"] == "no_files"


def test_many_companies_are_found_by_name_and_number(bare: Shelf) -> None:
    """The start page and the sources search; of many, a file's page has a list to choose from."""
    from siekit.workspace.integrating import create_integration

    for number in range(25):
        create_integration(bare.workspace, f"Bolag {number:02} AB")
    create_integration(bare.workspace, "Snickeriet i Långsjö", orgnr="556334-3689")
    for path in ("", "/sources"):
        assert "Bolag 07 AB" in bare.page(path)
        found = bare.page(f"{path}?q=556334-3689")
        assert "Snickeriet" in found
        assert "Bolag 07" not in found
        assert "Inget företag" in bare.page(f"{path}?q=finns+inte")
    upload = bare.add("no number", books(orgnr=None))
    page = bare.page(f"/uploads/{upload.id}")
    assert '<select name="other"' in page
    chosen = bare.workspace.integrations()[3].id
    path = f"{bare.base}/uploads/{upload.id}/link"
    answer = bare.visitor().post(path, integration="other", other=str(chosen))
    assert answer.status_code == 303
    assert bare.workspace.upload(upload.id).integration_id == chosen


def test_a_file_is_deleted_and_then_erased(shelf: Shelf) -> None:
    """What is in the reports is not; what is erased is gone from its pages, which say so."""
    active = f"{shelf.base}/uploads/{shelf.uploads['this'].id}"
    assert shelf.visitor().post(f"{active}/discard").status_code == 409
    assert shelf.visitor().post(f"{active}/erase", reason="Fel fil").status_code == 409
    upload = f"{shelf.base}/uploads/{shelf.uploads['hostile'].id}"
    shelf.visitor().get(f"{upload}/summary")
    assert shelf.visitor().post(f"{upload}/discard").status_code == 303
    assert "har tagit bort" in shelf.visitor().get(upload).text
    assert shelf.visitor().post(f"{upload}/erase", reason="").status_code == 422
    assert shelf.visitor().post(f"{upload}/erase", reason="Ska inte sparas").status_code == 303
    page = shelf.visitor().get(upload).text
    assert "raderades" in page
    assert "Övningsbok" not in page
    assert shelf.visitor().get(f"{upload}/lines").status_code == 410
    assert shelf.visitor().get(f"{upload}/summary").status_code == 409
