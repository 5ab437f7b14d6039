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

from siekit.exceptions import UsageError
from siekit.model import EXACT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import duckdb

BALANCES, ROWS, PERIODS = "balances", "rows", "periods"
SOURCES = ("auto", BALANCES, ROWS, PERIODS)

Amount = Decimal | None
"""None: an amount that it needs cannot be read."""

ZERO = Decimal(0)
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


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The accounts of one file's year 0."""

    document_id: int
    file: str
    sha256: str
    company: str | None
    orgnr: str | None
    currency: str
    start: date | None
    end: date | None
    source: str
    has_previous: bool
    accounts: tuple[AccountFigures, ...]
    opening_sum: Amount

    @property
    def fiscal_year(self) -> str | None:
        """The year as every JSON shape writes it."""
        return None if self.start is None or self.end is None else f"{self.start}/{self.end}"

    def months(self) -> list[int]:
        """The months that the year touches, as YYYYMM."""
        if self.start is None or self.end is None or self.end < self.start:
            return []
        first = self.start.year * MONTHS_A_YEAR + self.start.month - 1
        last = self.end.year * MONTHS_A_YEAR + self.end.month - 1
        return [n // MONTHS_A_YEAR * 100 + n % MONTHS_A_YEAR + 1 for n in range(first, last + 1)]


def year_figures(
    connection: duckdb.DuckDBPyConnection, document_id: int, *, source: str = "auto"
) -> YearFigures:
    """Return the figures of a file's year 0 by one source.

    `auto` takes the file's own balances when it has them, else its rows, else its period
    balances. Raises `UsageError` for a source that the file does not have.
    """
    rows = _rows(connection, "figures", {"document_id": document_id})
    has = {
        BALANCES: any(row["closings"] or row["results"] for row in rows),
        ROWS: any(row["has_rows"] for row in rows),
        PERIODS: any(row["has_periods"] for row in rows),
    }
    chosen = _chosen(source, has)
    head = _head(connection, document_id)
    return YearFigures(
        **head,
        source=chosen,
        has_previous=any(row["closings_before"] or row["results_before"] for row in rows),
        accounts=tuple(_account(row, chosen) for row in rows),
        opening_sum=add([_opening(row) for row in rows]),
    )


def month_changes(
    connection: duckdb.DuckDBPyConnection,
    document_id: int,
    *,
    source: str,
    date_of: str = "voucher",
) -> dict[str, dict[int, Amount]]:
    """Return what moved on each account in each month of year 0.

    From rows; where the file has none, or `source` is periods, from #PSALDO.
    """
    values = {"document_id": document_id, "by_row_date": date_of == "row"}
    order = [PERIODS, ROWS] if source == PERIODS else [ROWS, PERIODS]
    for one in order:
        found = _rows(connection, "months", {**values, "source": one})
        if found:
            changes: dict[str, dict[int, Amount]] = {}
            for row in found:
                changes.setdefault(row["account"], {})[row["period"]] = row["amount"]
            return changes
    return {}


def add(amounts: Sequence[Amount]) -> Amount:
    """Return the exact sum, None when one of the amounts is not known."""
    total = ZERO
    for amount in amounts:
        if amount is None:
            return None
        total = EXACT.add(total, amount)
    return total


def _chosen(source: str, has: Mapping[str, bool]) -> str:
    if source not in SOURCES:
        message = f"There is no source {source!r}: give one of {', '.join(SOURCES)}."
        raise UsageError(message)
    if source != "auto":
        if not has[source]:
            there = ", ".join(name for name, is_there in has.items() if is_there) or "none of them"
            message = f"The file has no {source} for its year; it has {there}."
            raise UsageError(message)
        return source
    return next((name for name, is_there in has.items() if is_there), BALANCES)


def _account(row: Mapping[str, Any], source: str) -> AccountFigures:
    opening = _opening(row)
    return AccountFigures(
        account=row["account"],
        name=row["name"],
        opening=opening,
        amount=_amount(row, source, opening),
        before=_balance(row, "closing_before", "result_before"),
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
        "select f.document_id, f.file, f.sha256, f.company, f.orgnr, h.currency, "
        "f.start_date as start, f.end_date as end "
        "from _files f join _header h using (document_id) where f.document_id = ?",
        [document_id],
    )
    names = [column[0] for column in found.description]
    row = found.fetchone()
    if row is None:
        message = f"There is no document {document_id} here."
        raise UsageError(message)
    return dict(zip(names, row, strict=True))


def _rows(
    connection: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, object]
) -> list[dict[str, Any]]:
    found = connection.execute(_query(name), dict(values))
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@cache
def _query(name: str) -> str:
    return (files("siekit.reports") / f"{name}.sql").read_text("utf-8")
