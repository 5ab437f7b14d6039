"""The figures of one company's year: what each account opens with, moves by and closes at.

Ledger signs (debit positive), in the file's currency. Three sources can give them: the file's own
#UB and #RES, its opening balances and rows, or its opening balances and #PSALDO; where the file is
sound they agree to the öre.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from siekit.exceptions import UsageError
from siekit.model import EXACT
from siekit.reports.summing import summed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import duckdb

BALANCES, ROWS, PERIODS = "balances", "rows", "periods"
SOURCES = ("auto", BALANCES, ROWS, PERIODS)
_IN_SWEDISH = {BALANCES: "saldon", ROWS: "transaktioner", PERIODS: "periodsaldon"}

Amount = Decimal | None
"""None: an amount that it needs cannot be read."""

REMEMBERED = 8
"""Files of a database whose figures are kept at hand."""

Changes = dict[str, dict[int, "Amount"]]
"""What moved on each account in each month, as YYYYMM."""

ZERO = Decimal(0)
BALANCE_CLASSES = frozenset("12")
RESULT_CLASSES = frozenset("345678")
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class AccountFigures:
    """One account in year 0, and what it closed at in the year before."""

    account: str
    name: str
    opening: Amount
    amount: Amount
    """What a statement of the whole year shows: the closing balance, or the year's result."""

    before: Amount
    before_opening: Amount
    """What it closed at in the year before, and what it opened with then."""

    by_rows: Amount
    """Opening and rows, whatever the source is; nothing is known without rows."""


_lately: WeakKeyDictionary[duckdb.DuckDBPyConnection, dict[tuple[int, str], YearFigures]] = (
    WeakKeyDictionary()
)


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The accounts of one file's year 0."""

    document_id: int
    file: str
    sha256: str
    company: str | None
    orgnr: str | None
    company_key: str
    """What files of one company have in common; empty where a file does not say."""

    currency: str
    chart_type: str | None
    covered_to: date | None
    psaldo_style: str | None
    sie_type: str
    start: date | None
    end: date | None
    source: str
    balances_before: bool
    results_before: bool
    """Whether the file has balances of the year before: of balance accounts, of result accounts."""

    has_openings_before: bool
    has_rows: bool
    accounts: tuple[AccountFigures, ...]
    opening_sum: Amount

    @property
    def fiscal_year(self) -> str | None:
        """The year as every JSON shape writes it."""
        return None if self.start is None or self.end is None else f"{self.start}/{self.end}"

    def months(self) -> list[int]:
        """The months that the year touches, as YYYYMM."""
        return (
            [] if self.start is None or self.end is None else months_between(self.start, self.end)
        )


