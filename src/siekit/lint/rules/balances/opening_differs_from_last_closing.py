"""B305 opening-differs-from-last-closing."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import LEDGER_TYPES, SqlRule


class OpeningDiffers(SqlRule):
    """An account opens the year with what it closed last year with.

    Compares #UB of year -1 with #IB of year 0 in one file.

    ## Why it matters
    The books of a year begin where those of the year before ended. They differ while last
    year is not closed (its result has not been moved to equity yet), and when last year was
    changed after its balances had been carried over.

    ## Example
    #UB -1 1930 500.00
    #IB 0 1930 550.00

    ## Instead
    #UB -1 1930 500.00
    #IB 0 1930 500.00
    """

    code = "B305"
    name = "opening-differs-from-last-closing"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #IB"
    sie_types = LEDGER_TYPES
    message = {
        "en": "Account {value} closed last year (#UB -1) with {closing}, but opens this year "
        "(#IB 0) with {opening}; the difference is {difference}.",
        "sv": "Konto {value} slutade förra året (#UB -1) på {closing}, men börjar detta år "
        "(#IB 0) på {opening}; skillnaden är {difference}.",
    }
    remedy = {
        "en": "Carry the balances over again in the accounting program, or close last year, and "
        "export again.",
        "sv": "Överför ingående balanser på nytt i bokföringsprogrammet, eller avsluta förra året, "
        "och exportera på nytt.",
    }
    example = {"value": "1930", "closing": "500.00", "opening": "550.00", "difference": "50.00"}
    query = """
        select document_id, coalesce(n.opening_line, p.closing_line) as line,
               case when n.opening_line is not null then '#IB' else '#UB' end as label,
               account as value, coalesce(p.closing, 0) as closing,
               coalesce(n.opening, 0) as opening,
               coalesce(n.opening, 0) - coalesce(p.closing, 0) as difference
        from (select * from year_balances where year_no = 0 and has_opening) n
        full join (select * from year_balances where year_no = -1 and has_closing) p
            using (document_id, account)
        join files f using (document_id)
        where f.has_opening and f.has_previous_closing
              and coalesce(n.opening, 0) <> coalesce(p.closing, 0)
              and (n.opening is not null or n.opening_line is null)
              and (p.closing is not null or p.closing_line is null)
    """
