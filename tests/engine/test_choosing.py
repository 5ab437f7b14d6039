"""Which file speaks for a company and year where several do."""

from __future__ import annotations

from datetime import date
from typing import Any

from siekit.engine.choosing import FileFacts, choose


def a_file(number: int, **facts: Any) -> FileFacts:  # noqa: ANN401 - as FileFacts takes them
    """A file of one company and year, unless said otherwise."""
    usual: dict[str, Any] = {
        "file": f"{number}.se",
        "company": "Övningsbolaget AB",
        "orgnr": "555555-5555",
        "key": "555555-5555",
        "sie_type": "4E",
        "start": date(2024, 1, 1),
        "end": date(2024, 12, 31),
        "derived": False,
        "vouchers": 10,
        "generated": date(2025, 1, 31),
        "sha256": "",
    }
    return FileFacts(document_id=number, **(usual | facts))


def chosen(*files: FileFacts) -> list[int]:
    """The numbers of the files that are chosen."""
    choose(files)
    return [one.document_id for one in files if one.chosen]


def test_vouchers_come_before_a_later_date() -> None:
    """Balances alone say less than the rows that made them."""
    late = a_file(2, vouchers=0, sie_type="1", generated=date(2025, 6, 1))
    assert chosen(a_file(1), late) == [1]
    assert late.instead == 1
    assert "1.se" in late.reason


def test_the_file_written_last_is_chosen() -> None:
    """A later export of the year holds what was booked since."""
    assert chosen(a_file(1, generated=date(2025, 6, 1)), a_file(2)) == [1]


def test_of_equals_the_one_named_last_is_chosen() -> None:
    """So the user decides."""
    assert chosen(a_file(1), a_file(2)) == [2]


def test_other_years_and_other_companies_stand_beside_each_other() -> None:
    """They speak of different things."""
    other_year = a_file(2, start=date(2025, 1, 1), end=date(2025, 12, 31))
    assert chosen(a_file(1), other_year, a_file(3, key="556334-3689")) == [1, 2, 3]


def test_a_broken_year_that_overlaps_gives_way() -> None:
    """A day must not be counted twice."""
    broken = a_file(2, start=date(2024, 7, 1), end=date(2025, 6, 30), vouchers=0)
    assert chosen(a_file(1), broken) == [1]


def test_a_feed_beside_its_ledger_is_left_out() -> None:
    """The ledger may already have its vouchers."""
    feed = a_file(2, sie_type="4I", derived=True, start=date(2024, 3, 1), end=date(2024, 3, 1))
    assert chosen(a_file(1), feed) == [1]
    assert "may already" in feed.reason


def test_feeds_alone_add_to_each_other() -> None:
    """Each day of a till is a file of its own."""
    feeds = [a_file(n, sie_type="4I", derived=True) for n in (1, 2)]
    assert chosen(*feeds) == [1, 2]


def test_files_without_any_company_are_kept_apart() -> None:
    """Nothing says that they are of one company."""
    assert chosen(a_file(1, key=""), a_file(2, key="")) == [1, 2]