def months_between(start: date, end: date) -> list[int]:
    """Return the months that a span of days touches, as YYYYMM; none when it ends too early."""
    first = start.year * MONTHS_A_YEAR + start.month - 1
    last = end.year * MONTHS_A_YEAR + end.month - 1
    return [n // MONTHS_A_YEAR * 100 + n % MONTHS_A_YEAR + 1 for n in range(first, last + 1)]


def year_figures(
    connection: duckdb.DuckDBPyConnection, document_id: int, *, source: str = "auto"
) -> YearFigures:
    """Return the figures of a file's year 0 by one source.

    `auto` takes the file's own balances when it has them, both #UB and #RES where there is
    anything to have, else its rows, else its period balances. Raises `UsageError` for a source
    that the file does not have.
    """
    # A report and its pictures ask for the same again and again, and the tables do not change.
    lately = _lately.setdefault(connection, {})
    key = (document_id, source)
    if key not in lately:
        while len(lately) >= REMEMBERED:
            lately.pop(next(iter(lately)), None)
        lately[key] = _year_figures(connection, document_id, source=source)
    return lately[key]


def _year_figures(
    connection: duckdb.DuckDBPyConnection, document_id: int, *, source: str
) -> YearFigures:
    rows = _rows(connection, "figures", {"document_id": document_id})
    has = {
        BALANCES: any(row["closings"] or row["results"] for row in rows),
        ROWS: any(row["has_rows"] for row in rows),
        PERIODS: any(row["has_periods"] for row in rows),
    }
    head = _head(connection, document_id)
    # A type 4 file with nothing but opening balances is a year in which nothing was booked yet.
    otherwise = ROWS if head["sie_type"].startswith("4") else BALANCES
    order = SOURCES[1:] if _whole(rows) else (ROWS, PERIODS, BALANCES)
    chosen = _chosen(source, {name: has[name] for name in order}, otherwise)
    return YearFigures(
        **head,
        source=chosen,
        balances_before=_before(rows, BALANCE_CLASSES),
        results_before=_before(rows, RESULT_CLASSES),
        has_openings_before=any(row["openings_before"] for row in rows),
        has_rows=has[ROWS],
        accounts=tuple(_account(row, chosen) for row in rows),
        opening_sum=add([_opening(row) for row in rows]),
    )


def month_changes(
    connection: duckdb.DuckDBPyConnection,
    document_id: int,
    *,
    source: str,
    date_of: str = "voucher",
) -> Changes:
    """Return what moved on each account in each month of year 0.

    From rows; where the file has none, or `source` is periods, from #PSALDO.
    """
    if source == PERIODS:
        found = period_changes(connection, document_id)
        if found:
            return found
    values = {"document_id": document_id, "by_row_date": date_of == "row"}
    return _by_account(_rows(connection, "months", values)) or period_changes(
        connection, document_id
    )


def period_changes(
    connection: duckdb.DuckDBPyConnection,
    document_id: int,
    *,
    kind: str = "actual",
    year_no: int = 0,
) -> Changes:
    """Return the period balances of each account: `actual` is #PSALDO, `budget` is #PBUDGET."""
    values = {"document_id": document_id, "kind": kind, "year_no": year_no}
    return _by_account(_rows(connection, "period_months", values))


def _by_account(rows: Sequence[Mapping[str, Any]]) -> Changes:
    changes: Changes = {}
    for row in rows:
        changes.setdefault(row["account"], {})[row["period"]] = row["amount"]
    return changes


def add(amounts: Sequence[Amount]) -> Amount:
    """Return the exact sum, None when one of the amounts is not known."""
    total = ZERO
    for amount in amounts:
        if amount is None:
            return None
        total = EXACT.add(total, amount)
    return total


def _chosen(source: str, has: Mapping[str, bool], otherwise: str) -> str:
    if source not in SOURCES:
        message = f"There is no source {source!r}: give one of {', '.join(SOURCES)}."
        swedish = f"Det finns ingen källa {source!r}: ange någon av {', '.join(SOURCES)}."
        raise UsageError(message, swedish=swedish)
    if source != "auto":
        if not has[source]:
            there = [name for name, is_there in has.items() if is_there]
            message = (
                f"The file has no {source} for its year; it has "
                f"{', '.join(there) or 'none of them'}."
            )
            swedish = (
                f"Filen saknar {_IN_SWEDISH[source]} för sitt år; den har "
                f"{', '.join(_IN_SWEDISH[name] for name in there) or 'inget av dem'}."
            )
            raise UsageError(message, swedish=swedish)
        return source
    return next((name for name, is_there in has.items() if is_there), otherwise)


def _before(rows: Sequence[Mapping[str, Any]], classes: frozenset[str]) -> bool:
    return any(
        row["closings_before"] or row["results_before"]
        for row in rows
        if row["account"][:1] in classes
    )


def _whole(rows: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether a file's balances speak of both statements, not only of one of them."""
    for classes in (BALANCE_CLASSES, RESULT_CLASSES):
        own = [row for row in rows if row["account"][:1] in classes]
        if any(row["closings"] or row["results"] for row in own):
            continue
        if any(row["opening"] or row["moved"] or row["of_periods"] for row in own):
            return False
    return True


def _account(row: Mapping[str, Any], source: str) -> AccountFigures:
    opening = _opening(row)
    return AccountFigures(
        account=row["account"],
        name=row["name"],
        opening=opening,
        amount=_amount(row, source, opening),
        before=_balance(row, "closing_before", "result_before"),
        before_opening=row["opening_before"] if row["openings_before"] else ZERO,
        by_rows=_amount(row, ROWS, opening),
    )


def _opening(row: Mapping[str, Any]) -> Amount:
    return row["opening"] if row["openings"] else ZERO


def _amount(row: Mapping[str, Any], source: str, opening: Amount) -> Amount:
    if source == BALANCES:
        return _balance(row, "closing", "result")
    if source == ROWS:
        return add([opening, row["moved"] if row["has_rows"] else ZERO])
    return add([opening, row["of_periods"] if row["has_periods"] else ZERO])


def _balance(row: Mapping[str, Any], closing: str, result: str) -> Amount:
    """Return the one of both that is the account's; it is never counted twice."""
    order = [closing, result]
    if row["account"][:1] in RESULT_CLASSES:
        order.reverse()
    plural = {
        closing: closing.replace("closing", "closings"),
        result: result.replace("result", "results"),
    }
    for name in order:
        if row[plural[name]]:
            return row[name]  # type: ignore[no-any-return]
    return ZERO


def _head(connection: duckdb.DuckDBPyConnection, document_id: int) -> dict[str, Any]:
    found = connection.execute(
        "select f.document_id, f.file, f.sha256, f.company, f.orgnr, "
        "f.company_key, h.currency, h.chart_type, "
        "h.covered_to, h.psaldo_style, f.sie_type, "
        "f.start_date as start, f.end_date as end "
        "from _files f join _header h using (document_id) where f.document_id = ?",
        [document_id],
    )
    names = [column[0] for column in found.description]
    row = found.fetchone()
    if row is None:
        message = f"There is no document {document_id} here."
        swedish = f"Det finns inget dokument {document_id} här."
        raise UsageError(message, swedish=swedish)
    return dict(zip(names, row, strict=True))


def _rows(
    connection: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, object]
) -> list[dict[str, Any]]:
    return summed(connection, _query(name), values)


@cache
def _query(name: str) -> str:
    return (files("siekit.reports") / f"{name}.sql").read_text("utf-8")
