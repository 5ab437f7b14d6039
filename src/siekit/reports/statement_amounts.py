"""The amounts of a statement as its options ask for them: by year, period or dimension."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.reports.by_period import by_period
from siekit.reports.company_years import FEED, OF_FEED
from siekit.reports.dimensions import by_dimension
from siekit.reports.figures import ROWS, year_figures
from siekit.reports.known_charts import chart_notes, refuse_other_charts
from siekit.reports.own_balances import balance_notes
from siekit.reports.reach_notes import reach_notes
from siekit.reports.rows_left_out import notes_of
from siekit.reports.whole_year import whole_year

if TYPE_CHECKING:
    import duckdb

    from siekit.reports.amounts import Amounts, Measure
    from siekit.reports.base import Options


def statement_amounts(
    connection: duckdb.DuckDBPyConnection, document_id: int, options: Options, measure: Measure
) -> Amounts:
    """Return the amounts of one file's year 0; `UsageError` for what it cannot be asked."""
    figures = year_figures(connection, document_id, source=options.source)
    refuse_other_charts(figures, options)
    if options.dimension is not None:
        if options.by != "year":
            message = "A statement is divided by --dimension or --by, not by both at once."
            swedish = (
                "En räkning delas in efter dimension eller tid (--dimension, --by), inte båda på "
                "en gång."
            )
            raise UsageError(message, swedish=swedish)
        found = by_dimension(connection, figures, options, measure)
    elif options.by == "year":
        found = balance_notes(whole_year(connection, figures, options, measure), figures)
    else:
        found = by_period(connection, figures, options, measure)
    if figures.source == ROWS:
        left_out = notes_of(connection, document_id)
        found = replace(found, notes=(*found.notes, *left_out))
    found = chart_notes(found, figures)
    said = reach_notes(connection, figures, options, found)
    if figures.sie_type == FEED:
        said = [OF_FEED]
    return replace(found, notes=(*found.notes, *said))
