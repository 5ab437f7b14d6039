"""S105 object-rows-in-type-2."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import SqlRule


class ObjectRowsInType2(SqlRule):
    """Period balances and budgets in a file of type 2 have no objects.

    ## Why it matters
    A program that reads type 2 must skip period rows with objects. What stands only in such rows
    is lost there.

    ## Example
    #SIETYP 2
    #PSALDO 0 202501 5010 {1 "100"} 8000.00

    ## Instead
    #SIETYP 2
    #PSALDO 0 202501 5010 {} 8000.00
    """

    code = "S105"
    name = "object-rows-in-type-2"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #PSALDO"
    sie_types = frozenset({"2"})
    message = {
        "en": "A file of type 2 has period rows with objects, the first for account {account} in "
        "{period}. Rows: {count}. Programs that read type 2 skip them.",
        "sv": "En fil av typ 2 har periodrader med objekt, den första för konto {account} i "
        "{period}. Antal rader: {count}. Program som läser typ 2 hoppar över dem.",
    }
    remedy = {
        "en": "Export again as type 3, or without objects.",
        "sv": "Exportera på nytt som typ 3, eller utan objekt.",
    }
    example = {"account": "5010", "period": "202501", "count": "24"}
    query = """
        select document_id, min(line) as line, arg_min(account, line) as account,
               arg_min(period, line) as period, count(*) as number,
               case arg_min(kind, line) when 'actual' then '#PSALDO' else '#PBUDGET' end as label
        from period_balances
        where len(objects) > 0
        group by document_id
    """
