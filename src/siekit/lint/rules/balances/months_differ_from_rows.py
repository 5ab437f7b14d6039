"""B304 months-differ-from-rows."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import SqlRule


class MonthsDifferFromRows(SqlRule):
    """The rows of an account in a month come to its #PSALDO of that month.

    Rows belong to the month of their voucher's date. Judged where the rows of the whole year
    agree with the months: else that is what is told.

    ## Why it matters
    The year is right, but reports by month depend on what they are made of.

    ## Example
    #PSALDO 0 202502 5010 {} 8000.00
    #VER A 1 20250115 "Lokalhyra"
    {
    #TRANS 5010 {} 8000.00
    #TRANS 1930 {} -8000.00
    }

    ## Instead
    #PSALDO 0 202501 5010 {} 8000.00
    #VER A 1 20250115 "Lokalhyra"
    {
    #TRANS 5010 {} 8000.00
    #TRANS 1930 {} -8000.00
    }
    """

    code = "B304"
    name = "months-differ-from-rows"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #PSALDO"
    sie_types = frozenset({"4E"})
    message = {
        "en": "Account {value}: the vouchers of {period} come to {moved}, but #PSALDO says "
        "{month}. Months that differ: {count}; over the year both agree.",
        "sv": "Konto {value}: verifikationerna i {period} summerar till {moved}, men #PSALDO säger "
        "{month}. Månader som skiljer: {count}; över hela året stämmer de överens.",
    }
    remedy = {
        "en": "Ask the maker of the program which date it makes months of; siekit goes by the "
        "voucher's date.",
        "sv": "Fråga programmets tillverkare vilket datum det delar in månader efter; siekit går "
        "efter verifikationens datum.",
    }
    example = {
        "value": "5010",
        "period": "202501",
        "moved": "8000.00",
        "month": "0.00",
        "count": "2",
    }
    query = """
        with months as (
            select document_id, account, period, coalesce(c.amount, 0) as moved,
                   coalesce(p.amount, 0) as month, p.line as month_line, c.line as row_line,
                   coalesce(c.unreadable, 0) + coalesce(p.unreadable, 0) as unreadable
            from (select * from month_changes where year_no = 0 and period is not null) c
            full join (select * from period_sums where year_no = 0) p
                using (document_id, account, period)
            where document_id in (select document_id from period_sums where year_no = 0)
                  and document_id in (select document_id from month_changes where year_no = 0)
        ), accounts_that_differ as (
            select document_id, account,
                   arg_min(coalesce(month_line, row_line), period) filter (moved <> month) as line,
                   arg_min(month_line is not null, period) filter (moved <> month) as has_month,
                   min(period) filter (moved <> month) as period,
                   arg_min(moved, period) filter (moved <> month) as moved,
                   arg_min(month, period) filter (moved <> month) as month,
                   count(*) filter (moved <> month) as number
            from months
            group by document_id, account
            having sum(unreadable) = 0 and sum(moved) = sum(month)
                   and count(*) filter (moved <> month) > 0
        )
        select document_id, line, case when has_month then '#PSALDO' else '#TRANS' end as label,
               account as value, period, moved, month, number
        from accounts_that_differ
    """
