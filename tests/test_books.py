"""The books that tests invent are right, so that what goes wrong is the test's own."""

from __future__ import annotations

import siekit
from siekit.findings import Severity
from tests.books import books, entries


def test_invented_books_have_nothing_to_remark() -> None:
    """Whole years, broken years and parts of years; files on their way into books too."""
    for data in (
        books(),
        books("Tall AB", None, first="2023-07-01", last="2024-06-30"),
        books(until="2024-03-31", currency="EUR"),
        entries(),
    ):
        worst = [one for one in siekit.check(siekit.read(data)) if one.severity is Severity.ERROR]
        assert worst == []


def test_books_that_are_off_are_off_by_that_much() -> None:
    """One voucher does not balance, and nothing else is told as an error of a voucher."""
    found = siekit.check(siekit.read(books(off_by=2)))
    assert [one.code for one in found if one.code.startswith("V")] == ["V401"]
