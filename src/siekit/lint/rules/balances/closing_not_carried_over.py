"""B308 closing-not-carried-over."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import LEDGER_TYPES, SqlRule


class ClosingNotCarriedOver(SqlRule):
    """An account opens the year with what it closed with in the file of the year before.

    Compares two files of one company (organisation number, else #FNR, else name) whose years
    meet. Of several files of the year before, the one with vouchers is taken, then the one
    that was written last. A file that covers only a part of its year (#OMFATTN) closes nothing
    and is not compared.

    ## Why it matters
    Last year was changed after its balances had been carried over, or one of the files is not
    the final one. Reports over both years have a break between them.

    ## Example
    #RAR 0 20250101 20251231
    #IB 0 1930 550.00

    ## Instead
    #RAR 0 20250101 20251231
    #IB 0 1930 500.00
    """

    code = "B308"
    name = "closing-not-carried-over"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #IB"
    sie_types = LEDGER_TYPES
    several = True
    message = {
        "en": "Account {value} closes with {closing} in {file}, the file of the year before, but "
        "opens here with {opening}; the difference is {difference}.",
        "sv": "Konto {value} slutar på {closing} i {file}, filen för året före, men börjar här på "
        "{opening}; skillnaden är {difference}.",
    }
    remedy = {
        "en": "Export both years again. If they still differ, carry the balances over again in "
        "the accounting program.",
        "sv": "Exportera båda åren på nytt. Skiljer de sig fortfarande, överför ingående balanser "
        "på nytt i bokföringsprogrammet.",
    }
    example = {
        "value": "1930",
        "closing": "500.00",
        "file": "2024.se",
        "opening": "550.00",
        "difference": "50.00",
    }
    query = """
        with closings as (
            select y.document_id, y.earlier_file, b.account, b.closing, b.has_closing
            from years_before y
            join year_balances b on b.document_id = y.earlier_id and b.year_no = 0
            where not y.earlier_is_partial
        ), openings as (
            select * from year_balances where year_no = 0
        ), compared as (
            select document_id, account, o.opening_line, f.year_line,
                   coalesce(c.closing, 0) as closing, coalesce(o.opening, 0) as opening
            from closings c
            full join openings o using (document_id, account)
            join files f using (document_id)
            where f.has_opening
                  and (o.opening is not null or coalesce(o.has_opening, false) = false)
                  and (c.closing is not null or coalesce(c.has_closing, false) = false)
        )
        select c.document_id, coalesce(c.opening_line, c.year_line) as line,
               case when c.opening_line is not null then '#IB' else '#RAR' end as label,
               c.account as value, c.closing, c.opening, c.opening - c.closing as difference,
               y.earlier_file as file
        from compared c
        join years_before y using (document_id)
        join files e on e.document_id = y.earlier_id and e.has_closing
        where c.opening <> c.closing and not y.earlier_is_partial
    """
