"""Reports of the files that were chosen: one for each year, or one of all companies."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from siekit.exceptions import UsageError
from siekit.reports.companies import combined

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from siekit.reports.base import Options, ReportKind
    from siekit.reports.model import Report
    from siekit.reports.statement_report import Statement


def make_reports(
    kind: ReportKind,
    connection: duckdb.DuckDBPyConnection,
    documents: Sequence[int],
    options: Options,
) -> list[Report]:
    """Return a report for each document, or one for all when companies stand side by side."""
    if not options.companies:
        if options.mapping or options.eliminations:
            message = "--mapping and --eliminations are about several companies: add --companies."
            raise UsageError(message)
        return [kind.make(connection, one, options) for one in documents]
    if not hasattr(kind, "lay"):
        message = f"The report {kind.name} cannot show several companies side by side."
        raise UsageError(message)
    return [combined(cast("Statement", kind), connection, documents, options)]
