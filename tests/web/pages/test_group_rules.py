"""Account mappings and eliminations on their pages and in the API."""

from __future__ import annotations

import io
import zipfile
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from siekit.workspace.actors import Role
from tests.books import books

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.browsers import Complaints
    from tests.web.api.calling import Called, Caller
    from tests.web.pages.standing_books import Shelf
    from tests.web.person import Person

GROUP = "/reports/income-statement?integration=group&year=2024&lang=sv"
HOSTILE = '=HYPERLINK("http://x")<script>alert(1)</script>'


@pytest.fixture
def two(shelf: Shelf) -> Shelf:
    """A second company in the reports, and a rule of a hostile name."""
    shelf.add("alm", books("Alm AB", "555555-5555", sales=77))
    shelf.activate("alm")
    assert shelf.workspace.sync().status == "done"
    return shelf


def number(shelf: Shelf, orgnr: str) -> int:
    """The number of an integration."""
    return next(one.id for one in shelf.workspace.integrations() if one.orgnr == orgnr)


def test_an_administrator_changes_single_entries_and_all_by_a_file(
    enter: Callable[..., Person], complaints: Complaints
) -> None:
    """Without scripts; the page says that it waits for the sync, and the report then names it."""
    anna = enter("anna@bjorken.example", Role.ADMIN, java_script_enabled=False, locale="sv-SE")
    workspace = anna.standing.workspace()
    for name, orgnr, sales in (("Björken AB", "556334-3689", 1000), ("Alm AB", "555555-5555", 77)):
        (one,) = workspace.add(books(name, orgnr, sales=sales), f"{sales}.se", create=True)
        assert one.upload
        workspace.activate(one.upload.id)
    assert workspace.sync().status == "done"
    alm = next(one.id for one in workspace.integrations() if one.name == "Alm AB")
    page = anna.page
    anna.go(f"/integrations/{alm}")
    page.click("text=Kontomappning")
    assert "Konton som inte nämns" in anna.text
    page.click('main a:text-is("3001")')
    assert page.input_value("#f-account") == "3001"
    page.fill("#f-group_account", "inget")
    page.click('form[action$="/mapping"] .actions button')
    assert "är inget konto" in anna.text
    complaints.heard(page, 422)
    page.fill("#f-group_account", "3911")
    page.click('form[action$="/mapping"] .actions button')
    assert "börjar gälla vid nästa synkronisering" in anna.text
    assert workspace.mapping(alm).accounts == {"3001": "3911"}
    csv = b"konto;koncernkonto\n3001;3912\n1930;1910\n"
    page.set_input_files("#f-file", {"name": "a.csv", "mimeType": "text/csv", "buffer": csv})
    page.click('form[action$="/mapping/file"] button')
    assert "2 rader togs ur filen" in anna.flashed
    page.click('button[aria-label="Ta bort 1930"]')
    assert workspace.mapping(alm).accounts == {"3001": "3912"}
    anna.go("/eliminations")
    page.fill("#f-name", "Intern försäljning")
    page.fill("#f-companies", "556334-3689\n555555-5555")
    page.fill("#f-accounts", "3001, 3912")
    page.click('form[action$="/eliminations"] .actions button')
    (rule,) = workspace.eliminations().rules
    assert (rule.companies, rule.accounts) == (("556334-3689", "555555-5555"), ("3001", "3912"))
    page.click('a[aria-label="Ändra Intern försäljning"]')
    page.fill("#f-accounts", "3912")
    page.click('form[action$="/eliminations"] .actions button')
    assert workspace.eliminations().rules[0].accounts == ("3912",)
    anna.go("/syncs")
    assert "Synkronisera 2 ändringar" in anna.text
    assert anna.sync() == "done"
    anna.go("/reports/income-statement?integration=group&year=2024")
    assert "Kontomappning: Alm AB, version 1" in anna.text
    assert "Intern försäljning: -924,00 blir kvar" in anna.text.replace("−", "-")


def test_a_group_is_limited_to_chosen_companies_and_so_is_its_file(two: Shelf) -> None:
    """The page says who is not here; choosing all is choosing none."""
    alm = number(two, "5555555555")
    page = unescape(two.page(f"{GROUP}&company={alm}"))
    assert "1 valt" in page
    assert "Inte valda, och inte med: Björken" in page
    assert f"company={alm}" in page.partition("export.csv")[2].partition('"')[0]
    path = f"{two.base}/reports/income-statement/export.csv?integration=group&year=2024"
    chosen = two.visitor().get(f"{path}&company={alm}").text
    whole = two.visitor().get(path).text
    assert "556334-3689" in whole
    assert "556334-3689" not in chosen
    assert "924" in chosen
    every = "".join(f"&company={one.id}" for one in two.workspace.integrations())
    assert "Inte valda" not in unescape(two.page(f"{GROUP}{every}"))


