"""A part of a year as a year of its own: it opens with what all rows before it come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from siekit.conversion.ledger import Ledger
from siekit.conversion.notes import DERIVED, LEFT_OUT
from siekit.conversion.selection import last_day
from siekit.conversion.work import months
from siekit.exceptions import NotConvertibleError
from siekit.formats.sie4.making import in_schema, joined

if TYPE_CHECKING:
    from datetime import date

    import pyarrow as pa

    from siekit.conversion.work import Work
    from siekit.model import FiscalYear

Span = tuple[int, int]
"""A first and a last month, YYYYMM."""

_BEFORE = """
    create temp table before as
    select account, s.side, o.account is not null as opened,
           case when side = 'balance' then coalesce(o.amount, 0) else 0 end as opening,
           coalesce(o.quantity, 0) as opening_quantity,
           coalesce(m.amount, 0) as earlier, coalesce(m.quantity, 0) as earlier_quantity,
           coalesce(m.last_amount, 0) as last_part, coalesce(m.last_quantity, 0) as last_quantity,
           o.quantity is not null or coalesce(m.has_quantity, false) as has_quantity,
           coalesce(m.in_last, false) as in_last
    from sides s
    left join openings o using (account)
    left join (
        select account, sum(amount) filter (period < {before}) as amount,
               sum(quantity) filter (period < {before}) as quantity,
               sum(amount) filter (period >= {before}) as last_amount,
               sum(quantity) filter (period >= {before}) as last_quantity,
               count(quantity) > 0 as has_quantity, bool_or(period >= {before}) as in_last
        from voucher_moves where period < {first} group by account
    ) m using (account)
    where o.account is not null or m.account is not null
"""
_FIGURES = """
    with figures as (
        select 1 as place, 'opening' as kind, 0 as year_no, account, has_quantity,
               opening + earlier + last_part as amount,
               opening_quantity + earlier_quantity + last_quantity as quantity
        from before where side = 'balance'
        union all
        select 2, 'opening', -1, account, has_quantity, opening + earlier,
               opening_quantity + earlier_quantity
        from before where side = 'balance' and (opened or earlier <> 0)
        union all
        select 3, 'closing', -1, account, has_quantity, opening + earlier + last_part,
               opening_quantity + earlier_quantity + last_quantity
        from before where side = 'balance'
        union all
        select 4, 'result', -1, account, has_quantity, last_part, last_quantity
        from before where side = 'result' and in_last
    )
    select kind, year_no::tinyint as year_no, account,
           []::struct(dimension integer, object varchar)[] as objects,
           amount::decimal(38, 6) as amount,
           case when has_quantity then quantity::decimal(38, 6) end as quantity, true as counts
    from figures order by place, account
"""
_UNTOLD = "select account from sides where side is null and account in (select account from moves)"


def begin_with(work: Work, span: Span, before: Span | None) -> None:
    """Make some months of the current year the year, with the opening balances of their first day.

    The months `before` them are the year before. Raises `NotConvertibleError` where the year's
    own opening balances are not known, or whether an account has any.
    """
    year = work.years()[0]
    days = _days(span, year)
    _tell_objects(work)
    if before is None:
        _keep_earlier(work)
    else:
        work.tables["balances"] = _figures(work, span[0], before[0])
        opening = pc.equal(work.tables["balances"]["year_no"], 0)
        count = pc.sum(opening).as_py() or 0
        work.notes.add(DERIVED, "opening-at-start", count, label="#IB", day=days[0])
    vouchers = work.tables["vouchers"]
    period = months(vouchers["date"])
    inside = pc.and_(pc.greater_equal(period, span[0]), pc.less_equal(period, span[1]))
    work.keep_vouchers(pc.and_(inside, pc.equal(vouchers["year_no"], 0)))
    _set_years(work, days, before and _days(before, year))
    _keep_months(work, *span, earlier=before is None)


def _tell_objects(work: Work) -> None:
    """Tell balances of objects, which a part year does not have."""
    balances = work.tables["balances"]
    current = pc.and_(
        pc.greater(pc.list_value_length(balances["objects"]), 0), pc.equal(balances["year_no"], 0)
    )
    count = pc.sum(current).as_py() or 0
    work.notes.add(LEFT_OUT, "object-balances-of-year", count, label="#OIB, #OUB")


def _days(span: Span, year: FiscalYear) -> tuple[date, date]:
    """Return the first and the last day of the months that lie in the year."""
    first, last = last_day(span[0]).replace(day=1), last_day(span[1])
    return max(first, year.start_date or first), min(last, year.end_date or last)


def _figures(work: Work, first: int, before: int) -> pa.Table:
    """Return the balances with which a month begins, and those of the year until then."""
    with Ledger(work, by_vouchers=True) as ledger:
        if not ledger.opening_known:
            message = (
                f"{work.name} cannot be split into part years (4E): it has no opening balances. "
                "Split it into 4I files (--to 4I)."
            )
            raise NotConvertibleError(message)
        for row in ledger.rows(_UNTOLD):
            message = (
                f"{work.name} cannot be split into part years (4E): whether account "
                f"{row['account']} is a balance or a result account cannot be told. Say it in the "
                "file with #KTYP, or split it into 4I files (--to 4I)."
            )
            raise NotConvertibleError(message)
        ledger.create(_BEFORE.format(first=first, before=before))
        return in_schema("balances", ledger.table(_FIGURES), work.document.document_id)


def _keep_earlier(work: Work) -> None:
    """Keep the opening balances, and all of earlier years."""
    table = work.tables["balances"]
    opening = pc.equal(table["kind"].cast("string"), "opening")
    earlier = pc.less(table["year_no"], 0)
    whole = pc.equal(pc.list_value_length(table["objects"]), 0)
    work.filter("balances", pc.or_(pc.and_(opening, whole), earlier))


def _set_years(work: Work, days: tuple[date, date], before: tuple[date, date] | None) -> None:
    """Say which year the part is, and that the part before it is the year before."""
    table = work.tables["fiscal_years"]
    rows: list[dict[str, Any]] = [_year(0, days)]
    if before is not None:
        rows.append(_year(-1, before))
        table = table.slice(0, 0)
    number = work.document.document_id
    made = table.from_pylist([{"document_id": number, **row} for row in rows], table.schema)
    earlier = table.filter(pc.less(table["year_no"], 0))
    work.tables["fiscal_years"] = joined("fiscal_years", [made, earlier])


def _year(year_no: int, days: tuple[date, date]) -> dict[str, Any]:
    return {"year_no": year_no, "start_date": days[0], "end_date": days[1]}


def _keep_months(work: Work, first: int, last: int, *, earlier: bool) -> None:
    """Keep the budget and the stated months of the part, in its first part earlier years'."""
    table = work.tables["period_balances"]
    inside = pc.and_(pc.greater_equal(table["period"], first), pc.less_equal(table["period"], last))
    kept = pc.and_(inside, pc.equal(table["year_no"], 0))
    if earlier:
        kept = pc.or_(kept, pc.less(table["year_no"], 0))
    work.filter("period_balances", kept)
