"""The first lines of a ledger are those of the whole ledger, made without the rest."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from siekit.reports.base import Options
from siekit.reports.registry import find_report
from tests.reports.ledgers_made import FJALLBACKEN, documents, opened, sie

if TYPE_CHECKING:
    from siekit.reports.ledger_rows import LedgerRow
    from siekit.reports.model import Report

LEDGERS = ("general-ledger", "account-statement", "journal", "voucher-list", "object-report")
ODD = sie(
    [
        ("20240210", [("1930", "1000"), ("3001", "-800", '1 "20"'), ("2611", "-200")]),
        ("20240105", [("5010", "400", '1 "10" 1 "20"'), ("1930", "-400", '6 "P 1"')]),
        ("20240106", [("1930", "1"), ('""', "-1", '1 "3"')]),
        ("20240301", [("1930", str(n), f'1 "{n % 3}"') for n in range(1, 60)]),
        ("20240301", [("193000", "5,x"), ("3001", "-5", '1 ""')]),
    ],
    records=['#DIM 1 "Kostnadsställe"', "#IB 0 1510 500", "#IB 0 2081 -500"],
)
FILTERS = (
    Options(),
    Options(date_of="row"),
    Options(accounts=("1900-1999", "3")),
    Options(first_day=date(2024, 2, 1), last_day=date(2024, 2, 28)),
    Options(least_amount="20"),
    Options(text="nothing has this text"),
)


def first_of(whole: Report, most: int) -> Report:
    """Return a report cut after so many lines, section by section."""
    sections, room = [], most
    for section in whole.sections:
        if room > 0:
            sections.append(replace(section, lines=section.lines[:room]))
            room -= len(section.lines)
    left_out = max(sum(len(one.lines) for one in whole.sections) - most, 0)
    return replace(whole, sections=tuple(sections), left_out=left_out)


@pytest.mark.parametrize("name", LEDGERS)
@pytest.mark.parametrize(
    ("file", "filters"),
    [(ODD, FILTERS), (FJALLBACKEN, FILTERS[:1])],
    ids=["odd", "fjallbacken"],
)
def test_first_lines_are_those_of_the_whole(
    name: str, file: object, filters: tuple[Options, ...]
) -> None:
    """However few lines are asked for, all are as in the whole, and the others are counted."""
    kind = find_report(name)
    with opened(io.BytesIO(file) if isinstance(file, bytes) else file) as connection:
        document = documents(connection)[-1]
        for asked in filters:
            options = replace(asked, dimension=1, accounts=asked.accounts or _all_of(name))
            whole = kind.make(connection, document, options)
            for most in (1, 3, 20, 64, 1000):
                made = kind.make(connection, document, replace(options, most=most))
                assert made == first_of(whole, most), (asked, most)


@pytest.mark.parametrize("name", LEDGERS)
def test_no_more_rows_are_fetched_than_lines_are_made(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of a ledger with many rows is not made of all of them."""
    from siekit.reports import ledger_rows

    fetched: list[tuple[Any, ...]] = []

    def counted(*values: Any) -> LedgerRow:  # noqa: ANN401, columns of a row
        fetched.append(values)
        return made_of(*values)

    made_of = ledger_rows.LedgerRow
    monkeypatch.setattr(ledger_rows, "LedgerRow", counted)
    days = [(f"2024{n % 12 + 1:02d}03", [("1930", "7"), ("3001", "-7")]) for n in range(400)]
    with opened(io.BytesIO(sie(days))) as connection:
        options = Options(most=20, dimension=1, accounts=_all_of(name))
        made = find_report(name).make(connection, documents(connection)[-1], options)
    assert sum(1 for _ in made.lines()) == 20
    assert made.left_out > 780
    assert len(fetched) <= 20


def _all_of(name: str) -> tuple[str, ...]:
    """Return the accounts of a report that must name some: all."""
    return ("0-9",) if name == "account-statement" else ()
