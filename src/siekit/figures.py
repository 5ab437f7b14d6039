"""The figures of a document: how many records, which totals, which number ranges.

All of them are computed by Arrow over whole columns; a document may have two million rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from siekit.exceptions import UnreadableAmountError
from siekit.model import EXACT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pyarrow as pa

_LINES_NAMED = 5
_ARROW_LIMIT = Decimal(2**127 - 1).scaleb(-6, EXACT)
_NUMERIC = "^[0-9]{1,20}$"
_NUMBER_WIDTH = 20


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records the file has; what it only uses without declaring is not counted."""

    accounts: int
    vouchers: int
    transactions: int
    added: int
    removed: int
    balances: int
    period_balances: int
    dimensions: int
    objects: int
    fiscal_years: int
    sru_codes: int
    other_records: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Control totals of the counted rows, both as positive figures."""

    debit: Decimal
    credit: Decimal

    @property
    def difference(self) -> Decimal:
        """Debit less credit: zero when all vouchers balance."""
        return EXACT.subtract(self.debit, self.credit)


@dataclass(frozen=True, slots=True)
class SeriesRange:
    """The numbers of one voucher series; None where its vouchers have no numbers."""

    series: str | None
    first: str | None
    last: str | None
    vouchers: int


def count_records(tables: Mapping[str, pa.Table]) -> Counts:
    """The number of records of each kind that the file has, also those set aside.

    A second `#KONTO` of an account is no row of `accounts`, but a record it is.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    others = tables["other_records"]

    def records(name: str, *labels: str) -> int:
        lines = tables[name]["line"].drop_null()
        named = others.filter(pc.is_in(pc.utf8_upper(others["label"]), pa.array(labels)))
        aside = named.filter(pc.invert(pc.is_in(named["line"], lines.combine_chunks())))
        return len(lines) + int(aside.num_rows)

    kinds = dict.fromkeys(("normal", "added", "removed"), 0)
    for group in pc.value_counts(tables["transactions"]["kind"]).to_pylist():
        kinds[group["values"]] = group["counts"]
    return Counts(
        accounts=records("accounts", "#KONTO"),
        vouchers=tables["vouchers"].num_rows,
        transactions=kinds["normal"],
        added=kinds["added"],
        removed=kinds["removed"],
        balances=tables["balances"].num_rows,
        period_balances=tables["period_balances"].num_rows,
        dimensions=records("dimensions", "#DIM", "#UNDERDIM"),
        objects=records("objects", "#OBJEKT"),
        fiscal_years=records("fiscal_years", "#RAR"),
        sru_codes=records("sru_codes", "#SRU"),
        other_records=tables["other_records"].num_rows,
    )


def add_up(transactions: pa.Table) -> Totals:
    """Debit and credit of the counted rows.

    Raises `UnreadableAmountError` when one of them has an amount that could not be read.
    """
    import pyarrow.compute as pc

    counts = transactions["counts"]
    amounts = transactions["amount"].filter(counts)
    if amounts.null_count:
        unreadable = pc.and_(counts, pc.is_null(transactions["amount"]))
        raise UnreadableAmountError(_refusal(transactions["line"].filter(unreadable)))
    zero = Decimal(0)
    debit = exact_sum(amounts.filter(pc.greater(amounts, zero)))
    credit = exact_sum(amounts.filter(pc.less(amounts, zero)))
    # A minus sign before it would round to the 28 digits of Python's own context.
    return Totals(debit=debit, credit=credit.copy_abs())


def exact_sum(amounts: pa.ChunkedArray) -> Decimal:
    """The sum of decimals, also where it has more digits than their type can hold."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if len(amounts) == amounts.null_count:
        return Decimal(0)
    span = pc.min_max(amounts).as_py()
    largest = max(span["min"].copy_abs(), span["max"].copy_abs())
    if EXACT.multiply(largest, Decimal(len(amounts))) > _ARROW_LIMIT:
        # Arrow's sums of decimals wrap around without a word.
        amounts = amounts.cast(pa.decimal256(76, 6))
    return Decimal(pc.sum(amounts).as_py())


def number_ranges(vouchers: pa.Table) -> list[SeriesRange]:
    """First and last number of each series, the series in file order.

    First and last go by value where all numbers of the series are digits, else by file order.
    Vouchers without a number are counted but do not take part.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    number = pc.if_else(pc.equal(vouchers["number"], ""), None, vouchers["number"])
    # Padded digits sort as numbers do; behind them stands the number as it was written.
    padded = pc.utf8_lpad(number, _NUMBER_WIDTH, "0")
    columns = {
        "series": vouchers["series"],
        "number": number,
        "numeric": pc.match_substring_regex(number, _NUMERIC),
        "key": pc.binary_join_element_wise(padded, number, " "),
    }
    wanted = [("number", "first"), ("number", "last"), ("numeric", "all")]
    wanted += [("key", "min"), ("key", "max")]
    groups = pa.table(columns).group_by("series", use_threads=False)
    return [
        _series_range(group) for group in groups.aggregate([*wanted, ([], "count_all")]).to_pylist()
    ]


def date_range(vouchers: pa.Table) -> tuple[date | None, date | None]:
    """The first and the last voucher date, None when no voucher has a date."""
    import pyarrow.compute as pc

    span = pc.min_max(vouchers["date"]).as_py()
    return span["min"], span["max"]


def _series_range(group: Mapping[str, Any]) -> SeriesRange:
    """One group of `number_ranges` as a record."""
    first, last = group["number_first"], group["number_last"]
    if group["numeric_all"]:
        first, last = (group[key].partition(" ")[2] for key in ("key_min", "key_max"))
    return SeriesRange(group["series"], first, last, group["count_all"])


def _refusal(lines: pa.ChunkedArray) -> str:
    """Why the sum is refused, with the first lines to look at."""
    named = [str(line) for line in lines.slice(0, _LINES_NAMED).to_pylist()]
    more = len(lines) - len(named)
    where = f"line {named[0]}" if len(lines) == 1 else f"lines {', '.join(named)}"
    if more:
        where += f" and {more:,} more"
    return f"Debit and credit cannot be added up: no readable amount on {where}."
