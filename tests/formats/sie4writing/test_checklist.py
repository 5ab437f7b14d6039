"""The writer's checklist: bytes, order of groups, quoting, numbers (SIE 4B 5.3-5.13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import siekit
from siekit.formats.writing import to_bytes
from siekit.model import Address, Company, Generated, Header
from tests.hand_made import HEADER, YEAR, make_document, row, voucher

EMPTY = Header(
    file="x",
    sha256="",
    size=0,
    format="sie4",
    sie_type="4E",
    sie_type_evidence="",
    encoding="CP437",
    line_end="CRLF",
)


def _lines(**tables: Any) -> list[str]:  # noqa: ANN401 - rows as make_document takes them
    document = make_document(header=EMPTY, **tables)
    return to_bytes(document).data.decode("cp437").split("\r\n")


def test_a_whole_file_is_written_as_the_standard_says() -> None:
    """Groups in order, texts quoted, codes bare, CP437, CR LF, the last line ended."""
    header = replace(
        HEADER,
        generated=Generated(date(2025, 1, 31), "Åsa"),
        comment="Första\nAndra",
        company=Company(
            name="Övningsbolaget AB",
            company_id="EX 1",
            orgnr_raw="5563343689",
            orgnr="556334-3689",
            address=Address("Anna", "", None, None),
        ),
        tax_year=2025,
    )
    document = make_document(
        header=header,
        fiscal_years=[YEAR],
        accounts=[
            {"account": "1930", "name": 'Kassa "special"', "type_raw": "T", "declared": True},
            {"account": "3041", "name": "", "declared": False},
        ],
        sru_codes=[{"account": "1930", "sru_code": "7281"}],
        dimensions=[
            {"dimension": 1, "name": "Avdelning", "declared": True},
            {"dimension": 21, "name": "Del", "parent_dimension": 1, "declared": True},
        ],
        objects=[{"dimension": 1, "object": "0123", "name": "Nord", "declared": True}],
        balances=[
            {"kind": "opening", "year_no": 0, "account": "1930", "objects": [],
             "amount": Decimal("-0.00"), "counts": True},
            {"kind": "closing", "year_no": 0, "account": "1930",
             "objects": [{"dimension": 1, "object": "0123"}], "amount": Decimal("1.5"),
             "quantity": Decimal("2.50"), "counts": False},
            {"kind": "result", "year_no": 0, "account": "3041", "objects": [],
             "amount": Decimal(-1000), "counts": True},
        ],
        period_balances=[
            {"kind": "budget", "year_no": 0, "period": 202401, "account": "3041", "objects": [],
             "amount": Decimal("0.123456"), "counts": True},
        ],
        vouchers=[voucher(1)],
        transactions=[row(1, "100"), row(1, "-100", row_no=2)],
    )  # fmt: skip
    assert to_bytes(document).data.decode("cp437").split("\r\n") == [
        "#FLAGGA 0",
        '#PROGRAM "Testgen" 1.0',
        "#FORMAT PC8",
        '#GEN 20250131 "Åsa"',
        "#SIETYP 4",
        '#PROSA "Första"',
        '#PROSA "Andra"',
        '#FNR "EX 1"',
        "#ORGNR 5563343689",
        '#ADRESS "Anna" ""',
        '#FNAMN "Övningsbolaget AB"',
        "#TAXAR 2025",
        "#KPTYP EUBAS97",
        "#RAR 0 20240101 20241231",
        '#KONTO 1930 "Kassa \\"special\\""',
        "#KTYP 1930 T",
        "#SRU 1930 7281",
        '#DIM 1 "Avdelning"',
        '#UNDERDIM 21 "Del" 1',
        '#OBJEKT 1 "0123" "Nord"',
        "#IB 0 1930 0.00",
        '#OUB 0 1930 {1 "0123"} 1.50 2.5',
        "#RES 0 3041 -1000.00",
        "#PBUDGET 0 202401 3041 {} 0.123456",
        "#VER A 1 20240102",
        "{",
        '#TRANS 1930 {1 "100"} 100.00',
        "#TRANS 1930 {} -100.00",
        "}",
        "",
    ]


def test_what_is_absent_stays_absent() -> None:
    """Only flag, character set and type are written for a document of nothing."""
    assert _lines() == ["#FLAGGA 0", "#FORMAT PC8", "#SIETYP 4", ""]


def test_a_currency_is_written_when_declared_or_not_the_usual() -> None:
    """SEK that nobody declared needs no record, other money always does."""
    for currency, declared, written in [("SEK", False, False), ("SEK", True, True),
                                        ("EUR", False, True)]:  # fmt: skip
        header = replace(EMPTY, currency=currency, currency_declared=declared)
        data = to_bytes(make_document(header=header)).data
        assert (f"#VALUTA {currency}".encode() in data) is written


def test_rows_outside_vouchers_stay_outside() -> None:
    """A row of no voucher closes the voucher before it and opens none."""
    rows = [row(None, "1"), row(1, "2"), row(None, "3"), row(2, "4")]
    lines = _lines(vouchers=[voucher(1), voucher(2), voucher(3)], transactions=rows)
    assert [line.split()[0] for line in lines[3:-1]] == [
        "#TRANS", "#VER", "{", "#TRANS", "}", "#TRANS", "#VER", "{", "#TRANS", "}", "#VER", "{",
        "}",
    ]  # fmt: skip


def test_vouchers_that_lost_their_order_are_put_together() -> None:
    """Rows follow their voucher, whatever its number and their place in the table."""
    rows = [row(7, "1"), row(3, "2"), row(7, "3", row_no=2), row(9, "4")]
    document = make_document(header=EMPTY, vouchers=[voucher(7), voucher(3)], transactions=rows)
    written = to_bytes(document)
    found = siekit.read(written.data)
    assert [[one.amount for one in v.rows] for v in found.vouchers] == [[1, 3], [2]]
    assert found["transactions"]["voucher_id"].null_count == 1
    assert [finding.code for finding in written.findings] == ["W304"]


def test_a_row_outside_does_not_divide_a_voucher() -> None:
    """It stands after the voucher that it stood in the middle of."""
    rows = [row(1, "1"), row(None, "2"), row(1, "3", row_no=2)]
    document = make_document(header=EMPTY, vouchers=[voucher(1)], transactions=rows)
    found = siekit.read(to_bytes(document).data)["transactions"]
    assert found["voucher_id"].to_pylist() == [1, 1, None]
    assert found["amount"].to_pylist() == [1, 3, 2]


def test_history_is_written_back_in_row_order() -> None:
    """Added and removed rows keep their places, twins included."""
    rows = [
        row(1, "-500"),
        row(1, "500", row_no=2, kind="removed"),
        row(1, "500", row_no=3, kind="added"),
        row(1, "500", row_no=4),
    ]
    lines = _lines(vouchers=[voucher(1)], transactions=rows)
    labels = [line.split()[0] for line in lines[5:-2]]
    assert labels == ["#TRANS", "#BTRANS", "#RTRANS", "#TRANS"]


def test_a_checksum_covers_the_very_bytes() -> None:
    """The frame stands where the standard wants it and the reader agrees with the sum."""
    document = make_document(vouchers=[voucher(1)], transactions=[row(1, "1"), row(1, "-1")])
    data = to_bytes(document, checksum=True).data
    lines = data.decode("cp437").split("\r\n")
    assert lines[1] == "#KSUMMA"
    assert lines[-2].startswith("#KSUMMA ")
    header = siekit.read(data).header
    assert header.checksum_declared == header.checksum_computed is not None


def test_the_checksum_of_the_known_vector() -> None:
    """The file of the notes on #KSUMMA, written again, has the sum that they verify."""
    text = (
        '#FLAGGA 0\r\n#KSUMMA\r\n#PROGRAM "Exempel" 1.0\r\n#FORMAT PC8\r\n#GEN 20250131\r\n'
        '#SIETYP 4\r\n#FNAMN "Övningsbolaget AB"\r\n#KONTO 1915 "Kassa \\"special\\""\r\n'
        '#DIM 6 "Projekt"\r\n#VER A 1 20250131 "Lön åäö"\r\n{\r\n'
        '   #TRANS\t7010 {"1" "456" 6 P1} 13200.00\r\n   #TRANS 1910 {} -13200.00\r\n}\r\n'
        "#KSUMMA 3715260484\r\n"
    )
    document = siekit.read(text.encode("cp437"))
    assert to_bytes(document, checksum=True).data.endswith(b"\r\n#KSUMMA 3715260484\r\n")


def test_an_object_balance_with_an_empty_list_does_not_begin_to_count() -> None:
    """`#OIB … {}` is no opening balance of the account, also when it is written again."""
    text = b"#FLAGGA 0\n#SIETYP 4\n#RAR 0 20250101 20251231\n#OIB 0 1510 {} 5\n#IB 0 1930 7\n"
    document = siekit.read(text, sie_type="4E")
    found = siekit.read(to_bytes(document).data, sie_type="4E")
    assert found["balances"]["counts"].to_pylist() == [False, True]


def test_a_series_is_not_taken_for_a_number() -> None:
    """A digit series before a number like a date, without a date, is quoted."""
    vouchers = [{**voucher(1, series="1", number="20250101"), "date": None}]
    assert '#VER "1" 20250101' in _lines(vouchers=vouchers)
