"""`convert`: a file as another type, or a part of it; what is missing is worked out and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.compute as pc

from siekit.conversion.chart import declare, used_accounts_only
from siekit.conversion.derive import Derivation, has_object_closings
from siekit.conversion.head import set_covered_to, set_head
from siekit.conversion.ledger import Ledger
from siekit.conversion.notes import LEFT_OUT
from siekit.conversion.report import Converted
from siekit.conversion.restrict import restrict, whole_months
from siekit.conversion.select import cut_figures, select
from siekit.conversion.selection import selection
from siekit.conversion.sound import check_outside, check_sound
from siekit.conversion.work import Work
from siekit.document import Document
from siekit.exceptions import NotConvertibleError, UsageError
from siekit.formats.reading import SIE_TYPES, read
from siekit.formats.sie4.making import finish

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from siekit.conversion.selection import Month
    from siekit.formats.source import Readable

OF_BALANCES = ("1", "2", "3")
"""Types that hold no vouchers."""


def convert(
    source: Document | Readable,
    sie_type: str | None = None,
    *,
    year: int | None = None,
    periods: tuple[Month | None, Month | None] | Month | None = None,
    series: Sequence[str] | None = None,
    used_accounts: bool = False,
    derive: bool = True,
    encoding: str | None = None,
    checksum: bool = False,
    keep_unknown: bool = False,
    today: dt.date | None = None,
) -> Converted:
    """Return a document as a file of another type, or a part of it.

    `year` makes that fiscal year the current one (-1 is the one before), `periods` are the
    first and the last month, `series` the voucher series to keep, `used_accounts` leaves out
    accounts without figures. What the type needs and the document lacks is worked out, unless
    `derive` is False; what the document has is never overwritten. `encoding`, `checksum` and
    `keep_unknown` are those of `write`; `today` is the day in #GEN.

    Raises `NotConvertibleError` where something is lacking that cannot be worked out,
    `UnbalancedVoucherError`, `UnreadableAmountError` and `UsageError`.
    """
    document = source if isinstance(source, Document) else read(source)
    target = sie_type or document.header.sie_type
    if target not in SIE_TYPES:
        message = f"There is no SIE type {sie_type!r}. The types are: {', '.join(SIE_TYPES)}."
        raise UsageError(message)
    work = Work.of(document)
    wanted = selection(year, periods, series)
    _check_possible(work, target)
    check_outside(work)
    cut = select(work, wanted, target)
    check_sound(work)
    _make(work, target, cut, derive=derive, whole=_holds_all(document, wanted.year or 0))
    if used_accounts:
        used_accounts_only(work)
    declare(work, target)
    set_head(work, target, today)
    finished = finish(
        work.result(),
        name=document.header.file,
        encoding=encoding,
        checksum=checksum,
        keep_unknown=keep_unknown,
    )
    return Converted.of(finished, work.notes)


def _make(work: Work, target: str, cut: dt.date | None, *, derive: bool, whole: bool) -> None:
    """Work out what is missing, and leave out what the type does not have."""
    objects = target == "3" or (cut is not None and target == "4E" and has_object_closings(work))
    if cut is not None:
        if not derive:
            message = "Balances of a part of a year are worked out: leave out derive=False."
            raise UsageError(message)
        cut_figures(work, cut)
    if target in OF_BALANCES:
        _tell_other_years(work)
    if target == "3":
        whole_months(work)
    if derive and target != "4I":
        with Ledger(work, by_vouchers=whole) as ledger:
            Derivation(work, ledger).run(target, objects=objects)
    set_covered_to(work, target, cut)
    restrict(work, target)


def _holds_all(document: Document, year_no: int) -> bool:
    """Tell whether the document's vouchers are all of its year: it has some, or needs none."""
    vouchers = document["vouchers"]
    if pc.any(pc.equal(vouchers["year_no"], year_no)).as_py():
        return True
    if document.header.sie_type != "4E" or document["period_balances"].num_rows:
        return False
    with Ledger(Work.of(document), by_vouchers=True) as ledger:
        return not ledger.has_moved


def _check_possible(work: Work, target: str) -> None:
    """Raise where the type needs what the kind of file does not have."""
    origin = work.document.header.sie_type
    vouchers = work.tables["vouchers"].num_rows
    reason = ""
    if target in ("4E", "4I") and not vouchers and origin in OF_BALANCES:
        reason = (
            f"type {origin} has no vouchers, and they cannot be made of balances. Export the file "
            "as type 4 from the accounting program"
        )
    elif target == "4I" and not vouchers:
        reason = "it holds no vouchers, and a 4I file is nothing else. Export it with its vouchers"
    elif target != "4I" and origin == "4I":
        reason = (
            "a 4I file holds vouchers on their way into a ledger, without balances. Merge it into "
            "the ledger's own file (siekit merge), or read it as the ledger that it is "
            "(--sie-type 4E)"
        )
    elif target != "4I" and 0 not in work.years():
        reason = (
            "it has no fiscal year (#RAR 0), so nothing tells what its balances are of. Export it "
            "with its fiscal year"
        )
    elif target == "3" and origin in ("1", "2") and not _has_objects(work):
        reason = (
            f"type {origin} has no figures by object. Export the file as type 3 or 4, or convert "
            "it to type 2"
        )
    if reason:
        message = f"{work.name} cannot become type {target}: {reason}."
        raise NotConvertibleError(message)


def _has_objects(work: Work) -> bool:
    for name in ("balances", "period_balances"):
        if pc.any(pc.greater(pc.list_value_length(work.tables[name]["objects"]), 0)).as_py():
            return True
    return False


def _tell_other_years(work: Work) -> None:
    """Tell vouchers outside the current year, which no balance of it is made of."""
    vouchers = work.tables["vouchers"]
    inside = pc.fill_null(pc.equal(vouchers["year_no"], 0), fill_value=False)
    others = work.keep_vouchers(inside)
    work.notes.add(LEFT_OUT, "vouchers-of-other-years", others)
