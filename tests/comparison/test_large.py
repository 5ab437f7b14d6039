"""A file of some megabytes: the fast ways and the slow ones find the same."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import siekit
from benchmarks.generate import generate
from benchmarks.shares import one_ore_changed
from tests.comparison.rewriting import rewritten

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 5_000_000


@pytest.fixture(name="data", scope="module")
def _data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A generated file of type 4E."""
    path: Path = tmp_path_factory.mktemp("large") / "large.se"
    generate(path, SIZE, 1)
    return path.read_bytes()


def test_one_oere_among_many_rows_is_found_and_named(data: bytes) -> None:
    """Account, voucher, both amounts and the line; and nothing else is told."""
    changed = one_ore_changed(data)
    place = next(at for at, (x, y) in enumerate(zip(data, changed, strict=True)) if x != y)
    line = data.count(b"\n", 0, place) + 1
    fields = data.splitlines()[line - 1].split()
    difference = siekit.compare(siekit.read(data, name="a.se"), siekit.read(changed, name="a.se"))
    (voucher,) = difference.vouchers
    (row,) = voucher.rows
    assert voucher.a is not None
    assert row.a is not None
    assert row.b is not None
    assert (row.a.line, row.b.line) == (line, line)
    assert row.a.account == fields[1].decode()
    assert row.a.amount == Decimal(fields[3].decode())
    assert row.difference == row.b.amount - row.a.amount != 0  # type: ignore[operator]
    (account,) = difference.account_sums
    assert (account.account, account.difference) == (row.a.account, row.difference)
    told = [difference.header, difference.balances, difference.period_balances, difference.accounts]
    assert [len(entries) for entries in told] == [0, 0, 0, 0]


def test_a_file_in_another_order_is_the_same(data: bytes) -> None:
    """Records, vouchers and rows reordered, quotes and spaces otherwise, in UTF-8."""
    other = rewritten(data.decode("cp437"), 1).encode()
    document = siekit.read(data, name="a.se")
    assert not siekit.compare(document, siekit.read(other, name="a.se"))
    changed = one_ore_changed(other)
    difference = siekit.compare(document, siekit.read(changed, name="a.se"))
    assert difference.voucher_counts["changed"] == len(difference.vouchers) == 1
    assert len(difference.vouchers[0].rows) == 1
