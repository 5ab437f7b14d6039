"""S108 missing-result-balances."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import SqlRule


class MissingResultBalances(SqlRule):
    """Result accounts with rows have #RES records of the file's year.

    ## Why it matters
    Programs that do not add up vouchers take the year's result from #RES. A file with #RES of the
    year before only shows last year's result, and none of its own.

    ## Example
    #RES -1 3010 -40000.00
    #VER A 1 20250115 "Försäljning"
    {
    #TRANS 1930 {} 500.00
    #TRANS 3010 {} -500.00
    }

    ## Instead
    #RES -1 3010 -40000.00
    #RES 0 3010 -500.00
    #VER A 1 20250115 "Försäljning"
    {
    #TRANS 1930 {} 500.00
    #TRANS 3010 {} -500.00
    }
    """

    code = "S108"
    name = "missing-result-balances"
    severity = Severity.WARNING
    clause = "SIE 4B 5.14"
    sie_types = frozenset({"4E"})
    message = {
        "en": "There is no #RES for the current year, though {accounts} result accounts have rows, "
        "for example {examples}.",
        "sv": "#RES saknas för innevarande år, fast {accounts} resultatkonton har rader, till "
        "exempel {examples}.",
    }
    remedy = {
        "en": "Export again with the result balances of the year. Until then siekit adds up the "
        "rows.",
        "sv": "Exportera på nytt med årets resultatsaldon. Tills dess lägger siekit ihop raderna.",
    }
    example = {"accounts": "2", "examples": "3010, 5010"}
    query = """
        select c.document_id, null::integer as line, '#RES' as label, count(*) as accounts,
               list(c.account order by c.account)[:3] as examples
        from year_changes c
        join sides s using (document_id, account)
        join files f using (document_id)
        where c.year_no = 0 and s.side = 'result' and coalesce(c.amount, 0) <> 0
          and not f.has_result
          -- Reading tells a file that has no #RES at all.
          and c.document_id in (select document_id from balances where kind = 'result' and counts)
        group by c.document_id
    """
