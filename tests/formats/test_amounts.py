"""Money is exact: what fits is kept to the last digit, what does not fit is never guessed."""

from __future__ import annotations

from decimal import Context, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import siekit
from tests.formats.wild import base_file

EXACT = Context(prec=200)
MOST_WHOLE_DIGITS = 32
MOST_DECIMALS = 6


def _with_rows(*amounts: str) -> bytes:
    """A file whose one voucher has a row for each amount."""
    head = base_file("4E").partition(b"{\r\n")[0]
    rows = "".join(f"#TRANS 1930 {{}} {amount}\r\n" for amount in amounts)
    return head + f"{{\r\n{rows}}}\r\n".encode()


def _read(*amounts: str) -> siekit.Document:
    """The document of a file with these amounts."""
    return siekit.read(_with_rows(*amounts), name="prov.se")


def _amounts(document: siekit.Document) -> list[Decimal | None]:
    """The amounts of the rows as the table has them."""
    amounts: list[Decimal | None] = document["transactions"]["amount"].to_pylist()
    return amounts


@st.composite
def amounts_as_written(draw: st.DrawFn) -> str:
    """A number that the table can hold, in one of the ways to write it."""
    whole = draw(st.text("0123456789", max_size=MOST_WHOLE_DIGITS))
    decimals = draw(st.text("0123456789", max_size=MOST_DECIMALS))
    sign = draw(st.sampled_from(["", "-"]))
    if not whole and not decimals:
        return f"{sign}0"
    zeros = "0" * draw(st.integers(0, 3)) if whole else ""
    point = "." if decimals or draw(st.booleans()) else ""
    return f"{sign}{zeros}{whole}{point}{decimals}"


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.lists(amounts_as_written(), min_size=1, max_size=40))
def test_amounts_are_those_of_decimal(written: list[str]) -> None:
    """Every amount that fits is the decimal number that its digits say."""
    document = _read(*written)
    expected = [EXACT.create_decimal(text) for text in written]
    assert _amounts(document) == expected
    assert document.severity_counts["error"] == 0


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.lists(amounts_as_written(), min_size=1, max_size=40))
def test_sums_are_those_of_decimal(written: list[str]) -> None:
    """Totals and the voucher's sum have every digit, however many there are."""
    document = _read(*written)
    debit = credit = Decimal(0)
    for text in written:
        amount = EXACT.create_decimal(text)
        debit = EXACT.add(debit, max(amount, Decimal(0)))
        credit = EXACT.add(credit, max(EXACT.minus(amount), Decimal(0)))
    assert document.totals.debit == debit
    assert document.totals.credit == credit
    assert document.vouchers[0].total == EXACT.subtract(debit, credit)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(
    st.text("0123456789", min_size=1, max_size=50),
    st.text("0123456789", max_size=12),
    st.sampled_from(["", "-"]),
)
def test_what_does_not_fit_is_null_and_told(whole: str, decimals: str, sign: str) -> None:
    """An amount is exact, or null with one error that has its text; never anything else."""
    text = f"{sign}{whole}.{decimals}"
    document = _read(text)
    fits = len(whole.lstrip("0")) <= MOST_WHOLE_DIGITS and len(decimals) <= MOST_DECIMALS
    if fits:
        assert _amounts(document) == [EXACT.create_decimal(text)]
        assert "R422" not in document.finding_counts
    else:
        assert _amounts(document) == [None]
        errors = [one for one in document.findings if one.severity == "error"]
        assert [(one.code, one.value) for one in errors] == [("R422", text)]


def test_three_decimals_lose_nothing() -> None:
    """Three decimals are kept, in the rows and in the sum, and a warning tells of them."""
    document = _read("0.125", "0.125", "-0.250")
    assert _amounts(document) == [Decimal("0.125"), Decimal("0.125"), Decimal("-0.25")]
    assert document.finding_counts["R409"] == 2
    assert document.vouchers[0].balanced
    assert document.totals.debit == Decimal("0.25")


def test_thirty_digits_lose_nothing() -> None:
    """An amount of thirty digits comes out digit by digit, and its neighbour's öre too."""
    large = "123456789012345678901234567890.12"
    document = _read(large, "0.01", f"-{large}")
    assert _amounts(document) == [Decimal(large), Decimal("0.01"), Decimal(f"-{large}")]
    assert document.vouchers[0].total == Decimal("0.01")
    assert document.totals.debit == EXACT.add(Decimal(large), Decimal("0.01"))


def test_the_largest_amounts_are_at_the_edge() -> None:
    """32 digits and 6 decimals fit; one digit or one decimal more does not."""
    edge = "9" * 32 + "." + "9" * 6
    document = _read(edge, f"-{edge}", "1" + "0" * 32, "0.0000001")
    assert _amounts(document) == [Decimal(edge), Decimal(f"-{edge}"), None, None]
    assert document.finding_counts["R422"] == 2


@pytest.mark.parametrize("text", ["0.1234567", "1" * 40, "-" + "1" * 40, "100.00-", "1E+05"])
def test_sums_refuse_an_unreadable_amount(text: str) -> None:
    """A sum that would need an unreadable amount is refused, and the refusal names the line."""
    document = _read("1.00", text)
    assert _amounts(document) == [Decimal(1), None]
    errors = [one for one in document.findings if one.severity == "error"]
    assert [one.value for one in errors] == [text]
    line = str(errors[0].line)
    with pytest.raises(siekit.UnreadableAmountError, match=line):
        _ = document.totals
    with pytest.raises(siekit.UnreadableAmountError, match=line):
        _ = document.vouchers[0].total
    preview = document.preview()
    assert preview["totals"] == {"debit": None, "credit": None}


def test_an_unreadable_amount_that_does_not_count_hinders_no_sum() -> None:
    """Sums need the counted rows only, not the history beside them."""
    data = _with_rows("5.00", "-5.00").replace(b"}\r\n", b"#BTRANS 3041 {} 1.1234567\r\n}\r\n")
    document = siekit.read(data)
    assert document.finding_counts["R422"] == 1
    assert document.totals.debit == Decimal(5)
    assert document.vouchers[0].balanced


@pytest.mark.parametrize("label", ["#IB 0 1940", "#PSALDO 0 202501 1940 {}"])
def test_balances_and_quantities_are_as_exact_as_rows(label: str) -> None:
    """Balances, period balances and quantities hold what rows hold."""
    data = base_file("4E") + f"{label} 12345678901234567890.123456 -0.000001\r\n".encode()
    document = siekit.read(data)
    table = document["balances" if label.startswith("#IB") else "period_balances"].to_pylist()
    row = next(row for row in table if row["account"] == "1940")
    assert row["amount"] == Decimal("12345678901234567890.123456")
    assert row["quantity"] == Decimal("-0.000001")
