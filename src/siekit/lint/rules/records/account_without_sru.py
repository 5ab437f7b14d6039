"""S103 account-without-sru."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import SqlRule


class AccountWithoutSru(SqlRule):
    """Accounts with balances have #SRU codes, when the file has such codes.

    ## Why it matters
    Programs for tax returns place each account by its SRU code. An account without one is left
    out of the return, and its amount is missing there.

    ## Example
    #KONTO 1930 "Bank"
    #KONTO 1940 "Placeringskonto"
    #SRU 1930 7281
    #UB 0 1930 6200.00
    #UB 0 1940 900.00

    ## Instead
    #KONTO 1930 "Bank"
    #KONTO 1940 "Placeringskonto"
    #SRU 1930 7281
    #SRU 1940 7281
    #UB 0 1930 6200.00
    #UB 0 1940 900.00
    """

    code = "S103"
    name = "account-without-sru"
    severity = Severity.INFO
    clause = "SIE 4B 11 #SRU"
    sie_types = frozenset({"1", "2"})
    message = {
        "en": "Accounts have balances but no #SRU code, for example {examples}. Accounts: {count}. "
        "Programs for tax returns leave their amounts out.",
        "sv": "Konton har saldon men ingen #SRU-kod, till exempel {examples}. Antal konton: "
        "{count}. Deklarationsprogram utelämnar deras belopp.",
    }
    remedy = {
        "en": "If the file is for a tax return, give the accounts SRU codes in the accounting "
        "program and export again.",
        "sv": "Om filen är till en deklaration, ge kontona SRU-koder i bokföringsprogrammet och "
        "exportera på nytt.",
    }
    example = {"examples": "1940, 2099", "count": "7"}
    query = """
        select b.document_id, min(coalesce(b.closing_line, b.result_line)) as line,
               count(*) as number, list(b.account order by b.account)[:3] as examples
        from year_balances b
        where b.year_no = 0 and (coalesce(b.closing, 0) <> 0 or coalesce(b.result, 0) <> 0)
          and b.account similar to '[1-8].*'
          and b.document_id in (select document_id from sru_codes)
          and (b.document_id, b.account) not in (
              select (document_id, account) from sru_codes where account is not null
          )
        group by b.document_id
    """
