"""S106 no-whole-account-row."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import SqlRule


class NoWholeAccountRow(SqlRule):
    """Each account and month with object rows has a row for the whole account too.

    ## Why it matters
    In type 3 the object rows are a part of the row without objects, which programs take for the
    account's figure. Where it is missing they show nothing for the account, or add objects of
    different dimensions together.

    ## Example
    #PSALDO 0 202501 5010 {1 "100"} 3000.00
    #PSALDO 0 202501 5010 {1 "200"} 5000.00

    ## Instead
    #PSALDO 0 202501 5010 {} 8000.00
    #PSALDO 0 202501 5010 {1 "100"} 3000.00
    #PSALDO 0 202501 5010 {1 "200"} 5000.00
    """

    code = "S106"
    name = "no-whole-account-row"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #PSALDO"
    sie_types = frozenset({"3"})
    message = {
        "en": "{label} has rows with objects but none for the whole account, first for account "
        "{account} in {period}. Accounts and months: {count}. The rows of one dimension are "
        "taken as the account's figure.",
        "sv": "{label} har rader med objekt men ingen för hela kontot, först för konto {account} i "
        "{period}. Antal konton och månader: {count}. Raderna i en dimension tas som kontots "
        "belopp.",
    }
    remedy = {
        "en": "Compare the account with the accounting program. Export again with a row for the "
        "whole account, {{}}, where its figure is known.",
        "sv": "Jämför kontot med bokföringsprogrammet. Exportera på nytt med en rad för hela "
        "kontot, {{}}, där dess belopp är känt.",
    }
    example = {"label": "#PSALDO", "account": "5010", "period": "202501", "count": "12"}
    query = """
        with months as (
            select document_id, kind, account, year_no, period, min(line) as line,
                   bool_or(len(objects) = 0) as has_whole
            from period_balances where account is not null and period is not null
            group by all
        )
        select m.document_id, min(m.line) as line, arg_min(m.account, m.line) as account,
               arg_min(m.period, m.line) as period, count(*) as number,
               case m.kind when 'actual' then '#PSALDO' else '#PBUDGET' end as label
        from months m join header h using (document_id)
        where not m.has_whole and h.psaldo_style is distinct from 'remainder'
        group by m.document_id, m.kind
    """
