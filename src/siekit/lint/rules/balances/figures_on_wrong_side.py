"""B314 figures-on-wrong-side."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import LEDGER_TYPES, SqlRule


class FiguresOnWrongSide(SqlRule):
    """#IB and #UB are for balance accounts, #RES for income and cost accounts.

    The BAS class of an account says what it is, and #KTYP where it says otherwise. Told once a
    file for each kind, zero amounts aside.

    ## Why it matters
    An account with both closing balance and result would be counted twice in a report that
    adds them up. siekit counts it once.

    ## Example
    #UB 0 5010 8000.00
    #RES 0 5010 8000.00

    ## Instead
    #RES 0 5010 8000.00
    """

    code = "B314"
    name = "figures-on-wrong-side"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #RES"
    sie_types = LEDGER_TYPES
    message = {
        "en": "{what}, for example account {value}: {examples}. Accounts: {count}. No account is "
        "counted twice.",
        "sv": "{what}, till exempel konto {value}: {examples}. Konton: {count}. Inget konto räknas "
        "två gånger.",
    }
    remedy = {
        "en": "Ask the maker of the program. Reports of siekit take an account's place from its "
        "records.",
        "sv": "Fråga programmets tillverkare. siekits rapporter tar kontots plats från dess "
        "poster.",
    }
    example = {
        "value": "5010",
        "what": "Accounts have both #UB and #RES",
        "what_sv": "Konton har både #UB och #RES",
        "examples": "#UB 8000.00, #RES 8000.00",
        "count": "1",
    }
    query = """
        with used as (
            select b.document_id, b.account,
                   min(coalesce(opening_line, closing_line, result_line)) as line,
                   arg_max(opening, year_no) as opening, arg_max(closing, year_no) as closing,
                   arg_max(result, year_no) as result,
                   bool_or(coalesce(opening, 0) <> 0 or coalesce(closing, 0) <> 0) as as_balance,
                   bool_or(coalesce(result, 0) <> 0) as as_result
            from year_balances b
            group by b.document_id, b.account
        ), sided as (
            select u.*,
                   case when a.account similar to '[12].*' and a.type_raw in ('K', 'I')
                             or a.account similar to '[3-8].*' and a.type_raw in ('T', 'S')
                             then 'unclear'
                        when a.account similar to '[12].*' then 'balance'
                        when a.account similar to '[3-8].*' then 'result'
                        when a.type_raw in ('T', 'S') then 'balance'
                        when a.type_raw in ('K', 'I') then 'result'
                   end as side
            from used u left join sides a using (document_id, account)
        ), told as (
            select *, case when as_balance and as_result then 'both'
                           when as_balance and side = 'result' then 'balance'
                           when as_result and side = 'balance' then 'result' end as kind
            from sided
        )
        select document_id, min(line) as line,
               case kind when 'result' then '#RES' else '#UB' end as label,
               arg_min(account, line) as value, count(*) as number,
               arg_min(concat_ws(', ',
                   '#IB ' || shown(nullif(opening, 0)), '#UB ' || shown(nullif(closing, 0)),
                   '#RES ' || shown(nullif(result, 0))), line) as examples,
               case kind when 'both' then 'Accounts have both #UB and #RES'
                         when 'balance' then 'Income or cost accounts have #IB or #UB'
                         else 'Balance accounts have #RES' end as what,
               case kind when 'both' then 'Konton har både #UB och #RES'
                         when 'balance' then 'Intäkts- eller kostnadskonton har #IB eller #UB'
                         else 'Balanskonton har #RES' end as what_sv
        from told
        where kind is not null
        group by document_id, kind
    """
