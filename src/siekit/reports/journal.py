"""The journal: every voucher with its rows, in the order of the file."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from siekit.reports.figures import add, year_figures
from siekit.reports.ledger_rows import ledger_rows
from siekit.reports.ledgers import ACCOUNT, DATE, OBJECTS, VOUCHER, credit_of, debit_of, row_line
from siekit.reports.model import FileRef, Line, LineKind, Place, Report, Section, Words
from siekit.reports.trial_balance import CREDIT, DEBIT

if TYPE_CHECKING:
    import duckdb

    from siekit.reports.base import Options
    from siekit.reports.ledger_rows import LedgerRow


class Journal:
    """Every voucher of the year in the order of the file: date, number, text and rows."""

    name = "journal"
    title = Words("Journal", "Verifikationslista")

    def make(
        self, connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
    ) -> Report:
        """Return the vouchers of one file's year 0; with filters, the rows that pass them."""
        figures = year_figures(connection, document_id)
        names = {one.account: one.name for one in figures.accounts}
        rows = ledger_rows(connection, document_id, options, order="voucher")
        lines: list[Line] = []
        totals: list[Line] = []
        for _, own in groupby(rows, lambda row: row.voucher_id):
            voucher = list(own)
            head = _head(voucher)
            totals.append(head)
            lines += [head, *(_row(row, names) for row in voucher)]
        total = Line(
            key="total",
            label=Words("Total", "Summa"),
            kind=LineKind.TOTAL,
            values=tuple(add([line.values[n] for line in totals]) for n in range(2)),
            cells=(None, None, None, None),
        )
        return Report(
            name=self.name,
            title=self.title,
            company=figures.company,
            orgnr=figures.orgnr,
            fiscal_year=figures.fiscal_year,
            source="rows",
            unit=figures.currency,
            cell_columns=(DATE, VOUCHER, ACCOUNT, OBJECTS),
            columns=(DEBIT, CREDIT),
            sections=(Section("vouchers", Words("", ""), (*lines, total)),),
            files=(FileRef(document_id, figures.file, figures.sha256),),
        )


def _head(rows: list[LedgerRow]) -> Line:
    """Return the line of a voucher, with the sums of its rows."""
    first = rows[0]
    text = first.voucher_text or ""
    return Line(
        key=str(first.voucher_id),
        label=Words(text, text),
        kind=LineKind.SUBTOTAL,
        values=(
            add([debit_of(row.amount) for row in rows]),
            add([credit_of(row.amount) for row in rows]),
        ),
        cells=(first.voucher_date, first.voucher, "", ""),
        place=Place(first.document_id, first.voucher_line, first.voucher_id),
    )


def _row(row: LedgerRow, names: dict[str, str]) -> Line:
    """Return a row beneath its voucher, by the account's name where it has no text."""
    line = row_line(
        row,
        (debit_of(row.amount), credit_of(row.amount)),
        (None, "", row.account or "", row.shown_objects),
    )
    name = row.text or names.get(row.account or "", "")
    return Line(
        key=line.key,
        label=Words(name, name),
        level=2,
        accounts=line.accounts,
        values=line.values,
        cells=line.cells,
        place=line.place,
    )
