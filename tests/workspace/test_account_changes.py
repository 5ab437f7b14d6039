"""What is told of accounts that have other names, are new or gone, before a file is activated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from siekit.workspace.account_changes import differ_in_letters_only
from siekit.workspace.chart_words import chart_words
from tests.books import books, entries
from tests.workspace.putting import new_workspace, put, put_integration

if TYPE_CHECKING:
    from siekit.workspace.account_changes import ChartChanges
    from siekit.workspace.installation import Installation

UNUSED = '#KONTO 1510 "Kundfordringar"\r\n'.encode("cp437")


def fates(chart: ChartChanges | None) -> dict[str, str]:
    """What became of each account."""
    assert chart
    return {one.account: one.fate.value for one in chart.accounts}


def test_an_account_that_is_gone_is_red_only_where_it_was_in_use(
    installation: Installation,
) -> None:
    """A balance or a counted row in the file that is replaced; one of neither is no matter."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    ws.activate(put(ws, company, books() + UNUSED))
    lost = [line for line in books(sales=7).splitlines(keepends=True) if b"3001" not in line]
    chart = ws.what_if(put(ws, company, b"".join(lost))).chart
    assert fates(chart) == {
        "1510": "vanished_unused",
        "1930": "same",
        "2081": "same",
        "3001": "vanished",
    }
    assert chart
    assert [(one.account, one.fate.light) for one in chart.differing] == [
        ("3001", "red"),
        ("1510", "grey"),
    ]
    assert chart.text["sv"] == (
        "Jämfört med bok.se: 1 konto borta trots att det har saldo eller transaktioner där, "
        "1 oanvänt konto borta."
    )


def test_names_of_a_wrong_character_set_are_one_sentence_with_its_cause(
    installation: Installation,
) -> None:
    """All names of which only letters outside ASCII differ, and another #KPTYP."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    ws.activate(put(ws, company))
    wrong = books(sales=7).decode("cp437").replace("Övn", "Ovn")
    wrong = wrong.replace("Företag", "F”retag").replace("Försäljning", "F”rs„ljning")
    wrong = wrong.replace("#FORMAT PC8", "#FORMAT UTF-8").replace("EUBAS97", "BAS2024")
    upload = put(ws, company, wrong.encode())
    chart = ws.what_if(upload).chart
    assert chart == ws.chart_beside(upload)
    assert chart
    assert fates(chart) == {"1930": "renamed", "2081": "same", "3001": "renamed"}
    assert (chart.letters, chart.chart_types) == (2, ("EUBAS97", "BAS2024"))
    assert chart.text == {
        "en": "Compared with bok.se: 2 accounts with other names. All 2 other names differ only "
        "in letters outside A–Z: one of the files was probably written or read in the wrong "
        "character set. This file states another chart of accounts, BAS2024, than that one, "
        "EUBAS97.",
        "sv": "Jämfört med bok.se: 2 konton med andra namn. Alla 2 andra namn skiljer sig bara i "
        "bokstäver utanför a–z: en av filerna är troligen skriven eller läst med fel "
        "teckenuppsättning. Den här filen anger en annan kontoplan, BAS2024, än den förra, "
        "EUBAS97.",
    }


@pytest.mark.parametrize(
    "other", ["Int„kter", "Intkter", "Int?kter", "IntÃ¤kter", "Intakter", "Int\ufffdkter"]
)
def test_a_name_in_a_wrong_character_set_is_known(other: str) -> None:
    """In both directions."""
    assert differ_in_letters_only("Intäkter", other)
    assert differ_in_letters_only(other, "Intäkter")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Intakter", "Intkter"), ("Å", "Ö"), ("Hyra", "Hyror"), ("Intäkter", "Kassa")],
)
def test_other_names_are_no_matter_of_a_character_set(one: str, other: str) -> None:
    """Names in ASCII alone, names without any letter in common, other words."""
    assert not differ_in_letters_only(one, other)


def test_a_new_year_is_compared_with_the_active_file_of_the_newest_year_before(
    installation: Installation,
) -> None:
    """Where it replaces none; the first file of a company has none to be compared with."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    first = put(ws, company, file="2023.se", first="2023-01-01", last="2023-12-31")
    assert ws.what_if(first).chart is None
    ws.activate(first)
    ws.activate(put(ws, company, file="2024.se"))
    renamed = books(first="2025-01-01", last="2025-12-31").replace(b"Aktiekapital", b"Kapital")
    chart = ws.what_if(put(ws, company, renamed, file="2025.se")).chart
    assert chart
    assert chart.since_file == "2024.se"
    assert fates(chart)["2081"] == "renamed"


def test_single_vouchers_are_no_chart(installation: Installation) -> None:
    """A 4I file has the accounts of its rows only; the others are not gone."""
    ws = new_workspace(installation)
    ws.change_settings(entries_allowed=True)
    company = put_integration(ws)
    ws.activate(put(ws, company, first="2023-01-01", last="2023-12-31"))
    assert ws.what_if(put(ws, company, entries(), role="entries")).chart is None


def test_a_chart_that_is_the_same_is_said_to_be(installation: Installation) -> None:
    """Names are compared without regard to spaces; without tables nothing is said."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    first = put(ws, company)
    ws.activate(first)
    spaced = books(sales=7).replace(b"Aktiekapital", b"Aktiekapital  ")
    chart = ws.what_if(put(ws, company, spaced)).chart
    assert chart
    assert not chart.differing
    assert chart.text["en"] == "All 3 accounts have the same names as in bok.se."
    lost = put(ws, company, sales=8, with_tables=False)
    assert ws.what_if(lost).chart is None


def test_a_notice_of_before_is_still_told() -> None:
    """One that was kept when notices counted three things."""
    told = chart_words({"renamed": 369, "appeared": 0, "vanished": 1, "since_file": "a.se"})
    assert told["sv"] == "Jämfört med a.se: 369 konton med andra namn, 1 konto borta."
