"""A document on its way to another one: header and tables that change step by step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from siekit.conversion.notes import Notes
from siekit.engine import connect

if TYPE_CHECKING:
    from datetime import date

    import duckdb
    import pyarrow as pa

    from siekit.document import Document
    from siekit.model import FiscalYear, Header

FIGURES = ("vouchers", "transactions", "balances", "period_balances", "accounts", "fiscal_years")
"""The tables that sums are made of."""


@dataclass(slots=True)
class Work:
    """What a document is to become."""

    document: Document
    header: Header
    tables: dict[str, pa.Table]
    notes: Notes = field(default_factory=Notes)

    @classmethod
    def of(cls, document: Document) -> Work:
        """Begin with a document as it is."""
        return cls(document, document.header, dict(document.tables))

    @property
    def name(self) -> str:
        """The file that it came from."""
        return self.document.header.file

    def years(self) -> dict[int, FiscalYear]:
        """Return the fiscal years that have a first and a last day, by year number."""
        from siekit.model import FiscalYear
        from siekit.records import records

        rows = records(FiscalYear, self.tables["fiscal_years"], "fiscal_years")
        return {
            year.year_no: year
            for year in reversed(rows)
            if year.year_no is not None and year.start_date and year.end_date
        }

    def filter(self, name: str, mask: pa.ChunkedArray) -> int:
        """Keep the rows of a mask, null is no; return how many were left out."""
        before = self.tables[name]
        self.tables[name] = before.filter(pc.fill_null(mask, fill_value=False))
        return int(before.num_rows - self.tables[name].num_rows)

    def keep_vouchers(self, mask: pa.ChunkedArray) -> int:
        """Keep the vouchers of a mask with their rows; return how many were left out."""
        left_out = self.filter("vouchers", mask)
        if left_out:
            rows = self.tables["transactions"]
            kept = self.tables["vouchers"]["voucher_id"].combine_chunks()
            self.filter("transactions", pc.is_in(rows["voucher_id"], kept))
        return left_out

    def connection(self) -> duckdb.DuckDBPyConnection:
        """Return a connection that sees the tables of figures; close it after use."""
        return connect({name: self.tables[name] for name in FIGURES})

    def result(self) -> Document:
        """Return the changed document, which still knows the lines that it came from."""
        tables = {name: table for name, table in self.tables.items() if name != "header"}
        return self.document.with_changes(header=self.header, tables=tables)


def months(days: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return days as months, YYYYMM."""
    return pc.add(pc.multiply(pc.year(days), 100), pc.month(days))


def month_of(day: date) -> int:
    """Return a day as a month, YYYYMM."""
    return day.year * 100 + day.month
