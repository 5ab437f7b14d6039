"""What pages say before somebody activates a file, and of files that nobody can."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.workspace.actors import Role
from tests.books import books, entries

if TYPE_CHECKING:
    from tests.web.pages.standing_books import Shelf

CHANGED = "Det har ändrats under tiden"


def _heading(page: str) -> str:
    found = re.search("<h1>(.*?)</h1>", page)
    assert found
    return found[1]


def test_a_summary_shows_checks_against_what_is_active_now(bare: Shelf) -> None:
    """On the page of the summary and on that of the check, though the files came together."""
    bare.add("2024", books())
    after = bare.add("2025", books(first="2025-01-01", last="2025-12-31"))
    part = bare.add("part", books(until="2024-05-31"))
    said = "1 konto börjar på ett annat belopp"
    assert said not in bare.page(f"/uploads/{after.id}/summary")
    bare.activate("2024")
    assert said in bare.page(f"/uploads/{after.id}/summary")
    check = bare.page(f"/uploads/{after.id}/checks/follows_active")
    assert said in check
    assert 'class="light yellow"' in check
    page = bare.page(f"/uploads/{part.id}/summary")
    assert "Den har 5 verifikationer, den aktiva 2024.se 12." in page


def test_what_is_less_and_what_was_reconciled_is_told_before(bare: Shelf) -> None:
    """On the page, in the dialog and where files are compared: which months, by how much."""
    bare.add("2024", books())
    bare.activate("2024")
    company = bare.uploads["2024"].integration_id
    assert company
    for month in (202402, 202412):
        bare.workspace.mark_month(company, month)
    less = bare.add("less", books(until="2024-05-31", sales=1100, generated="2024-06-02"))
    for path in ("activate", "activate?part=true", "compare"):
        page = bare.page(f"/uploads/{less.id}/{path}")
        assert "Den gjordes 2024-06-02, före den aktiva 2024.se (2025-01-15)." in page
        assert "2024-05-31" in page
        assert "2 avstämda månader ändras." in page
        assert "2024-02: 2 konton skiljer sig, avstämd av Anna" in page
        for amount in ("1\u202f000,00", "1\u202f100,00"):
            assert amount in page
    same = bare.add("same", books(generated="2025-02-01"))
    for path in ("activate", "compare"):
        page = bare.page(f"/uploads/{same.id}/{path}")
        assert "avstämd" not in page
        assert "mindre fullständig" not in page


def test_accounts_with_other_names_are_told_before_in_one_sentence(bare: Shelf) -> None:
    """On the page and in the dialog with a way to the list, which says in words what each is."""
    unused = '#KONTO 1510 "Kundfordringar"\r\n'.encode("cp437")
    bare.add("2024", books() + unused)
    bare.activate("2024")
    old = bare.uploads["2024"]
    changed = books(sales=7).replace(b"Aktiekapital", b"Kapital \x08<b>")
    changed = changed.replace(b"3001", b"3002").replace(b"1930 {}", b"1931 {}")
    upload = bare.add("changed", changed)
    sentence = (
        "Jämfört med 2024.se: 1 konto med annat namn, 2 nya konton, "
        "1 konto borta trots att det har saldo eller transaktioner där, "
        "1 oanvänt konto borta."
    )
    for path in ("activate", "activate?part=true"):
        page = bare.page(f"/uploads/{upload.id}/{path}")
        assert sentence in page
        assert f'{bare.base}/uploads/{upload.id}/compare#chart">Se vilka</a>' in page
    page = bare.page(f"/uploads/{upload.id}/compare")
    chart = page[page.index('id="chart"') :]
    assert sentence in chart
    assert re.search(r'class="light yellow">.*Annat namn</span>', chart)
    assert f'{bare.base}/uploads/{upload.id}/accounts/2081">2081</a>' in chart
    assert "Kapital &lt;b&gt;" in chart.replace("␈", "")
    assert re.search(r'class="light red">.*Borta, användes</span>', chart)
    assert f'{bare.base}/uploads/{old.id}/accounts/3001">3001</a>' in chart
    assert "Borta, användes inte</span>" in chart
    assert "1 konto med samma namn</summary>" in chart


def test_a_file_of_a_new_year_lists_accounts_against_the_year_before(bare: Shelf) -> None:
    """Though it replaces nothing; without any file before there is no list."""
    first = bare.add("2024", books())
    assert 'id="chart"' not in bare.page(f"/uploads/{first.id}/compare")
    bare.activate("2024")
    after = bare.add("2025", books(first="2025-01-01", last="2025-12-31"))
    page = bare.page(f"/uploads/{after.id}/compare")
    assert "Inget ersätts" in page
    assert "Alla 3 konton har samma namn som i 2024.se." in page
    assert page.count("Samma namn</span>") == 3
    assert "Alla 3 konton har samma namn" in bare.page(f"/uploads/{after.id}/activate")


def test_single_vouchers_have_no_button_but_a_reason(shelf: Shelf) -> None:
    """And the way to the setting for who may change it; let in, the file has its button."""
    path = f"/uploads/{shelf.uploads['entries'].id}"
    settings = f'href="{shelf.base}/admin/settings"'
    for part in ("", "/summary"):
        page = shelf.page(path + part)
        assert f'{path}/activate"' not in page
        assert "enstaka verifikationer (typ 4I)" in page
        assert re.search(f"typ 4I.*{settings}", page)
        seen = shelf.page(path + part, Role.VIEWER)
        assert "kan en administratör släppa in sådana filer" in seen
        assert settings not in seen
    assert shelf.page("/uploads?show=waiting").count("kassa.si") == 0
    ids = ",".join(str(shelf.uploads[key].id) for key in ("entries", "newer"))
    told = shelf.visitor().get(f"{shelf.base}/uploads/states?ids={ids}").json()
    assert [one["words"] for one in told] == ["Klar att granska", "Klar att granska och aktivera"]
    refused = shelf.visitor().get(f"{shelf.base}{path}/activate")
    assert refused.status_code == 409
    assert _heading(refused.text) == "Den här filen går inte att aktivera"
    shelf.workspace.change_settings(entries_allowed=True)
    page = shelf.page(path)
    assert f'{path}/activate"' in page
    assert "typ 4I" not in page
    assert "kassa.si" in shelf.page("/uploads?show=waiting")


def test_a_company_of_single_vouchers_has_nothing_that_waits(bare: Shelf) -> None:
    """The start page counts what can be activated."""
    bare.add("ledger", books())
    days = (entries().replace(b"20240131", f"202401{day}".encode()) for day in range(10, 16))
    for number, data in enumerate(days):
        bare.add(f"day {number}", data, f"dag{number}.si")
    assert bare.uploads["day 5"].integration_id is not None
    assert "väntar på att aktiveras" not in bare.page("")


def test_headings_say_what_is_the_matter(shelf: Shelf) -> None:
    """The summary of a file that was refused tells why that was, and that nothing has changed."""
    path = f"{shelf.base}/uploads/{shelf.uploads['no sie'].id}/summary"
    page = shelf.visitor().get(path)
    assert page.status_code == 409
    assert CHANGED not in page.text
    assert _heading(page.text) == "Det går inte att göra med den här filen"
    assert "rapport.pdf är ingen SIE-fil utan" in page.text
    assert "Exportera året som SIE" in page.text
    assert "Öppna den" not in page.text
    used = shelf.visitor().post(f"{shelf.base}/uploads/{shelf.uploads['this'].id}/discard")
    assert _heading(used.text) == "Filen används"
