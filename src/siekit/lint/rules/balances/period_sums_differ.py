"""B303 period-sums-differ."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import LEDGER_TYPES, SqlRule


class PeriodSumsDiffer(SqlRule):
    """The months of an account (#PSALDO) add up to its change over the year.

    The change is #UB less #IB, or #RES; judged for each year of which the file has months and
    balances. Where #OMFATTN ends before the year does, the months up to it may be what is
    meant.

    ## Why it matters
    Reports by month and by year disagree. Some programs write months as zero, or leave some
    out, while the year has movements.

    ## Example
    #IB 0 1930 500.00
    #UB 0 1930 700.00
    #PSALDO 0 202501 1930 {} 150.00

    ## Instead
    #IB 0 1930 500.00
    #UB 0 1930 700.00
    #PSALDO 0 202501 1930 {} 150.00
    #PSALDO 0 202502 1930 {} 50.00
    """

    code = "B303"
    name = "period-sums-differ"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #PSALDO"
    sie_types = LEDGER_TYPES
    message = {
        "en": "Account {value}: the months (#PSALDO) of {year} come to {months}, but the account "
        "changed by {change} over the year; the difference is {difference}.",
        "sv": "Konto {value}: månaderna (#PSALDO) för {year} summerar till {months}, men kontot "
        "ändrades med {change} under året; skillnaden är {difference}.",
    }
    remedy = {
        "en": "Rely on the yearly figures, or on the vouchers where the file has them, and "
        "compare the months with the accounting program.",
        "sv": "Lita på årets siffror, eller på verifikationerna där filen har sådana, och jämför "
        "månaderna med bokföringsprogrammet.",
    }
    example = {
        "value": "1930",
        "year": "2025-01-01 – 2025-12-31",
        "months": "150.00",
        "change": "200.00",
        "difference": "-50.00",
    }
    query = """
        with months as (
            select p.document_id, p.year_no, p.account, sum(p.amount) as months,
                   coalesce(sum(p.amount) filter (
                       f.covered_to is null
                       or p.period <= year(f.covered_to) * 100 + month(f.covered_to)), 0)
                       as covered_months,
                   sum(p.unreadable) as unreadable, min(p.line) as line
            from period_sums p join files f using (document_id)
            where p.year_no is not null
            group by p.document_id, p.year_no, p.account
        ), compared as (
            select document_id, year_no, account, coalesce(months, 0) as months,
                   coalesce(covered_months, 0) as covered_months, m.line as month_line,
                   opening_line, closing_line, result_line,
                   coalesce(closing, 0) - coalesce(opening, 0) as change,
                   coalesce(result, 0) as result,
                   coalesce(has_opening or has_closing, false) as has_change,
                   coalesce(b.has_result, false) as has_result
            from months m full join year_balances b using (document_id, year_no, account)
            where coalesce(m.unreadable, 0) = 0 and coalesce(b.unreadable, 0) = 0
        )
        select b.document_id,
               coalesce(closing_line, result_line, opening_line, month_line) as line,
               case when closing_line is not null then '#UB'
                    when result_line is not null then '#RES'
                    when opening_line is not null then '#IB' else '#PSALDO' end as label,
               account as value,
               coalesce(r.start_date || ' – ' || r.end_date, b.year_no::varchar) as year,
               months, change + result as change, months - change - result as difference
        from compared b
        join years_held y using (document_id, year_no)
        left join (
            select document_id, year_no, min(start_date) as start_date, min(end_date) as end_date
            from fiscal_years group by document_id, year_no
        ) r using (document_id, year_no)
        left join sides s using (document_id, account)
        semi join months m using (document_id, year_no)
        where not explained(months, change, result, has_change and b.has_result)
              and not explained(covered_months, change, result, has_change and b.has_result)
              and (y.has_closing and y.opening_known or not has_change and s.side <> 'balance')
              and (y.has_result or has_change or s.side = 'balance')
    """
