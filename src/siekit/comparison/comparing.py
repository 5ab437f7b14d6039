"""`compare`: what differs between two documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.comparison.account_sums import account_sums
from siekit.comparison.balances import balance_changes, period_balance_changes
from siekit.comparison.chart import (
    account_changes,
    dimension_changes,
    object_changes,
    sru_code_changes,
    year_changes,
)
from siekit.comparison.difference import SECTIONS, VOUCHER_CHANGES, Difference, Side
from siekit.comparison.head import header_changes
from siekit.comparison.other_records import other_record_changes
from siekit.comparison.years import Years
from siekit.exceptions import UsageError
from siekit.formats.reading import as_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from siekit.document import Document
    from siekit.formats.source import Readable

_AMOUNTS = ("transactions", "balances", "period_balances")


def compare(
    a: Document | Readable, b: Document | Readable, *, sections: Iterable[str] = SECTIONS
) -> Difference:
    """Return what differs between two documents; it is false when nothing does.

    What is no document is read first, as `siekit.read` does.

    Facts are compared, not bytes: encoding, line ends, quoting, spacing, the order of records
    and of rows within a voucher make no difference, nor does an empty field for an absent one,
    a row's date for the same date of its voucher, or a quantity of zero for none.

    `sections` names the parts to compare, those of `Difference`; the others stay empty.
    Raises `UsageError` for an unknown one.
    """
    wanted = set(sections)
    unknown = sorted(wanted.difference(SECTIONS))
    if unknown:
        message = f"There is no section {unknown[0]!r}. The sections are: {', '.join(SECTIONS)}."
        raise UsageError(message)
    a, b = as_document(a), as_document(b)
    years = Years(a.fiscal_years, b.fiscal_years)
    found = {name: _WORK[name](a, b, years) for name in SECTIONS if name in wanted & _WORK.keys()}
    counts = dict.fromkeys(VOUCHER_CHANGES, 0)
    if "vouchers" in wanted:
        found["vouchers"], counts = _vouchers(a, b, years)
    return Difference(
        a=_side(a),
        b=_side(b),
        same_company=_is_same_company(a, b),
        same_year=years.is_same_year,
        voucher_counts=counts,
        **{name: found.get(name, ()) for name in SECTIONS},
    )


_WORK: dict[str, Callable[[Document, Document, Years], Any]] = {
    "header": lambda a, b, _: tuple(header_changes(a.header, b.header)),
    "fiscal_years": year_changes,
    "accounts": lambda a, b, _: account_changes(a, b),
    "sru_codes": lambda a, b, _: sru_code_changes(a, b),
    "dimensions": lambda a, b, _: dimension_changes(a, b),
    "objects": lambda a, b, _: object_changes(a, b),
    "balances": balance_changes,
    "period_balances": period_balance_changes,
    "account_sums": lambda a, b, _: account_sums(a, b),
    "other_records": lambda a, b, _: other_record_changes(a, b),
}
"""How each section but the vouchers is compared."""


def _vouchers(a: Document, b: Document, years: Years) -> tuple[Any, dict[str, int]]:
    """The vouchers that differ, and how many of each kind."""
    from siekit.comparison.side import ledgers
    from siekit.comparison.vouchers import voucher_changes

    return voucher_changes(*ledgers(a, b, years), years)


def _side(document: Document) -> Side:
    """What tells the one document from the other."""
    company = document.header.company
    year = next((year for year in document.fiscal_years if year.year_no == 0), None)
    days = (year.start_date, year.end_date) if year else (None, None)
    return Side(
        path=document.header.file,
        company=company.name,
        orgnr=company.orgnr or company.orgnr_raw,
        sie_type=document.header.sie_type,
        fiscal_year=None if None in days else f"{days[0]}/{days[1]}",
        vouchers=document["vouchers"].num_rows,
        unreadable=sum(document[name]["amount"].null_count for name in _AMOUNTS),
    )


def _is_same_company(a: Document, b: Document) -> bool:
    """Whether both are of one company, as far as they say: by number, else by name."""
    one, other = a.header.company, b.header.company
    numbers = [company.orgnr or company.orgnr_raw for company in (one, other)]
    if all(numbers):
        return numbers[0] == numbers[1]
    names = [" ".join((company.name or "").split()).casefold() for company in (one, other)]
    return not all(names) or names[0] == names[1]
