"""The journal and the voucher list: every voucher with its rows, by date or by number."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from siekit.reports.figures import year_figures
from siekit.reports.ledger_counts import first_vouchers
from siekit.reports.ledger_rows import EVERY_ROW, Part, ledger_rows
from siekit.reports.ledgers import (
    ACCOUNT,
    CREDIT,
    DATE,
    DEBIT,
    NOTHING,
    OBJECTS,
    VOUCHER,
    account_names,
    debit_and_credit,
    first_lines,
    ledger,
    named_row,
    total_line,
)
from siekit.reports.model import Line, LineKind, Place, Section, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from siekit.reports.base import Options
    from siekit.reports.ledger_rows import LedgerRow
    from siekit.reports.model import Report


class _Vouchers:
    """Vouchers one after the other, each with its rows, and the sum of all."""

    name: str
    title: Words
    order: str

    def make(
        self, connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
    ) -> Report:
        """Return the vouchers of one file's year 0; with filters, the rows that pass them."""
        figures = year_figures(connection, document_id)
        names = account_names(figures)
        count, part = None, EVERY_ROW
        if options.most is not None:
            count, first = first_vouchers(connection, document_id, options, order=self.order)
            part = Part("and voucher_id in (select unnest($first::integer[]))", {"first": first})
        rows = ledger_rows(connection, document_id, options, order=self.order, part=part)
        lines: list[Line] = []
        heads: list[Line] = []
        for _, own in groupby(rows, lambda row: row.voucher_id):
            voucher = list(own)
            heads.append(_head(voucher))
            lines += [heads[-1], *_rows(voucher, names)]
        total = total_line(heads, 2, options)
        return ledger(
            connection,
            figures,
            name=self.name,
            title=self.title,
            cell_columns=(DATE, VOUCHER, ACCOUNT, OBJECTS),
            columns=(DEBIT, CREDIT),
            sections=first_lines([Section("vouchers", NOTHING, (*lines, total))], options.most),
            lines=None if count is None else count + 1,
        )


class Journal(_Vouchers):
    """Every voucher of the year in order of date: number, text and rows.

    Within a day vouchers stand in the order of series and number. A voucher's sums, and those
    of all, are of the rows that are shown.
    """

    name = "journal"
    title = Words("Journal", "Grundbok")
    order = "date"


class VoucherList(_Vouchers):
    """Every voucher of the year in order of series and number: date, text and rows."""

    name = "voucher-list"
    title = Words("Voucher list", "Verifikationslista")
    order = "number"


def _head(rows: list[LedgerRow]) -> Line:
    """Return the line of a voucher, with the sums of its rows."""
    first = rows[0]
    text = first.voucher_text or ""
    return Line(
        key=str(first.voucher_id),
        label=Words(text, text),
        kind=LineKind.SUBTOTAL,
        values=debit_and_credit(rows),
        cells=(first.voucher_date, first.voucher, "", ""),
        place=Place(first.document_id, first.voucher_line, first.voucher_id),
    )


def _rows(voucher: list[LedgerRow], names: dict[str, str]) -> Iterator[Line]:
    """Give the rows beneath their voucher; the date only where it is another one."""
    for row in voucher:
        own_date = row.row_date if row.row_date != row.voucher_date else None
        yield named_row(row, names, (own_date, "", row.account or "", row.shown_objects))
