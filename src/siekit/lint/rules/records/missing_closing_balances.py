"""S101 missing-closing-balances."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import LEDGER_TYPES, SqlRule


class MissingClosingBalances(SqlRule):
    """Accounts with a balance have #UB records of the file's year.

    ## Why it matters
    The closing balances are what reports, auditors and the next year begin from. A file with #UB
    of the year before only looks complete, but has no balance sheet of its own year.

    ## Example
    #IB 0 1930 5000.00
    #UB -1 1930 5000.00

    ## Instead
    #IB 0 1930 5000.00
    #UB -1 1930 5000.00
    #UB 0 1930 6200.00
    """

    code = "S101"
    name = "missing-closing-balances"
    severity = Severity.WARNING
    clause = "SIE 4B 5.14"
    sie_types = LEDGER_TYPES
    message = {
        "en": "There is no #UB for the current year, though {accounts} balance sheet accounts have "
        "an opening balance or rows, for example {examples}.",
        "sv": "#UB saknas för innevarande år, fast {accounts} balanskonton har ingående balans "
        "eller rader, till exempel {examples}.",
    }
    remedy = {
        "en": "Export again with the closing balances of the year. Until then siekit adds opening "
        "balances and rows where it needs closing ones.",
        "sv": "Exportera på nytt med årets utgående balanser. Tills dess lägger siekit ihop "
        "ingående balanser och rader där utgående behövs.",
    }
    example = {"accounts": "2", "examples": "1510, 1930"}
    query = """
        with moved as (
            select document_id, account from year_balances
            where year_no = 0 and coalesce(opening, 0) <> 0
            union
            select c.document_id, c.account
            from year_changes c join sides s using (document_id, account)
            where c.year_no = 0 and s.side = 'balance' and coalesce(c.amount, 0) <> 0
        )
        select m.document_id, null::integer as line, '#UB' as label, count(*) as accounts,
               list(m.account order by m.account)[:3] as examples
        from moved m join files f using (document_id)
        where not f.has_closing
          -- Reading tells a file that has no #UB at all.
          and m.document_id in (select document_id from balances where kind = 'closing' and counts)
        group by m.document_id
    """
