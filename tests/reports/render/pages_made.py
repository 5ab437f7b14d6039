"""Reports to render: of the example company, and one whose every text is hostile."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import siekit
from siekit.engine.shown import database
from siekit.reports.base import Options
from siekit.reports.model import (
    Bar,
    Cause,
    Chart,
    Column,
    ColumnKind,
    Difference,
    FileRef,
    Line,
    LineKind,
    Place,
    Report,
    Section,
    Shape,
    Unmapped,
    Words,
)
from siekit.reports.pages import for_pages
from siekit.reports.registry import find_report
from siekit.reports.render.base import Look
from siekit.sql.numbering import numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
LAST, THIS = EXAMPLES / "fjallbacken-2022-23.se", EXAMPLES / "fjallbacken-2023-24.se"
SMALL = EXAMPLES / "tolvan-2024.se"
MADE = datetime(2025, 3, 31, 12, 30, 15, tzinfo=UTC)
EN, SV = Look(lang="en", made=MADE), Look(lang="sv", made=MADE)

HOSTILE = "</style></title><script>alert('x')</script>\"' & <b>\x1b[31m\x00\u202e =1+1 #x $y$ 漢😀"


def same(text: str) -> Words:
    """Return a text that is the same in both languages."""
    return Words(text, text)


def reports_of(
    name: str, *files: Path, options: Options | None = None, pages: bool = True
) -> list[Report]:
    """Return a report of files as the command makes it."""
    asked = options or Options()
    with database(list(numbered([siekit.read(file) for file in files or (SMALL,)]))) as connection:
        documents = connection.execute(
            "select document_id from _files where chosen order by document_id"
        ).fetchall()
        kind = find_report(name)
        made = [kind.make(connection, document, asked) for (document,) in documents]
        return for_pages(made, connection, asked) if pages else made


def statement(
    values: Sequence[Decimal | None] = (Decimal("1234567.894"), None),
    *,
    text: str = "Net sales",
) -> Report:
    """Return a small statement with everything that a report can have."""
    numbers = tuple(values)
    account = Line(key="3001", label=same(text), level=2, accounts=("3001",), values=numbers)
    return Report(
        name="income-statement",
        title=same("Income statement"),
        company=text,
        orgnr="556000-0001",
        fiscal_year="2024-01-01/2024-12-31",
        source="rows",
        unit="SEK",
        columns=tuple(Column(f"c{n}", same(text)) for n in range(len(numbers))),
        sections=(
            Section(
                "only",
                same(text),
                (
                    Line(
                        key="10",
                        label=same(text),
                        accounts=("3001",),
                        values=numbers,
                        beneath=(account,),
                    ),
                    Line(key="49", label=same("Sum"), kind=LineKind.SUBTOTAL, values=numbers),
                    Line(key="290", label=same("Result"), kind=LineKind.TOTAL, values=numbers),
                ),
            ),
        ),
        unmapped=(Unmapped("8500", text, numbers),),
        difference=Difference(
            tuple(Decimal(2) for _ in numbers), (Cause("opening", same(text), Decimal(2)),)
        ),
        notes=(same(text),),
        charts=(
            Chart(
                key="c", title=same(text), shape=Shape.SPLIT, bars=(Bar(same(text), Decimal(5)),)
            ),
        ),
        files=(FileRef(1, text, "ab" * 32),),
    )


def ledger(rows: int = 2, *, text: str = "Rent") -> Report:
    """Return a general ledger of one account."""
    lines = tuple(
        Line(
            key=f"{n}.1",
            label=same(text),
            level=2,
            accounts=("1930",),
            values=(Decimal(n), Decimal(0), Decimal(n)),
            cells=(date(2024, 1, 31), f"A {n}", ""),
            place=Place(1, 100 + n, n),
        )
        for n in range(1, rows + 1)
    )
    opening = Line(
        key="1930.opening",
        label=same("Opening balance"),
        kind=LineKind.SUBTOTAL,
        values=(None, None, Decimal(0)),
    )
    return Report(
        name="general-ledger",
        title=same("General ledger"),
        company=text,
        orgnr=None,
        fiscal_year="2024-01-01/2024-12-31",
        source="rows",
        unit="SEK",
        columns=(
            Column("debit", same("Debit")),
            Column("credit", same("Credit")),
            Column("balance", same("Balance")),
        ),
        cell_columns=(
            Column("date", same("Date"), ColumnKind.DATE),
            Column("voucher", same("Voucher"), ColumnKind.TEXT),
            Column("objects", same("Objects"), ColumnKind.TEXT),
        ),
        sections=(Section("1930", same(f"1930 {text}"), (opening, *lines)),),
        files=(FileRef(1, "a.se", "cd" * 32),),
    )
