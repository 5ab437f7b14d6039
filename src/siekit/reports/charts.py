"""The pictures of a statement: each answers one question, and its title says the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from siekit.reports.balance_charts import balance_charts
from siekit.reports.income_charts import income_charts

if TYPE_CHECKING:
    import duckdb

    from siekit.reports.base import Options
    from siekit.reports.model import Report

CHARTS = {"income-statement": income_charts, "balance-sheet": balance_charts}


def with_charts(report: Report, connection: duckdb.DuckDBPyConnection, options: Options) -> Report:
    """Return the report with its pictures, where it is one of a company and of BAS lines.

    They are always those of the whole year, however its columns divide it.
    """
    make = CHARTS.get(report.name)
    if make is None or not report.files:
        return report
    if options.layout is not None or options.dimension is not None or options.companies:
        return report
    whole = replace(options, by="year", budget=False)
    document = report.files[0].document_id
    return replace(report, charts=tuple(make(connection, document, whole)))
