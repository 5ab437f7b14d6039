"""B306 balances-do-not-sum."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import LEDGER_TYPES, SqlRule


class BalancesDoNotSum(SqlRule):
    """Closing balances and results of a year add up to its opening balances.

    Every voucher balances, so a year moves nothing in all. Judged for each year that has
    #IB, #UB and #RES, but not for the current year of a file with its vouchers: there each
    account is judged by itself.

    ## Why it matters
    An account is missing from the file, or a balance is wrong. The balance sheet made of the
    file will not balance.

    ## Example
    #IB 0 1930 500.00
    #IB 0 2081 -500.00
    #UB 0 1930 700.00
    #UB 0 2081 -500.00
    #RES 0 3001 -250.00

    ## Instead
    #IB 0 1930 500.00
    #IB 0 2081 -500.00
    #UB 0 1930 750.00
    #UB 0 2081 -500.00
    #RES 0 3001 -250.00
    """

    code = "B306"
    name = "balances-do-not-sum"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #UB"
    sie_types = LEDGER_TYPES
    message = {
        "en": "Year {year_no}: closing balances {closing} + results {result} should come to the "
        "opening balances, {opening}; the difference is {difference}.",
        "sv": "År {year_no}: utgående balanser {closing} + resultat {result} borde summera till "
        "ingående balanser, {opening}; skillnaden är {difference}.",
    }
    remedy = {
        "en": "Look for an account that the file lacks: compare its balances with the trial "
        "balance of the accounting program.",
        "sv": "Leta efter ett konto som saknas i filen: jämför saldona med bokföringsprogrammets "
        "saldolista.",
    }
    example = {
        "year_no": "0",
        "closing": "200.00",
        "result": "-250.00",
        "opening": "0.00",
        "difference": "-50.00",
    }
    query = """
        with sums as (
            select document_id, year_no, coalesce(sum(opening), 0) as opening,
                   coalesce(sum(closing), 0) as closing, coalesce(sum(result), 0) as result,
                   coalesce(sum(result) filter (has_opening or has_closing), 0) as counted_twice
            from year_balances
            group by document_id, year_no
        )
        select s.document_id, s.year_no, closing, result, opening,
               closing + result - opening as difference,
               case when s.year_no = 0 then f.year_line else y.line end as line, '#RAR' as label
        from sums s
        join years_held h using (document_id, year_no)
        join files f using (document_id)
        left join (
            select document_id, year_no, min(line) as line
            from fiscal_years group by document_id, year_no
        ) y using (document_id, year_no)
        where h.has_closing and h.has_result and h.unreadable = 0
              and (h.has_opening or s.year_no = 0 and h.opening_known)
              and closing + result <> opening and closing + result - counted_twice <> opening
              and (s.year_no <> 0 or not exists (
                  from year_changes c where c.document_id = s.document_id and c.year_no = 0))
    """
