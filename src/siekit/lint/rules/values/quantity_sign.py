"""D501 quantity-sign."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import SqlRule


class QuantitySign(SqlRule):
    """A quantity has the same sign as the amount beside it.

    ## Why it matters
    Hours and pieces are summed as amounts are: what is credited counts down. A quantity with the
    other sign makes the sums of quantities wrong, and prices negative.

    ## Example
    #TRANS 3010 {} -500.00 20250115 "Försäljning" 10

    ## Instead
    #TRANS 3010 {} -500.00 20250115 "Försäljning" -10
    """

    code = "D501"
    name = "quantity-sign"
    severity = Severity.INFO
    clause = "SIE 4B 5.9"
    message = {
        "en": "Quantities have another sign than their amounts, first {quantity} beside {amount} on"
        " account {account}. Rows: {count}.",
        "sv": "Kvantiteter har annat tecken än sina belopp, först {quantity} vid {amount} på konto "
        "{account}. Antal rader: {count}.",
    }
    remedy = {
        "en": "Nothing to do, unless quantities are summed. Then check how the program that made "
        "the file writes them.",
        "sv": "Inget behöver göras om inte kvantiteter summeras. Kontrollera i så fall hur "
        "programmet som skapade filen skriver dem.",
    }
    example = {"quantity": "10", "amount": "-500.00", "account": "3010", "count": "12"}
    query = """
        with rows as (
            select document_id, line, account, amount, quantity from transactions where counts
            union all
            select document_id, line, account, amount, quantity from balances
            union all
            select document_id, line, account, amount, quantity from period_balances
        )
        select document_id, min(line) as line, count(*) as number,
               arg_min(account, line) as account, arg_min(amount, line) as amount,
               arg_min(quantity, line) as quantity
        from rows
        where quantity <> 0 and amount <> 0 and (quantity > 0) <> (amount > 0)
        group by document_id
    """
