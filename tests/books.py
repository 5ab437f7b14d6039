"""Small whole books of invented companies, as bytes of a SIE file, made for the test at hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

OPENING = Decimal(100_000)


def books(
    company: str = "Björken & Söner AB",
    orgnr: str | None = "556334-3689",
    *,
    first: str = "2024-01-01",
    last: str = "2024-12-31",
    until: str | None = None,
    sales: int = 1000,
    generated: str = "2025-01-15",
    currency: str | None = None,
    off_by: int = 0,
) -> bytes:
    """Return a 4E file that is right in all points: each month to `until` sells for `sales`.

    The result is `sales` times the months, account 1930 begins with 100,000. `off_by` makes the
    last voucher wrong by so many kronor, and the balances with it. `orgnr` None leaves it out.
    """
    days = _days(date.fromisoformat(first), date.fromisoformat(until or last))
    total = Decimal(sales * len(days))
    lines = [
        "#FLAGGA 0",
        '#PROGRAM "Övningsbok" 1.0',
        "#FORMAT PC8",
        f"#GEN {_day(generated)} AN",
        "#SIETYP 4",
        *([f"#ORGNR {orgnr}"] if orgnr is not None else []),
        f'#FNAMN "{company}"',
        f"#RAR 0 {_day(first)} {_day(last)}",
        f"#RAR -1 {_previous(first)}",
        "#KPTYP EUBAS97",
        *([f"#VALUTA {currency}"] if currency else []),
        '#KONTO 1930 "Företagskonto"',
        '#KONTO 2081 "Aktiekapital"',
        '#KONTO 3001 "Försäljning inom Sverige"',
        f"#IB 0 1930 {OPENING:.2f}",
        f"#IB 0 2081 {-OPENING:.2f}",
        f"#UB -1 1930 {OPENING:.2f}",
        f"#UB -1 2081 {-OPENING:.2f}",
        f"#UB 0 1930 {OPENING + total + off_by:.2f}",
        f"#UB 0 2081 {-OPENING:.2f}",
        f"#RES 0 3001 {-total:.2f}",
    ]
    for number, day in enumerate(days, 1):
        debit = sales + (off_by if number == len(days) else 0)
        lines += [
            f'#VER A {number} {day:%Y%m%d} "Försäljning {day:%Y-%m}"',
            "{",
            f"#TRANS 1930 {{}} {debit:.2f}",
            f"#TRANS 3001 {{}} {-sales:.2f}",
            "}",
        ]
    return "".join(f"{line}\r\n" for line in lines).encode("cp437")


def entries(company: str = "Björken & Söner AB", orgnr: str | None = "556334-3689") -> bytes:
    """Return a 4I file: one voucher of January 2024 on its way into the books, and no balances."""
    lines = [
        "#FLAGGA 0",
        '#PROGRAM "Övningskassa" 1.0',
        "#FORMAT PC8",
        "#GEN 20240201",
        "#SIETYP 4",
        *([f"#ORGNR {orgnr}"] if orgnr is not None else []),
        f'#FNAMN "{company}"',
        '#VER "" "" 20240131 "Dagskassa"',
        "{",
        "#TRANS 1930 {} 250.00",
        "#TRANS 3001 {} -250.00",
        "}",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode("cp437")


def _days(first: date, last: date) -> list[date]:
    """The last day of each month from the first day's on, that has ended by the last day."""
    days: list[date] = []
    day = first
    while True:
        following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        if following - timedelta(1) > last:
            return days
        days.append(following - timedelta(1))
        day = following


def _previous(first: str) -> str:
    """The year that ends the day before, as SIE writes it."""
    day = date.fromisoformat(first)
    return f"{day.replace(year=day.year - 1):%Y%m%d} {day - timedelta(1):%Y%m%d}"


def _day(text: str) -> str:
    """A day as SIE writes it."""
    return text.replace("-", "")
