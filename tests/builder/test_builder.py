"""`siekit.Builder`: files made from nothing are right, or refused where they would be wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

import siekit
from siekit import Builder, UnbalancedVoucherError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = date(2025, 3, 31)


def till(**more: Any) -> Builder:  # noqa: ANN401 - options of Builder
    """The books of a till, without vouchers."""
    options: dict[str, Any] = {"orgnr": "556334-3689", "generated": DAY, **more}
    books = Builder("Övningsbolaget AB", program="Kassan", version="1.0", **options)
    books.account(1910, "Kassa", type="asset", sru=["7281"])
    books.account("3001", "Försäljning", unit="st")
    books.account(2611, "Utgående moms")
    return books


def ledger() -> Builder:
    """The books of a year with opening balances."""
    books = till(signature="AN", tax_year=2026, currency="SEK")
    books.account(2081, "Aktiekapital")
    books.fiscal_year("2025-01-01", "2025-12-31")
    books.fiscal_year("2024-01-01", "2024-12-31", year=-1)
    books.opening(1910, "25000")
    books.opening(2081, -25000)
    books.closing(1910, 25000, year=-1)
    books.closing(2081, -25000, year=-1)
    books.result(3001, 0, year=-1)
    return books


def sell(books: Builder, number: int | None = 1, day: str = "20251203") -> None:
    """Add a day's sales."""
    series = None if number is None else "K"
    with books.voucher(day, "Dagskassa", series=series, number=number) as voucher:
        voucher.debit(1910, 1250, text="Kontant")
        voucher.credit("3001", Decimal("1000.00"), quantity=-4)
        voucher.credit(2611, "250.0")


def serious(document: siekit.Document) -> list[str]:
    """The errors and warnings of a document."""
    return [f.message() for f in siekit.check(document) if f.severity != "info"]


def test_fifteen_lines_make_a_valid_4i_file(tmp_path: Path) -> None:
    """The file is read without an error or a warning, and says what was given."""
    books = Builder("Lyktans Kafé AB", orgnr="5563343689", program="Kassan", version="1.0")
    books.account("1910", "Kassa", type="asset")
    books.account("3001", "Försäljning, 25 % moms")
    books.account("2611", "Utgående moms, 25 %")
    books.dimension(1, "Kostnadsställe")
    books.object(1, "10", "Butiken")
    with books.voucher("2025-03-03", "Dagskassa", series="K", number=1) as voucher:
        voucher.debit("1910", 1250)
        voucher.credit("3001", 1000, objects={1: "10"})
        voucher.credit("2611", 250)
    books.write(tmp_path / "dag.si", checksum=True)
    read = siekit.read(tmp_path / "dag.si")
    assert serious(read) == []
    assert read.header.sie_type == "4I"
    assert read.header.checksum_declared == read.header.checksum_computed
    assert read.header.company.orgnr == "556334-3689"
    assert [str(row.amount) for row in read.vouchers[0].rows] == [
        "1250.000000", "-1000.000000", "-250.000000",
    ]  # fmt: skip
    assert read.vouchers[0].rows[1].objects[0].object == "10"


def test_vouchers_of_a_feed_need_no_numbers() -> None:
    """The ledger that takes the file gives them, and the day in #GEN is today by default."""
    books = Builder("Övningsbolaget AB", program="Kassan", version="1.0")
    sell(books, None)
    sell(books, None)
    document = books.document()
    assert [(v.series, v.number) for v in document.vouchers] == [("", ""), ("", "")]
    assert document.header.generated.date is not None
    assert serious(document) == []


def test_a_ledger_closes_with_what_its_rows_come_to() -> None:
    """#UB and #RES are worked out, quantities too, and the file passes the check."""
    books = ledger()
    sell(books, 2)
    sell(books, 1)
    document = books.document()
    assert document.header.sie_type == "4E"
    assert serious(document) == []
    balances = {(b.kind, b.account): b for b in document.balances if b.year_no == 0}
    assert balances["closing", "1910"].amount == 27500
    assert balances["closing", "2611"].amount == -500
    assert balances["result", "3001"].amount == -2000
    assert balances["result", "3001"].quantity == -8
    assert [voucher.number for voucher in document.vouchers] == ["1", "2"]