def test_hostile_texts_are_shown_as_texts_and_are_no_formulas(two: Shelf) -> None:
    """In pages, in CSV and in XLSX."""
    from siekit.workspace.eliminations import KeptRule

    alm = number(two, "5555555555")
    two.workspace.set_mapping(alm, {"30": "39"})
    two.workspace.set_eliminations(
        [KeptRule(HOSTILE, ("555555-5555", "<b>Bo</b>"), ("3000-3999",))]
    )
    assert two.workspace.sync().status == "done"
    for path in (GROUP, "/eliminations", f"/integrations/{alm}/mapping"):
        for role in (Role.ADMIN, Role.VIEWER):
            page = two.page(path, role)
            assert "<script>alert" not in page
            assert "<b>Bo</b>" not in page
    assert "&lt;script&gt;" in two.page(GROUP)
    path = f"{two.base}/reports/income-statement/export"
    asked = "?integration=group&year=2024"
    for line in two.visitor().get(f"{path}.csv{asked}").text.splitlines():
        assert not any(cell.lstrip('"').startswith(("=", "+", "@")) for cell in line.split(","))
    book = two.visitor().get(f"{path}.xlsx{asked}").content
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        for name in parts.namelist():
            if "worksheets/sheet" in name:
                assert b"HYPERLINK" not in b"".join(parts.read(name).split(b"<f>")[1:])


def test_a_rule_is_not_changed_that_somebody_moved(two: Shelf) -> None:
    """Its number may be another one's by now."""
    from siekit.workspace.eliminations import KeptRule

    visitor = two.visitor()
    page = visitor.get(f"{two.base}/eliminations").text
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    rule = KeptRule("Ny", ("555555-5555",), ("30",))
    two.workspace.set_eliminations([rule])
    answer = visitor.post(
        f"{two.base}/eliminations",
        on=f"{two.base}/eliminations",
        seen=seen,
        number="1",
        remove="true",
    )
    assert answer.status_code == 422
    assert two.workspace.eliminations().rules == (rule,)


def test_the_api_does_what_the_pages_do(called: Called) -> None:
    """On both databases; a snapshot of before is asked for what it has."""
    caller: Caller = called.caller()
    caller.active("a.se", books("Björken AB", "556334-3689"))
    caller.active("b.se", books("Alm AB", "555555-5555", sales=77))
    before = caller.sync()["snapshot_id"]
    numbers = {one["orgnr"]: one["id"] for one in caller.get("/integrations")["items"]}
    alm = numbers["555555-5555"]
    sent = {"accounts": {"30": "39"}}
    answer: Any = caller.call("PUT", f"/integrations/{alm}/mapping", json=sent)
    assert answer.status_code == 200, answer.text
    assert (answer.json()["waits"], answer.json()["version"]) == (True, 1)
    answer = caller.call(
        "PATCH", f"/integrations/{alm}/mapping", json={"accounts": {"1930": "1910", "30": "31"}}
    )
    assert {one["account"]: one["group_account"] for one in answer.json()["entries"]} == {
        "1930": "1910",
        "30": "31",
    }
    (left,) = caller.get(f"/integrations/{alm}/unmapped-accounts")["items"]
    assert (left["account"], left["amount"]) == ("2081", "-100000.00")
    rules = [{"name": "Sålt", "companies": ["555555-5555"], "accounts": ["3101"]}]
    answer = caller.call("PUT", "/eliminations", json={"rules": rules})
    assert answer.json()["rules"] == rules
    assert caller.get(f"/snapshots/{before}/group-rules")["mappings"] == []
    assert caller.reports(companies="true")["eliminated"] == []
    after = caller.sync()["snapshot_id"]
    assert caller.get(f"/snapshots/{after}/group-rules")["mappings"][0]["accounts"] == {
        "1930": "1910",
        "30": "31",
    }
    found = caller.reports(companies="true")
    assert found["eliminated"] == [{"rule": "Sålt", "left": "-924.00", "took": True}]
    assert found["rules"]["mappings"][0]["version"] == 1
    assert found["reports"][0]["lines"][-1]["values"][-1] == "12000.00"
    old = caller.reports(companies="true", snapshot=before)
    assert old["reports"][0]["lines"][-1]["values"][-1] == "12924.00"
    wrong: Any
    for wrong in ({"accounts": {"3a": "1"}}, {"accounts": {"30": "=1"}}, {"accounts": []}):
        answer = caller.call("PUT", f"/integrations/{alm}/mapping", json=wrong)
        assert answer.status_code == 422
    viewer = called.caller(Role.VIEWER)
    answer = viewer.call("PUT", "/eliminations", json={"rules": []})
    assert answer.status_code == 403
    assert viewer.get("/eliminations")["rules"] == rules
