"""What a report must have: a name, a title, and the way from a database to what is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    import duckdb

    from siekit.reports.account_mapping import Mapping
    from siekit.reports.eliminations import Elimination
    from siekit.reports.layout import Layout
    from siekit.reports.model import Report, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a report is asked for; each report takes what it knows.

    `source` is auto, balances, rows or periods. `by` is year, month, quarter, ytd or rolling12.
    `date_of` says which date puts a row in a period: the voucher's or the row's own.
    """

    source: str = "auto"
    by: str = "year"
    previous: bool = True
    budget: bool = False
    date_of: str = "voucher"
    dimension: int | None = None
    layout: Layout | None = None
    first_day: date | None = None
    last_day: date | None = None
    accounts: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    object: tuple[int, str] | None = None
    text: str | None = None
    least_amount: str | None = None
    voucher: tuple[str, str] | None = None
    """Series and number of the one voucher that is shown."""

    form: str | None = None
    """The tax form that `sru` is about; None is that of the company's legal form."""

    details: bool = False
    """Whether the accounts of each line are shown beneath it."""

    most: int | None = None
    """Lines that a ledger is made of at most; the others are only counted (`Report.left_out`)."""

    companies: bool = False
    """Whether all companies stand beside each other in one report."""

    mapping: Mapping | None = None
    eliminations: tuple[Elimination, ...] = ()
    allow_currencies: bool = False
    allow_charts: bool = False


class ReportKind(Protocol):
    """One report of the shelf; its docstring is its page."""

    name: str
    title: Words

    def make(
        self, connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
    ) -> Report:
        """Return the report for the year 0 of one file of a `siekit.connect` database."""
