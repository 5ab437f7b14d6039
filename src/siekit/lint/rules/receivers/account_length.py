"""T704 account-length."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.receiver_rule import ReceiverRule
from siekit.lint.receivers import limited_by


class AccountLength(ReceiverRule):
    """Account numbers have as many digits as the receiver takes.

    ## Why it matters
    The receiver has accounts of its own length and refuses others, also accounts that are
    declared and never used.

    ## Example
    #KONTO 193000 "Bank"

    ## Instead
    #KONTO 1930 "Bank"
    """

    code = "T704"
    name = "account-length"
    severity = Severity.ERROR
    limit = "account_digits"
    targets = limited_by("account_digits")
    message = {
        "en": "Account numbers must have {digits} digits for {receiver}; there are others, first "
        "{value}. Accounts: {count}, of which with figures: {used}.",
        "sv": "{receiver} tar emot kontonummer med {digits} siffror; det finns andra, först "
        "{value}. Antal konton: {count}, varav med siffror: {used}.",
    }
    remedy = {
        "en": "Leave unused ones out of the export. Give accounts with figures a number that fits "
        "in the accounting program and export again.",
        "sv": "Utelämna oanvända ur exporten. Ge konton med siffror ett nummer som passar i "
        "bokföringsprogrammet och exportera på nytt.",
    }
    example = {"receiver": "Fortnox", "digits": "4", "value": "193000", "count": "2", "used": "1"}
    query = """
        with other as (
            select document_id, account, line from accounts
            where not (regexp_full_match(account, '[0-9]+')
                       and length(account) between $limit[1] and $limit[2])
        ), figures as (
            select document_id, account, line from transactions
            union all
            select document_id, account, line from balances
            union all
            select document_id, account, line from period_balances
        ), first as (
            select f.document_id, f.account, min(f.line) as line
            from figures f semi join other using (document_id, account)
            group by all
        )
        select a.document_id, min(coalesce(a.line, f.line)) as line, count(*) as number,
               count(f.account) as used,
               array_to_string(list_sort(list_distinct($limit::integer[])), '-') as digits,
               arg_min(a.account, coalesce(a.line, f.line, 2147483647)) as value
        from other a left join first f using (document_id, account)
        group by a.document_id
    """
