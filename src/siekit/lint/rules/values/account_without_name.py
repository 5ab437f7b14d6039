"""D509 account-without-name."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import SqlRule


class AccountWithoutName(SqlRule):
    """Every #KONTO has a name.

    ## Why it matters
    Reports show accounts by number and name. Who reads them cannot tell what an account without a
    name is for.

    ## Example
    #KONTO 1940 ""

    ## Instead
    #KONTO 1940 "Placeringskonto"
    """

    code = "D509"
    name = "account-without-name"
    severity = Severity.INFO
    clause = "SIE 4B 11 #KONTO"
    message = {
        "en": "Accounts are declared without a name, for example {examples}. Accounts: {count}.",
        "sv": "Konton är deklarerade utan namn, till exempel {examples}. Antal konton: {count}.",
    }
    remedy = {
        "en": "Nothing to do. For names in reports, give the accounts names in the accounting "
        "program.",
        "sv": "Inget behöver göras. För namn i rapporter, ge kontona namn i bokföringsprogrammet.",
    }
    example = {"examples": "1940, 1950", "count": "2"}
    query = """
        select document_id, min(line) as line, '#KONTO' as label, count(*) as number,
               list(account order by line)[:3] as examples
        from accounts
        where declared and coalesce(trim(name), '') = ''
        group by document_id
    """
