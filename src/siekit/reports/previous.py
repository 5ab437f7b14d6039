"""The year before, beside a year: from its own file where there is one, else as comparatives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.reports.amounts import Measure, less
from siekit.reports.figures import ZERO, add, year_figures
from siekit.reports.model import Column, FileRef, Words
from siekit.reports.periods import year_column

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

    from siekit.reports.figures import Amount, YearFigures


@dataclass(frozen=True, slots=True)
class Previous:
    """What each account had in the year before; `files` are those that were read for it."""

    column: Column
    amounts: Mapping[str, Amount]
    names: Mapping[str, str]
    opening_sum: Amount
    files: tuple[FileRef, ...] = ()

    def of(self, account: str) -> Amount:
        """The amount of an account, zero where it had none."""
        return self.amounts.get(account, ZERO)


def previous_year(
    connection: duckdb.DuckDBPyConnection, figures: YearFigures, measure: Measure = Measure.YEAR
) -> Previous | Words | None:
    """Return the year before, None where nothing is known of it.

    Where it cannot stand beside the year, the reason is given instead.
    """
    document = earlier_document(connection, figures)
    if document is not None:
        earlier = year_figures(connection, document)
        if earlier.currency != figures.currency:
            return other_currency(earlier)
        return _of_file(earlier, measure)
    if not _tells_before(figures, measure):
        return None
    return Previous(
        column=_comparative_column(connection, figures),
        amounts={
            one.account: less(one.before, one.before_opening)
            if measure is Measure.MOVED
            else one.before
            for one in figures.accounts
        },
        names={one.account: one.name for one in figures.accounts},
        opening_sum=add([one.before_opening for one in figures.accounts]),
    )


def earlier_document(connection: duckdb.DuckDBPyConnection, figures: YearFigures) -> int | None:
    """Return the document that speaks for the year that ends where this one starts."""
    found = connection.execute(
        "select e.document_id from _files e, _files f where f.document_id = ? and e.chosen "
        "and e.company_key = f.company_key and e.company_key <> '' and e.sie_type <> '4I' "
        "and e.end_date + 1 = f.start_date and e.start_date < f.start_date",
        [figures.document_id],
    ).fetchone()
    return None if found is None else int(found[0])


def other_currency(earlier: YearFigures) -> Words:
    """Return why a year before does not stand beside one in another currency."""
    return Words(
        f"The year before is not shown: {earlier.file} is in {earlier.currency}.",
        f"Året före visas inte: {earlier.file} är i {earlier.currency}.",
    )


def _tells_before(figures: YearFigures, measure: Measure) -> bool:
    """Tell whether the file itself has what a statement shows of the year before."""
    if measure is Measure.YEAR:
        return figures.results_before
    if measure is Measure.STANDING:
        return figures.balances_before
    return figures.balances_before and figures.has_openings_before


def _of_file(earlier: YearFigures, measure: Measure) -> Previous:
    return Previous(
        column=year_column(earlier.fiscal_year),
        amounts={
            one.account: less(one.amount, one.opening) if measure is Measure.MOVED else one.amount
            for one in earlier.accounts
        },
        names={one.account: one.name for one in earlier.accounts},
        opening_sum=earlier.opening_sum,
        files=(FileRef(earlier.document_id, earlier.file, earlier.sha256),),
    )


def _comparative_column(connection: duckdb.DuckDBPyConnection, figures: YearFigures) -> Column:
    found = connection.execute(
        "select start_date, end_date from _fiscal_years where document_id = ? and year_no = -1",
        [figures.document_id],
    ).fetchone()
    if found is None or None in found:
        return Column("previous", Words("Previous year", "Föregående år"))
    return year_column(f"{found[0]}/{found[1]}")
