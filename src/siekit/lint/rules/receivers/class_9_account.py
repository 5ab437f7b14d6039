"""T702 class-9-account."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.receiver_rule import ReceiverRule
from siekit.lint.receivers import limited_by


class Class9Account(ReceiverRule):
    """No account begins with 9, where the receiver refuses such accounts.

    ## Why it matters
    Accounts of class 9 are for internal bookkeeping. The receiver refuses the whole file because
    of them, also when they are never used.

    ## Example
    #KONTO 9010 "Interna hyror"

    ## Instead
    #KONTO 5010 "Lokalhyra"
    """

    code = "T702"
    name = "class-9-account"
    severity = Severity.ERROR
    limit = "refused_class"
    targets = limited_by("refused_class")
    message = {
        "en": "Accounts of class {class} are refused by {receiver}, first {value}. Accounts: "
        "{count}, of which with figures: {used}.",
        "sv": "{receiver} nekar konton i klass {class}, först {value}. Antal konton: {count}, varav"
        " med siffror: {used}.",
    }
    remedy = {
        "en": "Leave the accounts out of the export. Where they have figures, move these to other "
        "accounts in the accounting program first.",
        "sv": "Utelämna kontona ur exporten. Har de siffror, flytta dem först till andra konton i "
        "bokföringsprogrammet.",
    }
    example = {
        "receiver": "Visma eEkonomi",
        "class": "9",
        "value": "9010",
        "count": "12",
        "used": "0",
    }
    query = """
        with other as (
            select document_id, account, line from accounts where starts_with(account, $limit)
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
               count(f.account) as used, $limit as class,
               arg_min(a.account, coalesce(a.line, f.line, 2147483647)) as value
        from other a left join first f using (document_id, account)
        group by a.document_id
    """
