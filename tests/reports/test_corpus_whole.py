"""Statements of every file of the corpus: made, or refused with a reason, and nothing lost."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest

from siekit.exceptions import UsageError
from siekit.reports.base import Options
from siekit.reports.figures import year_figures
from siekit.reports.registry import find_report
from tests.corpus.listed import LISTED, every_file
from tests.reports.ledgers_made import documents, opened

DIVIDED = [
    Options(by="month"),
    Options(by="quarter", budget=True),
    Options(by="rolling12"),
    Options(dimension=1),
]
NAMES = ("income-statement", "balance-sheet", "cash-flow", "key-figures")


@every_file
def test_every_statement_is_made_or_refused(name: str) -> None:
    """Whatever the file holds; every line has a value for each column."""
    with opened(LISTED[name].path) as connection:
        document = documents(connection)[0]
        for kind in NAMES:
            made = [find_report(kind).make(connection, document, Options())]
            for asked in DIVIDED:
                with suppress(UsageError):
                    made.append(find_report(kind).make(connection, document, asked))
            for one in made:
                assert {len(line.values) for line in one.lines()} <= {len(one.columns)}


@every_file
def test_lines_and_what_no_line_takes_are_all_accounts(name: str) -> None:
    """The difference of the balance sheet is the sum of all accounts less the unmapped ones."""
    with opened(LISTED[name].path) as connection:
        document = documents(connection)[0]
        figures = year_figures(connection, document)
        if any(one.amount is None for one in figures.accounts):
            pytest.skip("an amount that cannot be read")
        total = sum((one.amount or Decimal(0) for one in figures.accounts), Decimal(0))
        sheet = find_report("balance-sheet").make(connection, document, Options(previous=False))
    left = sum((one.values[0] or Decimal(0) for one in sheet.unmapped), Decimal(0))
    assert sheet.difference is not None
    assert sheet.difference.values == (total - left,)
    causes = [cause.amount or Decimal(0) for cause in sheet.difference.causes]
    assert sum(causes, Decimal(0)) == total - left
