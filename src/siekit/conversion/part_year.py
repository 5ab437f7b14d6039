"""A part of a year as a year of its own: it opens with what all rows before it come to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from siekit.conversion.ledger import Ledger
from siekit.conversion.selection import last_day
from siekit.conversion.work import months
from siekit.exceptions import NotConvertibleError
from siekit.formats.sie4.making import in_schema, joined

if TYPE_CHECKING:
    from datetime import date

    import pyarrow as pa

    from siekit.conversion.work import Work

_BEFORE = """
    create temp table before as
    select account, s.side, o.amount as opening, o.quantity as opening_quantity,
           case when side = 'balance' then coalesce(o.amount, 0) else 0 end
               + coalesce(m.amount, 0) as amount,
           case when o.quantity is not null or m.quantity is not null
                then coalesce(o.quantity, 0) + coalesce(m.quantity, 0) end as quantity,
           m.account is not null as moved
    from sides s
    left join openings o using (account)
    left join (
        select account, sum(amount) as amount, sum(quantity) as quantity
        from voucher_moves where period < {first} group by account
    ) m using (account)
    where o.account is not null or m.account is not null
"""
_FIGURES = """
    with figures as (
        select 1 as place, 'opening' as kind, 0 as year_no, account, amount, quantity
        from before where side = 'balance'
        union all
        select 2, 'opening', -1, account, opening, opening_quantity
        from before where side = 'balance' and opening is not null
        union all
        select 3, 'closing', -1, account, amount, quantity from before where side = 'balance'
        union all
        select 4, 'result', -1, account, amount, quantity
        from before where side = 'result' and moved
    )
    select kind, year_no::tinyint as year_no, account,
           []::struct(dimension integer, object varchar)[] as objects,
           amount::decimal(38, 6) as amount, quantity::decimal(38, 6) as quantity, true as counts
    from figures order by place, account
"""
_UNTOLD = "select account from sides where side is null and account in (select account from moves)"


def begin_with(work: Work, first: int, last: int) -> None:
    """Make some months of the current year the year, with the opening balances of their first day.

    What lies before them in the year is the year before. Raises `NotConvertibleError` where the
    year's own opening balances are not known, or whether an account has any.
    """
    year = work.years()[0]
    start = max(last_day(first).replace(day=1), year.start_date or last_day(first))
    end = min(last_day(last), year.end_date or last_day(last))
    begins = year.start_date or start
    if start > begins:
        work.tables["balances"] = _figures(work, first)
    else:
        _keep_earlier(work)
    vouchers = work.tables["vouchers"]
    period = months(vouchers["date"])
    inside = pc.and_(pc.greater_equal(period, first), pc.less_equal(period, last))
    work.keep_vouchers(pc.and_(inside, pc.equal(vouchers["year_no"], 0)))
    _set_years(work, begins, start, end)
    _keep_months(work, first, last, earlier=start == begins)


def _figures(work: Work, first: int) -> pa.Table:
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
        ledger.create(_BEFORE.format(first=first))
        return in_schema("balances", ledger.table(_FIGURES), work.document.document_id)


def _keep_earlier(work: Work) -> None:
    """Keep the opening balances, and all of earlier years."""
    table = work.tables["balances"]
    opening = pc.equal(table["kind"].cast("string"), "opening")
    work.filter("balances", pc.or_(opening, pc.less(table["year_no"], 0)))


def _set_years(work: Work, begins: date, start: date, end: date) -> None:
    """Say which year the part is, and that what lies before it is the year before."""
    table = work.tables["fiscal_years"]
    rows: list[dict[str, Any]] = [{"year_no": 0, "start_date": start, "end_date": end}]
    if start > begins:
        before = start - timedelta(days=1)
        rows.append({"year_no": -1, "start_date": begins, "end_date": before})
        table = table.slice(0, 0)
    number = work.document.document_id
    made = table.from_pylist([{"document_id": number, **row} for row in rows], table.schema)
    earlier = table.filter(pc.less(table["year_no"], 0))
    work.tables["fiscal_years"] = joined("fiscal_years", [made, earlier])


def _keep_months(work: Work, first: int, last: int, *, earlier: bool) -> None:
    """Keep the budget and the stated months of the part, in its first part earlier years'."""
    table = work.tables["period_balances"]
    inside = pc.and_(pc.greater_equal(table["period"], first), pc.less_equal(table["period"], last))
    kept = pc.and_(inside, pc.equal(table["year_no"], 0))
    if earlier:
        kept = pc.or_(kept, pc.less(table["year_no"], 0))
    work.filter("period_balances", kept)
