"""The year before, beside a year: from its own file where there is one, else as comparatives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.reports.figures import ZERO, year_figures
from siekit.reports.model import Column, Words
from siekit.reports.periods import year_column

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

    from siekit.reports.figures import Amount, YearFigures


@dataclass(frozen=True, slots=True)
class Previous:
    """What each account closed at in the year before; `source` says where that was found."""

    column: Column
    amounts: Mapping[str, Amount]
    names: Mapping[str, str]
    source: str

    def of(self, account: str) -> Amount:
        """The amount of an account, zero where it had none."""
        return self.amounts.get(account, ZERO)


def previous_year(connection: duckdb.DuckDBPyConnection, figures: YearFigures) -> Previous | None:
    """Return the year before, None where nothing is known of it."""
    document = _earlier_document(connection, figures)
    if document is not None:
        earlier = year_figures(connection, document)
        return Previous(
            column=year_column(earlier.fiscal_year),
            amounts={one.account: one.amount for one in earlier.accounts},
            names={one.account: one.name for one in earlier.accounts},
            source=earlier.file,
        )
    if not figures.has_previous:
        return None
    return Previous(
        column=_comparative_column(connection, figures),
        amounts={one.account: one.before for one in figures.accounts},
        names={one.account: one.name for one in figures.accounts},
        source=figures.file,
    )


def _earlier_document(connection: duckdb.DuckDBPyConnection, figures: YearFigures) -> int | None:
    """Return the document that speaks for the year that ends where this one starts."""
    found = connection.execute(
        "select e.document_id from _files e, _files f where f.document_id = ? and e.chosen "
        "and e.company_key = f.company_key and e.company_key <> '' and e.sie_type <> '4I' "
        "and e.end_date + 1 = f.start_date",
        [figures.document_id],
    ).fetchone()
    return None if found is None else int(found[0])


def _comparative_column(connection: duckdb.DuckDBPyConnection, figures: YearFigures) -> Column:
    found = connection.execute(
        "select start_date, end_date from _fiscal_years where document_id = ? and year_no = -1",
        [figures.document_id],
    ).fetchone()
    if found is None or None in found:
        return Column("previous", Words("Previous year", "Föregående år"))
    return year_column(f"{found[0]}/{found[1]}")
