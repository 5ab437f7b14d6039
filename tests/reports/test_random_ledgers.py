"""What must hold of the statements of any ledger that is valid."""

from __future__ import annotations

import io
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.ledgers_made import report, sie

accounts = st.one_of(
    st.integers(1000, 8999).map(str),
    st.sampled_from(["8500", "8999", "2099", "9100", "0350", "30", "193000", "3O10"]),
)
cents = st.integers(-(10**9), 10**9).filter(bool)
objects = st.sampled_from(["", "1 10", "1 20", "6 P", "1 10 6 P", "1 10 1 20"])


def _amount(value: int) -> str:
    return str(Decimal(value).scaleb(-2))


@st.composite
def vouchers(draw: st.DrawFn) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Vouchers that balance."""
    made = []
    for month in draw(st.lists(st.integers(1, 12), max_size=5)):
        rows = draw(st.lists(st.tuples(accounts, cents, objects), min_size=1, max_size=4))
        last = -sum(amount for _, amount, _ in rows)
        every = [*rows, (draw(accounts), last, draw(objects))]
        made.append((f"2024{month:02d}15", [(a, _amount(v), o) for a, v, o in every]))
    return made


@st.composite
def openings(draw: st.DrawFn) -> list[str]:
    """Opening balances that add up to zero."""
    rows = draw(st.dictionaries(st.integers(1000, 2999).map(str), cents, max_size=4))
    rest = -sum(rows.values())
    rows["2999"] = rows.get("2999", 0) + rest
    return [f"#IB 0 {account} {_amount(value)}" for account, value in rows.items()]


@settings(max_examples=25, deadline=None)
@given(vouchers(), openings())
def test_nothing_is_lost_between_accounts_and_lines(
    made: list[tuple[str, list[tuple[str, str, str]]]], opening: list[str]
) -> None:
    """Lines and unmapped accounts are the sum of all accounts, in every division of the year."""
    data = sie(made, records=opening)
    rows = [(account, Decimal(amount)) for _, voucher in made for account, amount, _ in voucher]
    result = sum((v for a, v in rows if a[:1] not in "12" and a != "8999"), Decimal(0))
    year = report(io.BytesIO(data), previous=False)
    line = year.line("290")
    assert line is not None
    left = sum((one.values[0] or 0 for one in year.unmapped), Decimal(0))
    booked = sum((v for a, v in rows if a[:3] == "899" and a != "8999"), Decimal(0))
    assert -(line.values[0] or 0) + left == result - booked
    months = report(io.BytesIO(data), by="month")
    for one in months.lines():
        assert sum(value or 0 for value in one.values[:-1]) == one.values[-1]
    total = months.line("290")
    assert total is not None
    assert total.values[-1] == line.values[0]


@settings(max_examples=25, deadline=None)
@given(vouchers(), openings())
def test_a_valid_ledger_balances_but_for_what_is_unmapped(
    made: list[tuple[str, list[tuple[str, str, str]]]], opening: list[str]
) -> None:
    """The difference is minus the unmapped accounts, and the cause says so."""
    sheet = report(io.BytesIO(sie(made, records=opening)), "balance-sheet", previous=False)
    left = sum((one.values[0] or 0 for one in sheet.unmapped), Decimal(0))
    assert sheet.difference is not None
    assert sheet.difference.values == (-left,)
    assert [cause.code for cause in sheet.difference.causes] == ["unmapped-accounts"] * bool(left)
    flow = report(io.BytesIO(sie(made, records=opening)), "cash-flow", previous=False)
    assert flow.difference is not None
    free = sum((one.values[0] or 0 for one in flow.unmapped), Decimal(0))
    assert flow.difference.values == (-free,)


@settings(max_examples=25, deadline=None)
@given(vouchers())
def test_objects_and_what_has_none_are_the_total(
    made: list[tuple[str, list[tuple[str, str, str]]]],
) -> None:
    """On every line, for a dimension with objects in it."""
    always = [("20240101", [("3010", "-1", "1 10"), ("1930", "1", "")])]
    columns = report(io.BytesIO(sie([*always, *made])), dimension=1)
    year = report(io.BytesIO(sie([*always, *made])), previous=False)
    for line in columns.lines():
        assert sum(value or 0 for value in line.values[:-1]) == line.values[-1]
    wanted = {line.key: line.values[0] for line in year.lines() if line.values[0]}
    assert {line.key: line.values[-1] for line in columns.lines() if line.values[-1]} == wanted
