"""Reports with what pages show and a terminal does not: pictures, and the ledgers behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.reports.base import Options
from siekit.reports.charts import with_charts
from siekit.reports.general_ledger import GeneralLedger
from siekit.reports.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import duckdb

    from siekit.reports.model import Report


def for_pages(
    reports: Sequence[Report], connection: duckdb.DuckDBPyConnection, options: Options
) -> list[Report]:
    """Return the reports with pictures; with `details`, each year's ledgers follow behind them.

    So every figure leads down on the same page: from a line to its accounts, from an account to
    its rows, from a row to its voucher, and from there to the line of the file.
    """
    made = [with_charts(report, connection, options) for report in reports]
    if not options.details or options.companies:
        return made  # a line of several companies leads to no one account
    if any(report.cell_columns for report in reports):
        return made
    asked = Options(date_of=options.date_of)
    for document in _documents(reports):
        ledgers = [kind.make(connection, document, asked) for kind in (GeneralLedger(), Journal())]
        if any(line.place is not None for ledger in ledgers for line in ledger.lines()):
            made += ledgers
    return made


def _documents(reports: Sequence[Report]) -> Iterator[int]:
    """Give the documents that the reports are about, each once; not those of comparison."""
    found: set[int] = set()
    for report in reports:
        for file in report.files[:1]:
            if file.document_id not in found:
                found.add(file.document_id)
                yield file.document_id
