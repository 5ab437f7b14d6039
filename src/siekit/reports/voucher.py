"""One voucher as it stands in the file: its rows, and those that were removed and added."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.reports.figures import year_figures
from siekit.reports.ledger_rows import any_year_rows
from siekit.reports.ledgers import (
    ACCOUNT,
    CREDIT,
    DEBIT,
    OBJECTS,
    account_names,
    debit_and_credit,
    ledger,
    named_row,
)
from siekit.reports.model import Column, ColumnKind, Line, LineKind, Place, Section, Words

if TYPE_CHECKING:
    from datetime import date

    import duckdb

    from siekit.reports.base import Options
    from siekit.reports.ledger_rows import LedgerRow
    from siekit.reports.model import Report

FILE_LINE = Column("line", Words("Line", "Rad"), ColumnKind.COUNT)
SIGNED = Column("signed", Words("Dated, by", "Datum, sign."), ColumnKind.TEXT)
SUM = Words("Sum", "Summa")
ENTERED = Words("Entered", "Registrerad")
HISTORY = Words(
    "Removed (#BTRANS) and added (#RTRANS) rows are the voucher's history and are in no sum: an "
    "added row stands a second time among those that count.",
    "Borttagna (#BTRANS) och tillagda (#RTRANS) rader är verifikationens historik och ingår inte i "
    "summan: en tillagd rad står en gång till bland dem som räknas.",
)
SAID = {"added": Words("Added", "Tillagd"), "removed": Words("Removed", "Borttagen")}


class VoucherView:
    """A voucher with all its rows and their lines in the file; `--voucher A:12` names it.

    Removed (#BTRANS) and added (#RTRANS) rows are its history, with the date and the signature of
    the change. They are in no sum: an added row stands a second time as #TRANS.
    """

    name = "voucher"
    title = Words("Voucher", "Verifikation")

    def make(
        self, connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
    ) -> Report:
        """Return every voucher of that series and number; `UsageError` where there is none."""
        if options.voucher is None:
            message = "Which voucher? Name its series and number, as in --voucher A:12."
            swedish = "Vilken verifikation? Ange serie och nummer, som i --voucher A:12."
            raise UsageError(message, swedish=swedish)
        figures = year_figures(connection, document_id)
        names = account_names(figures)
        rows = list(any_year_rows(connection, document_id, options.voucher))
        sections = [
            _section(list(own), names) for _, own in groupby(rows, lambda row: row.voucher_id)
        ]
        if not sections:
            series, number = options.voucher
            message = f"{figures.file} has no voucher {series}:{number}."
            swedish = f"{figures.file} har ingen verifikation {series}:{number}."
            raise UsageError(message, swedish=swedish)
        made = ledger(
            connection,
            figures,
            name=self.name,
            title=self.title,
            cell_columns=(FILE_LINE, SIGNED, ACCOUNT, OBJECTS),
            columns=(DEBIT, CREDIT),
            sections=sections,
        )
        return replace(made, notes=(HISTORY,) if any(row.kind in SAID for row in rows) else ())


def _section(rows: list[LedgerRow], names: dict[str, str]) -> Section:
    first = rows[0]
    day = first.voucher_date.isoformat() if first.voucher_date else "–"
    text = " · ".join(filter(None, (first.voucher, day, first.voucher_text)))
    head = Line(
        key=str(first.voucher_id),
        label=ENTERED,
        cells=(
            first.voucher_line,
            _signed(first.registration_date, first.voucher_signature),
            "",
            "",
        ),
        place=Place(first.document_id, first.voucher_line, first.voucher_id),
    )
    last = Line(
        key=f"{first.voucher_id}.sum",
        label=SUM,
        kind=LineKind.SUBTOTAL,
        values=debit_and_credit([row for row in rows if row.counts]),
    )
    lines = [_line(row, names) for row in rows if row.row_no is not None]
    return Section(str(first.voucher_id), Words(text, text), (head, *lines, last))


def _line(row: LedgerRow, names: dict[str, str]) -> Line:
    own_date = row.row_date if row.row_date != row.voucher_date or not row.counts else None
    own_name = row.signature if row.signature != row.voucher_signature or not row.counts else None
    cells = (row.line, _signed(own_date, own_name), row.account or "", row.shown_objects)
    line = named_row(row, names, cells)
    said = SAID.get(row.kind)
    if said is None:
        return line
    label = Words(f"{said.en}: {line.label.en}", f"{said.sv}: {line.label.sv}")
    return replace(line, label=label)


def _signed(day: date | None, name: str | None) -> str:
    return " ".join(filter(None, (day.isoformat() if day else "", name)))
