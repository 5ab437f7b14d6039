"""A small ledger as Python values, which tests change and write as a SIE file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import siekit


@dataclass(frozen=True)
class Row:
    """A row of a voucher."""

    account: str
    amount: Decimal
    text: str = ""
    label: str = "#TRANS"
    objects: str = "{}"

    def __str__(self) -> str:
        text = f' "" "{self.text}"' if self.text else ""
        return f"   {self.label} {self.account} {self.objects} {self.amount}{text}"


@dataclass(frozen=True)
class Entry:
    """A voucher."""

    series: str
    number: str
    date: str
    text: str
    rows: tuple[Row, ...]

    def __str__(self) -> str:
        head = f'#VER "{self.series}" "{self.number}" {self.date} "{self.text}"'
        return "\n".join([head, "{", *map(str, self.rows), "}"])


HEAD = """\
#FLAGGA 0
#PROGRAM "Testgen" "1.0"
#FORMAT PC8
#GEN 20250131 "AN"
#SIETYP 4
#FNAMN "Övningsbolaget AB"
#ORGNR 556334-3689
#RAR 0 20240101 20241231
#RAR -1 20230101 20231231
#KONTO 1930 "Företagskonto"
#KTYP 1930 T
#KONTO 3010 "Försäljning"
#KONTO 5010 "Lokalhyra"
#SRU 1930 7281
#DIM 6 "Projekt"
#OBJEKT 6 "P1" "Kök"
#IB 0 1930 1000.00
#UB 0 1930 2234.50
#PSALDO 0 202401 1930 {} 100.00
"""


def entry(number: int, amount: str = "100.00", *, series: str = "A", text: str = "") -> Entry:
    """A voucher of two rows whose content its number decides."""
    value = Decimal(amount)
    rows = (Row("1930", value), Row("3010", -value, "Kassa"))
    day = f"2024{number % 12 + 1:02d}{number % 28 + 1:02d}"
    return Entry(series, str(number), day, text or f"Dagskassa {number}", rows)


def ledger(*entries: Entry, head: str = HEAD) -> siekit.Document:
    """The document of these vouchers."""
    text = head + "".join(f"{each}\n" for each in entries)
    return siekit.read(text.encode("cp437"), name="bok.se")


def with_row(voucher: Entry, at: int, **changes: object) -> Entry:
    """The voucher with one row changed."""
    rows = list(voucher.rows)
    rows[at] = replace(rows[at], **changes)  # type: ignore[arg-type]
    return replace(voucher, rows=tuple(rows))
