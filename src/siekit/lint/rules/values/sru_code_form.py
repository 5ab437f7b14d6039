"""D504 sru-code-form."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import SqlRule


class SruCodeForm(SqlRule):
    """An SRU code has three to five digits.

    ## Why it matters
    Tax forms have codes such as 7281. Another word in #SRU names no line of any form, so the
    account is left out of the return.

    ## Example
    #SRU 1930 728A

    ## Instead
    #SRU 1930 7281
    """

    code = "D504"
    name = "sru-code-form"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #SRU"
    message = {
        "en": 'SRU codes are not three to five digits, first "{value}" for account {account}. '
        "Records: {count}.",
        "sv": 'SRU-koder är inte tre till fem siffror, först "{value}" för konto {account}. Antal '
        "poster: {count}.",
    }
    remedy = {
        "en": "Correct the SRU codes of the accounts in the accounting program and export again.",
        "sv": "Rätta kontonas SRU-koder i bokföringsprogrammet och exportera på nytt.",
    }
    example = {"value": "728A", "account": "1930", "count": "2"}
    query = """
        select document_id, min(line) as line, '#SRU' as label, count(*) as number,
               arg_min(sru_code, line) as value, arg_min(account, line) as account
        from sru_codes
        where trim(sru_code) <> '' and not regexp_full_match(trim(sru_code), '[0-9]{3,5}')
        group by document_id
    """