def test_a_stream_and_a_path_hold_the_same(tmp_path: Path) -> None:
    """`write` gives what `to_bytes` gives."""
    books = ledger()
    sell(books)
    books.write(tmp_path / "a.se")
    with (tmp_path / "b.se").open("wb") as stream:
        books.write(stream)
    assert (tmp_path / "a.se").read_bytes() == (tmp_path / "b.se").read_bytes()
    assert (tmp_path / "a.se").read_bytes() == books.to_bytes().data


def test_an_unbalanced_voucher_is_refused_where_it_ends() -> None:
    """The message names the voucher, both sums and the difference; the books stay as they were."""
    books = till()
    voucher = books.voucher(DAY, series="K", number=7)
    voucher.debit(1910, 1250).credit(3001, 1000)
    with pytest.raises(UnbalancedVoucherError) as refused:
        voucher.finish()
    for part in ("K 7 2025-03-31", "1250.00", "1000.00", "250.00"):
        assert part in str(refused.value)
    voucher.credit(2611, 250).finish()
    assert len(books.document().vouchers) == 1


def test_a_voucher_that_fails_inside_its_block_is_not_in_the_books() -> None:
    """Its number is free again."""
    books = till()
    with pytest.raises(ZeroDivisionError), books.voucher(DAY, series="K", number=1) as voucher:
        voucher.debit(1910, 1 // 0)
    sell(books, 1)
    assert len(books.document().vouchers) == 1


def test_an_unbalanced_voucher_of_a_block_does_not_stop_the_others() -> None:
    """Who catches the error goes on without the voucher."""
    books = till()
    with (
        pytest.raises(UnbalancedVoucherError),
        books.voucher(DAY, series="K", number=1) as voucher,
    ):
        voucher.debit(1910, 2).credit(3001, 1)
    sell(books, 1)
    assert len(books.document().vouchers) == 1


def test_texts_that_no_record_can_hold_are_cleaned_and_told() -> None:
    """A line break becomes a space, and a quote stays."""
    books = till()
    with books.voucher(DAY, 'Rad 1\nRad "2"') as voucher:
        voucher.debit(1910, 1).credit(3001, 1)
    written = books.to_bytes()
    assert [finding.code for finding in written.findings] == ["W201"]
    assert books.document().vouchers[0].text == 'Rad 1 Rad "2"'


REFUSED: dict[str, tuple[Callable[[Builder], object], str]] = {
    "float": (lambda books: books.voucher(DAY).debit(1910, 1.5), 'is a float.*"1.50"'),  # type: ignore[arg-type]
    "comma": (lambda books: books.voucher(DAY).debit(1910, "1,50"), "'1,50' is no amount"),
    "bool": (lambda books: books.voucher(DAY).debit(1910, bool(1)), "True is no amount"),
    "nan": (lambda books: books.voucher(DAY).debit(1910, Decimal("nan")), "is no amount"),
    "huge": (lambda books: books.voucher(DAY).debit(1910, 10**32), "more than 32 digits"),
    "exponent": (lambda books: books.voucher(DAY).debit(1910, "1e3"), "is no amount"),
    "decimals": (lambda books: books.voucher(DAY).debit(1910, "1.505"), "1.505 has more than 2"),
    "negative": (lambda books: books.voucher(DAY).debit(1910, -1), "negative. Use credit"),
    "date": (lambda books: books.voucher("2025-02-30"), "'2025-02-30' is no date"),
    "no date": (lambda books: books.voucher(20250101), "is no date"),  # type: ignore[arg-type]
    "account": (lambda books: books.voucher(DAY).debit("19A0", 1), "'19A0' is no account"),
    "type": (lambda books: books.account(1, "x", type="debt"), "no account type 'debt'.*asset"),
    "no name": (lambda books: books.account(1, " "), "name of account 1"),
    "twice": (lambda books: books.account(1910, "Kassa 2"), "already is an account 1910"),
    "dimension": (lambda books: books.dimension(0, "x"), "0 is no dimension"),
    "object": (lambda books: books.object(1, "", "x"), "is no object number"),
    "year": (lambda books: books.fiscal_year("2025-12-31", "2025-01-01"), "before it begins"),
    "year no": (lambda books: books.fiscal_year("2025-01-01", "2025-12-31", year=1), "-1 the one"),
    "result": (lambda books: books.opening(3001, 1), "3001 cannot have a opening balance"),
    "unknown side": (lambda books: books.opening(9001, 1), "account 9001 is a balance or a result"),
    "text": (lambda books: books.voucher(DAY, 5), "must be a text, not 5"),  # type: ignore[arg-type]
    "one row": (lambda books: books.voucher(DAY).debit(1910, 0).finish(), "has 1 rows"),
    "orgnr": (lambda _: till(orgnr="12345"), "'12345' is no organisation number"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_file_can_say_is_refused_at_once(name: str) -> None:
    """With a sentence that holds the value and what to give instead."""
    do, message = REFUSED[name]
    with pytest.raises(UsageError, match=message):
        do(till())


def test_a_number_is_taken_once() -> None:
    """A second voucher K 1 is refused, in another series it is not."""
    books = till()
    sell(books, 1)
    with pytest.raises(UsageError, match="already is a voucher K 1"):
        books.voucher(DAY, series="K", number="1")
    books.voucher(DAY, series="L", number=1)


def test_a_voucher_that_was_never_ended_is_not_forgotten() -> None:
    """The file is not made without it."""
    books = till()
    books.voucher(DAY, series="K", number=1).debit(1910, 1)
    with pytest.raises(UsageError, match="K 1 2025-03-31 was begun and not ended"):
        books.document()


def test_rows_after_the_end_are_refused() -> None:
    """They would be in no file."""
    books = till()
    with books.voucher(DAY) as voucher:
        voucher.debit(1910, 1).credit(3001, 1)
    with pytest.raises(UsageError, match="is ready"):
        voucher.debit(1910, 1)


def _without_year(books: Builder) -> None:
    books.opening(1910, 1)


def _outside(books: Builder) -> None:
    books.fiscal_year("2024-01-01", "2024-12-31")
    books.voucher(DAY, series="K", number=1)


def _unnumbered(books: Builder) -> None:
    books.fiscal_year("2025-01-01", "2025-12-31")
    books.voucher(DAY)


def _undeclared(books: Builder) -> None:
    books.fiscal_year("2025-01-01", "2025-12-31")
    with books.voucher(DAY, series="K", number=1) as voucher:
        voucher.debit(1930, 1).credit(1910, 1)


def _no_year_before(books: Builder) -> None:
    books.fiscal_year("2025-01-01", "2025-12-31")
    books.opening(1910, 1)


def _wrong_closing(books: Builder) -> None:
    books.fiscal_year("2025-01-01", "2025-12-31")
    sell(books)
    books.closing(1910, 1)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_without_year, "balances but no fiscal year"),
        (_outside, "outside the fiscal year 2024-01-01 – 2024-12-31"),
        (_unnumbered, "has no series or no number"),
        (_undeclared, "Account 1930 is used but not declared"),
        (_no_year_before, "there was a year before"),
        (_wrong_closing, "1910 is given #UB 1.00, but .* come to 1250.00"),
    ],
)
def test_a_ledger_that_would_not_add_up_is_refused(
    make: Callable[[Builder], None], message: str
) -> None:
    """Before anything is written."""
    books = till()
    with pytest.raises(UsageError, match=message):  # noqa: PT012 - either may refuse
        make(books)
        books.to_bytes()


@pytest.mark.parametrize("currency", ["kronor", "", "SE", "S3K", 752])
def test_what_is_no_currency_is_refused(currency: Any) -> None:  # noqa: ANN401 - also no text
    """Readers take #VALUTA for a code of three letters."""
    with pytest.raises(UsageError, match="ISO 4217"):
        Builder("Provet AB", program="Kassan", version="1.0", currency=currency)
