"""Amounts that cannot be read: whoever sums over them is told, in the shell and in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import siekit
from siekit.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

SPOILT = b"""#FLAGGA 0
#SIETYP 4
#ORGNR 556999-0017
#FNAMN Provet
#RAR 0 20250101 20251231
#IB 0 1930 1x0
#PSALDO 0 202501 1930 {} 5y
#VER A 1 20250115
{
#TRANS 1930 {} 1z
#TRANS 3010 {} -10.00
}
"""


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A file with an unreadable amount of each kind."""
    made = tmp_path / "spoilt.se"
    made.write_bytes(SPOILT)
    return str(made)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("transactions", "amounts of rows that cannot be read, and so are in no sum: 1 (lines 10)"),
        ("ledger", "amounts of rows that cannot be read, and so are in no sum: 1 (lines 10)"),
        ("balances", "amounts of balances that cannot be read, and so are in no sum: 1 (lines 6)"),
        ("period_balances", "amounts of period balances and budgets that cannot be read"),
    ],
)
def test_a_sum_that_lacks_an_amount_is_told(path: str, table: str, words: str) -> None:
    """Only of the tables that the query sees: `siekit sql` on stderr, documents by a warning."""
    query = f"select sum(amount) from {table}"
    told = CliRunner().invoke(main, ["sql", query, path])
    assert told.exit_code == 0
    assert words in told.stderr
    assert len(told.stderr.splitlines()) == 1
    with pytest.warns(UserWarning, match="in no sum") as warned:
        siekit.read(path).sql(query)
    assert any(words in str(one.message) for one in warned)
    assert all(one.filename == __file__ for one in warned)


def test_a_query_without_amounts_warns_of_none(path: str) -> None:
    """The chart can be listed whatever the rows hold."""
    assert CliRunner().invoke(main, ["sql", "from accounts", path]).stderr == ""
    assert siekit.read(path).sql("from accounts").num_rows


def test_a_connection_warns_when_it_is_made(path: str) -> None:
    """Its queries are asked of DuckDB itself, which has no place to tell it."""
    with pytest.warns(UserWarning, match="in no sum") as warned:
        siekit.connect(path).close()
    assert [one.filename for one in warned] == [__file__] * 3
