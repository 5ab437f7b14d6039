"""Documents built by hand: a few rows of Arrow, without a file and without a reader."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from siekit.document import Document
from siekit.model import Company, Generated, Header, LineAccount, Program
from siekit.schema import TABLES, arrow_schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from siekit.findings import Finding

HEADER = Header(
    file="bokslut.se",
    sha256="0" * 64,
    size=1234,
    format="sie4",
    sie_type="4E",
    sie_type_evidence="#UB",
    flag=0,
    program=Program("Testgen", "1.0"),
    generated=Generated(date(2025, 1, 31), "AN"),
    company=Company(name="Övningsbolaget AB", orgnr="556334-3689", orgnr_raw="5563343689"),
    chart_type="EUBAS97",
    encoding="CP437",
    encoding_declared="PC8",
    line_end="CRLF",
)
LINES = LineAccount(total=20, rows=10, header=6, braces=4, blank=0, other=0, rejected=0)
YEAR = {"line": 5, "year_no": 0, "start_date": date(2024, 1, 1), "end_date": date(2024, 12, 31)}


def make_document(
    *,
    header: Header = HEADER,
    findings: Sequence[Finding] = (),
    finding_counts: Mapping[str, int] | None = None,
    **rows: list[dict[str, Any]],
) -> Document:
    """Make a document of the rows of some tables; the others are empty."""
    rows = {"header": [header.as_row()], **rows}
    tables = {
        table.name: pa.Table.from_pylist(
            [{"document_id": 1, **row} for row in rows.get(table.name, [])],
            schema=arrow_schema(table.name),
        )
        for table in TABLES
    }
    return Document(
        header=header,
        tables=tables,
        findings=findings,
        finding_counts=finding_counts or {},
        lines=LINES,
    )


def voucher(voucher_id: int, series: str | None = "A", number: str | None = None) -> dict[str, Any]:
    """One row of the vouchers table."""
    return {
        "line": voucher_id * 10,
        "voucher_id": voucher_id,
        "year_no": 0,
        "series": series,
        "number": str(voucher_id) if number is None else number,
        "date": date(2024, 1, voucher_id % 28 + 1),
        "occurrence": 1,
    }


def row(
    voucher_id: int | None, amount: str | None, *, row_no: int = 1, kind: str = "normal"
) -> dict[str, Any]:
    """One row of the transactions table."""
    return {
        "line": (voucher_id or 0) * 10 + row_no + 1,
        "voucher_id": voucher_id,
        "row_no": row_no,
        "kind": kind,
        "counts": kind == "normal",
        "account": "1930",
        "objects": [{"dimension": 1, "object": "100"}] if row_no == 1 else [],
        "amount": None if amount is None else Decimal(amount),
    }
