"""The daily file of PayEx: a file for a ledger with most of what is odd about such feeds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

import siekit
from tests.corpus.listed import PAYEX


@cache
def _document() -> siekit.Document:
    """What siekit reads from the file."""
    return siekit.read(PAYEX)


def test_the_file_is_read_whole() -> None:
    """Two vouchers, five rows, three accounts; each line is accounted for."""
    doc = _document()
    assert (doc.counts.vouchers, doc.counts.transactions, doc.counts.accounts) == (2, 5, 3)
    assert doc.lines.adds_up
    assert doc.lines.total == PAYEX.read_bytes().count(b"\r\n")
    assert doc.lines.rejected == 0


def test_the_header_says_what_the_file_does() -> None:
    """Type 4I in CP437, Swedish kronor, no year."""
    header = _document().header
    assert (header.sie_type, header.encoding, header.line_end) == ("4I", "CP437", "CRLF")
    assert (header.currency, header.currency_declared) == ("SEK", True)
    assert _document().fiscal_years == []


def test_the_signature_that_looks_like_a_time_is_text() -> None:
    """The second field of #GEN is a signature, whatever it looks like (payex 3.2 1)."""
    assert _document().header.generated.signature == "1321557"


def test_the_organisation_number_is_malformed_and_kept() -> None:
    """Eleven digits are no organisation number: nothing is cut off it (payex 3.2 2)."""
    header = _document().header
    assert header.company.orgnr != "556735-5671"
    assert header.company.orgnr_raw == "556735-56710"
    assert _codes()["R521"] == 1


def test_an_unknown_account_type_is_told() -> None:
    """#KTYP with O gives no type and a warning for each account (payex 3.2 3)."""
    assert _codes()["R514"] == 2
    types = {account.account: (account.type, account.type_raw) for account in _document().accounts}
    assert types["1510"] == (None, "O")


def test_the_chart_type_of_two_words_is_kept() -> None:
    """`BAS 2000` means what BAS2000 means (payex 3.2 4)."""
    header = _document().header
    assert header.chart_type_raw == "BAS 2000"
    assert header.chart_type == "EUBAS97"


def test_a_missing_year_is_allowed() -> None:
    """A file for a ledger needs no #RAR; its vouchers belong to no year yet (payex 3.2 5)."""
    assert not _codes().keys() & {"R220", "R709", "R609"}
    assert {voucher.year_no for voucher in _document().vouchers} == {None}


def test_row_dates_stand_beside_the_voucher_date() -> None:
    """A row may have another date than its voucher (payex 3.2 6)."""
    dates = {row.date for voucher in _document().vouchers for row in voucher.rows}
    assert date(2016, 12, 22) in dates
    assert {voucher.date for voucher in _document().vouchers} == {date(2016, 12, 13)}


def test_vouchers_and_their_texts() -> None:
    """Numbers as written, no text where there is none (payex 3.2 8 and 11)."""
    vouchers = list(_document().vouchers)
    assert [(v.series, v.number) for v in vouchers] == [("C", "77002"), ("C", "77003")]
    assert vouchers[0].text is None
    assert all(voucher.balanced for voucher in vouchers)


def test_sums_for_each_account() -> None:
    """1510, 1684 and 3710 sum to what the wiki's sample does."""
    sums: dict[str | None, Decimal] = {}
    for row in _document()["transactions"].to_pylist():
        sums[row["account"]] = sums.get(row["account"], Decimal(0)) + row["amount"]
    assert sums == {
        "1510": Decimal("-2500.00"),
        "1684": Decimal("2499.50"),
        "3710": Decimal("0.50"),
    }


def test_the_letters_are_right() -> None:
    """The CP437 letter that a wiki shows as „ is an ä (payex 3.1)."""
    names = {account.account: account.name for account in _document().accounts}
    assert names["3710"] == "Nedskrivningar av intäkter"


def _codes() -> dict[str, int]:
    """How many findings there are of each code."""
    return dict(_document().finding_counts)
