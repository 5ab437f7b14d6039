"""A report of a statement that was laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from siekit.reports.model import Report
from siekit.reports.unreadable import unreadable_notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from siekit.reports.amounts import Amounts, Measure
    from siekit.reports.base import Options
    from siekit.reports.model import Difference, Section, Words
    from siekit.reports.statement import Laid


class Statement(Protocol):
    """A report that is laid out from amounts of accounts, so companies can stand beside others."""

    name: str
    title: Words
    measure: Measure

    def make(
        self, connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
    ) -> Report:
        """Return the report for the year 0 of one file."""

    def lay(self, amounts: Amounts, options: Options) -> Report:
        """Return the report of amounts, whosever they are."""


def statement_report(
    statement: Statement,
    amounts: Amounts,
    laid: Laid,
    *,
    sections: Sequence[Section],
    difference: Difference | None = None,
    notes: Sequence[Words] = (),
) -> Report:
    """Return the report of a statement."""
    head = amounts.head
    return Report(
        name=statement.name,
        title=statement.title,
        company=head.company,
        orgnr=head.orgnr,
        fiscal_year=head.fiscal_year,
        source=head.source,
        unit=head.unit,
        columns=amounts.columns,
        sections=tuple(sections),
        unmapped=laid.unmapped,
        difference=difference,
        notes=(*amounts.notes, *unreadable_notes(amounts, laid), *notes),
        files=head.files,
    )
