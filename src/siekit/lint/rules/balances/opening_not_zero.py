"""B307 opening-not-zero."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import LEDGER_TYPES, SqlRule


class OpeningNotZero(SqlRule):
    """The opening balances of the year add up to zero.

    ## Why it matters
    Assets equal equity and debts, so opening balances add up to zero. They do not where the
    result of earlier years was never moved to equity, where a program keeps it on accounts of
    its own (SpeedLedger: 9030 and 9031), or where accounts, often the debts, were left out of
    the export. Each account may still be right.

    ## Example
    #IB 0 1930 75000.00
    #IB 0 2081 -50000.00

    ## Instead
    #IB 0 1930 75000.00
    #IB 0 2081 -50000.00
    #IB 0 2099 -25000.00
    """

    code = "B307"
    name = "opening-not-zero"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #IB"
    sie_types = LEDGER_TYPES
    message = {
        "en": "The opening balances (#IB 0) come to {total}, not to zero. {cause}",
        "sv": "De ingående balanserna (#IB 0) summerar till {total}, inte till noll. {cause}",
    }
    remedy = {
        "en": "Move the result of earlier years to equity in the accounting program, or see which "
        "accounts the export left out. The file can be used as it is.",
        "sv": "Bokför tidigare års resultat mot eget kapital i bokföringsprogrammet, eller se "
        "vilka konton som saknas i exporten. Filen går att använda som den är.",
    }
    example = {
        "total": "25000.00",
        "cause": "It is last year's result (#RES -1), which has not been moved to equity.",
        "cause_sv": "Det är förra årets resultat (#RES -1), som inte har förts till eget kapital.",
    }
    query = """
        with sums as (
            select document_id, sum(opening) filter (year_no = 0) as total,
                   sum(result) filter (year_no = -1) as last_result,
                   sum(opening) filter (year_no = -1) as last_opening,
                   bool_or(year_no = 0 and account in ('9030', '9031')) as parked,
                   bool_or(year_no = 0 and left(account, 1) = '2') as has_debts,
                   min(opening_line) filter (year_no = 0) as line
            from year_balances
            group by document_id
            having bool_or(year_no = 0 and has_opening and opening is null) is not true
        )
        select document_id, line, '#IB' as label, total,
               case when last_result = -total
                    then 'It is last year''s result (#RES -1), which has not been moved to equity.'
                    when last_opening <> 0 and last_opening - last_result = total
                    then 'It is last year''s result (#RES -1) with what that year itself opened '
                         || 'with (#IB -1): results of years before, not moved to equity.'
                    when parked then 'Accounts 9030 and 9031 are where some programs keep the '
                                     || 'result of earlier years.'
                    when not has_debts then 'The file has no account of class 2: equity and debts '
                                            || 'may be missing.'
                    else 'Usual causes: the result of earlier years was never moved to equity '
                         || '(some programs keep it on 9030 and 9031), or accounts, often the '
                         || 'liabilities, are missing in the export.' end as cause,
               case when last_result = -total
                    then 'Det är förra årets resultat (#RES -1), som inte har förts till eget '
                         || 'kapital.'
                    when last_opening <> 0 and last_opening - last_result = total
                    then 'Det är förra årets resultat (#RES -1) och vad det året självt började '
                         || 'på (#IB -1): tidigare års resultat som inte förts till eget kapital.'
                    when parked then 'Kontona 9030 och 9031 är där vissa program har tidigare års '
                                     || 'resultat.'
                    when not has_debts then 'Filen har inget konto i klass 2: eget kapital och '
                                            || 'skulder kan saknas.'
                    else 'Vanliga orsaker: tidigare års resultat har aldrig förts till eget '
                         || 'kapital (vissa program har det på 9030 och 9031), eller konton, ofta '
                         || 'skulderna, saknas i exporten.' end as cause_sv
        from sums
        where total <> 0
    """
