"""The regex reader is an honest reader: it finds what a file holds."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks import regex_reader
from benchmarks.generate import generate

if TYPE_CHECKING:
    from pathlib import Path

FILE = r"""#FLAGGA 0
#PROGRAM "Öppna böcker" 1.0
#FORMAT PC8
#GEN 20250131 "ÅÄ"
#SIETYP 4
#FNAMN "Ö \"Lilla\" Å AB"
#RAR 0 20250101 20251231
#KONTO 1930 "Företagskonto"
#KTYP 1930 T
#ENHET 5410 "st"
#SRU 1930 7281
#DIM 6 "Projekt"
#OBJEKT 6 "P 1" "Kök"
#IB 0 1930 1000.50
#OIB 0 1930 {6 "P 1"} 20.00
#UB 0 1930 500.50
#RES 0 5410 500 3
#PSALDO 0 202503 5410 {6 "P 1"} 500.00
#VER A 1 20250310 "Inköp till \"köket\"" 20250311 "AN"
{
   #TRANS  1930 {} -500.00
   #BTRANS 5410 {} 500.00 20250312 "" "" "AN"
   #RTRANS 5420 {"1" "4 } 6" 6 P1} 500.00 "" "Stol \"röd\" C:\kök" 2.5 AN
   #TRANS  5420 {"1" "4 } 6" 6 P1} 500.00 "" "Stol \"röd\" C:\kök" 2.5 AN
}

#VER LEV 2 20250401
{
}
""".replace("\n", "\r\n").encode("cp437")


def test_vouchers_and_rows() -> None:
    """Quotes, escapes, object lists and left-out fields come out as meant."""
    first, second = regex_reader.read(FILE).vouchers
    assert first[:6] == (
        "A",
        "1",
        date(2025, 3, 10),
        'Inköp till "köket"',
        date(2025, 3, 11),
        "AN",
    )
    assert second == ("LEV", "2", date(2025, 4, 1), None, None, None, [])
    objects = [(1, "4 } 6"), (6, "P1")]
    text = r'Stol "röd" C:\kök'
    day, amount, quantity = date(2025, 3, 12), Decimal("500.00"), Decimal("2.5")
    assert first[6] == [
        ("normal", "1930", [], Decimal("-500.00"), None, None, None, None),
        ("removed", "5410", [], amount, day, "", None, "AN"),
        ("added", "5420", objects, amount, None, text, quantity, "AN"),
        ("normal", "5420", objects, amount, None, text, quantity, "AN"),
    ]


def test_head_of_the_file() -> None:
    """Identification, chart and balances are kept too."""
    books = regex_reader.read(FILE)
    assert books.header["#FNAMN"] == ['Ö "Lilla" Å AB']
    assert books.header["#GEN"] == ["20250131", "ÅÄ"]
    assert books.fiscal_years == [(0, date(2025, 1, 1), date(2025, 12, 31))]
    assert books.accounts == [("1930", "Företagskonto")]
    assert books.account_types == [("1930", "T")]
    assert books.units == [("5410", "st")]
    assert books.sru_codes == [("1930", "7281")]
    assert books.dimensions == [(6, "Projekt")]
    assert books.objects == [(6, "P 1", "Kök")]
    assert books.balances == [
        ("opening", 0, "1930", [], Decimal("1000.50"), None),
        ("opening", 0, "1930", [(6, "P 1")], Decimal("20.00"), None),
        ("closing", 0, "1930", [], Decimal("500.50"), None),
        ("result", 0, "5410", [], Decimal(500), Decimal(3)),
    ]
    assert books.period_balances == [
        ("actual", 0, 202503, "5410", [(6, "P 1")], Decimal("500.00"), None)
    ]


def test_same_sums_as_siekit(tmp_path: Path) -> None:
    """On a generated file both readers find the same, and siekit nothing odd."""
    import siekit

    path = tmp_path / "file.se"
    generate(path, 200_000)
    books = regex_reader.read(path.read_bytes())
    document = siekit.read(path)
    assert document.findings == ()
    assert document.header.sie_type == "4E"
    assert sums_by_account(books) == sums_in_tables(document["transactions"].to_pylist())
    assert [row["text"] for row in document["vouchers"].to_pylist()] == [
        voucher[3] for voucher in books.vouchers
    ]
    assert rows_of(books) == rows_in_tables(document["transactions"].to_pylist())
    assert [
        (row["kind"], row["year_no"], row["account"], [], row["amount"], None)
        for row in document["balances"].to_pylist()
    ] == books.balances
    assert [
        (row["kind"], row["year_no"], row["period"], row["account"], [], row["amount"], None)
        for row in document["period_balances"].to_pylist()
    ] == books.period_balances


def sums_by_account(books: regex_reader.Books) -> dict[tuple[str, str], Decimal]:
    """Return the regex reader's sums by kind and account."""
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for voucher in books.vouchers:
        for row in voucher[6]:
            sums[row[0], row[1]] += row[3]
    return sums


def sums_in_tables(rows: list[dict[str, object]]) -> dict[tuple[str, str], Decimal]:
    """Return siekit's sums by kind and account."""
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in rows:
        assert isinstance(row["amount"], Decimal)
        sums[str(row["kind"]), str(row["account"])] += row["amount"]
    return sums


def rows_of(books: regex_reader.Books) -> list[tuple[object, ...]]:
    """Return the regex reader's rows in file order, without their amounts."""
    return [(*row[:3], *row[4:]) for voucher in books.vouchers for row in voucher[6]]


def rows_in_tables(rows: list[dict[str, object]]) -> list[tuple[object, ...]]:
    """Return siekit's rows in file order, without their amounts."""
    found: list[tuple[object, ...]] = []
    for row in rows:
        pairs = row["objects"]
        assert isinstance(pairs, list)
        objects = [(pair["dimension"], pair["object"]) for pair in pairs]
        rest = (row["date"], row["text"], row["quantity"], row["signature"])
        found.append((row["kind"], row["account"], objects, *rest))
    return found
