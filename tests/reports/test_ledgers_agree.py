"""Whatever the ledger: the books are the same in every report."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.ledgers_made import report, sie

ACCOUNTS = ("1510", "1930", "2081", "3001", "5010", "8999")
INSIDES = ("", '1 "10"', '1 "20" 6 "P1"', '6 "P1"')
ROW = st.tuples(
    st.sampled_from(ACCOUNTS),
    st.integers(-(10**9), 10**9).map(lambda n: str(Decimal(n).scaleb(-2))),
    st.sampled_from(INSIDES),
)
VOUCHERS = st.lists(
    st.tuples(
        st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: f"{day:%Y%m%d}"),
        st.lists(ROW, min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=15, deadline=None)
@given(VOUCHERS, st.integers(-(10**6), 10**6))
def test_every_ledger_has_the_same_sums(vouchers: list[Any], opening: int) -> None:
    """Closings, debit and credit of all; objects and the rest; any voucher, any object."""
    data = sie(vouchers, records=[f"#IB 0 1930 {opening}"])
    made = {
        name: report(io.BytesIO(data), name, dimension=1, source="rows")
        for name in ("trial-balance", "general-ledger", "journal", "voucher-list", "object-report")
    }
    total = made["trial-balance"].line("total")
    assert total is not None
    _, debit, credit, _ = total.values
    closings = {line.key: line.values[3] for line in made["trial-balance"].lines()}
    for section in made["general-ledger"].sections:
        assert section.lines[-1].values[2] == closings.get(section.key, 0)
    for name in ("journal", "voucher-list"):
        line = made[name].line("total")
        assert line is not None
        assert line.values == (debit, credit)
    *parts, whole = made["object-report"].sections
    assert whole.lines[-1].values[:2] == (debit, credit)
    for n in range(3):
        assert sum(part.lines[-1].values[n] or 0 for part in parts) == whole.lines[-1].values[n]
